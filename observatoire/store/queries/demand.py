"""The demand as anyone reads it: what the publication online wrote, status beside each number."""

from observatoire.store.queries.reading import Snapshot

_DEMAND = """
select coalesce(json_agg(row_to_json(line) order by line.commune, line.typologie = 'toutes' desc, line.typologie), '[]')::text
from (
  select d.code_insee, coalesce(t.nom, d.code_insee) as commune, d.typologie, d.millesime,
    d.demandes, d.demandes_status, d.pression, d.pression_status, d.attente_mois, d.attente_status
  from public_view.demand d
  left join public_view.territory t on t.level = 'commune' and t.code = d.code_insee
) line
"""


def read_public_demand(snapshot: Snapshot) -> str:
    """Applicants, pressure and waiting time by commune and type, as JSON."""
    return snapshot.wrap(f'"demand":{snapshot.read_text(_DEMAND)}')
