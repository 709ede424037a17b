"""Recommendations in words: what to cut, what to watch, who is best and worst, and where the next money goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.language import Language, mark
from bot.views import words
from bot.views.verdicts import percents
from core.money.money import Money, decimals
from core.money.rounding import half_up
from core.performance.extremes import Candidate, Extreme, Extremes, of_next
from core.performance.performance import Row
from core.performance.results import Interval
from core.performance.verdicts import Verdict

NEXT = 1000
"""Whole units of the currency that the advice on the next money speaks of."""


WATCHED = {
    (True, True): mark("Watch {name}: behind by {amount} so far, too early to say."),
    (False, True): mark("Watch {name}: ahead by {amount} so far, too early to say."),
    (True, False): mark("Watch {name}: behind by {amount} so far, not settled yet."),
    (False, False): mark("Watch {name}: ahead by {amount} so far, not settled yet."),
}
"""Whether it is behind, and whether it is young."""


def cut(language: Language, name: str, row: Row, names: Mapping[str, str]) -> str:
    """What to do about a row that loses, or that nothing came of. ``names``: of goals."""
    if row.alerted:
        day = language.day(row.alerted)
        if not row.performance.conversions:
            return language.say("{name}: alert since {day}, no results.", name=name, day=day)
        return language.say("{name}: alert since {day}, too few results.", name=name, day=day)
    if not row.performance.conversions:
        return _cut_in_vain(language, name, row, names)
    lost = language.money(Money(minor=half_up(row.excess), currency=row.performance.currency))
    return language.say("Cut {name}: it lost {lost}.", name=name, lost=lost)


def _cut_in_vain(language: Language, name: str, row: Row, names: Mapping[str, str]) -> str:
    """A row that brought nothing, or nothing that counts."""
    came = words.came_instead(language, row.performance, names)
    details = {"name": name, "cost": language.money(row.performance.invested)}
    if row.judgement and row.judgement.verdict is Verdict.IDLE:
        if came:
            return language.say(
                "{name}: {cost} brought {came}, and no ads ran on it. Does it serve all campaigns, or should it end?",
                came=came,
                **details,
            )
        return language.say(
            "{name}: nothing came of {cost}, and no ads ran on it. Does it serve all campaigns, or should it end?",
            **details,
        )
    if came:
        return language.say("Cut {name}: {cost} brought {came}.", came=came, **details)
    return language.say("Cut {name}: {cost} brought nothing.", **details)


def watch(language: Language, name: str, row: Row) -> str:
    """What is said of a row that it is too early to judge."""
    amount = words.unsigned(language, row.excess, row.performance.currency)
    is_young = row.judgement is not None and row.judgement.verdict is Verdict.YOUNG
    return language.say(WATCHED[row.excess > 0, is_young], name=name, amount=amount)


def extremes(language: Language, named: Mapping[str, str], rows: Sequence[Row], best_and_worst: Extremes) -> list[str]:
    """Who is best and who is worst of the ``rows``; nothing where no difference is certain."""
    on_margin = {row.key for row in rows if row.margin_set}
    lines = []
    if best := best_and_worst.best:
        lines.append(language.say("Best: {name}", name=_best(language, best, named, on_margin)))
    if worst := best_and_worst.worst:
        lines.append(language.say("Worst: {name}", name=_worst(language, worst, named, on_margin)))
    return lines


def where_more(language: Language, named: Mapping[str, str], more: Candidate | None, currency: str) -> list[str]:
    """What the next money would bring, as a range and no promise; nothing where nothing pays."""
    if more is None:
        return []
    amount = Money(minor=NEXT * 10 ** decimals(currency), currency=currency)
    low, high = _moneys(of_next(more, amount.minor), currency)
    return [
        language.say(
            "More on {name}: the next {amount} would bring {low} to {high}, if it goes on as so far.",
            name=named[more.key],
            amount=language.money(amount),
            low=language.money(low),
            high=language.money(high),
        )
    ]


def _best(language: Language, extreme: Extreme, named: Mapping[str, str], on_margin: Collection[str]) -> str:
    text = _named_range(language, extreme, named, on_margin)
    if extreme.rival is None:
        return text
    return f"{text} " + language.say("({name} may be as good)", name=named[extreme.rival.key])


def _worst(language: Language, extreme: Extreme, named: Mapping[str, str], on_margin: Collection[str]) -> str:
    text = _named_range(language, extreme, named, on_margin)
    if extreme.rival is None:
        return text
    return f"{text} " + language.say("({name} may be as bad)", name=named[extreme.rival.key])


def _named_range(language: Language, extreme: Extreme, named: Mapping[str, str], on_margin: Collection[str]) -> str:
    """The range that it was judged by: of the ROI on margin where a margin is set (J-08)."""
    key = extreme.candidate.key
    roi = language.say("Margin ROI") if key in on_margin else "ROI"
    return f"{named[key]} · {roi} {percents(language, extreme.candidate.judgement.roi)}"


def _moneys(interval: Interval, currency: str) -> tuple[Money, Money]:
    low, high = (Money(minor=round(end), currency=currency) for end in (interval.low, interval.high))
    return low, high
