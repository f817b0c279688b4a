"""Where one applies for a dwelling: declared by the EPCI, shown on the public page.

Revision: 3b0f6d2c91aa, after 5d2f7a60b1c8, 2026-11-28
"""

from alembic import op

revision = "3b0f6d2c91aa"
down_revision = "5d2f7a60b1c8"
branch_labels = None
depends_on = None

COLUMNS = """
    code_insee varchar not null,
    nom varchar not null,
    adresse varchar not null,
    telephone varchar,
    horaires varchar,
    constraint pk_guichet primary key (code_insee, nom)
"""

GRANTS = """
grant select, insert, update, delete on source.guichet to observatoire_admin;
grant select, insert, delete on public_view.guichet to observatoire_admin;
grant select on public_view.guichet to observatoire_public;
"""


def upgrade() -> None:
    """Create both tables, and let each login do what its work needs."""
    for schema in ("source", "public_view"):
        op.execute(f"create table {schema}.guichet ({COLUMNS})")
    op.execute(GRANTS)


def downgrade() -> None:
    """Drop them."""
    for schema in ("public_view", "source"):
        op.execute(f"drop table {schema}.guichet")
