# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What partners decided: states computed from dates and signatures, history, replies, protocol, REPMS.

Nothing expires by a clock: a decision says until when it holds, three years or the next OPS, whichever comes first, and
each reading compares it with the day.
"""

from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.sheets import refuse_unknown

TODAY = "(now() at time zone 'Europe/Paris')::date"

# In force: the intercommunalité and, with it, the landlord or the commune. The latest in force replaces the others.
QUALIFICATIONS = f"""
  select d.*,
    case
      when d.expires_on <= {TODAY} then 'expirée'
      when d.effective_at is null then 'proposée'
      when d.effective_at = max(d.effective_at) over (partition by d.residence) then 'en vigueur'
      else 'remplacée'
    end as state
  from (
    select q.*,
      case when s.epci_at is not null and s.local_at is not null then greatest(s.epci_at, s.local_at) end as effective_at,
      least((q.decided_on + interval '3 years')::date, n.next_ops) as expires_on,
      n.next_ops is not null and n.next_ops < (q.decided_on + interval '3 years')::date as by_ops,
      array_remove(array[
        case when s.epci_at is null then 'epci' end,
        case when s.local_at is null then 'local' end
      ], null) as pending
    from partner.qualification q
    join partner.publication e on e.number = q.publication
    left join lateral (
      select min(created_at) filter (where role = 'epci') as epci_at,
        min(created_at) filter (where role in ('commune', 'bailleur')) as local_at
      from partner.qualification_signature where qualification = q.id
    ) s on true
    left join lateral (
      select min((p.published_at at time zone 'Europe/Paris')::date) as next_ops
      from partner.publication p where p.ops > e.ops and p.published_at > q.created_at
    ) n on true
  ) d
"""

REPMS_IN_FORCE = f"""
  select l.*, (l.adopted_on + interval '3 years')::date as expires_on,
    l.signed and (l.adopted_on + interval '3 years')::date > {TODAY}
      and l.id = max(l.id) filter (where l.signed) over (partition by l.bailleur_siren) as in_force
  from (
    select l.*, (select count(*) = 2 from partner.repms_signature s where s.repms_list = l.id) as signed
    from partner.repms_list l
  ) l
"""

_OVERVIEW = f"""
select '"decisions":' || (
  select coalesce(json_agg(json_build_object(
      'residence', q.residence, 'avis', q.avis, 'state', q.state, 'decided_on', q.decided_on, 'expires_on', q.expires_on
    ) order by q.residence, q.id), '[]')::text
  from ({QUALIFICATIONS}) q where q.state in ('en vigueur', 'proposée')
) || ',"repms":' || (
  select coalesce(json_agg(distinct r.residence), '[]')::text
  from ({REPMS_IN_FORCE}) l join partner.repms_residence r on r.repms_list = l.id where l.in_force
)
"""

_HISTORY = f"""(
  select coalesce(json_agg(json_build_object(
      'id', q.id, 'avis', q.avis, 'state', q.state, 'motifs', q.motifs, 'precision', q.precision,
      'participants', q.participants, 'decided_on', q.decided_on, 'expires_on', q.expires_on, 'by_ops', q.by_ops,
      'publication', q.publication, 'organisation', q.organisation, 'created_at', {{instant}},
      'pending', q.pending,
      'signatures', (
        select coalesce(json_agg(json_build_object(
          'role', s.role, 'organisation', s.organisation, 'signed_on', (s.created_at at time zone 'Europe/Paris')::date
        ) order by s.id), '[]') from partner.qualification_signature s where s.qualification = q.id),
      'replies', (
        select coalesce(json_agg(json_build_object(
          'position', r.position, 'precision', r.precision, 'organisation', r.organisation,
          'replied_on', (r.created_at at time zone 'Europe/Paris')::date
        ) order by r.id), '[]') from partner.qualification_reply r where r.qualification = q.id)
    ) order by q.id desc), '[]')::text
  from ({QUALIFICATIONS}) q where q.residence = :code
)""".replace("{instant}", "to_char(q.created_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")

# The clock of a measured vacancy: from its opening to its close, or to this day.
_PROTOCOL = f"""(
  select coalesce(json_agg(json_build_object(
      'id', o.id, 'typologie', o.typologie, 'contingent', o.contingent, 'opened_on', o.done_on,
      'organisation', o.organisation,
      'steps', (
        select coalesce(json_agg(json_build_object(
          'etape', s.etape, 'done_on', s.done_on, 'precision', s.precision, 'organisation', s.organisation
        ) order by s.id), '[]') from partner.protocol_step s where s.dossier = o.id),
      'vacancy', case when c.started_on is not null then json_build_object(
        'started_on', c.started_on, 'ended_on', c.ended_on, 'days', coalesce(c.ended_on, {TODAY}) - c.started_on) end
    ) order by o.id desc), '[]')::text
  from partner.protocol_step o
  left join lateral (
    select v.done_on as started_on,
      (select min(f.done_on) from partner.protocol_step f
       where f.dossier = o.id and f.id > v.id and f.etape in ('fin_vacance', 'attribution')) as ended_on
    from partner.protocol_step v where v.dossier = o.id and v.etape = 'vacance' order by v.id desc limit 1
  ) c on true
  where o.residence = :code and o.dossier is null
)"""

_REPMS_OF = f"""(
  select coalesce(json_agg(json_build_object(
      'id', l.id, 'bailleur', l.bailleur, 'adopted_on', l.adopted_on, 'expires_on', l.expires_on, 'in_force', l.in_force
    ) order by l.id desc), '[]')::text
  from ({REPMS_IN_FORCE}) l join partner.repms_residence r on r.repms_list = l.id and r.residence = :code
)"""

OWN = """(t.code_insee = any (coalesce(partner.visitor_communes(), '{}'))
      or t.bailleur_siren = any (coalesce(partner.visitor_bailleurs(), '{}')))"""
RIGHTS = f"""json_build_object(
    'read', partner.visitor_role() in ('epci', 'commission', 'reservataire') or {OWN},
    'decide', partner.visitor_role() in ('epci', 'commission') or {OWN},
    'sign', partner.visitor_role() = 'epci' or {OWN},
    'reply', t.bailleur_siren = any (coalesce(partner.visitor_bailleurs(), '{{}}')),
    'role', partner.visitor_role())"""

_OF_RESIDENCE = f"""
select '"rights":' || ({RIGHTS})::text || ',"qualifications":' || {_HISTORY}
  || ',"protocol":' || {_PROTOCOL} || ',"repms":' || {_REPMS_OF}
from partner.territory t
where t.publication = :number and t.level = 'residence' and t.code = :code
"""


def read_decisions(snapshot: Snapshot) -> str:
    """Residences with a decision in force or proposed, and those of the REPMS lists in force."""
    return snapshot.wrap(str(snapshot.read_text(_OVERVIEW)))


def read_residence_decisions(snapshot: Snapshot, *, code: str) -> str:
    """Everything that partners decided of a residence, newest first, and what the visitor may add.

    Raises:
        NotFoundError: this publication has no such residence.
    """
    said = snapshot.read_text(_OF_RESIDENCE, code=code)
    if said is None:
        raise refuse_unknown(snapshot, level="residence", code=code)
    return snapshot.wrap(said)
