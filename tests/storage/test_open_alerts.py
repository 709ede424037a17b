"""Open alerts as answers read them: until when an alert stands, and that many of them cost no more than one (J-03)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event, insert, update

from core.calendar.periods import Period
from core.posts.deliveries import Kind, State
from core.reports.campaign import campaign_report
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking, channel_ranking
from core.setup.campaigns import Campaign
from core.setup.goals import Goal
from storage import campaigns, goals, ledger, schedules
from storage.database import Database
from storage.tables import deliveries
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace, mostly_on_sqlite
from tests.storage import facts
from tests.storage.facts import TODAY, act

pytestmark = pytest.mark.usefixtures("tenants_kept_apart")

SINCE_2024 = Period(start=date(2024, 1, 1), end=TODAY + timedelta(days=1))
QUARTER, QUARTER_AND_YEAR = 91, 91 + 365
Answer = Callable[[WorkspaceBooks], object]


class Posts:
    """A workspace with the campaign ``alpha``, sales that count and leads that do not, and alerts posted before."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.workspace = add_workspace(database).id
        plan = replace(facts.schedule(self.workspace), kind=Kind.ALERTS)
        self.save(Campaign(key="alpha", name="Alpha"))
        with database.writing() as connection:
            self.sale = goals.save(connection, act(self.workspace), facts.goal("sale", 10_000))
            self.lead = goals.save(connection, act(self.workspace), facts.goal("lead", 0, counts=False))
            self.schedule = schedules.save(connection, plan, "Europe/Warsaw", facts.NOW).id
            ledger.log(connection, act(self.workspace), facts.cost(ago(300)), source="form", request="")

    def save(self, campaign: Campaign) -> None:
        with self.database.writing() as connection:
            campaigns.save(connection, act(self.workspace), campaign)

    def came(self, goal: Goal, days: int) -> None:
        fact = replace(facts.conversion(goal), day=ago(days), channel="linkedin")
        with self.database.writing() as connection:
            ledger.log(connection, act(self.workspace), fact, source="form", request="")

    def alert(self, days: int, last: int | None = None, **more: object) -> None:
        """Of ``alpha`` and its channel, so many ``days`` ago; the ``last`` result was so many days ago; None: none."""
        known = "" if last is None else ago(last).isoformat()
        self.post(days, {"campaign:alpha": known, "channel:linkedin": known}, **more)

    def post(self, days: int, units: Mapping[str, str], **more: object) -> None:
        due = datetime.combine(ago(days), time(7), UTC)
        row = {
            "workspace_id": self.workspace,
            "schedule_id": self.schedule,
            "kind": Kind.ALERTS.value,
            "period": due.date().isoformat(),
            "conversation": "C1",
            "due": due,
            "delayed": False,
            "state": State.SENT.value,
            "not_before": due,
            "subject": json.dumps({"units": units, **more}),
        }
        with self.database.writing() as connection:
            connection.execute(insert(deliveries).values(row))

    def open(self) -> list[date | None]:
        """Since when one is open: on the campaign in its own answer, in its row, and on the channel."""
        with self.database.reading() as connection:
            books = WorkspaceBooks(connection, self.workspace, "USD")
            whole = campaign_report(books, "alpha", None, TODAY, veil=MERGING).alerted
            rows = [
                row.alerted
                for ranking in (campaign_ranking, channel_ranking)
                for row in ranking(books, SINCE_2024, TODAY, veil=MERGING).rows
                if row.key in ("alpha", "linkedin")
            ]
        return [whole, *rows]

    def sent(self, answer: Answer) -> int:
        """How many statements an answer takes."""
        statements = list[str]()
        with self.database.reading() as connection:
            event.listen(connection, "before_cursor_execute", lambda *given: statements.append(str(given[2])))
            answer(WorkspaceBooks(connection, self.workspace, "USD"))
        return len(statements)


@pytest.fixture
def posts(database: Database) -> Posts:
    return Posts(database)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_fifty_alerts_are_read_with_as_many_statements_as_one(posts: Posts) -> None:
    """By the answer of a campaign, of all and of the channels: each alert is of another day and another unit, none of
    which anything has come of since.
    """
    answers: Sequence[Answer] = (
        lambda books: campaign_report(books, "alpha", None, TODAY, veil=MERGING),
        lambda books: campaign_ranking(books, SINCE_2024, TODAY, veil=MERGING),
        lambda books: channel_ranking(books, SINCE_2024, TODAY, veil=MERGING),
    )
    posts.alert(7)
    before = [posts.sent(answer) for answer in answers]
    for number in range(50):
        key = f"unit-{number}"
        posts.save(Campaign(key=key, name=key))
        last = ago(60 + number).isoformat()
        posts.post(8 + number, {f"campaign:{key}": last, f"channel:{key}": last})
    assert [posts.sent(answer) for answer in answers] == before


