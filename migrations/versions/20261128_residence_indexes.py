"""The first load of a large file builds the indexes of residences once, after their rows.

The manager's login may define nothing: two functions of the owner take these indexes and foreign keys away and put
them back, and only while there is no residence at all. Both happen in the transaction of the load.

Revision: a94d20c7e1f5, after 6a2f90c4b8e3, 2026-11-28
"""

from alembic import op

revision = "a94d20c7e1f5"
down_revision = "6a2f90c4b8e3"
branch_labels = None
depends_on = None

FUNCTIONS = """
create function source.drop_residence_indexes() returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    lock table source.residence, source.parc in access exclusive mode;
    if exists (select from source.residence) then
        raise exception 'Des résidences sont déjà enregistrées.';
    end if;
    drop index source.ix_residence_geom, source.ix_residence_code_insee;
    alter table source.residence
        drop constraint fk_residence_bailleur_siren,
        drop constraint fk_residence_code_insee,
        drop constraint fk_residence_secteur;
    alter table source.parc drop constraint fk_parc_residence;
end $$;

create function source.build_residence_indexes() returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    create index ix_residence_geom on source.residence using gist (geom);
    create index ix_residence_code_insee on source.residence (code_insee);
    alter table source.residence
        add constraint fk_residence_bailleur_siren foreign key (bailleur_siren) references source.bailleur (siren),
        add constraint fk_residence_code_insee foreign key (code_insee) references source.commune (code_insee),
        add constraint fk_residence_secteur foreign key (secteur) references source.secteur (code);
    alter table source.parc
        add constraint fk_parc_residence foreign key (residence) references source.residence (code);
end $$;

revoke all on function source.drop_residence_indexes(), source.build_residence_indexes() from public;
grant execute on function source.drop_residence_indexes(), source.build_residence_indexes() to observatoire_admin;
"""


def upgrade() -> None:
    """Create the two functions."""
    op.execute(FUNCTIONS)


def downgrade() -> None:
    """Drop them."""
    op.execute("drop function source.build_residence_indexes()")
    op.execute("drop function source.drop_residence_indexes()")
