"""Beginning and learning: the first meeting, scenarios somebody has read, the library of a programme."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('resource',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=True),
    sa.Column('site', sa.String(), nullable=True),
    sa.Column('changed_by_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by_id'], ['member.id'], name=op.f('fk_resource_changed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resource'))
    )
    with op.batch_alter_table('resource', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resource_team_id'), ['team_id'], unique=False)

    op.create_table('scenarioread',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('scenario', sa.String(length=40), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_scenarioread_member_id')),
    sa.PrimaryKeyConstraint('member_id', 'scenario', name=op.f('pk_scenarioread'))
    )
    op.create_table('firstmeeting',
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('ticked', sa.LargeBinary(), nullable=False),
    sa.Column('number', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_firstmeeting_member_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_firstmeeting_pair_id')),
    sa.PrimaryKeyConstraint('pair_id', 'member_id', name=op.f('pk_firstmeeting'))
    )


def downgrade() -> None:
    op.drop_table('firstmeeting')
    op.drop_table('scenarioread')
    with op.batch_alter_table('resource', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resource_team_id'))

    op.drop_table('resource')
