"""What is said of a file before it is saved: whether it can be, what it replaces, what is new or to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import import_results, import_tables, import_words, words
from bot.views.answers import Line
from bot.views.receipts import closed_lines
from core.imports.choices import Overlap
from core.imports.kind import Brings
from core.imports.naming import Named
from core.imports.plans import Plan
from core.imports.scopes import Clash, Overlapping
from core.imports.sums import by_currency
from core.ledger.entries import Cost
from core.money.money import Money, decimals
from core.money.rounding import half_up

MOST_NAMED = 3
"""Campaigns named in one line, and questions of one kind."""
MOST_ASKED = 5
"""Questions about the file itself."""


def lines(language: Language, plan: Plan) -> list[Line]:
    """The verdict, and below it a line on each thing that is to be known or decided."""
    return [_verdict(language, plan), *(Line(text=text) for text in _below(language, plan))]


def _verdict(language: Language, plan: Plan) -> Line:
    if plan.undecided:
        lead = language.say_n("{n} thing to decide", "{n} things to decide", plan.undecided)
        return Line(lead=lead, text=f" · {_so_far(language, plan)}" if plan.reading.rows else "")
    if plan.same_file:
        return Line(lead=language.say("Already imported"), text=_same(language))
    if plan.reading.refused and not plan.reading.rows:
        return Line(lead=language.say("Nothing to save"), text=_unusable(language))
    if not plan.changes:
        return Line(lead=language.say("Nothing new"), text=_nothing(language, plan))
    return Line(lead=language.say("Ready to save"), text=f": {_sum(language, plan)}")


def _so_far(language: Language, plan: Plan) -> str:
    """What the file holds; its rows alone while what is to be decided keeps them all from being counted."""
    if import_tables.lines_of(plan):
        return _sum(language, plan)
    return language.say_n("{n} row", "{n} rows", plan.reading.rows)


def _sum(language: Language, plan: Plan) -> str:
    """What the file holds, and whether it says so itself."""
    what = language.say_n(
        "{amount} from {n} row", "{amount} from {n} rows", plan.reading.rows, amount=_amount(language, plan)
    )
    if plan.reading.own_total is None:
        return f"{what}."
    if plan.beside is None:
        return f"{what}, {_agrees(language, plan)}"
    return f"{what}. {_beside(language, plan)}"


def _amount(language: Language, plan: Plan) -> str:
    """What the file holds: spend, conversions with what they brought, or deals."""
    count = sum(line.results for line in plan.lines)
    sums = by_currency(plan.lines) or [plan.total]
    total = import_words.sums(language, sums)
    match plan.reading.brings:
        case Brings.RESULTS:
            conversions = language.say_n("{n} conversion", "{n} conversions", count)
            return f"{conversions} ({total})" if sums[0].minor else conversions
        case Brings.DEALS:
            return f"{language.say_n('{n} deal', '{n} deals', count)} ({total})"
    return total


def _agrees(language: Language, plan: Plan) -> str:
    if plan.choices.tax:
        return language.say("the same as the file’s own total before VAT was taken off.")
    return language.say("the same as the file’s own total.")


def _beside(language: Language, plan: Plan) -> str:
    own, off = plan.reading.own_total, plan.beside
    if own is None or off is None:
        return ""
    total, more = (language.money(money(part, plan)) for part in (own, abs(off)))
    if off > 0:
        return language.say("The file’s own total is {total}: {more} more than its rows.", total=total, more=more)
    return language.say("The file’s own total is {total}: {more} less than its rows.", total=total, more=more)


def money(units: Decimal, plan: Plan) -> Money:
    """An amount in units of the file's currency, as money; what is below the minor unit is rounded."""
    currency = plan.total.currency
    return Money(minor=half_up(Fraction(units) * 10 ** decimals(currency)), currency=currency)


def _same(language: Language) -> str:
    return ": " + language.say("this file is in your entries. There is nothing to do.")


