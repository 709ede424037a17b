"""`/roi-conversion`: the form, its submission, and the quick form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.entries import ConversionForm
from bot.forms.fields import read
from bot.services import (
    corrections,
    doubts,
    drafts,
    effects,
    line_refusals,
    log_entry,
    old_receipts,
    origins,
    presets,
    readings,
    typed_lines,
    typical_sale,
)
from bot.services.drafts import Drafted
from bot.services.typed_currency import with_typed_currency
from bot.services.typed_lines import TypedLine, pressed_line
from bot.views import doubts as doubt_views
from bot.views import receipts as views
from bot.views.blocks import Block, paragraph
from bot.views.drafts import with_left
from bot.views.forms.entries import conversion_form
from bot.views.forms.fields import chosen
from bot.views.forms.goals import goal_form
from bot.views.line_commands import CONVERSION
from bot.views.modals import note
from core.ledger.doubts import Doubtful
from core.ledger.entries import Conversion, NotYours
from core.ledger.quick_entry import QuickConversion, read_conversion, written_another, written_conversion
from core.ledger.quick_line import WordMissing
from core.ledger.quick_readings import UNCLEAR
from core.ledger.quick_words import Vocabulary
from core.problems import Problem
from core.setup.goals import UnknownGoal
from core.setup.replacements import Kind
from storage import closings, goals, ledger
from storage import names as name_book

DRAFT_FIELDS = (
    *("goal", "count", "revenue", "currency", "campaign", "channel", "content"),
    *("date", "first_contact", "note"),
)

MOST_GOALS = 10
"""Goals that are offered where a line names none, the newest first."""


def conversion_command(desk: Desk, body: Body) -> Reply:
    """The form; or, with words behind the command, the quick form."""
    text = replies.command_text(body)
    return log_quick(desk, body, text) if text else open_conversion(desk, body)


def open_conversion(desk: Desk, body: Body) -> Reply:
    """The form, with the newest goal already chosen."""
    return replies.open_form(desk, body, _filled(desk, presets.of_campaign(desk, body), with_newest_goal=True))


def _filled(
    desk: Desk, values: Mapping[str, str], left: Sequence[str] = (), *, with_newest_goal: bool = False
) -> Block:
    """The form with these fields. ``left``: said above it; ``with_newest_goal``: where the fields say no goal."""
    with desk.database.reading() as connection:
        current = goals.current(connection, desk.workspace.id)
    if not current and not desk.may(Kind.GOAL):
        text = desk.language.say("There are no goals yet: ask an admin to add the first with /roi goal.")
        return note(desk.language, "ROI Bot", [paragraph(text)])
    newest = (current[0].key, current[0].name) if current and with_newest_goal else None
    goal = chosen(values, "goal") or newest
    currency = values.get("currency") or desk.currency
    form = conversion_form(desk.language, values, goal, currency, desk.today, form_metadata.new_metadata())
    return with_left(form, left)


def log_quick(desk: Desk, body: Body, text: str) -> Reply:
    """Logs ``12 newsletter linkedin campaign-q3 2026-08-03`` at once, or asks about it first.

    Of a line that is refused what was understood fills the form, which opens at once where no count was typed.
    """
    line = typed_lines.of_command(desk, body, text)
    logged = _logged_or_draft(desk, line)
    if isinstance(logged, Drafted):
        return replies.open_in_place(desk, body, _form_of_draft(desk, logged))
    return replies.ephemeral(logged)


def _logged_or_draft(desk: Desk, line: TypedLine, *, sure: bool = False) -> Block | Drafted:
    """The answer to a line, also where it is refused for what it says; its draft where it has no count."""
    try:
        return _logged(desk, line, sure=sure)
    except Problem as problem:
        if not drafts.is_about_line(problem, line.text):
            raise
        drafted = drafts.of_conversion(desk, line.text, line.day)
        if drafted.is_without_number:
            return drafted
        return line_refusals.refusal(desk, problem, drafted, CONVERSION, line, _rewritten)


def open_line(desk: Desk, body: Body) -> Reply:
    """Opens the form with what was understood of a line that was refused, or that *Log another* carries."""
    line = pressed_line(desk, body)
    return replies.open_in_place(desk, body, _form_of_draft(desk, drafts.of_conversion(desk, line.text, line.day)))


def another_sale(desk: Desk, body: Body) -> Reply:
    """Opens the form for the same place as a sale (*Log another* in its menu). Raises `UnknownEntry`, `NotYours`."""
    with desk.database.reading() as connection:
        sale = ledger.find(connection, desk.workspace.id, replies.number_pressed(body))
    if not desk.act.may_change(sale.logged_by):
        raise NotYours
    return replies.open_in_place(
        desk, body, _form_of_draft(desk, drafts.of_conversion(desk, written_another(sale.fact)))
    )


def _form_of_draft(desk: Desk, drafted: Drafted) -> Block:
    return _filled(desk, drafted.fields, drafted.left)


def log_anyway(desk: Desk, body: Body) -> Reply:
    """Logs the line that was asked about, in the place of the question (*Log it anyway*); pressed twice, once."""
    return drafts.in_place(desk, body, _logged_or_draft(desk, pressed_line(desk, body), sure=True), _form_of_draft)


def log_reading(desk: Desk, body: Body) -> Reply:
    """Logs the line as the pressed reading has it, or repaired, in the place of the question; pressed twice, once."""
    return drafts.in_place(desk, body, _logged_or_draft(desk, pressed_line(desk, body)), _form_of_draft)


def _logged(desk: Desk, line: TypedLine, *, sure: bool) -> Block:
    """As `cost_lines.logged`."""
    try:
        with desk.changing(known_by=line.request) as connection:
            quick = read_conversion(line.text, log_entry.vocabulary(connection, desk, line.day))
            fact = _fact(connection, desk, quick)
            if not sure:
                doubts.check(connection, desk, fact, line.request)
            before = log_entry.twin_of(connection, desk, fact)
            entry = log_entry.log(connection, desk, fact, "quick", line.request)
            closed = closings.touched(connection, desk.workspace.id, entry)
            names = log_entry.spoken(connection, desk)
    except Doubtful as asked:
        return doubts.question_of_line(desk, asked, fact, written_conversion(quick), line, CONVERSION)
    except UNCLEAR as unclear:
        return readings.question_of_line(desk, unclear, CONVERSION, line, _rewritten)
    except WordMissing as missing:
        return _which_goal(desk, missing, line)
    if not entry.stands:
        return old_receipts.receipt(desk, entry.id)
    twin = before not in (None, entry.id)
    effect = None if line.is_one_of_many else effects.of(desk, entry)
    return views.receipt(desk.language, entry, names, desk.today, twin=twin, closed=closed, effect=effect)


def _fact(connection: Connection, desk: Desk, quick: QuickConversion) -> Conversion:
    """The conversions of a line, with today's version of the goal."""
    goal = log_entry.goal_of(connection, desk, quick.goal)
    return Conversion(
        day=quick.day,
        goal=goal,
        count=quick.count,
        value=goal.return_of(quick.count, None),
        campaign=quick.campaign,
        channel=quick.channel,
        content=quick.content,
        note=quick.note,
        first_contact=quick.first_contact,
    )


