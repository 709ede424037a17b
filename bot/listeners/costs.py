"""`/roi-cost`: the form, its submission, and the quick form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.forms.entries import CostForm
from bot.forms.fields import FormErrors
from bot.forms.state import typed
from bot.services import (
    corrections,
    cost_in_message,
    cost_lines,
    doubts,
    drafts,
    effects,
    line_refusals,
    log_entry,
    origins,
    presets,
    typed_lines,
)
from bot.services.drafts import Drafted
from bot.services.exchange_rates import exchanged
from bot.services.typed_currency import with_typed_currency
from bot.services.typed_lines import TypedLine, pressed_line
from bot.views import doubts as doubt_views
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.drafts import left_above, with_left
from bot.views.forms.entries import cost_form
from bot.views.line_commands import COST
from bot.views.preview import mistakes_answer, outlook_answer
from core.ledger.doubts import Doubtful
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.repeats import Every
from core.ledger.splits import SplitKey
from core.problems import Problem
from core.reports.preview import outlook
from storage import closings, goals, ledger, repeats, workspaces
from storage.totals import WorkspaceBooks

HIDDEN = ("amount", "hours", "rate", "people", "media", "until", "share", "repeat", "split", "weights")
"""Fields that a change of category takes off the screen; Slack forgets what was typed in them."""

MOST_KEPT = 220
"""Characters of one of them: a form's metadata takes 3,000 in all."""


def cost_command(desk: Desk, body: Body) -> Reply:
    """The form; or, with words behind the command, the quick form."""
    text = replies.command_text(body)
    return log_quick(desk, body, text) if text else open_cost(desk, body)


def open_cost(desk: Desk, body: Body) -> Reply:
    values, metadata = presets.of_campaign(desk, body), form_metadata.new_metadata()
    form = cost_form(desk.language, values, desk.currency, desk.today, metadata, admin=desk.person.admin)
    return replies.open_form(desk, body, form)


def open_from_message(desk: Desk, body: Body) -> Reply:
    """The form with what a message says of a cost (*Log cost from message*); it is saved as any other."""
    fields, metadata = cost_in_message.fields_of(desk, body), form_metadata.new_metadata()
    form = cost_form(desk.language, fields, desk.currency, desk.today, metadata, admin=desk.person.admin)
    return replies.open_form(desk, body, form)


def change_category(desk: Desk, body: Body) -> Reply:
    """Draws the fields of the chosen category; what was typed stays."""
    view, values, metadata = body["view"], typed(body["view"]), form_metadata.metadata(body)
    visible = {block.get("block_id") for block in view["blocks"]}
    before = metadata.get("kept")
    kept = {name: text for name, text in (before if isinstance(before, dict) else {}).items() if name not in visible}
    kept |= {name: values[name][:MOST_KEPT] for name in HIDDEN if name in values}
    again = form_metadata.written({**metadata, "kept": kept})
    drawn = _drawn(desk, body, kept | values, again)
    desk.slack.update_view(view["id"], view["hash"], drawn | {"blocks": [*left_above(view), *drawn["blocks"]]})
    return {}


def _drawn(desk: Desk, body: Body, values: Mapping[str, str], metadata: str) -> Block:
    """Draws the form anew, for what it was opened for."""
    visible = {block.get("block_id") for block in body["view"]["blocks"]}
    return cost_form(
        desk.language,
        values,
        desk.currency,
        desk.today,
        metadata,
        admin=desk.person.admin,
        replacing=form_metadata.purpose_of(form_metadata.metadata(body)) is form_metadata.Purpose.CHANGE_REPEAT,
        correcting=corrections.corrects(body),
        plain={"amount", "hours"} <= visible,
    )


def log_quick(desk: Desk, body: Body, text: str) -> Reply:
    """Logs ``250 EUR ads linkedin campaign-q3 2026-08-03 "boosted post"`` at once, or asks about it first.

    Of a line that is refused what was understood fills the form, which opens at once where no amount was typed.
    """
    line = typed_lines.of_command(desk, body, text)
    logged = _logged(desk, line)
    if isinstance(logged, Drafted):
        return replies.open_in_place(desk, body, _form_of_draft(desk, logged))
    return replies.ephemeral(logged)


