"""Restatements: each digest tells how months told before have changed since the last, exactly, and nobody's pay."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from core.currency_change import Kept, rebuild
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.hourly_rates import Work
from core.money.cross_rates import RatesInto
from core.money.money import Money
from core.sales.deals import WON, Deal
from core.setup.categories import Category
from storage import closings, currency_change, deals, entry_lists, ledger, refunds, workspaces
from storage.database import Database
from tests.bot import test_courier
from tests.bot.conftest import ADA, ZONE, Team
from tests.bot.test_courier import MONDAY, SET_UP, WEEK, House, on_both
from tests.bot.test_digest_setup import next_run, set_up, weekly
from tests.databases import add_workspace
from tests.storage.facts import act

HOUR = timedelta(hours=1)
SOLD, MARCH = date(2025, 3, 5), date(2025, 3, 1)

engine, house = test_courier.engine, test_courier.house
"""In one process, on SQLite; where a digest asks for something else than in the other tests, on PostgreSQL too."""


def usd(units: int) -> Money:
    return Money(minor=units * 100, currency="USD")


class Story:
    """A house with a digest, and what happens to its books between the digests, at any hour.

    The clock stands still; each digest is of the Monday so many weeks after the first.
    """

    def __init__(self, house: House, channel: str = "") -> None:
        self.house = house
        self.workspace = house.workspace
        self.goal = house.goal(10)
        self.schedule = house.set_up(channel=channel)
        self.first = MONDAY
        self.early = SET_UP

    def post(self, week: int, late: timedelta = timedelta()) -> str:
        """The digest of that week, once it is posted."""
        shown = len(self.house.there())
        self.house.tick(self.first + week * WEEK + late)
        posts = self.house.there()
        assert len(posts) == shown + 1
        return posts[-1]

    def log(self, when: datetime, fact: Cost | Conversion) -> Entry:
        with self.house.database.writing() as connection:
            return ledger.log(connection, act(self.workspace, "U1", when), fact, source="form", request="")

    def sell(self, when: datetime, day: date = SOLD) -> Entry:
        """A sale of 1,000.00."""
        sale = Conversion(day=day, goal=self.goal, count=1, value=usd(1000), revenue=usd(1000), channel="linkedin")
        return self.log(when, sale)

    def refund(self, when: datetime, sale: Entry, units: int = 1000) -> Entry:
        with self.house.database.writing() as connection:
            return refunds.save(
                connection,
                act(self.workspace, "U1", when, admin=True, today=when.date()),
                sale.id,
                usd(units),
                day=when.date(),
                note="sent back",
                request="",
            )

    def undo(self, when: datetime, entry: Entry) -> Entry:
        with self.house.database.writing() as connection:
            return ledger.undo(connection, act(self.workspace, "U1", when, admin=True), entry.id)

    def redo(self, when: datetime, reversal: Entry) -> Entry:
        with self.house.database.writing() as connection:
            return ledger.redo(connection, act(self.workspace, "U1", when, admin=True), reversal.id)

    def move(self, when: datetime, stage: str) -> None:
        """A deal of 1,000.00, on the day of the sales."""
        goal = self.goal.id if stage == WON else 0
        deal = Deal(key="acme", name="Acme", day=SOLD, stage=stage, probability=Decimal(0), amount=usd(1000), goal=goal)
        with self.house.database.writing() as connection:
            deals.log(connection, act(self.workspace, "U1", when), deal, request="")

    def rebuilt(self, when: datetime) -> None:
        """All in złoty, four for a dollar."""
        with self.house.database.writing() as connection:
            workspaces.touch(connection, self.workspace)
            logged = entry_lists.in_order(connection, self.workspace)
            days = {entry.fact.day: Fraction(4) for entry in logged} | {when.date(): Fraction(4)}
            into = RatesInto("PLN", "USD", {("USD", "PLN"): days}, lambda _: {})
            plans = currency_change.plans(connection, self.workspace, "USD")
            currency_change.apply(
                connection, act(self.workspace, "U1", when), rebuild(logged, plans, Kept(), into, "USD", when.date())
            )

    def close(self, when: datetime) -> None:
        """March 2025."""
        with self.house.database.writing() as connection:
            closings.close(connection, act(self.workspace, "U1", when), MARCH, request="")

    def reopen(self, when: datetime) -> None:
        with self.house.database.writing() as connection:
            assert closings.reopen(connection, act(self.workspace, "U1", when), MARCH)


def ads(units: int, day: date = SOLD, channel: str = "linkedin") -> Cost:
    return Cost(day=day, category=Category.ADS, amount=usd(units), channel=channel)


def work(day: date, *people: str) -> Cost:
    """An hour each at 61.73."""
    rate = Money(minor=61_73, currency="USD")
    each = tuple(Work(person=name, hours=Decimal(1), rate=rate) for name in people)
    return Cost(
        day=day,
        category=Category.PEOPLE,
        amount=Money(minor=61_73 * len(people), currency="USD"),
        channel="linkedin",
        hours=Decimal(len(people)),
        people=each,
    )


def restated(post: str) -> list[str]:
    """The lines about restated months, each with the one under it that says what moved."""
    lines = post.splitlines()
    return [
        line
        for line in lines
        if " changed: ROI " in line or line.startswith(("cost $", "return $", "conversions ", "Part of"))
    ]


@pytest.fixture
def story(house: House) -> Story:
    """All channels' digest."""
    return Story(house)


