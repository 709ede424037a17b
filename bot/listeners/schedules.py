"""`/roi digest` and `/roi alerts`: set up, listed, changed, paused and stopped; *Send again*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.plans import AlertsForm, DigestForm
from bot.forms.state import typed
from bot.language import Language
from bot.services import log_entry, replacements
from bot.services.saved_fields import schedules as schedule_fields
from bot.views import schedules as views
from bot.views import words
from bot.views.blocks import Block, Paragraph, button, message, paragraph
from bot.views.digest_buttons import pause_button, paused_message, resume_button, stop_question
from bot.views.drafts import not_used, with_left
from bot.views.forms.plans import alerts_form, digest_form
from bot.views.modals import note
from bot.views.refusals import refusal
from bot.views.replacements import changes, undo_button
from core.posts.alerts import DEFAULT_FLOOR
from core.posts.deliveries import Delivery, Kind, Schedule, State
from core.setup.replacements import Fields, Replacement
from core.setup.replacements import Kind as Replaced
from storage import deliveries, names, schedules


def digest_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, with what runs already above it, each with a button that stops it.

    Filled in with the digest of this conversation, of the channel that ``rest`` names or of all.
    """
    with desk.database.reading() as connection:
        channel = names.register(connection, desk.workspace.id).find(rest, names.CHANNEL)
        runs = schedule_fields.stored_digest(connection, desk, f"{desk.conversation}/{channel}")
    values = runs or ({"channel": channel} if channel else {})
    form = _digest(desk, _running(desk, Kind.DIGEST), values, replacements.opened(runs))
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, "" if channel else rest)))


