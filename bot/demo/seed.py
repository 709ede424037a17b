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
from storage import (
    benchmarks,
    campaigns,
    closings,
    company,
    deals,
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
        if ledger.history(connection, workspace.id, None, most=1):
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
        closings.close(connection, workspace.id, CLOSED, by=OLIVIA, at=_utc(CLOSED_AT), request="")


def _set_up(connection: Connection, workspace: int) -> None:
    for campaign in CAMPAIGNS:
        campaigns.save(connection, workspace, campaign, EMMA, _planned(campaign.start))
    for target in TARGETS:
        targets.save(connection, workspace, target, EMMA, _planned(target.start))


def _log(connection: Connection, workspace: int) -> None:
    saved = {goal.key: goals.save(connection, workspace, goal, OLIVIA, _utc(SET_UP)) for goal in GOALS}
    for logged in entries(saved):
        entry = _enter(connection, workspace, logged)
        if entry.fact.campaign == REPEATS and entry.fact.day == SINCE:
            _repeat(connection, workspace, entry)


def _enter(connection: Connection, workspace: int, logged: Logged) -> Entry:
    at = _utc(logged.at)
    entry = log_entry.log(connection, workspace, logged.fact, by=logged.by, at=at, source="form")
    if logged.taken_back:
        ledger.undo(connection, workspace, entry.id, by=logged.by, at=_utc(logged.taken_back), anyone=False)
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
        at = _utc(datetime.combine(step.day, time(10), ZONE))
        deals.log(connection, workspace, step, by=EMMA, at=at, request="")


def _count(connection: Connection, workspace: int) -> None:
    for fact, by in counted():
        at = _utc(datetime.combine(fact.day, time(17, 30), ZONE))
        metrics.log(connection, workspace, fact, by=by, at=at, request="")


def _know(connection: Connection, workspace: int) -> None:
    """Saves what the company knows.

    Its figures are said on the fourth of the next month, benchmarks ten days after they are of.
    """
    for figures in company_months():
        at = _utc(datetime.combine(figures.period.end + timedelta(days=3), time(11), ZONE))
        company.save(connection, workspace, figures, CURRENCY, OLIVIA, at)
    for by, fact in BENCHMARKS:
        at = _utc(datetime.combine(fact.day + timedelta(days=10), time(11), ZONE))
        benchmarks.log(connection, workspace, fact, by=by, at=at, request="")


def _planned(start: date | None) -> datetime:
    """The instant when a plan was written down: three days before it began."""
    return _utc(datetime.combine(start - timedelta(days=3), time(10), ZONE) if start else SET_UP)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
