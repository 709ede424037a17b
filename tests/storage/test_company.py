"""Company figures and own benchmarks on either database: versions, reversals, and who may do what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.ledger.entries import NotYours, UnknownEntry
from core.plans.benchmarks import Origin, Ratio
from core.plans.own_benchmarks import OwnBenchmark
from core.setup.company_figures import CompanyMonth
from core.setup.workspaces import OtherCurrency, Workspace
from storage import benchmarks, company, workspaces
from storage.database import Database
from tests.storage.facts import ANNA, BEN, NOW, TODAY, act, usd

JULY = CompanyMonth(
    month=date(2026, 7, 1),
    revenue=usd(120_000_00),
    marketing_cost=usd(0),
    sales_cost=usd(3_400_00),
    arpa=usd(250_00),
    gross_margin=Decimal(70),
    churn=Decimal("0.5"),
)
RIVAL = OwnBenchmark(
    channel="linkedin",
    ratio=Ratio.CPL,
    value=Decimal("21.98"),
    unit="USD",
    source="Rival",
    day=TODAY,
    origin=Origin.COMPETITOR,
)


def test_the_last_version_of_a_month_counts(database: Database, workspace: Workspace) -> None:
    """With who said it and when; the newest month stands first, and nothing is overwritten."""
    june = CompanyMonth(month=date(2026, 6, 1), churn=Decimal(0))
    with database.writing() as connection:
        for number, said in enumerate((JULY, june, CompanyMonth(month=JULY.month, revenue=usd(1)))):
            company.save(connection, act(workspace.id, at=NOW + timedelta(days=number)), said, "USD")
    with database.reading() as connection:
        last, first = company.every(connection, workspace.id)
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM company_figures").scalar_one() == 3
    assert (last.month, dict(last.said), last.said_at) == (
        JULY.month,
        {"revenue": usd(1)},
        NOW + timedelta(days=2),
    )
    assert (first.churn, first.said_by) == (Decimal(0), ANNA)


def test_every_figure_comes_back_as_it_was_said(database: Database, workspace: Workspace) -> None:
    """To the minor unit, a cost of nothing among them."""
    with database.writing() as connection:
        company.save(connection, act(workspace.id), JULY, "USD")
    with database.reading() as connection:
        assert [one.said for one in company.every(connection, workspace.id)] == [JULY.said]


def test_company_figures_fix_the_reporting_currency(database: Database, workspace: Workspace) -> None:
    """They are money on the books: no other currency is taken, and the setting is no longer free."""
    with database.writing() as connection:
        company.save(connection, act(workspace.id), JULY, "USD")
        assert workspaces.any_money(connection, workspace.id)
        with pytest.raises(OtherCurrency):
            company.save(connection, act(workspace.id), JULY, "EUR")


def test_a_benchmark_is_taken_back_and_put_back(database: Database, workspace: Workspace) -> None:
    """By its author or an admin, once each; an old number means what stands now."""
    with database.writing() as connection:
        saved = benchmarks.log(connection, act(workspace.id), RIVAL, request="V1")
        assert benchmarks.log(connection, act(workspace.id), RIVAL, request="V1") == saved
        with pytest.raises(NotYours):
            benchmarks.undo(connection, act(workspace.id, BEN), saved.id)
        gone = benchmarks.undo(connection, act(workspace.id, BEN, admin=True), saved.id)
        assert benchmarks.undo(connection, act(workspace.id), saved.id).id == gone.id
        assert list(benchmarks.standing(connection, workspace.id)) == []
        with pytest.raises(UnknownEntry):
            benchmarks.undo(connection, act(workspace.id, admin=True), gone.id)
        back = benchmarks.redo(connection, act(workspace.id, admin=True), gone.id)
        assert (back.fact, back.logged_by) == (RIVAL, ANNA)
        assert [one.id for one in benchmarks.standing(connection, workspace.id)] == [back.id]
        again = benchmarks.undo(connection, act(workspace.id), saved.id)
        assert again.reverses == back.id


def test_benchmarks_of_the_latest_day_stand_first(database: Database, workspace: Workspace) -> None:
    """Whenever they were recorded."""
    days = (TODAY, TODAY - timedelta(days=400), TODAY - timedelta(days=1))
    with database.writing() as connection:
        for day in days:
            fact = OwnBenchmark(
                channel="x",
                ratio=Ratio.CTR,
                value=Decimal("0.4"),
                unit="%",
                source="Trade",
                day=day,
                origin=Origin.INDUSTRY,
            )
            benchmarks.log(connection, act(workspace.id), fact, request="")
    with database.reading() as connection:
        assert [one.fact.day for one in benchmarks.standing(connection, workspace.id)] == sorted(days, reverse=True)
