"""Deals as stored: steps are added, never changed, and taken back by reversals, as entries are.

Whatever moves a deal settles it in the same transaction: if its last step is won, one conversion of that step stands,
otherwise none does (`storage.deal_returns`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection, Date, bindparam, func, insert, select, update

from core.ledger.entries import Entry, UnknownEntry
from core.sales.deals import LOST, WON, Deal, DealStep, Move, UnknownDeal
from core.sales.stages import Closed
from core.setup.acts import Act
from storage import deal_returns, journal, workspaces
from storage.deal_rows import row_of, step_of
from storage.entry_rows import exchange_row
from storage.tables import deal_steps

FROM_NOW_BACK = 2**62
"""A place in the history before which everything lies."""

_REVERSAL = deal_steps.alias("reversal")
_PLACE = func.coalesce(deal_steps.c.first_id, deal_steps.c.id)
_SELECT = (
    select(deal_steps, _REVERSAL.c.id.label("reversed_by"))
    .select_from(
        deal_steps.outerjoin(
            _REVERSAL,
            (_REVERSAL.c.workspace_id == deal_steps.c.workspace_id) & (_REVERSAL.c.reverses == deal_steps.c.id),
        )
    )
    .where(deal_steps.c.workspace_id == bindparam("workspace"))
)
_ONE = _SELECT.where(deal_steps.c.id == bindparam("step"))
_BY_REQUEST = _SELECT.where(deal_steps.c.request == bindparam("request"))
_STANDING = _SELECT.where(deal_steps.c.sign > 0, _REVERSAL.c.id.is_(None))
_LATEST = _STANDING.where(deal_steps.c.logged_by == bindparam("person")).order_by(deal_steps.c.id.desc()).limit(1)
_LAST = (
    _STANDING.where(deal_steps.c.deal == bindparam("deal")).order_by(deal_steps.c.day.desc(), _PLACE.desc()).limit(1)
)
_AHEAD = _STANDING.where(deal_steps.c.day > bindparam("day")).order_by(deal_steps.c.day, _PLACE)
_UNTIL = _STANDING.where(deal_steps.c.day <= bindparam("day", type_=Date))
_NEWEST_FIRST = func.row_number().over(
    partition_by=deal_steps.c.deal, order_by=(deal_steps.c.day.desc(), _PLACE.desc())
)
_RANKED = _UNTIL.add_columns(_NEWEST_FIRST.label("rank")).subquery("ranked")
_OPEN = (
    select(_RANKED)
    .where(_RANKED.c.rank == 1, _RANKED.c.stage != WON, _RANKED.c.stage != LOST)
    .order_by(_RANKED.c.day.desc(), _RANKED.c.id.desc())
)
_OPEN_OF = _OPEN.where(_RANKED.c.campaign == bindparam("campaign"))
_SHUT = select(_RANKED.c.deal, _RANKED.c.stage).where(_RANKED.c.rank == 1, _RANKED.c.stage.in_((WON, LOST))).subquery()
_PASSED = (
    _UNTIL.with_only_columns(
        deal_steps.c.stage, _SHUT.c.stage.label("outcome"), func.count(deal_steps.c.deal.distinct()).label("deals")
    )
    .join(_SHUT, _SHUT.c.deal == deal_steps.c.deal)
    .where(deal_steps.c.stage != WON, deal_steps.c.stage != LOST)
    .group_by(deal_steps.c.stage, _SHUT.c.stage)
)
_ALL_RANKED = _STANDING.add_columns(_NEWEST_FIRST.label("rank")).subquery("all_ranked")
_ALL_LAST = select(_ALL_RANKED).where(_ALL_RANKED.c.rank == 1).order_by(_ALL_RANKED.c.id)
_HISTORY = (
    _SELECT.where(deal_steps.c.id < bindparam("before")).order_by(deal_steps.c.id.desc()).limit(bindparam("most"))
)
_HISTORY_OF = _HISTORY.where(deal_steps.c.campaign == bindparam("campaign"))
_BY_PERSON = deal_steps.c.logged_by == bindparam("person")
_PAGES = {
    (False, False): _HISTORY,
    (True, False): _HISTORY_OF,
    (False, True): _HISTORY.where(_BY_PERSON),
    (True, True): _HISTORY_OF.where(_BY_PERSON),
}
"""Statements of the history, by whether it is of one campaign, and of what one person logged."""
_NAMED = (
    select(deal_steps.c.deal, deal_steps.c.name)
    .where(deal_steps.c.workspace_id == bindparam("workspace"))
    .group_by(deal_steps.c.deal, deal_steps.c.name)
    .order_by(func.max(deal_steps.c.id).desc())
)
_MOVED_SINCE = (
    select(deal_steps.c.deal)
    .where(deal_steps.c.workspace_id == bindparam("workspace"), deal_steps.c.logged_at > bindparam("moment"))
    .distinct()
)
_IN_ORDER = _SELECT.order_by(deal_steps.c.id)
_EXCHANGE = (
    update(deal_steps)
    .where(deal_steps.c.workspace_id == bindparam("workspace"), deal_steps.c.id == bindparam("step"))
    .values({name: bindparam(f"new_{name}") for name in ("fx_currency", "fx_rate", "fx_day", "fx_source")})
)
_INSERT = insert(deal_steps).returning(deal_steps.c.id)


def log(connection: Connection, act: Act, fact: Deal, *, request: str) -> Move:
    """Adds the step once, and settles its deal: a ``request`` seen before answers with what it made."""
    workspaces.touch(connection, act.workspace, fact.booked.currency)
    before = last(connection, act.workspace, fact.key)
    if request and (earlier := seen(connection, act.workspace, request)):
        return Move(step=earlier, last=before, booked=deal_returns.booked(connection, act.workspace, fact.key))
    step = _add(connection, act.workspace, DealStep(id=0, fact=fact, logged_by=act.by, logged_at=act.at), request)
    return _settled(connection, act, step, before)


def seen(connection: Connection, workspace: int, request: str) -> DealStep | None:
    """The step that a request has made, if it has made one."""
    return _first(connection, _BY_REQUEST, workspace, request=request)


def undo(connection: Connection, act: Act, step: int, *, request: str = "") -> Move:
    """Takes a step back, with the conversion it booked; again: the same. Raises `UnknownEntry`, `NotYours`."""
    workspaces.touch(connection, act.workspace)
    if request and (earlier := seen(connection, act.workspace, request)):
        return Move(step=earlier, last=last(connection, act.workspace, earlier.fact.key))
    link = journal.turnable(partial(find, connection, act.workspace), step, 1, act)
    return _turn(connection, act, link, act.by, request)


def redo(connection: Connection, act: Act, reversal: int) -> Move:
    """Puts back what a reversal took away, in its first author's name. Raises `UnknownEntry`, `NotYours`."""
    workspaces.touch(connection, act.workspace)
    link = journal.turnable(partial(find, connection, act.workspace), reversal, -1, act)
    return _turn(connection, act, link, find(connection, act.workspace, link.reverses or 0).logged_by, "")


