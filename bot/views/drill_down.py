"""An opened figure: a menu of all figures of the answer, and for one its formula, what it rests on, and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.language import Language
from bot.views import words
from bot.views.blocks import (
    Block,
    Mention,
    Paragraph,
    Span,
    body,
    button,
    option,
    paragraph,
    plain_text,
    rows,
    shorten,
)
from bot.views.exchange import SOURCES, fx_words
from bot.views.fact_details import fact_details
from bot.views.facts import fact_line
from bot.views.formulas import figure_name, figure_value, formulas, merged_name
from bot.views.history import Reader
from bot.views.modals import note
from bot.views.receipts import closed_lines, correct_buttons, undo_lines
from core.ledger.entries import Cost, Entry
from core.ledger.repeats import Repeat
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.reports.drill_down import MOST_COUNTED, Opening, Row, Worth
from core.reports.figures import Figure, Kind, Part

FIGURES = "figures"
"""The callback id of the modal."""

LONGEST_GROUP = 75
MOST_WORTHS = 10
MOST_RATES = 10
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
) -> Block:
    """The modal. ``paragraphs``: what a button has just done."""
    figure, names = opening.figure, context.names
    name = f"{figure_name(language, figure, names)}: {figure_value(language, figure)}"
    as_of = language.say(
        "As of {moment} · {period}",
        moment=language.moment(moment.now, reader.timezone),
        period=_place(language, figure, names),
    )
    parts = [
        *paragraphs,
        paragraph(name, bold=True),
        paragraph(formulas(language, opening, names), heading=language.say("Formula")),
        *_worths(language, opening.worths),
        *_rates(language, opening.rates),
        paragraph(as_of),
        *_rows(language, opening, context, reader, moment.today),
    ]
    text = note(language, language.say("Figures"), [], metadata=metadata)
    blocks = [_menu(language, opening, names), *body("", parts, _turning(language, opening))]
    return text | {"callback_id": FIGURES, "blocks": blocks}


def ask_view(
    language: Language, entry: Entry, context: Known, metadata: str, closed: Sequence[date] = (), *, old: bool = True
) -> Block:
    """In the place of the figures: an entry older than a day, or in a closed month, is taken back only on a second
    word.
    """
    lines = closed_lines(language, closed)
    if old:
        lines.insert(0, language.say("This was logged more than 24 hours ago. Figures already shared will change."))
    parts = [paragraph(fact_line(language, entry.fact, context.names), bold=True), paragraph("\n".join(lines))]
    buttons = (
        button(language.say("Take it back"), "undo_opened_sure", str(entry.id), style="danger"),
        button(language.say("Back to the figures"), "figures_back", "-"),
    )
    return note(language, language.say("Take this entry back?"), parts, buttons, metadata)


def ask_redo_view(language: Language, reversal: Entry, context: Known, metadata: str, closed: Sequence[date]) -> Block:
    """The same before one in a closed month is put back."""
    text = "\n".join(closed_lines(language, closed))
    parts = [paragraph(fact_line(language, reversal.fact, context.names), bold=True), paragraph(text)]
    buttons = (
        button(language.say("Put it back"), "redo_opened_sure", str(reversal.id), style="danger"),
        button(language.say("Back to the figures"), "figures_back", "-"),
    )
    return note(language, language.say("Put this entry back?"), parts, buttons, metadata)


def taken_back_note(
    language: Language,
    entry: Entry,
    reversal: Entry,
    names: Mapping[str, str],
    repeat: Repeat | None = None,
    closed: Sequence[date] = (),
    back: Entry | None = None,
) -> Paragraph:
    """Above the figures what `receipts.taken_back` says, with *Redo*."""
    text = language.say("Taken back:") + f" {fact_line(language, entry.fact, names)}"
    line = "\n".join([text, *undo_lines(language, names, repeat, closed, back)])
    return paragraph(line, buttons=[button(language.say("Redo"), "redo_opened", str(reversal.id))])


def put_back_note(language: Language, entry: Entry, names: Mapping[str, str], closed: Sequence[date] = ()) -> Paragraph:
    text = language.say("Put back:") + f" {fact_line(language, entry.fact, names)}"
    return paragraph("\n".join([text, *closed_lines(language, closed)]))


def _menu(language: Language, opening: Opening, names: Mapping[str, str]) -> Block:
    """Grouped; a change is sent at once."""
    groups: dict[str, list[Block]] = {}
    chosen: Block = {}
    for figure in opening.figures:
        text = f"{figure_name(language, figure, names)}: {figure_value(language, figure)}"
        entry = option(text, figure.id)
        groups.setdefault(_group(language, opening, figure, names), []).append(entry)
        chosen = entry if figure.id == opening.figure.id else chosen
    menu = {
        "type": "static_select",
        "action_id": "figure",
        "option_groups": [{"label": plain_text(label), "options": options} for label, options in groups.items()],
        "initial_option": chosen,
    }
    label = plain_text(language.say("Which figure?"))
    return {"type": "section", "block_id": "figure", "text": label, "accessory": menu}


def _group(language: Language, opening: Opening, figure: Figure, names: Mapping[str, str]) -> str:
    named = {
        Kind.CATEGORY: language.say("Cost by category"),
        Kind.GOAL: language.say("Goals"),
        Kind.CHANNEL: language.say("By channel"),
        Kind.CONTENT: language.say("By content type"),
        Kind.CAMPAIGN: language.say("By campaign"),
    }
    if figure.number or _of_sides(opening):
        return shorten(f"{figure.number + 1}. {_place(language, figure, names)}", LONGEST_GROUP)
    return named.get(figure.kind) or language.say("In all")


def _of_sides(opening: Opening) -> bool:
    """Whether one stands beside another; a campaign's time before stands behind its own figures."""
    several = any(figure.number for figure in opening.figures)
    return several and not any(figure.kind is Kind.CATEGORY for figure in opening.figures)


