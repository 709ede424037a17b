"""Company figures by month, and benchmarks a team records itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "company_figures",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("revenue_minor", sa.BigInteger(), nullable=True),
        sa.Column("marketing_minor", sa.BigInteger(), nullable=True),
        sa.Column("sales_minor", sa.BigInteger(), nullable=True),
        sa.Column("arpa_minor", sa.BigInteger(), nullable=True),
        sa.Column("gross_margin", sa.Text(), nullable=True),
        sa.Column("churn", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_company_figures_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_figures")),
    )
    op.create_index(op.f("ix_company_figures_workspace_id_month"), "company_figures", ["workspace_id", "month"])
    op.create_table(
        "benchmarks",
        sa.Column("id", number, nullable=False),
        sa.Column("workspace_id", number, nullable=False),
        sa.Column("sign", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ratio", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("logged_by", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request", sa.Text(), nullable=True),
        sa.Column("reverses", number, nullable=True),
        sa.ForeignKeyConstraint(["reverses"], ["benchmarks.id"], name=op.f("fk_benchmarks_reverses")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_benchmarks_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmarks")),
        sa.UniqueConstraint("workspace_id", "request", name=op.f("uq_benchmarks_workspace_id_request")),
        sa.UniqueConstraint("workspace_id", "reverses", name=op.f("uq_benchmarks_workspace_id_reverses")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("benchmarks")
    op.drop_table("company_figures")