def _logged(desk: Desk, line: TypedLine, *, sure: bool = False) -> Block | Drafted:
    """The answer to a line, also where it is refused for what it says; its draft where it has no amount."""
    try:
        return cost_lines.logged(desk, line, sure=sure)
    except Problem as problem:
        if not drafts.is_about_line(problem, line.text):
            raise
        drafted = drafts.of_cost(desk, line.text, line.day)
        if drafted.is_without_number:
            return drafted
        return line_refusals.refusal(desk, problem, drafted, COST, line, cost_lines.rewritten)


def open_line(desk: Desk, body: Body) -> Reply:
    """Opens the form with what was understood of a line that was refused, or that *Log another* carries."""
    line = pressed_line(desk, body)
    return replies.open_in_place(desk, body, _form_of_draft(desk, drafts.of_cost(desk, line.text, line.day)))


def _form_of_draft(desk: Desk, drafted: Drafted) -> Block:
    form = cost_form(
        desk.language,
        drafted.fields,
        desk.currency,
        desk.today,
        form_metadata.new_metadata(),
        admin=desk.person.admin,
        plain="amount" in drafted.fields,
    )
    return with_left(form, drafted.left)


def log_anyway(desk: Desk, body: Body) -> Reply:
    """Logs the line that was asked about, in the place of the question (*Log it anyway*); pressed twice, once."""
    return drafts.in_place(desk, body, _logged(desk, pressed_line(desk, body), sure=True), _form_of_draft)


def log_reading(desk: Desk, body: Body) -> Reply:
    """Logs the line as the pressed reading has it, or repaired, in the place of the question; pressed twice, once."""
    return drafts.in_place(desk, body, _logged(desk, pressed_line(desk, body)), _form_of_draft)


def preview_cost(desk: Desk, body: Body) -> Reply:
    """Shows over the form what the cost would do.

    It is rehearsed on the books and rolled back, so the figures are those of the reports after saving; what Save would
    refuse is told instead.
    """
    try:
        form = log_entry.cost_form(desk, with_typed_currency(desk, body["view"]))
        with desk.database.rehearsing() as connection:
            old = corrections.begin(connection, desk, body, "")
            cost = corrections.kept_cost(old, _cost(connection, desk, form, old))
            replaced = _replaced(connection, desk, body, form.date)
            log_entry.log(connection, desk, cost, "form", "")
            ledger = WorkspaceBooks(connection, desk.workspace.id, desk.currency)
            seen = outlook(ledger, cost, goals.current(connection, desk.workspace.id), desk.today, replaced)
    except FormErrors as errors:
        return replies.open_form(desk, body, replies.as_modal(desk, _mistakes(desk, body, errors)))
    return replies.open_form(desk, body, replies.as_modal(desk, outlook_answer(desk.language, seen)))


def submit_cost(desk: Desk, body: Body) -> Reply:
    """Saves the form once and turns it into its receipt.

    The cost may repeat, take the place of one that did, or correct one that is on the books. What is in doubt is asked
    first, in the form itself.
    """
    values = with_typed_currency(desk, body["view"])
    form = log_entry.cost_form(desk, values)
    try:
        receipt = _submitted(desk, body, form)
    except Doubtful as asked:
        drawn = _drawn(desk, body, values, doubts.asked_metadata(body, asked))
        return replies.updated(doubt_views.asked_again(desk.language, drawn, asked.doubts))
    return origins.saved(desk, body, receipt)


