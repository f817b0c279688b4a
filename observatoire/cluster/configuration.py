"""What the private server is told: settings, and who may come in. Written again at each start, so it cannot drift."""

import os
from pathlib import Path

from observatoire.cluster.account import Account

HEADER = "# Écrit par l’observatoire à chaque démarrage. Pour ajuster le serveur : ALTER SYSTEM.\n"
IDENT_MAP = "observatoire"
LOGINS = ("postgres", "observatoire_owner", "observatoire_admin", "observatoire_partner", "observatoire_public")
"""The superuser and the four logins of the store, that the accounts of the map may take."""

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "150",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_line_prefix": "'%m [%p] %u@%d '",
    "lc_messages": "'C.UTF-8'",
    "cluster_name": "'observatoire'",
}
WITHOUT_DURABILITY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For data that nobody will miss: tests."""


def write_configuration(data: Path, socket_dir: Path, account: Account, *, durable: bool) -> None:
    """Write the three configuration files of the server."""
    settings = {
        **SETTINGS,
        **({} if durable else WITHOUT_DURABILITY),
        "unix_socket_directories": _quote(str(socket_dir)),
    }
    _write(data / "postgresql.conf", [f"{name} = {value}" for name, value in settings.items()], account)
    _write(data / "pg_hba.conf", [f"local all all peer map={IDENT_MAP}"], account)
    people = dict.fromkeys(("root", account.name))
    _write(
        data / "pg_ident.conf",
        [f'{IDENT_MAP} "{person}" {login}' for person in people for login in LOGINS],
        account,
    )


def _quote(value: str) -> str:
    """A string of postgresql.conf; a comma would separate two folders, hence the inner quotes."""
    inner = value.replace('"', '""')
    return "'" + f'"{inner}"'.replace("'", "''") + "'"


def _write(path: Path, lines: list[str], account: Account) -> None:
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    if account.uid != os.geteuid():
        os.chown(path, account.uid, account.gid)
