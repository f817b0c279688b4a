"""A residence among those that come, go or change, as people name it."""

from dataclasses import dataclass

RESIDENCE = "residence"
"""The level of residences, among those of territories."""


@dataclass(frozen=True, slots=True)
class NamedResidence:
    """A residence, as people name it."""

    code: str
    nom: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A residence that changes its name."""

    code: str
    before: str
    after: str
