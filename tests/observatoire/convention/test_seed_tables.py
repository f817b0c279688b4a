"""The tables of the convention come out to the figure, and what does not hold in them is reported."""

from fractions import Fraction

import pytest

from observatoire.convention.gauges import follow, gauge, tally, wanted_of
from observatoire.convention.reconciliation import find_disagreements
from observatoire.convention.reservataires import RESERVATAIRES
from tests.observatoire.convention.seeds import (
    BAILLEURS,
    CONVENTION,
    a_group,
    groups_by_quartile,
    groups_by_reservataire,
)


def percent(share):
    """Rounded half up, as the convention prints."""
    return None if share is None else int(100 * share + Fraction(1, 2))


def test_first_quartile_outside_the_qpv():
    followed = follow(CONVENTION.objective("q1_hors_qpv"), list(groups_by_quartile()), BAILLEURS, 2018)

    gauges = [line.gauge for line in followed.partners]
    assert [each.wanted for each in gauges] == [10, 7, 7, 1]
    assert [each.missing for each in gauges] == [4, 0, 0, 0]
    assert [percent(each.share) for each in gauges] == [15, 41, 26, 25]
    assert (followed.together.realised, followed.together.base, followed.together.missing) == (25, 97, 0)


@pytest.mark.parametrize("code", ["autres_quartiles_qpv", "autres_quartiles_qpv_plancher"])
def test_other_quartiles_in_the_qpv(code):
    followed = follow(CONVENTION.objective(code), list(groups_by_quartile()), BAILLEURS, 2018)

    gauges = {line.code: line.gauge for line in followed.partners}
    assert [percent(gauges[code].share) for code in BAILLEURS] == [77, 100, None, None]
    assert [gauges[code].missing for code in ("HAL", "HSH")] == [0, 0]
    assert gauges["SEM"].status == "sans_objet"


def test_priority_households_by_reservation_right():
    groups = list(groups_by_reservataire())
    followed = follow(CONVENTION.objective("prioritaires"), groups, RESERVATAIRES, 2018)

    found = {line.code: line.gauge for line in followed.partners}
    assert {code: (each.base, each.realised) for code, each in found.items() if each.base} == {
        "action_logement": (29, 6), "communes": (30, 13), "etat": (19, 18), "departement": (1, 0), "bailleurs": (23, 3),
    }  # fmt: skip
    assert (found["etat"].wanted, found["etat"].missing) == (19, 1)
    assert (found["action_logement"].wanted, found["action_logement"].missing) == (8, 2)
    assert [code for code, each in found.items() if each.missing == 0] == ["communes"]
    assert found["epci"].status == "sans_objet"
    assert (followed.together.base, followed.together.realised, followed.together.rate) == (102, 40, None)


def test_each_printed_percentage_of_priority_households():
    printed = {
        "action_logement": [30, 0, 0, 0],
        "communes": [36, 54, 50, 0],
        "etat": [100, 86, 100, 100],
        "departement": [0, None, None, None],
        "bailleurs": [20, None, 8, None],
    }
    for reservataire, shares in printed.items():
        cells = [group for group in groups_by_reservataire() if group.reservataire == reservataire]
        measured = [
            gauge(tally(CONVENTION.objective("prioritaires"), [each for each in cells if each.bailleur == code]), None)
            for code in BAILLEURS
        ]
        assert [percent(each.share) for each in measured] == shares


def test_derivation_of_the_overall_rate():
    objective = CONVENTION.objective("prioritaires_ensemble")

    assert objective.derivation is not None
    assert round(float(objective.derivation.rate()), 2) == 0.39
    assert objective.find_rate(2018) == Fraction(39, 100)


@pytest.mark.parametrize(
    ("total", "rate", "realised", "wanted", "missing"),
    [
        (39, "0.25", 6, 10, 4),
        (4, "0.25", 1, 1, 0),
        (0, "0.25", 0, None, None),
        (15, "0.7143", 12, 11, 0),
        (40, "0.25", 10, 10, 0),
    ],
)
def test_vectors(total, rate, realised, wanted, missing):
    measured = gauge(tally(CONVENTION.objective("dalo"), [a_group(total, dalo=realised)]), Fraction(rate))

    assert (measured.wanted, measured.missing) == (wanted, missing)


def test_no_overflow_of_floats():
    assert wanted_of(Fraction("0.1") + Fraction("0.2"), 10) == 3


def test_disagreements_are_reported():
    groups = [*groups_by_reservataire(), *(group for group in groups_by_quartile() if group.qpv)]
    only_reservations = find_disagreements(
        CONVENTION, list(groups_by_reservataire()), 2017, logements=1632, millesime=2016
    )
    with_qpv = find_disagreements(CONVENTION, groups, 2017, logements=None, millesime=None)

    (contingents, parc) = only_reservations
    assert (contingents.announced, contingents.counted, contingents.gap) == (102, 112, 10)
    assert contingents.details == (("HAL", 4), ("HSH", 4), ("SEM", 2))
    assert (parc.announced, parc.counted, parc.gap) == (1624, 1632, 8)
    share = next(each for each in with_qpv if each.code == "taux_qpv")
    assert (share.announced, share.counted) == (Fraction(5, 7), Fraction(4, 5))
