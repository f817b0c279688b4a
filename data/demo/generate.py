"""Generate the demonstration territory: `python -m data.demo.generate [FOLDER]`, from the root of the project.

Reads the hand-written tables of `tables/`, draws counts from the seed, and writes files in the observatory's own
formats. The same tables give the same files, byte for byte. The outlines of communes are not made here: see
`extract_outlines.py`.
"""

import sys
from pathlib import Path
from typing import Any

from shapely import MultiPolygon

from data.demo import attributions
from data.demo.estates import (
    MILLESIMES,
    Residence,
    Zone,
    build_residence,
    read_landlords,
    read_residence_rows,
    read_targets,
    read_zones,
)
from data.demo.occupation import build_occupation
from data.demo.placement import QPV_SHARE, place_points, shrink
from data.demo.stock import build_parc, draw_traits
from data.demo.writers import write_csv, write_geojson, write_xlsx

QPV = {"code_qp": "QN07406I", "lib_qp": "Bois Jolivet - Les Iles - Bellerive", "generation": 2024}
RESIDENCE_COLUMNS = (
    "residence", "nom", "bailleur_siren", "bailleur", "code_insee", "secteur", "adresse", "longitude", "latitude",
    "mise_en_service", "statut",
)  # fmt: skip
PARC_COLUMNS = (
    "residence", "logements", "loues", "vacants", "vacants_3_mois", "vides", "offerts_un_an", "emmenages",
    "avant_1975", "loyer_total", "surface_habitable", "t1", "t2", "t3", "t4", "t5", "plai", "plus", "pls",
    "dpe_abc", "dpe_de", "dpe_fg",
)  # fmt: skip
OCCUPATION_COLUMNS = (
    "residence", "menages", "repondants", "menages_ressources_connues", "ress_inf_20", "ress_inf_40", "ress_inf_60",
    "ress_inf_100", "majeurs_activite_connue", "majeurs_chomage", "menages_composition_connue",
    "familles_monoparentales", "beneficiaires_apl", "emmenages_recents",
)  # fmt: skip
NOT_ASKED_IN_2014 = {
    "vacants_3_mois",
    "vides",
    "dpe_abc",
    "dpe_de",
    "dpe_fg",
    "ress_inf_20",
    "ress_inf_100",
    "beneficiaires_apl",
}


def generate(folder: Path) -> None:
    """Write every generated file of the demonstration in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = read_targets()
    zones = read_zones()
    residences = _build_residences(targets, zones)
    _write_outlines(folder, zones)
    _write_residences(folder, residences)
    seed = str(targets["seed"])
    traits = draw_traits(residences, targets, seed)
    for millesime in MILLESIMES:
        goals = targets["millesimes"][str(millesime)]
        parc = build_parc(residences, traits, goals, millesime, seed)
        _write_parc(folder, millesime, list(parc.values()))
        occupation = build_occupation(parc, goals, millesime, seed)
        _write_occupation(folder, millesime, list(occupation.values()))
    for year, goals in attributions.read_years().items():
        rows = attributions.build_attributions(residences, year, goals, seed)
        write_csv(folder / f"attributions-{year}.csv", attributions.COLUMNS, rows, delimiter=";")


def _build_residences(targets: dict[str, Any], zones: dict[str, Zone]) -> list[Residence]:
    landlords = read_landlords(targets)
    rows = read_residence_rows()
    residences = []
    for code, zone in zones.items():
        members = [row for row in rows if row["zone"] == code]
        points = place_points(code, zone.polygon, len(members), targets["seed"])
        residences += [
            build_residence(row, landlords[row["bailleur"]], zone, point)
            for row, point in zip(members, points, strict=True)
        ]
    return sorted(residences, key=lambda residence: residence.code)


def _write_outlines(folder: Path, zones: dict[str, Zone]) -> None:
    write_geojson(
        folder / "secteurs.geojson",
        [
            ({"code": zone.code, "nom": zone.name, "code_insee": zone.code_insee}, MultiPolygon([zone.polygon]))
            for zone in zones.values()
            if zone.is_secteur
        ],
    )
    parts = [shrink(zone.polygon, QPV_SHARE) for zone in zones.values() if zone.is_qpv]
    write_geojson(folder / "qpv.geojson", [(QPV, MultiPolygon(parts))])


def _write_residences(folder: Path, residences: list[Residence]) -> None:
    """Write the residences of 2016, then the whole of 2018 under the landlords' new names."""
    first = [_describe_residence(residence, 2016) for residence in residences if residence.is_present(2016)]
    write_csv(
        folder / "residences.csv", RESIDENCE_COLUMNS, first, delimiter=";", encoding="iso-8859-1", line_end="\r\n"
    )
    second = [_describe_residence(residence, 2018) for residence in residences]
    write_xlsx(folder / "residences-2018.xlsx", "Résidences", RESIDENCE_COLUMNS, second)


def _describe_residence(residence: Residence, millesime: int) -> dict[str, Any]:
    landlord = residence.landlord
    return {
        "residence": residence.code,
        "nom": residence.name,
        "bailleur_siren": landlord.siren,
        "bailleur": landlord.renamed if millesime >= 2018 else landlord.name,
        "code_insee": residence.code_insee,
        "secteur": residence.zone.code if residence.zone.is_secteur else "",
        "adresse": residence.address,
        "longitude": residence.point.x,
        "latitude": residence.point.y,
        "mise_en_service": residence.year,
        "statut": residence.status,
    }


def _write_parc(folder: Path, millesime: int, rows: list[dict[str, Any]]) -> None:
    path = folder / f"parc-{millesime}.csv"
    if millesime == 2014:
        write_csv(path, _drop_not_asked(PARC_COLUMNS), rows)
    elif millesime == 2016:
        write_csv(path, PARC_COLUMNS, rows, delimiter=";", encoding="utf-8-sig")
    else:
        write_csv(path, PARC_COLUMNS, rows, delimiter="\t")


def _write_occupation(folder: Path, millesime: int, rows: list[dict[str, Any]]) -> None:
    if millesime == 2014:
        write_csv(folder / "occupation-2014.csv", _drop_not_asked(OCCUPATION_COLUMNS), rows, delimiter=";")
    elif millesime == 2016:
        write_csv(folder / "occupation-2016.csv", OCCUPATION_COLUMNS, rows)
    else:
        write_xlsx(folder / "occupation-2018.xlsx", "OPS 2018", OCCUPATION_COLUMNS, rows)


def _drop_not_asked(columns: tuple[str, ...]) -> list[str]:
    return [column for column in columns if column not in NOT_ASKED_IN_2014]


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
