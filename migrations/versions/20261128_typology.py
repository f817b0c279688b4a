"""Families of residences keep their centres from one publication to the next, and say which residence changed.

Revision: 72e5b0d94c1f, after 1d84c0f5e6a7, 2026-11-28
"""

from alembic import op

revision = "72e5b0d94c1f"
down_revision = "1d84c0f5e6a7"
branch_labels = None
depends_on = None

TABLE = """
alter table source.draft add column typology jsonb;
alter table source.draft_territory add column family_before integer;
alter table partner.residence_profile add column family_before integer;
create table partner.typology (
    publication integer not null,
    document jsonb not null,
    constraint pk_typology primary key (publication),
    constraint fk_typology_publication_publication foreign key (publication) references partner.publication (number)
);
create trigger refuse_change before update or delete or truncate on partner.typology
    for each statement execute function partner.refuse_change();
alter table partner.typology enable always trigger refuse_change;
create trigger refuse_addition after insert on partner.typology referencing new table as added
    for each statement execute function partner.refuse_addition();
alter table partner.typology enable always trigger refuse_addition;
grant select, insert on partner.typology to observatoire_admin;
grant select on partner.typology to observatoire_partner;
alter table partner.typology enable row level security, force row level security;
create policy partner on partner.typology for select to observatoire_partner
    using ((select partner.visitor_role()) = 'epci');
"""


def upgrade() -> None:
    """Add the table and the columns, empty: earlier publications did not keep their centres."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    op.execute(TABLE)
    op.execute(f"create policy manager on partner.typology to observatoire_admin, {owner} using (true)")


def downgrade() -> None:
    """Forget the centres."""
    op.execute("drop table partner.typology")
    op.execute("alter table partner.residence_profile drop column family_before")
    op.execute("alter table source.draft_territory drop column family_before")
    op.execute("alter table source.draft drop column typology")
