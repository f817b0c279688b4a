"""Evolution: each index against the reference of a base year that stays the same, beside its position.

Revision: 4d9a17c3e8b0, after e05b92d7c31a, 2026-11-28
"""

from alembic import op

revision = "4d9a17c3e8b0"
down_revision = "e05b92d7c31a"
branch_labels = None
depends_on = None

EDITIONS = ("source.draft", "partner.publication")
VALUES = ("source.draft_value", "partner.value")


def upgrade() -> None:
    """Add the columns, empty: earlier publications have no evolution."""
    for table in EDITIONS:
        op.execute(f"alter table {table} add column base integer")
    for table in VALUES:
        op.execute(f"alter table {table} add column fixed double precision")
    op.execute(
        "alter table partner.value add constraint ck_value_fixed_with_value check (value is not null or fixed is null)"
    )


def downgrade() -> None:
    """Drop the columns; the check goes with its own."""
    for table in VALUES:
        op.execute(f"alter table {table} drop column fixed")
    for table in EDITIONS:
        op.execute(f"alter table {table} drop column base")
