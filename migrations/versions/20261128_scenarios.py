"""Recipes that planners try and propose: saved by name, adopted when two people have signed. Added to, never rewritten.

Nothing here is in force: an adopted scenario is what a new dated method file may be written from.

Revision: 7f41b9c0d2e5, after 5d20c7be9a14, 2026-11-28
"""

from alembic import op

revision = "7f41b9c0d2e5"
down_revision = "5d20c7be9a14"
branch_labels = None
depends_on = None

SIGNED = """
    account integer not null,
    organisation varchar not null,
    role varchar not null,
    created_at timestamptz not null default now()"""

TABLES = f"""
create table partner.scenario (
    id integer generated always as identity constraint pk_scenario primary key,
    nom varchar not null constraint ck_scenario_nom check (char_length(nom) between 1 and 80),
    essai varchar not null constraint ck_scenario_essai check (essai ~ '^[A-Za-z0-9:.,-]{{1,200}}$'),
    publication integer not null constraint fk_scenario_publication references partner.publication (number),{SIGNED}
);
create table partner.scenario_signature (
    id integer generated always as identity constraint pk_scenario_signature primary key,
    scenario integer not null constraint fk_scenario_signature_scenario references partner.scenario (id),{SIGNED},
    constraint uq_scenario_signature_scenario_account unique (scenario, account)
);
"""

GIVEN = {"scenario": "nom, essai", "scenario_signature": "scenario"}
TRIGGERS = {
    "scenario": (("a_date_entry", "date_entry"), ("c_sign_entry", "sign_entry")),
    "scenario_signature": (("c_sign_entry", "sign_entry"),),
}
ROLE = "(select partner.visitor_role())"
READS = f"{ROLE} in ('commune', 'bailleur', 'commission', 'reservataire', 'epci')"
ADDS = {"scenario": READS, "scenario_signature": f"{ROLE} in ('epci', 'commission')"}


def upgrade() -> None:
    """Create both tables; the database signs what is added and refuses any change."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    op.execute(TABLES)
    for table, columns in GIVEN.items():
        op.execute(f"grant select on partner.{table} to observatoire_partner, observatoire_admin")
        op.execute(f"grant insert ({columns}) on partner.{table} to observatoire_partner")
        for trigger, function in TRIGGERS[table]:
            op.execute(
                f"create trigger {trigger} before insert on partner.{table} "
                f"for each row execute function partner.{function}(); "
                f"alter table partner.{table} enable always trigger {trigger};"
            )
        op.execute(
            f"create trigger refuse_undoing before update or delete or truncate on partner.{table} "
            f"for each statement execute function partner.refuse_undoing(); "
            f"alter table partner.{table} enable always trigger refuse_undoing;"
        )
        op.execute(f"alter table partner.{table} enable row level security, force row level security")
        op.execute(f"create policy manager on partner.{table} to observatoire_admin, {owner} using (true)")
        op.execute(f"create policy partner on partner.{table} for select to observatoire_partner using ({READS})")
        op.execute(
            f"create policy partner_adds on partner.{table} for insert to observatoire_partner "
            f"with check ({ADDS[table]})"
        )


def downgrade() -> None:
    """Drop both, the signatures first."""
    for table in reversed(GIVEN):
        op.execute(f"drop table partner.{table}")