def _place(language: Language, figure: Figure, names: Mapping[str, str]) -> str:
    """The campaign and the days it looks at."""
    days = language.period(figure.place.period)
    if figure.place.campaign is None or figure.kind is Kind.CAMPAIGN:
        return days
    return f"{words.campaign(language, figure.place.campaign, names)} · {days}"


def _worths(language: Language, worths: Sequence[Worth]) -> list[Paragraph]:
    if not worths:
        return []
    lines = [_worth(language, worth) for worth in worths[:MOST_WORTHS]]
    lines += words.more(language, len(worths) - MOST_WORTHS)
    return [rows(lines, heading=language.say("What the values rest on"))]


def _worth(language: Language, worth: Worth) -> str:
    """The goal as it was when its conversions were logged, and what they have brought; real revenue apart."""
    goal, currency = worth.goal, worth.goal.value.currency
    basis = language.say(words.BASES[goal.basis])
    if goal.rate is not None:
        places = max(0, -int(goal.rate.normalize().as_tuple().exponent))
        basis += f" · {language.number(goal.rate, places)}% × {language.money(goal.value)}"
    parts = [_valued(language, worth)] if worth.count != worth.sold else []
    if worth.sold:
        revenue = language.money(Money(minor=worth.revenue, currency=currency))
        count_sold = words.conversions(language, worth.sold)
        parts.append(language.say("real revenue of {conversions}: {revenue}", conversions=count_sold, revenue=revenue))
    if goal.basis.estimate and goal.counts:
        parts.append(language.say("estimate"))
    return f"{goal.name}: {' · '.join([*parts, basis])}"


