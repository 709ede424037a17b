"""Letters: what a delivery says, written at the moment it is sent, in the workspace's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.delivery.courier import Letter
from bot.language import Language
from bot.slack.people import People
from bot.slack.tongues import Tongues
from bot.views.alerts import alert_post
from bot.views.blocks import Block, by_name, mentioned
from bot.views.digests import digest_post
from bot.views.notices import skipped_notice, stuck_notice, waiting_notice
from bot.views.schedules import intro_post
from core.calendar.weekly import local_day
from core.posts.alerts import AlertReport, alert_report
from core.posts.deliveries import Delivery, Kind, State
from core.posts.digests import digest_report
from core.posts.refusals import MISSING_SCOPE
from core.problems import Problem
from core.reports.privacy import MERGING
from core.reports.restatements import Since, horizon
from core.setup.workspaces import Defaults, Workspace
from storage import alerts, closings, deliveries, entry_lists, names, workspaces
from storage.database import Database
from storage.totals import WorkspaceBooks


@dataclass(frozen=True, kw_only=True)
class Letters:
    """Composes digests, alerts, intros and notices; reads the books, writes nothing."""

    database: Database
    people: People
    tongues: Tongues
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
        day = local_day(delivery.due, workspace.zone_name(self.defaults))
        report = digest_report(ledger, week, delivery.schedule.channel, since, day, veil=MERGING)
        return digest_post(
            self._language(workspace),
            report,
            delayed=delivery.delayed,
            waited=_waited(delivery),
            schedule=delivery.schedule.id,
            importing=workspace.importing,
        )

    def _alerts(self, connection: Connection, workspace: Workspace, delivery: Delivery) -> Letter | None:
        report = alerts_of(connection, workspace, delivery, self.defaults)
        if not report.findings:
            return None
        subject = alerts.subject({finding.id: finding.told_on(report.day) for finding in report.findings})
        post = alert_post(self._language(workspace), report, delayed=delivery.delayed, waited=_waited(delivery))
        return Letter(message=post, subject=subject)

    def _intro(self, workspace: Workspace, delivery: Delivery, spoken: Mapping[str, str]) -> Letter:
        zone = delivery.schedule.timezone or workspace.zone_name(self.defaults)
        author = delivery.schedule.created_by
        name = self.people.names(workspace.team_id, [author])[author]
        return Letter(message=intro_post(self._language(workspace), delivery.schedule, zone, name, spoken))

    def _notice(self, workspace: Workspace, delivery: Delivery, about: Delivery) -> Letter | None:
        """As it stands when the notice can be sent; nothing of what was posted after all."""
        if about.state is State.SENT:
            return None
        reason = delivery.subject.partition(" ")[2]
        language = self._persons_language(workspace, delivery.schedule.created_by)
        if about.state is State.SKIPPED and about.reason == reason:
            return Letter(message=skipped_notice(language, about, reason), subject=delivery.subject)
        if reason == MISSING_SCOPE and about.state is not State.FAILED:
            return Letter(message=waiting_notice(language, about), subject=delivery.subject)
        return Letter(
            message=stuck_notice(language, about, reason, unclear=reason == "unclear"), subject=delivery.subject
        )

    def _language(self, workspace: Workspace) -> Language:
        return self.tongues.of_posts(workspace)

    def _persons_language(self, workspace: Workspace, user_id: str) -> Language:
        try:
            person = self.people.get(workspace.team_id, user_id)
        except Problem:
            return self._language(workspace)
        return self.tongues.language(workspace, person)


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


def alerts_of(connection: Connection, workspace: Workspace, delivery: Delivery, defaults: Defaults) -> AlertReport:
    """What the schedule's check has to tell that it has not told before."""
    zone = workspace.zone_name(defaults)
    posted_before = alerts.alerted(connection, workspace.id, delivery.schedule.id)
    ledger = _ledger(connection, workspace, defaults)
    return alert_report(ledger, local_day(delivery.due, zone), delivery.schedule.floor, posted_before)


def _ledger(connection: Connection, workspace: Workspace, defaults: Defaults) -> WorkspaceBooks:
    return WorkspaceBooks(connection, workspace.id, workspace.reporting_currency(defaults), workspace.complete_from)


def _waited(delivery: Delivery) -> str:
    """The reason why Slack did not take it at first; empty where it was not Slack."""
    return delivery.reason if delivery.waits else ""


def _about(connection: Connection, delivery: Delivery) -> Delivery:
    """The delivery that a notice is about."""
    number, _, _reason = delivery.subject.partition(" ")
    return deliveries.find(connection, int(number))
