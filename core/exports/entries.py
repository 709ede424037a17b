"""Entries going out: each standing entry as one row of cells, with all that brings it back as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.exports.columns import EXTERNAL, ORIGINS
from core.exports.lines import Line, Rare, origins_of, rare_of
from core.exports.numbers import money, plain, rate
from core.exports.spelling import Spelling
from core.ledger.entries import WHOLE, Cost
from core.ledger.media import Media
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.categories import Category

Cells = tuple[str, ...]

_NO_DAYS = ("", "")
_NOTHING_RARE = ("",) * 14
_NOWHERE = ("",) * len(ORIGINS)


def cells(line: Line, by: Spelling) -> Cells:
    """The row of an entry, in the order of `core.exports.columns.ENTRIES`.

    This runs once for each entry there is, and for most of them nothing is rare: so nothing here is computed twice.
    """
    number, category, goal, campaign, channel, content, day, minor, currency = line[:9]
    names, rare, note = by.names, rare_of(line.rare) if line.rare else None, line.note
    whole = money(minor, by.places[currency], by.sign) if category else ""
    reporting = (rare and rare.reporting) or currency
    return (
        day,
        names[channel],
        names[campaign],
        category,
        *(("", whole, "", "") if category else _result(line, by)),
        currency,
        whole if category and rare is None else by.money(counted(line, rare), reporting),
        reporting,
        note and by.text(note),
        *((rare.until, rare.first_contact) if rare else _NO_DAYS),
        names[content],
        *(_rare(line, rare, by) if rare else _NOTHING_RARE),
        by.worths[goal],
        f"{EXTERNAL}{by.roots.get(number, number)}",
        by.people[line.logged_by],
        line.logged_on,
        line.origin,
        *(map(by.text, origins_of(line.come)) if line.come else by.come.get(number, _NOWHERE)),
    )


def counted(line: Line, rare: Rare | None) -> int:
    """What of it is on the books, in minor units of the reporting currency: cost or return."""
    if not line.category:
        return line.value
    if rare is None or not (rare.share or rare.fx_rate or rare.left_out):
        return line.amount
    return _bill(line, rare).booked.minor


def _result(line: Line, by: Spelling) -> Cells:
    """Goal, amount, count and revenue of a conversion."""
    revenue = "" if line.revenue is None else by.money(line.revenue, line.currency)
    return by.goals[line.goal], "", str(line.number), revenue


def _bill(line: Line, rare: Rare) -> Cost:
    """The cost as far as what is counted of it rests on it."""
    left_out = Money(minor=int(rare.left_out or 0), currency=line.currency)
    return Cost(
        day=date.fromisoformat(line.day),
        category=Category(line.category),
        amount=Money(minor=line.amount, currency=line.currency),
        share=Decimal(rare.share) if rare.share else WHOLE,
        media=Media(said=left_out, left_out=left_out) if rare.left_out else None,
        exchange=_exchange(line, rare) if rare.fx_rate else None,
    )


def _exchange(line: Line, rare: Rare) -> ExchangeRate:
    return ExchangeRate(
        currency=line.currency,
        reporting=rare.reporting,
        value=Fraction(rare.fx_rate),
        day=date.fromisoformat(rare.fx_day),
        source=RateSource(rare.fx_source),
    )


def _rare(line: Line, rare: Rare, by: Spelling) -> Cells:
    """Share, split, hours and their rate, people, media, exchange, refund and what was frozen."""
    value, exact = rate(Fraction(rare.fx_rate)) if rare.fx_rate else ("", "")
    return (
        plain(rare.share, by.sign),
        by.split(rare.split),
        plain(rare.hours, by.sign),
        _money(rare.rate, line, by),
        by.text(rare.people),
        _money(rare.media, line, by),
        _money(rare.left_out, line, by),
        plain(value, by.sign),
        exact,
        rare.fx_day,
        rare.fx_source,
        f"{EXTERNAL}{rare.refunds}" if rare.refunds else "",
        rare.refunded_on,
        _money(rare.frozen, line, by),
    )


def _money(minor: str, line: Line, by: Spelling) -> str:
    return money(int(minor), by.places[line.currency], by.sign) if minor else ""


def visible(lines: Iterable[Line], by: Spelling) -> Iterable[Line]:
    """Those that are the reader's to see."""
    return lines if by.veil.shows_single(Category.PEOPLE) else filter(by.shows, lines)
