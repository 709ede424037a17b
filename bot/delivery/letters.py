"""Letters: what a delivery says, written at the moment it is sent, in the workspace's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import Connection

from bot.delivery.courier import Letter
from bot.language import Language, Languages
from bot.slack.people import People
from bot.views.alerts import alert_post
from bot.views.blocks import Block, by_name, mentioned
from bot.views.digests import digest_post
from bot.views.notices import skipped_notice, stuck_notice, waiting_notice
from bot.views.schedules import intro_post
from core.calendar.periods import Period
from core.calendar.weekly import local_day
from core.money.money import Money
from core.performance.cells import Cell, grouped
from core.performance.performance import Performance, performance
from core.posts.alerts import AlertReport, Experience, Unit, history_before, suspicions, units, window_before
from core.posts.alerts import Kind as UnitKind
from core.posts.deliveries import Delivery, Kind, State
from core.posts.digests import digest_report
from core.posts.refusals import MISSING_SCOPE
from core.problems import Problem
from core.reports.completeness import completeness
from core.reports.missing import Scope
from core.reports.privacy import MERGING
from core.reports.restatements import Since, horizon
from core.setup.workspaces import Defaults, Workspace
from storage import alerts, closings, deliveries, entry_lists, goals, names, targets, workspaces
from storage.database import Database
from storage.totals import WorkspaceBooks

MOST_TOLD = 12
"""The most channels and campaigns in one alert; the rest is told of the week after."""


@dataclass(frozen=True, kw_only=True)
class Letters:
    """Composes digests, alerts, intros and notices; reads the books, writes nothing."""

    database: Database
    people: People
    languages: Languages
    defaults: Defaults

    def compose(self, delivery: Delivery) -> Letter | None:
        """The message of a delivery; None where there is nothing to say."""
        # All is read in one snapshot, so that the sums of a post agree with each other.
        with self.database.reading() as connection:
            workspace = workspaces.load(connection, delivery.workspace)
            if delivery.kind is Kind.ALERTS:
                return self._alerts(connection, workspace, delivery)
            digest = self._digest(connection, workspace, delivery) if delivery.kind is Kind.DIGEST else None
            about = _about(connection, delivery) if delivery.kind is Kind.NOTICE else None
            spoken = {key: name for key, _, name in names.every(connection, workspace.id)}
        # Slack is asked for names once nothing of the database is held.
        if digest:
            return Letter(message=by_name(digest, self.people.names(workspace.team_id, mentioned(digest))))
        if about:
            return self._notice(workspace, delivery, about)
        return self._intro(workspace, delivery, spoken)

    def _digest(self, connection: Connection, workspace: Workspace, delivery: Delivery) -> Block:
        """The digest, in which whom to ask is still a mention."""
        week = delivery.schedule.weekly(workspace.zone_name(self.defaults)).reported(delivery.due)
        since = since_last(connection, workspace, delivery, self.defaults)
        ledger = _ledger(connection, workspace, self.defaults)
        report = digest_report(ledger, week, delivery.schedule.channel, since, veil=MERGING)
        return digest_post(self._language(workspace), report, delayed=delivery.delayed, waited=_waited(delivery))

    def _alerts(self, connection: Connection, workspace: Workspace, delivery: Delivery) -> Letter | None:
        report = alert_report(connection, workspace, delivery, self.defaults)
        if not report.suspicions:
            return None
        subject = alerts.subject([suspicion.unit.id for suspicion in report.suspicions])
        post = alert_post(self._language(workspace), report, delayed=delivery.delayed, waited=_waited(delivery))
        return Letter(message=post, subject=subject)

    def _intro(self, workspace: Workspace, delivery: Delivery, spoken: Mapping[str, str]) -> Letter:
        zone = delivery.schedule.timezone or workspace.zone_name(self.defaults)
        author = delivery.schedule.created_by
        name = self.people.names(workspace.team_id, [author])[author]
        return Letter(message=intro_post(self._language(workspace), delivery.schedule, zone, name, spoken))

    def _notice(self, workspace: Workspace, delivery: Delivery, about: Delivery) -> Letter:
        reason = delivery.subject.partition(" ")[2]
        language = self._persons_language(workspace, delivery.schedule.created_by)
        if reason == MISSING_SCOPE and about.state is not State.FAILED:
            return Letter(message=waiting_notice(language, about), subject=delivery.subject)
        if about.state is State.SKIPPED:
            return Letter(message=skipped_notice(language, about, reason), subject=delivery.subject)
        return Letter(
            message=stuck_notice(language, about, reason, unclear=reason == "unclear"), subject=delivery.subject
        )

    def _language(self, workspace: Workspace) -> Language:
        return self.languages.get(workspace.post_language(self.defaults))

    def _persons_language(self, workspace: Workspace, user_id: str) -> Language:
        try:
            return self.languages.get(self.people.get(workspace.team_id, user_id).language)
        except Problem:
            return self._language(workspace)


def since_last(connection: Connection, workspace: Workspace, delivery: Delivery, defaults: Defaults) -> Since | None:
    """What was logged since the schedule's last digest that was really sent; None for its first."""
    weekly = delivery.schedule.weekly(workspace.zone_name(defaults))
    last = deliveries.sent_before(connection, delivery)
    if last is None:
        return None
    day = local_day(delivery.due, weekly.timezone)
    return Since(
        due=last,
        until=delivery.due,
        day=day,
        told=weekly.reported(last),
        closed=closings.first_closed(connection, workspace.id),
        logged=entry_lists.logged_after(connection, workspace.id, last, horizon(day, weekly.reported(delivery.due))),
    )


