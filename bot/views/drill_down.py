"""An opened figure: a menu of all figures of the answer, and for one its formula, what it rests on, and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.language import Language
from bot.views import words
from bot.views.answers import Section
from bot.views.blocks import (
    Block,
    Mention,
    Paragraph,
    Span,
    actions,
    body,
    button,
    paragraph,
    shorten,
)
from bot.views.details import section_menu
from bot.views.fact_details import fact_details
from bot.views.facts import fact_line
from bot.views.figure_basis import inputs_basis, rates_used, values_basis
from bot.views.figure_menu import figure_menu, named_figure, place_of
from bot.views.formulas import formulas, merged_name
from bot.views.history import Reader
from bot.views.modals import note
from bot.views.receipt_buttons import correct_buttons
from bot.views.receipts import closed_lines, undo_lines
from core.ledger.entries import Cost, Entry
from core.ledger.repeats import Repeat
from core.money.money import Money
from core.reports.drill_down import MOST_COUNTED, Opening, Row
from core.reports.figures import Figure, Part

FIGURES = "figures"
"""The callback id of the modal."""

LONGEST_DETAILS = 1000


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When it is read: ``now``, and the workspace's ``today``."""

    now: datetime
    today: date


@dataclass(frozen=True, kw_only=True)
class Known:
    """What its words need: key -> name of all there is, and what the rows have replaced: id -> entry."""

    names: Mapping[str, str]
    replaced: Mapping[int, Entry] = field(default_factory=dict)


def opened_view(
    language: Language,
    opening: Opening,
    context: Known,
    reader: Reader,
    moment: Moment,
    metadata: str,
    paragraphs: Sequence[Paragraph] = (),
    sections: Sequence[Section] = (),
) -> Block:
    """The modal. ``paragraphs``: what a button has just done; ``sections``: what else of the answer can be opened."""
    names = context.names
    parts = [
        *paragraphs,
        paragraph(named_figure(language, opening.figure, names), bold=True),
        paragraph(formulas(language, opening, names), heading=language.say("Formula")),
        *inputs_basis(language, opening.figure),
        *values_basis(language, opening.worths),
        *rates_used(language, opening.rates),
        paragraph(_as_of(language, opening.figure, names, reader, moment)),
        *_rows(language, opening, context, reader, moment.today),
    ]
    text = note(language, language.say("Figures"), [], metadata=metadata)
    menus = [
        *([section_menu(language, sections, Section.ENTRIES)] if sections else []),
        figure_menu(language, opening.figures, names, opening.figure.id),
    ]
    blocks = [actions(menus) | {"block_id": "menus"}, *body("", parts, _turning(language, opening))]
    return text | {"callback_id": FIGURES, "blocks": blocks}


def _as_of(language: Language, figure: Figure, names: Mapping[str, str], reader: Reader, moment: Moment) -> str:
    return language.say(
        "As of {moment} · {period}",
        moment=language.moment(moment.now, reader.timezone),
        period=place_of(language, figure, names),
    )


def ask_view(
    language: Language, entry: Entry, context: Known, metadata: str, closed: Sequence[date] = (), *, old: bool = True
) -> Block:
    """In the place of the figures: an entry older than a day, or in a closed month, is taken back only on a second
    word.
    """
    lines = closed_lines(language, closed)
    if old:
        lines.insert(0, language.say("This was logged more than 24 hours ago. Figures already shared will change."))
    sure = button(language.say("Undo"), "undo_opened_sure", str(entry.id), style="danger")
    parts = _doubted(language, entry, context, lines)
    return note(language, language.say("Undo this entry?"), parts, (sure, _back_button(language)), metadata)


def ask_redo_view(language: Language, reversal: Entry, context: Known, metadata: str, closed: Sequence[date]) -> Block:
    """The same before one in a closed month is put back."""
    sure = button(language.say("Restore"), "redo_opened_sure", str(reversal.id), style="danger")
    parts = _doubted(language, reversal, context, closed_lines(language, closed))
    return note(language, language.say("Restore this entry?"), parts, (sure, _back_button(language)), metadata)


def _doubted(language: Language, entry: Entry, context: Known, lines: Sequence[str]) -> list[Paragraph]:
    """The entry, and why it is asked about."""
    line = fact_line(language, entry.fact, context.names)
    return [paragraph(line, bold=True), paragraph("\n".join(lines))]


def _back_button(language: Language) -> Block:
    return button(language.say("Back to the figures"), "figures_back", "-")


def taken_back_note(
    language: Language,
    reversal: Entry,
    names: Mapping[str, str],
    repeat: Repeat | None = None,
    closed: Sequence[date] = (),
    back: Entry | None = None,
) -> Paragraph:
    """Above the figures what `receipts.taken_back` says, with *Redo*."""
    text = language.say("Undone:") + f" {fact_line(language, reversal.fact, names)}"
    line = "\n".join([text, *undo_lines(language, names, repeat, closed, back)])
    return paragraph(line, buttons=[button(language.say("Redo"), "redo_opened", str(reversal.id))])


