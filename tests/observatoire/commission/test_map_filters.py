"""The filters of a printed map are those of the screen."""

from typing import Any

import pytest

from observatoire.commission.map_filters import MapFilters

BREAKS = (60.0, 80.0, 95.0, 105.0, 120.0, 150.0)


def say(value: float | None, status: str = "ok", classe: str | None = "fragile") -> dict[str, Any]:
    return {
        "code": "R1",
        "indices": {"fragilite": {"value": value, "status": status, "class": classe}},
        "signal": True,
        "code_qp": None,
        "bailleur_siren": "325720045",
        "bailleur": "Halpades",
        "code_insee": "74042",
        "commune": "Bonneville",
    }


@pytest.mark.parametrize(
    ("said", "category"),
    [
        (say(59.9), "0-60"),
        (say(105), "105-120"),
        (say(150), "150-"),
        (say(None, "secret", None), "secret"),
        (say(None, "ok"), "reserve"),
        ({**say(1), "indices": {}}, "reserve"),
    ],
)
def test_categories_are_the_keys_of_the_legend(said: dict[str, Any], category: str):
    assert MapFilters().categorise(said, BREAKS) == category


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (MapFilters(), True),
        (MapFilters(classes=frozenset({"150-"})), True),
        (MapFilters(classes=frozenset({"0-60"})), False),
        (MapFilters(signal=True), True),
        (MapFilters(vigilance=True), False),
        (MapFilters(qpv=True), False),
        (MapFilters(bailleur="325720045", commune="74042"), True),
        (MapFilters(commune="74164"), False),
    ],
)
def test_every_filter_must_keep_the_residence(filters: MapFilters, kept: bool):
    assert filters.keeps(say(160), frozenset({"R2"}), BREAKS) is kept


def test_filters_are_written_on_the_paper():
    filters = MapFilters(signal=True, bailleur="325720045", commune="74042")

    assert filters.describe([say(160)]) == "signal « à examiner », bailleur Halpades, commune Bonneville"
    assert MapFilters().describe([]) == ""
