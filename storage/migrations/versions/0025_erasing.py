"""Since when somebody has left, whose data is erased, and which workspace no longer wants Rapport."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('left_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('erased_at', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('was', sa.LargeBinary(), nullable=True))
    with op.batch_alter_table('installation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed_at', sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind = 'data_file'")
    op.execute("DELETE FROM setting WHERE name = 'kept_days'")
    with op.batch_alter_table('installation', schema=None) as batch_op:
        batch_op.drop_column('removed_at')
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_column('was')
        batch_op.drop_column('erased_at')
        batch_op.drop_column('left_at')
