"""Who has sent what: counted from the sources each time it is asked, and told to each visitor of its own stock.

The partner login cannot read the sources. A function of the owner counts for it, and looks the visitor up first.

Revision: 6a2f90c4b8e3, after 6e1b40d7a9c2, 2026-11-28
"""

from alembic import op

revision = "6a2f90c4b8e3"
down_revision = "6e1b40d7a9c2"
branch_labels = None
depends_on = None

COLUMNS = """bailleur_siren varchar, bailleur varchar, expected bigint, source text, millesime integer,
    described bigint, received_at timestamptz"""

# A landlord that has sent nothing has one row, without a source.
FUNCTIONS = f"""
create function source.list_transmissions() returns table ({COLUMNS})
    language sql stable set search_path = pg_catalog, pg_temp as $$
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
    select stock.siren, stock.nom, stock.expected, sent.source, sent.millesime, coalesce(sent.described, 0), (
        select max(t.loaded_at) from source.receipt t
        where t.millesime = sent.millesime and t.understood -> 'landlords' ? stock.siren
            and t.kind = any (case sent.source when 'parc' then array['parc', 'rpls-bailleur']
                else array['occupation', 'ops'] end)
    )
    from stock left join sent on sent.bailleur_siren = stock.siren
    where stock.expected > 0 or sent.described > 0
    order by stock.nom, stock.siren, sent.millesime, sent.source
    $$;
revoke all on function source.list_transmissions() from public;
grant execute on function source.list_transmissions() to observatoire_admin;
create function partner.list_transmissions() returns table ({COLUMNS})
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select * from source.list_transmissions() t
    where partner.visitor_role() = 'epci' or t.bailleur_siren = any (partner.visitor_bailleurs())
    $$;
revoke all on function partner.list_transmissions() from public;
grant execute on function partner.list_transmissions() to observatoire_partner;
"""


def upgrade() -> None:
    """Create the two functions."""
    op.execute(FUNCTIONS)


def downgrade() -> None:
    """Drop them: nothing is kept of it."""
    op.execute("drop function partner.list_transmissions(); drop function source.list_transmissions()")
