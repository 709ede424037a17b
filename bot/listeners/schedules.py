"""`/roi digest` and `/roi alerts`: set up, listed and stopped; *Send again*."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from sqlalchemy import Connection

from bot import filing, replies
from bot.desk import Desk
from bot.forms.fields import World, read
from bot.forms.plans import AlertsForm, DigestForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views import schedules as views
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms.plans import alerts_form, digest_form
from bot.views.modals import note
from core.deliveries import Delivery, Kind, Schedule, State
from core.schedules import Weekday
from storage import deliveries, schedules

ALERTS_AT = (Weekday.MON, time(9))
"""When alerts are checked, in the workspace's zone."""


def digest_command(desk: Desk, body: Body, _rest: str) -> Reply:
    """The form, with what runs already above it, each with a button that stops it."""
    form = digest_form(desk.language, _running(desk, Kind.DIGEST), desk.timezone, replies.new_metadata())
    return replies.open_form(desk, body, form)


def alerts_command(desk: Desk, body: Body, _rest: str) -> Reply:
    form = alerts_form(desk.language, _running(desk, Kind.ALERTS), "100", desk.currency, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_digest(desk: Desk, body: Body) -> Reply:
    """Saves the schedule, tells the conversation who set it up, and names the next run."""
    form = read(DigestForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        channel = filing.channel_key(books, desk, form.channel)
        wanted = _schedule(desk, Kind.DIGEST, form.conversation, form.weekday, form.time, form.timezone)
        saved = _save(desk, books, wanted, channel, 0)
    return _set_up(desk, saved, desk.language.say("Digest set up"))


def submit_alerts(desk: Desk, body: Body) -> Reply:
    form = read(AlertsForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        wanted = _schedule(desk, Kind.ALERTS, form.conversation, *ALERTS_AT, "")
        saved = _save(desk, books, wanted, "", form.floor_minor(desk.currency))
    return _set_up(desk, saved, desk.language.say("Alerts set up"))


def stop_schedule(desk: Desk, body: Body) -> Reply:
    """Its author or an admin stops it; once stopped, it can be set up again."""
    with desk.database.writing() as books:
        known = schedules.find(books, desk.workspace.id, replies.number_pressed(body))
        _check_author(desk, known)
        schedules.stop(books, desk.workspace.id, known.id)
    told = desk.language.say("Stopped: nothing more will be posted there.")
    view = note(desk.language, "ROI Bot", [paragraph(told)])
    desk.slack.update_view(str(body["view"]["id"]), str(body["view"].get("hash", "")), view)
    return {}


def send_again(desk: Desk, body: Body) -> Reply:
    """On the word of the person who set it up (or an admin) a post is owed once more."""
    with desk.database.writing() as books:
        known = deliveries.owned(books, desk.workspace.id, replies.number_pressed(body))
        _check_author(desk, known.schedule)
        owed = deliveries.send_again(books, desk.workspace.id, known.id, desk.office.clock.real())
    state, reason = desk.office.courier.deliver_now(owed.schedule, owed.period)
    return replies.replace(desk, body, _sent_again(desk, owed, state, reason))


def _check_author(desk: Desk, schedule: Schedule) -> None:
    """Only the person who set it up, or an admin. Raises `AdminsOnly`."""
    if schedule.created_by != desk.person.id:
        desk.require_admin()


def _running(desk: Desk, kind: Kind) -> list[Block]:
    with desk.database.reading() as books:
        known = schedules.every(books, desk.workspace.id, kind)
        names = filing.spoken(books, desk)
    return views.running(desk.language, known, desk.timezone, names)


def _schedule(desk: Desk, kind: Kind, conversation: str, weekday: Weekday, at: time, timezone: str) -> Schedule:
    return Schedule(
        workspace=desk.workspace.id,
        kind=kind,
        conversation=conversation,
        weekday=weekday,
        at=at,
        timezone=timezone,
        created_by=desk.person.id,
        next_run=desk.now,
    )


def _save(desk: Desk, books: Connection, wanted: Schedule, channel: str, floor: int) -> Schedule:
    made = replace(wanted, channel=channel, floor=floor)
    for known in schedules.every(books, desk.workspace.id, made.kind):
        if (known.conversation, known.channel) == (made.conversation, made.channel):
            _check_author(desk, known)
    saved = schedules.save(books, made, desk.timezone, desk.now, desk.currency)
    real = desk.office.clock.real()
    deliveries.add(books, saved, Kind.INTRO, _intro(saved), saved.conversation, real)
    return saved


def _set_up(desk: Desk, saved: Schedule, title: str) -> Reply:
    _, reason = desk.office.courier.deliver_now(saved, _intro(saved))
    with desk.database.reading() as books:
        names = filing.spoken(books, desk)
    parts = views.schedule_saved(desk.language, saved, saved.timezone or desk.timezone, reason, names)
    return replies.updated(note(desk.language, title, parts))


def _intro(saved: Schedule) -> str:
    """What makes an introduction the same: who set up which first run."""
    return f"intro:{saved.created_by}:{saved.next_run:%Y%m%dT%H%M}"


def _sent_again(desk: Desk, owed: Delivery, state: State, reason: str) -> Block:
    language = desk.language
    if state is State.SENT:
        return message(
            language.say("Sent"), [paragraph(language.say("The post for {week} is there.", week=owed.period))]
        )
    told = language.say("Slack has not confirmed it; I will look again.")
    if state is State.SKIPPED:
        told = language.say("There is nothing left to report about this.")
    if state is State.FAILED:
        told = views.refusal(language, reason)
    again = (button(language.say("Send again"), "send_again", str(owed.id)),) if state is State.FAILED else ()
    return message(language.say("Not sent yet"), [paragraph(told)], again)
