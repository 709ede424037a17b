"""Facts in words: one entry on one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.blocks import shorten
from bot.views.links import without_link
from core.ledger.entries import WHOLE, Conversion, Cost
from core.ledger.splits import Split
from core.money.money import Money

LONGEST_NOTE_SHOWN = 120
MOST_NAMED = 5


def fact_line(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> str:
    """``$250.00 · Ads · LinkedIn · campaign-q3 · 3 Aug 2026 · “boosted post”``."""
    return " · ".join(fact_parts(language, fact, names))


def fact_parts(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> list[str]:
    """The parts of the line; first how much it is, or how many of what."""
    amount = _cost_words(language, fact) if isinstance(fact, Cost) else _conversion_words(language, fact)
    return [
        *amount,
        *_where(language, fact, names),
        _when(language, fact),
        *_met(language, fact),
        *_note(language, fact),
    ]


def undated_line(language: Language, cost: Cost, names: Mapping[str, str]) -> str:
    """The same without its day, of a cost that has many."""
    where = _where(language, cost, names)
    return " · ".join([*_cost_words(language, cost), *where, *_note(language, cost)])


def _note(language: Language, fact: Cost | Conversion) -> list[str]:
    if not fact.note:
        return []
    note, link = without_link(fact.note)
    quoted = [language.say("“{note}”", note=shorten(note, LONGEST_NOTE_SHOWN))] if note else []
    return [*quoted, *([link] if link else [])]


def _cost_words(language: Language, cost: Cost) -> list[str]:
    parts = [_counted(language, cost), words.category(language, cost.category.value)]
    if cost.media and cost.media.left_out.minor:
        parts.append(language.say("{media} of ad spend left out", media=as_taken(language, cost, cost.media.left_out)))
    return parts


def _counted(language: Language, cost: Cost) -> str:
    """What is booked of a cost, and of how much where that is a share of it or was in another currency."""
    booked = language.money(cost.booked)
    whole = as_taken(language, cost, cost.counted)
    if cost.share != WHOLE:
        share = language.percent(Fraction(cost.share))
        return language.say("{part} ({share} of {whole})", part=booked, share=share, whole=whole)
    return f"{booked} ({whole})" if cost.exchange else booked


def _conversion_words(language: Language, conversion: Conversion) -> list[str]:
    goal = conversion.goal
    if conversion.refund and conversion.revenue:
        amount = as_taken(language, conversion, -conversion.revenue)
        what = language.say("Refund of {amount}", amount=amount) + f" · {goal.name}"
    else:
        what = f"{language.count(conversion.count)} × {goal.name}"
    if not goal.counts:
        return [what, language.say("not counted as return")]
    return [what, language.say("return {value}", value=language.money(conversion.value))]


def as_taken(language: Language, fact: Cost | Conversion, amount: Money) -> str:
    """An amount in the currency the fact was taken in: with the code, as its exchange is told, where it had one."""
    return language.amount(amount) if fact.exchange else language.money(amount)


def _when(language: Language, fact: Cost | Conversion) -> str:
    """The day of an entry; of a cost that is spread, the days it serves."""
    if isinstance(fact, Cost) and fact.until:
        return language.period(fact.service)
    if isinstance(fact, Conversion) and fact.refund:
        refunded, sold = language.day(fact.refund.day), language.day(fact.day)
        return language.say("refunded {refunded}, sold {sold}", refunded=refunded, sold=sold)
    return language.day(fact.day)


def _met(language: Language, fact: Cost | Conversion) -> list[str]:
    """The day that those who brought it were first met, where it is another; of a refund its sale has said it."""
    if isinstance(fact, Cost) or fact.refund or fact.first_contact is None:
        return []
    return [first_contact(language, fact.first_contact)]


def first_contact(language: Language, day: date) -> str:
    return language.say("first contact {day}", day=language.day(day))


def _where(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> list[str]:
    """The channel, the content type and the campaign, or the campaigns that a cost is split over."""
    content = [words.content(language, fact.content, names)] if fact.content else []
    if isinstance(fact, Cost) and fact.split:
        channel = [words.channel(language, fact.channel, names)] if fact.channel else []
        return [*channel, *content, _split(language, fact.split, names)]
    campaign = words.campaign(language, fact.campaign, names)
    return [words.channel(language, fact.channel, names), *content, campaign]


def _split(language: Language, split: Split, names: Mapping[str, str]) -> str:
    how = _how(language, split)
    if not split.campaigns:
        return language.say("shared: nothing to split it {how}", how=how)
    named = ", ".join(words.campaign(language, key, names) for key in split.campaigns[:MOST_NAMED])
    more = "…" if len(split.campaigns) > MOST_NAMED else ""
    return language.say("split {how} over {campaigns}", how=how, campaigns=named + more)


def _how(language: Language, split: Split) -> str:
    return words.uncapitalized(language.say(words.SPLITS[split.key]))
