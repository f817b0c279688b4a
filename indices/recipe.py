"""The method as typed objects: indicators, recipes of the indices, classes, rule of the signal.

What the method file may contain, and how it is checked, is in `indices.method`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

SOURCES = ("OPS", "RPLS")
AGGREGATION = "moyenne_des_rapports"


@dataclass(frozen=True)
class Indicator:
    """A share of counts.

    Attributes
    ----------
    code : str
        Such as ``occ1``.
    libelle : str
        French label.
    numerator : str
        Count column.
    denominator : tuple of str
        Count columns, added together.
    source : str
        ``OPS`` (occupation survey, known to respondents) or ``RPLS`` (stock, known to dwellings).
    note : str or None
        French remark shown beside the indicator.
    """

    code: str
    libelle: str
    numerator: str
    denominator: tuple[str, ...]
    source: str
    note: str | None = None


@dataclass(frozen=True)
class IndexRecipe:
    """How an index is made from its components.

    Attributes
    ----------
    code : str
        Such as ``occupation``.
    libelle : str
        French label.
    weights : dict of str to float
        Weight of each component, in the order of the file; they add up to 1. Components are all indicators, or all
        indices.
    minimum : int
        Number of usable components below which there is no index.
    composite : bool
        True when the components are indices.
    """

    code: str
    libelle: str
    weights: Mapping[str, float]
    minimum: int
    composite: bool

    @property
    def components(self) -> tuple[str, ...]:
        """List the codes of the components, in the order of the file.

        Returns
        -------
        tuple of str
            Codes.
        """
        return tuple(self.weights)


@dataclass(frozen=True)
class ClassBreaks:
    """Fixed breaks: classes of an index, and shades of the map.

    Attributes
    ----------
    intermediaire, fragile : float
        *équilibré* < `intermediaire` ≤ *intermédiaire* < `fragile` ≤ *fragile*.
    carte : tuple of float
        Strictly increasing breaks of the map.
    """

    intermediaire: float
    fragile: float
    carte: tuple[float, ...]


@dataclass(frozen=True)
class SignalRule:
    """When the numbers say « à examiner ».

    Attributes
    ----------
    fragilite : float
        From this fragility on, alone.
    occupation, attractivite : float
        Or from both of these on, together.
    minimum_dwellings : int
        A smaller residence never has a signal.
    """

    fragilite: float
    occupation: float
    attractivite: float
    minimum_dwellings: int


@dataclass(frozen=True)
class Method:
    """A dated version of the method, as the method file declares it.

    Attributes
    ----------
    version, titre, aggregation : str
        Name of the version, French title, and the one aggregation that publications use.
    date : datetime.date
        Date of the version.
    indicators : dict of str to Indicator
        In the order of the file.
    indices : dict of str to IndexRecipe
        In the order of the file; a composite comes after its parts.
    classes : ClassBreaks
    signal : SignalRule
    """

    version: str
    date: date
    titre: str
    aggregation: str
    indicators: Mapping[str, Indicator]
    indices: Mapping[str, IndexRecipe]
    classes: ClassBreaks
    signal: SignalRule

    @cached_property
    def vigilance_indices(self) -> tuple[IndexRecipe, ...]:
        """List the recipes made of indicators.

        Returns
        -------
        tuple of IndexRecipe
            In the order of the file.
        """
        return tuple(recipe for recipe in self.indices.values() if not recipe.composite)

    @cached_property
    def composites(self) -> tuple[IndexRecipe, ...]:
        """List the recipes made of indices.

        Returns
        -------
        tuple of IndexRecipe
            In the order of the file.
        """
        return tuple(recipe for recipe in self.indices.values() if recipe.composite)

    @cached_property
    def count_columns(self) -> tuple[str, ...]:
        """List the count columns that the calculation reads: those of the indicators, and those of the thresholds.

        Returns
        -------
        tuple of str
            Each once.
        """
        columns = ["logements", "menages", "repondants"]
        for indicator in self.indicators.values():
            columns += [indicator.numerator, *indicator.denominator]
        return tuple(dict.fromkeys(columns))
