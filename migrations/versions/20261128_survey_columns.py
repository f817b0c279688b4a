"""How the columns of each landlord's survey files are understood, once somebody has confirmed it.

Revision: 81c4f2e6d0b3, after 5e2b7d90a4c1, 2026-11-28
"""

from alembic import op

revision = "81c4f2e6d0b3"
down_revision = "5e2b7d90a4c1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.execute("""
create table source.correspondance (
    bailleur_siren varchar not null,
    niveau varchar not null,
    colonnes jsonb not null,
    confirme_le timestamptz not null default now(),
    constraint pk_correspondance primary key (bailleur_siren, niveau),
    constraint ck_correspondance_niveau check (niveau in ('logement', 'residence'))
);
grant select, insert, update, delete on source.correspondance to observatoire_admin;
""")


def downgrade() -> None:
    """Drop it."""
    op.execute("drop table source.correspondance")
