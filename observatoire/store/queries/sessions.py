# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""Sessions of the commission: agenda, notes, seal. A sealed session is read from its seal, never computed again."""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, NotFoundError
from observatoire.store.queries.decisions import QUALIFICATIONS
from observatoire.store.queries.fragments import VALUES_TOLD
from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.writing import add_row
from observatoire.store.tables.sessions import CommissionItem, CommissionNote, CommissionSeal, CommissionSession

INSTANT = "to_char({0} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

_HEADER = f"""
    'id', s.id, 'held_on', s.held_on, 'publication', s.publication, 'organisation', s.organisation,
    'sealed_at', {INSTANT.format("k.created_at")}, 'sha256', k.sha256"""

_LIST = f"""
select coalesce(json_agg(json_build_object({_HEADER},
    'items', (select count(*) from partner.commission_item i where i.session = s.id)) order by s.held_on desc, s.id desc),
  '[]')::text
from partner.commission_session s left join partner.commission_seal k on k.session = s.id
"""

# No count of households: whoever reads a session may be of a role that reads shares only.
_RESIDENCE = f"""
json_build_object(
  'code', t.code, 'nom', t.nom, 'commune', c.nom, 'bailleur', t.facts ->> 'bailleur', 'logements', t.logements,
  'bailleur_siren', t.bailleur_siren, 'in_qpv', t.code_qp is not null, 'loyer_m2', t.facts -> 'loyer_m2',
  'plai', t.facts -> 'plai', 'plus', t.facts -> 'plus', 'pls', t.facts -> 'pls',
  'mise_en_service', t.facts -> 'mise_en_service', 'qpv', q.nom, 'margin', r.margin, 'departures', r.departures,
  'indices', (
    select coalesce(json_object_agg(v.index, json_build_object(
      'value', v.value, 'status', v.status, 'class', v.classe, 'signal', v.signal,
      'interval_low', floor(v.interval_low::numeric), 'interval_high', ceil(v.interval_high::numeric),
      'p_fragile', round(v.p_fragile::numeric, 2), 'solidite', v.solidite, 'stability', round(v.stability::numeric, 2)
    ) order by v.index), '{{}}')
    from {VALUES_TOLD} v where v.publication = t.publication and v.level = 'residence' and v.code = t.code)
)"""

_ITEMS = f"""(
  select coalesce(json_agg(json_build_object(
    'id', i.id, 'typologie', i.typologie, 'contingent', i.contingent, 'residence', {_RESIDENCE},
    'qualification', (
      select json_build_object('avis', d.avis, 'state', d.state, 'decided_on', d.decided_on, 'expires_on', d.expires_on,
        'motifs', d.motifs)
      from ({QUALIFICATIONS}) d where d.residence = i.residence and d.state = 'en vigueur'),
    'notes', (
      select coalesce(json_agg(json_build_object(
        'orientation', n.orientation, 'menage', n.menage, 'precision', n.precision, 'organisation', n.organisation,
        'noted_at', {INSTANT.format("n.created_at")}) order by n.id), '[]')
      from partner.commission_note n where n.item = i.id)
  ) order by i.id), '[]')
  from partner.commission_item i
  join partner.territory t on t.publication = s.publication and t.level = 'residence' and t.code = i.residence
  left join partner.residence_profile r on r.publication = t.publication and r.code = t.code
  left join partner.territory c on c.publication = t.publication and c.level = 'commune' and c.code = t.code_insee
  left join partner.territory q on q.publication = t.publication and q.level = 'qpv' and q.code = t.code_qp
  where i.session = s.id
)"""

_OPEN = f"""
select json_build_object({_HEADER}, 'items', {_ITEMS})::text
from partner.commission_session s left join partner.commission_seal k on k.session = s.id
where s.id = :id
"""

# What a replay shows, and what its hash vouches for: the session, what was read and under which method.
_CONTENT = f"""
select json_build_object(
  'seance', json_build_object('id', s.id, 'held_on', s.held_on, 'organisation', s.organisation),
  'publication', json_build_object('number', p.number, 'published_at', {INSTANT.format("p.published_at")},
    'ops', p.ops, 'rpls', p.rpls, 'reference', p.reference_nom, 'fictif', p.fictif),
  'methode', p.method,
  'items', {_ITEMS},
  'precedent', (select k.sha256 from partner.commission_seal k order by k.created_at desc, k.session desc limit 1)
)::text
from partner.commission_session s join partner.publication p on p.number = s.publication
where s.id = :id
"""


def read_sessions(snapshot: Snapshot) -> str:
    """Every session, the latest first."""
    return snapshot.wrap(f'"sessions":{snapshot.read_text(_LIST)}')


def read_session(snapshot: Snapshot, number: int) -> str:
    """A session under way, with its agenda and its notes.

    Raises:
        NotFoundError: there is no such session.
    """
    found = snapshot.read_text(_OPEN, id=number)
    if found is None:
        raise _refuse_unknown(number)
    return snapshot.wrap(f'"session":{found}')


def read_seal(snapshot: Snapshot, number: int) -> tuple[str, str, str] | None:
    """Content, hash and date of the seal of a session; `None` when it is not sealed."""
    statement = (
        f"select content, sha256, {INSTANT.format('created_at')} as sealed_at"
        " from partner.commission_seal where session = :id"
    )
    row = snapshot.connection.execute(text(statement), {"id": number}).one_or_none()
    return None if row is None else (row.content, row.sha256, row.sealed_at)


def fingerprint(content: str) -> str:
    """What vouches for a sealed session."""
    return hashlib.sha256(content.encode()).hexdigest()


def open_session(session: Session, entry: Mapping[str, Any]) -> int:
    """Prepare a session on the publication online; return its number."""
    return add_row(session, CommissionSession, entry)


def add_item(session: Session, entry: Mapping[str, Any]) -> int:
    """Put a dwelling freed on the agenda."""
    return add_row(session, CommissionItem, entry)


def add_note(session: Session, entry: Mapping[str, Any]) -> int:
    """Note what was decided of a dwelling."""
    return add_row(session, CommissionNote, entry)


def seal_session(session: Session, number: int) -> str:
    """Close a session for ever with everything that its replay shows; return the hash.

    Raises:
        NotFoundError: there is no such session.
        ConflictError: it has no dwelling, or one without a decision.
    """
    session.execute(text("select pg_advisory_xact_lock(11360, :id)"), {"id": number})
    content = session.execute(text(_CONTENT), {"id": number}).scalar()
    if content is None:
        raise _refuse_unknown(number)
    waiting, agenda = session.execute(
        text(
            "select count(*) filter (where not exists (select from partner.commission_note n where n.item = i.id)),"
            " count(*) from partner.commission_item i where i.session = :id"
        ),
        {"id": number},
    ).one()
    if agenda == 0:
        raise ConflictError("L’ordre du jour est vide : ajoutez un logement avant de sceller la séance.")
    if waiting:
        who = (
            "Un logement de l’ordre du jour attend"
            if waiting == 1
            else f"{waiting} logements de l’ordre du jour attendent"
        )
        raise ConflictError(f"{who} une décision, ou un report.")
    sha256 = fingerprint(str(content))
    session.execute(insert(CommissionSeal).values(session=number, content=str(content), sha256=sha256))
    return sha256


def _refuse_unknown(number: int) -> NotFoundError:
    return NotFoundError(f"La séance {number} n’existe pas.")
