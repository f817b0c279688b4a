"""Rows by the million are written at once: checked against one number, without a log that nobody would replay.

Whether a row may be added to a publication is asked by the policy of its table, once a statement; a trigger kept a copy of
every row to ask it. The draft is emptied whole, and the keys of a large one are built after its rows: the manager's login may
define nothing, so two functions of the owner take them away and put them back. And the table of what anyone reads of a
residence refuses a fact that is not public.

Revision: 4b8f1c92e6a7, after 7d3e91b5a0c8, 2026-11-28
"""

from alembic import op

revision = "4b8f1c92e6a7"
down_revision = "7d3e91b5a0c8"
branch_labels = None
depends_on = None

NUMBERED = (
    *("publication_report", "territory", "respondents", "residence_profile", "value", "value_class", "component"),
    *("component_share", "own_count", "construction", "construction_class", "designation_effect"),
    *("designation_effect_rounded", "landlord_position", "typology"),
)
DRAFTS = (
    *("draft", "draft_territory", "draft_value", "draft_component", "draft_own_count", "draft_construction"),
    "draft_designation_effect",
)

# `xmin` is the transaction that wrote the row of the publication: only that one may write its contents.
REFUSE_ADDITION = """
create function partner.open_publications() returns integer[] language sql stable as $$
    select coalesce(array_agg(number), '{}') from partner.publication where xmin = pg_current_xact_id()::xid
$$;

create function partner.refuse_addition(refused integer) returns boolean language plpgsql as $$
begin
    if not exists (select from partner.publication where number = refused) then
        raise exception 'La publication % n’existe pas : rien ne s’y ajoute.', refused
            using errcode = 'foreign_key_violation';
    end if;
    raise exception 'La publication % est close : rien ne s’y ajoute.', refused
        using errcode = 'restrict_violation',
        hint = 'Une publication et son contenu s’écrivent dans une même transaction, sans point de reprise.';
end $$;

revoke all on function partner.open_publications(), partner.refuse_addition(integer) from public;
grant execute on function partner.open_publications(), partner.refuse_addition(integer) to observatoire_admin;
"""
# The policy of the manager, whom nothing else holds back; the other logins are granted no insertion at all.
CHECK = "publication = any ((select partner.open_publications())::integer[]) or partner.refuse_addition(publication)"

FORMER = """
create function partner.refuse_addition() returns trigger language plpgsql as $$
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
revoke all on function partner.refuse_addition() from public;
"""

DRAFT_KEYS = """
create function source.drop_draft_keys() returns void language sql security definer
set search_path = pg_catalog, pg_temp as $$
    alter table source.draft_territory drop constraint pk_draft_territory;
    alter table source.draft_value drop constraint pk_draft_value;
    alter table source.draft_component drop constraint pk_draft_component;
    alter table source.draft_own_count drop constraint pk_draft_own_count;
$$;

create function source.build_draft_keys() returns void language sql security definer
set search_path = pg_catalog, pg_temp as $$
    alter table source.draft_territory add constraint pk_draft_territory primary key (level, code);
    alter table source.draft_value add constraint pk_draft_value primary key (level, code, index);
    alter table source.draft_component add constraint pk_draft_component primary key (level, code, indicator);
    alter table source.draft_own_count add constraint pk_draft_own_count primary key (code, indicator);
$$;

revoke all on function source.drop_draft_keys(), source.build_draft_keys() from public;
grant execute on function source.drop_draft_keys(), source.build_draft_keys() to observatoire_admin;
"""

# A table made anew in the transaction of its rows has no log where the server keeps the least of it, and its rows are known
# as committed from the start. The key of residences stays: other tables refer to it.
MADE_ANEW = """
    cluster source.residence using pk_residence;
    alter table source.residence set without cluster;
    cluster source.parc using pk_parc;
    alter table source.parc drop constraint pk_parc;"""
KEYED_AFTERWARDS = """
    alter table source.parc add constraint pk_parc primary key (residence, millesime);"""


