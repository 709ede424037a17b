"""Steps of deals from a CRM's file: what of a row says more than what stands of its deal.

A deal from a file is called by the CRM's name and its number there, since people name deals after people. While it is
open its steps are of the day on which it was created, the last one added counting, so that the day on which it is won
or lost comes after them in whatever order its files do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.imports.deal_stages import stage_key
from core.imports.readings import DealRow
from core.money.exchange import ExchangeRate
from core.sales.deals import LOST, WON, Deal
from core.sales.stages import DealStage, Stages, in_force, stage_on
from core.setup.names import slug


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What has to be known of a workspace to make steps of a file's rows.

    ``name``: of the CRM. ``versions``: of the stages of deals. ``chosen``: stage in the file -> key. ``goal``: the id
    of the version that sales are booked under. ``campaigns``: name in the file -> key. ``rate``: of a currency on a
    day; None of the reporting one.
    """

    name: str
    today: date
    versions: Sequence[Stages]
    chosen: Mapping[str, str]
    goal: int
    campaigns: Mapping[str, str]
    rate: Callable[[str, date], ExchangeRate | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcedDeal:
    """A step of a deal, with the numbers under which other files know it, and where it came from.

    ``order_id``: empty where the file says none.
    """

    fact: Deal
    external_id: str
    order_id: str = ""
    source: str = ""
    medium: str = ""


def sourced(fact: Deal, row: DealRow) -> SourcedDeal:
    return SourcedDeal(
        fact=fact, external_id=row.external_id, order_id=row.order_id, source=row.source, medium=row.medium
    )


def deal_name(crm: str, number: str) -> str:
    """What a deal of a file is called: ``HubSpot 7301``."""
    return f"{crm} {number}"


def deal_key(crm: str, number: str) -> str:
    return slug(deal_name(crm, number))


def step_of(row: DealRow, before: Deal | None, setting: Setting) -> Deal | None:
    """The step that a row adds; None where it says nothing new, or that a deal is lost which never stood here.

    ``before``: the last step that stands. The row's stage is one that `stage_key` knows.
    """
    key = stage_key(row.stage, setting.chosen, in_force(setting.versions, setting.today))
    if key == LOST and before is None:
        return None
    day = max(row.day, before.day) if before else row.day
    stage = _stage(key, setting, day)
    fact = Deal(
        key=deal_key(setting.name, row.external_id),
        name=deal_name(setting.name, row.external_id),
        day=day,
        stage=stage.key,
        stage_name=stage.name,
        probability=_probability(row, stage),
        amount=row.amount,
        exchange=setting.rate(row.amount.currency, day),
        campaign=setting.campaigns.get(row.campaign, ""),
        channel=row.channel,
        goal=setting.goal if key == WON else 0,
        first_contact=_first_contact(row, day),
    )
    return None if before and _same(before, fact) else fact


def _stage(key: str, setting: Setting, day: date) -> DealStage:
    stage = stage_on(key, setting.versions, day)
    if stage is None:
        raise LookupError(key)  # `unknown_stages` has been asked before
    return stage


def _probability(row: DealRow, stage: DealStage) -> Decimal:
    if row.probability is None or stage.key in (WON, LOST):
        return stage.probability
    return row.probability


def _first_contact(row: DealRow, day: date) -> date | None:
    return row.created_on if row.created_on and row.created_on <= day else None


def _same(before: Deal, fact: Deal) -> bool:
    """Whether a step says what stands, but for the rate, and for the version of a goal that has changed since."""
    return replace(fact, exchange=before.exchange, goal=before.goal, stage_name=before.stage_name) == before
