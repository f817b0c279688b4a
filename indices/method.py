"""Reading of the method file: every key checked, weights brought to a sum of 1."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from indices.checking import Section
from indices.errors import MethodError
from indices.recipe import AGGREGATION, SOURCES, ClassBreaks, IndexRecipe, Indicator, Method, SignalRule

__all__ = ["ClassBreaks", "IndexRecipe", "Indicator", "Method", "SignalRule", "parse_method"]

SIGNAL_INDICES = ("fragilite", "occupation", "attractivite")


def parse_method(mapping: Mapping[str, Any]) -> Method:
    """Read a method file, already parsed from TOML or JSON, and check all of it.

    Parameters
    ----------
    mapping : mapping
        The file as nested mappings. Dates may be dates or ISO 8601 texts.

    Returns
    -------
    Method
        Weights normalised so that those of each index add up to 1.

    Raises
    ------
    MethodError
        A key is unknown, absent or of the wrong type; a weight is not positive; breaks do not increase; a component
        does not exist. The error names the key.

    Notes
    -----
    An index is made of indicators, or of indices made of indicators: never of both, and never deeper. The rule of the
    signal reads the three indices of the CCFG convention, which must therefore exist.
    """
    root = Section(mapping, "")
    root.allow("version", "date", "titre", "aggregation", "indices", "classes", "signal", "indicateurs")
    aggregation = root.text("aggregation")
    if aggregation != AGGREGATION:
        raise MethodError(
            f"the only aggregation of a publication is {AGGREGATION!r}, got {aggregation!r}", key="aggregation"
        )
    indicators = {section.name: _read_indicator(section) for section in root.sections("indicateurs")}
    return Method(
        version=root.text("version"),
        date=root.date("date"),
        titre=root.text("titre"),
        aggregation=aggregation,
        indicators=indicators,
        indices=_read_indices(root, indicators),
        classes=_read_classes(root.section("classes")),
        signal=_read_signal(root.section("signal")),
    )


def _read_indicator(section: Section) -> Indicator:
    section.allow("libelle", "numerateur", "denominateur", "source", "note")
    source = section.text("source")
    if source not in SOURCES:
        raise MethodError(f"source must be one of {', '.join(SOURCES)}, got {source!r}", key=section.path("source"))
    return Indicator(
        code=section.name,
        libelle=section.text("libelle"),
        numerator=section.text("numerateur"),
        denominator=section.texts("denominateur"),
        source=source,
        note=section.text("note") if section.has("note") else None,
    )


def _read_indices(root: Section, indicators: Mapping[str, Indicator]) -> dict[str, IndexRecipe]:
    sections = list(root.sections("indices"))
    names = {section.name for section in sections}
    for name in SIGNAL_INDICES:
        if name not in names:
            raise MethodError("the signal needs this index", key=f"indices.{name}")
    recipes = [_read_recipe(section, indicators, names) for section in sections]
    _require_single_use(recipes, indicators)
    simple = {recipe.code: recipe for recipe in recipes if not recipe.composite}
    for recipe in recipes:
        for part in recipe.components if recipe.composite else ():
            if part not in simple:
                raise MethodError(f"{part!r} is itself made of indices", key=f"indices.{recipe.code}.composantes")
    return simple | {recipe.code: recipe for recipe in recipes if recipe.composite}


def _require_single_use(recipes: Sequence[IndexRecipe], indicators: Mapping[str, Indicator]) -> None:
    used = Counter(part for recipe in recipes if not recipe.composite for part in recipe.components)
    for code in indicators:
        if used[code] != 1:
            raise MethodError(f"must belong to one index, belongs to {used[code]}", key=f"indicateurs.{code}")


def _read_recipe(section: Section, indicators: Mapping[str, Indicator], names: set[str]) -> IndexRecipe:
    section.allow("libelle", "composantes", "composantes_minimales")
    weights = section.weights("composantes")
    composite = all(part in names for part in weights)
    if not composite:
        for part in weights:
            if part not in indicators:
                raise MethodError(f"{part!r} is not an indicator of the file", key=section.path("composantes"))
    total = sum(weights.values())
    minimum = section.integer("composantes_minimales")
    if not 1 <= minimum <= len(weights):
        raise MethodError(
            f"must be between 1 and {len(weights)}, got {minimum}", key=section.path("composantes_minimales")
        )
    return IndexRecipe(
        code=section.name,
        libelle=section.text("libelle"),
        weights={part: weight / total for part, weight in weights.items()},
        minimum=minimum,
        composite=composite,
    )


def _read_classes(section: Section) -> ClassBreaks:
    section.allow("intermediaire", "fragile", "carte")
    breaks = ClassBreaks(section.number("intermediaire"), section.number("fragile"), section.numbers("carte"))
    if not 0 < breaks.intermediaire < breaks.fragile:
        raise MethodError("must be above the break of the class before", key=section.path("fragile"))
    if any(low >= high for low, high in zip(breaks.carte, breaks.carte[1:], strict=False)):
        raise MethodError("breaks must increase strictly", key=section.path("carte"))
    return breaks


def _read_signal(section: Section) -> SignalRule:
    section.allow(*SIGNAL_INDICES, "logements_minimum")
    minimum = section.integer("logements_minimum")
    if minimum < 0:
        raise MethodError(f"must not be negative, got {minimum}", key=section.path("logements_minimum"))
    return SignalRule(
        fragilite=section.number("fragilite"),
        occupation=section.number("occupation"),
        attractivite=section.number("attractivite"),
        minimum_dwellings=minimum,
    )
