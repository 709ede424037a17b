"""`/roi-conversion`: the form, its submission, and the quick form."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from bot import corrections, filing, presets, replies
from bot.desk import Desk
from bot.forms.entries import ConversionForm
from bot.forms.fields import World, read
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views import receipts as views
from bot.views.blocks import paragraph
from bot.views.forms.entries import conversion_form
from bot.views.forms.plans import goal_form
from bot.views.modals import note
from core.entries import Conversion
from core.goals import UnknownGoal
from core.names import slug
from core.quick import read_conversion
from storage import closings, goals

DRAFT_FIELDS = ("goal", "count", "revenue", "currency", "campaign", "channel", "content", "date", "note")


def conversion_command(desk: Desk, body: Body) -> Reply:
    """The form; or, with words behind the command, the quick form."""
    text = str(body.get("text") or "").strip()
    return log_quick(desk, body, text) if text else open_conversion(desk, body)


def open_conversion(desk: Desk, body: Body) -> Reply:
    """The form, with the newest goal already chosen."""
    with desk.database.reading() as books:
        known = goals.current(books, desk.workspace.id)
    if not known and not desk.person.admin:
        told = desk.language.say("There are no goals yet: ask an admin to add the first with /roi goal.")
        return replies.open_form(desk, body, note(desk.language, "ROI Bot", [paragraph(told)]))
    newest = (known[0].key, known[0].name) if known else None
    form = conversion_form(
        desk.language, presets.of_campaign(desk, body), newest, desk.currency, desk.today, replies.new_metadata()
    )
    return replies.open_form(desk, body, form)


def log_quick(desk: Desk, body: Body, text: str) -> Reply:
    """``12 newsletter linkedin campaign-q3 2026-08-03`` logged at once."""
    with desk.database.writing() as books:
        said = read_conversion(text, filing.vocabulary(books, desk))
        goal = filing.goal_of(books, desk, said.goal)
        fact = Conversion(
            day=said.day,
            goal=goal,
            count=said.count,
            value=goal.return_of(said.count, None),
            campaign=said.campaign,
            channel=said.channel,
            content=said.content,
            note=said.note,
        )
        before = filing.twin_of(books, desk, fact)
        entry = filing.log(books, desk, fact, "quick", replies.command_request(body, "command"))
        closed = closings.touched(books, desk.workspace.id, entry)
        names = filing.spoken(books, desk)
    twin = before not in (None, entry.id)
    return replies.ephemeral(views.receipt(desk.language, entry, names, desk.today, twin=twin, closed=closed))


def submit_conversion(desk: Desk, body: Body) -> Reply:
    """Saves the form once and turns it into its receipt; a new goal is asked what it is worth first."""
    said = typed(body["view"])
    form = read(ConversionForm, said, World(today=desk.today, currency=desk.currency))
    request = replies.request_of(body)
    with desk.database.writing() as books:
        if not corrections.corrects(body) and _new_goal(books, desk, form.goal):
            return _ask_worth(desk, form.goal.removeprefix(filing.NEW), said)
        old = corrections.begin(books, desk, body, request)
        fact = corrections.settled_conversion(old, filing.conversion_of(books, desk, form))
        entry = filing.log(books, desk, fact, "form", request, old.id if old else None)
        closed = closings.touched(books, desk.workspace.id, entry)
        names = filing.spoken(books, desk)
        corrected = corrections.corrected(books, desk, entry)
    changed = not entry.replaces and entry.fact != fact
    receipt = views.receipt(
        desk.language, entry, names, desk.today, changed=changed, corrected=corrected, closed=closed
    )
    corrections.finished(desk, body)
    return replies.updated(replies.as_modal(desk, receipt))


def _new_goal(books: Connection, desk: Desk, value: str) -> bool:
    name = value.removeprefix(filing.NEW)
    return value.startswith(filing.NEW) and goals.find(books, desk.workspace.id, slug(name)) is None


def _ask_worth(desk: Desk, name: str, said: Mapping[str, str]) -> Reply:
    """The goal's own form, with the conversions kept aside until it is saved."""
    if not desk.person.admin:
        raise UnknownGoal(name=name)
    draft = {field: said[field] for field in DRAFT_FIELDS if field in said}
    form = goal_form(desk.language, "", name, desk.currency, replies.new_metadata(draft=draft))
    return replies.updated(form)