def test_the_first_digest_tells_none(story: Story) -> None:
    """Nothing was told before it."""
    early = story.early
    story.close(early - HOUR)
    story.refund(early, story.sell(early))
    assert restated(story.post(0)) == []


@on_both
def test_a_closed_month_tells_all_that_came_later(story: Story) -> None:
    """Late entries, what was taken back and put back, refunds: how many of each, and both figures."""
    early = story.early
    old = story.log(early - HOUR, ads(400))
    sale = story.sell(early - HOUR)
    story.close(early)
    story.post(0)
    story.log(story.first + HOUR, ads(100))
    undone = story.undo(story.first + HOUR, old)
    story.redo(story.first + 2 * HOUR, undone)
    story.refund(story.first + HOUR, sale, 250)
    assert restated(story.post(1)) == [
        "March 2025 changed: ROI 150.00% → 50.00% (1 late entry, 1 refund, 1 entry undone, 1 entry restored)",
        "cost $400.00 → $500.00 · return $1,000.00 → $750.00",
    ]


@on_both
def test_an_open_month_tells_its_refunds_only(story: Story) -> None:
    """Late entries in a month nobody closed are no restatement: before and after differ by the refund alone."""
    early = story.early
    story.log(early, ads(400))
    sale = story.sell(early)
    story.post(0)
    story.log(story.first + HOUR, ads(100))
    back = story.refund(story.first + HOUR, sale)
    assert restated(story.post(1)) == [
        "March 2025 changed: ROI 100.00% → -100.00% (1 refund)",
        "return $1,000.00 → $0.00 · conversions 1 → 0",
    ]
    story.undo(story.first + WEEK + HOUR, back)
    assert restated(story.post(2)) == [
        "March 2025 changed: ROI -100.00% → 100.00% (1 entry undone)",
        "return $0.00 → $1,000.00 · conversions 0 → 1",
    ]


def test_what_was_logged_before_the_closing_is_none(story: Story) -> None:
    """In the same week, a late entry and then the closing: the month was closed with it."""
    story.log(story.early, ads(400))
    story.post(0)
    story.log(story.first + HOUR, ads(100))
    story.close(story.first + 2 * HOUR)
    assert restated(story.post(1)) == []
    story.log(story.first + WEEK + HOUR, ads(500))
    assert restated(story.post(2)) == [
        "March 2025 changed: ROI -100.00% → -100.00% (1 late entry)",
        "cost $500.00 → $1,000.00",
    ]


