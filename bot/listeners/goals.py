"""`/roi goal`: what counts as a result and what one is worth. Admins set it, everybody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot.desk import form_metadata, replies, whom_to_ask
from bot.desk.desk import AdminsOnly, Desk
from bot.desk.replies import Body, Reply
from bot.forms.entries import ConversionForm
from bot.forms.fields import read
from bot.forms.plans import GoalForm
from bot.forms.state import typed
from bot.services import effects, log_entry, replacements, typical_sale
from bot.services.saved_fields.goals import fields, put_goal
from bot.views import funnels, receipts
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms.goals import goal_form, goal_words, small_rate
from bot.views.replacements import beside, changes, undo_button
from core.ledger.entries import Entry
from core.money.amounts import with_amount_behind
from core.setup.goals import Goal, Twice, UnknownGoal, check_funnel, counted_twice_by
from core.setup.names import LONGEST, one_line
from core.setup.registers import Register
from core.setup.replacements import Fields, Kind, Replacement
from storage import closings, goals, names

MOST_NAMED = 15


def goal_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Opens the form, filled in where ``rest`` names a goal, else with the goals there are above it.

    A member is shown the goals, and whom to ask.
    """
    with desk.database.reading() as connection:
        current = goals.current(connection, desk.workspace.id)
        key, value = _named(names.register(connection, desk.workspace.id), rest)
    if not desk.may(Kind.GOAL):
        return replies.ephemeral(_listed(desk, current))
    named = next((goal for goal in current if goal.key == key), None)
    if named:
        return _open(desk, body, named, current, {"value": value} if value else {})
    name = one_line(rest)[:LONGEST]
    form = goal_form(desk.language, _lines(desk, current), name, desk.currency, form_metadata.new_metadata())
    return replies.open_form(desk, body, form)


def edit_goal(desk: Desk, body: Body) -> Reply:
    """The form of the goal that a button names, filled in. Raises `AdminsOnly`, `UnknownGoal`."""
    desk.require(Kind.GOAL)
    key = one_line(str(replies.pressed(body).get("value", "")))
    with desk.database.reading() as connection:
        current = goals.current(connection, desk.workspace.id)
    named = next((goal for goal in current if goal.key == key), None)
    if named is None:
        raise UnknownGoal(name=key)
    return _open(desk, body, named, current)


def _named(register: Register, rest: str) -> tuple[str, str]:
    """The key of the goal that ``rest`` names, and the value that may stand behind its name; empty where it has none.

    *Top 10* is a goal's name before it is a goal worth ten.
    """
    name, value = with_amount_behind(rest)
    if (key := register.find(rest, names.GOAL)) or not value:
        return key, ""
    key = register.find(name, names.GOAL)
    return key, value if key else ""


def _open(desk: Desk, body: Body, goal: Goal, current: Sequence[Goal], proposed: Fields | None = None) -> Reply:
    """The form, filled in; above it the warning where ``goal`` and another of the ``current`` may count one sale.

    ``proposed``: fields put in as if somebody had typed them.
    """
    stands = fields(goal)
    touched = tuple(proposed) if proposed else None
    metadata = replacements.opened(stands, goal.key, touched=touched)
    twice = counted_twice_by(goal, current)
    warned = "\n".join(funnels.counted_twice(desk.language, twice))
    form = _filled(desk, {**stands, **(proposed or {})}, metadata, warned)
    return replies.open_form(desk, body, form)


def submit_goal(desk: Desk, body: Body) -> Reply:
    """Saves the goal, as a new version where it exists; and the conversions that were waiting for it."""
    desk.require(Kind.GOAL)
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _filled(desk, said, metadata))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    world = desk.world
    draft = form_metadata.metadata(body).get("draft")
    with desk.changing() as connection:
        goal = _with_key(connection, desk, read(GoalForm, typed(body["view"]), world).goal(), replacements.key_of(body))
        saving = replacements.begin(connection, desk, body, Kind.GOAL, goal.key, fields(goal))
        check_funnel(goal, goals.current(connection, desk.workspace.id))
        saved = put_goal(connection, desk, goal) if saving.needed else goal
        waiting = read(ConversionForm, draft | {"goal": saved.key}, world) if isinstance(draft, dict) else None
        entry = _log(connection, desk, body, waiting) if waiting else None
        closed = closings.touched(connection, desk.workspace.id, entry) if entry else ()
        spoken = log_entry.spoken(connection, desk)
        asked = typical_sale.asked(connection, desk, entry)
        twice = counted_twice_by(saved, goals.current(connection, desk.workspace.id))
    if entry:
        effect = effects.of(desk, entry)
        receipt = receipts.receipt(desk.language, entry, spoken, desk.today, closed=closed, effect=effect, asked=asked)
        return replies.updated(replies.as_modal(desk, beside(desk.language, receipt, saving.replaced)))
    return replies.updated(replies.as_modal(desk, _saved(desk, saved, saving.replaced, twice)))


def _filled(desk: Desk, values: Fields, metadata: str, warned: str = "") -> Block:
    return goal_form(desk.language, warned, "", desk.currency, metadata, values)


def _with_key(connection: Connection, desk: Desk, goal: Goal, opened: str) -> Goal:
    """The goal of a form that was ``opened`` for a key, or for none. Raises `NameTaken`."""
    return replace(goal, key=opened) if opened else log_entry.named_goal(connection, desk, goal)


def _log(connection: Connection, desk: Desk, body: Body, form: ConversionForm) -> Entry:
    fact = log_entry.conversion_of(connection, desk, form)
    return log_entry.log(connection, desk, fact, "form", replies.request_of(body))


def _lines(desk: Desk, current: Sequence[Goal]) -> str:
    return "\n".join(goal_words(desk.language, goal) for goal in current[:MOST_NAMED])


def _listed(desk: Desk, current: Sequence[Goal]) -> Block:
    lines = _lines(desk, current) or desk.language.say("There are no goals yet.")
    refusal = whom_to_ask.refusal(desk.language, AdminsOnly(), desk.office.people, desk.workspace.team_id)
    return message(desk.language.say("Goals"), [paragraph(lines), paragraph(refusal)])


def _saved(desk: Desk, goal: Goal, replaced: Replacement | None, twice: Twice | None) -> Block:
    text = desk.language.say("From now on; conversions logged before keep the value they had.")
    line = paragraph(goal_words(desk.language, goal), bold=True)
    first = [button(desk.language.say("Log conversions"), "log_conversions", "-")]
    if goal.has_small_rate:
        first.append(button(desk.language.say("Change"), "edit_goal", goal.key))
    warned = [paragraph(sentence) for sentence in funnels.counted_twice(desk.language, twice)]
    small = [paragraph(sentence) for sentence in small_rate(desk.language, goal)]
    parts = [line, *small, *changes(desk.language, replaced), *warned, paragraph(text)]
    return message(desk.language.say("Goal saved"), parts, (*first, *undo_button(desk.language, replaced)))
