# Words for the person at the keyboard: French first, then English.

say() {
    printf '▸ %s\n' "$*" >&2
}

# stop FRENCH ENGLISH: explain and leave; 3 is “the system is not ready”.
stop() {
    printf '\n%s\n\n%s\n' "$1" "$2" >&2
    exit 3
}

# hash_of FILE...: one line that changes when any of the files does.
hash_of() {
    sha256sum -- "$@" | sha256sum | cut -d ' ' -f 1
}
