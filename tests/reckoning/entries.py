"""Random entries of every shape the reckoner knows, of 2024 (with its leap day) and 2025."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.reckoning.reckoner import Days, Entry, half_up

FIRST, DAYS = date(2024, 1, 1), 700
PLACES = ("alpha", "beta", "gamma")
CHANNELS = ("", "linkedin", "x", "email")
SPREADING = ("tools", "materials", "agency", "other")
RATES = {
    "USD": (Fraction(1), Fraction(1)),
    "EUR": (Fraction(105, 100), Fraction(125, 100)),
    "PLN": (Fraction(1, 4), Fraction(27, 100)),
}
"""Of 2024, and of 2025."""


def random_day(random: Random) -> date:
    return FIRST + timedelta(days=random.randrange(DAYS))


def random_days(random: Random) -> Days:
    """A month, a few days, a stretch over the year's end, or all of it."""
    first = random_day(random)
    if random.random() < 0.4:
        first = first.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first, first + timedelta(days=random.choice([0, 6, 27, 90, 365]))


def random_entry(random: Random) -> Entry:
    kinds = (ads, ads, bill, bill, bill, shared, shared, people, agency, credit, results, results, sale, sale, deal)
    return random.choice(kinds)(random)


def ads(random: Random) -> Entry:
    return cost(random, category="ads")


def bill(random: Random) -> Entry:
    """A share of it, spread over up to a year; some over the leap day."""
    day = random.choice([random_day(random), date(2024, 2, 27)])
    until = random.choice([None, day + timedelta(days=random.randrange(1, 366))])
    share = random.choice([100, 100, 40, "33.33"])
    return cost(random, category=random.choice(SPREADING), day=day, until=until, share=share)


def shared(random: Random) -> Entry:
    """Of no campaign: as it is, split equally, or by weights, two parts of which may lie in one place."""
    entry = bill(random) | {"campaign": ""}
    how = random.choice(["", "equal", "weights", "weights"])
    if how == "equal":
        entry |= {"split": how, "parts": [(campaign, "", 1) for campaign in PLACES]}
    if how == "weights":
        weights = [(random.choice(PLACES), random.choice(CHANNELS), random.randrange(1, 90)) for _ in range(3)]
        entry |= {"split": how, "parts": weights}
    return entry


def people(random: Random) -> Entry:
    """Each half up, and then summed."""
    work = [(name, random.choice(["1.25", "7", "12.5"]), random.randrange(2_000, 9_000)) for name in ("Ann", "Ben")]
    cents = sum(half_up(Fraction(hours) * rate) for _, hours, rate in work)
    return cost(random, category="people", cents=cents, people=work)


def agency(random: Random) -> Entry:
    """Some of its media is on the books as ads already."""
    entry = cost(random, category="agency")
    return entry | {"left_out": random.randrange(0, entry["cents"])}


def credit(random: Random) -> Entry:
    entry = random.choice([ads, bill, shared])(random)
    return entry | {"cents": -entry["cents"]}


def cost(random: Random, **said: Any) -> Entry:
    day = said.get("day") or random_day(random)
    entry = {
        **_where(random, day),
        "kind": "cost",
        "cents": random.choice([random.randrange(100, 9_999), random.randrange(10_000, 900_000)]),
        "share": 100,
        "until": None,
        "parts": [],
        "left_out": 0,
    }
    return entry | said


def results(random: Random) -> Entry:
    """Without real revenue, so in no currency of their own."""
    day = random_day(random)
    goal = random.choice(["lead", "demo", "sale"])
    entry = {**_where(random, day), "kind": "conversion", "goal": goal, "count": random.randrange(1, 40)}
    return entry | {"revenue": None, "given_back": 0, "currency": "USD", "rate": Fraction(1)}


def sale(random: Random) -> Entry:
    """With real revenue, in any currency."""
    day = random_day(random)
    counted = {"goal": "sale", "count": random.randrange(1, 4), "revenue": random.randrange(1_000, 900_000)}
    return {**_where(random, day), "kind": "conversion", **counted, "given_back": 0}


def deal(random: Random) -> Entry:
    """A deal that is won: one sale."""
    return sale(random) | {"count": 1, "deal": True}


def _where(random: Random, day: date) -> Entry:
    currency = random.choice(["USD", "USD", "EUR", "PLN"])
    rate = RATES[currency][day.year - 2024]
    place = {"campaign": random.choice(("", *PLACES)), "channel": random.choice(CHANNELS)}
    return {"day": day, **place, "currency": currency, "rate": rate, "stands": True}
