"""What landlords write where a number is expected: nothing known, a small number hidden, a share of a hundred."""

import re
from collections.abc import Iterator

import pandas as pd

from observatoire.sources.columns import Column, ColumnType

_HIDDEN = r"(?:[<≤]=?|moins de|inf(?:érieur)?\.? à)\s*[0-9]+"
_UNTOLD = r"[-–—*.?/x]+|n\.?\s?[acdrs]\.?|n/[acdr]|s\.?|secret|inconnue?s?|non (?:connu|communiqué|renseigné)e?s?|néant"
_SHARE = r"[0-9]+(?:[.,][0-9]+)?\s?%"
_FRACTION = r"0?[.,][0-9]*[1-9][0-9]*"

_ASK_EXACT = (
    "Demandez au bailleur le nombre exact : l’observatoire applique lui-même le secret statistique, et ne montre aucun "
    "petit nombre"
)
_ASK_KNOWN = "Demandez le nombre au bailleur : « {value} » ne dit pas combien, et zéro s’écrit 0"
_ASK_COUNT = "Donnez l’effectif, et non la part, sans signe ni format « % » : l’observatoire calcule les parts lui-même"


def recognise_stand_ins(cells: pd.Series, column: Column) -> Iterator[tuple[pd.Series, str]]:
    """Which cells of a column stand in for a number, and what to do about each family of them."""
    known = [(_HIDDEN, _ASK_EXACT), (_UNTOLD, _ASK_KNOWN)]
    if column.type is ColumnType.INTEGER:
        known.append((rf"{_SHARE}|{_FRACTION}", _ASK_COUNT))
    for pattern, remedy in known:
        yield cells.str.fullmatch(pattern, flags=re.IGNORECASE), remedy
