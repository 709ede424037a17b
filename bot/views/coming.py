"""What comes next, on Home: digests, alerts and costs that repeat, with their times, and how the last post ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language import Language, mark
from bot.views import marks, words
from bot.views.blocks import (
    Block,
    Mention,
    Paragraph,
    Place,
    Span,
    Strong,
    actions,
    button,
    divider,
    paragraph,
    rich_text,
    shorten,
)
from bot.views.completeness import CLI, PLACE
from bot.views.digest_buttons import resume_button
from bot.views.import_words import kind
from bot.views.schedules import STUCK, last_run
from core.calendar.weekly import local_day
from core.imports.rhythm import Account
from core.ledger.repeats import Repeat, State
from core.posts.deliveries import Delivery, Kind, Schedule
from core.posts.deliveries import State as Ended

MOST_SCHEDULES = 5
MOST_REPEATS = 3
MOST_OVERDUE = 3
LONGEST_NAME = 30
SENT, SILENT = mark("last one sent {day}"), mark("last one {day}: nothing to report")
KINDS = {Kind.DIGEST: mark("digest"), Kind.ALERTS: mark("alerts")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Coming:
    """``schedules`` that run and ``repeats`` that are not paused; ``last``: the last run of a schedule, by its id.

    ``may``: ids of the schedules that the reader may change. ``overdue``: accounts whose next file is late.
    """

    schedules: Sequence[Schedule]
    repeats: Sequence[Repeat]
    last: Mapping[int, Delivery]
    may: frozenset[int]
    timezone: str
    today: date
    overdue: Sequence[Account] = ()


def what_comes(language: Language, coming: Coming, names: Mapping[str, str]) -> list[Block]:
    """What ended badly or is paused first, each with what helps; then what comes, the next first."""
    schedules = sorted(coming.schedules, key=lambda one: (_is_well(coming, one), one.next_run, one.id))
    listed, repeats = schedules[:MOST_SCHEDULES], _repeats(coming)
    apart = [one for one in listed if not _is_well(coming, one)]
    lines = [_schedule(language, coming, one, names) for one in listed if _is_well(coming, one)]
    lines += [[_repeat(language, one, names, coming.today)] for one in repeats[:MOST_REPEATS]]
    hidden = len(schedules) - len(listed) + max(0, len(repeats) - MOST_REPEATS)
    lines += [[more] for more in words.more(language, hidden)]
    lines = [*(_overdue(language, one) for one in coming.overdue[:MOST_OVERDUE]), *lines]
    if not (apart or lines):
        return []
    heading = rich_text(paragraph(Strong(language.say("What comes next"))))
    blocks = [block for one in apart for block in _apart(language, coming, one, names)]
    return [divider(), heading, *blocks, *([rich_text(_joined(lines))] if lines else [])]


def _overdue(language: Language, account: Account) -> list[Span]:
    """``Meta, Acme: file overdue · last day on the books 12 Nov · ask @Ada``"""
    name = shorten(" · ".join(filter(None, (kind(language, account.kind), account.account))), LONGEST_NAME)
    late = language.say(
        "{account}: file overdue, last day imported {day}", account=name, day=language.day(account.last)
    )
    if account.by == CLI:
        return [f"{marks.WATCH} {late}"]
    before, _, after = language.say("ask {who}", who=PLACE).partition(PLACE)
    return [f"{marks.WATCH} {late}; {before}", Mention(account.by), after]


def _repeats(coming: Coming) -> list[Repeat]:
    running = [one for one in coming.repeats if one.state is State.RUNNING]
    return sorted(running, key=lambda one: (one.next_day, one.id))


def _is_well(coming: Coming, schedule: Schedule) -> bool:
    last = coming.last.get(schedule.id)
    ended_well = last is None or last.state is Ended.SENT or last.reason == "nothing_to_report"
    return ended_well and not schedule.paused


def _joined(lines: Sequence[Sequence[Span]]) -> Paragraph:
    spans: list[Span] = []
    for line in lines:
        spans += ["\n"] * bool(spans) + [*line]
    return paragraph(*spans)


def _schedule(language: Language, coming: Coming, schedule: Schedule, names: Mapping[str, str]) -> list[Span]:
    """``Mon 12 Oct, 09:00 · digest, #marketing · last one sent 5 Oct``"""
    what, ended = _what(language, schedule, names), _ended(language, coming, schedule)
    return [f"{_when(language, coming, schedule)} · ", *what, *(f" · {one}" for one in ended)]


def _when(language: Language, coming: Coming, schedule: Schedule) -> str:
    """In the schedule's own zone, which is named where it is another than the workspace's."""
    zone = schedule.timezone or coming.timezone
    when = language.soon(schedule.next_run, zone)
    return when if zone == coming.timezone else f"{when} {zone}"


def _what(language: Language, schedule: Schedule, names: Mapping[str, str]) -> Iterator[Span]:
    yield language.say(KINDS[schedule.kind]) + ", "
    yield Place(schedule.conversation)
    if schedule.channel:
        channel = shorten(words.channel(language, schedule.channel, names), LONGEST_NAME)
        yield ", " + language.say("only {channel}", channel=channel)


def _ended(language: Language, coming: Coming, schedule: Schedule) -> Iterator[str]:
    last = coming.last.get(schedule.id)
    if last:
        day = language.deadline(local_day(last.due, schedule.timezone or coming.timezone), coming.today)
        yield language.say(SENT if last.state is Ended.SENT else SILENT, day=day)


def _repeat(language: Language, repeat: Repeat, names: Mapping[str, str], today: date) -> str:
    """``Sun 1 Nov · Social Radar logs itself, $249.00``: by its campaign, else its note, else its category."""
    cost = repeat.first
    name = words.campaign(language, cost.campaign, names) if cost.campaign else cost.note
    name = name or words.category(language, cost.category.value)
    return language.say(
        "{day} · {name} logs itself, {amount}",
        day=language.soon_on(repeat.next_day, today),
        name=shorten(name, LONGEST_NAME),
        amount=language.money(cost.amount),
    )


def _apart(language: Language, coming: Coming, schedule: Schedule, names: Mapping[str, str]) -> Iterator[Block]:
    """What ended badly; of what is paused only that it is."""
    if not schedule.paused:
        yield from _unwell(language, coming, schedule, names)
        return
    yield rich_text(paragraph(language.say("Paused") + " · ", *_what(language, schedule, names)))
    if schedule.id in coming.may:
        yield actions([resume_button(language, schedule.id)])


def _unwell(language: Language, coming: Coming, schedule: Schedule, names: Mapping[str, str]) -> Iterator[Block]:
    last = coming.last[schedule.id]
    ended = last_run(language, last, schedule.timezone or coming.timezone)
    yield rich_text(paragraph(f"{marks.ALERT} ", *_what(language, schedule, names), f" · {ended}"))
    if last.state in STUCK and schedule.id in coming.may:
        yield actions([button(language.say("Send again"), "send_again", str(last.id))])
