"""What each source said when a difference was explained: a value that moves since opens the difference again.

Revision: 9c41e7a0d2b6, after 5b8e0d71c6a4, 2026-11-28
"""

from alembic import op

revision = "9c41e7a0d2b6"
down_revision = "5b8e0d71c6a4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep the values beside the names of the sources; nothing is known of those of before."""
    op.execute("alter table source.explication add column valeurs double precision[] not null default '{}'")


def downgrade() -> None:
    """Forget the values."""
    op.execute("alter table source.explication drop column valeurs")