def alerts_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, filled in with the alerts of this conversation."""
    with desk.database.reading() as connection:
        runs = schedule_fields.stored_alerts(connection, desk, f"{desk.conversation}/")
    form = _alerts(desk, _running(desk, Kind.ALERTS), runs, replacements.opened(runs))
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, rest)))


def submit_digest(desk: Desk, body: Body) -> Reply:
    """Saves the schedule, tells the conversation who set it up, and names the next run."""
    try:
        return _submitted_digest(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _digest(desk, (), said, metadata))


def submit_alerts(desk: Desk, body: Body) -> Reply:
    try:
        return _submitted_alerts(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _alerts(desk, (), said, metadata))


def _submitted_digest(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(DigestForm, typed(body["view"]), desk.world)
    with desk.changing() as connection:
        channel = log_entry.channel_key(connection, desk, form.channel)
        how = (form.weekday, form.time, form.timezone, 0)
        wanted = schedule_fields.weekly(desk, Kind.DIGEST, f"{form.conversation}/{channel}", how, desk.person.id)
        saved, replaced = _save(desk, connection, body, wanted, schedule_fields.digest_fields(wanted))
    return _set_up(desk, saved, desk.language.say("Digest set up"), replaced)


def _submitted_alerts(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(AlertsForm, typed(body["view"]), desk.world)
    with desk.changing() as connection:
        how = (*schedule_fields.ALERTS_AT, "", form.floor_minor(desk.currency))
        wanted = schedule_fields.weekly(desk, Kind.ALERTS, f"{form.conversation}/", how, desk.person.id)
        saved, replaced = _save(desk, connection, body, wanted, schedule_fields.alerts_fields(wanted, desk.currency))
    return _set_up(desk, saved, desk.language.say("Alerts set up"), replaced)


def stop_schedule(desk: Desk, body: Body) -> Reply:
    """Its author or an admin stops it; once stopped, it can be set up again."""
    with desk.changing() as connection:
        schedule = schedules.find(connection, desk.workspace.id, replies.number_pressed(body))
        _check_author(desk, schedule)
        schedules.stop(connection, desk.workspace.id, schedule.id)
    text = desk.language.say("Stopped: nothing more will be posted there.")
    view = note(desk.language, "ROI Bot", [paragraph(text)])
    desk.slack.update_view(str(body["view"]["id"]), str(body["view"].get("hash", "")), view)
    return {}


def ask_stop(desk: Desk, body: Body) -> Reply:
    """Asks in a modal whether the digest whose menu it was chosen in is to stop."""
    schedule = _own(desk, body)
    return replies.open_form(desk, body, replies.as_modal(desk, stop_question(desk.language, schedule.id)))


def change_digest(desk: Desk, body: Body) -> Reply:
    """The form, filled in with the digest whose menu it was chosen in; only for who may change it."""
    _own(desk, body)
    with desk.database.reading() as connection:
        schedule = schedules.find(connection, desk.workspace.id, replies.number_pressed(body))
        runs = schedule_fields.stored_digest(connection, desk, schedule_fields.key_of(schedule))
    form = _digest(desk, _running(desk, Kind.DIGEST, schedule.id), runs, replacements.opened(runs))
    return replies.open_form(desk, body, form)


def pause_digest(desk: Desk, body: Body) -> Reply:
    """Pauses the digest whose menu it was chosen in, and says so beside it."""
    return replies.append(desk, body, _paused(desk, body))


def pause_schedule(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, _paused(desk, body))


def resume_schedule(desk: Desk, body: Body) -> Reply:
    """Resumes it; what would have come meanwhile is left out."""
    _own(desk, body)
    with desk.changing() as connection:
        number, zone = replies.number_pressed(body), desk.timezone
        resumed = schedules.resume(connection, desk.workspace.id, number, zone, desk.now)
    when = desk.language.moment(resumed.next_run, resumed.timezone or zone)
    text = desk.language.say("Resumed. Next run: {when}.", when=when)
    return replies.replace(desk, body, message("", [paragraph(text)], (pause_button(desk.language, resumed.id),)))


def _paused(desk: Desk, body: Body) -> Block:
    _own(desk, body)
    with desk.changing() as connection:
        paused = schedules.pause(connection, desk.workspace.id, replies.number_pressed(body))
    return paused_message(desk.language, paused.id)


def _own(desk: Desk, body: Body) -> Schedule:
    """The schedule of the button. Raises `AdminsOnly` unless this person may change it, and `UnknownSchedule`."""
    with desk.database.reading() as connection:
        schedule = schedules.find(connection, desk.workspace.id, replies.number_pressed(body))
    _check_author(desk, schedule)
    return schedule


def send_again(desk: Desk, body: Body) -> Reply:
    """Owes a post once more, on the word of the person who set it up or an admin."""
    with desk.changing() as connection:
        delivery = deliveries.owned(connection, desk.workspace.id, replies.number_pressed(body))
        _check_author(desk, delivery.schedule)
        owed = deliveries.send_again(connection, desk.workspace.id, delivery.id, desk.office.clock.real())
    state, reason = desk.office.courier.deliver_now(owed.schedule, owed.period)
    return replies.replace(desk, body, _sent_again(desk, owed, state, reason))


def _check_author(desk: Desk, schedule: Schedule) -> None:
    """Only the person who set it up, or an admin. Raises `AdminsOnly`."""
    desk.require(Replaced(schedule.kind.value), schedule.created_by)


def _running(desk: Desk, kind: Kind, only: int = 0) -> list[Block]:
    """Those that run. ``only``: the number of the one that is wanted; 0: all."""
    with desk.database.reading() as connection:
        every = schedules.every(connection, desk.workspace.id, kind)
        running = [one for one in every if only in (0, one.id)]
        last = deliveries.last_runs(connection, desk.workspace.id)
        spoken = log_entry.spoken(connection, desk)
    return views.running(desk.language, running, desk.timezone, spoken, last)


def _digest(desk: Desk, running: Sequence[Block], values: Fields, metadata: str) -> Block:
    channel = {"channel_text": words.channel(desk.language, values.get("channel", ""), replacements.spoken(desk))}
    return digest_form(desk.language, running, desk.timezone, metadata, {**values, **channel})


def _alerts(desk: Desk, running: Sequence[Block], values: Fields, metadata: str) -> Block:
    return alerts_form(desk.language, running, str(DEFAULT_FLOOR), desk.currency, metadata, values)


def _save(
    desk: Desk, connection: Connection, body: Body, wanted: Schedule, values: Fields
) -> tuple[Schedule, Replacement | None]:
    """The schedule as it runs, and what it took the place of; whose it was it stays."""
    key = schedule_fields.key_of(wanted)
    runs = schedule_fields.running(connection, desk, wanted.kind, key)
    if runs:
        _check_author(desk, runs)
        wanted, values = replace(wanted, created_by=runs.created_by), {**values, "by": runs.created_by}
    saving = replacements.begin(connection, desk, body, Replaced(wanted.kind.value), key, values)
    if runs and not saving.needed:
        schedule_fields.introduce(connection, desk, runs)
        return runs, saving.replaced
    return schedule_fields.save(connection, desk, wanted), saving.replaced


def _set_up(desk: Desk, saved: Schedule, title: str, replaced: Replacement | None) -> Reply:
    with desk.database.reading() as connection:
        names = log_entry.spoken(connection, desk)
    parts = views.schedule_saved(desk.language, saved, saved.timezone or desk.timezone, names)
    whose = [] if saved.paused else [_whose(desk, saved)]
    paragraphs = [parts[0], *changes(desk.language, replaced), *parts[1:], *whose]
    resume = (resume_button(desk.language, saved.id),) if saved.paused else ()
    return replies.updated(note(desk.language, title, paragraphs, [*undo_button(desk.language, replaced), *resume]))


def _whose(desk: Desk, saved: Schedule) -> Paragraph:
    """The words on whether the conversation could be told; on a schedule that somebody else has set up, who."""
    if saved.created_by != desk.person.id:
        return views.stays(desk.language, saved)
    _, reason = desk.office.courier.deliver_now(saved, schedule_fields.intro(saved))
    return views.introduced(desk.language, reason)


def _posted(language: Language, owed: Delivery) -> str:
    if owed.kind is Kind.INTRO:
        return language.say("The message is there.")
    return language.say("The post for {week} is there.", week=language.period(owed.week))


def _sent_again(desk: Desk, owed: Delivery, state: State, reason: str) -> Block:
    language = desk.language
    if state is State.SENT:
        return message(language.say("Sent"), [paragraph(_posted(language, owed))])
    text = language.say("Slack hasn’t confirmed it; I will look again.")
    if state is State.SKIPPED:
        text = language.say("There is nothing left to report about this.")
    if state is State.FAILED:
        text = refusal(language, reason)
    again = (button(language.say("Send again"), "send_again", str(owed.id)),) if state is State.FAILED else ()
    return message(language.say("Not sent yet"), [paragraph(text)], again)