def test_a_campaigns_answer_asks_for_its_own_results_only(posts: Posts) -> None:
    """Where none is open on it, an alert of another costs nothing at all."""
    before = posts.sent(lambda books: campaign_report(books, "alpha", None, TODAY, veil=MERGING))
    posts.save(Campaign(key="beta", name="Beta"))
    posts.post(7, {"campaign:beta": "", "channel:linkedin": ""})
    assert posts.sent(lambda books: campaign_report(books, "alpha", None, TODAY, veil=MERGING)) == before


@mostly_on_sqlite("days", [0, QUARTER_AND_YEAR - 1, QUARTER_AND_YEAR])
def test_an_alert_speaks_no_longer_than_it_looked_back(posts: Posts, days: int) -> None:
    """A quarter and the year before it are what is read to find one."""
    posts.alert(days)
    assert posts.open() == [ago(days) if days < QUARTER_AND_YEAR else None] * 3


@mostly_on_sqlite("days", [QUARTER - 1, QUARTER])
def test_too_few_results_are_told_of_a_quarter(posts: Posts, days: int) -> None:
    """A single result does not make them enough, nor is it told again because of one; once the quarter is over, it is
    the next one's turn.
    """
    posts.alert(days, too_few=["campaign:alpha", "channel:linkedin"])
    posts.came(posts.sale, 0)
    assert posts.open() == [ago(days) if days < QUARTER else None] * 3


@pytest.mark.parametrize(
    "became",
    [Campaign(key="alpha", name="Alpha", end=ago(1)), Campaign(key="alpha", name="Alpha", serves_all=True)],
    ids=["ended", "serves all"],
)
def test_what_is_no_longer_watched_has_no_open_alert(posts: Posts, became: Campaign) -> None:
    """A campaign that has ended, or serves all; its channel goes on."""
    posts.alert(7)
    posts.save(became)
    assert posts.open() == [None, None, ago(7)]


def test_a_campaign_that_ends_today_still_runs(posts: Posts) -> None:
    """Its last day is one of its own."""
    posts.alert(7)
    posts.save(Campaign(key="alpha", name="Alpha", end=TODAY))
    assert posts.open() == [ago(7)] * 3


def test_a_result_closes_it_from_the_last_one_known_on(posts: Posts) -> None:
    """One of a day before the post that was logged only after it: the weekly check would tell of what follows anew."""
    posts.alert(7, last=200)
    posts.came(posts.sale, 200)
    assert posts.open() == [ago(7)] * 3
    posts.came(posts.sale, 199)
    assert posts.open() == [None] * 3


def test_a_result_of_another_goal_does_not_close_it(posts: Posts) -> None:
    """Sales count here: a lead is not waited for, and the weekly check stays silent after one."""
    posts.came(posts.sale, 200)
    posts.alert(7, last=200)
    posts.came(posts.lead, 1)
    assert posts.open() == [ago(7)] * 3


def test_a_result_of_the_goal_it_was_measured_by_closes_it(posts: Posts) -> None:
    """A target's goal may be one that does not count."""
    posts.came(posts.sale, 200)
    posts.alert(7, last=200, goals={"campaign:alpha": "lead", "channel:linkedin": "lead"})
    assert posts.open() == [ago(7)] * 3
    posts.came(posts.lead, 1)
    assert posts.open() == [None] * 3


def test_an_alert_of_a_unit_that_had_no_result_is_closed_by_its_first(posts: Posts) -> None:
    """Whatever day it is logged for."""
    posts.alert(7)
    assert posts.open() == [ago(7)] * 3
    posts.came(posts.sale, 300)
    assert posts.open() == [None] * 3


def test_what_was_posted_is_dated_by_the_day_it_was_looked_at(posts: Posts) -> None:
    """In Auckland Monday morning is Sunday elsewhere; before that day was kept, it is the day it was due."""
    posts.alert(7, day=ago(6).isoformat())
    assert posts.open() == [ago(6)] * 3


def test_what_was_kept_before_results_were_knew_all_up_to_its_day(posts: Posts) -> None:
    """Its delivery names the units alone."""
    posts.post(7, {})
    with posts.database.writing() as connection:
        connection.execute(
            update(deliveries)
            .where(deliveries.c.workspace_id == posts.workspace)
            .values(subject='{"units": ["campaign:alpha", "channel:linkedin"]}')
        )
    posts.came(posts.sale, 7)
    assert posts.open() == [ago(7)] * 3
    posts.came(posts.sale, 6)
    assert posts.open() == [None] * 3
