"""Receipts: what was saved, taken back or put back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import Language
from bot.views import effects, words
from bot.views.blocks import Block, Paragraph, button, message, paragraph
from bot.views.fact_details import fact_details
from bot.views.facts import fact_line, fact_parts
from bot.views.receipt_buttons import entry_buttons, receipt_buttons
from bot.views.refunds import refunded_lines
from bot.views.ticked import ticked
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.refunds import Left
from core.ledger.repeats import Repeat
from core.reports.effect import Effect

MOST_CLOSED = 4
"""Closed months named in one line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """The fact that a correction has taken the place of. ``goes_on``: it began a repeat, which goes on as it was."""

    fact: Cost | Conversion
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeating:
    """The repeat that a cost begins. ``replaced``: how many entries of the one before, whose place it takes."""

    repeat: Repeat | None
    replaced: int | None = None


def receipt(
    language: Language,
    entry: Entry,
    names: Mapping[str, str],
    today: date,
    *,
    twin: bool = False,
    changed: bool = False,
    repeating: Repeating | None = None,
    closed: Sequence[date] = (),
    left: Left | None = None,
    corrected: Corrected | None = None,
    effect: Effect | None = None,
    asked: Sequence[Paragraph] = (),
) -> Block:
    """The receipt of an entry: what was saved, what it did to its campaign, and what else is to be known of it.

    ``twin``: the same was logged a moment before. ``changed``: the form was saved already, and says other things now.
    ``closed``: the closed months it stands in. ``left``: of a refunded sale. ``asked``: stands below the rest.
    """
    above = _paragraphs(_double_lines(language, twin=twin, changed=changed))
    below = _paragraphs([*_repeat_lines(language, entry.fact.day, today, repeating), *closed_lines(language, closed)])
    return ticked(
        *_first_line(language, entry, names, corrected),
        _details(language, entry.fact, names, today, corrected, left),
        [*above, *effects.drawn(language, effect), *below, *asked],
        receipt_buttons(language, entry, today, another=corrected is None),
        read=[*above, *effects.read(language, effect), *below, *asked],
    )


def _first_line(
    language: Language, entry: Entry, names: Mapping[str, str], corrected: Corrected | None
) -> tuple[str, str, Sequence[str]]:
    """The label, what is bold, and the parts of the line, as `ticked` takes them."""
    parts = fact_parts(language, entry.fact, names)
    return label(language, entry.fact, corrected), saved_words(language, entry.fact, parts[0], corrected), parts


def _details(
    language: Language,
    fact: Cost | Conversion,
    names: Mapping[str, str],
    today: date,
    corrected: Corrected | None,
    left: Left | None,
) -> list[str]:
    """The lines on what it replaces, on how its amount came to be, and on what is left of a refunded sale."""
    replaces = instead_lines(language, corrected, names)
    return [*replaces, *fact_details(language, fact, today), *refunded_lines(language, fact, left)]


def label(language: Language, fact: Cost | Conversion, corrected: Corrected | None = None) -> str:
    """The word before the line of an entry that stands, in the text of its receipt."""
    if corrected:
        return language.say("Corrected")
    return language.say("Credit logged") if _is_credit(fact) else language.say("Logged")


def _is_credit(fact: Cost | Conversion) -> bool:
    return isinstance(fact, Cost) and fact.credit


def saved_words(language: Language, fact: Cost | Conversion, what: str, corrected: Corrected | None = None) -> str:
    """``$250.00 logged``: how a receipt begins on the screen. ``what``: the first part of the entry's line."""
    if corrected or (isinstance(fact, Conversion) and fact.refund):
        return f"{label(language, fact, corrected)}: {what}"
    if _is_credit(fact):
        return language.say("{what} logged as a credit", what=what)
    return language.say("{what} logged", what=what)


def _fact(language: Language, entry: Entry, names: Mapping[str, str]) -> Paragraph:
    return paragraph(fact_line(language, entry.fact, names), bold=True)


def _paragraphs(details: Sequence[str]) -> list[Paragraph]:
    """All in one paragraph; none where there is nothing to say."""
    return [paragraph("\n".join(details))] if details else []


def _repeat_lines(language: Language, day: date, today: date, repeating: Repeating | None) -> list[str]:
    if repeating is None:
        return []
    lines = [_again(language, repeating.repeat, today)] if repeating.repeat else []
    if repeating.replaced is not None:
        lines += _replaced(language, day, repeating.replaced)
    return lines


