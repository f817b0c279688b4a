"""Families of a survey of dwellings: which of the types that a landlord writes is a parent alone with children."""

import re

import numpy as np
import pandas as pd

from observatoire.sources.official.ops_columns import plain_words
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, named

_PARENT_ALONE = re.compile(r"\bmono|\bparents? (?:isole|seul)|\b(?:mere|pere)s? (?:isole|seul)|\bisolee?s? avec\b")
_ALONE = re.compile(r"\bisole|\bseule?\b|\b(?:1|un) adulte\b|\bcelibataire|\bveu(?:f|ve)|\bdivorce")
_WITH_CHILDREN = re.compile(r"\benfant")
_WITHOUT_CHILDREN = re.compile(r"\b(?:sans|0|aucun) enfant")
_SEVERAL_ADULTS = re.compile(r"\bcouple|\bmarie|\bconcubin|\bpacs")
_SAYS_SOMETHING = re.compile(
    r"\bmono|parent|isole|\bseul|couple|enfant|famille|adulte|\bpersonne|celib|colloc|coloc|concubin|\bmarie|veu|divorc"
)


def is_parent_alone(family: str) -> bool:
    """Tell whether a type of family, as plain words, is a parent alone with one child or more."""
    if _SEVERAL_ADULTS.search(family) or _WITHOUT_CHILDREN.search(family):
        return False
    if _PARENT_ALONE.search(family):
        return True
    return bool(_ALONE.search(family) and _WITH_CHILDREN.search(family))


def count_parents_alone(
    written: pd.Series, lines: np.ndarray, problems: ProblemList, notices: NoticeList
) -> tuple[pd.Series, pd.Series]:
    """Give whether the family of each dwelling is known, and whether it is a parent alone; say how types are understood.

    Types that are all codes would make no single-parent family: they are refused.
    """
    family = written.map(plain_words)
    known = family != ""
    types = {text: str(written[family == text].iloc[0]) for text in sorted(family[known].unique())}
    alone = {text for text in types if is_parent_alone(text)}
    if types and not any(_SAYS_SOMETHING.search(text) for text in types):
        problems.add(
            french(
                "Les types de famille sont des codes ({names}) : on ne sait pas lequel est une famille monoparentale.",
                names=named(types.values()),
            ),
            "Remplacez chaque code par son libellé, comme « Famille monoparentale » ou « Couple avec enfants ».",
            line=int(lines[known.to_numpy()][0]),
            column="composition",
            value=next(iter(types.values())),
        )
    others = [text for text in types if text not in alone]
    notices.add(
        french(
            "Familles monoparentales : {names}. Autres types : {others}.",
            names=named(types[text] for text in types if text in alone) or "aucune",
            others=named(types[text] for text in others) or "aucun",
        )
    )
    return known.astype(int), family.isin(alone).astype(int)
