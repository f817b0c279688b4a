"""French typography of the messages."""

import pytest

from observatoire.sources.wording import counted, distance, french, named, number


def test_french_sets_narrow_spaces_in_the_template_only():
    assert (
        french("Le code « {code} » : vraiment ?", code="A : B") == "Le code «\u202fA : B\u202f»\u202f: vraiment\u202f?"
    )


def test_french_leaves_braces_of_the_file_alone():
    assert french("« {value} »", value="{x}") == "«\u202f{x}\u202f»"


@pytest.mark.parametrize(("value", "decimals", "written"), [(1632, 0, "1\u202f632"), (2.94, 1, "2,9"), (0, 0, "0")])
def test_number_has_a_decimal_comma_and_narrow_thousands(value: float, decimals: int, written: str):
    assert number(value, decimals) == written


@pytest.mark.parametrize(("count", "written"), [(0, "0 ligne"), (1, "1 ligne"), (2, "2 lignes")])
def test_counted_is_singular_below_two(count: int, written: str):
    assert counted(count, "ligne") == written


def test_named_says_how_many_are_left_out():
    assert named(["a", "b", "c", "d"], limit=2) == "«\u202fa\u202f», «\u202fb\u202f» et 2 autres"


@pytest.mark.parametrize(("metres", "written"), [(45.4, "45\u202fm"), (3400, "3,4\u202fkm")])
def test_distance_changes_unit_at_a_kilometre(metres: float, written: str):
    assert distance(metres) == written
