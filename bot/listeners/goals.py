"""`/roi goal`: what counts as a result and what one is worth. Admins set it, everybody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot import filing, replies
from bot.desk import AdminsOnly, Desk
from bot.forms.entries import ConversionForm
from bot.forms.fields import World, read
from bot.forms.plans import GoalForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.sentences import sentence
from bot.views import receipts
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms.plans import goal_form, goal_words
from core.entries import Entry
from core.goals import Goal, check_funnel
from storage import closings, goals

MOST_NAMED = 15


def goal_command(desk: Desk, body: Body, _rest: str) -> Reply:
    """The form with the goals there are above it; to a member, the goals and whom to ask."""
    with desk.database.reading() as books:
        known = goals.current(books, desk.workspace.id)
    if not desk.person.admin:
        return replies.ephemeral(_listed(desk, known))
    form = goal_form(desk.language, _lines(desk, known), "", desk.currency, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_goal(desk: Desk, body: Body) -> Reply:
    """Saves the goal, as a new version where it exists; and the conversions that were waiting for it."""
    desk.require_admin()
    world = World(today=desk.today, currency=desk.currency)
    goal = read(GoalForm, typed(body["view"]), world).goal()
    draft = replies.metadata(body).get("draft")
    with desk.database.writing() as books:
        goal = filing.named_goal(books, desk, goal)
        check_funnel(goal, goals.current(books, desk.workspace.id))
        saved = _save(books, desk, goal)
        waiting = read(ConversionForm, draft | {"goal": saved.key}, world) if isinstance(draft, dict) else None
        entry = _log(books, desk, body, waiting) if waiting else None
        closed = closings.touched(books, desk.workspace.id, entry) if entry else ()
        spoken = filing.spoken(books, desk)
    if entry:
        receipt = receipts.receipt(desk.language, entry, spoken, desk.today, closed=closed)
        return replies.updated(replies.as_modal(desk, receipt))
    return replies.updated(replies.as_modal(desk, _saved(desk, saved)))


def _save(books: Connection, desk: Desk, goal: Goal) -> Goal:
    """The same form again adds no version."""
    known = goals.find(books, desk.workspace.id, goal.key)
    if known and replace(goal, id=known.id) == known:
        return known
    return goals.save(books, desk.workspace.id, goal, desk.person.id, desk.now)


def _log(books: Connection, desk: Desk, body: Body, form: ConversionForm) -> Entry:
    fact = filing.conversion_of(books, desk, form)
    return filing.log(books, desk, fact, "form", replies.request_of(body))


def _lines(desk: Desk, known: Sequence[Goal]) -> str:
    return "\n".join(goal_words(desk.language, goal) for goal in known[:MOST_NAMED])


def _listed(desk: Desk, known: Sequence[Goal]) -> Block:
    lines = _lines(desk, known) or desk.language.say("There are no goals yet.")
    return message(desk.language.say("Goals"), [paragraph(lines), paragraph(sentence(desk.language, AdminsOnly()))])


def _saved(desk: Desk, goal: Goal) -> Block:
    told = desk.language.say("From now on; conversions logged before keep the value they had.")
    parts = [paragraph(goal_words(desk.language, goal), bold=True), paragraph(told)]
    first = button(desk.language.say("Log conversions"), "log_conversions", "-")
    return message(desk.language.say("Goal saved"), parts, (first,))
