"""What other publications give away is told apart from what a publication adds, and hides none of its own leaks."""

import math
from datetime import UTC, datetime

import pytest

from observatoire.audit.attack import attack
from observatoire.audit.insiders import attack_as
from observatoire.audit.knowledge import gather
from observatoire.audit.ledger import find_already, tell_already
from tests.observatoire.audit.rows import an_edition

SECRET = ("secret", None, None)
COMMUNE = ("commune", "74042")
VISIBLE = {"A": ("ok", 10, 40)}
WHO = {"A": "B1", "R": "B2", "S": "B1"}
OWN = {("A", "ress_inf_40", 2016): 10, ("S", "ress_inf_40", 2016): 5, ("S", "menages_ressources_connues", 2016): 12}


def look(ledger, target, *, landlord="", deadline=math.inf):
    """Residences whose households do not resist, those already known with where, those that are new."""
    knowledge = gather(ledger, target)
    result = attack_as(knowledge, landlord, OWN) if landlord else attack(knowledge.system)
    leaks = [(each, landlord) for each in result.failures if each.cell.count == "ress_inf_40"]
    already = find_already(ledger, target, leaks, OWN, deadline=deadline)
    known = {key[1]: where for (key, _), where in already.items()}
    return known, {each.cell.code for each, _ in leaks} - known.keys()


def publish(number, hidden=("R", "S"), shown=None, **totals):
    cells = VISIBLE | dict.fromkeys(hidden, SECRET) | (shown or {})
    return an_edition(cells, number=number, totals={COMMUNE: totals["total"]} if totals else None, landlords=WHO)


SHOWS_S = {"S": ("ok", 5, 12)}


@pytest.mark.parametrize(
    ("ledger", "target", "known", "new"),
    [
        # S was shown: it is known. R comes of the total that this one shows beside it: this publication adds it.
        ([publish(1, ("R",), SHOWS_S)], publish(2, total=("ok", 18, 58)), {"S": 1}, {"R"}),
        # Shown twice: the first is said. Nothing else is given away.
        ([publish(1, ("R",), SHOWS_S), publish(3, ("R",), SHOWS_S)], publish(2), {"S": 1}, set()),
        # The other one shows the total and S: R was already deduced, without being shown.
        ([publish(1, ("R",), SHOWS_S, total=("ok", 18, 58))], publish(2), {"S": 1, "R": None}, set()),
        # It gives R away by itself, whoever gave it away before: it stays its own leak.
        (
            [publish(1, ("R",), SHOWS_S, total=("ok", 18, 58))],
            publish(2, ("R",), SHOWS_S, total=("ok", 18, 58)),
            {},
            {"R"},
        ),
        ([], publish(2, ("R",), SHOWS_S, total=("ok", 18, 58)), {}, {"R"}),
        # Each alone leaves R uncertain: only both give it.
        ([publish(1, ("R", "S"), total=("ok", 18, 58))], publish(2, ("R",), SHOWS_S), {}, {"R"}),
    ],
)
def test_leaks_of_a_publication_are_told_apart_from_what_others_give_away(ledger, target, known, new):
    assert look(ledger, target) == (known, new)


def test_what_is_not_verified_in_time_is_never_already_known():
    narrow = publish(1, total=("ok", 11, 62))

    assert look([narrow], publish(2)) == ({"R": None, "S": None}, set())
    assert look([narrow], publish(2), deadline=0.0) == ({}, {"R", "S"})


def test_what_a_landlord_deduced_before_is_told_apart_too():
    """The landlord of S subtracts it from the total of the first publication; the second, alone, shows no total."""
    first = publish(1, total=("ok", 18, 58))

    assert look([first], publish(2), landlord="B1") == ({"R": None}, set())
    assert look([publish(1)], publish(2, total=("ok", 18, 58)), landlord="B1") == ({}, {"R"})


def test_numbers_are_counted_once_by_the_publication_that_shows_them():
    found = {
        (("residence", code, "x"), who): where for code, who, where in [("S", "", 1), ("S", "B2", 1), ("R", "", None)]
    }

    told = tell_already(found, {1: datetime(2026, 3, 2, tzinfo=UTC)}, ["a", "b"])

    assert told.numbers == 2
    assert told.as_json() == {
        "nombres": 2,
        "publications": [{"publication": 1, "date": "2026-03-02T00:00:00+00:00", "nombres": 1}],
        "deduits": 1,
    }
