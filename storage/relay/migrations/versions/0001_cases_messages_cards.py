"""The relay: cases and what finds them, messages, facilitators, cards, and what is left of closed cases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "relay_assignment",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("facilitator_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "facilitator_id", name=op.f("pk_relay_assignment")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("relay_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relay_assignment_team_id"), ["team_id"], unique=False)

    op.create_table(
        "relay_case",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("dek_wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("head_ct", sa.LargeBinary(), nullable=True),
        sa.Column("reveal_ct", sa.LargeBinary(), nullable=True),
        sa.Column("approach", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("rating_now", sa.String(length=40), nullable=True),
        sa.Column("rating_90", sa.String(length=40), nullable=True),
        sa.Column("send_slot", sa.Integer(), nullable=False),
        sa.Column("released_slot", sa.Integer(), nullable=True),
        sa.Column("claimed_slot", sa.Integer(), nullable=True),
        sa.Column("replied_slot", sa.Integer(), nullable=True),
        sa.Column("offered_slot", sa.Integer(), nullable=True),
        sa.Column("opened_week", sa.Integer(), nullable=False),
        sa.Column("active_week", sa.Integer(), nullable=False),
        sa.Column("closed_week", sa.Integer(), nullable=True),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.Column("is_unread_by_requester", sa.Boolean(), nullable=False),
        sa.Column("is_unread_by_facilitators", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_relay_case")),
        sa.UniqueConstraint("team_id", "label", name=op.f("uq_relay_case_team_id_label")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relay_message",
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("voice", sa.String(length=40), nullable=False),
        sa.Column("facilitator_id", sa.String(), nullable=True),
        sa.Column("body_ct", sa.LargeBinary(), nullable=False),
        sa.Column("release_slot", sa.Integer(), nullable=True),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_relay_message")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_relay_message_case_id_seq")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relay_report",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("half_year", sa.String(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "half_year", "k", name=op.f("pk_relay_report")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relay_stat",
        sa.Column("stat_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("half_year", sa.String(), nullable=False),
        sa.Column("approach", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("rating_now", sa.String(length=40), nullable=True),
        sa.Column("rating_90", sa.String(length=40), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stat_id", name=op.f("pk_relay_stat")),
        sa.UniqueConstraint(
            "team_id", "half_year", "approach", "outcome", "rating_now", "rating_90", name=op.f("uq_relay_stat_alike")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relay_stub",
        sa.Column("stub_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("to_facilitator_id", sa.String(), nullable=True),
        sa.Column("channel_id", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("stub_id", name=op.f("pk_relay_stub")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("relay_stub", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relay_stub_case_id"), ["case_id"], unique=False)

    op.create_table(
        "relay_tag",
        sa.Column("tag", sa.LargeBinary(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_relay_tag")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("relay_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relay_tag_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("relay_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relay_tag_case_id"))

    op.drop_table("relay_tag")
    with op.batch_alter_table("relay_stub", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relay_stub_case_id"))

    op.drop_table("relay_stub")
    op.drop_table("relay_stat")
    op.drop_table("relay_report")
    op.drop_table("relay_message")
    op.drop_table("relay_case")
    with op.batch_alter_table("relay_assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relay_assignment_team_id"))

    op.drop_table("relay_assignment")
