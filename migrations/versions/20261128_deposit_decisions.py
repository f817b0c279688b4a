"""What a person decides about a deposit: landlord and columns of a survey, residences of a declaration.

Revision: 91d4c7be20f5, after a94d20c7e1f5, 2026-11-28
"""

from alembic import op

revision = "91d4c7be20f5"
down_revision = "a94d20c7e1f5"
branch_labels = None
depends_on = None

TABLES = """
alter table partner.deposit
    add column options jsonb not null default '{}',
    add column proposes varchar,
    add constraint ck_deposit_proposes check (proposes in ('colonnes', 'residences'));
create table partner.deposit_proposal (
    deposit uuid not null,
    bailleur_siren varchar,
    content jsonb not null,
    constraint pk_deposit_proposal primary key (deposit),
    constraint fk_deposit_proposal_deposit foreign key (deposit) references partner.deposit (id)
);
grant select on partner.deposit_proposal to observatoire_partner;
grant select, insert, update, delete on partner.deposit_proposal to observatoire_admin;
alter table partner.deposit_proposal enable row level security, force row level security;
create policy partner on partner.deposit_proposal for select to observatoire_partner using (
    (select partner.visitor_role()) = 'epci'
    or bailleur_siren = any ((select partner.visitor_bailleurs())::text[])
);
"""


def upgrade() -> None:
    """Add what is decided to the deposits, and what is proposed beside them."""
    op.execute(TABLES)
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    op.execute(f"create policy manager on partner.deposit_proposal to observatoire_admin, {owner} using (true)")


def downgrade() -> None:
    """Forget both."""
    op.execute(
        "drop table partner.deposit_proposal; alter table partner.deposit drop column options, drop column proposes"
    )
