"""Reports of whole programmes, kept as they were first made."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('report',
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('team_id', 'period', name=op.f('pk_report'))
    )


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind = 'report_post'")
    op.drop_table('report')
