"""Whether a residence was rehabilitated, as its landlord declares: a year, that it never was, or nothing said.

Revision: 7c3e95a1d24f, after 72e5b0d94c1f, 2026-11-28
"""

from alembic import op

revision = "7c3e95a1d24f"
down_revision = "72e5b0d94c1f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: nobody has said anything yet."""
    op.execute("alter table source.residence add column rehabilitation varchar")
    op.execute(
        r"alter table source.residence add constraint ck_residence_rehabilitation "
        r"check (rehabilitation ~ '^([12]\d{3}|aucune)$')"
    )


def downgrade() -> None:
    """Drop the column; the check goes with it."""
    op.execute("alter table source.residence drop column rehabilitation")
