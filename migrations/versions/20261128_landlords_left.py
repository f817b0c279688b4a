"""A landlord that has nothing left is told apart: what it sent stays, and nothing more is expected of it.

Both functions are made again: a landlord without residence in service was left out of every year, without a word. One that has
only residences sold or demolished, or that a receipt names and whose residences are another's now, has a row with nothing expected.

Revision: 3c7e5a1d9b40, after 4b8f1c92e6a7, 2026-11-28
"""

from alembic import op

revision = "3c7e5a1d9b40"
down_revision = "4b8f1c92e6a7"
branch_labels = None
depends_on = None

COLUMNS = """bailleur_siren varchar, bailleur varchar, expected bigint, source text, millesime integer,
    described bigint, received_at timestamptz"""

STOCK = """
    with stock as (
        select b.siren, b.nom, count(*) filter (where r.statut = 'active') as expected
        from source.bailleur b left join source.residence r on r.bailleur_siren = b.siren
        group by b.siren, b.nom
        having count(r.code) > 0
            or exists (select from source.receipt t where t.understood -> 'landlords' ? b.siren)
    ), sent as (
        select r.bailleur_siren, 'parc' as source, c.millesime, count(*) filter (where r.statut = 'active') as in_service,
            count(*) as described
        from source.parc c join source.residence r on r.code = c.residence
        group by r.bailleur_siren, c.millesime
        union all
        select r.bailleur_siren, 'occupation', c.millesime, count(*) filter (where r.statut = 'active'), count(*)
        from source.occupation c join source.residence r on r.code = c.residence
        group by r.bailleur_siren, c.millesime
    )
"""
STOCK_BEFORE = """
    with stock as (
        select b.siren, b.nom, count(*) filter (where r.statut = 'active') as expected
        from source.bailleur b join source.residence r on r.bailleur_siren = b.siren
        group by b.siren, b.nom
    ), sent as (
        select r.bailleur_siren, 'parc' as source, c.millesime, count(*) filter (where r.statut = 'active') as described
        from source.parc c join source.residence r on r.code = c.residence
        group by r.bailleur_siren, c.millesime
        union all
        select r.bailleur_siren, 'occupation', c.millesime, count(*) filter (where r.statut = 'active')
        from source.occupation c join source.residence r on r.code = c.residence
        group by r.bailleur_siren, c.millesime
    )
"""
# Of who has nothing left, what was described when it had: the calendar of that year stays what it was.
DESCRIBED = "case stock.expected when 0 then sent.described else sent.in_service end"
TOLD_BEFORE = "stock.expected > 0 or sent.described > 0"


def _create(stock: str, described: str, told: str) -> str:
    return f"""
create or replace function source.list_transmissions() returns table ({COLUMNS})
    language sql stable set search_path = pg_catalog, pg_temp as $$
    {stock}
    select stock.siren, stock.nom, stock.expected, sent.source, sent.millesime, coalesce({described}, 0), (
        select max(t.loaded_at) from source.receipt t
        where t.millesime = sent.millesime and t.understood -> 'landlords' ? stock.siren
            and t.kind = any (case sent.source when 'parc' then array['parc', 'rpls-bailleur']
                else array['occupation', 'ops'] end)
    )
    from stock left join sent on sent.bailleur_siren = stock.siren
    where {told}
    order by stock.nom, stock.siren, sent.millesime, sent.source
    $$;
"""


def upgrade() -> None:
    """Say what a landlord without residence in service has sent, and that nothing is expected."""
    op.execute(_create(STOCK, DESCRIBED, "true"))


def downgrade() -> None:
    """Leave such landlords out again."""
    op.execute(_create(STOCK_BEFORE, "sent.described", TOLD_BEFORE))
