"""The journey: pairs, goals, meetings, agendas, recaps, items, touchpoints, and where direct messages stand."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('directchannel',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('channel_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_directchannel_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_directchannel'))
    )
    op.create_table('pair',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('mentor_id', sa.String(), nullable=False),
    sa.Column('mentee_id', sa.String(), nullable=False),
    sa.Column('proposed_by_id', sa.String(), nullable=False),
    sa.Column('cadence', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('proposed_at', sa.BigInteger(), nullable=False),
    sa.Column('mentor_confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('mentee_confirmed_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['mentee_id'], ['member.id'], name=op.f('fk_pair_mentee_id')),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_pair_mentor_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['member.id'], name=op.f('fk_pair_proposed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pair'))
    )
    with op.batch_alter_table('pair', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pair_mentee_id'), ['mentee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pair_mentor_id'), ['mentor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pair_team_id'), ['team_id'], unique=False)
        batch_op.create_index('uq_pair_live', ['mentor_id', 'mentee_id'], unique=True, sqlite_where=sa.text("state IN ('proposed', 'active')"), postgresql_where=sa.text("state IN ('proposed', 'active')"))

    op.create_table('touchpoint',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('dedupe_key', sa.String(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.BigInteger(), nullable=False),
    sa.Column('expires_at', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.Column('settled_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_touchpoint_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_touchpoint')),
    sa.UniqueConstraint('dedupe_key', name=op.f('uq_touchpoint_dedupe_key'))
    )
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.create_index('ix_touchpoint_ready', ['due_at', 'id'], unique=False, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))

    op.create_table('goal',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=False),
    sa.Column('specific', sa.LargeBinary(), nullable=True),
    sa.Column('measure', sa.LargeBinary(), nullable=True),
    sa.Column('realistic', sa.LargeBinary(), nullable=True),
    sa.Column('why', sa.LargeBinary(), nullable=True),
    sa.Column('first_step', sa.LargeBinary(), nullable=True),
    sa.Column('support', sa.LargeBinary(), nullable=True),
    sa.Column('support_from', sa.String(length=40), nullable=True),
    sa.Column('area', sa.String(length=40), nullable=False),
    sa.Column('horizon', sa.String(length=40), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_by_id', sa.String(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_goal_author_id')),
    sa.ForeignKeyConstraint(['changed_by_id'], ['member.id'], name=op.f('fk_goal_changed_by_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_goal_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal'))
    )
    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goal_pair_id'), ['pair_id'], unique=False)

    op.create_table('meeting',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('starts_at', sa.BigInteger(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_by_id', sa.String(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.Column('later_reason', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['member.id'], name=op.f('fk_meeting_changed_by_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_meeting_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_pair_id'), ['pair_id'], unique=False)

    op.create_table('privatenote',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_privatenote_author_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_privatenote_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privatenote')),
    sa.UniqueConstraint('pair_id', 'author_id', name=op.f('uq_privatenote_pair_id_author_id'))
    )
    with op.batch_alter_table('privatenote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_privatenote_pair_id'), ['pair_id'], unique=False)

    op.create_table('actionitem',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.String(), nullable=True),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('owner_id', sa.String(), nullable=False),
    sa.Column('task', sa.LargeBinary(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_actionitem_author_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_actionitem_meeting_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['member.id'], name=op.f('fk_actionitem_owner_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_actionitem_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_actionitem'))
    )
    with op.batch_alter_table('actionitem', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_actionitem_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_actionitem_pair_id'), ['pair_id'], unique=False)

    op.create_table('advice',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.String(), nullable=True),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('suggestion', sa.LargeBinary(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.LargeBinary(), nullable=True),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_advice_author_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_advice_meeting_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_advice_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_advice'))
    )
    with op.batch_alter_table('advice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_advice_pair_id'), ['pair_id'], unique=False)

    op.create_table('agendaitem',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('area', sa.String(length=40), nullable=False),
    sa.Column('question', sa.LargeBinary(), nullable=False),
    sa.Column('analysis', sa.LargeBinary(), nullable=True),
    sa.Column('ask', sa.LargeBinary(), nullable=True),
    sa.Column('matters_on', sa.Date(), nullable=True),
    sa.Column('is_shared', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('discussed_in_id', sa.String(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_agendaitem_author_id')),
    sa.ForeignKeyConstraint(['discussed_in_id'], ['meeting.id'], name=op.f('fk_agendaitem_discussed_in_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_agendaitem_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agendaitem'))
    )
    with op.batch_alter_table('agendaitem', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agendaitem_pair_id'), ['pair_id'], unique=False)

    op.create_table('goalversion',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('goal_id', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_by_id', sa.String(), nullable=False),
    sa.Column('changed_at', sa.BigInteger(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by_id'], ['member.id'], name=op.f('fk_goalversion_changed_by_id')),
    sa.ForeignKeyConstraint(['goal_id'], ['goal.id'], name=op.f('fk_goalversion_goal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goalversion'))
    )
    with op.batch_alter_table('goalversion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goalversion_goal_id'), ['goal_id'], unique=False)

    op.create_table('recap',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('said', sa.LargeBinary(), nullable=True),
    sa.Column('decided', sa.LargeBinary(), nullable=True),
    sa.Column('strength', sa.LargeBinary(), nullable=True),
    sa.Column('change', sa.LargeBinary(), nullable=True),
    sa.Column('is_skipped', sa.Boolean(), nullable=False),
    sa.Column('sent_at', sa.BigInteger(), nullable=False),
    sa.Column('agreed_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_recap_author_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_recap_meeting_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_recap_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recap')),
    sa.UniqueConstraint('meeting_id', 'author_id', name=op.f('uq_recap_meeting_id_author_id'))
    )
    with op.batch_alter_table('recap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recap_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recap_pair_id'), ['pair_id'], unique=False)

    op.create_table('settlement',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('wording', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.Column('confirmed_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_settlement_author_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_settlement_meeting_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_settlement_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_settlement'))
    )
    with op.batch_alter_table('settlement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_settlement_meeting_id'), ['meeting_id'], unique=False)




def downgrade() -> None:

    with op.batch_alter_table('settlement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_settlement_meeting_id'))

    op.drop_table('settlement')
    with op.batch_alter_table('recap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recap_pair_id'))
        batch_op.drop_index(batch_op.f('ix_recap_meeting_id'))

    op.drop_table('recap')
    with op.batch_alter_table('goalversion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_goalversion_goal_id'))

    op.drop_table('goalversion')
    with op.batch_alter_table('agendaitem', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agendaitem_pair_id'))

    op.drop_table('agendaitem')
    with op.batch_alter_table('advice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_advice_pair_id'))

    op.drop_table('advice')
    with op.batch_alter_table('actionitem', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_actionitem_pair_id'))
        batch_op.drop_index(batch_op.f('ix_actionitem_owner_id'))

    op.drop_table('actionitem')
    with op.batch_alter_table('privatenote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_privatenote_pair_id'))

    op.drop_table('privatenote')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_pair_id'))

    op.drop_table('meeting')
    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_goal_pair_id'))

    op.drop_table('goal')
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.drop_index('ix_touchpoint_ready', sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))

    op.drop_table('touchpoint')
    with op.batch_alter_table('pair', schema=None) as batch_op:
        batch_op.drop_index('uq_pair_live', sqlite_where=sa.text("state IN ('proposed', 'active')"), postgresql_where=sa.text("state IN ('proposed', 'active')"))
        batch_op.drop_index(batch_op.f('ix_pair_team_id'))
        batch_op.drop_index(batch_op.f('ix_pair_mentor_id'))
        batch_op.drop_index(batch_op.f('ix_pair_mentee_id'))

    op.drop_table('pair')
    op.drop_table('directchannel')

