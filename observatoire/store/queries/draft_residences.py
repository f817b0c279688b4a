"""The residences of a draft, named, described and drawn inside the database, where all that is known of them already is.

Of a country, names, addresses, facts and outlines are nine tenths of the draft: only what was computed travels.
"""

import pandas as pd
from sqlalchemy import Column, Integer, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from observatoire.store.copying import copy_frame
from observatoire.territories.fact_names import ENERGIES, FINANCEMENTS, LINEAGE, TYPES
from observatoire.territories.reference import WHOLE_CODE

_COMPUTED = Table(
    "computed_residence",
    MetaData(),
    Column("code", Text),
    *(Column(name, Integer) for name in ("logements", "repondants", "margin", "departures", "family", "family_before")),
    Column("code_qp", Text),
    Column("loyer_m2", Text),
    Column(LINEAGE, JSONB(none_as_null=True)),
    prefixes=["temporary"],
    postgresql_on_commit="DROP",
)
COMPUTED_COLUMNS = tuple(each.name for each in _COMPUTED.columns)

_PROFILE = "logements, repondants, margin, departures, family, family_before"
# A row made JSON is twice as fast as its keys and values named one by one.
_ADD_RESIDENCES = text(f"""
insert into source.draft_territory
    (level, code, nom, code_insee, secteur, epci, code_qp, bailleur_siren, {_PROFILE}, facts, geom)
select 'residence', r.code, r.nom, r.code_insee, r.secteur, coalesce(c.epci_siren, '{WHOLE_CODE}'), d.code_qp, r.bailleur_siren,
    {", ".join(f"d.{name}" for name in _PROFILE.split(", "))}, jsonb_strip_nulls(to_jsonb(f))
    || case when d.{LINEAGE} is null then '{{}}' else jsonb_build_object('{LINEAGE}', d.{LINEAGE}) end, r.geom
from computed_residence d
join source.residence r on r.code = d.code
join source.commune c on c.code_insee = r.code_insee
join source.bailleur b on b.siren = r.bailleur_siren
left join source.parc p on p.residence = r.code and p.millesime = :rpls
cross join lateral (select b.nom as bailleur, r.adresse, r.mise_en_service, r.rehabilitation, r.statut,
    {", ".join(f"p.{name}" for name in (*TYPES, *FINANCEMENTS, *ENERGIES))}, d.loyer_m2::numeric) f
order by r.code
""")  # noqa: S608 -- every piece of SQL here is a constant


def add_residences(session: Session, computed: pd.DataFrame, *, rpls: int) -> None:
    """Add residences to the draft.

    Args:
        session: the unit of work.
        computed: `code`, and those of `COMPUTED_COLUMNS` that are known; JSON as its text.
        rpls: millésime of the stock that describes them.
    """
    _COMPUTED.create(session.connection())
    copy_frame(session, _COMPUTED, computed)
    session.execute(_ADD_RESIDENCES, {"rpls": rpls})
    _COMPUTED.drop(session.connection())