def _rewritten(text: str, vocabulary: Vocabulary) -> str:
    return written_conversion(read_conversion(text, vocabulary))


def _which_goal(desk: Desk, missing: WordMissing, line: TypedLine) -> Block:
    """The question of which goal, a button each. Raises ``missing`` where another word is, or there are no goals."""
    with desk.database.reading() as connection:
        current = goals.current(connection, desk.workspace.id)
    named = {goal.name: f"goal:{goal.key}" for goal in current[:MOST_GOALS]}
    if missing.kind != "goal" or not named:
        raise missing
    return readings.question_of_missing(desk, missing, CONVERSION, line, named)


def submit_conversion(desk: Desk, body: Body) -> Reply:
    """Saves the form once and turns it into its receipt.

    A new goal is asked what it is worth first, and what is in doubt is asked in the form itself.
    """
    values = with_typed_currency(desk, body["view"])
    form = read(ConversionForm, values, desk.world)
    try:
        return _submitted(desk, body, form, values)
    except Doubtful as asked:
        goal = (form.goal, values.get("goal_text") or form.goal)
        currency = values.get("currency") or desk.currency
        metadata = doubts.asked_metadata(body, asked)
        drawn = conversion_form(
            desk.language, values, goal, currency, desk.today, metadata, correcting=corrections.corrects(body)
        )
        return replies.updated(doubt_views.asked_again(desk.language, drawn, asked.doubts))


def _submitted(desk: Desk, body: Body, form: ConversionForm, values: Mapping[str, str]) -> Reply:
    """Saves what was submitted. Raises `Doubtful`, and nothing is saved."""
    request = replies.request_of(body)
    with desk.changing() as connection:
        new = not corrections.corrects(body) and _new_goal(connection, desk, form.goal)
        if new:
            doubts.check_day(desk, body, form.date)
            return _ask_worth(desk, form.goal.removeprefix(log_entry.NEW).strip(), values)
        old = corrections.begin(connection, desk, body, request)
        fact = corrections.settled_conversion(old, log_entry.conversion_of(connection, desk, form))
        doubts.check_form(connection, desk, body, fact, old.fact if old else None)
        entry = log_entry.log(connection, desk, fact, "form", request, old.id if old else None)
        closed = closings.touched(connection, desk.workspace.id, entry)
        names = log_entry.spoken(connection, desk)
        corrected = corrections.corrected(connection, desk, entry)
        asked = typical_sale.asked(connection, desk, entry)
    changed = not entry.replaces and entry.fact != fact
    receipt = views.receipt(
        desk.language,
        entry,
        names,
        desk.today,
        changed=changed,
        corrected=corrected,
        closed=closed,
        effect=effects.of(desk, entry),
        asked=asked,
    )
    return origins.saved(desk, body, receipt)


def _new_goal(connection: Connection, desk: Desk, value: str) -> bool:
    register = name_book.register(connection, desk.workspace.id)
    return value.startswith(log_entry.NEW) and not log_entry.chosen_key(register, value, name_book.GOAL)


def _ask_worth(desk: Desk, name: str, values: Mapping[str, str]) -> Reply:
    """The goal's own form, with the conversions kept aside until it is saved."""
    if not desk.may(Kind.GOAL):
        raise UnknownGoal(name=name)
    draft = {field: values[field] for field in DRAFT_FIELDS if field in values}
    form = goal_form(desk.language, "", name, desk.currency, form_metadata.new_metadata({"draft": draft}))
    return replies.updated(form)
