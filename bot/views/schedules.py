"""Schedules: how one is set up and introduced, those that run, and how their last runs ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.language import Language
from bot.views import words
from bot.views.blocks import (
    Block,
    Mention,
    Paragraph,
    actions,
    button,
    confirm,
    context,
    escape,
    message,
    paragraph,
)
from bot.views.digest_buttons import pause_button, resume_button, stop_words
from bot.views.refusals import NOT_THERE, refusal
from core.posts.deliveries import Delivery, Schedule, State
from core.posts.deliveries import Kind as DeliveryKind
from core.posts.refusals import PASSING, Meaning, meaning

MOST_RUNNING = 40
"""Schedules listed above a form, two blocks each: a modal holds 100."""
NO_RUNS: Mapping[int, Delivery] = MappingProxyType({})
STUCK = (State.FAILED, State.UNCONFIRMED)
"""The states for which *Send again* is offered."""


def intro_post(language: Language, schedule: Schedule, timezone: str, name: str, names: Mapping[str, str]) -> Block:
    """Tells a conversation what it will get and who set it up, by name, so that nobody is pinged."""
    first = language.moment(schedule.next_run, timezone)
    title = language.say("ROI Bot")
    if schedule.kind is not DeliveryKind.DIGEST:
        text = language.say("{name} has set up cost alerts here. The first check is {when}.", name=name, when=first)
        return message(title, [paragraph(text)])
    text = language.say("{name} has set up a weekly digest here. The first comes {when}.", name=name, when=first)
    return message(title, [paragraph(text), paragraph(_about(language, schedule, names))])


def schedule_saved(language: Language, schedule: Schedule, timezone: str, names: Mapping[str, str]) -> list[Paragraph]:
    """The next run, or that it is paused, and of a digest what it is about."""
    when = language.say("Next run: {when}.", when=language.moment(schedule.next_run, timezone))
    text = language.say("Paused: nothing is posted there until somebody resumes it.") if schedule.paused else when
    parts = [paragraph(text, bold=True)]
    if schedule.kind is DeliveryKind.DIGEST:
        parts.append(paragraph(_about(language, schedule, names)))
    return parts


def introduced(language: Language, posted: str) -> Paragraph:
    """Whether the conversation could be told who set it up. ``posted``: empty, or Slack's reason."""
    return paragraph(_introduction(language, posted))


def _introduction(language: Language, reason: str) -> str:
    if not reason:
        return language.say("I told the conversation that you set it up.")
    if reason == "unclear":
        return language.say("Slack hasn’t confirmed that my note arrived there.")
    if meaning(reason) in (*PASSING, Meaning.UNKNOWN):
        waits = language.say("Within 24 hours I’ll still tell the conversation that you set it up.")
        return f"{refusal(language, reason)} {waits}"
    if reason in NOT_THERE:
        return language.say("I’m not in that conversation yet: type /invite @ROI Bot there before the first run.")
    return refusal(language, reason)


def stays(language: Language, schedule: Schedule) -> Paragraph:
    """Who has set up what somebody else saves."""
    return paragraph(language.say("Set up by") + " ", Mention(schedule.created_by), ".")


def running(
    language: Language,
    schedules: Sequence[Schedule],
    timezone: str,
    names: Mapping[str, str],
    last: Mapping[int, Delivery] = NO_RUNS,
) -> list[Block]:
    """Those that run already and how the last run of each ended, with a button that stops it. ``last``: by schedule."""
    blocks: list[Block] = []
    for schedule in schedules[:MOST_RUNNING]:
        ended = last.get(schedule.id)
        blocks.append(_section(_running_line(language, schedule, timezone, names, ended)))
        blocks.append(actions(_running_buttons(language, schedule, ended)))
    hidden = words.more(language, len(schedules) - MOST_RUNNING)
    return blocks + [context(text) for text in hidden]


def _section(text: str) -> Block:
    """``text``: escaped already."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _running_line(
    language: Language, schedule: Schedule, timezone: str, names: Mapping[str, str], ended: Delivery | None
) -> str:
    """``#marketing · All channels · Next run 12 Oct 2026 09:00``, and below it how the last run ended."""
    zone = schedule.timezone or timezone
    text = language.say("Next run {when}", when=language.moment(schedule.next_run, zone))
    if schedule.paused:
        text = language.say("paused, nothing is posted")
    if schedule.kind is DeliveryKind.DIGEST:
        text = f"{escape(_about(language, schedule, names))} · {text}"
    if ended:
        text = f"{text}\n{escape(last_run(language, ended, zone))}"
    return f"<#{schedule.conversation}> · {text}"


def _running_buttons(language: Language, schedule: Schedule, ended: Delivery | None) -> list[Block]:
    sure = confirm(*stop_words(language), language.say("Cancel"))
    stop = button(language.say("Stop"), "stop_schedule", str(schedule.id), confirm=sure)
    pause = resume_button(language, schedule.id) if schedule.paused else pause_button(language, schedule.id)
    if ended is None or ended.state not in STUCK:
        return [stop, pause]
    return [stop, pause, button(language.say("Send again"), "send_again", str(ended.id))]


def last_run(language: Language, delivery: Delivery, timezone: str) -> str:
    """One sentence or more: how a run ended, or why it waits, and what to do."""
    when = language.time_of(delivery.due, timezone)
    if delivery.state is State.SENT:
        return language.say("Last run {when}: posted.", when=when)
    if delivery.waits:
        why = refusal(language, delivery.reason)
        return language.say("Last run {when}: waits, for 24 hours at most. {why}", when=when, why=why)
    if delivery.state is State.UNCONFIRMED:
        return language.say(
            "Last run {when}: unconfirmed. Look in the conversation: if it isn’t there, send it again.", when=when
        )
    if delivery.state is State.FAILED:
        return language.say("Last run {when}: failed. {why}", when=when, why=refusal(language, delivery.reason))
    if delivery.state is State.SKIPPED:
        return _skipped(language, delivery, when)
    return language.say("Last run {when}: being posted.", when=when)


def _skipped(language: Language, delivery: Delivery, when: str) -> str:
    if delivery.reason == "nothing_to_report":
        return language.say("Last run {when}: nothing to report.", when=when)
    if delivery.reason in ("too_late", "stopped"):
        return language.say("Last run {when}: skipped, because I was offline or it was stopped.", when=when)
    return language.say("Last run {when}: skipped. {why}", when=when, why=refusal(language, delivery.reason))


def _about(language: Language, schedule: Schedule, names: Mapping[str, str]) -> str:
    """Which marketing channel a digest is about."""
    if not schedule.channel:
        return language.say("All channels")
    return language.say("Only {channel}", channel=words.channel(language, schedule.channel, names))
