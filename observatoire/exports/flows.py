"""The yearly statement of reservations as a file: which right received what, where, of which kind."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from observatoire.convention.reservataires import LABELS
from observatoire.errors import NotFoundError
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import following, publications

Ending = Literal["csv", "xlsx"]
COLUMNS = (
    *("annee", "reservataire", "commune", "qpv", "typologie", "financement", "periode"),
    *("attributions", "prioritaires"),
)


def name_rights(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with reservation rights in French."""
    return [{**row, "reservataire": LABELS.get(row["reservataire"], row["reservataire"])} for row in rows]


def write_flows(rows: Sequence[Mapping[str, Any]], year: int, ending: Ending) -> bytes:
    """The statement of a year, already named, as the bytes of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"flux.{ending}"
        _write(rows, year, path)
        return path.read_bytes()


def export_flows(store: Store, path: Path, *, year: int) -> int:
    """Write the statement of a year, for the manager; return the number of rows.

    Raises:
        InvalidInputError: the file cannot be written.
        NotFoundError: nothing is published, or nothing was attributed that year.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        number = publications.find_online_number(session)
        rows = [] if number is None else name_rights(following.read_flows(session, number, year))
    if not rows:
        raise NotFoundError(
            f"Aucune attribution n’est enregistrée pour {year}, ou rien n’est publié. Chargez-les avec « observatoire "
            "load attributions », puis publiez."
        )
    _write(rows, year, path)
    return len(rows)


def _write(rows: Sequence[Mapping[str, Any]], year: int, path: Path) -> None:
    import pandas as pd  # noqa: PLC0415 (a second that only who takes a file should wait for)

    from observatoire.files.tables import write_table  # noqa: PLC0415

    said = [{**row, "annee": year, "qpv": "oui" if row["qpv"] else "non"} for row in rows]
    write_table(pd.DataFrame(said, columns=list(COLUMNS)), path)
