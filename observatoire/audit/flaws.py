"""Something written that gives a secret away by itself, as every search for such things says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something written that gives a secret away by itself."""

    level: str
    code: str
    sentence: str
    """what is wrong, in French, `{nom}` being the territory"""
