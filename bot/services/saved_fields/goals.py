"""Goals: the version in force; what is put back is a new version, and entries keep the one they were logged with."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services import log_entry
from bot.services.saved_fields.texts import amount, decimal, money, texts
from core.setup.goals import Basis, Goal, Stage, check_funnel
from core.setup.replacements import Fields
from storage import goals, names


def fields(goal: Goal) -> Fields:
    """The fields of the goal's form."""
    return texts(
        name=goal.name,
        basis=goal.basis.value,
        rate=goal.rate,
        value=goal.value,
        currency=goal.value.currency,
        stage=goal.stage.value,
        counts="yes" if goal.counts else "no",
        source=goal.source,
        delay=goal.delay or None,  # as whatever was saved before the field was there
        average=goal.average,
    )


def stored(connection: Connection, desk: Desk, key: str) -> Fields:
    goal = goals.find(connection, desk.workspace.id, key)
    return fields(goal) if goal else {}


def put(connection: Connection, desk: Desk, key: str, values: Fields) -> None:
    """Puts a goal back. Raises `SecondStageCounts`."""
    wanted = Goal(
        key=key,
        name=values["name"],
        basis=Basis(values["basis"]),
        rate=decimal(values, "rate"),
        value=amount(values, "value"),
        stage=Stage(values["stage"]),
        counts=values["counts"] == "yes",
        source=values.get("source", ""),
        delay=int(values.get("delay", "0")),
        average=money(values, "average"),
    )
    check_funnel(wanted, goals.current(connection, desk.workspace.id))
    put_goal(connection, desk, wanted)


def put_goal(connection: Connection, desk: Desk, goal: Goal) -> Goal:
    """Saves a new version, under another name if it has one now. Raises `NameTaken`."""
    log_entry.rename(connection, desk, names.GOAL, goal.key, goal.name)
    return goals.save(connection, desk.act, goal)