def alert_report(connection: Connection, workspace: Workspace, delivery: Delivery, defaults: Defaults) -> AlertReport:
    """The spend that is beyond chance and was not told of before, over the 28 local days before the check.

    It is empty where the costs of those days are not complete enough: it is told of once they are.
    """
    zone = workspace.zone_name(defaults)
    day = local_day(delivery.due, zone)
    window = window_before(day)
    ledger = _ledger(connection, workspace, defaults)
    floor = Money(minor=delivery.schedule.floor, currency=ledger.currency)
    experience = _experience(connection, workspace, ledger, window)
    suspected, looked_at = suspicions(_units(ledger, window, day), experience, floor)
    alerted = _still_known(connection, ledger, workspace, delivery, zone, window.end)
    fresh = [suspicion for suspicion in suspected if suspicion.unit.id not in alerted]
    if fresh and not _complete_enough(ledger, window):
        fresh = []
    return AlertReport(window=window, suspicions=tuple(fresh[:MOST_TOLD]), looked_at=looked_at, names=ledger.names())


def _units(ledger: WorkspaceBooks, window: Period, day: date) -> list[Unit]:
    """The channels and campaigns that an alert on ``day`` may speak of."""
    by_channel = _postable(ledger, window, "channel")
    by_campaign = _postable(ledger, window, "campaign")
    spent = grouped((cell for cell in by_channel if cell.cost), "channel")
    spenders = {channel: frozenset(cell.campaign for cell in cells) for channel, cells in spent.items()}
    channels = _performances(ledger, by_channel, "channel")
    campaigns = _performances(ledger, by_campaign, "campaign")
    return units(channels, campaigns, ledger.campaigns(), day, spenders)


def _experience(connection: Connection, workspace: Workspace, ledger: WorkspaceBooks, window: Period) -> Experience:
    """What a conversion may cost by the team's own targets, history and goals."""
    before = ledger.by_campaign(history_before(window))
    return Experience(
        targets=targets.every(connection, workspace.id),
        history=performance(before, ledger.goals(), ledger.currency),
        goals=goals.current(connection, workspace.id),
        window=window,
    )


def _ledger(connection: Connection, workspace: Workspace, defaults: Defaults) -> WorkspaceBooks:
    return WorkspaceBooks(connection, workspace.id, workspace.reporting_currency(defaults), workspace.complete_from)


def _complete_enough(ledger: WorkspaceBooks, window: Period) -> bool:
    spent = sum(cell.cost for cell in ledger.by_channel(window))
    judged = completeness(ledger, Scope(period=window), spent, window.last, veil=MERGING)
    return judged is None or judged.enough


def _postable(ledger: WorkspaceBooks, window: Period, by: str) -> list[Cell]:
    """The cells by channel or campaign, without those whose cost is one person's: a post is read by everybody."""
    cells = ledger.by_channel(window) if by == "channel" else ledger.by_campaign(window)
    hidden = MERGING.withheld(cells, by, partial(ledger.persons, window, by=by))
    return [cell for cell in cells if getattr(cell, by) not in hidden]


def _performances(ledger: WorkspaceBooks, cells: Sequence[Cell], by: str) -> dict[str, Performance]:
    every_goal = ledger.goals()
    return {key: performance(group, every_goal, ledger.currency) for key, group in grouped(cells, by).items()}


def _waited(delivery: Delivery) -> str:
    """The reason why Slack did not take it at first; empty where it was not Slack."""
    return delivery.reason if delivery.waits else ""


def _about(connection: Connection, delivery: Delivery) -> Delivery:
    """The delivery that a notice is about."""
    number, _, _reason = delivery.subject.partition(" ")
    return deliveries.find(connection, int(number))


def _still_known(
    connection: Connection, ledger: WorkspaceBooks, workspace: Workspace, delivery: Delivery, zone: str, day_end: date
) -> set[str]:
    """Units told of before that have had no conversion since: they stay silent."""
    silent = set()
    for unit, due in alerts.alerted(connection, workspace.id, delivery.schedule.id).items():
        since = window_before(local_day(due, zone)).start
        if not _converted(ledger, unit, since, day_end):
            silent.add(unit)
    return silent


def _converted(ledger: WorkspaceBooks, unit: str, since: date, until: date) -> bool:
    kind, _, key = unit.partition(":")
    period = Period(start=since, end=max(since, until))
    cells = ledger.by_channel(period) if kind == UnitKind.CHANNEL else ledger.by_campaign(period)
    return any(cell.count for cell in cells if getattr(cell, kind) == key)
