"""Plans: four horizons, years in parts, and whom their owners let read them."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('plan',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('one_year', sa.LargeBinary(), nullable=True),
    sa.Column('three_years', sa.LargeBinary(), nullable=True),
    sa.Column('five_years', sa.LargeBinary(), nullable=True),
    sa.Column('ten_years', sa.LargeBinary(), nullable=True),
    sa.Column('own', sa.LargeBinary(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('looked_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_plan_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_plan'))
    )
    op.create_table('timesplit',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('parts', sa.LargeBinary(), nullable=False),
    sa.Column('note', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_timesplit_member_id')),
    sa.PrimaryKeyConstraint('member_id', 'year', name=op.f('pk_timesplit'))
    )
    op.create_table('planshare',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('paper', sa.String(length=40), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_planshare_member_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_planshare_pair_id')),
    sa.PrimaryKeyConstraint('member_id', 'pair_id', 'paper', name=op.f('pk_planshare'))
    )
    with op.batch_alter_table('planshare', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_planshare_pair_id'), ['pair_id'], unique=False)


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('plan_shared', 'plan_review')")
    with op.batch_alter_table('planshare', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_planshare_pair_id'))

    op.drop_table('planshare')
    op.drop_table('timesplit')
    op.drop_table('plan')
