"""Effects of designations: computed with a publication for a closed list of household types, and as closed as it.

What enters moves the shares that are withheld as well: where an index of the residence carries no number, a trigger
refuses the effect, whatever computed it.

Revision: 5d2f7a60b1c8, after 4b8d6f20c7e1, 2026-11-28
"""

from alembic import op

revision = "5d2f7a60b1c8"
down_revision = "4b8d6f20c7e1"
branch_labels = None
depends_on = None

COLUMNS = """
    code varchar not null,
    menage varchar not null,
    code_insee varchar not null,
    bailleur_siren varchar not null,
    occupation double precision not null,
    occupation_classe varchar not null,
    fragilite double precision,
    fragilite_classe varchar,
    margin integer,
    components jsonb not null"""

TABLES = f"""
create table source.draft_designation_effect ({COLUMNS},
    constraint pk_draft_designation_effect primary key (code, menage)
);
create table partner.designation_effect (
    publication integer not null
        constraint fk_designation_effect_publication references partner.publication (number),{COLUMNS},
    constraint pk_designation_effect primary key (publication, code, menage),
    constraint ck_designation_effect_class_with_value
        check ((fragilite is not null) = (fragilite_classe is not null)),
    constraint ck_designation_effect_margin_with_value check (fragilite is not null or margin is null)
);
"""

GRANTS = """
grant select, insert, update, delete on source.draft_designation_effect to observatoire_admin;
grant select, insert on partner.designation_effect to observatoire_admin;
grant select on partner.designation_effect to observatoire_partner;
"""

REFUSE_WITHHELD = """
create function partner.refuse_secret_effect() returns trigger language plpgsql as $$
declare
    named varchar;
begin
    select min(added.code) into named
    from added
    left join partner.value occupation on occupation.publication = added.publication
        and occupation.level = 'residence' and occupation.code = added.code and occupation.index = 'occupation'
    left join partner.value fragilite on fragilite.publication = added.publication
        and fragilite.level = 'residence' and fragilite.code = added.code and fragilite.index = 'fragilite'
    where occupation.value is null or (fragilite.value is null and added.fragilite is not null);
    if named is not null then
        raise exception 'La résidence % ne montre pas son indice : aucun effet ne s’en publie.', named
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
revoke all on function partner.refuse_secret_effect() from public;
create trigger refuse_secret_effect after insert on partner.designation_effect referencing new table as added
    for each statement execute function partner.refuse_secret_effect();
alter table partner.designation_effect enable always trigger refuse_secret_effect;
"""

CLOSE = """
create trigger refuse_change before update or delete or truncate on partner.designation_effect
    for each statement execute function partner.refuse_change();
alter table partner.designation_effect enable always trigger refuse_change;
create trigger refuse_addition after insert on partner.designation_effect referencing new table as added
    for each statement execute function partner.refuse_addition();
alter table partner.designation_effect enable always trigger refuse_addition;
"""


def upgrade() -> None:
    """Create both tables, give each login its part, and close the published one."""
    for statements in (TABLES, GRANTS, REFUSE_WITHHELD, CLOSE):
        op.execute(statements)


def downgrade() -> None:
    """Drop both tables and what refuses."""
    op.execute("drop table partner.designation_effect; drop table source.draft_designation_effect;")
    op.execute("drop function partner.refuse_secret_effect();")
