"""Small tables written by hand: units with a landlord and a count each, groups of them."""

import numpy as np

from observatoire.secrecy.table import Column, Kind, Table


def a_column(
    table_units, groups, values, sizes, *, name="y", small=(), known=(), kind=Kind.SITUATIONS, floor=0.0, family=0
):
    members = [[unit] for unit in range(table_units)] + [list(group) for group in groups]
    total = np.array([sum(values[unit] for unit in cell) for cell in members], dtype=float)
    room = np.array([sum(sizes[unit] for unit in cell) for cell in members], dtype=float)
    cells = len(members)
    return Column(
        name=name,
        kind=kind,
        family=family,
        values=total,
        up=np.full(cells, floor) if kind is Kind.SIZE else room - total,
        down=total,
        present=np.ones(cells, dtype=bool),
        primary=np.isin(np.arange(cells), small),
        known=np.isin(np.arange(cells), known),
        floor=floor,
    )


def a_table(values, sizes, groups, *, owners=None, kept=(), known=(), threshold=11, costs=None):
    """Units below the threshold are secret; the groups given by their number in `kept` are always published."""
    units, members = len(values), [[unit] for unit in range(len(values))] + [list(group) for group in groups]
    room = np.array([sum(sizes[unit] for unit in cell) for cell in members], dtype=float)
    small = np.flatnonzero(room < threshold)
    return Table(
        owners=np.array(owners or [-1] * units, dtype=np.int64),
        groups=tuple(np.array(group, dtype=np.int64) for group in groups),
        columns=(
            a_column(units, groups, values, sizes, small=small, known=known),
            a_column(units, groups, sizes, sizes, name="n", small=small, kind=Kind.SIZE, floor=float(threshold)),
        ),
        families=1,
        costs=room if costs is None else np.array(costs, dtype=float),
        forced=np.isin(np.arange(len(members)), small),
        kept=np.isin(np.arange(len(members)), [units + number for number in kept])
        & ~np.isin(np.arange(len(members)), small),
        divisible=np.arange(len(members)) >= units,
    )
