"""Families of residences in earlier publications: their centres, and who was in which."""

from typing import Any

from sqlalchemy import Integer, select
from sqlalchemy.orm import Session

from observatoire.store.tables.restricted import ResidenceProfile, TypologyOfPublication
from observatoire.store.tables.results import Publication


def list_typologies(session: Session, *, online: int | None) -> list[dict[str, Any]]:
    """Centres as publications stored them: those of the publication online first, then the newest first."""
    number = TypologyOfPublication.publication
    statement = select(TypologyOfPublication.document).order_by((number == online).desc(), number.desc())
    return list(session.scalars(statement))


def read_families(session: Session, *, ops: int, rpls: int, origin: int) -> dict[str, int]:
    """Family of each residence in the latest publication of two millésimes, if it was sorted into these centres.

    Args:
        session: the unit of work.
        ops: millésime of the occupation survey.
        rpls: millésime of the stock.
        origin: publication that found the centres.
    """
    latest = (
        select(Publication.number)
        .where(Publication.ops == ops, Publication.rpls == rpls)
        .order_by(Publication.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ResidenceProfile.code, ResidenceProfile.family)
        .join(TypologyOfPublication, TypologyOfPublication.publication == ResidenceProfile.publication)
        .where(
            ResidenceProfile.publication == latest,
            TypologyOfPublication.document["publication"].astext.cast(Integer) == origin,
        )
    )
    return {code: family for code, family in rows if family is not None}