def _unusable(language: Language) -> str:
    return ": " + language.say("I can’t use any row of this file. Check it and send it again.")


def _nothing(language: Language, plan: Plan) -> str:
    if not plan.kept:
        return ": " + language.say("there is no row to save in this file.")
    return ": " + language.say_n(
        "the {n} entry in it is logged already.",
        "all {n} entries in it are logged already.",
        plan.kept,
    )


def _below(language: Language, plan: Plan) -> Iterator[str]:
    yield from (import_words.question(language, asked) for asked in plan.asks[:MOST_ASKED])
    yield from words.more(language, len(plan.asks) - MOST_ASKED)
    yield from import_results.asked(language, plan)
    yield from (_near(language, one) for one in plan.unnamed[:MOST_NAMED])
    yield from words.more(language, len(plan.unnamed) - MOST_NAMED)
    if not plan.same_file:
        yield from (_clash(language, one) for one in plan.overlaps[:MOST_NAMED])
        yield from words.more(language, len(plan.overlaps) - MOST_NAMED)
    if (new := [one.name for one in _once(plan.campaigns) if one.is_new]) and not plan.same_file:
        yield _new(language, new)
    if not plan.same_file:
        yield from import_results.notes(language, plan)
    if plan.by_hand:
        yield _by_hand(language, plan.by_hand)
    if plan.invoiced and plan.changes:
        yield _invoiced(language, plan.invoiced)
    if plan.changes:
        yield from closed_lines(language, plan.closed)


def _near(language: Language, one: Named) -> str:
    names = " / ".join(candidate.name for candidate in one.near)
    return language.say("Is “{written}” the campaign {names}?", written=one.written, names=names)


def _new(language: Language, names: Sequence[str]) -> str:
    named = words.cut(language, names[:MOST_NAMED], len(names) - MOST_NAMED)
    return language.say_n("New campaign: {names}.", "New campaigns: {names}.", len(names), names=named)


def _once(campaigns: Sequence[Named]) -> list[Named]:
    """Each campaign once, however many ways the file writes it."""
    return list({one.key: one for one in campaigns if one.key}.values())


def _invoiced(language: Language, invoices: Sequence[Cost]) -> str:
    """Ads that an agency bills as well: whose invoices they are left out of."""
    days = [language.day(invoice.day) for invoice in invoices]
    return language.say_n(
        "Some of it is in {n} agency invoice, {days}: it is left out there, so that it counts once.",
        "Some of it is in {n} agency invoices, {days}: it is left out there, so that it counts once.",
        len(invoices),
        days=words.cut(language, days[:MOST_NAMED], len(days) - MOST_NAMED),
    )


def _by_hand(language: Language, count: int) -> str:
    return language.say_n(
        "{n} entry that somebody has changed since stays as it is.",
        "{n} entries that somebody has changed since stay as they are.",
        count,
    )


def _clash(language: Language, one: Overlapping) -> str:
    period, was = language.period(one.days), import_words.sums(language, one.was)
    day = language.day(one.earlier.at.date())
    if one.clash is Clash.SAME or one.decided is not None:
        return _decided(language, one, period, was)
    facts = {"day": day, "period": period, "was": was}
    if one.clash is Clash.OLDER:
        return language.say("This file is older than the one imported on {day}: {was} for {period}.", **facts)
    if one.clash is Clash.LEVEL:
        return language.say("The import of {day} has the same days at another level: {was} for {period}.", **facts)
    if one.clash is Clash.STRANGER:
        return language.say("The import of {day} may be from another account: {was} for {period}.", **facts)
    return language.say("The import of {day} has some of the same days: {was} for {period}.", **facts)


def _decided(language: Language, one: Overlapping, period: str, was: str) -> str:
    day = language.day(one.earlier.at.date())
    if one.decided is Overlap.BOTH:
        return language.say("The import of {day} stays as well: {was} for {period}.", day=day, was=was, period=period)
    return language.say("Replaces the import of {day}: {was} for {period}.", day=day, was=was, period=period)
