"""Who asks: the account behind a key and the edition its tier has online, in one round trip made at every request."""

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy import Engine, text

from observatoire.audience import Role
from observatoire.store.queries.reading import NOTHING_ONLINE, Edition, connect_for_one_statement

_ACCOUNT = """
select a.organisation, a.role, a.key_sha256, o.number, o.id::text as stamp
from partner.account a
left join lateral (select id, number from partner.publication_online order by id desc limit 1) o on true
where a.key_sha256 = :fingerprint and a.revoked_at is null
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation that holds a valid access key."""

    organisation: str
    role: Role


def fingerprint_key(key: str) -> str:
    """What the store keeps of a key. A key is 256 random bits: a plain SHA-256 leaves nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


def find_subject(engine: Engine, fingerprint: str) -> tuple[Subject, Edition] | None:
    """Whom a key's fingerprint opens the partners' part to, and what is online there; `None` when to nobody.

    The fingerprint is a hash of 256 random bits, so the time of the index look-up teaches nothing; the last comparison
    is in constant time all the same.
    """
    with connect_for_one_statement(engine) as connection:
        row = connection.execute(text(_ACCOUNT), {"fingerprint": fingerprint}).one_or_none()
    if row is None or not hmac.compare_digest(row.key_sha256, fingerprint):
        return None
    edition = NOTHING_ONLINE if row.number is None else Edition(number=row.number, stamp=row.stamp)
    return Subject(organisation=row.organisation, role=Role(row.role)), edition
