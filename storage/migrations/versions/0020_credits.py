"""The work-and-credit register: shared works, and every version of who gets which credit, sealed."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('creditentry',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('newest', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('marked_at', sa.BigInteger(), nullable=True),
    sa.Column('marked_by_id', sa.String(), nullable=True),
    sa.Column('frozen_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['marked_by_id'], ['member.id'], name=op.f('fk_creditentry_marked_by_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_creditentry_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_creditentry'))
    )
    with op.batch_alter_table('creditentry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_creditentry_pair_id'), ['pair_id'], unique=False)

    op.create_table('creditversion',
    sa.Column('entry_id', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.LargeBinary(), nullable=False),
    sa.Column('origin', sa.LargeBinary(), nullable=True),
    sa.Column('mentee_role', sa.LargeBinary(), nullable=True),
    sa.Column('mentor_role', sa.LargeBinary(), nullable=True),
    sa.Column('others', sa.LargeBinary(), nullable=True),
    sa.Column('author_order', sa.LargeBinary(), nullable=True),
    sa.Column('data_owner', sa.LargeBinary(), nullable=True),
    sa.Column('submission_on', sa.Date(), nullable=True),
    sa.Column('mentor_signed_at', sa.BigInteger(), nullable=True),
    sa.Column('mentee_signed_at', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_creditversion_author_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['creditentry.id'], name=op.f('fk_creditversion_entry_id')),
    sa.PrimaryKeyConstraint('entry_id', 'number', name=op.f('pk_creditversion'))
    )


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind IN ('credit_news', 'credit_due', 'credit_file')")
    op.drop_table('creditversion')
    with op.batch_alter_table('creditentry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_creditentry_pair_id'))

    op.drop_table('creditentry')
