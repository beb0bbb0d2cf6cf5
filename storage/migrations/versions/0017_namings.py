"""Who may be named in a mentor's statement: what each mentee was shown and has confirmed, sealed."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('naming',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('mentor_id', sa.String(), nullable=False),
    sa.Column('mentee_id', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('asked', sa.LargeBinary(), nullable=False),
    sa.Column('confirmed', sa.LargeBinary(), nullable=True),
    sa.Column('confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['mentee_id'], ['member.id'], name=op.f('fk_naming_mentee_id')),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_naming_mentor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_naming')),
    sa.UniqueConstraint('mentor_id', 'mentee_id', 'period', name=op.f('uq_naming_mentor_id_mentee_id_period'))
    )
    with op.batch_alter_table('naming', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_naming_mentee_id'), ['mentee_id'], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('naming_asked', 'statement_file')")
    with op.batch_alter_table('naming', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_naming_mentee_id'))

    op.drop_table('naming')
