"""Deals: from what the deal form says to a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.forms.deals import DealForm
from bot.services import log_entry
from bot.services.exchange_rates import exchange_of
from bot.views.stages import stage_name
from core.calendar.weekly import UnknownChoice
from core.ledger.entry_fields import check_first_contact
from core.sales.deals import WON, Deal, DealRenamed, check_sale, sale_goal
from core.sales.stages import OURS, stage_on
from core.setup.goals import Goal
from core.setup.languages import LANGUAGES
from core.setup.names import NameTaken, free_like, same_writing, slug
from storage import deals, first_contacts, goals, stages


def deal_of(connection: Connection, desk: Desk, form: DealForm, changing: str = "") -> Deal:
    """The step of a form, with the probability and the rate of its day. ``changing``: the deal it was opened for.

    Raises `DealRenamed`, `UnknownChoice`, `SaleGoalUnknown`, `LeadIsNoSale`, `UnknownGoal`, `RateUnknown`.
    """
    key = _key(connection, desk, form.name, changing)
    stage = stage_on(form.stage, stages.every(connection, desk.workspace.id), form.date)
    if stage is None:
        raise UnknownChoice(text=form.stage, field="stage")
    return Deal(
        key=key,
        name=form.name,
        day=form.date,
        stage=stage.key,
        stage_name=stage.name,
        probability=stage.probability,
        amount=form.money,
        exchange=exchange_of(connection, desk, form.currency, form.date),
        campaign=log_entry.campaign_key(connection, desk, form.campaign),
        channel=log_entry.channel_key(connection, desk, form.channel),
        goal=_goal(connection, desk, form.goal, stage.key),
        first_contact=form.first_contact or (None if changing else _met(connection, desk, key, form.date)),
    )


def _met(connection: Connection, desk: Desk, key: str, day: date) -> date | None:
    """The first contact that was said already: an empty form, which only moves a deal, does not say it again."""
    met = first_contacts.of_deal(connection, desk.workspace.id, key)
    return check_first_contact(met.said, day) if met else None


def standing(connection: Connection, workspace: int, key: str) -> Deal:
    """What stands of a deal: its last step, with the first contact that was said last. Raises `UnknownDeal`."""
    fact = deals.known(connection, workspace, key).fact
    met = first_contacts.of_deal(connection, workspace, key)
    return replace(fact, first_contact=met.said if met else None)


def _key(connection: Connection, desk: Desk, name: str, changing: str) -> str:
    """The key of a deal: one that is changed keeps its own, and its name. Raises `DealRenamed`, `NameTaken`."""
    if changing:
        written = deals.known(connection, desk.workspace.id, changing).fact.name
        if slug(name) != slug(written):
            raise DealRenamed(name=written)
        return changing
    named = deals.named(connection, desk.workspace.id)
    return next((key for key, written in named if slug(written) == slug(name) and same_writing(written, name)), "") or (
        _new_key(name, dict(reversed(named)))
    )


def _new_key(name: str, named: Mapping[str, str]) -> str:
    """The key of a new deal.

    ``named``: key -> how the deal is written now. Raises `NameTaken` where it is another's.
    """
    key = slug(name)
    held = key if key in named else next((one for one, written in named.items() if slug(written) == key), "")
    if held:
        suggestion = free_like(key, "deal", {*named, *map(slug, named.values())})
        raise NameTaken(name=name, kind="deal", suggestion=suggestion, other=named[held])
    return key


def our_stages(desk: Desk) -> Mapping[str, str]:
    """Slug of each stage of ours, in any of our languages -> its key."""
    keys = {key: key for key in OURS}
    for code in LANGUAGES:
        language = desk.office.languages.get(code)
        keys |= {slug(stage_name(language, key)): key for key in OURS}
    return keys


def _goal(connection: Connection, desk: Desk, chosen: str, stage: str) -> int:
    """The version that a won deal is booked under; 0 for any other, whose goal need only exist."""
    if stage == WON:
        return _sale_goal(connection, desk, chosen).id
    if chosen:
        log_entry.goal_of(connection, desk, chosen)
    return 0


def _sale_goal(connection: Connection, desk: Desk, chosen: str) -> Goal:
    if chosen:
        return check_sale(log_entry.goal_of(connection, desk, chosen))
    return sale_goal(goals.current(connection, desk.workspace.id))
