"""The same indices under other constructions, for who reads the counts; their classes alone, for who reads rounded shares.

Revision: e05b92d7c31a, after 7c3e95a1d24f, 2026-11-28
"""

from alembic import op

revision = "e05b92d7c31a"
down_revision = "7c3e95a1d24f"
branch_labels = None
depends_on = None

WAYS = (
    "'rapport_des_sommes', 'moyenne_geometrique', 'ampi', 'plafond', 'parts_lissees', 'autre_reference',"
    " 'sans_la_residence'"
)
KEYS = """
    code varchar not null,
    index varchar not null,
    construction varchar not null,
    classe varchar not null"""
FIGURES = """,
    value double precision not null,
    contributions jsonb not null"""
SUBJECT = """
    publication integer not null
        constraint fk_{table}_publication references partner.publication (number),
    code_insee varchar not null,
    bailleur_siren varchar not null,"""
CHECKS = """,
    constraint pk_{table} primary key (publication, code, index, construction),
    constraint ck_{table}_construction check (construction in ({ways})))"""
DRAFT = f"""
create table source.draft_construction ({KEYS}{FIGURES},
    constraint pk_draft_construction primary key (code, index, construction)
)"""
WHOLE = f"""
create table partner.construction (
    {SUBJECT.format(table="construction")}{KEYS}{FIGURES}{CHECKS.format(table="construction", ways=WAYS)}
"""
CLASSES = f"""
create table partner.construction_class (
    {SUBJECT.format(table="construction_class")}{KEYS}{CHECKS.format(table="construction_class", ways=WAYS)}
"""
TABLES = (DRAFT, WHOLE, CLASSES)
EVERY_RESIDENCE = "(select partner.visitor_role()) in ('commission', 'reservataire', 'epci')"
OWN = (
    "code_insee = any ((select partner.visitor_communes())::text[])"
    " or bailleur_siren = any ((select partner.visitor_bailleurs())::text[])"
)
# The exact occupation of a residence under seven constructions would give its counts: they follow those who read them.
READERS = {
    "construction": f"case when index = 'attractivite' then {EVERY_RESIDENCE} or {OWN}"
    f" else (select partner.visitor_role()) = 'epci' or {OWN} end",
    "construction_class": "index <> 'attractivite' and (select partner.visitor_role()) in ('commission', 'reservataire')",
}


def upgrade() -> None:
    """Create the tables, give each login its part, close the published ones and open them to their readers."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    for statement in TABLES:
        op.execute(statement)
    op.execute("grant select, insert, update, delete on source.draft_construction to observatoire_admin")
    for table, readers in READERS.items():
        op.execute(
            f"create trigger refuse_change before update or delete or truncate on partner.{table} "
            "for each statement execute function partner.refuse_change(); "
            f"alter table partner.{table} enable always trigger refuse_change; "
            f"create trigger refuse_addition after insert on partner.{table} referencing new table as added "
            "for each statement execute function partner.refuse_addition(); "
            f"alter table partner.{table} enable always trigger refuse_addition; "
            f"grant select, insert on partner.{table} to observatoire_admin; "
            f"grant select on partner.{table} to observatoire_partner; "
            f"alter table partner.{table} enable row level security, force row level security; "
            f"create policy manager on partner.{table} to observatoire_admin, {owner} using (true); "
            f"create policy partner on partner.{table} for select to observatoire_partner using ({readers})"
        )


def downgrade() -> None:
    """Drop the three tables."""
    op.execute(
        "drop table partner.construction_class; drop table partner.construction; drop table source.draft_construction"
    )
