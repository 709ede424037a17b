"""What to do next about an answer, in one sentence: what to cut, and where to put more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import verdicts
from core.money.money import Money, decimals
from core.money.rounding import half_up
from core.performance.performance import Row
from core.reports.judging import worth_more


def next_step(language: Language, rows: Sequence[Row], names: Mapping[str, str], *, is_over: bool) -> str:
    """``Next: cut YouTube (lost $3,223), put more on Instagram ($16.78 back per $1).`` Empty where nothing is clear.

    ``names``: key -> name of each row; ``is_over``: nothing can be changed any more, so it is said for the next time.
    """
    cut, more = _to_cut(rows), worth_more(rows)
    steps = [_cut(language, names[cut.key], cut)] if cut else []
    if more:
        row = next(row for row in rows if row.key == more.key)
        steps.append(_more(language, names[row.key], row))
    if not steps:
        return ""
    text = ", ".join(steps)
    return language.say("Next time: {steps}.", steps=text) if is_over else language.say("Next: {steps}.", steps=text)


def per_one(language: Language, row: Row) -> str:
    """``$16.78 back per $1``: the return of each unit of cost, on margin where one is set. Its cost is above zero."""
    currency = row.performance.currency
    back = Money(minor=half_up(row.returned * 10 ** decimals(currency) / row.performance.cost), currency=currency)
    return language.say("{back} back per {one}", back=language.exact.money(back), one=language.one(currency))


def _to_cut(rows: Sequence[Row]) -> Row | None:
    """The greatest loss that is sure, or as good as sure."""
    every = [row for row in rows if not row.overhead and row.excess > 0 and verdicts.to_cut(row)]
    return max(every, key=lambda row: row.excess, default=None)


def _cut(language: Language, name: str, row: Row) -> str:
    if row.alerted:
        return language.say("decide on {name} (alert since {day})", name=name, day=language.day(row.alerted))
    lost = language.money(Money(minor=half_up(row.excess), currency=row.performance.currency))
    return language.say("cut {name} (lost {lost})", name=name, lost=lost)


def _more(language: Language, name: str, row: Row) -> str:
    return language.say("put more on {name} ({back})", name=name, back=per_one(language, row))
