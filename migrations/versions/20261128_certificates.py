"""Certificates of secrecy: appended, never changed, read by the EPCI; their date alone is public.

Revision: c7a91e04d5b3, after 8c2e5a917f36, 2026-11-28
"""

from alembic import op

revision = "c7a91e04d5b3"
down_revision = "8c2e5a917f36"
branch_labels = None
depends_on = None

TABLE = """
create table partner.certificate (
    id serial not null,
    publication integer not null,
    made_at timestamptz not null default now(),
    passed boolean not null,
    document jsonb not null,
    constraint pk_certificate primary key (id),
    constraint fk_certificate_publication foreign key (publication) references partner.publication (number)
);
create index ix_certificate_publication on partner.certificate (publication);
create trigger refuse_change before update or delete or truncate on partner.certificate
    for each statement execute function partner.refuse_change();
alter table partner.certificate enable always trigger refuse_change;
grant select, insert on partner.certificate to observatoire_admin;
grant usage on sequence partner.certificate_id_seq to observatoire_admin;
grant select on partner.certificate to observatoire_partner;
alter table public_view.publication add column certified_at timestamptz;
"""


def upgrade() -> None:
    """Create the table, closed to all but its readers."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    op.execute(TABLE)
    op.execute(
        "alter table partner.certificate enable row level security, force row level security;"
        f"create policy manager on partner.certificate to observatoire_admin, {owner} using (true);"
        "create policy partner on partner.certificate for select to observatoire_partner"
        " using ((select partner.visitor_role()) = 'epci')"
    )


def downgrade() -> None:
    """Forget the certificates."""
    op.execute("alter table public_view.publication drop column certified_at")
    op.execute("drop table partner.certificate")
