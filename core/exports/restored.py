"""Entries coming back: a row of an exported table as the very cost or conversion that it was made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.exports.cells import as_written
from core.exports.columns import ENTRIES, ORIGINS, Shape
from core.exports.numbers import amount, decimal, exact_rate, minor
from core.exports.spelling import NO_RATE
from core.ledger.entries import WHOLE, Conversion, Cost, Refund
from core.ledger.hourly_rates import Work
from core.ledger.media import Media
from core.ledger.splits import Part, Split, SplitKey
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.problems import Problem
from core.setup.categories import Category, category_of
from core.setup.goals import Basis, Goal, Stage
from core.setup.names import slug

Row = Mapping[str, str]
"""Column -> what stands in it; empty where nothing does."""

NAMES = tuple(column.name for column in ENTRIES)
OLDER = NAMES[: -len(ORIGINS)]
_TEXTS = frozenset(column.name for column in ENTRIES if column.shape is Shape.TEXT)


@dataclass(eq=False)
class NotAnExport(Problem):
    """The table is not that of exported entries, or only what a member may see of them."""


@dataclass(eq=False)
class BooksNotEmpty(Problem):
    """An export is only restored where nothing is on the books: beside other entries it would count twice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Keys:
    """What names and numbers of the table mean where it comes back.

    ``goals``: name and worth -> goal; ``entries``: ``external_id`` -> the number the entry has now.
    """

    campaign: Callable[[str], str]
    channel: Callable[[str], str]
    content: Callable[[str], str]
    goals: Mapping[tuple[str, str], Goal]
    entries: Mapping[str, int]


def rows_of(table: Sequence[Sequence[str]], labels: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a table. ``labels``: header of a workbook -> column. Raises `NotAnExport`.

    An older file lacks the last columns, which are empty then.
    """
    header = [labels.get(cell, cell) for cell in table[0]] if table else []
    if header[: len(NAMES)] != list(NAMES) and header != list(OLDER):
        raise NotAnExport
    for cells in table[1:]:
        row = dict(zip(NAMES, cells, strict=False))
        yield {name: as_written(row.get(name, "")) if name in _TEXTS else row.get(name, "") for name in NAMES}


def worth_of(row: Row, name: str, key: str) -> Goal:
    """The version of a goal that a row rests on, under a new key. Raises `NotAnExport`."""
    try:
        basis, value, currency, rate, stage, counts = row["worth"].split(" ")
        return Goal(
            key=key,
            name=name,
            basis=Basis(basis),
            value=Money(minor=minor(value, currency), currency=currency),
            rate=None if rate == NO_RATE else Decimal(rate),
            stage=Stage(stage),
            counts=counts == "counts",
        )
    except ValueError as error:
        raise NotAnExport from error


def fact(row: Row, keys: Keys) -> Cost | Conversion:
    """The cost or the conversion of a row. Raises `NotAnExport`."""
    try:
        return _cost(row, keys) if row["category"] else _conversion(row, keys)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise NotAnExport from error


def places_of(split: str) -> list[tuple[str, str]]:
    """The campaigns and channels, by name, that a split names. Raises `NotAnExport`."""
    try:
        parts = [part for month in json.loads(split)["months"].values() for part in month]
        return [(campaign, channel) for campaign, channel, _ in parts]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnExport from error


def _cost(row: Row, keys: Keys) -> Cost:
    category, currency = category_of(slug(row["category"])), row["currency"]
    return Cost(
        day=date.fromisoformat(row["date"]),
        category=category or Category(row["category"]),
        amount=Money(minor=minor(row["amount"], currency), currency=currency),
        campaign=keys.campaign(row["campaign"]),
        channel=keys.channel(row["channel"]),
        content=keys.content(row["content_type"]),
        hours=decimal(row["hours"]) if row["hours"] else None,
        rate=amount(row["hourly_rate"], currency),
        note=row["note"],
        until=_day(row["until"]),
        share=decimal(row["social_share"]) if row["social_share"] else WHOLE,
        split=_split(row["split"], keys),
        people=_people(row["people"], currency),
        media=_media(row, currency),
        exchange=_exchange(row),
    )


def _conversion(row: Row, keys: Keys) -> Conversion:
    currency = row["currency"]
    refunds = keys.entries[row["refunds"]] if row["refunds"] else None
    return Conversion(
        day=date.fromisoformat(row["date"]),
        goal=keys.goals[row["goal"], row["worth"]],
        count=int(decimal(row["count"])),
        value=Money(minor=minor(row["counted"], row["counted_currency"]), currency=row["counted_currency"]),
        revenue=amount(row["revenue"], currency),
        campaign=keys.campaign(row["campaign"]),
        channel=keys.channel(row["channel"]),
        content=keys.content(row["content_type"]),
        note=row["note"],
        exchange=_exchange(row),
        refund=None if refunds is None else Refund(entry=refunds, day=date.fromisoformat(row["refunded_on"])),
        frozen=amount(row["frozen"], currency),
        first_contact=_day(row["first_contact"]),
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _media(row: Row, currency: str) -> Media | None:
    named, left = amount(row["media"], currency), amount(row["media_left_out"], currency)
    return Media(said=named, left_out=left) if named and left else None


def _exchange(row: Row) -> ExchangeRate | None:
    if not row["exchange_rate"]:
        return None
    return ExchangeRate(
        currency=row["currency"],
        reporting=row["counted_currency"],
        value=Fraction(exact_rate(row["exchange_rate"], row["exchange_exact"])),
        day=date.fromisoformat(row["exchange_day"]),
        source=RateSource(row["exchange_origin"]),
    )


def _people(cell: str, currency: str) -> tuple[Work, ...]:
    return tuple(
        Work(person=person, hours=Decimal(hours), rate=Money(minor=rate, currency=currency))
        for person, hours, rate in (json.loads(cell) if cell else ())
    )


def _split(cell: str, keys: Keys) -> Split | None:
    if not cell:
        return None
    kept = json.loads(cell)
    months = tuple((date.fromisoformat(f"{month}-01"), _parts(parts, keys)) for month, parts in kept["months"].items())
    return Split(key=SplitKey(kept["key"]), months=months, by_itself=kept.get("by_itself", False))


def _parts(parts: Sequence[Sequence[str]], keys: Keys) -> tuple[Part, ...]:
    return tuple(
        Part(campaign=keys.campaign(campaign), channel=keys.channel(channel), weight=Decimal(weight))
        for campaign, channel, weight in parts
    )
