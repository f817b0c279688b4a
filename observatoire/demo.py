"""The demonstration: a fictitious territory brought in by the same loaders, computation and publication as a real one."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from observatoire.accounts import add_account, find_account
from observatoire.audience import Role
from observatoire.computation import compute_draft
from observatoire.errors import ConflictError
from observatoire.publication import list_publications, publish
from observatoire.settings import REPOSITORY, Settings
from observatoire.sources.loading import load_file
from observatoire.store.bootstrap import prepare
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from observatoire.store.queries.observations import has_residences, is_fictif, mark_fictif

FILES = REPOSITORY / "data" / "demo"
TERRITORY = (
    ("communes", "communes.geojson"),
    ("secteurs", "secteurs.geojson"),
    ("qpv", "qpv.geojson"),
    ("residences", "residences.csv"),
)
ORGANISATION = "Démonstration"
KEY_FILE = "demo-key"


@dataclass(frozen=True, slots=True)
class Edition:
    """A millésime of the demonstration, published once. The files of 2018 are left for whoever wants to try a load."""

    millesime: int
    note: str


EDITIONS = (
    Edition(2014, "Données fictives : situation de départ"),
    Edition(2016, "Données fictives : le diagnostic de la convention"),
)


def prepare_demo(settings: Settings, say: Callable[[str], None]) -> str:
    """Make the demonstration ready, as far as it is not, and return the access key of its partners.

    Args:
        settings: where the store is.
        say: told of each step, in French.

    Raises:
        ConflictError: the store holds a real territory.
    """
    prepare(settings)
    with open_store(settings) as store:
        _claim_store(store)
        published = {(line.ops, line.rpls) for line in list_publications(store) if line.fictif}
        waiting = [each for each in EDITIONS if (each.millesime, each.millesime) not in published]
        if waiting:
            _load(store, TERRITORY, None, say)
        for edition in waiting:
            year = edition.millesime
            files = (("parc", f"parc-{year}.csv"), ("occupation", f"occupation-{year}.csv"))
            _load(store, files, year, say)
            compute_draft(store, ops=year, rpls=year, settings=settings)
            number = publish(store, note=edition.note, settings=settings)
            say(f"Publication {number} : millésime {year}.")
        return _give_key(store, settings.home / KEY_FILE)


def _claim_store(store: Store) -> None:
    """Stamp an empty store as fictitious; never a store where someone works."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        if is_fictif(session):
            return
        if has_residences(session):
            raise ConflictError(
                "Cette base contient un vrai territoire : la démonstration n’y entre pas. Essayez-la ailleurs, avec "
                "« observatoire --home UN_AUTRE_DOSSIER demo »."
            )
        mark_fictif(session)


def _load(store: Store, files: tuple[tuple[str, str], ...], millesime: int | None, say: Callable[[str], None]) -> None:
    for kind, name in files:
        report = load_file(store, kind, FILES / name, millesime=millesime)
        say(f"{name} : {report.rows} lignes.")


def _give_key(store: Store, path: Path) -> str:
    """The key of the last time if it still opens, or a new one."""
    key = path.read_text(encoding="ascii").strip() if path.is_file() else ""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        if key and find_account(session, key) is not None:
            return key
    key = add_account(store, ORGANISATION, Role.EPCI)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    return key
