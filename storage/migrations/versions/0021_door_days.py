"""The day on which somebody first did something with a door, so that introductions can be counted for any year."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('door', schema=None) as batch_op:
        batch_op.add_column(sa.Column('answered_on', sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('door', schema=None) as batch_op:
        batch_op.drop_column('answered_on')
