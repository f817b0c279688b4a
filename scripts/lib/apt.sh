# System packages, by apt, as root or through sudo. Called only when something is missing.

# as_root COMMAND...: run it as root, directly or through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_be_root() {
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

# refresh_package_lists: so that the searches that follow see what this machine can have.
refresh_package_lists() {
    may_be_root || return 0
    # A broken third-party source must not stop us when the packages can be had from the others.
    as_root apt-get -qq -o DPkg::Lock::Timeout=120 update || true
}

# install_packages NAME...: without Debian's ready-made database cluster: the product makes its own, elsewhere.
install_packages() {
    local no_cluster=/etc/postgresql-common/createcluster.d/observatoire-setup.conf output status=0
    may_be_root || stop \
        "Il manque des paquets du système, et cette session n’est ni root ni autorisée à utiliser sudo. Demandez à l’administrateur de la machine : apt-get install $*. Puis relancez la commande." \
        "System packages are missing, and this session is neither root nor allowed to use sudo. Ask the administrator of the machine: apt-get install $*. Then run the command again."
    say "Paquets du système (une à deux minutes) : $*"
    as_root mkdir -p "${no_cluster%/*}"
    echo 'create_main_cluster = false' | as_root tee "$no_cluster" >/dev/null
    output=$(as_root apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@" 2>&1) || status=$?
    as_root rm -f "$no_cluster"
    as_root rmdir --ignore-fail-on-non-empty "${no_cluster%/*}"
    [ "$status" -eq 0 ] || stop \
        "L’installation des paquets a échoué : $*. Voici le message d’apt." \
        "Installing these packages failed: $*. Here is what apt said.

$output"
}
