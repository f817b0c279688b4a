# PostgreSQL with PostGIS: what the product's private cluster runs on.

# has_postgis: some PostgreSQL of this machine has both its server and the PostGIS extension.
has_postgis() {
    local server version
    for server in /usr/lib/postgresql/*/bin/postgres; do
        version=${server#/usr/lib/postgresql/}
        version=${version%%/*}
        [ -x "$server" ] && [ -e "/usr/share/postgresql/$version/extension/postgis.control" ] && return 0
    done
    if command -v pg_config >/dev/null; then
        [ -x "$(pg_config --bindir)/postgres" ] && [ -e "$(pg_config --sharedir)/extension/postgis.control" ] && return 0
    fi
    return 1
}

# postgis_package: the package to install, of the PostgreSQL already here when there is one, else the newest offered.
postgis_package() {
    local offered installed
    offered=$(apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' | cut -d ' ' -f 1 | sort -V)
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 'postgresql-[0-9]*' 2>/dev/null |
        sed -nE 's/^installed (postgresql-[0-9]+)$/\1-postgis-3/p' | sort -V)
    { grep -Fx -- "$installed" <<<"$offered" || true; } | grep . | tail -n 1 | grep . || tail -n 1 <<<"$offered"
}