def _submitted(desk: Desk, body: Body, form: CostForm) -> Block:
    """The receipt of the form. Raises `Doubtful`, and nothing is saved."""
    request = replies.request_of(body)
    with desk.changing() as connection:
        old = corrections.begin(connection, desk, body, request)
        cost = corrections.settled_cost(old, _cost(connection, desk, form, old))
        doubts.check_form(connection, desk, body, cost, old.fact if old else _next(connection, desk, body))
        replaced = _replace(connection, desk, body, form.date, request)
        entry = log_entry.log(connection, desk, cost, "form", request, old.id if old else None)
        repeat = log_entry.repeat(connection, desk, entry, Every.NEVER if entry.replaces else form.rhythm)
        closed = closings.touched(connection, desk.workspace.id, entry)
        names = log_entry.spoken(connection, desk)
        corrected = corrections.corrected(connection, desk, entry)
    return views.receipt(
        desk.language,
        entry,
        names,
        desk.today,
        changed=not entry.replaces and _differs(entry.fact, cost),
        repeating=views.Repeating(repeat=repeat, replaced=replaced),
        closed=closed,
        corrected=corrected,
        effect=effects.of(desk, entry),
    )


def _next(connection: Connection, desk: Desk, body: Body) -> Cost | None:
    """The next cost of the repeat that the form takes the place of: its day and amount are no slip."""
    number = form_metadata.metadata(body).get("replaces")
    if number is None or ledger.seen(connection, desk.workspace.id, replies.request_of(body)):
        return None
    old = log_entry.own_repeat(connection, desk, replies.number_in(number))
    return replace(old.first, day=old.next_day)


def _differs(saved: Cost | Conversion, submitted: Cost) -> bool:
    """Whether the form says other things than were saved; the media found since is none of them."""
    if isinstance(saved, Cost) and saved.media and submitted.media and saved.media.said == submitted.media.said:
        return saved != replace(submitted, media=saved.media)
    return saved != submitted


def _cost(connection: Connection, desk: Desk, form: CostForm, old: Entry | None) -> Cost:
    split = log_entry.split_of(connection, desk, form)
    campaign = log_entry.campaign_key(connection, desk, form.campaign)
    channel, content = (
        log_entry.channel_key(connection, desk, form.channel),
        log_entry.content_key(connection, desk, form.content),
    )
    work = log_entry.work_of(connection, desk, form)
    media = log_entry.media_left_out(connection, desk, form, campaign, channel, old)
    return exchanged(connection, desk, form.cost(campaign, channel, split, content, work, media))


def _mistakes(desk: Desk, body: Body, errors: FormErrors) -> Block:
    labelled = [block for block in body["view"]["blocks"] if "label" in block]
    labels = {block["block_id"]: block["label"]["text"] for block in labelled}
    mistakes = []
    for field, problem in errors.problems.items():
        mistakes.append((labels.get(field, ""), sentence(desk.language, problem)))
    return mistakes_answer(desk.language, mistakes)


def _replaced(connection: Connection, desk: Desk, body: Body, day: date) -> Cost | None:
    """The cost that would come on ``day`` of the repeat that the form takes the place of.

    The repeat is ended, as saving would end it. None where there is none, or where its parts would tell hours to
    somebody who is no admin.
    """
    number = form_metadata.metadata(body).get("replaces")
    if number is None:
        return None
    old = log_entry.own_repeat(connection, desk, replies.number_in(number))
    may_read = desk.person.admin or old.first.split is None or old.first.split.key is not SplitKey.HOURS
    cost = exchanged(connection, desk, repeats.cost_on(connection, old, day)) if may_read else None
    log_entry.end_repeat(connection, desk, replies.number_in(number), day)
    return cost


def _replace(connection: Connection, desk: Desk, body: Body, day: date, request: str) -> int | None:
    """Ends the repeat that the form takes the place of, once; answers how many entries that took back, or None."""
    old = form_metadata.metadata(body).get("replaces")
    if old is None:
        return None
    workspaces.touch(connection, desk.workspace.id)  # first: the same form sent twice at once takes turns
    if ledger.seen(connection, desk.workspace.id, request):
        return None
    return log_entry.end_repeat(connection, desk, replies.number_in(old), day)
