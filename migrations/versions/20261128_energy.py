"""Energy labels of the stock: dwellings by group of letters, for whoever knows them.

Revision: c41f7a93d20e, after 91d4c7be20f5, 2026-11-28
"""

from alembic import op

revision = "c41f7a93d20e"
down_revision = "91d4c7be20f5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the three counts."""
    op.execute(
        "alter table source.parc add column dpe_abc integer, add column dpe_de integer, add column dpe_fg integer"
    )


def downgrade() -> None:
    """Drop them."""
    op.execute("alter table source.parc drop column dpe_abc, drop column dpe_de, drop column dpe_fg")
