"""The words for things of ours: categories, channels, bases, stages, names; and the line every ROI is told in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.language import Language, mark
from core.ledger.repeats import Every
from core.ledger.splits import SplitKey
from core.money.money import Money
from core.money.rounding import half_up
from core.performance.performance import Performance
from core.reports.privacy import JOINT, PEOPLE_AND_OTHER, sharers
from core.setup.channels import NAMES
from core.setup.goals import Basis, Stage

CATEGORIES = {
    "ads": mark("Ads"),
    "tools": mark("Tools"),
    "people": mark("People"),
    "materials": mark("Materials"),
    "agency": mark("Agency"),
    "other": mark("Other"),
}
CHANNELS = {"email": mark("E-mail"), "website": mark("Website"), "other": mark("Other channel")}
TYPED_CHANNELS = {"email": mark("email"), "website": mark("website"), "other": mark("channel:other")}
"""What is typed in a line for the channels whose names are words."""

CONTENTS = {
    "reel": mark("Reel"),
    "story": mark("Story"),
    "carousel": mark("Carousel"),
    "video": mark("Video"),
    "article": mark("Article"),
    "webinar": mark("Webinar"),
    "influencer": mark("Influencer"),
    "ugc": mark("UGC"),
}
BASES = {
    Basis.HISTORY: mark("History: share who become customers × lifetime value"),
    Basis.AVERAGE: mark("Average: share who buy × average spend"),
    Basis.FIXED: mark("Fixed value"),
    Basis.BENCHMARK: mark("Industry or competitor benchmark"),
    Basis.TARGET: mark("Target price: what we would pay for one conversion"),
    Basis.GUESS: mark("Guess"),
}
BASES_IN_SHORT = {
    Basis.HISTORY: mark("history"),
    Basis.AVERAGE: mark("average"),
    Basis.BENCHMARK: mark("benchmark"),
    Basis.TARGET: mark("target"),
    Basis.GUESS: mark("guess"),
}
SPLITS = {
    SplitKey.NONE: mark("Not split: shared by all"),
    SplitKey.EQUAL: mark("Equally"),
    SplitKey.ADS: mark("By ad spend"),
    SplitKey.HOURS: mark("By hours"),
    SplitKey.CONVERSIONS: mark("By conversions"),
    SplitKey.WEIGHTS: mark("By fixed weights"),
}
RHYTHMS = {Every.NEVER: mark("Never"), Every.MONTHLY: mark("Monthly"), Every.YEARLY: mark("Yearly")}
STAGES = {Stage.LEAD: mark("Lead"), Stage.CUSTOMER: mark("Customer"), Stage.OTHER: mark("Other result")}


def category(language: Language, key: str) -> str:
    """The word for a category; for two that are merged, both."""
    if key == PEOPLE_AND_OTHER:
        return language.say("People and other")
    return " + ".join(language.say(CATEGORIES[one]) for one in key.split("+"))


def channel(language: Language, key: str, names: Mapping[str, str]) -> str:
    """The name of a channel; of none, that it has none; of several in one row, all."""
    if JOINT in key:
        return " + ".join(channel(language, one, names) for one in sharers(key))
    if not key:
        return language.say("No channel")
    return names.get(key) or NAMES.get(key) or language.say(CHANNELS.get(key, key))


def content(language: Language, key: str, names: Mapping[str, str]) -> str:
    """The word for a content type.

    Ours goes before a name: a goal or campaign may have a starting content type's key; of several, all.
    """
    if JOINT in key:
        return " + ".join(content(language, one, names) for one in sharers(key))
    if not key:
        return language.say("No content type")
    return language.say(CONTENTS[key]) if key in CONTENTS else names.get(key, key)


def campaign(language: Language, key: str, names: Mapping[str, str]) -> str:
    """The name of a campaign; of none, that it is shared; of several in one row, all."""
    if JOINT in key:
        return " + ".join(campaign(language, one, names) for one in sharers(key))
    return names.get(key, key) if key else language.say("Shared, no campaign")


def rhythm(language: Language, every: Every) -> str:
    """The word for a rhythm inside a line: ``monthly``."""
    return uncapitalized(language.say(RHYTHMS[every]))


def uncapitalized(text: str) -> str:
    return text[:1].lower() + text[1:]


def roi_line(language: Language, total: Performance) -> str:
    """The line of an ROI, always in its three parts: ``ROI 176.92% · cost $65,000.00 · return $180,000.00``.

    Scripts rely on it (docs/architecture.md#the-roi-line).
    """
    return language.say(
        "ROI {roi} · cost {cost} · return {returned}",
        roi=roi(language, total),
        cost=language.money(total.invested),
        returned=language.money(total.returned),
    )


def cost_and_return(language: Language, total: Performance) -> str:
    """The same of what is not tied to a unit, which has no ROI (J-03)."""
    return language.say(
        "cost {cost} · return {returned}",
        cost=language.money(total.invested),
        returned=language.money(total.returned),
    )


def margin_roi(language: Language, total: Performance, excess: Fraction) -> str:
    """`` · margin ROI -52.00%``, at the end of the ROI line; empty where no margin made less of the return (J-08).

    ``excess``: cost - return × margin, in minor units, unrounded.
    """
    if total.cost <= 0 or total.cost - excess == total.value:
        return ""
    return " · " + language.say("margin ROI {roi}", roi=language.percent(-excess * 100 / total.cost))


def unsigned(language: Language, minor: Fraction, currency: str) -> str:
    """By how much, whichever way: the words beside it say that. ``minor``: minor units of ``currency``."""
    return language.money(Money(minor=abs(half_up(minor)), currency=currency))


def between(language: Language, low: str, high: str) -> str:
    """``-28.07% to 175.86%``."""
    return language.say("{low} to {high}", low=low, high=high)


def earned(language: Language, excess: Fraction, currency: str) -> str:
    """What was lost, or earned beyond the cost; ``excess``: cost - return × margin, in minor units (J-08)."""
    minor = half_up(excess)
    amount = language.money(Money(minor=abs(minor), currency=currency))
    if minor > 0:
        return language.say("lost {amount}", amount=amount)
    if minor < 0:
        return language.say("earned {amount} more than it cost", amount=amount)
    return language.say("broke even")


def results(language: Language, total: Performance, names: Mapping[str, str]) -> str:
    """``Sale: 2, $500.00 each · Lead: 30, $33.33 each``: goal by goal, never added across goals (J-01).

    The goals of the answer's primary set come first; its only one also where this row has none of it.
    """
    alone = total.primary if len(total.primary) == 1 else ()
    counted = [goal for goal in total.primary if goal in alone or goal in total.by_goal]
    others = [goal for goal in total.by_goal if goal not in total.primary]
    return " · ".join(_result(language, total, goal, names) for goal in (*counted, *others))


def came_instead(language: Language, total: Performance, names: Mapping[str, str]) -> str:
    """``0 × Sale, 30 × Lead``: what came where nothing of the primary set did; empty where nothing came at all."""
    counts = {goal: count for goal, count in total.by_goal.items() if count > 0}
    return counted(language, dict.fromkeys(total.primary, 0) | counts, names) if counts else ""


def counted(language: Language, counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    """``30 × Lead, 0 × Sale``. ``counts``: by goal; the most comes first."""
    ordered = sorted(counts, key=lambda goal: (-counts[goal], goal))
    return ", ".join(f"{language.count(counts[goal])} × {names.get(goal, goal)}" for goal in ordered)


def _result(language: Language, total: Performance, goal: str, names: Mapping[str, str]) -> str:
    name, count = names.get(goal, goal), language.count(total.by_goal.get(goal, 0))
    price = total.price_of(goal)
    if price is None or not price.minor:
        return f"{name}: {count}"
    return language.say("{name}: {n}, {each} each", name=name, n=count, each=language.money(price))


def roi(language: Language, total: Performance) -> str:
    """The ROI in percent; in words where there is no answer (D-16)."""
    value = total.roi
    if value is not None:
        return language.percent(value)
    if total.credited:
        return language.say("n/a (net cost ≤ 0)")
    return language.say("n/a (no cost)") if total.value else language.say("n/a")


def labels(language: Language, total: Performance) -> str:
    """The hope that the return rests on; empty where it rests on none (T-03)."""
    sentences = []
    if total.estimate:
        sentences.append(
            language.say(
                "Estimate: part of the return is based on a target price, a guess or others’ figures, not on sales."
            )
        )
    if total.targeted:
        sentences.append(language.say("vs target price: this compares with what you would pay, not with profit."))
    return " ".join(sentences)


def received_and_expected(language: Language, total: Performance) -> list[str]:
    """How much of the return was received, and on what the rest of it rests; nothing where all was received (J-09)."""
    if not total.expected:
        return []
    money = {
        basis: language.money(Money(minor=minor, currency=total.currency)) for basis, minor in total.expected.items()
    }
    listed = ", ".join(f"{language.say(BASES_IN_SHORT[basis])} {money[basis]}" for basis in Basis if basis in money)
    received = language.money(Money(minor=total.received, currency=total.currency))
    return [language.say("Received {received}; expected: {listed}", received=received, listed=listed)]


def short_labels(language: Language, total: Performance) -> str:
    """The labels beside one row of a table: `` · estimate``; empty where the return is real."""
    return (" · " + language.say("estimate") if total.estimate else "") + (
        " · " + language.say("vs target price") if total.targeted else ""
    )


def percent(language: Language, value: Fraction | None) -> str:
    return language.percent(value) if value is not None else language.say("n/a")


def more(language: Language, count: int) -> list[str]:
    """The end of a list that was cut; empty where it is whole."""
    return [language.say_n("and {n} more", "and {n} more", count)] if count > 0 else []


def cut(language: Language, named: Sequence[str], count: int) -> str:
    """The names in one line, and at its end how many more there are than these: ``May 2026, Jun 2026 and 2 more``."""
    return " ".join([", ".join(named), *more(language, count)])


def conversions(language: Language, count: int) -> str:
    return language.say_n("{n} conversion", "{n} conversions", count)


def times(language: Language, value: Fraction | None) -> str:
    return language.times(value) if value is not None else language.say("n/a")


def money(language: Language, value: Money | None) -> str:
    return language.money(value) if value is not None else language.say("n/a")
