"""The same file sent twice: the same bytes, for the same nature and the same year as far as these are known."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from observatoire.errors import ConflictError
from observatoire.printing.days import PARIS
from observatoire.store.queries.asking import Asker
from observatoire.store.queries.deposits import within_reach
from observatoire.store.tables.jobs import Deposit

WAITING = ("recu", "a_completer", "controle", "soumis")
LISTED = 5


def find_twins(session: Session, deposit: Deposit, asker: Asker) -> list[Deposit]:
    """The deposits of the same file that were loaded, or that came before and wait: of two sent at once, one is the first.

    Only those that this asker may know of, newest first; none for a deposit that is itself loaded or given up.
    """
    if deposit.state not in (*WAITING, "refuse"):
        return []
    before = tuple_(Deposit.created_at, Deposit.id) < tuple_(deposit.created_at, deposit.id)
    statement = (
        select(Deposit)
        .where(
            *within_reach(asker),
            Deposit.sha256 == deposit.sha256,
            Deposit.id != deposit.id,
            _may_be(Deposit.kind, deposit.kind),
            _may_be(Deposit.millesime, deposit.millesime),
            or_(Deposit.state == "charge", and_(Deposit.state.in_(WAITING), before)),
        )
        .order_by(Deposit.created_at.desc())
        .limit(LISTED)
    )
    return list(session.scalars(statement))


def refuse_twin(session: Session, deposit: Deposit, asker: Asker) -> None:
    """Have a person who confirms a file that came before say that it is on purpose.

    Raises:
        ConflictError: it was loaded already, or waits already.
    """
    twins = find_twins(session, deposit, asker)
    if not twins:
        return
    first = next((twin for twin in twins if twin.state == "charge"), twins[-1])
    done = f"a déjà été chargé (reçu n° {first.receipt_id})" if first.state == "charge" else "attend déjà"
    raise ConflictError(
        f"Ce même fichier {done} : « {first.file_name} », déposé {_say_when(first.created_at)} par {first.organisation}. "
        "Ouvrez ce premier dépôt, ou confirmez que vous voulez le charger de nouveau."
    )


def _may_be(column: InstrumentedAttribute[Any], value: object) -> ColumnElement[bool]:
    """What is not known yet, of either file, may be the same."""
    return true() if value is None else or_(column.is_(None), column == value)


def _say_when(at: datetime) -> str:
    return f"{at.astimezone(PARIS):le %d/%m/%Y à %H h %M}"
