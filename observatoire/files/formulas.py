"""Texts that a spreadsheet would run when it opens a file: they leave as texts, and stay so."""

from typing import Any

RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the start of a text cell."""
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False}
"""Options of a workbook in which a text is never turned into something that acts."""


def is_risky(text: object) -> bool:
    """Whether a spreadsheet would run this cell. Numbers are left alone."""
    return isinstance(text, str) and text.startswith(RISKY_STARTS)


def neutralise(value: Any) -> Any:
    """The cell of a text file, an apostrophe before what would be run."""
    return f"'{value}" if is_risky(value) else value
