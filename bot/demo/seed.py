"""Puts the sample year on the books, through the same doors as the bot's own entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.demo.business import BENCHMARKS, company_months
from bot.demo.calendar import SET_UP, TIMEZONE, ZONE
from bot.demo.company import EMMA, OLIVIA
from bot.demo.counted import counted
from bot.demo.lines import CURRENCY
from bot.demo.plans import CAMPAIGNS, GOALS, TARGETS
from bot.demo.year import Logged, entries
from storage import benchmarks, campaigns, company, goals, ledger, metrics, targets, workspaces
from storage.database import Database

LANGUAGE = "en"


def seed(database: Database, enterprise_id: str, team_id: str) -> None:
    """Fills the workspace with the year, in one transaction; one that has entries already is left alone."""
    with database.writing() as books:
        workspace = workspaces.add(books, enterprise_id, team_id)
        if ledger.history(books, workspace.id, None, most=1):
            return
        workspaces.remember_first_admin(books, workspace.id, TIMEZONE, LANGUAGE)
        workspaces.save_settings(books, replace(workspace, currency=CURRENCY, timezone=TIMEZONE, language=LANGUAGE))
        _set_up(books, workspace.id)
        _log(books, workspace.id)
        _count(books, workspace.id)
        _know(books, workspace.id)


def _set_up(books: Connection, workspace: int) -> None:
    for campaign in CAMPAIGNS:
        campaigns.save(books, workspace, campaign, EMMA, _planned(campaign.start))
    for target in TARGETS:
        targets.save(books, workspace, target, EMMA, _planned(target.start))


def _log(books: Connection, workspace: int) -> None:
    saved = {goal.key: goals.save(books, workspace, goal, OLIVIA, _utc(SET_UP)) for goal in GOALS}
    for logged in entries(saved):
        _enter(books, workspace, logged)


def _enter(books: Connection, workspace: int, logged: Logged) -> None:
    at = _utc(logged.at)
    entry = ledger.log(books, workspace, logged.fact, by=logged.by, at=at, source="form", request="")
    if logged.taken_back:
        ledger.undo(books, workspace, entry.id, by=logged.by, at=_utc(logged.taken_back), anyone=False)


def _count(books: Connection, workspace: int) -> None:
    for fact, by in counted():
        at = _utc(datetime.combine(fact.day, time(17, 30), ZONE))
        metrics.log(books, workspace, fact, by=by, at=at, request="")


def _know(books: Connection, workspace: int) -> None:
    """Company figures are said on the fourth of the next month, benchmarks ten days after they are of."""
    for said in company_months():
        at = _utc(datetime.combine(said.period.end + timedelta(days=3), time(11), ZONE))
        company.save(books, workspace, said, CURRENCY, OLIVIA, at)
    for by, fact in BENCHMARKS:
        at = _utc(datetime.combine(fact.day + timedelta(days=10), time(11), ZONE))
        benchmarks.log(books, workspace, fact, by=by, at=at, request="")


def _planned(start: date | None) -> datetime:
    """When a plan was written down: three days before it began."""
    return _utc(datetime.combine(start - timedelta(days=3), time(10), ZONE) if start else SET_UP)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
