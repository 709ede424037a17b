"""Puts the sample year on the books, through the same doors as the bot's own entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.demo.business import BENCHMARKS, company_months
from bot.demo.calendar import SET_UP, TIMEZONE, ZONE
from bot.demo.company import EMMA, OLIVIA
from bot.demo.counted import counted
from bot.demo.deals import deal_steps
from bot.demo.lines import CURRENCY
from bot.demo.plans import CAMPAIGNS, GOALS, TARGETS
from bot.demo.year import Logged, entries
from core.ledger.entries import Cost, Entry
from core.ledger.repeats import Every, Repeat
from core.setup.acts import Act
from storage import (
    benchmarks,
    campaigns,
    closings,
    company,
    deals,
    entry_lists,
    goals,
    ledger,
    log_entry,
    metrics,
    repeats,
    targets,
    workspaces,
)
from storage.database import Database

LANGUAGE = "en"
CLOSED, CLOSED_AT = date(2026, 8, 1), datetime(2026, 9, 4, 12, tzinfo=ZONE)
"""Olivia closed August on the first Friday after it."""

REPEATS, SINCE, NEXT = "social-radar", date(2026, 10, 1), date(2026, 11, 1)
"""The licence that logs itself from now on, so that nobody forgets what nobody uses."""


def seed(database: Database, enterprise_id: str, team_id: str) -> None:
    """Fills the workspace with the year, in one transaction; one that has entries already is left alone."""
    with database.writing() as connection:
        workspace = workspaces.add(connection, enterprise_id, team_id)
        if entry_lists.history(connection, workspace.id, None, most=1):
            return
        workspaces.remember_first_admin(connection, workspace.id, TIMEZONE, LANGUAGE)
        workspaces.save_settings(
            connection, replace(workspace, currency=CURRENCY, timezone=TIMEZONE, language=LANGUAGE)
        )
        _set_up(connection, workspace.id)
        _log(connection, workspace.id)
        _count(connection, workspace.id)
        _know(connection, workspace.id)
        _sell(connection, workspace.id)
        closings.close(connection, _act(workspace.id, OLIVIA, CLOSED_AT), CLOSED, request="")


def _set_up(connection: Connection, workspace: int) -> None:
    for campaign in CAMPAIGNS:
        campaigns.save(connection, _act(workspace, EMMA, _planned(campaign.start)), campaign)
    for target in TARGETS:
        targets.save(connection, _act(workspace, EMMA, _planned(target.start)), target)


def _log(connection: Connection, workspace: int) -> None:
    act = _act(workspace, OLIVIA, SET_UP)
    saved = {goal.key: goals.save(connection, act, goal) for goal in GOALS}
    for logged in entries(saved):
        entry = _enter(connection, workspace, logged)
        if entry.fact.campaign == REPEATS and entry.fact.day == SINCE:
            _repeat(connection, workspace, entry)


def _enter(connection: Connection, workspace: int, logged: Logged) -> Entry:
    entry = log_entry.log(connection, _act(workspace, logged.by, logged.at), logged.fact, source="form")
    if logged.taken_back:
        ledger.undo(connection, _act(workspace, logged.by, logged.taken_back), entry.id)
    return entry


def _repeat(connection: Connection, workspace: int, entry: Entry) -> None:
    if isinstance(entry.fact, Cost):
        begun = Repeat(
            workspace=workspace,
            entry=entry.id,
            first=entry.fact,
            every=Every.MONTHLY,
            next_day=NEXT,
            created_by=entry.logged_by,
        )
        repeats.add(connection, begun, entry.logged_at)


def _sell(connection: Connection, workspace: int) -> None:
    for step in deal_steps():
        at = datetime.combine(step.day, time(10), ZONE)
        deals.log(connection, _act(workspace, EMMA, at), step, request="")


def _count(connection: Connection, workspace: int) -> None:
    for fact, by in counted():
        at = datetime.combine(fact.day, time(17, 30), ZONE)
        metrics.log(connection, _act(workspace, by, at), fact, request="")


def _know(connection: Connection, workspace: int) -> None:
    """Saves what the company knows.

    Its figures are said on the fourth of the next month, benchmarks ten days after they are of.
    """
    for figures in company_months():
        at = datetime.combine(figures.period.end + timedelta(days=3), time(11), ZONE)
        company.save(connection, _act(workspace, OLIVIA, at), figures, CURRENCY)
    for by, fact in BENCHMARKS:
        at = datetime.combine(fact.day + timedelta(days=10), time(11), ZONE)
        benchmarks.log(connection, _act(workspace, by, at), fact, request="")


def _planned(start: date | None) -> datetime:
    """When a plan was written down: three days before it began."""
    return datetime.combine(start - timedelta(days=3), time(10), ZONE) if start else SET_UP


def _act(workspace: int, by: str, moment: datetime) -> Act:
    """The act of somebody who changes nothing that others logged."""
    return Act(workspace=workspace, by=by, admin=False, at=moment.astimezone(UTC), today=moment.astimezone(ZONE).date())
