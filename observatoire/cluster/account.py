"""The operating-system account that the server runs as, and the folders that this account must reach.

PostgreSQL refuses to run as root, so root lends the server to the account `postgres`.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from observatoire.errors import UnavailableError

SYSTEM_ACCOUNT = "postgres"


class ProcessIdentity(TypedDict, total=False):
    """Arguments of `subprocess.run` that change the account of the process."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int

    @property
    def process_identity(self) -> ProcessIdentity:
        """How to start a process as this account; nothing to change when it is already ours."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose_account(data: Path) -> Account:
    """The owner of the data when there are some; else `postgres` for root, and ourselves for anyone else.

    Raises:
        UnavailableError: the account has no name here, or the data belong to someone else.
    """
    uid = data.stat().st_uid if data.is_dir() else None
    if os.geteuid() == 0:
        return _system_account() if uid in (None, 0) else _account_of(uid)
    if uid not in (None, os.geteuid()):
        raise UnavailableError(
            f"La base de « {data} » appartient à un autre compte ({_account_of(uid).name}). "
            "Relancez sous ce compte ou avec sudo, ou choisissez un autre dossier avec --home."
        )
    return _account_of(os.geteuid())


def make_folder(folder: Path, mode: int, owner: Account | None = None) -> None:
    """Create a folder and its missing parents, whatever the umask says; parents are made traversable.

    Raises:
        UnavailableError: we may not write there.
    """
    missing = [parent for parent in reversed(folder.parents) if not parent.is_dir()]
    try:
        for parent in missing:
            _make_once(parent, 0o755)
        if _make_once(folder, mode) and owner is not None and owner.uid != os.geteuid():
            os.chown(folder, owner.uid, owner.gid)
    except OSError as refusal:
        raise UnavailableError(
            f"Impossible de créer le dossier « {folder} » ({refusal.strerror}). Choisissez un autre dossier avec --home."
        ) from refusal


def _make_once(folder: Path, mode: int) -> bool:
    """Create a folder unless it is there, or another process has just created it; whether we did."""
    try:
        folder.mkdir(mode)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return False
    folder.chmod(mode)
    return True


def require_reachable(folder: Path, account: Account) -> None:
    """Check that the account can traverse every parent of a folder, because PostgreSQL's own message names none.

    Raises:
        UnavailableError: names the first folder that blocks.
    """
    for parent in reversed(folder.parents):
        if not _may_traverse(parent, account):
            raise UnavailableError(
                f"Le compte « {account.name} », qui fait tourner la base, ne peut pas traverser le dossier "
                f"« {parent} ». Autorisez le passage (« chmod o+x {parent} ») ou choisissez un autre dossier "
                "avec --home, par exemple /var/lib/observatoire."
            )


def _may_traverse(folder: Path, account: Account) -> bool:
    seen = folder.stat()
    if seen.st_uid == account.uid:
        return bool(seen.st_mode & stat.S_IXUSR)
    if seen.st_gid == account.gid:
        return bool(seen.st_mode & stat.S_IXGRP)
    return bool(seen.st_mode & stat.S_IXOTH)


def _account_of(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise UnavailableError(
            f"Le compte numéro {uid} n’a pas de nom sur cette machine : PostgreSQL ne peut pas l’identifier. "
            "Ajoutez-le à /etc/passwd, ou indiquez un serveur par DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _system_account() -> Account:
    try:
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        raise UnavailableError(
            f"PostgreSQL refuse de tourner sous root et le compte « {SYSTEM_ACCOUNT} » n’existe pas ici. Lancez "
            "« make setup » (le paquet de PostgreSQL le crée), ou lancez l’observatoire sous un compte ordinaire."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