def put_back_note(language: Language, entry: Entry, names: Mapping[str, str], closed: Sequence[date] = ()) -> Paragraph:
    text = language.say("Restored:") + f" {fact_line(language, entry.fact, names)}"
    return paragraph("\n".join([text, *closed_lines(language, closed)]))


def _rows(language: Language, opening: Opening, context: Known, reader: Reader, today: date) -> list[Paragraph]:
    if not opening.figure.listed:
        return []
    if not (opening.rows or opening.merged or opening.page):
        return [paragraph(language.say("No entries make up this figure."))]
    heading = paragraph(language.say("Newest first; together they are the figure."), heading=language.say("Rows"))
    listed = [_row(language, row, context, reader, today) for row in opening.rows]
    return [heading, *_before(language, opening), *listed, *_behind(language, opening), *_merged(language, opening)]


def _row(language: Language, row: Row, context: Known, reader: Reader, today: date) -> Paragraph:
    """One entry: its line, how its amount came to be, who logged it and when, and what it replaces."""
    entry = row.entry
    details = shorten("\n".join(fact_details(language, entry.fact, today)), LONGEST_DETAILS)
    line = _row_line(language, row, context.names)
    spans: list[Span] = [
        f"{line}\n{details}\n" if details else f"{line}\n",
        Mention(entry.logged_by),
        f" · {language.time_of(entry.logged_at, reader.timezone)}",
        *_replaces(language, entry, context, reader),
    ]
    return paragraph(*spans, buttons=_buttons(language, entry) if reader.may_undo(entry) else ())


def _row_line(language: Language, row: Row, names: Mapping[str, str]) -> str:
    """The entry, and what of it falls into the figure where that is not all."""
    fact = row.entry.fact
    line = fact_line(language, fact, names)
    if not isinstance(fact, Cost) or row.part.cost == fact.booked.minor:
        return line
    part = language.money(Money(minor=row.part.cost, currency=fact.booked.currency))
    return language.say("{part} of this: {line}", part=part, line=line)


def _replaces(language: Language, entry: Entry, context: Known, reader: Reader) -> list[Span]:
    old = context.replaced.get(entry.replaces or 0)
    if old is None or not reader.may_see(old):
        return []
    line = fact_line(language, old.fact, context.names)
    return ["\n" + language.say("replaces: {line}", line=line)]


def _buttons(language: Language, entry: Entry) -> tuple[Block, ...]:
    take_back = button(language.say("Undo"), "undo_opened", str(entry.id))
    return (take_back, *correct_buttons(language, entry))


def _before(language: Language, opening: Opening) -> list[Paragraph]:
    if not opening.page:
        return []
    newer = _part(language, opening.figure, opening.newer)
    return [paragraph(language.say("On the pages before: {sum}", sum=newer))]


def _behind(language: Language, opening: Opening) -> list[Paragraph]:
    if not opening.more:
        return []
    left = _part(language, opening.figure, opening.older)
    text = language.say_n("and {n} more entry: {sum}", "and {n} more entries: {sum}", opening.more, sum=left)
    if opening.more > MOST_COUNTED:
        count = language.count(MOST_COUNTED)
        text = language.say("and more than {count} more entries: {sum}", count=count, sum=left)
    return [paragraph(text)]


def _merged(language: Language, opening: Opening) -> list[Paragraph]:
    """What is not listed one by one, as a sum."""
    if not opening.merged:
        return []
    what = merged_name(language, opening.hidden)
    part = _part(language, opening.figure, opening.merged)
    return [paragraph(language.say("{what}: {part}; admins see the rows", what=what, part=part))]


def _part(language: Language, figure: Figure, part: Part) -> str:
    """``cost $23.01 · return $180.00 · 12 conversions``, as far as the figure takes them."""
    currency = figure.total.currency
    cost = language.money(Money(minor=part.cost, currency=currency))
    value = language.money(Money(minor=part.value, currency=currency))
    parts = []
    if figure.categories and (part.cost or not (part.value or part.count)):
        parts.append(language.say("cost {cost}", cost=cost))
    if figure.values and (part.value or not parts):
        parts.append(language.say("return {value}", value=value))
    if figure.counts and (part.count or not parts):
        parts.append(words.conversions(language, part.count))
    return " · ".join(parts)


def _turning(language: Language, opening: Opening) -> list[Block]:
    """*Newer* and *Older*, with the id where the page begins or ends."""
    buttons = []
    if opening.page and opening.rows:
        buttons.append(button(language.say("Newer"), "figures_newer", str(opening.rows[0].entry.id)))
    if opening.more:
        buttons.append(button(language.say("Older"), "figures_older", str(opening.rows[-1].entry.id)))
    return buttons