def residence_indexes(*, made_anew: str, keyed_afterwards: str) -> str:
    """The pair of functions of a first load, as they are from now on or as they were."""
    return f"""
create or replace function source.drop_residence_indexes() returns void language plpgsql security definer
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
    alter table source.parc drop constraint fk_parc_residence;{made_anew}
end $$;

create or replace function source.build_residence_indexes() returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    create index ix_residence_geom on source.residence using gist (geom);
    create index ix_residence_code_insee on source.residence (code_insee);
    alter table source.residence
        add constraint fk_residence_bailleur_siren foreign key (bailleur_siren) references source.bailleur (siren),
        add constraint fk_residence_code_insee foreign key (code_insee) references source.commune (code_insee),
        add constraint fk_residence_secteur foreign key (secteur) references source.secteur (code);{keyed_afterwards}
    alter table source.parc
        add constraint fk_parc_residence foreign key (residence) references source.residence (code);
end $$;
"""


# Within the transaction of the publication: the same plans for its first reader as for the next. Only the owner may.
STATISTICS = """
create function partner.refresh_statistics() returns void language sql security definer
set search_path = pg_catalog, pg_temp as $$
    analyze partner.publication_report, partner.territory, partner.respondents, partner.residence_profile, partner.value,
        partner.value_class, partner.component, partner.component_share, partner.designation_effect,
        partner.designation_effect_rounded, partner.own_count, partner.construction, partner.construction_class,
        public_view.territory, public_view.residence
$$;

revoke all on function partner.refresh_statistics() from public;
grant execute on function partner.refresh_statistics() to observatoire_admin;
"""
PUBLIC_FACTS = """
alter table public_view.residence add constraint ck_residence_public_facts
    check (facts - array['t1', 't2', 't3', 't4', 't5', 'dpe_abc', 'dpe_de', 'dpe_fg'] = '{}')
"""
UNSEARCHED = (
    ("partner.territory", ("facts",)),
    ("public_view.territory", ("facts", "indices", "shares")),
    ("public_view.residence", ("facts",)),
)
"""JSON that no query looks into: its statistics, which no plan uses, took a third of those of a publication."""


def upgrade() -> None:
    """Let the policies check, drop the triggers, let the manager empty the draft."""
    op.execute("drop function partner.refuse_addition() cascade")
    op.execute(REFUSE_ADDITION)
    for table in NUMBERED:
        op.execute(f"alter policy manager on partner.{table} with check ({CHECK})")
    op.execute(f"grant truncate on {', '.join(f'source.{each}' for each in DRAFTS)} to observatoire_admin")
    op.execute(DRAFT_KEYS)
    op.execute(residence_indexes(made_anew=MADE_ANEW, keyed_afterwards=KEYED_AFTERWARDS))
    op.execute(STATISTICS)
    op.execute(PUBLIC_FACTS)
    _set_statistics(0)


def downgrade() -> None:
    """The triggers again."""
    _set_statistics(-1)
    op.execute("alter table public_view.residence drop constraint ck_residence_public_facts")
    op.execute("drop function partner.refresh_statistics()")
    op.execute(residence_indexes(made_anew="", keyed_afterwards=""))
    op.execute("drop function source.build_draft_keys()")
    op.execute("drop function source.drop_draft_keys()")
    op.execute(f"revoke truncate on {', '.join(f'source.{each}' for each in DRAFTS)} from observatoire_admin")
    for table in NUMBERED:
        op.execute(f"alter policy manager on partner.{table} with check (true)")
    op.execute("drop function partner.refuse_addition(integer)")
    op.execute("drop function partner.open_publications()")
    op.execute(FORMER)
    for table in NUMBERED:
        op.execute(
            f"create trigger refuse_addition after insert on partner.{table} referencing new table as added "
            f"for each statement execute function partner.refuse_addition(); "
            f"alter table partner.{table} enable always trigger refuse_addition;"
        )


def _set_statistics(target: int) -> None:
    for table, columns in UNSEARCHED:
        for column in columns:
            op.execute(f"alter table {table} alter column {column} set statistics {target}")
