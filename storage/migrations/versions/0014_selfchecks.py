"""Self-checks: what each member answers for themselves, sealed."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('selfcheck',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('answers', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_selfcheck_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_selfcheck'))
    )


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind = 'check_offered'")
    op.drop_table('selfcheck')
