"""A residence whose occupation is secret is not named for the first-quartile households that it took in.

Revision: e2c64f0b7d95, after 5b93e7c1a2d4, 2026-11-28
"""

from alembic import op

revision = "e2c64f0b7d95"
down_revision = "5b93e7c1a2d4"
branch_labels = None
depends_on = None

PERIMETER = """((select partner.visitor_role()) in ('commission', 'reservataire', 'epci')
    or code_insee = any ((select partner.visitor_communes())::text[])
    or bailleur_siren = any ((select partner.visitor_bailleurs())::text[]))"""
# Who may read the row may read this status: the policy of the indices opens it to the same.
TOLD = """ and not exists (
        select from partner.value v
        where v.publication = (select number from partner.publication_online order by id desc limit 1)
            and v.level = 'residence' and v.code = residence and v.index = 'occupation' and v.status = 'secret')"""


def upgrade() -> None:
    """Close what was kept before the residence became secret, too."""
    op.execute(f"alter policy partner on partner.homogeneite_residence using ({PERIMETER}{TOLD})")


def downgrade() -> None:
    """Open it again to the perimeter."""
    op.execute(f"alter policy partner on partner.homogeneite_residence using ({PERIMETER})")