@on_both
def test_reopening_hides_nothing(story: Story) -> None:
    """A month opened, changed and closed again is told all the same."""
    early = story.early
    story.log(early - HOUR, ads(400))
    story.close(early)
    story.post(0)
    story.reopen(story.first + HOUR)
    story.log(story.first + 2 * HOUR, ads(100))
    story.close(story.first + 3 * HOUR)
    assert restated(story.post(1))[1:] == ["cost $400.00 → $500.00"]


@on_both
def test_a_spread_cost_counts_with_its_part(story: Story) -> None:
    """A licence logged late over two months, of which one is closed: only that one is told, with its days."""
    early = story.early
    story.log(early - HOUR, ads(400))
    story.close(early)
    story.post(0)
    licence = replace(ads(60, date(2025, 3, 2)), category=Category.TOOLS, until=date(2025, 4, 30))
    story.log(story.first + HOUR, licence)
    assert restated(story.post(1)) == [
        "March 2025 changed: ROI -100.00% → -100.00% (1 late entry)",
        "cost $400.00 → $430.00",
    ]


def test_what_comes_to_nothing_is_not_told(story: Story) -> None:
    """Logged late and taken back again before the digest: nothing has changed."""
    early = story.early
    story.log(early - HOUR, ads(400))
    story.close(early)
    story.post(0)
    story.undo(story.first + 2 * HOUR, story.log(story.first + HOUR, ads(100)))
    assert restated(story.post(1)) == []


def test_a_late_delivery_tells_the_same(story: Story) -> None:
    """Composed hours after it was due, it tells what stood when it was; what came since is the next one's."""
    early = story.early
    story.log(early - HOUR, ads(400))
    story.close(early)
    story.post(0)
    due = story.first + WEEK
    story.log(due - HOUR, ads(100))
    story.log(due + HOUR, ads(1000))
    post = story.post(1, late=3 * HOUR)
    assert "Late: " in post
    assert restated(post)[1:] == ["cost $400.00 → $500.00"]
    assert restated(story.post(2))[1:] == ["cost $500.00 → $1,500.00"]


def test_one_that_was_not_sent_is_made_up_for(story: Story) -> None:
    """A digest skipped in between: the next tells of both weeks, from the last that was really sent."""
    early = story.early
    story.log(early - HOUR, ads(400))
    story.close(early)
    story.post(0)
    story.log(story.first + HOUR, ads(100))
    assert story.house.tick(story.first + WEEK + timedelta(hours=30)) == 0
    story.log(story.first + WEEK + timedelta(hours=40), ads(100))
    assert restated(story.post(2)) == [
        "March 2025 changed: ROI -100.00% → -100.00% (2 late entries)",
        "cost $400.00 → $600.00",
    ]


@on_both
def test_one_channels_digest_tells_that_channels(house: House) -> None:
    """Another channel's refund is not its matter, nor are its costs in the figures."""
    story = Story(house, channel="facebook")
    early = story.early
    story.log(early - HOUR, ads(400))
    story.log(early - HOUR, ads(30, channel="facebook"))
    story.close(early)
    story.post(0)
    story.log(story.first + HOUR, ads(100))
    assert restated(story.post(1)) == []
    story.log(story.first + WEEK + HOUR, ads(20, channel="facebook"))
    assert restated(story.post(2))[1:] == ["cost $30.00 → $50.00"]


@on_both
def test_the_week_before_says_restated(story: Story) -> None:
    """Its figures are others than when they were posted a week ago; one that stands as it was says nothing."""
    week = story.schedule.weekly(ZONE).reported(story.first)
    story.log(story.early, ads(40, week.start))
    story.post(0)
    story.log(story.first + HOUR, ads(50, week.end))
    story.log(story.first + HOUR, ads(2, week.start))
    post = story.post(1)
    assert "The week before: ROI -100.00% · cost $42.00 · return $0.00 · changed since" in post
    assert "· changed since" not in story.post(2)


