"""${message}.

Say here why, in one or two sentences. While it runs, and until the new code is deployed, the former code uses this
schema: add before you remove, and never rename in one step (see migrations/README.md).

Revision: ${up_revision}, after ${down_revision | comma,n}, ${create_date}
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Apply. A new table starts closed: grant each login what it needs, explicitly."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Go back."""
    ${downgrades if downgrades else "pass"}
