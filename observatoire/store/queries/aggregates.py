"""Published figures of communes and EPCI, with the number of residences behind each: what disclosure rules need."""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

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
        behind = contributors.get((level, code, indicator), 0)
        indicators[level, code][indicator] = PublishedIndicator(status=status, rate=rate, contributors=behind)
    return indicators


def _count_contributors(session: Session, number: int) -> dict[tuple[str, str, str], int]:
    residence = aliased(Territory)
    contributors = {}
    for level, parent in (("commune", residence.code_insee), ("epci", residence.epci)):
        statement = (
            select(parent, Component.indicator, func.count())
            .join(
                residence,
                (residence.publication == Component.publication)
                & (residence.level == Component.level)
                & (residence.code == Component.code),
            )
            .where(
                Component.publication == number,
                Component.level == "residence",
                Component.status.not_in(WITHOUT_COUNTS),
            )
            .group_by(parent, Component.indicator)
        )
        for code, indicator, count in session.execute(statement):
            contributors[level, str(code), indicator] = count
    return contributors
