"""Scenarios as partners read and add them: who proposed, who signed, adopted or not."""

from sqlalchemy import select

from observatoire.errors import NotFoundError
from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.writing import Writing, add_row
from observatoire.store.tables.scenarios import Scenario, ScenarioSignature

# Two people, one of the intercommunalité among them; the second signature dates the adoption.
SIGNATURES = """
  select scenario, count(*) >= 2 and bool_or(role = 'epci') as adopted,
    (max(created_at) at time zone 'Europe/Paris')::date as last_on,
    json_agg(json_build_object(
      'organisation', organisation, 'signed_on', (created_at at time zone 'Europe/Paris')::date
    ) order by id) as signatures,
    bool_or(account = partner.visitor_account()) as mine
  from partner.scenario_signature group by scenario
"""

_SCENARIOS = f"""
select '"scenarios":' || coalesce(json_agg(json_build_object(
    'id', s.id, 'nom', s.nom, 'essai', s.essai, 'publication', s.publication, 'organisation', s.organisation,
    'proposed_on', (s.created_at at time zone 'Europe/Paris')::date,
    'state', case when g.adopted then 'adopté' else 'proposé' end,
    'adopted_on', case when g.adopted then g.last_on end,
    'signatures', coalesce(g.signatures, '[]'),
    'may_sign', partner.visitor_role() in ('epci', 'commission') and not coalesce(g.adopted or g.mine, false)
  ) order by s.id desc), '[]')::text
from partner.scenario s left join ({SIGNATURES}) g on g.scenario = s.id
"""  # noqa: S608 -- both are constants


def read_scenarios(snapshot: Snapshot) -> str:
    """Every scenario, the latest first."""
    return snapshot.wrap(str(snapshot.read_text(_SCENARIOS)))


def add_scenario(session: Writing, nom: str, essai: str) -> int:
    """Save a trial by name, in the name of the visitor; return its number."""
    return add_row(session, Scenario, {"nom": nom, "essai": essai})


def sign_scenario(session: Writing, number: int) -> None:
    """Sign a scenario, in the name of the visitor. Raises `NotFoundError` when there is none of this number."""
    if session.scalar(select(Scenario.id).where(Scenario.id == number)) is None:
        raise NotFoundError(f"Aucun scénario ne porte le numéro {number}.")
    add_row(session, ScenarioSignature, {"scenario": number})
