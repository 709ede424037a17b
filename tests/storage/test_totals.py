"""What one answer reads: each thing once, and whose costs they are only where a row could give somebody away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from core.calendar.periods import ALL, Period
from core.ledger.entries import Conversion, Cost
from core.performance.blocks import RowKind
from core.performance.verdicts import Verdict
from core.plans.targets import Target
from core.reports.campaign import campaign_report
from core.reports.comparison_words import comparison
from core.reports.overview import recent
from core.reports.privacy import MERGING, OPEN, Veil
from core.reports.ranking import campaign_ranking, channel_ranking, content_ranking
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from storage import campaigns, goals, ledger, targets
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace
from tests.storage import facts
from tests.storage.facts import TODAY, act, usd

YEAR = Period(start=date(2026, 1, 1), end=date(2027, 1, 1))
ALPHA = Campaign(key="alpha", name="Alpha", start=date(2026, 7, 1), budget=usd(50_000), margin=Decimal(40), kind="x")
TARGET = Target(campaign="alpha", goal="lead", count=9, cost_per_conversion=usd(99), start=date(2026, 7, 1), end=TODAY)
ADS = facts.cost(minor=10_000)
HOURS = replace(ADS, category=Category.PEOPLE, hours=Decimal(1), rate=usd(10_000))


@dataclass(kw_only=True)
class Reads:
    """The books of one workspace in a snapshot of their own, and the statements they have sent."""

    books: WorkspaceBooks
    sent: list[tuple[str, str]] = field(default_factory=list)

    def from_entries(self) -> int:
        return sum("FROM entries" in statement for statement, _ in self.sent)

    def of_persons(self) -> int:
        return sum("FROM person_totals" in statement for statement, _ in self.sent)


@contextmanager
def reading(database: Database, workspace: int) -> Iterator[Reads]:
    with database.reading() as connection:
        reads = Reads(books=WorkspaceBooks(connection, workspace, "USD"))

        def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            reads.sent.append((statement, str(values)))

        event.listen(connection, "before_cursor_execute", note)
        yield reads


@pytest.fixture
def workspace(database: Database) -> int:
    """A campaign with ads and hours on one channel and leads on another, a budget, a margin and a target."""
    found = add_workspace(database).id
    with database.writing() as connection:
        campaigns.save(connection, act(found), ALPHA)
        lead = goals.save(connection, act(found), facts.goal("lead", 2_000))
        targets.save(connection, act(found), TARGET)
    log(database, found, ADS, HOURS, facts.conversion(lead, 12))
    return found


def log(database: Database, workspace: int, *what: Cost | Conversion) -> None:
    with database.writing() as connection:
        for fact in what:
            ledger.log(connection, act(workspace), fact, source="form", request="")


@pytest.mark.parametrize(
    "answer",
    [
        lambda books: campaign_report(books, "alpha", None, TODAY, veil=MERGING),
        lambda books: campaign_report(books, "alpha", ALL, TODAY, veil=MERGING),
        lambda books: channel_ranking(books, ALL, TODAY, veil=MERGING),
        lambda books: content_ranking(books, ALL, TODAY, veil=MERGING),
        lambda books: campaign_ranking(books, YEAR, TODAY, veil=MERGING),
        lambda books: comparison(books, "alpha", TODAY, veil=MERGING),
    ],
    ids=["campaign", "campaign over all", "channels", "content", "campaigns", "comparison"],
)
def test_no_answer_reads_anything_twice(
    database: Database, workspace: int, answer: Callable[[WorkspaceBooks], object]
) -> None:
    """Whatever an answer asks again, it has been read already: hours alone on a channel make it ask for persons too."""
    log(database, workspace, replace(HOURS, channel="x", content="reel"))
    with reading(database, workspace) as reads:
        answer(reads.books)
        assert len(reads.sent) == len(set(reads.sent)) > 1


@pytest.mark.parametrize("when", [TODAY, TODAY + timedelta(days=1)], ids=["only today", "yesterday"])
@pytest.mark.parametrize(
    ("kind", "ranking"),
    [("campaign", campaign_ranking), ("channel", channel_ranking), ("content", content_ranking)],
)
def test_the_last_thirty_days_cost_no_look_of_their_own(
    database: Database, workspace: int, kind: RowKind, ranking: Callable[..., object], when: date
) -> None:
    """Whether anything was logged in them is seen in the sums that the answer is made of."""
    with reading(database, workspace) as reads:
        days = recent(reads.books, when, kind)
        ranking(reads.books, days, when, veil=MERGING)
        asked = len(reads.sent)
    with reading(database, workspace) as reads:
        ranking(reads.books, days, when, veil=MERGING)
    assert asked - len(reads.sent) == (when == TODAY)
    assert days.end == TODAY + timedelta(days=1)


def test_a_period_that_ends_before_the_last_entry_leaves_it_out(database: Database, workspace: int) -> None:
    """A period is half-open: the day it ends on is not in it, though it is the campaign's last."""
    log(database, workspace, facts.cost(minor=700, day=date(2026, 8, 20)))
    with reading(database, workspace) as reads:
        first, last = reads.books.days("alpha") or (TODAY, TODAY)
        cells = reads.books.of_campaign("alpha", Period(start=first, end=last))
        whole = reads.books.of_campaign("alpha", ALL)
    assert last == date(2026, 8, 20)
    assert sum(cell.cost for cell in whole) - sum(cell.cost for cell in cells) == 700


