"""To which day a year is told, and from when its pace is carried on."""

from datetime import date
from fractions import Fraction

import pytest

from observatoire.convention.gauges import Tally, gauge
from observatoire.convention.statement import choose_day, elapsed_part

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("year", "last", "day"),
    [
        (2026, date(2026, 1, 3), TODAY),
        (2026, None, TODAY),
        (2025, date(2025, 9, 28), date(2025, 9, 28)),
        (2025, date(2025, 12, 2), date(2025, 12, 31)),
        (2025, None, date(2025, 12, 31)),
        (2027, None, date(2027, 1, 1)),
    ],
)
def test_day_that_suits_a_year(year, last, day):
    assert choose_day(year, last, TODAY) == day


@pytest.mark.parametrize(
    ("day", "part"),
    [
        (date(2026, 1, 1), Fraction(1, 365)),
        (date(2026, 12, 31), 1),
        (date(2028, 2, 29), Fraction(60, 366)),
        (date(2028, 12, 31), 1),
    ],
)
def test_part_of_the_year_that_is_over(day, part):
    assert elapsed_part(day.year, day) == part


@pytest.mark.parametrize(
    ("day", "base"),
    [(date(2026, 1, 1), None), (date(2026, 3, 31), None), (date(2026, 4, 2), 40), (date(2026, 12, 31), None)],
)
def test_pace_is_carried_on_from_a_quarter_of_the_year_to_its_last_day(day, base):
    projection = gauge(Tally(10, 3), Fraction(1, 4), elapsed_part(2026, day)).projection

    assert (projection and projection.base) == base
