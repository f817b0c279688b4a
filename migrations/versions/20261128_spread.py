"""Who reads the spread of a commune: it follows each entry, so two readings tell where an attribution went.

Revision: 7c1f5b20d9e4, after 4d9a17c3e8b0, 2026-11-28
"""

from alembic import op

revision = "7c1f5b20d9e4"
down_revision = "4d9a17c3e8b0"
branch_labels = None
depends_on = None

PARTNERS = "(select partner.visitor_role()) in ('commune', 'bailleur', 'commission', 'reservataire', 'epci')"
EVERYWHERE = "(select partner.visitor_role()) in ('commission', 'reservataire', 'epci')"


def upgrade() -> None:
    """The whole territory for every partner; a commune for who reads all of its attributions anyway."""
    readers = f"""{EVERYWHERE}
        or perimetre = any ((select partner.visitor_communes())::text[])
        or (perimetre = 'ensemble' and {PARTNERS})"""
    op.execute(f"alter policy partner on partner.homogeneite using ({readers})")


def downgrade() -> None:
    """Every perimeter for every partner."""
    op.execute(f"alter policy partner on partner.homogeneite using ({PARTNERS})")
