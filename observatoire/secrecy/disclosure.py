"""What the public may know of a publication, as pure functions: classes and rounded shares of communes, or nothing.

An index of a residence is never public. A commune whose figures come from one residence alone would be that
residence under another name: its figures are withheld too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MIN_CONTRIBUTORS = 2
"""Residences behind a figure, at least: told by one of them, it would be that residence under another name."""

SHARE_DECIMALS = 2
USABLE = frozenset({"ok", "partiel"})
WITHHELD = "secret"


@dataclass(frozen=True, slots=True)
class PublishedIndicator:
    """An indicator of a territory, as published for the partners."""

    status: str
    rate: float | None
    contributors: int
    """residences of the territory with counts behind this indicator"""


@dataclass(frozen=True, slots=True)
class PublishedIndex:
    """An index of a territory, as published for the partners."""

    status: str
    classe: str | None


Recipes = Mapping[str, tuple[str, ...]]
"""Components of each index, as the method file names them: indicators, or indices for a composite."""


def read_recipes(document: Mapping[str, Any]) -> Recipes:
    """The components of each index, from the method that a publication keeps."""
    return {index: tuple(recipe["composantes"]) for index, recipe in document["indices"].items()}


def keep_public_shares(indicators: Mapping[str, PublishedIndicator]) -> dict[str, dict[str, Any]]:
    """The indicators of a territory for the public: shares rounded to the percent and statuses, never counts."""
    shares = {}
    for code, indicator in indicators.items():
        status = _withhold(indicator.status, indicator.contributors)
        rate = indicator.rate if status in USABLE else None
        shares[code] = {"share": None if rate is None else round(rate, SHARE_DECIMALS), "status": status}
    return shares


def keep_public_indices(
    indices: Mapping[str, PublishedIndex], indicators: Mapping[str, PublishedIndicator], recipes: Recipes
) -> dict[str, dict[str, Any]]:
    """The indices of a territory for the public: classes and statuses, never values."""
    shown = {}
    for code, index in indices.items():
        status = _withhold(index.status, _count_behind(code, indicators, recipes))
        shown[code] = {"class": index.classe if status in USABLE else None, "status": status}
    return shown


def _withhold(status: str, contributors: int) -> str:
    return WITHHELD if status in USABLE and contributors < MIN_CONTRIBUTORS else status


def _count_behind(code: str, indicators: Mapping[str, PublishedIndicator], recipes: Recipes) -> int:
    """Residences behind the component that fewest residences inform, among those that the index uses."""
    if code in recipes:
        return min((_count_behind(each, indicators, recipes) for each in recipes[code]), default=0)
    indicator = indicators.get(code)
    unused = indicator is None or indicator.status not in USABLE
    # An unused component says nothing of anybody, so it does not lower the count.
    return _NO_LIMIT if indicator is None or unused else indicator.contributors


_NO_LIMIT = 2**31
