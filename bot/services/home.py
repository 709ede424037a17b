"""The Home tab, drawn for one person: what the books say, their own entries, what comes and what they may set up."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from sqlalchemy import Connection

from bot.desk import form_metadata
from bot.desk.desk import Desk
from bot.desk.open_homes import Key
from bot.desk.replies import Body
from bot.services import log_entry
from bot.slack.errors import SlackError
from bot.views import coming as coming_views
from bot.views import home as views
from bot.views import setting_up
from bot.views.answer_buttons import PERIODS
from bot.views.blocks import Block
from bot.views.coming import Coming
from bot.views.importing import below_first
from bot.views.languages import name_of
from bot.views.own_entries import own_entries
from bot.views.setting_up import SET_UP
from core.calendar.period_parser import parse_period
from core.imports.rhythm import overdue
from core.posts.deliveries import Kind as Posted
from core.reports.home import home_report
from core.setup.command_words import Command
from core.setup.languages import AS_SLACK
from core.setup.replacements import Kind
from core.setup.rights import Change, Step
from storage import deliveries, entry_lists, goals, import_rhythm, language_choices, repeats, schedules
from storage.attempts import Outcome
from storage.outages import Outage
from storage.totals import WorkspaceBooks

MOST_OWN = 5
"""Entries of the person's own."""
NEEDED: Mapping[Command, Change] = {
    Command.SETTINGS: Kind.SETTINGS,
    Command.GOAL: Kind.GOAL,
    Command.RATE: Kind.RATE,
    Command.FX: Kind.FX,
    Command.COMPANY: Kind.COMPANY,
    Command.CLOSE: Step.CLOSING,
}
"""What a person must be allowed to change to see it in the menu; the others are for everybody."""


def draw(desk: Desk, period: str) -> None:
    """Shows it to the person, over the period that is chosen. Raises `SlackError`."""
    _note_open(desk, period)
    desk.office.homes.draw(_key(desk), partial(_publish, desk))


def redraw(desk: Desk) -> None:
    """Shows it as it is by now, where somebody may be looking at it; it is drawn again when it is opened."""
    with suppress(SlackError, Outage):
        desk.office.homes.draw(_key(desk), partial(_publish, desk))


def afterwards(desk: Desk, body: Body, outcome: Outcome) -> Callable[[], None] | None:
    """What is left to do once a request is answered: nothing waits for it.

    An open Home is drawn anew where something was saved, and where a menu of it is to forget what was chosen. Whoever
    has just opened it sees it as it is. What is pressed on it shows that it is open, whenever and through whichever
    process that was.
    """
    if _is_pressed_on(body):
        _note_open(desk, period_in(body))
    changed = _is_menu(body, SET_UP) or (outcome is Outcome.SAVED and not _is_opening(body))
    return partial(redraw, desk) if changed and desk.office.homes.period_of(_key(desk)) is not None else None


def _note_open(desk: Desk, period: str) -> None:
    desk.office.homes.remember(_key(desk), period if period in PERIODS else "")


def _is_pressed_on(body: Body) -> bool:
    """Whether it was open as the payload has it; the menu of periods has just drawn it over another."""
    is_on_home = (body.get("view") or {}).get("type") == "home"
    return is_on_home and not _is_menu(body, views.PERIOD_MENU)


def _is_opening(body: Body) -> bool:
    return bool((body.get("event") or {}).get("type") == "app_home_opened")


def _is_menu(body: Body, action_id: str) -> bool:
    return any(action.get("action_id") == action_id for action in body.get("actions") or ())


def _publish(desk: Desk) -> None:
    """Reads all of it anew, as it may be done long after the request has begun."""
    desk = desk.anew()
    chosen = desk.office.homes.period_of(_key(desk)) or ""
    desk.slack.publish_home(desk.person.id, view(desk, chosen))


def period_in(body: Body) -> str:
    """The period that is chosen in the Home of a payload; empty where it names none."""
    view = (body.get("event") or body).get("view") or {}
    return form_metadata.metadata({"view": view}).get("period", "")