def test_all_periods_around_a_campaign_are_one(database: Database, workspace: int) -> None:
    """What reaches beyond a campaign's days on both sides is one sum; where nothing can lie, nothing is read."""
    with reading(database, workspace) as reads:
        whole = reads.books.of_campaign("alpha", ALL)
        sent = len(reads.sent)
        assert reads.books.of_campaign("alpha", YEAR) == reads.books.of_campaign("alpha", ALL) == whole != ()
        before, after = (Period(start=day, end=day.replace(day=28)) for day in (date(2026, 7, 2), date(2026, 9, 1)))
        assert reads.books.of_campaign("alpha", before) == reads.books.of_campaign("alpha", after) == ()
        assert len(reads.sent) == sent


def test_whose_costs_they_are_is_read_where_people_cost_something(database: Database, workspace: int) -> None:
    """Once, and nowhere else; what is no person's stands as it is.

    What an admin's answer reads of entries, a member's reads as well: whose hours are missing.
    """
    for rank in (channel_ranking, content_ranking):
        with reading(database, workspace) as reads:
            admins = rank(reads.books, YEAR, TODAY, veil=OPEN)
            before = reads.from_entries()
            assert rank(reads.books, YEAR, TODAY, veil=MERGING) == admins
            assert (reads.from_entries(), reads.of_persons()) == (before, 1)
    log(database, workspace, replace(HOURS, channel="x", content="reel"))
    for rank in (channel_ranking, content_ranking):
        with reading(database, workspace) as reads:
            admins = rank(reads.books, YEAR, TODAY, veil=OPEN)
            before = reads.from_entries()
            assert rank(reads.books, YEAR, TODAY, veil=MERGING) != admins
            assert (reads.from_entries(), reads.of_persons()) == (before, 1)


@pytest.mark.parametrize(("later", "read"), [(False, 1), (True, 2)])
def test_whose_costs_they_are_is_read_again_only_where_more_is_to_come(
    database: Database, workspace: int, later: bool, read: int
) -> None:
    """A campaign's answer and its channels' alike: verdicts are of what has passed, masked as that would be."""
    log(database, workspace, replace(HOURS, channel="x", content="reel", day=date(2026, 6, 15)))
    if later:
        log(database, workspace, facts.cost(minor=700, day=date(2026, 11, 3)))
    for rank in (channel_ranking, content_ranking, of_alpha):
        with reading(database, workspace) as reads:
            rank(reads.books, YEAR, TODAY, veil=MERGING)
            assert reads.of_persons() == read


def of_alpha(books: WorkspaceBooks, period: Period, today: date, *, veil: Veil) -> object:
    return campaign_report(books, "alpha", period, today, veil=veil)


def test_a_campaigns_answer_reads_no_other_campaigns_year(database: Database, workspace: int) -> None:
    """Also where a year is looked at for an ad or a result: nothing came of its licence."""
    with database.writing() as connection:
        campaigns.save(connection, act(workspace), replace(ALPHA, key="licence", name="Licence"))
    tool = replace(ADS, category=Category.TOOLS, campaign="licence", day=date(2026, 3, 1))
    log(database, workspace, tool)
    with reading(database, workspace) as reads:
        shown = campaign_report(reads.books, "licence", YEAR, TODAY, veil=MERGING)
        sums = [values for statement, values in reads.sent if "FROM monthly_totals" in statement]
    assert shown.verdict is not None
    assert shown.verdict.judgement.verdict is Verdict.IDLE
    assert sums
    assert all("'licence'" in values for values in sums), sums


def test_days_are_the_same_sums_one_by_one(database: Database, workspace: int) -> None:
    """By channel and campaign, of the days asked for only."""
    log(database, workspace, facts.cost(minor=700, day=date(2026, 3, 1)), facts.cost(minor=55, day=date(2027, 1, 1)))
    with reading(database, workspace) as reads:
        for by, cells in (("channel", reads.books.by_channel(YEAR)), ("campaign", reads.books.by_campaign(YEAR))):
            days = reads.books.daily(by, YEAR)
            assert {one.day for one in days} == {TODAY, date(2026, 3, 1)}
            assert _sums((one.key, one.goal, one.cost, one.count) for one in days) == _sums(
                (getattr(cell, by), cell.goal, cell.cost, cell.count) for cell in cells
            )
            sent = len(reads.sent)
            assert reads.books.daily(by, YEAR) is days
            assert len(reads.sent) == sent


def _sums(rows: Iterable[tuple[str, int, int, int]]) -> dict[tuple[str, int], tuple[int, int]]:
    """(Key, goal) -> cost and count."""
    sums: dict[tuple[str, int], tuple[int, int]] = {}
    for key, goal, cost, count in rows:
        before = sums.get((key, goal), (0, 0))
        sums[key, goal] = (before[0] + cost, before[1] + count)
    return sums
