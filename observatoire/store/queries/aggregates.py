"""Published figures of communes and EPCI, with the number of residences behind each: what disclosure rules need."""

from collections import Counter, defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from observatoire.access.audience import PUBLIC_LEVELS
from observatoire.secrecy.disclosure import PublishedIndex, PublishedIndicator
from observatoire.store.tables.results import Component, Territory, Value

Key = tuple[str, str]
"""Level and code of a territory."""

WITHOUT_COUNTS = ("non_transmis", "sans_objet")


def read_published_indices(session: Session, number: int) -> dict[Key, dict[str, PublishedIndex]]:
    """The indices of every commune and EPCI of a publication."""
    statement = select(Value.level, Value.code, Value.index, Value.status, Value.classe).where(
        Value.publication == number, Value.level.in_(PUBLIC_LEVELS)
    )
    indices: dict[Key, dict[str, PublishedIndex]] = defaultdict(dict)
    for level, code, index, status, classe in session.execute(statement):
        indices[level, code][index] = PublishedIndex(status=status, classe=classe)
    return indices


def read_published_indicators(session: Session, number: int) -> dict[Key, dict[str, PublishedIndicator]]:
    """The indicators of every commune and EPCI of a publication."""
    contributors = _count_contributors(session, number)
    statement = select(Component.level, Component.code, Component.indicator, Component.status, Component.rate).where(
        Component.publication == number, Component.level.in_(PUBLIC_LEVELS)
    )
    indicators: dict[Key, dict[str, PublishedIndicator]] = defaultdict(dict)
    for level, code, indicator, status, rate in session.execute(statement):
        behind = contributors[level, code, indicator]
        indicators[level, code][indicator] = PublishedIndicator(status=status, rate=rate, contributors=behind)
    return indicators


def _count_contributors(session: Session, number: int) -> dict[tuple[str, str, str], int]:
    """Count residences by level, code and indicator: by commune first, so that 800,000 are read once and joined to nothing."""
    by_commune = (
        select(Component.code_insee, Component.indicator, func.count().label("residences"))
        .where(
            Component.publication == number,
            Component.level == "residence",
            Component.status.not_in(WITHOUT_COUNTS),
        )
        .group_by(Component.code_insee, Component.indicator)
    )
    parents = select(Territory.code, Territory.epci).where(
        Territory.publication == number, Territory.level == "commune"
    )
    epcis = {code: epci for code, epci in session.execute(parents)}  # noqa: C416 (rows are not pairs to mypy)
    counted: Counter[tuple[str, str, str]] = Counter()
    for commune, indicator, residences in session.execute(by_commune):
        counted["commune", str(commune), indicator] += residences
        counted["epci", str(epcis.get(str(commune))), indicator] += residences
    return counted