def view(desk: Desk, chosen: str) -> Block:
    """Nothing in it can be shared: a Home tab is in no conversation. ``chosen``: of `PERIODS`."""
    figures = _figures(desk, chosen)
    if figures and desk.workspace.importing:
        figures = below_first(desk.language, figures)
    metadata = form_metadata.written({"period": chosen})
    blocks = [*figures, *_own(desk)] if figures else _first_steps(desk)
    return {"type": "home", "callback_id": "home", "private_metadata": metadata, "blocks": blocks}


def choice(desk: Desk) -> str:
    """The language chosen for this person, by themselves or for all; `AS_SLACK` where nobody has."""
    chosen = language_choices.chosen(desk.database, desk.workspace.id, desk.person.id)
    return chosen or desk.workspace.answer_language or AS_SLACK


def _key(desk: Desk) -> Key:
    """Worked out without the books, which what is pressed on it may not need."""
    return desk.identity.team_id, desk.person.id


def _figures(desk: Desk, chosen: str) -> list[Block]:
    """What is read off the books, kept as an answer is; empty where nothing is on them."""
    key = ("home", desk.workspace.id, chosen, desk.language.code, desk.veil, desk.today)
    kept = desk.office.answers.get(key, desk.workspace.revision, lambda: {"blocks": _read(desk, chosen)})
    blocks: list[Block] = kept.message["blocks"]
    return blocks


def _read(desk: Desk, chosen: str) -> list[Block]:
    with desk.database.reading() as connection:
        books = WorkspaceBooks(connection, desk.workspace.id, desk.currency, desk.workspace.complete_from)
        period = parse_period(chosen, desk.today) if chosen else None
        report = home_report(books, period, desk.today, veil=desk.veil)
    if report is None:
        return []
    return views.figures(desk.language, report, chosen, may_set_goals=desk.may(Kind.GOAL))


def _own(desk: Desk) -> list[Block]:
    """What is the person's, or changes without the books."""
    with desk.database.reading() as connection:
        entries = entry_lists.own(connection, desk.workspace.id, desk.person.id, MOST_OWN)
        names = log_entry.spoken(connection, desk)
        coming = _coming(connection, desk)
    return [
        *own_entries(desk.language, entries, names, desk.today),
        *coming_views.what_comes(desk.language, coming, names),
        setting_up.foot(desk.language, _may(desk), choice(desk), f"foot-{secrets.token_hex(4)}"),
    ]


def _coming(connection: Connection, desk: Desk) -> Coming:
    running = [
        one for kind in (Posted.DIGEST, Posted.ALERTS) for one in schedules.every(connection, desk.workspace.id, kind)
    ]
    return Coming(
        schedules=running,
        repeats=repeats.every(connection, desk.workspace.id),
        last=deliveries.last_runs(connection, desk.workspace.id),
        may=frozenset(one.id for one in running if desk.may(Kind(one.kind.value), one.created_by)),
        timezone=desk.timezone,
        today=desk.today,
        overdue=overdue(import_rhythm.known(connection, desk.workspace.id), desk.today),
    )


def _first_steps(desk: Desk) -> list[Block]:
    """What is set up to come stands below them, where anything is."""
    with desk.database.reading() as connection:
        has_goal = bool(goals.current(connection, desk.workspace.id))
        names, coming = log_entry.spoken(connection, desk), _coming(connection, desk)
    spoken = name_of(desk.language, desk.workspace.answer_language or AS_SLACK)
    about = (desk.language.currency_name(desk.currency), desk.timezone, spoken)
    steps = setting_up.first_steps(desk.language, about, desk.currency, _may(desk), has_goal=has_goal)
    return [*steps, *coming_views.what_comes(desk.language, coming, names)]


def _may(desk: Desk) -> list[Command]:
    """What this person may set up, as far as Slack has said."""
    return [one for one in setting_up.MENU if one not in NEEDED or desk.may(NEEDED[one])]
