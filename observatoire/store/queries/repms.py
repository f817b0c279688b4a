# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""REPMS lists: the legal list of a landlord, three years long, signed by the landlord and the intercommunalité."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from observatoire.errors import NotFoundError
from observatoire.store.queries.decisions import REPMS_IN_FORCE
from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.writing import add_row
from observatoire.store.tables.decisions import RepmsList, RepmsResidence, RepmsSignature

_LISTS = f"""
select coalesce(json_agg(json_build_object(
    'id', l.id, 'bailleur_siren', l.bailleur_siren, 'bailleur', l.bailleur, 'publication', l.publication,
    'ops', p.ops, 'rpls', p.rpls, 'fictif', p.fictif,
    'adopted_on', l.adopted_on, 'expires_on', l.expires_on, 'in_force', l.in_force, 'criteres', l.criteres,
    'precision', l.precision, 'organisation', l.organisation,
    'signatures', (
      select coalesce(json_agg(json_build_object('role', s.role, 'organisation', s.organisation,
        'signed_on', (s.created_at at time zone 'Europe/Paris')::date) order by s.id), '[]')
      from partner.repms_signature s where s.repms_list = l.id),
    'residences', (
      select coalesce(json_agg(json_build_object('code', r.residence, 'nom', r.nom, 'code_insee', r.code_insee,
        'commune', c.nom, 'logements', t.logements, 'adresse', t.facts ->> 'adresse', 'qpv', q.nom)
        order by c.nom, r.nom), '[]')
      from partner.repms_residence r
      left join partner.territory t on t.publication = l.publication and t.level = 'residence' and t.code = r.residence
      left join partner.territory c on c.publication = l.publication and c.level = 'commune' and c.code = r.code_insee
      left join partner.territory q on q.publication = l.publication and q.level = 'qpv' and q.code = t.code_qp
      where r.repms_list = l.id)
  ) order by l.bailleur, l.id desc), '[]')::text
from ({REPMS_IN_FORCE}) l join partner.publication p on p.number = l.publication
where cast(:id as integer) is null or l.id = :id
"""


def read_repms(snapshot: Snapshot) -> str:
    """Every list that the visitor may read, those of a landlord newest first."""
    return snapshot.wrap(f'"lists":{snapshot.read_text(_LISTS, id=None)}')


def read_repms_list(snapshot: Snapshot, number: int) -> str:
    """One list, as JSON.

    Raises:
        NotFoundError: there is no such list for this visitor.
    """
    found = str(snapshot.read_text(_LISTS, id=number))
    if found == "[]":
        raise NotFoundError(f"La liste {number} n’existe pas.")
    return found


def read_every_list(session: Session) -> str:
    """Every list, for the manager, as JSON."""
    return str(session.scalar(text(_LISTS), {"id": None}))


def add_repms(session: Session, entry: Mapping[str, Any], residences: Sequence[str]) -> int:
    """Add a list with its residences, signed by its author; return its number."""
    number = add_row(session, RepmsList, entry)
    session.execute(insert(RepmsResidence), [{"repms_list": number, "residence": code} for code in residences])
    sign_repms(session, number)
    return number


def sign_repms(session: Session, number: int) -> None:
    """Sign a list in the name of the visitor."""
    add_row(session, RepmsSignature, {"repms_list": number})
