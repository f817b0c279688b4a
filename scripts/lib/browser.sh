# A Chromium for the browser tests. Nothing else needs one.

# find_browser: one that really starts; on Ubuntu, `chromium-browser` may be a mere pointer to a snap.
find_browser() {
    local candidate
    for candidate in ${CHROMIUM:-chromium google-chrome google-chrome-stable chromium-browser}; do
        command -v "$candidate" >/dev/null && "$candidate" --version >/dev/null 2>&1 && command -v "$candidate" && return 0
    done
    return 1
}

# chromium_packages: empty where the system has no real package of it. (Not grep -q: it would leave apt-cache, which
# writes a long page, with a broken pipe, and pipefail would call that a failure.)
chromium_packages() {
    apt-cache show chromium 2>/dev/null | grep '^Depends:.*chromium-common' >/dev/null && echo chromium fonts-liberation
}
