"""The attributions of a year, read on one connection and measured against the convention."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from observatoire.convention.effect import Effect, measure_effects
from observatoire.convention.gauges import Group
from observatoire.convention.rules import Convention
from observatoire.convention.statement import Statement, Stock, choose_day, elapsed_part, state_year
from observatoire.store.queries import attributions
from observatoire.store.queries.attributions import Reading


@dataclass(frozen=True, slots=True)
class ReadYear:
    """The attributions of a year, told to a day."""

    years: list[int]
    year: int
    as_of: date
    groups: list[Group]
    is_over: bool
    """The year has ended and nobody asks for a day in it: nothing is still to come."""

    @property
    def pace(self) -> Fraction:
        """The part of the year whose pace is carried on: all of it once it is over, wherever its records stop."""
        return Fraction(1) if self.is_over else elapsed_part(self.year, self.as_of)


def read_year(connection: Reading, year: int | None, until: date | None, today: date) -> ReadYear:
    """Read a year, the last that has attributions unless told otherwise, to the day asked or the one that suits it."""
    recorded = attributions.read_years(connection)
    chosen = year or (recorded[-1].year if recorded else today.year)
    last = recorded[-1].last if recorded and recorded[-1].year == chosen else None
    asked = until is not None and until.year == chosen
    as_of = until if until is not None and asked else choose_day(chosen, last, today)
    groups = attributions.read_groups(connection, chosen, as_of)
    return ReadYear([each.year for each in recorded], chosen, as_of, groups, is_over=chosen < today.year and not asked)


def read_statement(connection: Reading, number: int, convention: Convention, read: ReadYear) -> Statement:
    """Measure the objectives of a year that was read; `number` is the publication that names landlords and stock."""
    published = attributions.read_bailleurs(connection, number)
    unpublished = sorted({group.bailleur for group in read.groups} - published.keys())
    return state_year(
        convention,
        read.groups,
        year=read.year,
        as_of=read.as_of,
        pace=read.pace,
        bailleurs=published | {siren: siren for siren in unpublished},
        stock=Stock(*attributions.read_stock(connection, number, convention.territory)),
    )


def read_effects(read: ReadYear, convention: Convention, designation: Group) -> list[Effect]:
    """What a designation would change for the gauges of a year that was read."""
    return measure_effects(convention, read.groups, designation, read.year, read.pace)
