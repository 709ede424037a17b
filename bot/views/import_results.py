"""What is said of results and deals before they are saved: what is to be chosen, what stands, what is unlinked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.language import Language
from bot.views import import_words, words
from core.imports.choices import Double
from core.imports.doubled_results import Doubled
from core.imports.kind import Brings
from core.imports.plans import Plan
from core.ledger.entries import Conversion
from core.money.money import Money
from core.sales.deals import WON

MOST_NAMED = 3


def asked(language: Language, plan: Plan) -> Iterator[str]:
    """A line on each type of results and each stage that is to be decided about."""
    booked = plan.booked
    yield from (_goal(language, one) for one in booked.unchosen[:MOST_NAMED])
    yield from words.more(language, len(booked.unchosen) - MOST_NAMED)
    yield from (_doubled(language, one) for one in booked.clashes[:MOST_NAMED])
    yield from words.more(language, len(booked.clashes) - MOST_NAMED)
    for stage in booked.stages[:MOST_NAMED]:
        yield language.say("Which of your stages is “{name}”?", name=stage)
    yield from words.more(language, len(booked.stages) - MOST_NAMED)


def notes(language: Language, plan: Plan) -> Iterator[str]:
    """What is to be known: sales that other files have brought, results beside the books, sources without a channel."""
    booked = plan.booked
    if plan.reading.divided is not None:
        yield _divided(language, plan.reading.divided, sum(one.count for one in plan.reading.results))
    if booked.held:
        yield language.say_n(
            "{n} sale is already logged from another file and is not counted again.",
            "{n} sales are already logged from other files and are not counted again.",
            booked.held,
        )
    if booked.takes:
        yield language.say_n(
            "{n} sale takes the place of the same one from another file.",
            "{n} sales take the place of the same ones from other files.",
            len(booked.takes),
        )
    yield from (_settled(language, one) for one in booked.doubled if one.decided is not None)
    if booked.claims:
        yield language.say("Claimed, not counted: {what}.", what=_claimed(language, plan))
    if plan.changes and plan.reading.brings is Brings.SPEND and booked.conversions:
        yield language.say("Besides the spend: {what}.", what=_besides(language, plan))
    if plan.changes:
        yield from _worth(language, [one.fact for one in booked.conversions])
    if booked.uncounted:
        yield _uncounted(language, [goal.name for goal in booked.uncounted])
    if booked.unlinked:
        yield _unlinked(language, plan)


def _besides(language: Language, plan: Plan) -> str:
    """``3 conversions ($30.00)``: what comes of a platform's results for which a goal was chosen."""
    facts = [one.fact for one in plan.booked.conversions]
    count = sum(one.count for one in facts)
    what = language.say_n("{n} conversion", "{n} conversions", count)
    nothing = Money(minor=0, currency=plan.reading.currency)
    revenue = sum((one.revenue for one in facts if one.revenue), nothing)
    return f"{what} ({language.money(revenue)})" if revenue.minor else what


def _worth(language: Language, conversions: Sequence[Conversion]) -> Iterator[str]:
    """What those without a revenue bring beside the file's sum: their goals say what one is worth."""
    valued = [one for one in conversions if one.revenue is None and one.value.minor]
    if not valued:
        return
    first, *others = valued
    yield language.say_n(
        "{n} conversion without revenue counts at what the goal is worth: {amount} more.",
        "{n} conversions without revenue count at what the goal is worth: {amount} more.",
        sum(one.count for one in valued),
        amount=language.money(sum((one.value for one in others), first.value)),
    )


def _uncounted(language: Language, names: Sequence[str]) -> str:
    """Goals that bring no return, and how to have them counted."""
    return language.say_n(
        "The goal {names} doesn’t count towards return: ROI stays as it is. An admin can change that with /roi goal.",
        "The goals {names} don’t count towards return: ROI stays as it is. An admin can change that with /roi goal.",
        len(names),
        names=words.cut(language, names[:MOST_NAMED], len(names) - MOST_NAMED),
    )


def _claimed(language: Language, plan: Plan) -> str:
    """``Leads 31 (7-day click), Purchases 4``: what a platform says of itself, never added to what is booked."""
    counts: dict[tuple[str, str], int] = {}
    for one in plan.booked.claims:
        key = one.type, one.window
        counts[key] = counts.get(key, 0) + one.count
    most_first = sorted(counts.items(), key=lambda item: -item[1])
    named = [_count(language, *key, count) for key, count in most_first]
    return words.cut(language, named[:MOST_NAMED], len(named) - MOST_NAMED)


def _count(language: Language, type_: str, window: str, count: int) -> str:
    name = import_words.result(type_) or language.say("Results")
    return import_words.with_window(f"{name} {language.count(count)}", window)


def decide(language: Language, plan: Plan) -> str:
    """The words of the button that opens the form where it is answered; empty where nothing of this is asked."""
    if plan.booked.unchosen:
        return language.say("Choose the goals")
    if plan.booked.clashes:
        return language.say("Count one or both?")
    return language.say("Match the stages") if plan.booked.stages else ""


def sources(language: Language, *doubled: Doubled) -> str:
    """What else counts a goal: kinds of files, and deals, each once."""
    kinds = dict.fromkeys(kind for one in doubled for kind in one.kinds)
    return ", ".join(import_words.kind(language, kind) if kind else language.say("won deals") for kind in kinds)


def _divided(language: Language, exact: Decimal, whole: int) -> str:
    return language.say(
        "The file holds fractions of results, {exact} in all: they are logged as {whole} whole ones.",
        exact=language.number(exact, 2),
        whole=language.count(whole),
    )


def _doubled(language: Language, one: Doubled) -> str:
    return language.say(
        "“{goal}” is also counted from: {sources} ({period}: {there} there, {here} here). "
        "The same sales may be counted twice.",
        **_facts(language, one),
    )


def _settled(language: Language, one: Doubled) -> str:
    """What was decided about a goal that is counted from elsewhere too, of an earlier file perhaps: so with figures."""
    facts = _facts(language, one)
    if one.decided is Double.BOTH:
        return language.say("“{goal}” counts from this file and from: {sources} ({period}).", **facts)
    if one.gives_way:
        return language.say(
            "“{goal}” counts only from: {sources} ({period}: {there} there, {here} here). "
            "This file’s results are not added.",
            **facts,
        )
    return language.say(
        "“{goal}” counts only from this file ({period}: {here} here), no longer from: {sources} ({there} there).",
        **facts,
    )


def _facts(language: Language, one: Doubled) -> dict[str, str]:
    return {
        "goal": one.name,
        "sources": sources(language, one),
        "period": language.period(one.period),
        "there": language.count(one.there),
        "here": language.count(one.here),
    }


def _goal(language: Language, name: str) -> str:
    if name == WON:
        return language.say("Which goal do won deals count for?")
    return language.say("Which goal does “{name}” count for?", name=import_words.result(name))


def _unlinked(language: Language, plan: Plan) -> str:
    keys = [import_words.source(key) for key in plan.booked.unlinked]
    named = words.cut(language, keys[:MOST_NAMED], len(keys) - MOST_NAMED)
    if plan.undecided:
        return language.say("No channel yet for: {names}.", names=named)
    return language.say("No channel yet for: {names}. Link them under “Change something”.", names=named)