@on_both
def test_one_persons_cost_is_not_told(story: Story) -> None:
    """Hours of one, logged late, move the month: that is said, without the figure before; of two it is a sum."""
    early = story.early
    story.log(early - HOUR, ads(400))
    story.close(early)
    story.post(0)
    story.log(story.first + HOUR, work(SOLD, "Wanda"))
    post = story.post(1)
    assert restated(post) == [
        "March 2025 changed: ROI now -100.00% (1 late entry)",
        "Part of it is one person’s cost: the amounts are for admins to see.",
    ]
    assert "61.73" not in post
    assert "461.73" not in post
    story.log(story.first + WEEK + HOUR, work(SOLD, "Xaver", "Yara"))
    assert restated(story.post(2))[1:] == ["cost $461.73 → $585.19"]


@on_both
def test_an_empty_week_tells_it_too(story: Story) -> None:
    """In Polish, as the workspace is; and nothing else was logged."""
    story.house.settings(language="pl")
    sale = story.sell(story.early)
    story.log(story.early, ads(400))
    story.post(0)
    story.refund(story.first + HOUR, sale)
    lines = story.post(1).splitlines()
    assert "W tym tygodniu nie było żadnych wpisów." in lines
    assert "Zmiany w miesiącu marzec 2025: ROI 150,00% → -100,00% (1 zwrot klientowi)" in lines
    assert "zwrot 1\u00a0000,00\u00a0USD → 0,00\u00a0USD · konwersje 1 → 0" in lines


# --- the whole program ---


def test_the_oracle(new_team: Team) -> None:
    """A sale of 1,000 on 5 March, cost 400, refunded whole in April: 150.00 % and then -100.00 %, told once."""
    rhythm, place = weekly(), new_team.conversation()
    first, early = next_run(rhythm), datetime.now(UTC) - HOUR
    new_team.goal("Sale", "10")
    set_up(new_team, rhythm, place, ADA)
    new_team.on_the_books(ads(400), by=ADA, at=early)
    new_team.fill("/roi-conversion", {"goal": "sale", "count": "1", "revenue": "1000", "date": SOLD.isoformat()})
    new_team.tick(first)
    assert restated(new_team.posts(place)[-1]) == []
    database = Database(new_team.url)
    workspace = add_workspace(database).id
    with database.writing() as connection:
        sale = ledger.latest(connection, workspace, ADA)
        day, at = date(2025, 4, 2), first + HOUR
        refunds.save(
            connection,
            act(workspace, ADA, at, admin=True, today=day),
            sale.id,
            usd(1000),
            day=day,
            note="u",
            request="",
        )
    database.close()
    new_team.tick(first + WEEK)
    assert restated(new_team.posts(place)[-1]) == [
        "March 2025 changed: ROI 150.00% → -100.00% (1 refund)",
        "return $1,000.00 → $0.00 · conversions 1 → 0",
    ]
    new_team.tick(first + 2 * WEEK)
    assert restated(new_team.posts(place)[-1]) == []


@on_both
def test_a_change_of_currency_is_no_restatement(story: Story) -> None:
    """Nothing of a closed month is told; a refund after it is told in the one currency of now, before and after."""
    sale = story.sell(story.early)
    story.log(story.early, ads(400))
    story.close(story.early)
    story.post(0)
    story.rebuilt(story.first + HOUR)
    assert " changed: ROI " not in story.post(1)
    story.refund(story.first + WEEK + HOUR, sale, 500)
    told = story.post(2)
    assert "PLN" in told
    assert "$" not in told
    assert "150.00%" in told
    assert "25.00%" in told


@on_both
def test_a_deal_in_a_closed_month_is_told(story: Story) -> None:
    """Won there after it was closed, and lost again a week later: each digest tells its own, from what stood before."""
    story.log(story.early, ads(400))
    story.close(story.early)
    story.post(0)
    story.move(story.first + HOUR, "closed-won")
    told = story.post(1)
    assert "-100.00%" in told
    assert "150.00%" in told
    story.move(story.first + WEEK + HOUR, "closed-lost")
    told = story.post(2)
    assert told.index("150.00%") < told.index("-100.00%")
    assert " changed: ROI " not in story.post(3)
