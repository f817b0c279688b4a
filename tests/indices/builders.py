"""Small stocks for the tests of the calculation: one line a residence, plausible unless said otherwise."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from indices import Method, Results, compute, parse_method

METHOD_FILE = Path(__file__).parents[2] / "data" / "methode" / "methode-2026-1.toml"
EPCI = "200000172"

AVERAGE = {
    "logements": 100,
    "loues": 90,
    "vacants": 10,
    "offerts_un_an": 100,
    "emmenages": 10,
    "avant_1975": 40,
    "menages": 90,
    "repondants": 80,
    "menages_ressources_connues": 80,
    "ress_inf_40": 20,
    "ress_inf_60": 40,
    "majeurs_activite_connue": 100,
    "majeurs_chomage": 10,
    "menages_composition_connue": 80,
    "familles_monoparentales": 16,
}
STOCK = ("logements", "loues", "vacants", "offerts_un_an", "emmenages", "avant_1975")
SURVEY = tuple(column for column in AVERAGE if column not in STOCK)


def method_mapping() -> dict[str, Any]:
    """The method file, as nested mappings that a test may change."""
    return tomllib.loads(METHOD_FILE.read_text(encoding="utf-8"))


def method() -> Method:
    """The method in force."""
    return parse_method(method_mapping())


def residence(**counts: float | None) -> dict[str, float | None]:
    """One average residence; `None` stands for an unknown count."""
    return AVERAGE | counts


def without(columns: tuple[str, ...], **counts: float | None) -> dict[str, float | None]:
    """One residence whose source was not transmitted."""
    return residence(**counts) | dict.fromkeys(columns)


def counts_of(**rows: Mapping[str, float | None]) -> pd.DataFrame:
    """Counts by residence, in the order given."""
    return pd.DataFrame.from_dict(rows, orient="index").astype("float64")


def groups_of(counts: pd.DataFrame, **territories: str | None) -> pd.Series:
    """Territory of each residence; those not named are in none."""
    return pd.Series([territories.get(code) for code in counts.index], index=counts.index, dtype="str")


def memberships_of(counts: pd.DataFrame, **communes: str) -> dict[str, pd.Series]:
    """Residences, their commune (`74042` unless named) and the one EPCI."""
    placed = {str(code): "74042" for code in counts.index} | communes
    return {
        "residence": pd.Series(counts.index, index=counts.index, dtype="str"),
        "commune": groups_of(counts, **placed),
        "epci": pd.Series(EPCI, index=counts.index, dtype="str"),
    }


def run(counts: pd.DataFrame, memberships: Mapping[str, pd.Series] | None = None, **options: Any) -> Results:
    """Compute with the method in force, the EPCI as reference, and thresholds of 11."""
    settings: dict[str, Any] = {
        "method": method(),
        "reference": ("epci", EPCI),
        "min_logements": 11,
        "min_repondants": 11,
    } | options
    return compute(counts, memberships_of(counts) if memberships is None else memberships, **settings)


def value_of(results: Results, level: str, code: str, index: str) -> pd.Series:
    """One row of the values."""
    frame = results.value
    return frame[(frame["level"] == level) & (frame["code"] == code) & (frame["index"] == index)].iloc[0]


def component_of(results: Results, level: str, code: str, indicator: str) -> pd.Series:
    """One row of the components."""
    frame = results.component
    return frame[(frame["level"] == level) & (frame["code"] == code) & (frame["indicator"] == indicator)].iloc[0]


def row(frame: pd.DataFrame, code: str) -> pd.Series:
    """One row of a frame."""
    return frame.T[code]
