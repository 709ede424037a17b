"""Receipts: what was saved, taken back or put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, button, message, paragraph
from bot.views.exchange import exchange_line
from bot.views.facts import fact_line
from bot.views.refunds import refund_button, refunded_lines
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.hourly_rates import Work, written_hours
from core.ledger.media import Media, media_period
from core.ledger.refunds import Left
from core.ledger.repeats import Repeat
from core.money.money import Money
from core.sales.deals import SOURCE

MOST_CLOSED = 4
"""Closed months named in one line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """The fact that a correction has taken the place of. ``goes_on``: it began a repeat, which goes on as it was."""

    fact: Cost | Conversion
    goes_on: bool = False


def receipt(
    language: Language,
    entry: Entry,
    names: Mapping[str, str],
    today: date,
    *,
    twin: bool = False,
    changed: bool = False,
    repeat: Repeat | None = None,
    replaced: int | None = None,
    closed: Sequence[date] = (),
    left: Left | None = None,
    corrected: Corrected | None = None,
) -> Block:
    """The receipt of an entry, in words, with *Undo* and *Correct*.

    ``twin``: the same was logged a moment before. ``changed``: the form was saved already, and says other things now.
    ``repeat``: when it comes again. ``replaced``: it takes the place of one that repeated, of which so many entries
    were taken back. ``closed``: the closed months it stands in. ``left``: what a refund leaves of its sale.
    ``corrected``: of a correction.
    """
    title = language.say("Corrected") if corrected else receipt_title(language, entry.fact)
    parts = [paragraph(fact_line(language, entry.fact, names), bold=True)]
    details = [*instead_lines(language, corrected, names), *fact_details(language, entry.fact, today)]
    details += [*refunded_lines(language, entry.fact, left), *closed_lines(language, closed)]
    if repeat:
        details.append(_again(language, repeat, today))
    if replaced is not None:
        details += _replaced(language, entry.fact.day, replaced)
    if twin:
        details.append(language.say("You logged the same a moment ago: if this is a double, press Undo."))
    if changed:
        details.append(
            language.say("This form was saved already, as above; what you changed since was not. Undo it and log anew.")
        )
    parts += [paragraph("\n".join(details))] if details else []
    return message(title, parts, _buttons(language, entry))


def _buttons(language: Language, entry: Entry) -> tuple[Block, ...]:
    return (undo_button(language, entry), *correct_buttons(language, entry), *refund_button(language, entry))


def instead_lines(language: Language, corrected: Corrected | None, names: Mapping[str, str]) -> list[str]:
    """The lines on what stood there before."""
    if corrected is None:
        return []
    lines = [language.say("It replaces: {line}", line=fact_line(language, corrected.fact, names))]
    return lines + ([_goes_on(language)] if corrected.goes_on else [])


def _goes_on(language: Language) -> str:
    return language.say("It goes on repeating: /roi repeats pauses or ends it.")


def receipt_title(language: Language, fact: Cost | Conversion) -> str:
    if isinstance(fact, Conversion):
        return language.say("Refund logged") if fact.refund else language.say("Conversions logged")
    return language.say("Credit logged") if fact.credit else language.say("Cost logged")


def taken_back(
    language: Language,
    reversal: Entry,
    names: Mapping[str, str],
    repeat: Repeat | None = None,
    closed: Sequence[date] = (),
    back: Entry | None = None,
) -> Block:
    """What an undo took back, with *Redo*. A reversal says it in every field of its fact.

    ``repeat``: what began with it and goes on. ``closed``: as in `receipt`. ``back``: what it had corrected and stands
    again.
    """
    parts = [paragraph(fact_line(language, reversal.fact, names), bold=True)]
    parts += [paragraph(line) for line in undo_lines(language, names, repeat, closed, back)]
    redo = button(language.say("Redo"), "redo", str(reversal.id))
    return message(language.say("Taken back"), parts, (redo,))


def undo_lines(
    language: Language, names: Mapping[str, str], repeat: Repeat | None, closed: Sequence[date], back: Entry | None
) -> list[str]:
    """The lines on what else an undo means, as `taken_back` takes it."""
    lines = [_goes_on(language)] if repeat else []
    if back:
        lines.append(language.say("On the books again: {line}", line=fact_line(language, back.fact, names)))
    return lines + closed_lines(language, closed)


def put_back(language: Language, entry: Entry, names: Mapping[str, str], closed: Sequence[date] = ()) -> Block:
    parts = [paragraph(fact_line(language, entry.fact, names), bold=True)]
    parts += [paragraph(line) for line in closed_lines(language, closed)]
    return message(language.say("Put back"), parts, _buttons(language, entry))


def ask_undo(
    language: Language, entry: Entry, names: Mapping[str, str], closed: Sequence[date] = (), *, old: bool = True
) -> Block:
    """The question before an entry older than a day, or in a closed month, is taken back."""
    parts = [paragraph(fact_line(language, entry.fact, names), bold=True)]
    if old:
        parts.append(
            paragraph(language.say("This was logged more than 24 hours ago. Figures already shared will change."))
        )
    parts += [paragraph(line) for line in closed_lines(language, closed)]
    sure = button(language.say("Take it back"), "undo_sure", str(entry.id), style="danger")
    return message(language.say("Take this entry back?"), parts, (sure,))


