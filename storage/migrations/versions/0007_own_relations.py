"""Relations that people have named themselves, beside those of the roster."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('relation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_own', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.execute("DELETE FROM relation WHERE is_own")
    with op.batch_alter_table('relation', schema=None) as batch_op:
        batch_op.drop_column('is_own')