def latest(connection: Connection, workspace: int, person: str) -> DealStep | None:
    """This person's latest step that still stands."""
    return _first(connection, _LATEST, workspace, person=person)


def find(connection: Connection, workspace: int, step: int) -> DealStep:
    """Reads one step. Raises `UnknownEntry`, also for a step of another workspace."""
    row = _first(connection, _ONE, workspace, step=step)
    if row is None:
        raise UnknownEntry
    return row


def last(connection: Connection, workspace: int, deal: str) -> DealStep | None:
    """The last step of a deal that stands, days ahead included: by day, and of one day the one added last."""
    return _first(connection, _LAST, workspace, deal=deal)


def last_of_each(connection: Connection, workspace: int) -> Mapping[str, Deal]:
    """Key of a deal -> its last step that stands, days ahead included."""
    return {step.fact.key: step.fact for step in last_steps(connection, workspace)}


def last_steps(connection: Connection, workspace: int) -> Sequence[DealStep]:
    """The last step that stands of every deal, days ahead included."""
    return [step_of(row) for row in connection.execute(_ALL_LAST, {"workspace": workspace}).mappings()]


def moved_since(connection: Connection, workspace: int, moment: datetime) -> frozenset[str]:
    """The keys of the deals of which a step was logged or taken back after ``moment``."""
    return frozenset(connection.execute(_MOVED_SINCE, {"workspace": workspace, "moment": moment}).scalars())


def known(connection: Connection, workspace: int, deal: str) -> DealStep:
    """The last step of a deal, as `last` finds it. Raises `UnknownDeal` where there is none."""
    step = last(connection, workspace, deal)
    if step is None:
        raise UnknownDeal
    return step


def history(
    connection: Connection,
    workspace: int,
    campaign: str | None,
    before: int = FROM_NOW_BACK,
    most: int = 10,
    *,
    person: str = "",
) -> Sequence[DealStep]:
    """The steps before an id, newest first, reversals among them; of a campaign, logged by a person, or of all."""
    where: dict[str, object] = {"workspace": workspace, "before": before, "most": most}
    where |= {"campaign": campaign} if campaign is not None else {}
    where |= {"person": person} if person else {}
    return [step_of(row) for row in connection.execute(_PAGES[campaign is not None, bool(person)], where).mappings()]


