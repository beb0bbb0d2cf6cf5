"""The circle of mentors, who is in it, and who would like tips."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('circleseat',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('reach', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_circleseat_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_circleseat'))
    )
    with op.batch_alter_table('circleseat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_circleseat_team_id'), ['team_id'], unique=False)

    op.create_table('tipwish',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_tipwish_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_tipwish'))
    )


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('mentor_tip', 'lesson_offered')")
    op.execute("DELETE FROM scenarioread WHERE scenario = 'to_colleague'")
    op.drop_table('tipwish')
    with op.batch_alter_table('circleseat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_circleseat_team_id'))

    op.drop_table('circleseat')
