"""One load at a time: each decides on what the store holds, and must not see it change."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError
from observatoire.sources.wording import french

LOCK_WAIT_S = 10
"""How long a load waits for another one to end before giving up."""
LOAD_LOCK = 7_404_212
"""Any number, the same for every load."""
_LOCK_NOT_AVAILABLE = "55P03"


def wait_for_turn(session: Session) -> None:
    """Hold the turn until the end of the transaction.

    Raises:
        ConflictError: another load is under way, and does not end.
    """
    session.execute(text(f"SET LOCAL lock_timeout = '{LOCK_WAIT_S * 1000:.0f}ms'"))
    try:
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOAD_LOCK})
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        raise ConflictError(
            french("Un autre chargement est en cours. Attendez qu’il finisse, puis recommencez : rien n’a été écrit.")
        ) from error
