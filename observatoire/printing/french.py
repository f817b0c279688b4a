"""How numbers and dates are written for a French reader, on paper."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor
from typing import Any

from observatoire.printing.days import PARIS, day_of
from observatoire.surveys import label_survey

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"
CLASS_BOUNDS = (105, 120)
"""The bounds of the classes, those of the method file."""
MOST_INDEX_DECIMALS = 2
ONE_DECIMAL_BELOW = 9.95
CERTAIN = 100
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def round_half_up(value: float, decimals: int = 0) -> Decimal:
    """Round as French readers and the screens do: 12.5 is 13, where Python says 12. What rounds to zero has no sign."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded or abs(rounded)


def write_number(value: float, decimals: int = 0) -> str:
    """Narrow spaces between thousands, a decimal comma, a real minus sign; halves go up, as on the screens."""
    return (
        f"{round_half_up(value, decimals):,.{decimals}f}".replace(",", NARROW_SPACE)
        .replace(".", ",")
        .replace("-", "\u2212")
    )


def write_signed(value: float, decimals: int = 1) -> str:
    """A difference, its sign written even when it is a rise."""
    return f"{'+' if round_half_up(value, decimals) > 0 else ''}{write_number(value, decimals)}"


def write_share(value: float, decimals: int = 0) -> str:
    """A fraction as a percentage."""
    return f"{write_number(100 * value, decimals)}{NARROW_SPACE}%"


def write_index(value: float, decimals: int = 0) -> str:
    """An index, in whole, unless that would carry it to a class that it does not reach: 104.67 is not 105."""
    rounded = round_half_up(value, decimals)
    if not any(value < bound <= rounded for bound in CLASS_BOUNDS):
        return write_number(value, decimals)
    if decimals < MOST_INDEX_DECIMALS:
        return write_index(value, decimals + 1)
    return write_number(floor(value * 10**decimals) / 10**decimals, decimals)


def write_part(value: float) -> str:
    """A share as the sheet on the screen writes it: one decimal below ten percent, none above."""
    percent = abs(100 * value)
    return write_share(value, 1 if 0 < percent < ONE_DECIMAL_BELOW else 0)


def write_low_end(value: float) -> str:
    """The low end of an interval, rounded down: 119.97 written 120 would seem to leave 120 out."""
    return write_number(floor(value))


def write_high_end(value: float) -> str:
    """The high end of an interval, rounded up."""
    return write_number(ceil(value))


def write_count(value: float, singular: str, plural: str | None = None) -> str:
    """A count with its noun, which keeps the singular up to 1: « 1 logement », « 27 logements »."""
    noun = singular if abs(value) < 2 else (plural or f"{singular}s")  # noqa: PLR2004 (French plural starts at 2)
    return f"{write_number(value)}{NO_BREAK_SPACE}{noun}"


def write_chances(probability: float) -> str:
    """« 93 chances sur 100 »; what was never or always drawn is neither impossible nor certain."""
    chances = int(round_half_up(100 * probability))
    if chances < 1:
        return "moins d’une chance sur 100"
    if chances >= CERTAIN:
        return "plus de 99 chances sur 100"
    return f"{chances} chance{'s' if chances > 1 else ''} sur 100"


def write_date(value: date) -> str:
    """A date in full: 1er mars 2026."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = day_of(value)
    day = "1er" if value.day == 1 else str(value.day)
    return f"{day}{NO_BREAK_SPACE}{MONTHS[value.month - 1]} {value.year}"


def write_moment(value: datetime) -> str:
    """A date and an hour, those of Paris: 1er mars 2026 à 14 h 05."""
    if value.tzinfo is not None:
        value = value.astimezone(PARIS)
    return f"{write_date(value)} à {value.hour}{NARROW_SPACE}h{NARROW_SPACE}{value.minute:02d}"


def typeset(text: str) -> str:
    """Plain spaces become those that French wants before ; : ! ? % and inside guillemets; HTML tags have none of them.

    An article of law (L. 441-1) stays in one piece.
    """
    for plain, spaced in _SPACED.items():
        text = text.replace(plain, spaced)
    return _ARTICLE.sub(lambda found: f"{found[1]}{NO_BREAK_SPACE}{found[2].replace('-', NO_BREAK_HYPHEN)}", text)


_ARTICLE = re.compile(r"\b([LRD]\.) (\d+(?:-\d+)+)")
_SPACED = {
    **{f" {sign}": f"{NARROW_SPACE}{sign}" for sign in ";!?%"},
    " :": f"{NO_BREAK_SPACE}:",
    "« ": f"«{NO_BREAK_SPACE}",
    " »": f"{NO_BREAK_SPACE}»",
}

FILTERS: Mapping[str, Callable[..., Any]] = {
    "number": write_number,
    "count": write_count,
    "share": write_share,
    "index": write_index,
    "part": write_part,
    "low_end": write_low_end,
    "high_end": write_high_end,
    "chances": write_chances,
    "signed": write_signed,
    "date": write_date,
    "moment": write_moment,
    "survey": label_survey,
}
"""What a template may write after `|`."""
