"""Draw the attributions of a year so that they add up to the tables of the convention, one row each."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from data.demo.estates import TABLES, Residence

COLUMNS = (
    "date", "bailleur", "reservataire", "code_insee", "qpv", "quartile", "dalo", "prioritaire", "relogement_ru",
    "mutation", "bail_signe", "residence", "typologie", "financement", "etape", "nombre",
)  # fmt: skip
DRAWN_MORE = {"HSH-0402": 4.0, "HAL-0401": 2.5}
"""Residences to which first-quartile attributions go more than their size would have it: something to find."""
TYPES = ("T1", "T2", "T3", "T4", "T5")
TYPE_WEIGHTS = (4, 22, 40, 28, 6)

Row = dict[str, Any]


def read_years() -> dict[int, dict[str, Any]]:
    """Read what each year must add up to."""
    with (TABLES / "attributions.toml").open("rb") as file:
        return {int(year): goals for year, goals in tomllib.load(file).items()}


def build_attributions(residences: list[Residence], year: int, goals: dict[str, Any], seed: str) -> list[Row]:
    """Draw the attributions and the proposals of a year, in the order of their dates."""
    random = Random(f"{seed}-attributions-{year}")
    standing = [each for each in residences if each.is_present(2016) and each.status == "active"]
    rows: list[Row] = []
    for landlord in goals["quartiles"]:
        stock = [each for each in standing if each.landlord.name == landlord]
        rows += _draw_landlord(random, stock, landlord, goals)
    for row in random.sample(rows, goals["mutations"]):
        row["mutation"] = "oui"
    rows += _draw_proposals(random, goals)
    first = date(year, 1, 2)
    for row in rows:
        day = first + timedelta(days=random.randint(0, (goals["dernier_jour"] - first).days))
        if row["relogement_ru"] == "oui":
            day = max(day, date(year, 7, 2) + timedelta(days=random.randint(0, 80)))
        row["date"] = min(day - timedelta(days=max(0, day.weekday() - 4)), goals["dernier_jour"])
    return sorted(rows, key=lambda row: (row["date"], row["bailleur"], row.get("residence", "")))


def _draw_landlord(random: Random, stock: list[Residence], landlord: str, goals: dict[str, Any]) -> list[Row]:
    outside, first_outside, inside, first_inside = goals["quartiles"][landlord]
    places = (
        [(False, "1")] * first_outside
        + [(False, "2-4")] * (outside - first_outside)
        + [(True, "1")] * first_inside
        + [(True, "2-4")] * (inside - first_inside)
    )
    random.shuffle(places)
    rights = _list_rights(landlord, goals, len(places))
    random.shuffle(rights)
    rows = [_start_row(landlord, qpv=qpv, quartile=quartile) for qpv, quartile in places]
    for row, (right, priority) in zip(rows, rights, strict=True):
        row |= {"reservataire": right, "prioritaire": "oui" if priority else "non"}
    _place_dalo(rows, goals["dalo"].get(landlord, []))
    _mark_relocated(random, rows, goals["relogements"].get(landlord, 0))
    for row in random.sample(
        [each for each in rows if each["relogement_ru"] == "non"], goals["sans_bail"].get(landlord, 0)
    ):
        row["bail_signe"] = "non"
    for row in rows:
        _place(random, row, stock)
    return rows


def _start_row(landlord: str, *, qpv: bool, quartile: str) -> Row:
    return {
        "bailleur": landlord, "qpv": "oui" if qpv else "non", "quartile": quartile, "dalo": "non", "prioritaire": "non",
        "relogement_ru": "non", "mutation": "non", "bail_signe": "oui", "etape": "attribution", "nombre": 1,
    }  # fmt: skip


def _list_rights(landlord: str, goals: dict[str, Any], total: int) -> list[tuple[str, bool]]:
    rights: list[tuple[str, bool]] = []
    for right, landlords in goals["reservataires"].items():
        count, priority = landlords.get(landlord, (0, 0))
        rights += [(right, True)] * priority + [(right, False)] * (count - priority)
    return rights + [("", False)] * (total - len(rights))


def _place_dalo(rows: list[Row], communes: list[str]) -> None:
    """DALO households are welcomed by the State's right, outside the QPV when it can be."""
    state = [row for row in rows if row["reservataire"] == "Etat RS" and row["prioritaire"] == "oui"]
    for row, commune in zip(sorted(state, key=lambda row: str(row["qpv"])), communes, strict=False):
        row |= {"dalo": "oui", "code_insee": commune}


def _mark_relocated(random: Random, rows: list[Row], count: int) -> None:
    outside = [row for row in rows if row["qpv"] == "non" and row["quartile"] == "2-4" and row["dalo"] == "non"]
    for row in random.sample(outside, count):
        row["relogement_ru"] = "oui"


def _place(random: Random, row: Row, stock: list[Residence]) -> None:
    """Choose a residence: a large one more often, and some for the first quartile more than their size says."""
    fitting = [
        each
        for each in stock
        if each.zone.is_qpv == (row["qpv"] == "oui") and row.get("code_insee", each.code_insee) == each.code_insee
    ]
    weights = [each.dwellings * (DRAWN_MORE.get(each.code, 1.0) if row["quartile"] == "1" else 1.0) for each in fitting]
    (chosen,) = random.choices(fitting, weights)
    recent = chosen.year >= 2005
    row |= {
        "code_insee": chosen.code_insee,
        "residence": chosen.code,
        "typologie": random.choices(TYPES, TYPE_WEIGHTS)[0],
        "financement": random.choices(("PLAI", "PLUS", "PLS"), (25, 65, 10) if recent else (1, 98, 1))[0],
    }


def _draw_proposals(random: Random, goals: dict[str, Any]) -> Iterator[Row]:
    """Proposals in CAL, in the QPV: counted without their residence."""
    for landlord, (count, first) in goals["propositions"].items():
        for rank in range(count):
            row = _start_row(landlord, qpv=True, quartile="1" if rank < first else "2-4")
            yield row | {
                "etape": "proposition",
                "bail_signe": "non",
                "code_insee": "74042",
                "reservataire": random.choice(("Bailleurs", "Action Logement", "Etat RS")),
            }
