"""Digests and alerts that run: one a conversation and channel; the key is both, as ``C123/linkedin``."""

from __future__ import annotations

from datetime import time

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.saved_fields.texts import amount, texts
from core.calendar.weekly import Weekday, parse_time
from core.money.money import Money
from core.posts.deliveries import Kind, Schedule
from core.setup.replacements import Fields
from storage import deliveries, schedules

ALERTS_AT = (Weekday.MON, time(9))
"""The time when alerts are checked, in the workspace's zone."""


def key_of(schedule: Schedule) -> str:
    return f"{schedule.conversation}/{schedule.channel}"


def digest_fields(schedule: Schedule) -> Fields:
    """The fields of the digest's form, and who set it up."""
    return texts(
        conversation=schedule.conversation,
        channel=schedule.channel,
        weekday=schedule.weekday.value,
        time=schedule.at.strftime("%H:%M"),
        timezone=schedule.timezone,
        by=schedule.created_by,
    )


def alerts_fields(schedule: Schedule, currency: str) -> Fields:
    """The fields of the form of alerts, and who set them up. ``currency``: of the floor."""
    floor = Money(minor=schedule.floor, currency=currency)
    return texts(conversation=schedule.conversation, floor=floor, currency=currency, by=schedule.created_by)


def running(connection: Connection, desk: Desk, kind: Kind, key: str) -> Schedule | None:
    """The schedule that runs there; None without one."""
    every = schedules.every(connection, desk.workspace.id, kind)
    return next((schedule for schedule in every if key_of(schedule) == key), None)


def stored_digest(connection: Connection, desk: Desk, key: str) -> Fields:
    schedule = running(connection, desk, Kind.DIGEST, key)
    return digest_fields(schedule) if schedule else {}


def stored_alerts(connection: Connection, desk: Desk, key: str) -> Fields:
    schedule = running(connection, desk, Kind.ALERTS, key)
    return alerts_fields(schedule, desk.currency) if schedule else {}


def put_digest(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    """Puts a digest back, in the name of whoever had set it up."""
    weekday, at = Weekday(values["weekday"]), parse_time(values["time"])
    save(connection, desk, weekly(desk, Kind.DIGEST, key, (weekday, at, values.get("timezone", ""), 0), values["by"]))


def put_alerts(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    """Puts alerts back, in the name of whoever had set them up."""
    save(
        connection, desk, weekly(desk, Kind.ALERTS, key, (*ALERTS_AT, "", amount(values, "floor").minor), values["by"])
    )


def save(connection: Connection, desk: Desk, wanted: Schedule) -> Schedule:
    """Adds or changes a schedule, and owes the conversation a word of who set it up."""
    saved = schedules.save(connection, wanted, desk.timezone, desk.now, desk.currency)
    introduce(connection, desk, saved)
    return saved


def introduce(connection: Connection, desk: Desk, saved: Schedule) -> None:
    """Owes the conversation a word of who set it up, once; not where somebody else has saved it, or it is paused."""
    if saved.created_by == desk.person.id and not saved.paused:
        deliveries.add(connection, saved, Kind.INTRO, intro(saved), saved.conversation, desk.office.clock.real())


def intro(saved: Schedule) -> str:
    """The key of an introduction, which makes it the same one: who set up which first run."""
    return f"intro:{saved.created_by}:{saved.next_run:%Y%m%dT%H%M}"


def weekly(desk: Desk, kind: Kind, key: str, how: tuple[Weekday, time, str, int], by: str) -> Schedule:
    """A schedule that is not saved yet.

    ``how``: weekday, time, zone, and the floor in minor units; ``by``: whose it is.
    """
    conversation, _, channel = key.partition("/")
    weekday, at, timezone, floor = how
    return Schedule(
        workspace=desk.workspace.id,
        kind=kind,
        conversation=conversation,
        channel=channel,
        weekday=weekday,
        at=at,
        timezone=timezone,
        floor=floor,
        created_by=by,
        next_run=desk.now,
    )
