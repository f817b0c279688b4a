"""The workbook of results of the RPLS (SDES), drawn by lot from a seed: four sheets of some two hundred columns.

Its defects are those that were seen: the header on the sixth row under a title and notes, series since 2013 in columns that
bear their year, a few that come twice, bare years, « NC » and empty cells, an EPCI over two departments on two rows.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

SERIES = ("nb_ls{}", "tx_vac_{}", "tx_vac_3_{}", "tx_mob_{}", "loymoy_{}", "nv_mes_{}")
FIRST_YEAR = 2013
OCCUPIED = ("nb_loues", "nb_vacants", "nb_vides", "nb_asso", "nb_occup_finan", "nb_occup_temp")
STOCK = (
    *("nb_ls", "parc_non_conv", "nb_lgt_tot", "densite", "nb_ls_en_qpv", "nb_ls_individuels", "nb_ls_collectifs"),
    *(f"nb_ls_{rooms}piece" for rooms in range(1, 5)),
    *("nb_ls_5piece_plus", "nb_ls_plai", "nb_ls_plus_ap_77", "nb_ls_plus_av_77", "nb_ls_pls", "nb_ls_pli"),
    *("tx_vac", "tx_vac3", "tx_mob", "loymoy", "nv_mes"),
)
KEYS = {
    "REGION": ("REG", "LIBREG"),
    "DEPARTEMENT": ("DEP", "LIBDEP"),
    "EPCI": ("EPCI_DEP", "DEP", "LIBEPCI"),
    "COMMUNES": ("DEPCOM_ARM", "REG", "DEP", "LIBCOM_DEP", "LIBCOM"),
}
BARE = tuple(str(year) for year in range(2019, 2024))
ENERGY = tuple(f"ener_{letter}_new" for letter in (*"ABCDEFG", "NR"))


def write_results(
    path: Path, year: int, communes: Sequence[tuple[str, str]], epcis: Sequence[tuple[str, str]], *, seed: int = 2024
) -> dict[str, dict[str, int]]:
    """Write the workbook of a year; give what it says of each commune: `nb_ls`, `nb_loues`, `nb_vacants`."""
    lot = random.Random(seed)
    told: dict[str, dict[str, int]] = {}
    rows: dict[str, list[tuple[str, ...]]] = {
        "REGION": [("84", "Auvergne-Rhône-Alpes")],
        "DEPARTEMENT": [("74", "Haute-Savoie")],
        "EPCI": [(f"{siren} - ({dep})", dep, name) for siren, name in epcis for dep in ("74", "73")],
        "COMMUNES": [(code, "84", code[:2], f"{name} ({code[:2]})", name) for code, name in communes],
    }
    header = [*OCCUPIED, *STOCK, *ENERGY, *_name_series(year), f"nb_ls{year - 1}", *BARE]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        workbook.add_worksheet("LISEZ-MOI").write(0, 0, f"Résultats du RPLS au 1er janvier {year}")
        for sheet, keys in KEYS.items():
            page = workbook.add_worksheet(sheet)
            page.write(0, 0, f"Résultats du répertoire des logements locatifs des bailleurs sociaux {year}")
            page.write(2, 0, "Source : SDES, RPLS. NC : non communicable.")
            page.write_row(5, 0, [*keys, *header])
            for rank, key in enumerate(rows[sheet]):
                values = _draw(lot, header)
                page.write_row(6 + rank, 0, [*key, *values])
                if sheet == "COMMUNES":
                    told[key[0]] = {
                        name: int(values[header.index(name)]) for name in ("nb_ls", "nb_loues", "nb_vacants")
                    }
    return told


def _name_series(year: int) -> Iterator[str]:
    for past in range(FIRST_YEAR, year):
        yield from (name.format(past) for name in SERIES)


def _draw(lot: random.Random, header: Sequence[str]) -> list[float | int | str]:
    whole = lot.randrange(12, 4000)
    vacant, empty = lot.randrange(whole // 20 + 1), lot.randrange(whole // 12 + 1)
    counts = {"nb_ls": whole, "nb_loues": whole - vacant - empty, "nb_vacants": vacant, "nb_vides": empty}
    row: list[float | int | str] = []
    for name in header:
        if name in counts:
            row.append(counts[name])
        elif lot.random() < 0.04:
            row.append(lot.choice(("NC", "")))
        elif name.startswith(("tx_", "loymoy", "densite")):
            row.append(round(lot.uniform(0, 12), 2))
        else:
            row.append(lot.randrange(whole // 8 + 1))
    return row
