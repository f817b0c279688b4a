# Python 3.11 or later, and the virtual environment .venv filled from the lock files.

is_recent_python() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}

can_make_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# find_python [TEST]: the newest interpreter that passes the test; $PYTHON, when set, is the only candidate.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
        command -v "$candidate" >/dev/null || continue
        is_recent_python "$candidate" && "${1:-true}" "$candidate" && command -v "$candidate" && return 0
    done
    return 1
}

# python_packages: what apt should install so that find_python can_make_venv succeeds.
python_packages() {
    local python
    if python=$(find_python); then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    elif apt-cache policy python3 | grep -qE 'Candidate: 3\.(9|10)\.'; then
        echo python3.11 python3.11-venv # Ubuntu 22.04: its python3 is too old, and this one stands beside it
    else
        echo python3 python3-venv
    fi
}

venv_works() {
    [ -x .venv/bin/python ] && is_recent_python .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1
}

# strangers: packages of .venv that no lock file names (any more); a forgotten pytest plugin still takes part in tests.
strangers() {
    .venv/bin/python -m pip list --format=freeze --exclude-editable --disable-pip-version-check |
        sed 's/==.*//; s/[-_.]\+/-/g; s/.*/\L&/' |
        grep -vxF -e pip -e setuptools -f <(sed -nE 's/^([a-z0-9-]+)==.*/\1/p' requirements*.lock) || true
}

# install_python_packages LOCK: nothing when LOCK (or the larger development lock) is what .venv already holds.
install_python_packages() {
    local lock=$1 wanted held
    if ! venv_works; then
        say "Environnement Python : .venv"
        "$(find_python can_make_venv)" -m venv --clear .venv
    fi
    for held in "$lock" requirements-dev.lock; do
        wanted="$(hash_of pyproject.toml "$held") $PWD"
        [ -x .venv/bin/observatoire ] && [ "$(cat ".venv/.installed-$held" 2>/dev/null)" = "$wanted" ] && return 0
    done
    say "Bibliothèques Python : $lock (une minute environ la première fois)"
    # The lock file is complete, so pip has nothing to resolve: left to it, “coverage[toml]” would be looked for again.
    .venv/bin/python -m pip install -qq --no-compile --disable-pip-version-check --no-deps --require-hashes -r "$lock"
    strangers | xargs -r .venv/bin/python -m pip uninstall -qq -y --disable-pip-version-check
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
    echo "$(hash_of pyproject.toml "$lock") $PWD" >".venv/.installed-$lock"
}
