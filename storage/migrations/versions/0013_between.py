"""Between two meetings: review requests and how much a mentor reviews, notes, what mentors answer to check-ins."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('checkinchoice',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('never', sa.LargeBinary(), nullable=False),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_checkinchoice_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_checkinchoice'))
    )
    op.create_table('reviewterms',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('a_week', sa.Integer(), nullable=False),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_reviewterms_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_reviewterms'))
    )
    op.create_table('checkinanswer',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('answer', sa.LargeBinary(), nullable=False),
    sa.Column('answered_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_checkinanswer_member_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_checkinanswer_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checkinanswer'))
    )
    with op.batch_alter_table('checkinanswer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_checkinanswer_member_id'), ['member_id'], unique=False)

    op.create_table('note',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_note_author_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_note_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_pair_id'), ['pair_id'], unique=False)

    op.create_table('review',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=False),
    sa.Column('length', sa.LargeBinary(), nullable=False),
    sa.Column('ask', sa.LargeBinary(), nullable=True),
    sa.Column('wanted_on', sa.Date(), nullable=False),
    sa.Column('deadline_on', sa.Date(), nullable=True),
    sa.Column('offered_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_review_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review'))
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_pair_id'), ['pair_id'], unique=False)


def downgrade() -> None:
    op.execute(
        "DELETE FROM touchpoint WHERE kind IN ("
        "'review_asked', 'review_waits', 'review_changed', 'review_due', 'note_left', 'between_meetings', 'out_of_touch', 'check_in', 'new_stage')"
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_pair_id'))

    op.drop_table('review')
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_pair_id'))

    op.drop_table('note')
    with op.batch_alter_table('checkinanswer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_checkinanswer_member_id'))

    op.drop_table('checkinanswer')
    op.drop_table('reviewterms')
    op.drop_table('checkinchoice')
