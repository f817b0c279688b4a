"""The demand as anyone may read it: withheld where it would describe few households, rounded elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from observatoire.printing.french import round_half_up

ALL_TYPES = "toutes"
ROUNDED_TO = 10
"""Applicants are told to the ten: a unit more or less would tell of a household."""
PRESSURE_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Demand:
    """Applicants of a commune for a type of dwelling, and how many were housed in the year."""

    code_insee: str
    typologie: str
    demandes: int
    attributions: int
    attente_mois: float | None


@dataclass(frozen=True, slots=True)
class ShownDemand:
    """What is shown of it: a number, or the status that says why there is none."""

    code_insee: str
    typologie: str
    demandes: int | None
    demandes_status: str
    pression: float | None
    pression_status: str
    attente_mois: int | None
    attente_status: str


def show_demand(rows: Sequence[Demand], minimum: int) -> list[ShownDemand]:
    """Withhold and round the demand of every commune."""
    hidden = find_hidden(rows, minimum)
    return [
        _show(row, {name for name in ("demandes", "attributions") if (row.code_insee, row.typologie, name) in hidden})
        for row in rows
    ]


def find_hidden(rows: Sequence[Demand], minimum: int) -> set[tuple[str, str, str]]:
    """What is withheld: commune, type and name of each cell, so that no subtraction from a total gives one."""
    return {key for name in ("demandes", "attributions") for key in _hide(rows, name, minimum)}


def _hide(rows: Sequence[Demand], name: str, minimum: int) -> set[tuple[str, str, str]]:
    """The cells of a column to hide: small ones, and another of the commune when one alone could be subtracted."""
    hidden: set[tuple[str, str, str]] = set()
    by_commune: dict[str, list[Demand]] = {}
    for row in rows:
        by_commune.setdefault(row.code_insee, []).append(row)
    for commune, own in by_commune.items():
        small = [row for row in own if getattr(row, name) < minimum]
        types = [row for row in own if row.typologie != ALL_TYPES]
        small_types = [row for row in small if row.typologie != ALL_TYPES]
        if len(small_types) == 1 and len(types) > 1:
            others = [row for row in types if row not in small_types]
            small.append(min(others, key=lambda row: (getattr(row, name), row.typologie)))
        hidden |= {(commune, row.typologie, name) for row in small}
    return hidden


def _show(row: Demand, hidden: set[str]) -> ShownDemand:
    few_applicants, few_housed = "demandes" in hidden, "attributions" in hidden
    demandes = None if few_applicants else int(round_half_up(row.demandes / ROUNDED_TO)) * ROUNDED_TO
    pressure_status = "secret" if few_applicants or few_housed else "ok"
    wait_status = "secret" if few_housed else "ok" if row.attente_mois is not None else "non_transmis"
    return ShownDemand(
        code_insee=row.code_insee,
        typologie=row.typologie,
        demandes=demandes,
        demandes_status="secret" if few_applicants else "ok",
        pression=None
        if pressure_status != "ok"
        else int(round_half_up(row.demandes / row.attributions / PRESSURE_STEP)) * PRESSURE_STEP,
        pression_status=pressure_status,
        attente_mois=None if wait_status != "ok" or row.attente_mois is None else int(round_half_up(row.attente_mois)),
        attente_status=wait_status,
    )
