"""Books to measure on: the campaign of the article, and books of many entries made quickly.

Many entries lie in twenty-four whole months up to this one: twenty campaigns that each run through seven months, the
last of them until now, on four of eight channels, with six categories and two goals. `SPREAD`: each entry on any of
these days and keys, so that the fewest fill nearly every month's total and more of them fill more days. `PILED`: the
fewest again and again, so that the totals have the same cells however many entries there are.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import count, cycle, islice
from pathlib import Path

from bot.desk.request_keys import SIGNED
from core.calendar.periods import Period, month_number, months
from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from core.reports.cover import SOMEBODY
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.goals import Basis, Goal
from storage import campaigns, goals, ledger, request_keys, workspaces
from storage.database import Database
from storage.schema import migrate
from tests.native_blocks import keep_all_taken
from tests.storage.facts import act

TEAM = "T1"
FEWEST = 10_000
MONTHS = 24
RUN_MONTHS = 7
ON_CHANNELS = 4
CAMPAIGNS = tuple(f"campaign-{number:02}" for number in range(1, 21))
ASKED = CAMPAIGNS[-1]
CHANNELS = ("linkedin", "instagram", "facebook", "x", "youtube", "tiktok", "google", "email")

INSERT = (
    "INSERT INTO entries (workspace_id, sign, day, campaign, channel, content, category, goal_id, amount_minor, "
    "currency, count, value_minor, logged_by, logged_at, source, request) "
    "VALUES (1, 1, ?, ?, ?, '', ?, ?, ?, 'USD', ?, ?, ?, ?, 'form', ?)"
)
TO_DAYS = (
    "INSERT INTO daily_totals (workspace_id, campaign, day, channel, content, category, goal_id, cost, count, value, "
    "revenue, standing) SELECT workspace_id, campaign, day, channel, content, category, goal_id, "
    "SUM(amount_minor), SUM(count), SUM(value_minor), 0, SUM(sign) FROM entries GROUP BY 1, 2, 3, 4, 5, 6, 7"
)
TO_MONTHS = (
    "INSERT INTO monthly_totals (workspace_id, campaign, month, channel, content, category, goal_id, cost, count, "
    "value, revenue, standing) SELECT workspace_id, campaign, substr(day, 1, 8) || '01', channel, content, category, "
    "goal_id, SUM(cost), SUM(count), SUM(value), SUM(revenue), SUM(standing) FROM daily_totals "
    "GROUP BY 1, 2, 3, 4, 5, 6, 7"
)
TO_PLACES = (
    "INSERT INTO place_totals (workspace_id, days, start, campaign, channel, content, goal_id, cost, count, value, "
    "revenue, standing) SELECT workspace_id, 1, day, campaign, channel, content, goal_id, SUM(cost), SUM(count), "
    "SUM(value), SUM(revenue), SUM(standing) FROM daily_totals GROUP BY 1, 3, 4, 5, 6, 7"
)
TO_WEEKS = (
    "INSERT INTO place_totals (workspace_id, days, start, campaign, channel, content, goal_id, cost, count, value, "
    "revenue, standing) SELECT workspace_id, 7, date(start, '-6 days', 'weekday 1'), campaign, channel, content, "
    "goal_id, SUM(cost), SUM(count), SUM(value), SUM(revenue), SUM(standing) FROM place_totals "
    "GROUP BY 1, 3, 4, 5, 6, 7"
)
TO_COHORTS = (
    "INSERT INTO cohort_totals (workspace_id, campaign, month, goal_id, count, value) "
    "SELECT workspace_id, campaign, month, goal_id, SUM(count), SUM(value) FROM monthly_totals WHERE goal_id <> 0 "
    "GROUP BY 1, 2, 3, 4"
)
TO_PERSONS = (
    "INSERT INTO person_totals (workspace_id, campaign, month, channel, content, person, author, cost) "
    "SELECT workspace_id, campaign, substr(day, 1, 8) || '01', channel, content, ?, logged_by, "
    "SUM(sign * amount_minor) FROM entries WHERE category = 'people' GROUP BY 1, 2, 3, 4, 5, 7"
)
"""Nobody is named in these entries."""

Row = tuple[str, str, str, str, int, int, int, int, str, str]

_requests = count(1)


class Shape(StrEnum):
    """How many entries lie: see the head of this file."""

    SPREAD = "spread"
    PILED = "piled"


def url(file: Path) -> str:
    """What ``DATABASE_URL`` says for an SQLite file."""
    return f"sqlite:///{file}"


def campaign_q3(file: Path) -> None:
    """``campaign-q3``: 65,000 USD over the categories, 12,000 newsletter sign-ups of 10 % × 150 USD: 176.92 %."""
    spent = zip(Category, (20_000, 5_000, 15_000, 5_000, 17_500, 2_500), strict=True)
    newsletter = _new_books(file, ("campaign-q3",), "newsletter")[0]
    database = Database(url(file))
    for category, units in spent:
        log_cost(database, "campaign-q3", category, units * 100)
    with database.writing() as connection:
        value = newsletter.return_of(12_000, None)
        fact = Conversion(day=today(), goal=newsletter, count=12_000, value=value, campaign="campaign-q3")
        ledger.log(connection, act(1, "U1", datetime.now(UTC)), fact, source="form", request="all of them")
    database.close()


def many(file: Path, entries: int, shape: Shape = Shape.SPREAD) -> None:
    """Books of so many entries; their totals are summed afterwards, by the database itself."""
    versions = [goal.id for goal in _new_books(file, CAMPAIGNS, "newsletter", "demo")]
    rows = _rows(versions) if shape is Shape.SPREAD else cycle(list(islice(_rows(versions), FEWEST)))
    with closing(sqlite3.connect(file)) as books, books:
        books.execute("PRAGMA synchronous=OFF")
        books.executemany(INSERT, ((*row, f"made:{at}") for at, row in enumerate(islice(rows, entries))))
        for statement in (TO_DAYS, TO_MONTHS, TO_PLACES, TO_WEEKS, TO_COHORTS):
            books.execute(statement)
        books.execute(TO_PERSONS, (SOMEBODY,))


def cells(file: Path) -> tuple[int, int]:
    """How many daily and monthly totals there are."""
    with closing(sqlite3.connect(file)) as books:
        daily, monthly = (
            books.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608  # reason: two constants
            for table in ("daily_totals", "monthly_totals")
        )
    return daily, monthly


def log_cost(database: Database, campaign: str, category: Category = Category.ADS, minor: int = 25_000) -> None:
    """One cost of today, saved as the bot saves it: what a request changes is kept with it."""
    amount = Money(minor=minor, currency="USD")
    fact = Cost(day=today(), category=category, amount=amount, campaign=campaign, channel=CHANNELS[0])
    with database.writing() as connection:
        request, now = f"bench:{next(_requests)}", datetime.now(UTC)
        request_keys.keep(connection, 1, request, now + SIGNED)
        ledger.log(connection, act(1, "U1", now), fact, source="quick", request=request)


def today() -> date:
    """As a server in UTC counts."""
    return datetime.now(UTC).date()


def run_of(campaign: str) -> Period:
    """When a campaign runs: from the tenth of its first month to the end of its last."""
    place = CAMPAIGNS.index(campaign) if campaign in CAMPAIGNS else len(CAMPAIGNS) - 1
    first = month_number(today()) - MONTHS + 1 + (MONTHS - RUN_MONTHS) * place // (len(CAMPAIGNS) - 1)
    run = months(first, RUN_MONTHS)
    return Period(start=run.start + timedelta(days=9), end=run.end)


def _new_books(file: Path, keys: tuple[str, ...], *goal_keys: str) -> list[Goal]:
    """An empty ledger with these campaigns, open since their first day, and goals of 15 USD."""
    database = Database(url(file))
    migrate(database)
    now = datetime.now(UTC)
    with database.writing() as connection:
        keep_all_taken(connection, workspaces.add(connection, "", TEAM).id)
        for key in keys:
            campaigns.save(connection, act(1, "U1", now), Campaign(key=key, name=key, start=run_of(key).start))
        made = [goals.save(connection, act(1, "U1", now), _goal(key)) for key in goal_keys]
    database.close()
    return made


def _goal(key: str) -> Goal:
    value = Money(minor=150_00, currency="USD")
    return Goal(key=key, name=key, basis=Basis.HISTORY, rate=Decimal(10), value=value)


def _rows(versions: list[int]) -> Iterator[Row]:
    """Endless, and the same each time; a quarter of them conversions."""
    chance = random.Random(7)
    places = [
        (day, campaign, channel) for campaign in CAMPAIGNS for day in _days(campaign) for channel in _on(campaign)
    ]
    kinds = [*((category.value, 0) for category in Category), *(("", version) for version in versions)]
    logged_at = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    while True:
        category, goal = chance.choice(kinds)
        number = chance.randrange(1, 50)
        sums = (0, number, number * 15_00) if goal else (number * 1_25, 0, 0)
        yield (*chance.choice(places), category, goal, *sums, f"U{number % 9}", logged_at)


def _days(campaign: str) -> list[str]:
    run = run_of(campaign)
    return [(run.start + timedelta(days=at)).isoformat() for at in range(run.days)]


def _on(campaign: str) -> list[str]:
    """The channels of a campaign."""
    first = CAMPAIGNS.index(campaign)
    return [CHANNELS[(first + at) % len(CHANNELS)] for at in range(ON_CHANNELS)]
