"""Refunds, closed months, restatements and the history, drawn with sample values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.language import Language
from bot.views import closings, digests, history, receipts, refunds
from bot.views.blocks import Block
from core.ledger.closings import Closing, MonthClosed, MonthNotOver, month_of
from core.ledger.entries import Conversion, Entry, Refund
from core.ledger.history_filter import Chosen, UnknownFilter
from core.ledger.refunds import (
    LaterRefund,
    Left,
    NothingToRefund,
    RefundBeforeSale,
    RefundNoLongerFits,
    RefundNotYours,
    RefundTooHigh,
    SaleRefunded,
)
from core.money.money import Money
from core.performance.performance import Performance
from core.problems import Problem
from core.reports.restatements import Change, Restatement
from tests import samples as s

DOLLARS = Money(minor=99_00, currency="USD")
SALE = s.conversion(revenue=DOLLARS)
PARTLY = Left(amount=Money(minor=59_00, currency="USD"), value=Money(minor=59_00, currency="USD"), count=12)
NOTHING = Left(amount=Money(minor=0, currency="USD"), value=Money(minor=0, currency="USD"), count=0)
WHOLE = Left(amount=DOLLARS, value=DOLLARS, count=12)
IN_EURO = replace(WHOLE, amount=Money(minor=99_00, currency="EUR"))
MONTHS = [date(2026, 7, 1), date(2026, 6, 1), date(2026, 5, 1)]
CLOSED = {month: Closing(month=month, by="U1", at=s.NOW) for month in MONTHS[1:]}

PROBLEMS: tuple[Problem, ...] = (
    MonthClosed(month=MONTHS[0]),
    MonthNotOver(text="u-text"),
    UnknownFilter(word="u-word"),
    UnknownFilter(word="u-word", alike=("u-one",)),
    LaterRefund(),
    NothingToRefund(),
    RefundBeforeSale(day=s.TODAY),
    RefundNoLongerFits(),
    RefundNotYours(),
    RefundTooHigh(left=DOLLARS),
    SaleRefunded(),
)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    return {**saved(language), **_histories(language), **_digests(language)}


def saved(language: Language) -> dict[str, Block]:
    """What takes a form's place once it is saved, and what undo and redo ask there."""
    sale, reversal = s.entry(SALE), s.entry(s.COST, sign=-1, reverses=7)
    closed = {f"{n} closed": MONTHS[:1] * n for n in (1, 6)}
    return {
        "receipt: sale": receipts.receipt(language, sale, s.NAMES, s.TODAY),
        "receipt: refund in full": receipts.receipt(language, refunded(), s.NAMES, s.TODAY, left=NOTHING),
        "receipt: refund in part": receipts.receipt(language, refunded(), s.NAMES, s.TODAY, left=PARTLY),
        "receipt: refund in euro": receipts.receipt(
            language, refunded(s.conversion_in_euro()), s.NAMES, s.TODAY, left=IN_EURO
        ),
        **{
            f"receipt: {name}": receipts.receipt(language, s.entry(s.COST), s.NAMES, s.TODAY, closed=months)
            for name, months in closed.items()
        },
        "ask undo, closed": receipts.ask_undo(language, sale, s.NAMES, MONTHS[:1], old=False),
        "ask undo, closed and old": receipts.ask_undo(language, sale, s.NAMES, MONTHS[:1]),
        "ask redo": receipts.ask_redo(language, reversal, s.NAMES, MONTHS[:1]),
        "taken back, closed": receipts.taken_back(
            language, s.entry(SALE, sign=-1, reverses=7), s.NAMES, closed=MONTHS[:1]
        ),
        "put back, closed": receipts.put_back(language, sale, s.NAMES, MONTHS[:1]),
        "month closed": closings.month_closed(language, CLOSED[MONTHS[1]]),
        "month reopened": closings.month_reopened(language, MONTHS[1]),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    sale = s.entry(SALE)
    return {
        "refund": refunds.refund_form(language, sale, WHOLE, s.NAMES, s.TODAY, s.METADATA),
        "refund in euro": refunds.refund_form(language, sale, IN_EURO, s.NAMES, s.TODAY, s.METADATA),
        "close": closings.close_form(language, MONTHS, CLOSED, s.ZONE, s.METADATA),
        "close, all closed": closings.close_form(language, MONTHS[1:], CLOSED, s.ZONE, s.METADATA),
        "close, many closed": closings.close_form(language, *_many_closed(), s.ZONE, s.METADATA),
    }


def long_messages(language: Language) -> dict[str, Block]:
    """Name -> message with as much in it as people can put there."""
    reader = history.Reader(id="U1", admin=True, timezone=s.ZONE)
    chosen = Chosen(person="U1", campaign="u" * 60, category="ads")
    listed = [replace(s.entry(s.LONG_COST), id=number) for number in range(8)]
    sales = [replace(s.entry(SALE), id=number) for number in range(8)]
    page = history.Page(entries=listed, older="7/7")
    restated = tuple(replace(_restatement(), month=month_of(month)) for month in _many_closed()[0])
    return {
        "history, narrowed": history.history_answer(language, page, s.MANY_NAMES, reader, chosen),
        "history of sales": history.history_answer(
            language, replace(page, entries=sales, left=dict.fromkeys(range(8), PARTLY)), s.MANY_NAMES, reader, chosen
        ),
        "digest with many restated": digests.digest_post(
            language, replace(s.MANY_IN_DIGEST, restated=restated, before_restated=True), delayed=True
        ),
    }


def refunded(sale: Conversion = SALE) -> Entry:
    """All of it given back, four weeks later."""
    given = replace(
        sale,
        count=-sale.count,
        value=-sale.value,
        revenue=-(sale.revenue or sale.value),
        note="u-note",
        refund=Refund(entry=7, day=sale.day + timedelta(weeks=4)),
    )
    return replace(s.entry(given), source="refund")


def _histories(language: Language) -> dict[str, Block]:
    reader = history.Reader(id="U1", admin=False, timezone=s.ZONE)
    sources = [replace(s.entry(s.COST), id=10 + n, source=name) for n, name in enumerate((*history.SOURCES, "u-other"))]
    page = history.Page(entries=[refunded(), s.entry(SALE), *sources])
    chosen = {
        "": Chosen(),
        " of a person": Chosen(person="U1"),
        " of a category": Chosen(category="people"),
        " of all three": Chosen(person="U1", campaign="u-key", category="ads"),
    }
    lefts = {"in part": PARTLY, "in full": NOTHING, "not at all": WHOLE}
    return {
        **{
            f"history{name}: refunds": history.history_answer(language, page, s.NAMES, reader, one)
            for name, one in chosen.items()
        },
        **{
            f"history: refunded {name}": history.history_answer(
                language, replace(page, left={7: left}), s.NAMES, reader, Chosen()
            )
            for name, left in lefts.items()
        },
        "history of nothing, narrowed": history.history_answer(
            language, history.Page(entries=()), s.NAMES, reader, Chosen(person="U1")
        ),
    }


def _restatement(cost: int = 400_00) -> Restatement:
    before = Performance(currency="USD", cost=400_00, value=1_000_00, counting=1, conversions=1)
    return Restatement(
        month=month_of(date(2026, 3, 5)),
        before=before,
        after=replace(before, value=0, counting=0, conversions=0, cost=cost),
        changes={Change.REFUND: 1},
    )


def _digests(language: Language) -> dict[str, Block]:
    kinds = {kind: count for count, kind in enumerate(Change, 1)}
    moved = {
        "a refund": _restatement(),
        "cost": _restatement(cost=450_00),
        "everything": replace(_restatement(cost=450_00), changes=kinds),
        "one person": replace(_restatement(), masked=True),
    }
    posts = {
        name: digests.digest_post(language, replace(s.digest(), restated=(one,), before_restated=True), delayed=False)
        for name, one in moved.items()
    }
    quiet = replace(s.digest(s.EMPTY), restated=(_restatement(),))
    return {f"digest, restated: {name}": made for name, made in posts.items()} | {
        "digest of nothing, restated": digests.digest_post(language, quiet, delayed=False),
        "digest, the week before restated to nothing": digests.digest_post(
            language, replace(s.digest(before=s.EMPTY), before_restated=True), delayed=False
        ),
    }


def _many_closed() -> tuple[Sequence[date], dict[date, Closing]]:
    months = [date(2026 - number // 12, 12 - number % 12, 1) for number in range(60)]
    return months, {month: Closing(month=month, by="U1", at=s.NOW) for month in months}
