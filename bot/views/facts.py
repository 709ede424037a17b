"""Facts in words: one entry on one line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.blocks import shorten
from core.ledger.entries import WHOLE, Conversion, Cost
from core.ledger.splits import Split
from core.money.money import Money

LONGEST_NOTE_SHOWN = 120


MOST_NAMED = 5


def fact_line(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> str:
    """A line as ``$250.00 · Ads · LinkedIn · campaign-q3 · 3 Aug 2026 · “boosted post”``."""
    what = _cost_words(language, fact) if isinstance(fact, Cost) else _conversion_words(language, fact)
    return " · ".join([*what, *_where(language, fact, names), _when(language, fact), *_note(language, fact)])


def undated_line(language: Language, cost: Cost, names: Mapping[str, str]) -> str:
    """The line without its day, of a cost that has many."""
    return " · ".join([*_cost_words(language, cost), *_where(language, cost, names), *_note(language, cost)])


def _note(language: Language, fact: Cost | Conversion) -> list[str]:
    return [language.say("“{note}”", note=shorten(fact.note, LONGEST_NOTE_SHOWN))] if fact.note else []


def _cost_words(language: Language, fact: Cost) -> list[str]:
    money, whole = language.money(fact.booked), language.money(fact.counted)
    if fact.exchange:
        whole = language.amount(fact.counted)
    if fact.share != WHOLE:
        share = language.percent(Fraction(fact.share))
        money = language.say("{part} ({share} of {whole})", part=money, share=share, whole=whole)
    elif fact.exchange:
        money = f"{money} ({whole})"
    parts = [money, words.category(language, fact.category.value)]
    if fact.media and fact.media.left_out.minor:
        parts.append(language.say("{media} of media left out", media=language.money(fact.media.left_out)))
    return parts


def _conversion_words(language: Language, fact: Conversion) -> list[str]:
    value = language.money(fact.value)
    what = f"{language.count(fact.count)} × {fact.goal.name}"
    if fact.refund and fact.revenue:
        what = language.say("Refund of {amount}", amount=_taken(language, fact, -fact.revenue)) + f" · {fact.goal.name}"
    returned = (
        language.say("return {value}", value=value) if fact.goal.counts else language.say("not counted as return")
    )
    return [what, returned]


def _taken(language: Language, fact: Conversion, amount: Money) -> str:
    """An amount in the currency it was taken in."""
    return language.amount(amount) if fact.exchange else language.money(amount)


def _when(language: Language, fact: Cost | Conversion) -> str:
    """The day of an entry; of a cost that is spread, the days it serves."""
    if isinstance(fact, Cost) and fact.until:
        return language.period(fact.service)
    if isinstance(fact, Conversion) and fact.refund:
        refunded, sold = language.day(fact.refund.day), language.day(fact.day)
        return language.say("refunded {refunded}, sold {sold}", refunded=refunded, sold=sold)
    return language.day(fact.day)


def _where(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> list[str]:
    content = [words.content(language, fact.content, names)] if fact.content else []
    if isinstance(fact, Cost) and fact.split and not fact.split.campaigns:
        shared = language.say("shared: nothing to split {how}", how=_how(language, fact.split))
        return [*([words.channel(language, fact.channel, names)] if fact.channel else []), *content, shared]
    if isinstance(fact, Cost) and fact.split:
        parts = ", ".join(words.campaign(language, key, names) for key in fact.split.campaigns[:MOST_NAMED])
        more = "…" if len(fact.split.campaigns) > MOST_NAMED else ""
        over = language.say("split {how} over {campaigns}", how=_how(language, fact.split), campaigns=parts + more)
        channel = [words.channel(language, fact.channel, names)] if fact.channel else []
        return [*channel, *content, over]
    campaign = words.campaign(language, fact.campaign, names)
    return [words.channel(language, fact.channel, names), *content, campaign]


def _how(language: Language, split: Split) -> str:
    return words.uncapitalized(language.say(words.SPLITS[split.key]))
