"""Random entries of every shape the reckoner knows, of 2024 (with its leap day) and 2025."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from tests.reckoning.printing import Days, half_up
from tests.reckoning.reckoner import Entry

FIRST, DAYS = date(2024, 1, 1), 700
PLACES = ("alpha", "beta", "brand", "gamma")
CHANNELS = ("", "linkedin", "x", "email")
CONTENTS = ("", "", "reel", "webinar")
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


def random_entries(random: Random) -> Iterator[tuple[str, Entry]]:
    """Without end, each with the name of its shape: all shapes in some order, and again in another."""
    while True:
        yield from ((shape, SHAPES[shape](random)) for shape in random.sample(sorted(SHAPES), len(SHAPES)))


def ads(random: Random) -> Entry:
    return cost(random, category="ads")


def bill(random: Random) -> Entry:
    """A share of it, spread over up to a year."""
    day = random_day(random)
    until = random.choice([None, day + timedelta(days=random.randrange(1, 366))])
    share = random.choice([100, 100, 40, "33.33"])
    return cost(random, category=random.choice(SPREADING), day=day, until=until, share=share)


def leap(random: Random) -> Entry:
    """Spread over the 29 February of 2024."""
    day = date(2024, 2, random.randrange(1, 29))
    return bill(random) | {"day": day, "until": date(2024, 3, random.randrange(1, 31)), **_money(random, day)}


def shared(random: Random) -> Entry:
    return bill(random) | {"campaign": ""}


def split(key: str) -> Callable[[Random], Entry]:
    """Of no campaign, and divided by what the books say."""
    return lambda random: shared(random) | {"split": key}


def equally(random: Random) -> Entry:
    return shared(random) | {"split": "equal", "parts": [(campaign, "", Fraction(1)) for campaign in PLACES]}


def by_weights(random: Random) -> Entry:
    """Two parts may lie in one place."""
    weights = [(random.choice(PLACES), random.choice(CHANNELS), Fraction(random.randrange(1, 90))) for _ in range(3)]
    return shared(random) | {"split": "weights", "parts": weights}


def people(random: Random) -> Entry:
    """Each half up, and then summed; of three, so that a cost may be split by their hours."""
    names = ("Ann", "Ben", "Cid", "Dee")[: random.choice([3, 4])]
    work = [(name, random.choice(["1.25", "7", "12.5"]), random.randrange(2_000, 9_000)) for name in names]
    cents = sum(half_up(Fraction(hours) * rate) for _, hours, rate in work)
    return cost(random, category="people", cents=cents, people=work)


def agency(random: Random) -> Entry:
    """Some of its media is on the books as ads already."""
    entry = cost(random, category="agency")
    return entry | {"left_out": random.randrange(0, entry["cents"])}


def credit(random: Random) -> Entry:
    entry = random.choice([ads, bill, shared, equally])(random)
    return entry | {"cents": -entry["cents"]}


def cost(random: Random, **said: Any) -> Entry:
    day = said.get("day") or random_day(random)
    entry = {
        **_where(random, day),
        "kind": "cost",
        "cents": random.choice([random.randrange(100, 9_999), random.randrange(10_000, 900_000)]),
        "share": 100,
        "until": None,
        "split": "",
        "parts": [],
        "months": {},
        "left_out": 0,
    }
    return entry | said


def results(random: Random) -> Entry:
    """Without real revenue, so in no currency of their own."""
    day = random_day(random)
    goal = random.choice(["lead", "lead", "download", "demo", "sale", "trial", "call", "signup"])
    entry = {**_where(random, day), "kind": "conversion", "goal": goal, "count": random.randrange(1, 40)}
    return entry | {"revenue": None, "given_back": 0, "currency": "USD", "rate": Fraction(1), "met": _met(random, day)}


def many(random: Random) -> Entry:
    """So many that they may come in waves."""
    return results(random) | {"goal": "demo", "count": random.randrange(20, 400)}


def sale(random: Random) -> Entry:
    """With real revenue, in any currency."""
    day = random_day(random)
    goal = random.choice(["sale", "sale", "order", "trial"])
    counted = {"goal": goal, "count": random.randrange(1, 4), "revenue": random.randrange(1_000, 900_000)}
    return {**_where(random, day), "kind": "conversion", **counted, "given_back": 0, "met": _met(random, day)}


def deal(random: Random) -> Entry:
    """A deal that is won: one sale, of no content type."""
    return sale(random) | {"goal": "sale", "count": 1, "content": "", "deal": True}


SHAPES: dict[str, Callable[[Random], Entry]] = {
    "ads": ads,
    "ads again": ads,
    "a bill": bill,
    "a leap day": leap,
    "shared": shared,
    "split equally": equally,
    "split by weights": by_weights,
    "split by ads": split("ads"),
    "split by hours": split("hours"),
    "split by conversions": split("conversions"),
    "people": people,
    "people again": people,
    "agency": agency,
    "a credit": credit,
    "results": results,
    "results again": results,
    "many results": many,
    "a sale": sale,
    "a sale again": sale,
    "a deal": deal,
}


def _where(random: Random, day: date) -> Entry:
    place = {"campaign": random.choice(("", *PLACES)), "channel": random.choice(CHANNELS)}
    return {"day": day, **place, "content": random.choice(CONTENTS), **_money(random, day), "stands": True}


def _met(random: Random, day: date) -> date | None:
    """The day of first contact, where it is another."""
    return random.choice([None, None, day - timedelta(days=random.randrange(1, 200))])


def _money(random: Random, day: date) -> Entry:
    currency = random.choice(["USD", "USD", "EUR", "PLN"])
    return {"currency": currency, "rate": RATES[currency][day.year - 2024]}
