"""A level more: the residences of a secteur that have a secret, told together.

Revision: 5b93e7c1a2d4, after 7c1f5b20d9e4, 2026-11-28
"""

from alembic import op

revision = "5b93e7c1a2d4"
down_revision = "7c1f5b20d9e4"
branch_labels = None
depends_on = None

LEVELS = ("residence", "secteur", "commune", "epci", "qpv")


def upgrade() -> None:
    """Let the level in."""
    _allow(("regroupement", *LEVELS))


def downgrade() -> None:
    """Close it to new rows; what was published stays, for publications never change."""
    _allow(LEVELS, " not valid")


def _allow(levels: tuple[str, ...], unchecked: str = "") -> None:
    words = ", ".join(f"'{level}'" for level in levels)
    op.execute(
        "alter table partner.territory drop constraint ck_territory_level, "
        f"add constraint ck_territory_level check (level in ({words})){unchecked}"
    )
