"""Writing `public_view`: the public rows and columns of one publication, from its partner rows, and the counters."""

from typing import Any

from sqlalchemy import DateTime, Integer, String, Text, cast, column, delete, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session

from observatoire.access.audience import PUBLIC_LEVELS, STOCK_PREFIX
from observatoire.secrecy.disclosure import MIN_CONTRIBUTORS, keep_public_indices, keep_public_shares, read_recipes
from observatoire.store.queries.aggregates import read_published_indicators, read_published_indices
from observatoire.store.queries.certificates import find_certified_at
from observatoire.store.queries.public_demand import write_public_demand
from observatoire.store.tables.guichets import Guichet, PublicGuichet
from observatoire.store.tables.public import PublicDemand, PublicPublication, PublicResidence, PublicTerritory
from observatoire.store.tables.results import Publication, Territory
from observatoire.territories.fact_names import PARTNER_RESIDENCE_FACTS, keep_public_territory_facts

OUTLINE_LEVELS = (*PUBLIC_LEVELS, "qpv")
JUDGED_COLUMNS = ("facts", "indices", "shares")
"""Columns that are not copied but filtered, row by row, by the rules of disclosure."""


def rewrite_public_view(session: Session, number: int, *, public_indices: bool) -> None:
    """Replace what the public reads by the public part of a publication.

    Rows are deleted, not truncated: whoever reads meanwhile keeps the former publication whole.
    """
    for table in (PublicDemand, PublicGuichet, PublicResidence, PublicTerritory, PublicPublication):
        session.execute(delete(table))
    _write_publication(session, number)
    _write_territories(session, number, public_indices=public_indices)
    _write_residences(session, number)
    _write_guichets(session)
    write_public_demand(session, number)


def _write_publication(session: Session, number: int) -> None:
    names = [each.name for each in PublicPublication.__table__.columns if each.name != "certified_at"]
    rows = select(
        *(Publication.__table__.c[name] for name in names),
        literal(find_certified_at(session, number), DateTime(timezone=True)),
    ).where(Publication.number == number)
    session.execute(insert(PublicPublication).from_select([*names, "certified_at"], rows))


def _write_residences(session: Session, number: int) -> None:
    facts = Territory.facts
    # Twice as fast as what is public taken one by one; the table refuses any other fact.
    types = facts.op("-")(cast(PARTNER_RESIDENCE_FACTS, ARRAY(Text)))
    rows = select(
        Territory.code,
        Territory.nom,
        facts["bailleur"].astext,
        Territory.code_insee,
        facts["adresse"].astext,
        Territory.logements,
        facts["mise_en_service"].astext.cast(Integer),
        types,
        Territory.geom,
    ).where(Territory.publication == number, Territory.level == "residence")
    names = ["code", "nom", "bailleur", "code_insee", "adresse", "logements", "mise_en_service", "facts", "geom"]
    session.execute(insert(PublicResidence).from_select(names, rows))


def _write_guichets(session: Session) -> None:
    """Counters are no figures: those of today are shown, whatever the publication."""
    names = PublicGuichet.__table__.columns.keys()
    rows = select(*(Guichet.__table__.c[name] for name in names))
    session.execute(insert(PublicGuichet).from_select(names, rows))


def _write_territories(session: Session, number: int, *, public_indices: bool) -> None:
    names = ["level", "code", "nom", "code_insee", "logements", "geom"]
    judged = (
        func.jsonb_to_recordset(literal(_judge_territories(session, number, public_indices=public_indices), JSONB))
        .table_valued(
            column("level", String), column("code", String), *(column(each, JSONB) for each in JUDGED_COLUMNS)
        )
        .render_derived(name="judged", with_types=True)
    )
    rows = (
        select(*(Territory.__table__.c[name] for name in names), *(judged.c[each] for each in JUDGED_COLUMNS))
        .join(judged, (judged.c.level == Territory.level) & (judged.c.code == Territory.code))
        .where(Territory.publication == number)
    )
    session.execute(insert(PublicTerritory).from_select([*names, *JUDGED_COLUMNS], rows))


def _judge_territories(session: Session, number: int, *, public_indices: bool) -> list[dict[str, Any]]:
    indicators = read_published_indicators(session, number)
    indices = read_published_indices(session, number)
    recipes = read_recipes(session.scalars(select(Publication.method).where(Publication.number == number)).one())
    lines = []
    facts_of = select(Territory.level, Territory.code, Territory.facts).where(
        Territory.publication == number, Territory.level.in_(OUTLINE_LEVELS)
    )
    for level, code, facts in session.execute(facts_of):
        known = indicators.get((level, code), {})
        shown = indices.get((level, code), {})
        stock = [each.contributors for name, each in known.items() if name.startswith(STOCK_PREFIX)]
        with_movements = min(stock, default=0) >= MIN_CONTRIBUTORS
        lines.append(
            {
                "level": level,
                "code": code,
                "facts": keep_public_territory_facts(facts, with_movements=with_movements),
                "indices": keep_public_indices(shown, known, recipes) if public_indices else {},
                "shares": keep_public_shares(known) if public_indices else {},
            }
        )
    return lines
