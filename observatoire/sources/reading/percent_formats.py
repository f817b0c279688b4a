"""Formats of numbers, as Excel writes them, that show a number as a percentage."""

import re

_PERCENTS = frozenset({9, 10})
"""Numbers of the two formats that Excel does not write in full: 0 % and 0.00 %."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Texts, letters and conditions of a format: a percent sign in them multiplies nothing."""


def is_percent_format(number: int) -> bool:
    """Tell whether a format that Excel knows by its number shows percentages."""
    return number in _PERCENTS


def shows_percents(code: str) -> bool:
    """Tell whether a format, as it is written, multiplies by a hundred."""
    return "%" in _LITERAL.sub("", code)
