"""The journal: lines added in the name of whoever acted, read by the manager under the policies of the database."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from observatoire.printing.days import PARIS
from observatoire.store.database import Store, Tier, partner_unit_of_work, unit_of_work
from observatoire.store.queries.reading import translate_outage
from observatoire.store.tables.journal import JournalLine

HEADS = ("date", "compte", "personne", "organisation", "action", "objet")
"""The columns of the journal, where it is shown or kept as a table."""

_READ = """
select j.id, j.at, j.account, a.email, a.organisation, j.action, j.object
from partner.journal j left join {accounts} a on a.id = j.account
where (cast(:since as timestamptz) is null or j.at >= :since)
  and (cast(:until as timestamptz) is null or j.at < :until)
  and (cast(:account as integer) is null or j.account = :account)
  and (cast(:action as text) is null or j.action = :action)
  and (cast(:before as bigint) is null or j.id < :before)
order by j.id desc limit :limit
"""
_WRITE = text("select partner.write_journal(cast(:lines as jsonb))")


@dataclass(frozen=True, slots=True)
class Line:
    """Something done, by whoever holds a secret."""

    secret: str = field(repr=False)
    action: str
    object: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines to read, newest first."""

    since: date | None = None
    until: date | None = None
    account: int | None = None
    action: str | None = None
    before: int | None = None
    limit: int = 200

    def bind(self) -> dict[str, Any]:
        """The values of the statement; the last day is whole."""
        return {
            "since": self.since and _begin(self.since),
            "until": self.until and _begin(self.until + timedelta(days=1)),
            "account": self.account,
            "action": self.action,
            "before": self.before,
            "limit": self.limit,
        }


def write_lines(store: Store, lines: Sequence[Line]) -> None:
    """Add lines, all at once; one whose secret was never anybody's is left out."""
    told = [
        {"at": line.at.isoformat(), "secret": line.secret, "action": line.action, "object": line.object}
        for line in lines
    ]
    with translate_outage(), partner_unit_of_work(store, "") as session:
        session.execute(_WRITE, {"lines": json.dumps(told)})


def read_lines(store: Store, secret: str, wanted: Wanted) -> list[dict[str, Any]]:
    """What the visitor may read of the journal: everything for the EPCI, nothing for the others."""
    statement = text(_READ.format(accounts="partner.list_accounts()"))
    with translate_outage(), partner_unit_of_work(store, secret) as session:
        return [dict(row) for row in session.execute(statement, wanted.bind()).mappings()]


def read_lines_as_manager(store: Store, wanted: Wanted) -> list[dict[str, Any]]:
    """The same, on the command line."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        statement = text(_READ.format(accounts="access.account"))
        return [dict(row) for row in session.execute(statement, wanted.bind()).mappings()]


def note(store: Store, action: str, subject: str, *, account: int | None = None) -> None:
    """Add a line on the manager's login: what the command line or a worker did."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        session.add(JournalLine(action=action, object=subject[:200], account=account))


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=PARIS)
