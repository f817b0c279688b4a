"""What is said of a share that is withheld because nearly all, or nearly none, are in a situation: a bound.

Revision: 1d84c0f5e6a7, after c41f7a93d20e, 2026-11-28
"""

from alembic import op

revision = "1d84c0f5e6a7"
down_revision = "c41f7a93d20e"
branch_labels = None
depends_on = None

TABLES = ("source.draft_component", "partner.component", "partner.component_share")
CHECKED = ("component", "component_share")


def upgrade() -> None:
    """Add the column, empty: earlier publications said nothing."""
    for table in TABLES:
        op.execute(f"alter table {table} add column bound varchar")
    for table in CHECKED:
        op.execute(
            f"alter table partner.{table} add constraint ck_{table}_bound"
            " check (bound is null or (bound in ('au_plus_5', 'au_moins_95') and status = 'secret'))"
        )


def downgrade() -> None:
    """Drop the column; the checks go with it."""
    for table in TABLES:
        op.execute(f"alter table {table} drop column bound")
