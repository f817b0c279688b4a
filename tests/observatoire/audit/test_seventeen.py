"""Seventeen publications that look safe and are not, each with what an attacker gets, and a remedy that holds."""

import pytest

from indices.status import Status
from observatoire.audit.attack import Verdict
from tests.observatoire.audit.cases import Case
from tests.observatoire.audit.rows import an_edition, find_shown_flaws

ROUNDED_INDEX = 0.5


def test_01_one_masked_residence_below_a_total():
    naive = Case({"a": 9}).total("a", 6)
    remedy = Case({"a": 9, "b": 14}).total("ab", 13)

    assert naive.attack()["a"].verdict is Verdict.EXACT
    assert naive.interval("a") == (6, 6)
    assert remedy.leaks() == set()


def test_02_two_small_ones_fill_their_bounds():
    naive = Case({"a": 10, "b": 10}).total("ab", 20)
    unaware = Case({"a": 20, "b": 20}).total("ab", 20)

    assert naive.interval("a") == naive.interval("b") == (10, 10)
    assert unaware.interval("a") == (0, 20)
    assert Case({"a": 10, "b": 10, "c": 30}).total("abc", 31).leaks() == set()


def test_03_a_secteur_of_one_residence_through_the_commune():
    """The secteur masks its own total; the commune and the other secteur give it back."""
    naive = Case({"a": 10, "b": 30, "c": 30}).total("abc", 49).total("bc", 40)
    remedy = Case({"a": 10, "b": 30, "c": 30}).total("abc", 49)

    assert naive.interval("a") == (9, 9)
    assert naive.leaks() == {"a"}
    assert remedy.leaks() == set()


def test_04_the_only_residence_of_a_landlord():
    naive = Case({"a": 9, "b": 20}).total("ab", 17).total("b", 12)
    remedy = Case({"a": 9, "b": 20}).total("ab", 17)

    assert naive.interval("a") == (5, 5)
    assert remedy.leaks() == set()


def test_05_a_bridge_in_a_table_with_two_masked_by_line_and_column():
    """Lines and columns each mask two cells, and the cell that ties two squares is known all the same."""
    dwellings = dict.fromkeys("abcdefghi", 30)
    naive = Case(dwellings)
    for names, value in (("abi", 23), ("cd", 22), ("ef", 21), ("gh", 24), ("ac", 19), ("bd", 23), ("iefgh", 48)):
        naive.total(names, value)
    remedy = Case(dwellings)
    for names, value in (("abi", 23), ("cd", 22), ("ac", 19), ("efghi", 48)):
        remedy.total(names, value)

    assert naive.interval("i") == (3, 3)
    assert naive.attack()["a"].verdict is Verdict.RESISTS
    assert remedy.attack()["i"].verdict is Verdict.RESISTS


def test_06_a_share_to_a_tenth_of_a_percent():
    """Four of twenty: 20,0 % leaves [3.99, 4.01], hence four."""
    naive = Case({"a": 20}).between({"a": 1.0}, 20 * 0.1995, 20 * 0.2005)
    remedy = Case({"a": 20}).between({"a": 1.0}, 20 * 0.15, 20 * 0.25)

    assert naive.interval("a") == (4, 4)
    assert remedy.interval("a") == (3, 5)
    assert remedy.leaks() == set()


def test_07_a_whole_index_with_the_rate_of_the_commune():
    """An index of 192 where the reference is 26 % and ten households answered: five, and nothing else."""
    points = 100 / (10 * 0.26)
    naive = Case({"a": 10}).between({"a": points}, 192 - ROUNDED_INDEX, 192 + ROUNDED_INDEX)

    assert naive.interval("a") == (5, 5)
    assert Case({"a": 10}).between({"a": points}, 120, 250).leaks() == set()


