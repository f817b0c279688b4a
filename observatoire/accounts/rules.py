"""The rules of access, from the settings to the database, and what is too old to be kept there.

The web part judges no attempt by itself: the functions of the database do, by these rules.
"""

from dataclasses import dataclass

from sqlalchemy import delete, func, or_, text, update

from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.subjects import fingerprint_key
from observatoire.store.tables.accounts import AccountSession, Attempt, Invitation, Rule

KEPT = text("interval '30 days'")
"""What ended is kept for a while, so that the manager can still see when somebody was last seen."""


@dataclass(frozen=True, slots=True)
class Purge:
    """What was too old, counted."""

    lines: int
    sessions: int


def apply_rules(store: Store, settings: Settings) -> None:
    """Have the database judge by these settings from now on."""
    secret = settings.oidc_client_secret if settings.oidc_issuer else None
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        session.execute(
            update(Rule).values(
                account_failures=settings.sign_in_failures,
                address_failures=settings.sign_in_address_failures,
                lock_seconds=round(settings.sign_in_lock_minutes * 60),
                idle_seconds=settings.session_idle_minutes * 60,
                session_seconds=round(settings.session_hours * 3600),
                invitation_seconds=round(settings.invitation_days * 86400),
                journal_days=settings.journal_days,
                provider_sha256=fingerprint_key(secret.get_secret_value()) if secret else None,
            )
        )


def purge_access(store: Store) -> Purge:
    """Remove the lines of the journal that are too old, and what ended long ago."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        lines = int(session.scalars(text("select access.purge_journal()")).one())
        gone = session.execute(
            delete(AccountSession)
            .where(or_(AccountSession.ended_at < func.now() - KEPT, AccountSession.expires_at < func.now() - KEPT))
            .returning(AccountSession.id)
        )
        session.execute(delete(Invitation).where(Invitation.expires_at < func.now() - KEPT))
        session.execute(delete(Attempt).where(Attempt.last_at < func.now() - text("interval '1 day'")))
        return Purge(lines=lines, sessions=len(gone.all()))