def _double_lines(language: Language, *, twin: bool, changed: bool) -> list[str]:
    """As in `receipt`."""
    lines = []
    if twin:
        lines.append(language.say("You logged the same a moment ago. If this is a double, press “Undo”."))
    if changed:
        lines.append(
            language.say(
                "This form was saved already (as above), without your later changes. Undo it and log it again."
            )
        )
    return lines


def instead_lines(language: Language, corrected: Corrected | None, names: Mapping[str, str]) -> list[str]:
    """The lines on what stood there before."""
    if corrected is None:
        return []
    before = fact_line(language, corrected.fact, names)
    lines = [language.say("It replaces: {line}", line=before)]
    if corrected.goes_on:
        lines.append(_goes_on(language))
    return lines


def _goes_on(language: Language) -> str:
    return language.say("It goes on repeating: /roi repeats pauses or ends it.")


def taken_back(
    language: Language,
    reversal: Entry,
    names: Mapping[str, str],
    repeat: Repeat | None = None,
    closed: Sequence[date] = (),
    back: Entry | None = None,
    effect: Effect | None = None,
) -> Block:
    """What an undo took back, with *Redo*. A reversal says it in every field of its fact.

    ``repeat``: what began with it and goes on. ``closed``: as in `receipt`. ``back``: what it had corrected and stands
    again.
    """
    redo = button(language.say("Redo"), "redo", str(reversal.id))
    below = _paragraphs(undo_lines(language, names, repeat, closed, back))
    return _turned(language, language.say("Undone"), reversal, names, below, effect, (redo,))


def _turned(
    language: Language,
    label: str,
    entry: Entry,
    names: Mapping[str, str],
    below: Sequence[Paragraph],
    effect: Effect | None,
    buttons: Sequence[Block],
) -> Block:
    """The receipt of an entry that was taken back or put back; ``label`` says which."""
    what, *rest = fact_parts(language, entry.fact, names)
    return ticked(
        label,
        f"{label}: {what}",
        (what, *rest),
        (),
        [*effects.drawn(language, effect), *below],
        buttons,
        read=[*effects.read(language, effect), *below],
    )


def undo_lines(
    language: Language, names: Mapping[str, str], repeat: Repeat | None, closed: Sequence[date], back: Entry | None
) -> list[str]:
    """The lines on what else an undo means, as `taken_back` takes it."""
    lines = [_goes_on(language)] if repeat else []
    if back:
        lines.append(language.say("Counted again: {line}", line=fact_line(language, back.fact, names)))
    return lines + closed_lines(language, closed)


def put_back(
    language: Language,
    entry: Entry,
    names: Mapping[str, str],
    closed: Sequence[date] = (),
    effect: Effect | None = None,
) -> Block:
    below = _paragraphs(closed_lines(language, closed))
    return _turned(language, language.say("Restored"), entry, names, below, effect, entry_buttons(language, entry))


def ask_undo(
    language: Language, entry: Entry, names: Mapping[str, str], closed: Sequence[date] = (), *, old: bool = True
) -> Block:
    """An entry older than a day, or in a closed month, is taken back only on a second word."""
    parts = [_fact(language, entry, names)]
    if old:
        parts.append(
            paragraph(language.say("This was logged more than 24 hours ago. Figures already shared will change."))
        )
    parts += [paragraph(line) for line in closed_lines(language, closed)]
    sure = button(language.say("Undo"), "undo_sure", str(entry.id), style="danger")
    return message(language.say("Undo this entry?"), parts, (sure,))


def ask_redo(language: Language, reversal: Entry, names: Mapping[str, str], closed: Sequence[date]) -> Block:
    """One in a closed month is put back only on a second word."""
    parts = [_fact(language, reversal, names)]
    parts += [paragraph(line) for line in closed_lines(language, closed)]
    sure = button(language.say("Restore"), "redo_sure", str(reversal.id), style="danger")
    return message(language.say("Restore this entry?"), parts, (sure,))


def closed_lines(language: Language, closed: Sequence[date]) -> list[str]:
    """The lines on what it means that an entry stands in closed months; empty where it does in none."""
    if not closed:
        return []
    named = [language.long_month(month) for month in closed[:MOST_CLOSED]]
    cut = words.cut(language, named, len(closed) - MOST_CLOSED)
    return [language.say("Closed: {months}. The next weekly digest will show this change.", months=cut)]


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
                "{n} entry from then on was undone.",
                "{n} entries from then on were undone.",
                replaced,
            )
        )
    return lines
