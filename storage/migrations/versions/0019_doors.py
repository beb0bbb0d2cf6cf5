"""Doors of a pair: introductions, asking to be spoken up for, opportunities, pitfalls."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('door',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('answered_by_id', sa.String(), nullable=True),
    sa.Column('title', sa.LargeBinary(), nullable=False),
    sa.Column('about', sa.LargeBinary(), nullable=True),
    sa.Column('letter', sa.LargeBinary(), nullable=True),
    sa.Column('answer', sa.LargeBinary(), nullable=True),
    sa.Column('matters_on', sa.Date(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['answered_by_id'], ['member.id'], name=op.f('fk_door_answered_by_id')),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_door_author_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_door_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_door'))
    )
    with op.batch_alter_table('door', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_door_pair_id'), ['pair_id'], unique=False)



def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('door_opened', 'door_waits', 'door_answered')")
    with op.batch_alter_table('door', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_door_pair_id'))

    op.drop_table('door')
