"""Mentors: what they offer, whom people would rather not be paired with, and who may be asked what a mentor is like."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('avoidance',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('avoided', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_avoidance_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_avoidance'))
    )
    op.create_table('inquiry',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('mentor_id', sa.String(), nullable=False),
    sa.Column('asker_id', sa.String(), nullable=False),
    sa.Column('question', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('referee_id', sa.String(), nullable=True),
    sa.Column('turned_down', sa.LargeBinary(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['asker_id'], ['member.id'], name=op.f('fk_inquiry_asker_id')),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_inquiry_mentor_id')),
    sa.ForeignKeyConstraint(['referee_id'], ['member.id'], name=op.f('fk_inquiry_referee_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inquiry'))
    )
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.create_index('uq_inquiry_open', ['asker_id', 'mentor_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))

    op.create_table('offer',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('standing', sa.String(length=40), nullable=False),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.Column('capacity', sa.Integer(), nullable=False),
    sa.Column('years', sa.Integer(), nullable=True),
    sa.Column('early', sa.String(length=40), nullable=True),
    sa.Column('middle', sa.String(length=40), nullable=True),
    sa.Column('late', sa.String(length=40), nullable=True),
    sa.Column('brings', sa.LargeBinary(), nullable=True),
    sa.Column('is_reference_scheme', sa.Boolean(), nullable=False),
    sa.Column('paper_days', sa.Integer(), nullable=True),
    sa.Column('grant_days', sa.Integer(), nullable=True),
    sa.Column('reach', sa.LargeBinary(), nullable=True),
    sa.Column('thinking', sa.String(length=40), nullable=True),
    sa.Column('grain', sa.String(length=40), nullable=True),
    sa.Column('value_research', sa.LargeBinary(), nullable=True),
    sa.Column('value_work', sa.LargeBinary(), nullable=True),
    sa.Column('value_life', sa.LargeBinary(), nullable=True),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_offer_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_offer'))
    )
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.create_index('ix_offer_place', ['team_id', 'place'], unique=False)

    op.create_table('reference',
    sa.Column('mentor_id', sa.String(), nullable=False),
    sa.Column('referee_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_reference_mentor_id')),
    sa.ForeignKeyConstraint(['referee_id'], ['member.id'], name=op.f('fk_reference_referee_id')),
    sa.PrimaryKeyConstraint('mentor_id', 'referee_id', name=op.f('pk_reference'))
    )
    with op.batch_alter_table('reference', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reference_referee_id'), ['referee_id'], unique=False)

    op.create_table('offerword',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('word', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['offer.member_id'], name=op.f('fk_offerword_member_id')),
    sa.PrimaryKeyConstraint('member_id', 'word', name=op.f('pk_offerword'))
    )
    with op.batch_alter_table('offerword', schema=None) as batch_op:
        batch_op.create_index('ix_offerword_place', ['team_id', 'word', 'place'], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('inquiry_made', 'inquiry_waits', 'inquiry_answered')")
    with op.batch_alter_table('offerword', schema=None) as batch_op:
        batch_op.drop_index('ix_offerword_place')

    op.drop_table('offerword')
    with op.batch_alter_table('reference', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reference_referee_id'))

    op.drop_table('reference')
    with op.batch_alter_table('offer', schema=None) as batch_op:
        batch_op.drop_index('ix_offer_place')

    op.drop_table('offer')
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.drop_index('uq_inquiry_open')

    op.drop_table('inquiry')
    op.drop_table('avoidance')
