"""What no residence has is told once for the publication, and not again in a row of each residence.

Revision: 5b8e0d71c6a4, after e2c64f0b7d95, 2026-11-28
"""

from alembic import op

revision = "5b8e0d71c6a4"
down_revision = "e2c64f0b7d95"
branch_labels = None
depends_on = None

TABLES = ("source.draft", "partner.publication")


def upgrade() -> None:
    """Former publications tell every figure of every residence: nothing is left out of them."""
    for table in TABLES:
        op.execute(f"alter table {table} add column untold jsonb not null default '{{}}'")


def downgrade() -> None:
    """Drop the columns."""
    for table in TABLES:
        op.execute(f"alter table {table} drop column untold")
