"""What has one reading is taken, what has two is refused."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from observatoire.sources.checking.numerals import read_decimals, read_integers


def cells(*values: str) -> pd.Series:
    return pd.Series(values, dtype="str")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", 12),
        ("007", 7),
        ("-3", -3),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1_234_567),
        ("12,0", 12),
        ("12.00", 12),
        ("12345.0", 12345),
    ],
)
def test_integer_with_one_reading_is_taken(written: str, read: int):
    reading = read_integers(cells(written))

    assert reading.numbers.tolist() == [read]
    assert not reading.unreadable.any()


@pytest.mark.parametrize("written", ["1.234", "1,234", "12.000"])
def test_integer_with_two_readings_is_ambiguous(written: str):
    reading = read_integers(cells(written, ""))

    assert reading.ambiguous.tolist() == [True, False]
    assert reading.numbers.isna().all()


@pytest.mark.parametrize("written", ["12.5", "1 23", "12 345 6", "1e3", "0x1F", "douze", "12-13", "١٢", "½"])
def test_integer_without_a_reading_is_unreadable(written: str):
    assert read_integers(cells(written)).unreadable.tolist() == [True]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", 12.0),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("1 234,56", 1234.56),
        ("0,123", 0.123),
        ("1.5e3", 1500.0),
        (".5", 0.5),
    ],
)
def test_decimal_with_one_reading_is_taken(written: str, read: float):
    assert read_decimals(cells(written), None).numbers.tolist() == [read]


def test_three_decimals_alone_are_ambiguous():
    assert read_decimals(cells("65,123", "70,456"), None).ambiguous.tolist() == [True, True]


def test_three_decimals_beside_another_number_of_decimals_are_decimals():
    reading = read_decimals(cells("65,123", "70,45"), None)

    assert reading.numbers.tolist() == [65.123, 70.45]


def test_three_decimals_beside_unmarked_thousands_are_decimals():
    assert read_decimals(cells("65.125", "1200"), None).numbers.tolist() == [65.125, 1200.0]


def test_three_decimals_where_a_thousand_is_impossible_are_decimals():
    assert read_decimals(cells("46,078"), 90).numbers.tolist() == [46.078]


@pytest.mark.parametrize("written", ["1.234.567", "1,234.56", "1e999", "nan", "inf", "12 €"])
def test_decimal_without_a_reading_is_unreadable(written: str):
    assert read_decimals(cells(written), None).unreadable.tolist() == [True]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(st.text(max_size=8), st.from_regex(r"[+-]?[0-9]{1,4}[ .,]?[0-9]{0,3}", fullmatch=True))))
def test_every_cell_is_empty_read_unreadable_or_ambiguous(values: list[str]):
    column = cells(*values).str.strip()
    for reading in (read_integers(column), read_decimals(column, None)):
        outcomes = pd.DataFrame(
            {
                "empty": column == "",
                "read": reading.numbers.notna(),
                "unreadable": reading.unreadable,
                "ambiguous": reading.ambiguous,
            }
        )

        assert (outcomes.sum(axis="columns") == 1).all()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(-(10**14), 10**14), min_size=1))
def test_integers_written_plainly_or_grouped_come_back(numbers: list[int]):
    plain = read_integers(cells(*(str(number) for number in numbers)))
    grouped = read_integers(cells(*(f"{number:,}".replace(",", "\u202f") for number in numbers)))

    assert plain.numbers.tolist() == numbers == grouped.numbers.tolist()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_floats_written_with_a_comma_come_back_exactly(numbers: list[float]):
    written = [*(repr(number).replace(".", ",") for number in numbers), "0,5"]

    assert read_decimals(cells(*written), None).numbers.tolist() == [*numbers, 0.5]


@pytest.mark.parametrize("written", [("412.345", "15000,50"), ("412,345", "15000.50"), ("1 234,5", "1.234")])
def test_decimal_whose_mark_is_not_that_of_the_others_has_two_readings(written: tuple[str, str]):
    reading = read_decimals(cells(*written), None)

    assert reading.ambiguous.sum() == 1
    assert reading.numbers[reading.ambiguous].isna().all()
