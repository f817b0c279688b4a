"""What measures changed, in words: differences in differences, what must be said beside them, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from observatoire.printing.french import write_number

INDEX_LABELS = {"occupation": "Occupation", "attractivite": "Attractivité", "fragilite": "Fragilité"}
NO_EVALUATION = (
    "Ce rapport ne contient aucune évaluation : aucune mesure n’a été déclarée (« observatoire evaluate »), ou le compte "
    "qui le demande n’en lit pas."
)
YEARS = "Pas d’estimation : il faut au moins un millésime publié avant la mesure et un après."
TOO_FEW = (
    "Pas d’estimation : il faut au moins {minimum} résidences touchées et {minimum} autres, observées avant et après. En "
    "dessous, l’écart tiendrait à une ou deux résidences."
)
NO_TREND = (
    "Un seul millésime précède la mesure : rien ne dit que les deux groupes évoluaient de même avant elle. L’effet est à "
    "lire avec réserve."
)
PARALLEL = (
    "Avant la mesure, rien ne montre que les deux groupes évoluaient autrement l’un de l’autre, aux intervalles près."
)
NOT_PARALLEL = "Avant la mesure, les deux groupes n’évoluaient déjà pas de même : l’effet mesuré peut n’être que la suite de cet écart."
REGRESSION = (
    "Retour à la moyenne : les résidences touchées partaient bien plus haut que les autres. Une partie de leur baisse, "
    "s’il y en a une, viendrait sans aucune mesure."
)


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect in points of index, with the ends of its interval."""

    effect: float
    low: float
    high: float

    @property
    def reading(self) -> str:
        """What may be concluded of it."""
        if self.low > 0:
            return "hausse"
        return "baisse" if self.high < 0 else "non conclusif"


@dataclass(frozen=True, slots=True)
class Path:
    """Means of a group, one a millésime; none where the group is too small."""

    residences: int
    means: tuple[float, ...]

    def __str__(self) -> str:
        return " → ".join(write_number(mean, 1) for mean in self.means) or "trop peu pour une moyenne"


@dataclass(frozen=True, slots=True)
class IndexEffect:
    """What is said of one index."""

    code: str
    label: str
    millesimes: tuple[int, ...]
    treated: Path
    others: Path
    overall: Effect | None
    by_year: tuple[tuple[int, Effect], ...]
    """Years since the measure, negative before it: there it should be near zero."""
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvaluatedMeasure:
    """A measure and what it changed, index by index."""

    nom: str
    publication: int
    written: datetime
    residences: int
    since: Mapping[str, int]
    """How many residences it reached each year."""
    base: int
    indices: tuple[IndexEffect, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What must be said of any of its indices, once."""
        return tuple(dict.fromkeys(remark for index in self.indices for remark in index.remarks))

    @property
    def millesimes(self) -> tuple[int, ...]:
        """All those that its indices are measured on."""
        return tuple(sorted({year for index in self.indices for year in index.millesimes}))

    @property
    def widest(self) -> float:
        """The farthest end of its intervals, which the plots share as their scale."""
        effects = [index.overall for index in self.indices if index.overall]
        effects += [effect for index in self.indices for _, effect in index.by_year]
        return max((abs(end) for each in effects for end in (each.low, each.high)), default=1.0) or 1.0


def read_evaluation(nom: str, publication: int, written: datetime, document: Mapping[str, Any]) -> EvaluatedMeasure:
    """An evaluation as it was kept by `observatoire.evaluation.measure`, in words."""
    found = document["indices"]
    return EvaluatedMeasure(
        nom=nom,
        publication=publication,
        written=written,
        residences=document["residences"],
        since=document["debut"],
        base=document["base"]["ops"],
        indices=tuple(_read_index(code, found[code]) for code in INDEX_LABELS if code in found),
    )


def _read_index(code: str, found: Mapping[str, Any]) -> IndexEffect:
    paths = found["trajectoires"]
    return IndexEffect(
        code=code,
        label=INDEX_LABELS[code],
        millesimes=tuple(found["millesimes"]),
        treated=_read_path(paths["traitees"]),
        others=_read_path(paths["autres"]),
        overall=None if found["refus"] else Effect(**found["effet"]),
        by_year=tuple(
            (row["depuis"], Effect(row["effect"], row["low"], row["high"])) for row in found.get("annees", ())
        ),
        remarks=_list_remarks(found),
    )


def _read_path(path: Mapping[str, Any]) -> Path:
    return Path(path["residences"], tuple(path["moyennes"] or ()))


def _list_remarks(found: Mapping[str, Any]) -> tuple[str, ...]:
    if found["refus"] == "annees":
        return (YEARS,)
    if found["refus"] == "residences":
        return (TOO_FEW.format(minimum=found["minimum"]),)
    trend = {None: NO_TREND, True: PARALLEL, False: NOT_PARALLEL}[found["paralleles"]]
    return (trend, REGRESSION) if found["retour_a_la_moyenne"] else (trend,)
