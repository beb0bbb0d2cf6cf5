"""The roster: what people are in their faculty, and who has a say in whose career; first conversations before a pair."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

BEFORE = "state IN ('proposed', 'active')"
AFTER = "state IN ('proposed', 'talking', 'held', 'active')"


def upgrade() -> None:
    _live_pairs(AFTER)
    op.create_table('profile',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('rank', sa.String(length=40), nullable=True),
    sa.Column('stream', sa.String(length=40), nullable=True),
    sa.Column('division', sa.String(), nullable=True),
    sa.Column('site', sa.String(), nullable=True),
    sa.Column('joined_on', sa.Date(), nullable=True),
    sa.Column('gender', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_profile_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_profile'))
    )
    with op.batch_alter_table('profile', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_profile_team_id'), ['team_id'], unique=False)

    op.create_table('relation',
    sa.Column('senior_id', sa.String(), nullable=False),
    sa.Column('junior_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['junior_id'], ['member.id'], name=op.f('fk_relation_junior_id')),
    sa.ForeignKeyConstraint(['senior_id'], ['member.id'], name=op.f('fk_relation_senior_id')),
    sa.PrimaryKeyConstraint('senior_id', 'junior_id', 'kind', name=op.f('pk_relation'))
    )
    with op.batch_alter_table('relation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_relation_junior_id'), ['junior_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_relation_team_id'), ['team_id'], unique=False)


def downgrade() -> None:
    op.execute("UPDATE pair SET state = 'proposed' WHERE state IN ('talking', 'held')")
    op.execute("UPDATE pair SET state = 'declined' WHERE state = 'ended'")
    _live_pairs(BEFORE)
    with op.batch_alter_table('relation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_relation_team_id'))
        batch_op.drop_index(batch_op.f('ix_relation_junior_id'))

    op.drop_table('relation')
    with op.batch_alter_table('profile', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_profile_team_id'))

    op.drop_table('profile')


def _live_pairs(condition: str) -> None:
    """Let the same two people be together, or soon be, only once: `condition` says in which states they are."""
    with op.batch_alter_table('pair', schema=None) as batch_op:
        batch_op.drop_index('uq_pair_live')
        batch_op.create_index('uq_pair_live', ['mentor_id', 'mentee_id'], unique=True, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
