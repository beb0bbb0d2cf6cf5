"""Newcomers, and whose working days people keep who chose none; of each goal, what is most likely to get in the way."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('newcomer',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('joined_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_newcomer_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_newcomer'))
    )
    with op.batch_alter_table('newcomer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_newcomer_team_id'), ['team_id'], unique=False)

    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.add_column(sa.Column('obstacle', sa.LargeBinary(), nullable=True))

    with op.batch_alter_table('installation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('roster_at', sa.BigInteger(), nullable=True))

    op.execute("UPDATE preference SET weekdays = '' WHERE weekdays = '12345'")


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('welcome', 'help_offered', 'help_wished')")
    op.execute("UPDATE preference SET weekdays = '12345' WHERE weekdays = ''")
    with op.batch_alter_table('installation', schema=None) as batch_op:
        batch_op.drop_column('roster_at')

    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.drop_column('obstacle')

    with op.batch_alter_table('newcomer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_newcomer_team_id'))

    op.drop_table('newcomer')
