"""The demonstration: made once by `territory`, found ready afterwards, with the key that opens it.

A second run must answer in seconds: nothing here imports the libraries of the loaders and of the calculation.
"""

import os
from collections.abc import Callable
from pathlib import Path

from observatoire.access.audience import Role
from observatoire.access.perimeters import EVERYTHING, Perimeter
from observatoire.accounts.register import add_account, find_account
from observatoire.errors import UnavailableError
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from observatoire.store.queries.publications import list_fictitious_millesimes

MILLESIMES = (2014, 2016)
"""Published once each. The files of 2018 are left for whoever wants to try a load."""

ORGANISATION = "Démonstration"
KEY_FILE = "demo-key"

TRIALS = {
    Role.COMMUNE: Perimeter(communes=("74042",)),
    Role.BAILLEUR: Perimeter(bailleurs=("900000002",)),
    Role.RESERVATAIRE: EVERYTHING,
    Role.COMMISSION: EVERYTHING,
    Role.ADMIN: EVERYTHING,
}
"""What the keys of the other roles reach."""


def prepare_demo(settings: Settings, say: Callable[[str], None]) -> str:
    """Make the demonstration ready, as far as it is not, and return the access key of its partners.

    Args:
        settings: where the store is.
        say: told of each step, in French.

    Raises:
        ConflictError: the store holds a real territory.
    """
    if not _is_ready(settings):
        from observatoire.demo.territory import build_territory  # noqa: PLC0415 (see the top)

        build_territory(settings, MILLESIMES, say)
    with open_store(settings) as store:
        for role, perimeter in TRIALS.items():
            _give_key(store, settings.home / f"{KEY_FILE}-{role}", f"{ORGANISATION}, {role}", role, perimeter)
        return _give_key(store, settings.home / KEY_FILE, ORGANISATION, Role.EPCI, EVERYTHING)


def read_demo_keys(settings: Settings) -> dict[Role, str]:
    """A key of each other role, to try what it sees: Bonneville for the commune, Halpades for the landlord."""
    return {role: (settings.home / f"{KEY_FILE}-{role}").read_text(encoding="ascii").strip() for role in TRIALS}


def _is_ready(settings: Settings) -> bool:
    try:
        with open_store(settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
            published = list_fictitious_millesimes(session)
    except UnavailableError:  # no store yet, or one to upgrade: building says what is really missing
        return False
    return {(year, year) for year in MILLESIMES} <= published


def _give_key(store: Store, path: Path, organisation: str, role: Role, perimeter: Perimeter) -> str:
    """The key of the last time if it still opens, or a new one."""
    key = path.read_text(encoding="ascii").strip() if path.is_file() else ""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        if key and find_account(session, key) is not None:
            return key
    key = add_account(store, organisation, role, perimeter)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    return key
