"""How solid each figure is: intervals, probabilities, stability to the recipe, margin, family, evolution.

A number that cannot say how solid it is does not leave the store. Like the value itself, all this is empty wherever the
status carries no number.

Revision: 9e3a51d7c804, after c41b7e90d3a2, 2026-11-22
"""

from alembic import op

revision = "9e3a51d7c804"
down_revision = "c41b7e90d3a2"
branch_labels = None
depends_on = None

EDITION = {"analysis": "jsonb not null default '{}'"}
TERRITORY = {"margin": "integer", "departures": "integer", "family": "integer"}
VALUE = {
    "smoothed": "double precision",
    "interval_low": "double precision",
    "interval_high": "double precision",
    "p_fragile": "double precision",
    "solidite": "varchar",
    "signal_solidite": "varchar",
    "stability": "double precision",
    "recipes": "integer",
    "rank_low": "integer",
    "rank_high": "integer",
    "other_class": "varchar",
    "flip": "double precision",
    "evolution": "double precision",
    "change": "varchar",
}
COMPONENT = {
    "smoothed": "double precision",
    "low": "double precision",
    "high": "double precision",
    "unit_points": "double precision",
}
ADDED = {
    "source.draft": EDITION,
    "partner.publication": EDITION,
    "source.draft_territory": TERRITORY,
    "partner.territory": TERRITORY,
    "source.draft_value": VALUE,
    "partner.value": VALUE,
    "source.draft_component": COMPONENT,
    "partner.component": COMPONENT,
}

CHECKS = """
alter table partner.value add constraint ck_value_nothing_without_value check (
    value is not null
    or coalesce(smoothed, interval_low, interval_high, p_fragile, stability, flip, evolution) is null
    and coalesce(recipes, rank_low, rank_high) is null and coalesce(solidite, signal_solidite, other_class, change) is null
);
alter table partner.value add constraint ck_value_solidite
    check (solidite in ('avéré', 'à confirmer', 'non conclusif'));
alter table partner.value add constraint ck_value_signal_solidite
    check (signal_solidite in ('avéré', 'à confirmer', 'non conclusif'));
alter table partner.value add constraint ck_value_change check (change in ('hausse avérée', 'baisse avérée', 'non conclusif'));
alter table partner.component add constraint ck_component_nothing_without_rate
    check (rate is not null or coalesce(smoothed, low, high, unit_points) is null);
"""


def upgrade() -> None:
    """Add the columns, empty, and what must hold between them."""
    for table, columns in ADDED.items():
        for name, kind in columns.items():
            op.execute(f"alter table {table} add column {name} {kind}")
    op.execute(CHECKS)


def downgrade() -> None:
    """Drop the columns; the checks go with them."""
    for table, columns in ADDED.items():
        for name in columns:
            op.execute(f"alter table {table} drop column {name}")
