"""Opened figures read: the entries behind a figure, found by the days they serve, a page's worth at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sqlalchemy import Boolean, ColumnElement, Connection, Select, and_, bindparam, func, or_, select, union

from core.ledger.entries import Entry
from core.ledger.history_filter import PAGE
from core.money.exchange import ExchangeRate, RateSource
from core.reports.drill_down import MOST_COUNTED
from core.reports.figures import Figure
from storage import splits
from storage.entry_lists import FROM_NOW_BACK
from storage.entry_rows import REVERSAL, entry_of, selected
from storage.tables import entries

BATCH = PAGE + MOST_COUNTED
"""Entries read at once. The statement that finds them is worked out anew for each batch."""
MOST_RATES = 20

_PLACED = entries.alias("placed")
_MINE = _PLACED.c.workspace_id == bindparam("workspace")
_WHOLE = and_(
    _MINE,
    _PLACED.c.until.is_(None),
    _PLACED.c.day >= bindparam("start"),
    _PLACED.c.day < bindparam("end"),
)
_SPREAD = and_(_MINE, _PLACED.c.until >= bindparam("start"), _PLACED.c.day < bindparam("end"))
_OWN = _PLACED.c.campaign == bindparam("campaign")
_MENTIONED = and_(_PLACED.c.campaign == "", _PLACED.c.split.contains(bindparam("part")))

_TAKEN = and_(
    or_(
        entries.c.category.in_(bindparam("categories", expanding=True)),
        and_(
            entries.c.goal_id.in_(bindparam("goals", expanding=True)),
            or_(bindparam("counts", type_=Boolean), entries.c.value_minor != 0),
        ),
    ),
    or_(
        bindparam("any_channel", type_=Boolean),
        entries.c.channel.in_(bindparam("channels", expanding=True)),
        entries.c.split != "",
    ),
    or_(
        bindparam("any_campaign", type_=Boolean),
        entries.c.campaign.in_(bindparam("campaigns", expanding=True)),
        entries.c.split != "",
    ),
    or_(bindparam("any_content", type_=Boolean), entries.c.content.in_(bindparam("contents", expanding=True))),
)


def _placed(*arms: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The standing entries that one of ``arms`` places in the figure; an index finds each arm's."""
    of_each_arm = (select(_PLACED.c.id).where(arm) for arm in arms)
    placed = union(*of_each_arm).subquery("found")
    stands = (entries.c.sign > 0, REVERSAL.c.id.is_(None))
    return selected(placed.join(entries, entries.c.id == placed.c.id)).where(*stands, _TAKEN)


_ALL = _placed(_WHOLE, _SPREAD)
_OF_CAMPAIGN = _placed(and_(_WHOLE, _OWN), and_(_WHOLE, _MENTIONED), and_(_SPREAD, _OWN), and_(_SPREAD, _MENTIONED))


def _by_id(listed: Select[tuple[object, ...]]) -> tuple[Select[tuple[object, ...]], Select[tuple[object, ...]]]:
    """The statement in both orders: newest first and oldest first."""
    older = listed.where(entries.c.id < bindparam("edge")).order_by(entries.c.id.desc())
    newer = listed.where(entries.c.id >= bindparam("edge")).order_by(entries.c.id)
    return older.limit(bindparam("most")), newer.limit(bindparam("most"))


def _exchanges(of: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    exchanged = of.where(entries.c.fx_rate.is_not(None))
    rates = exchanged.with_only_columns(
        entries.c.currency,
        entries.c.fx_currency,
        entries.c.fx_rate,
        entries.c.fx_day,
        entries.c.fx_source,
    ).distinct()
    in_order = rates.order_by(entries.c.fx_day.desc(), entries.c.currency)
    return in_order.limit(bindparam("most"))


def _sales(of: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    sums = of.where(entries.c.revenue_minor.is_not(None)).with_only_columns(
        entries.c.goal_id, func.sum(entries.c.count).label("sold")
    )
    return sums.group_by(entries.c.goal_id)


_OLDER, _NEWER = _by_id(_ALL)
_OLDER_OF, _NEWER_OF = _by_id(_OF_CAMPAIGN)
_RATES, _RATES_OF = _exchanges(_ALL), _exchanges(_OF_CAMPAIGN)
_SOLD, _SOLD_OF = _sales(_ALL), _sales(_OF_CAMPAIGN)


def older(connection: Connection, workspace: int, figure: Figure, before: int = FROM_NOW_BACK) -> Iterator[Entry]:
    """The entries before an id that may have a part in the figure, newest first."""
    statement = _OLDER if figure.place.campaign is None else _OLDER_OF
    edge = before
    while batch := _batch(connection, statement, _where(workspace, figure) | {"edge": edge, "most": BATCH}):
        yield from batch
        edge = batch[-1].id


def newer(connection: Connection, workspace: int, figure: Figure, after: int) -> Iterator[Entry]:
    """The entries from an id on, that one included, that may have a part in the figure, oldest first."""
    statement = _NEWER if figure.place.campaign is None else _NEWER_OF
    edge = after
    while batch := _batch(connection, statement, _where(workspace, figure) | {"edge": edge, "most": 2 * PAGE}):
        yield from batch
        edge = batch[-1].id + 1


def used_rates(connection: Connection, workspace: int, figure: Figure) -> Sequence[ExchangeRate]:
    """The rates its entries were logged with, the newest first; `MOST_RATES` at most."""
    statement = _RATES if figure.place.campaign is None else _RATES_OF
    rows = connection.execute(statement, _where(workspace, figure) | {"most": MOST_RATES}).mappings()
    return [
        ExchangeRate(
            currency=row["currency"],
            reporting=row["fx_currency"],
            value=Fraction(row["fx_rate"]),
            day=row["fx_day"],
            source=RateSource(row["fx_source"]),
        )
        for row in rows
    ]


def sold(connection: Connection, workspace: int, figure: Figure) -> Mapping[int, int]:
    """Version of a goal -> how many of its conversions came with their real revenue."""
    statement = _SOLD if figure.place.campaign is None else _SOLD_OF
    where = _where(workspace, figure) | {"counts": True}
    return {row["goal_id"]: int(row["sold"]) for row in connection.execute(statement, where).mappings()}


def _batch(connection: Connection, statement: Select[tuple[object, ...]], where: dict[str, object]) -> list[Entry]:
    return [entry_of(row) for row in connection.execute(statement, where).mappings()]


def _where(workspace: int, figure: Figure) -> dict[str, object]:
    place = figure.place
    return {
        "workspace": workspace,
        "start": place.period.start,
        "end": place.period.end,
        "campaign": place.campaign,
        "part": splits.mention(place.campaign or ""),
        "categories": sorted(figure.categories),
        "goals": sorted(figure.goals),
        "counts": figure.counts,
        "any_channel": place.channels is None,
        "channels": sorted(place.channels or ()),
        "any_campaign": place.campaigns is None,
        "campaigns": sorted(place.campaigns or ()),
        "any_content": place.contents is None,
        "contents": sorted(place.contents or ()),
    }
