"""What became of people, year by year: who has agreed to say it, and what they said, sealed and without a name."""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('studyperson',
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('study_id', sa.LargeBinary(), nullable=False),
    sa.Column('agreed_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_studyperson_member_id')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_studyperson'))
    )
    op.create_table('yearoutcome',
    sa.Column('study_id', sa.String(), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('answers', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('study_id', 'period', name=op.f('pk_yearoutcome')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_yearoutcome_team_id_period', 'yearoutcome', ['team_id', 'period'])


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind = 'year_asked'")
    op.drop_table('yearoutcome')
    op.drop_table('studyperson')
