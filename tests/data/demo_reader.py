"""Read the demonstration's files with pandas alone, so that tests do not lean on the code that made them."""

from functools import cache
from pathlib import Path

import pandas as pd

DEMO = Path(__file__).parents[2] / "data" / "demo"
QPV_SECTEURS = ("74042-01", "74042-02", "74042-03")
TEXT = {"residence": str, "bailleur_siren": str, "code_insee": str, "secteur": str}
INDICATORS = {
    "occ1": ("ress_inf_40", "menages_ressources_connues"),
    "occ2": ("ress_inf_60", "menages_ressources_connues"),
    "occ3": ("majeurs_chomage", "majeurs_activite_connue"),
    "occ4": ("familles_monoparentales", "menages_composition_connue"),
    "att1": ("emmenages", "offerts_un_an"),
    "att2": ("vacants", "sur_le_marche"),
    "att3": ("avant_1975", "logements"),
}
OCCUPATION = ("occ1", "occ2", "occ3", "occ4")
ATTRACTIVITE = ("att1", "att2", "att3")


@cache
def read_residences(millesime: int = 2016) -> pd.DataFrame:
    """Residences of 2016 (text) or of 2018 (workbook), by code."""
    if millesime == 2018:
        table = pd.read_excel(DEMO / "residences-2018.xlsx", dtype=TEXT, engine="openpyxl")
    else:
        table = pd.read_csv(DEMO / "residences.csv", sep=";", encoding="iso-8859-1", dtype=TEXT)
    return table.set_index("residence")


@cache
def read_parc(millesime: int) -> pd.DataFrame:
    """The `parc` rows of a millésime, by residence."""
    separator = {2014: ",", 2016: ";", 2018: "\t"}[millesime]
    return pd.read_csv(DEMO / f"parc-{millesime}.csv", sep=separator, encoding="utf-8-sig", index_col="residence")


@cache
def read_occupation(millesime: int) -> pd.DataFrame:
    """The `occupation` rows of a millésime, by residence."""
    if millesime == 2018:
        return pd.read_excel(DEMO / "occupation-2018.xlsx", index_col="residence", engine="openpyxl")
    separator = {2014: ";", 2016: ","}[millesime]
    return pd.read_csv(DEMO / f"occupation-{millesime}.csv", sep=separator, index_col="residence")


@cache
def read_all(millesime: int) -> pd.DataFrame:
    """Residence, stock and occupation side by side; no occupation where the landlord sent none."""
    stock = read_parc(millesime).assign(sur_le_marche=lambda rows: rows.loues + rows.vacants)
    joined = stock.join(read_residences(2018)).join(read_occupation(millesime))
    return joined.assign(
        code_insee=joined.code_insee.replace({"74110": "74212"}), en_qpv=joined.secteur.isin(QPV_SECTEURS)
    )


def pool_rates(rows: pd.DataFrame) -> pd.Series:
    """The seven rates of a group of residences, from pooled counts; missing when there is nothing to divide by."""
    sums = rows.sum(numeric_only=True)
    return pd.Series(
        {code: sums[top] / sums[under] if sums[under] else float("nan") for code, (top, under) in INDICATORS.items()}
    )


def compute_indices(rows: pd.DataFrame, group: str, reference: pd.DataFrame) -> pd.DataFrame:
    """Occupation and attractivité of each group, mean of ratios to the reference, equal weights."""
    base = pool_rates(reference)
    ratios = pd.DataFrame({code: pool_rates(members) / base for code, members in rows.groupby(group)}).T
    indices = pd.DataFrame(
        {
            "occupation": 100 * ratios[list(OCCUPATION)].mean(axis=1, skipna=False),
            "attractivite": 100 * ratios[list(ATTRACTIVITE)].mean(axis=1, skipna=False),
        }
    )
    return indices.assign(fragilite=indices.mean(axis=1, skipna=False))