def named(connection: Connection, workspace: int) -> Sequence[tuple[str, str]]:
    """(key, name) of every deal there has been, each way it was written, the latest first."""
    return [(row.deal, row.name) for row in connection.execute(_NAMED, {"workspace": workspace})]


def in_order(connection: Connection, workspace: int) -> Sequence[DealStep]:
    """Every step, in the order they were added."""
    return [step_of(row) for row in connection.execute(_IN_ORDER, {"workspace": workspace}).mappings()]


def exchange(connection: Connection, workspace: int, steps: Sequence[DealStep]) -> None:
    """Keeps a new exchange rate of each step, because the reporting currency has changed.

    The caller has touched the workspace.
    """
    rows = [
        {"workspace": workspace, "step": step.id}
        | {f"new_{name}": value for name, value in exchange_row(step.fact.exchange).items()}
        for step in steps
    ]
    if rows:
        connection.execute(_EXCHANGE, rows)


def open_on(
    connection: Connection, workspace: int, day: date, end: date | None = None, campaign: str | None = None
) -> Sequence[DealStep]:
    """The steps of the deals that are open on ``day``, newest first. Of one campaign, or of all.

    ``end``: of the half-open period whose booked return they stand beside: a deal whose return is booked between the
    two is left out, or it would be counted twice.
    """
    where = {"workspace": workspace, "day": day} | ({} if campaign is None else {"campaign": campaign})
    rows = connection.execute(_OPEN if campaign is None else _OPEN_OF, where).mappings()
    steps = [step_of(row) for row in rows]
    won = _won_ahead(connection, workspace, day, end) if steps and end else frozenset()
    return [step for step in steps if step.fact.key not in won]


def closed(connection: Connection, workspace: int, today: date) -> Sequence[Closed]:
    """The record of each stage: how many deals closed today have stood there, and how many of them were won."""
    counts: dict[str, dict[str, int]] = {}
    for row in connection.execute(_PASSED, {"workspace": workspace, "day": today}).mappings():
        counts.setdefault(row["stage"], {})[row["outcome"]] = row["deals"]
    return [
        Closed(stage=stage, won=outcomes.get(WON, 0), of=sum(outcomes.values()))
        for stage, outcomes in sorted(counts.items())
    ]


def booked(connection: Connection, workspace: int, step: int) -> Entry | None:
    """The conversion that the deal of a step has on the books. Raises `UnknownEntry`."""
    return deal_returns.booked(connection, workspace, find(connection, workspace, step).fact.key)


def _won_ahead(connection: Connection, workspace: int, day: date, end: date) -> frozenset[str]:
    """The deals that are last won after ``day`` and before ``end``."""
    rows = connection.execute(_AHEAD, {"workspace": workspace, "day": day}).mappings()
    last_steps = {row["deal"]: row for row in rows}  # of each deal the last row stays
    won = (deal for deal, step in last_steps.items() if step["stage"] == WON and step["day"] < end)
    return frozenset(won)


def _settled(connection: Connection, act: Act, step: DealStep, before: DealStep | None) -> Move:
    """Has the deal's return follow its last step."""
    standing = last(connection, act.workspace, step.fact.key)
    won = standing if standing and standing.fact.won else None
    withdrawn = deal_returns.settle(connection, act, step.fact.key, won)
    return Move(
        step=step,
        before=before,
        last=standing,
        booked=deal_returns.booked(connection, act.workspace, step.fact.key) if won else None,
        withdrawn=withdrawn,
    )


def _turn(connection: Connection, act: Act, link: DealStep, author: str, request: str) -> Move:
    """Reverses a link in ``author``'s name; one that is reversed already stays so."""
    before = last(connection, act.workspace, link.fact.key)
    if link.reversed_by is not None:
        return Move(step=find(connection, act.workspace, link.reversed_by), last=before)
    step = _add(connection, act.workspace, journal.opposite(link, act.in_name_of(author)), request)
    return _settled(connection, act, step, before)


def _add(connection: Connection, workspace: int, step: DealStep, request: str) -> DealStep:
    added = connection.execute(_INSERT, row_of(workspace, step, request)).scalar_one()
    return replace(step, id=added, place=step.place or added)


def _first(connection: Connection, statement: object, workspace: int, **where: object) -> DealStep | None:
    row = connection.execute(statement, {"workspace": workspace} | where).mappings().first()  # type: ignore[call-overload]  # reason: any prebuilt select
    return step_of(row) if row else None
