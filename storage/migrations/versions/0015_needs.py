"""Needs: what a mentee would like somebody to know, and who covers it."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('need',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('mentee_id', sa.String(), nullable=False),
    sa.Column('about', sa.LargeBinary(), nullable=False),
    sa.Column('topic', sa.LargeBinary(), nullable=False),
    sa.Column('note', sa.LargeBinary(), nullable=True),
    sa.Column('elsewhere', sa.LargeBinary(), nullable=True),
    sa.Column('pair_id', sa.String(), nullable=True),
    sa.Column('request_id', sa.String(), nullable=True),
    sa.Column('proposed_by_id', sa.String(), nullable=True),
    sa.Column('person_id', sa.String(), nullable=True),
    sa.Column('shared_with', sa.String(), nullable=False),
    sa.Column('named_on', sa.Date(), nullable=True),
    sa.Column('covered_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['mentee_id'], ['member.id'], name=op.f('fk_need_mentee_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_need_pair_id')),
    sa.ForeignKeyConstraint(['person_id'], ['member.id'], name=op.f('fk_need_person_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['member.id'], name=op.f('fk_need_proposed_by_id')),
    sa.ForeignKeyConstraint(['request_id'], ['request.id'], name=op.f('fk_need_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_need'))
    )
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_mentee_id'), ['mentee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_need_request_id'), ['request_id'], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('need_shared', 'need_suggested')")
    op.drop_table('need')
