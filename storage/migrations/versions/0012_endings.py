"""Endings: the note by which a pair ends, what the two hand over, what one keeps for themselves, and long quiets."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('ending',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('letter', sa.LargeBinary(), nullable=False),
    sa.Column('is_at_once', sa.Boolean(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('ends_at', sa.BigInteger(), nullable=False),
    sa.Column('tells_at', sa.BigInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_ending_author_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_ending_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ending')),
    sa.UniqueConstraint('pair_id', 'author_id', name=op.f('uq_ending_pair_id_author_id'))
    )
    with op.batch_alter_table('ending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ending_ends_at'), ['ends_at'], unique=False)

    op.create_table('handover',
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('letters', sa.LargeBinary(), nullable=True),
    sa.Column('may_say', sa.LargeBinary(), nullable=True),
    sa.Column('touch', sa.LargeBinary(), nullable=True),
    sa.Column('mentor_thanks', sa.LargeBinary(), nullable=True),
    sa.Column('mentee_thanks', sa.LargeBinary(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_handover_pair_id')),
    sa.PrimaryKeyConstraint('pair_id', name=op.f('pk_handover'))
    )
    op.create_table('lull',
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('asked_since', sa.Date(), nullable=True),
    sa.Column('quiet_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_lull_pair_id')),
    sa.PrimaryKeyConstraint('pair_id', name=op.f('pk_lull'))
    )
    op.create_table('reflection',
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_reflection_member_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_reflection_pair_id')),
    sa.PrimaryKeyConstraint('pair_id', 'member_id', name=op.f('pk_reflection'))
    )
    with op.batch_alter_table('reflection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reflection_member_id'), ['member_id'], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('ending_told', 'ending_come', 'ending_outcome', 'lull', 'lull_paused')")
    with op.batch_alter_table('reflection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reflection_member_id'))

    op.drop_table('reflection')
    op.drop_table('lull')
    op.drop_table('handover')
    with op.batch_alter_table('ending', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ending_ends_at'))

    op.drop_table('ending')
