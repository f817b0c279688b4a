"""Lines of totals under a table: named once each, and left out of every other check."""

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import RawTable
from observatoire.sources.wording import french

_TOTAL = re.compile(r"(?:sous[- ]?|grand )?tota(?:l|ux)\b.*", re.IGNORECASE)
_OTHER_SUM = re.compile(r"(?:somme|ensemble|moyenne)\b.*", re.IGNORECASE)
"""Words that begin the name of a residence too: in its code only."""
REMEDY = "C’est une ligne de total : retirez-la, l’observatoire additionne lui-même."


_LOOKED_AT = 1000
"""Incomplete lines, the last ones: beyond, the file is something else than a table with its totals."""


def is_total(code: str) -> bool:
    """Whether what stands for a code is the name of a total."""
    return (_TOTAL.fullmatch(code) or _OTHER_SUM.fullmatch(code)) is not None


def set_totals_aside(table: RawTable, kind: Kind, positions: Mapping[str, int], problems: ProblemList) -> RawTable:
    """Give the table without its lines of totals, each told as one problem.

    A line is one when it names a total and leaves empty what every line must say: a residence may have such a name.
    """
    required = [positions[column.name] for column in kind.columns if column.required and column.name in positions]
    keys = [positions[name] for name in kind.key if name in positions]
    if not required or not keys:
        return table
    incomplete = (table.cells[required] == "").any(axis="columns").to_numpy()
    totals = np.zeros(len(table.lines), dtype=bool)
    for rank in np.flatnonzero(incomplete)[-_LOOKED_AT:]:
        row = [str(cell) for cell in table.cells.iloc[rank]]
        label = next((cell for cell in row if _TOTAL.fullmatch(cell)), None)
        label = label or next((row[key] for key in keys if is_total(row[key])), None)
        if label is not None:
            totals[rank] = True
            problems.add(
                french("« {label} » n’est pas une ligne de données.", label=label),
                french(REMEDY),
                line=int(table.lines[rank]),
                value=label,
            )
    if not totals.any():
        return table
    kept = ~totals
    return replace(
        table,
        cells=table.cells[kept].reset_index(drop=True),
        lines=table.lines[kept],
        geometry=None if table.geometry is None else table.geometry[kept],
    )
