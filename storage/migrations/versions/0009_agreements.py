"""Agreements: their versions, what each side answered alone, and one wording where they read differently."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agreement',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.BigInteger(), nullable=False),
    sa.Column('edited_at', sa.BigInteger(), nullable=True),
    sa.Column('mentor_sent_at', sa.BigInteger(), nullable=True),
    sa.Column('mentee_sent_at', sa.BigInteger(), nullable=True),
    sa.Column('mentor_confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('mentee_confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('confirmed_at', sa.BigInteger(), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_agreement_pair_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sa.UniqueConstraint('pair_id', 'number', name=op.f('uq_agreement_pair_id_number'))
    )
    op.create_table('agreementanswer',
    sa.Column('agreement_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreementanswer_agreement_id')),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_agreementanswer_author_id')),
    sa.PrimaryKeyConstraint('agreement_id', 'author_id', 'field', name=op.f('pk_agreementanswer'))
    )
    op.create_table('agreementwording',
    sa.Column('agreement_id', sa.String(), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('author_id', sa.String(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=True),
    sa.Column('written_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_agreementwording_agreement_id')),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_agreementwording_author_id')),
    sa.PrimaryKeyConstraint('agreement_id', 'field', name=op.f('pk_agreementwording'))
    )


def downgrade() -> None:
    op.execute("DELETE FROM touchpoint WHERE kind LIKE 'agreement_%'")
    op.drop_table('agreementwording')
    op.drop_table('agreementanswer')
    op.drop_table('agreement')
