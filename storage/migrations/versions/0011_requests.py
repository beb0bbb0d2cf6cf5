"""Requests: a mentee asks for a mentor, the two talk first, and what they depend on each other for is declared."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

KINDS = (
    'pair_talking',
    'pair_held',
    'hold_to_weigh',
    'talk_reminder',
    'request_made',
    'request_reminder',
    'request_unanswered',
    'request_answered',
    'request_to_help',
)
"""What the version before cannot write."""


def upgrade() -> None:
    op.create_table('declaration',
    sa.Column('pair_id', sa.String(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('kinds', sa.LargeBinary(), nullable=False),
    sa.Column('explanation', sa.LargeBinary(), nullable=True),
    sa.Column('declared_at', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_declaration_member_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_declaration_pair_id')),
    sa.PrimaryKeyConstraint('pair_id', 'member_id', name=op.f('pk_declaration'))
    )
    op.create_table('request',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('team_id', sa.String(), nullable=False),
    sa.Column('mentee_id', sa.String(), nullable=False),
    sa.Column('mentor_id', sa.String(), nullable=False),
    sa.Column('wish', sa.LargeBinary(), nullable=True),
    sa.Column('topic', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.BigInteger(), nullable=False),
    sa.Column('answered_at', sa.BigInteger(), nullable=True),
    sa.Column('note', sa.LargeBinary(), nullable=True),
    sa.Column('suggested_id', sa.String(), nullable=True),
    sa.Column('helped_at', sa.BigInteger(), nullable=True),
    sa.Column('pair_id', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['mentee_id'], ['member.id'], name=op.f('fk_request_mentee_id')),
    sa.ForeignKeyConstraint(['mentor_id'], ['member.id'], name=op.f('fk_request_mentor_id')),
    sa.ForeignKeyConstraint(['pair_id'], ['pair.id'], name=op.f('fk_request_pair_id')),
    sa.ForeignKeyConstraint(['suggested_id'], ['member.id'], name=op.f('fk_request_suggested_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request'))
    )
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_mentee_id'), ['mentee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_request_mentor_id'), ['mentor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_request_team_id'), ['team_id'], unique=False)
        batch_op.create_index('uq_request_open', ['mentee_id', 'mentor_id'], unique=True, sqlite_where=sa.text("state = 'asked'"), postgresql_where=sa.text("state = 'asked'"))

    with op.batch_alter_table('pair', schema=None) as batch_op:
        batch_op.add_column(sa.Column('talks_first', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('topic', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('consented_by_id', sa.String(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_pair_consented_by_id'), 'member', ['consented_by_id'], ['id'])
    with op.batch_alter_table('pair', schema=None) as batch_op:
        batch_op.alter_column('talks_first', server_default=None)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM touchpoint WHERE kind IN :kinds").bindparams(sa.bindparam('kinds', KINDS, expanding=True)))
    op.execute("DELETE FROM setting WHERE name IN ('match_mode', 'ineligible')")
    with op.batch_alter_table('pair', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_pair_consented_by_id'), type_='foreignkey')
        batch_op.drop_column('consented_by_id')
        batch_op.drop_column('topic')
        batch_op.drop_column('talks_first')

    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.drop_index('uq_request_open', sqlite_where=sa.text("state = 'asked'"), postgresql_where=sa.text("state = 'asked'"))
        batch_op.drop_index(batch_op.f('ix_request_team_id'))
        batch_op.drop_index(batch_op.f('ix_request_mentor_id'))
        batch_op.drop_index(batch_op.f('ix_request_mentee_id'))

    op.drop_table('request')
    op.drop_table('declaration')
