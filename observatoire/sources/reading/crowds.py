"""How much a file may hold, whatever its format. Each line costs memory, and the service must stay up."""

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from observatoire.sources.problems import refuse
from observatoire.sources.wording import french, number

LARGEST_COUNT = 1_000_000
"""Lines of a file: the country has 800,000 residences."""
LARGEST_CELLS = 10_000_000
"""Cells of a sheet, empty ones too: the rectangle that they make is held whole."""
_CUT = "Découpez-le, par exemple un fichier par bailleur ; si ce sont les logements du RPLS ouvert, dites cette nature."
_FAR = (
    "Dans le tableur, Ctrl+Fin montre la dernière cellule remplie : supprimez les lignes et les colonnes qui sont "
    "au-delà du tableau, puis enregistrez. Un très grand tableau se fournit en CSV."
)


def refuse_crowd(lines: int, file: str) -> None:
    """Refuse a file of too many lines.

    Raises:
        InvalidInputError: it has more than `LARGEST_COUNT`.
    """
    if lines > LARGEST_COUNT:
        raise refuse(
            file,
            french(
                "Le fichier a {lines} lignes ; la limite est de {limit}.",
                lines=number(lines),
                limit=number(LARGEST_COUNT),
            ),
            french(_CUT),
        )


def refuse_vast_sheets(path: Path) -> None:
    """Refuse a workbook of which a sheet is too large to be held.

    Raises:
        InvalidInputError: too many lines, too many cells, or more than can be measured.
    """
    told = path.stat()
    sizes = _measure_sheets(path.resolve(), told.st_size, told.st_mtime_ns)
    if sizes is None:
        raise refuse(
            path.name,
            "Une feuille du classeur est immense : une cellule est remplie très loin du tableau. Il n’est pas ouvert.",
            _FAR,
        )
    for name, lines, columns in sizes:
        refuse_crowd(lines, path.name)
        if lines * columns > LARGEST_CELLS:
            raise refuse(
                path.name,
                french(
                    "La feuille « {name} » va jusqu’à la ligne {lines} et la colonne {columns}, soit {cells} cellules ; "
                    "la limite est de {limit}.",
                    name=name,
                    lines=number(lines),
                    columns=number(columns),
                    cells=number(lines * columns),
                    limit=number(LARGEST_CELLS),
                ),
                _FAR,
            )


@lru_cache(maxsize=16)
def _measure_sheets(path: Path, size: int, written_ns: int) -> tuple[tuple[str, int, int], ...] | None:  # noqa: ARG001
    """Measure the sheets, once for each state of a file; nothing when the process that measures did not survive."""
    program = str(Path(__file__).with_name("sheet_sizes.py"))
    done = subprocess.run([sys.executable, "-I", program, str(path)], capture_output=True, check=False)
    if done.returncode:
        return None
    return tuple((str(name), int(lines), int(columns)) for name, lines, columns in json.loads(done.stdout))
