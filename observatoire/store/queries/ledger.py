"""What former publications showed and hid: counts that the next one must take as known."""

import pandas as pd
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from observatoire.access.audience import OCCUPATION_PREFIX, STOCK_PREFIX
from observatoire.store.tables.results import Component, Publication

LASTING = ("att3",)
"""Indicators whose counts stay the same from one millésime to the next where the stock does not move."""


def read_published_counts(session: Session, *, ops: int, rpls: int) -> pd.DataFrame:
    """Every count shown of these millésimes, or of others when it lasts.

    Returns:
        `level`, `code`, `indicator`, `num`, `den`, and `same`: whether it was shown of these very millésimes.
    """
    same_survey = Component.indicator.startswith(OCCUPATION_PREFIX) & (Publication.ops == ops)
    same_stock = Component.indicator.startswith(STOCK_PREFIX) & (Publication.rpls == rpls)
    same = or_(same_survey, same_stock)
    columns = (Component.level, Component.code, Component.indicator, Component.num, Component.den, same)
    rows = session.execute(
        select(*columns)
        .join(Publication, Publication.number == Component.publication)
        .where(Component.rate.is_not(None), or_(same, Component.indicator.in_(LASTING)))
        .distinct()
    ).all()
    return pd.DataFrame.from_records(rows, columns=["level", "code", "indicator", "num", "den", "same"])


def read_withheld(session: Session, *, ops: int, rpls: int) -> dict[str, pd.DataFrame]:
    """What the latest publication of two millésimes hides, by level: true where secret, territories by indicators."""
    number = session.scalar(
        select(Publication.number)
        .where(Publication.ops == ops, Publication.rpls == rpls)
        .order_by(Publication.number.desc())
        .limit(1)
    )
    rows = session.execute(
        select(Component.level, Component.code, Component.indicator, Component.status).where(
            Component.publication == number
        )
    ).all()
    frame = pd.DataFrame.from_records(rows, columns=["level", "code", "indicator", "status"])
    frame["secret"] = frame["status"] == "secret"
    hidden = {
        str(level): part.pivot(index="code", columns="indicator", values="secret").fillna(value=False).astype("bool")  # noqa: PD010 - keys are unique
        for level, part in frame.groupby("level")
    }
    untold = [] if number is None else session.get_one(Publication, number).untold.get("indicators", [])
    return {level: part.assign(**dict.fromkeys(set(untold) - set(part), False)) for level, part in hidden.items()}