def _valued(language: Language, worth: Worth) -> str:
    """``12 × $15.00 = $180.00``: each entry is rounded for itself, which is said where it shows.

    What was logged before the reporting currency has changed is worth what it was, at the rate of its day.
    """
    goal, count = worth.goal, worth.count - worth.sold
    if not goal.counts:
        return language.say("{count} not counted as return", count=language.count(count))
    valued = Money(minor=worth.value - worth.revenue, currency=goal.value.currency)
    each, value = f"{language.count(count)} × {language.money(goal.each)}", language.money(valued)
    if count * goal.each.minor == valued.minor:
        return f"{each} = {value}"
    if abs(count * goal.each.minor - valued.minor) > count:  # more than rounding
        return language.say(
            "{count} × the worth it had, at the rate of its day: {value}", count=language.count(count), value=value
        )
    return language.say("{each}, rounded entry by entry: {value}", each=each, value=value)


def _rates(language: Language, rates: Sequence[ExchangeRate]) -> list[Paragraph]:
    if not rates:
        return []
    lines = [f"{fx_words(language, rate)} · {language.say(SOURCES[rate.source])}" for rate in rates[:MOST_RATES]]
    lines += words.more(language, len(rates) - MOST_RATES)
    return [rows(lines, heading=language.say("Exchange rates used"))]


def _rows(language: Language, opening: Opening, context: Known, reader: Reader, today: date) -> list[Paragraph]:
    if not (opening.rows or opening.merged or opening.page):
        return [paragraph(language.say("Nothing was logged that falls into this figure."))]
    heading = paragraph(language.say("Newest first; together they are the figure."), heading=language.say("Rows"))
    listed = [_row(language, row, context, reader, today) for row in opening.rows]
    return [heading, *_before(language, opening), *listed, *_behind(language, opening), *_merged(language, opening)]


def _row(language: Language, row: Row, context: Known, reader: Reader, today: date) -> Paragraph:
    """What of it falls into the figure, where that is not all; how its amount came to be; who and when."""
    entry = row.entry
    line = fact_line(language, entry.fact, context.names)
    if isinstance(entry.fact, Cost) and row.part.cost != entry.fact.booked.minor:
        part = language.money(Money(minor=row.part.cost, currency=entry.fact.booked.currency))
        line = language.say("{part} of this: {line}", part=part, line=line)
    details = shorten("\n".join(fact_details(language, entry.fact, today)), LONGEST_DETAILS)
    spans: list[Span] = [
        f"{line}\n{details}\n" if details else f"{line}\n",
        Mention(entry.logged_by),
        f" · {language.time_of(entry.logged_at, reader.timezone)}",
        *_replaces(language, entry, context, reader),
    ]
    return paragraph(*spans, buttons=_buttons(language, entry) if reader.may_undo(entry) else ())


def _replaces(language: Language, entry: Entry, context: Known, reader: Reader) -> list[Span]:
    old = context.replaced.get(entry.replaces or 0)
    if old is None or not reader.may_see(old):
        return []
    return ["\n" + language.say("replaces: {line}", line=fact_line(language, old.fact, context.names))]


def _buttons(language: Language, entry: Entry) -> tuple[Block, ...]:
    return (
        button(language.say("Take back"), "undo_opened", str(entry.id)),
        *correct_buttons(language, entry),
    )


def _before(language: Language, opening: Opening) -> list[Paragraph]:
    if not opening.page:
        return []
    return [paragraph(language.say("On the pages before: {sum}", sum=_part(language, opening.figure, opening.newer)))]


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
    what, part = merged_name(language, opening.hidden), _part(language, opening.figure, opening.merged)
    return [paragraph(language.say("{what}: {part}; admins see the rows", what=what, part=part))]


def _part(language: Language, figure: Figure, part: Part) -> str:
    """``cost $23.01 · return $180.00 · 12 conversions``, as far as the figure takes them."""
    currency, parts = figure.total.currency, []
    if figure.categories and (part.cost or not (part.value or part.count)):
        parts.append(language.say("cost {cost}", cost=language.money(Money(minor=part.cost, currency=currency))))
    if figure.values and (part.value or not parts):
        value = language.money(Money(minor=part.value, currency=currency))
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