def ask_redo(language: Language, reversal: Entry, names: Mapping[str, str], closed: Sequence[date]) -> Block:
    """The question before an entry in a closed month is put back."""
    parts = [paragraph(fact_line(language, reversal.fact, names), bold=True)]
    parts += [paragraph(line) for line in closed_lines(language, closed)]
    sure = button(language.say("Put it back"), "redo_sure", str(reversal.id), style="danger")
    return message(language.say("Put this entry back?"), parts, (sure,))


def closed_lines(language: Language, closed: Sequence[date]) -> list[str]:
    """The lines on what it means that an entry stands in closed months; empty where it does in none."""
    if not closed:
        return []
    named = ", ".join(language.long_month(month) for month in closed[:MOST_CLOSED])
    more = "…" if len(closed) > MOST_CLOSED else ""
    return [language.say("Closed: {months}. The next weekly digest tells this as restated.", months=named + more)]


def undo_button(language: Language, entry: Entry) -> Block:
    return button(language.say("Undo"), "undo", str(entry.id))


def correct_buttons(language: Language, entry: Entry) -> tuple[Block, ...]:
    """The button *Correct*. A refund is taken back and made anew, and what a deal booked goes with the deal."""
    if entry.source == SOURCE or (isinstance(entry.fact, Conversion) and entry.fact.refund):
        return ()
    return (button(language.say("Correct"), "correct", str(entry.id)),)


def fact_details(language: Language, fact: Cost | Conversion, today: date) -> list[str]:
    """The lines on how an entry's amount came to be: hours, people, media left out, the exchange rate."""
    lines = []
    if isinstance(fact, Cost) and fact.hours is not None and fact.rate is not None:
        lines.append(
            language.say(
                "{hours} h × {rate} = {amount}",
                hours=_hours(language, fact.hours),
                rate=language.money(fact.rate),
                amount=language.money(fact.amount),
            )
        )
    if isinstance(fact, Cost):
        lines += [_work(language, work) for work in fact.people]
        lines += [_media(language, fact, fact.media)] if fact.media else []
    if isinstance(fact, Conversion) and not fact.refund:
        lines.append(_valued(language, fact))
    if fact.exchange:
        booked = fact.value if isinstance(fact, Conversion) and fact.refund else None
        lines.append(exchange_line(language, fact.exchange, _exchanged(fact), booked))
    if fact.day > today:
        lines.append(language.say("The date lies ahead: it counts from {day} on.", day=language.day(fact.day)))
    return lines


def _media(language: Language, fact: Cost, media: Media) -> str:
    """The line on what was left out of the invoice, and why."""
    invoice, counts = language.money(fact.amount), language.money(fact.social)
    whole, left_out = language.money(media.said), language.money(media.left_out)
    period = language.period(media_period(fact.day, fact.until))
    if not media.left_out.minor:
        return language.say(
            "Invoice {invoice}: none of its {media} of media is on the books as ads in {period}, so {counts} counts.",
            invoice=invoice,
            media=whole,
            period=period,
            counts=counts,
        )
    if media.left_out == media.said:
        return language.say(
            "Invoice {invoice}: its {media} of media is on the books as ads in {period} already, so {counts} counts.",
            invoice=invoice,
            media=whole,
            period=period,
            counts=counts,
        )
    return language.say(
        "Invoice {invoice}: of its {media} of media only {found} is on the books as ads in {period}. That is left out, "
        "and {counts} counts.",
        invoice=invoice,
        media=whole,
        found=left_out,
        period=period,
        counts=counts,
    )


def _work(language: Language, work: Work) -> str:
    """A line as ``Anna: 12.5 h × $40.00``."""
    rate = language.money(work.rate) if work.rate else ""
    return language.say(
        "{person}: {hours} h × {rate}", person=work.person, hours=_hours(language, work.hours), rate=rate
    )


def _hours(language: Language, hours: Decimal) -> str:
    """Hours as ``12.5``; ``7:20`` where they were given in minutes."""
    if ":" in (written := written_hours(hours)):
        return written
    return language.number(hours, max(0, -int(hours.normalize().as_tuple().exponent)))


def _exchanged(fact: Cost | Conversion) -> Money:
    """The amount that the rate was applied to."""
    return fact.social if isinstance(fact, Cost) else fact.revenue or fact.frozen or fact.value


def _again(language: Language, repeat: Repeat, today: date) -> str:
    """The line on when it comes next; of one that began in the past, that the tick makes up for what has passed."""
    often = words.rhythm(language, repeat.every)
    if repeat.next_day <= today:
        return language.say("Repeats {often}: what has fallen due since is logged in a moment.", often=often)
    return language.say("Repeats {often}: next on {day}.", often=often, day=language.day(repeat.next_day))


def _replaced(language: Language, day: date, replaced: int) -> list[str]:
    lines = [language.say("The old one ends on {day}.", day=language.day(day))]
    if replaced:
        lines.append(
            language.say_n(
                "{n} entry of it from then on was taken back.",
                "{n} entries of it from then on were taken back.",
                replaced,
            )
        )
    return lines


def _valued(language: Language, fact: Conversion) -> str:
    if fact.revenue is not None:
        return language.say("Real revenue: {revenue}.", revenue=language.money(fact.revenue))
    basis = language.say(words.BASES[fact.goal.basis])
    each = fact.frozen.times(Fraction(1, fact.count)) if fact.frozen else fact.goal.each
    return language.say("Each is worth {each} ({basis}).", each=language.money(each), basis=basis)
