"""Rows of a publication by the million: looked up once a statement, and indexed once they are all there.

A foreign key looks the publication up for each row; the trigger that closes publications now does it once a statement.
And the first publication of a large stock builds its indexes after its rows: the manager's login may define nothing, so
two functions of the owner take these indexes away and put them back, only while nothing was ever published.

Revision: 7d3e91b5a0c8, after 9c41e7a0d2b6, 2026-11-28
"""

from alembic import op

revision = "7d3e91b5a0c8"
down_revision = "9c41e7a0d2b6"
branch_labels = None
depends_on = None

TABLES = (
    *("territory", "value", "component", "respondents", "residence_profile", "value_class", "component_share"),
    "own_count",
)

REFUSE_ADDITION = """
create or replace function partner.refuse_addition() returns trigger language plpgsql as $$
declare
    absent integer;
    closed integer;
begin
    select min(numbers.publication) filter (where publication.number is null),
        min(publication.number) filter (where publication.xmin <> pg_current_xact_id()::xid)
    into absent, closed
    from (select distinct publication from added) as numbers
    left join partner.publication on publication.number = numbers.publication;
    if absent is not null then
        raise exception 'La publication % n’existe pas : rien ne s’y ajoute.', absent
            using errcode = 'foreign_key_violation';
    end if;
    if closed is not null then
        raise exception 'La publication % est close : rien ne s’y ajoute.', closed
            using errcode = 'restrict_violation',
            hint = 'Une publication et son contenu s’écrivent dans une même transaction, sans point de reprise.';
    end if;
    return null;
end $$;
"""
FORMER = """
create or replace function partner.refuse_addition() returns trigger language plpgsql as $$
declare
    closed integer;
begin
    select min(publication.number) into closed
    from (select distinct publication from added) as numbers
    join partner.publication on publication.number = numbers.publication
    where publication.xmin <> pg_current_xact_id()::xid;
    if closed is not null then
        raise exception 'La publication % est close : rien ne s’y ajoute.', closed
            using errcode = 'restrict_violation',
            hint = 'Une publication et son contenu s’écrivent dans une même transaction, sans point de reprise.';
    end if;
    return null;
end $$;
"""

# Tables made anew within the transaction need no log where the server keeps the least of it: hence the two turns.
FUNCTIONS = """
create function partner.drop_publication_indexes() returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    lock table partner.publication, partner.territory, partner.component, partner.residence_profile,
        public_view.residence in access exclusive mode;
    if exists (select from partner.publication) or exists (select from public_view.residence) then
        raise exception 'Une publication existe déjà.';
    end if;
    drop index partner.ix_territory_geom, public_view.ix_public_residence_geom;
    alter table partner.territory drop constraint pk_territory;
    alter table partner.component drop constraint pk_component;
    alter table partner.residence_profile drop constraint pk_residence_profile;
    alter table public_view.residence drop constraint pk_residence;
    alter table partner.territory set unlogged;
    alter table partner.component set unlogged;
    alter table partner.residence_profile set unlogged;
    alter table public_view.residence set unlogged;
    alter table partner.territory set logged;
    alter table partner.component set logged;
    alter table partner.residence_profile set logged;
    alter table public_view.residence set logged;
end $$;

create function partner.build_publication_indexes() returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    alter table partner.territory add constraint pk_territory primary key (publication, level, code);
    alter table partner.component add constraint pk_component primary key (publication, level, code, indicator);
    alter table partner.residence_profile add constraint pk_residence_profile primary key (publication, code);
    alter table public_view.residence add constraint pk_residence primary key (code);
    create index ix_territory_geom on partner.territory using gist (geom);
    create index ix_public_residence_geom on public_view.residence using gist (geom);
end $$;

revoke all on function partner.drop_publication_indexes(), partner.build_publication_indexes() from public;
grant execute on function partner.drop_publication_indexes(), partner.build_publication_indexes() to observatoire_admin;
"""


def upgrade() -> None:
    """Let the trigger say what the keys said, drop them, create the two functions."""
    op.execute(REFUSE_ADDITION)
    for table in TABLES:
        op.execute(f"alter table partner.{table} drop constraint fk_{table}_publication")
    op.execute(FUNCTIONS)


def downgrade() -> None:
    """The keys again, and the trigger as it was."""
    op.execute("drop function partner.build_publication_indexes()")
    op.execute("drop function partner.drop_publication_indexes()")
    for table in TABLES:
        op.execute(
            f"alter table partner.{table} add constraint fk_{table}_publication "
            "foreign key (publication) references partner.publication (number)"
        )
    op.execute(FORMER)
