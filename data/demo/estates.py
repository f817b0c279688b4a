"""Read the hand-written tables of `tables/`: residences, zones and the targets of each millésime."""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import Point, Polygon

TABLES = Path(__file__).parent / "tables"
MILLESIMES = (2014, 2016, 2018)
RATES = ("occ1", "occ2", "occ3", "occ4", "att1", "att2")
FIRST_YEAR_AFTER_OLD_STOCK = 1975


@dataclass(frozen=True, eq=False)
class Landlord:
    """A landlord, under an invented SIREN; `renamed` is its name from 2018 on."""

    name: str
    siren: str
    transmits_occupation: bool
    renamed: str


@dataclass(frozen=True, eq=False)
class Zone:
    """Where residences are drawn and what they have in common; most zones are secteurs, three are the QPV."""

    code: str
    name: str
    code_insee: str
    is_secteur: bool
    is_qpv: bool
    profile: dict[str, float]
    spread: float
    polygon: Polygon


@dataclass(frozen=True, eq=False)
class Residence:
    """One line of the hand-written table, with its point."""

    code: str
    name: str
    landlord: Landlord
    code_insee: str
    zone: Zone
    address: str
    dwellings: int
    year: int
    first_millesime: int
    emptied: dict[int, int]
    lent: int
    """dwellings held by associations: neither let, nor vacant, nor emptied"""
    financing: tuple[int, int, int] | None
    """PLAI, PLUS, PLS when the table says them"""
    status: str
    point: Point

    def is_present(self, millesime: int) -> bool:
        """Tell whether the residence stood, and was declared, on 1 January of the millésime."""
        return self.year < millesime and self.first_millesime <= millesime

    def is_new(self, millesime: int) -> bool:
        """Tell whether it was delivered during the year before: no dwelling has been offered for a year yet."""
        return self.year == millesime - 1

    def count_available(self, millesime: int) -> int:
        """Count the dwellings on the rental market: let or vacant."""
        return self.dwellings - self.emptied.get(millesime, 0) - self.lent


def read_targets() -> dict[str, Any]:
    """Read seed, landlords and targets."""
    with (TABLES / "cibles.toml").open("rb") as file:
        return tomllib.load(file)


def read_landlords(targets: dict[str, Any]) -> dict[str, Landlord]:
    """Build the landlords by name."""
    return {
        name: Landlord(name, entry["siren"], entry["transmet_occupation"], entry.get("nom_2018", name))
        for name, entry in targets["bailleurs"].items()
    }


def read_zones() -> dict[str, Zone]:
    """Read the zones by code."""
    return {row["zone"]: _read_zone(row) for row in _read_csv("zones.csv")}


def read_residence_rows() -> list[dict[str, str]]:
    """Read the table of residences as it is written, in order."""
    return _read_csv("residences.csv")


def build_residence(row: dict[str, str], landlord: Landlord, zone: Zone, point: Point) -> Residence:
    """Build a residence from its row and its point."""
    financing = (int(row["plai"]), int(row["plus"]), int(row["pls"])) if row["plai"] else None
    return Residence(
        code=row["code"],
        name=row["nom"],
        landlord=landlord,
        code_insee=row["code_insee"],
        zone=zone,
        address=row["adresse"],
        dwellings=int(row["logements"]),
        year=int(row["mise_en_service"]),
        first_millesime=int(row["premier_millesime"] or MILLESIMES[0]),
        emptied={year: int(row[f"vides_{year}"] or 0) for year in (2016, 2018)},
        lent=int(row["autres"] or 0),
        financing=financing,
        status=row["statut"],
        point=point,
    )


def _read_zone(row: dict[str, str]) -> Zone:
    corners = [tuple(float(part) for part in pair.split()) for pair in row["contour"].split(",")]
    return Zone(
        code=row["zone"],
        name=row["nom"],
        code_insee=row["code_insee"],
        is_secteur=row["secteur"] == "oui",
        is_qpv=row["qpv"] == "oui",
        profile={rate: float(row[rate]) for rate in RATES},
        spread=float(row["dispersion"]),
        polygon=Polygon(corners),
    )


def _read_csv(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
