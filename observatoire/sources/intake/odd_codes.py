"""Codes of residences that are something else: the total of a table, a number that a spreadsheet made of a code."""

import re

from observatoire.sources.checking.totals_lines import REMEDY, is_total
from observatoire.sources.wording import french

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)


def explain_code(code: str) -> str | None:
    """What to do about a code that no residence has, when what it is can be recognised."""
    if is_total(code):
        return french(REMEDY)
    if _SCIENTIFIC.fullmatch(code):
        return french(
            "Le tableur a changé ce code en nombre : mettez la colonne au format texte, et reprenez les codes d’origine."
        )
    return None
