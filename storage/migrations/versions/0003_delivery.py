"""Delivery: lanes, leases and digests of messages, pace and tokens of workspaces, people's preferences, heartbeats."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


CAUSED_BY_PEOPLE = (
    "kind IN ('meeting_planned', 'meeting_moved', 'meeting_cancelled', 'meeting_file', 'recap_ready')"
    " OR kind LIKE 'pair!_%' ESCAPE '!'"
)
OFTEN_CHANGED = "fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0"
"""Rows of this table change their state a few times each (postgresql.org/docs, CREATE TABLE, storage parameters)."""


def upgrade() -> None:
    op.create_table('heartbeat',
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('every_seconds', sa.Float(), nullable=False),
    sa.Column('beat_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('owner', 'name', name=op.f('pk_heartbeat'))
    )
    op.create_table('installation',
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('bot_token', sa.LargeBinary(), nullable=False),
    sa.Column('bot_user_id', sa.String(), nullable=False),
    sa.Column('installed_at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('team_id', name=op.f('pk_installation'))
    )
    op.create_table('joblease',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('until', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_joblease'))
    )
    op.create_table('pace',
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('next_slot_at', sa.BigInteger(), nullable=False),
    sa.Column('interval_us', sa.Integer(), nullable=False),
    sa.Column('blocked_until', sa.BigInteger(), nullable=True),
    sa.Column('troubles', sa.Integer(), nullable=False),
    sa.Column('paused_reason', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('team_id', name=op.f('pk_pace'))
    )
    op.create_table('preference',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('weekdays', sa.String(), nullable=False),
    sa.Column('opens_minute', sa.Integer(), nullable=False),
    sa.Column('closes_minute', sa.Integer(), nullable=False),
    sa.Column('holidays', sa.String(), nullable=True),
    sa.Column('hourly_cap', sa.Integer(), nullable=False),
    sa.Column('daily_cap', sa.Integer(), nullable=False),
    sa.Column('monthly_cap', sa.Integer(), nullable=False),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.Column('muted', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_preference_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_preference'))
    )
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lane', sa.SmallInteger(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column('local_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('lease_token', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('lease_until', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('digest_id', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('slack_ts', sa.String(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_touchpoint_ready'), sqlite_where=sa.text("state = 'ready'"))
        batch_op.create_index('ix_touchpoint_ready', ['team_id', 'lane', 'due_at', 'id'], unique=False, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index('ix_touchpoint_flight', ['lease_until'], unique=False, sqlite_where=sa.text("state IN ('leased', 'sending')"), postgresql_where=sa.text("state IN ('leased', 'sending')"))
        batch_op.create_index('ix_touchpoint_person_flight', ['member_id'], unique=False, sqlite_where=sa.text("state IN ('leased', 'sending')"), postgresql_where=sa.text("state IN ('leased', 'sending')"))
        batch_op.create_index('ix_touchpoint_person_ready', ['member_id', 'due_at'], unique=False, sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index('ix_touchpoint_person_sent', ['member_id', 'settled_at'], unique=False, sqlite_where=sa.text("state = 'sent'"), postgresql_where=sa.text("state = 'sent'"))
        batch_op.create_index('ix_touchpoint_settled', ['settled_at'], unique=False, sqlite_where=sa.text("state IN ('sent', 'skipped', 'failed', 'doubtful')"), postgresql_where=sa.text("state IN ('sent', 'skipped', 'failed', 'doubtful')"))

    op.execute(f"UPDATE touchpoint SET lane = 0 WHERE {CAUSED_BY_PEOPLE}")
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.alter_column('lane', server_default=None)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE touchpoint SET ({OFTEN_CHANGED})")


def downgrade() -> None:
    op.execute("UPDATE touchpoint SET state = 'ready' WHERE state = 'leased'")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE touchpoint RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_cost_delay)")
    with op.batch_alter_table('touchpoint', schema=None) as batch_op:
        batch_op.drop_index('ix_touchpoint_settled', sqlite_where=sa.text("state IN ('sent', 'skipped', 'failed', 'doubtful')"), postgresql_where=sa.text("state IN ('sent', 'skipped', 'failed', 'doubtful')"))
        batch_op.drop_index('ix_touchpoint_person_sent', sqlite_where=sa.text("state = 'sent'"), postgresql_where=sa.text("state = 'sent'"))
        batch_op.drop_index('ix_touchpoint_person_ready', sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.drop_index('ix_touchpoint_person_flight', sqlite_where=sa.text("state IN ('leased', 'sending')"), postgresql_where=sa.text("state IN ('leased', 'sending')"))
        batch_op.drop_index('ix_touchpoint_flight', sqlite_where=sa.text("state IN ('leased', 'sending')"), postgresql_where=sa.text("state IN ('leased', 'sending')"))
        batch_op.drop_index('ix_touchpoint_ready', sqlite_where=sa.text("state = 'ready'"), postgresql_where=sa.text("state = 'ready'"))
        batch_op.create_index(batch_op.f('ix_touchpoint_ready'), ['due_at', 'id'], unique=False, sqlite_where=sa.text("state = 'ready'"))
        batch_op.drop_column('slack_ts')
        batch_op.drop_column('digest_id')
        batch_op.drop_column('lease_until')
        batch_op.drop_column('lease_token')
        batch_op.drop_column('local_on')
        batch_op.drop_column('lane')

    op.drop_table('preference')
    op.drop_table('pace')
    op.drop_table('joblease')
    op.drop_table('installation')
    op.drop_table('heartbeat')