def test_08_what_was_published_last_year_and_cannot_change():
    naive = Case({"a": 9, "b": 20}).total("ab", 27).total("b", 20)
    remedy = Case({"a": 9, "b": 20, "c": 15}).total("abc", 37).total("b", 20)

    assert naive.interval("a") == (7, 7)
    assert remedy.attack()["a"].verdict is Verdict.RESISTS


def test_09_a_composite_shown_with_a_component_masked():
    """0.5 × 110 + 0.5 × 100 × y / (8 × 0.1667) = 130.0 to a tenth: y is 2."""
    points = 0.5 * 100 / (8 * 1 / 6)
    naive = Case({"a": 8}).between({"a": points}, 129.95 - 55, 130.05 - 55)

    assert naive.interval("a") == (2, 2)
    assert Case({"a": 8}).leaks() == set()


def test_10_a_smoothed_rate_with_its_prior():
    """(α + y) / (α + β + n) to a thousandth, with α = 2, β = 8 and n = 10."""
    smoothed = 6 / 20
    naive = Case({"a": 10}).between({"a": 1.0}, (smoothed - 0.0005) * 20 - 2, (smoothed + 0.0005) * 20 - 2)

    assert naive.interval("a") == (4, 4)
    assert Case({"a": 10}).leaks() == set()


def test_11_a_rank_kept_for_a_masked_value():
    """Ranked between residences at 42 % and 58 %, with ten households: five."""
    naive = Case({"a": 10}).between({"a": 0.1}, 0.42, 0.58)
    remedy = Case({"a": 10}).between({"a": 0.1}, 0.30, 0.70)

    assert naive.interval("a") == (5, 5)
    assert remedy.leaks() == set()


def test_12_two_masked_of_two_landlords():
    """Nobody knows better than [2, 8]; the landlord of one knows the other."""
    outsider = Case({"a": 8, "b": 6}).total("ab", 8)
    insider = Case({"a": 8, "b": 6}).total("ab", 8).know("b", 2)

    assert outsider.interval("a") == (2, 8)
    assert insider.interval("a") == (6, 6)


def test_13_a_total_that_one_contributor_dominates():
    """A total of 60 of two contributors: whoever has 5 knows that the other has 55."""
    insider = Case({"a": 100, "b": 100}).total("ab", 60).know("b", 5)
    remedy = Case({"a": 100, "b": 100, "c": 100}).total("abc", 80).know("b", 5)

    assert insider.interval("a") == (55, 55)
    assert remedy.attack()["a"].verdict is Verdict.RESISTS


@pytest.mark.parametrize(("num", "den", "found"), [(12, 12, 1), (0, 12, 1), (11, 12, 0), (40, 40, 0)])
def test_14_everybody_in_the_same_situation(num, den, found):
    assert len(find_shown_flaws(an_edition({"R1": (Status.OK, num, den)}))) == found


def test_15_how_many_are_masked_with_their_dwellings():
    """« 3 résidences sous secret, 30 logements », and each is under eleven: ten each."""
    naive = Case(dict.fromkeys("abc", 10)).total("abc", 30)

    assert {naive.interval(each) for each in "abc"} == {(10, 10)}
    assert Case(dict.fromkeys("abc", 10)).leaks() == set()


def test_16_secteur_quartier_and_their_union():
    """Secteur 12, quartier 9, both together 18: three are in both."""
    naive = Case(dict.fromkeys("abc", 20)).total("ab", 12).total("bc", 9).total("abc", 18)
    remedy = Case(dict.fromkeys("abc", 20)).total("ab", 12).total("bc", 9)

    assert naive.interval("b") == (3, 3)
    assert remedy.leaks() == set()


def test_17_the_second_masked_one_is_a_public_zero():
    naive = Case({"a": 9, "b": 0}).total("ab", 7)
    remedy = Case({"a": 9, "b": 12}).total("ab", 7)

    assert naive.interval("a") == (7, 7)
    assert naive.leaks() == {"a"}
    assert remedy.leaks() == set()
