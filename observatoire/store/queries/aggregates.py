"""Published figures of communes and EPCI, with the number of residences behind each: what disclosure rules need."""

from collections import Counter, defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from observatoire.audience import PUBLIC_LEVELS
from observatoire.disclosure import PublishedIndex, PublishedIndicator
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


def _count_contributors(session: Session, number: int) -> Counter[tuple[str, str, str]]:
    """Count residences by level, code and indicator.

    Joined here, not in SQL: a publication has just been written when this is asked, and without statistics PostgreSQL
    would compare every residence with every indicator.
    """
    parents = select(Territory.code, Territory.code_insee, Territory.epci).where(
        Territory.publication == number, Territory.level == "residence"
    )
    located = {
        code: (("commune", str(commune)), ("epci", str(epci))) for code, commune, epci in session.execute(parents)
    }
    informed = select(Component.code, Component.indicator).where(
        Component.publication == number,
        Component.level == "residence",
        Component.status.not_in(WITHOUT_COUNTS),
    )
    return Counter(
        (level, parent, indicator) for code, indicator in session.execute(informed) for level, parent in located[code]
    )
