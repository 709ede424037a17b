"""How a fact's amount came to be, a line for each step: hours, people, media left out, the exchange rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.exchange import exchange_line
from bot.views.facts import as_taken
from core.ledger.entries import Conversion, Cost
from core.ledger.hourly_rates import Work
from core.ledger.hours import written_hours
from core.ledger.media import Media
from core.money.money import Money


def fact_details(language: Language, fact: Cost | Conversion, today: date) -> list[str]:
    """The lines under a fact; none where its amount stands for itself. A day after ``today`` is said."""
    lines = _cost_details(language, fact) if isinstance(fact, Cost) else _conversion_details(language, fact)
    if fact.exchange:
        booked = fact.value if isinstance(fact, Conversion) and fact.refund else None
        lines.append(exchange_line(language, fact.exchange, _exchanged(fact), booked))
    if fact.day > today:
        lines.append(language.say("The date is ahead: it counts from {day} on.", day=language.day(fact.day)))
    return lines


def _cost_details(language: Language, cost: Cost) -> list[str]:
    lines = []
    if cost.hours is not None and cost.rate is not None:
        lines.append(_hours_at_rate(language, cost, cost.hours, cost.rate))
    lines += [_work(language, cost, work) for work in cost.people]
    if cost.media:
        lines.append(_media(language, cost, cost.media))
    return lines


def _conversion_details(language: Language, conversion: Conversion) -> list[str]:
    return [] if conversion.refund else [_valued(language, conversion)]


def _hours_at_rate(language: Language, cost: Cost, hours: Decimal, rate: Money) -> str:
    """``12.5 h × $40.00 = $500.00``."""
    return language.say(
        "{hours} h × {rate} = {amount}",
        hours=_hours(language, hours),
        rate=as_taken(language, cost, rate),
        amount=as_taken(language, cost, cost.amount),
    )


def _media(language: Language, fact: Cost, media: Media) -> str:
    """What was left out of the invoice, and why: all of its media is on the books as ads, a part of it, or none."""
    figures = {
        "invoice": as_taken(language, fact, fact.amount),
        "media": as_taken(language, fact, media.said),
        "period": language.period(fact.media_days),
        "counts": as_taken(language, fact, fact.social),
    }
    if not media.left_out.minor:
        return language.say(
            "Invoice {invoice}: none of its {media} of ad spend is logged as ads in {period}, so {counts} counts.",
            **figures,
        )
    if media.left_out == media.said:
        return language.say(
            "Invoice {invoice}: its {media} of ad spend is already logged as ads in {period}, so {counts} counts.",
            **figures,
        )
    return language.say(
        "Invoice {invoice}: of its {media} of ad spend only {found} is logged as ads in "
        "{period}. That is left out, and {counts} counts.",
        found=as_taken(language, fact, media.left_out),
        **figures,
    )


def _work(language: Language, cost: Cost, work: Work) -> str:
    """``Anna: 12.5 h × $40.00``."""
    rate = as_taken(language, cost, work.rate) if work.rate else ""
    return language.say(
        "{person}: {hours} h × {rate}", person=work.person, hours=_hours(language, work.hours), rate=rate
    )


def _hours(language: Language, hours: Decimal) -> str:
    """``12.5``; ``7:20`` where they were given in minutes."""
    written = written_hours(hours)
    if ":" in written:
        return written
    places = max(0, -int(hours.normalize().as_tuple().exponent))
    return language.number(hours, places)


def _exchanged(fact: Cost | Conversion) -> Money:
    """What of it the rate was applied to."""
    if isinstance(fact, Cost):
        return fact.social
    return fact.revenue or fact.frozen or fact.value


def _valued(language: Language, fact: Conversion) -> str:
    if fact.revenue is not None:
        return language.say("Real revenue: {revenue}.", revenue=as_taken(language, fact, fact.revenue))
    worth = fact.frozen.times(Fraction(1, fact.count)) if fact.frozen else fact.goal.each
    each = as_taken(language, fact, worth)
    if fact.goal.basis not in words.BASES_IN_SHORT:
        return language.say("Each one is worth {each}.", each=each)
    basis = language.say(words.BASES_IN_SHORT[fact.goal.basis])
    return language.say("Each one is worth {each} ({basis}).", each=each, basis=basis)
