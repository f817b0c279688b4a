"""Who asks: the account behind a secret and the edition online, in one round trip made at every request."""

import hashlib
from dataclasses import dataclass, field

from sqlalchemy import Engine, text

from observatoire.access.audience import Role
from observatoire.store.queries.reading import NOTHING_ONLINE, Edition, connect_for_one_statement

_VISITOR = "select * from partner.find_visitor(:secret)"


@dataclass(frozen=True, slots=True)
class Subject:
    """An account in force: whose it is, and what it reaches."""

    account: int
    organisation: str
    role: Role
    communes: tuple[str, ...] = ()
    """INSEE codes, for a commune"""
    bailleurs: tuple[str, ...] = ()
    """SIREN, for a landlord"""
    stale: bool = field(default=False, compare=False)
    """whether the session has not been noted as in use for a minute"""

    @property
    def perimeter(self) -> str:
        """What answers differ by: accounts of one role and perimeter read the same."""
        return ":".join((self.role, *sorted(self.communes), *sorted(self.bailleurs)))


def fingerprint_key(key: str) -> str:
    """What the store keeps of a key. A key is 256 random bits: a plain SHA-256 leaves nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


def find_subject(engine: Engine, secret: str) -> tuple[Subject, Edition] | None:
    """Whom a secret opens the partners' part to, and what is online there; `None` when to nobody.

    The accounts themselves are closed to the login that asks: a function of the database compares fingerprints, which
    are hashes of 256 random bits, so the time of the look-up teaches nothing.
    """
    with connect_for_one_statement(engine) as connection:
        row = connection.execute(text(_VISITOR), {"secret": secret}).one_or_none()
    if row is None:
        return None
    edition = NOTHING_ONLINE if row.online is None else Edition(number=row.online, stamp=row.stamp)
    within = (tuple(row.communes), tuple(row.bailleurs))
    subject = Subject(row.account, row.organisation, Role(row.role), *within, stale=row.stale)
    return subject, edition
