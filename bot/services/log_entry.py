"""Logging: from what a form says to an entry. Keys are found, new names made on the fly, and the fact is logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.forms.entries import ConversionForm, CostForm
from bot.forms.fields import read
from bot.services.exchange_rates import exchange_of
from core.calendar.weekly import UnknownChoice
from core.ledger.doubts import is_double
from core.ledger.entries import Conversion, Cost, Entry, NothingToUndo, NotYours
from core.ledger.entry_fields import earlier_contact
from core.ledger.hourly_rates import RateNotYours, Work, current, with_rates
from core.ledger.media import Media, in_its_own, media_of, media_period
from core.ledger.quick_words import Vocabulary
from core.ledger.repeats import Every, Repeat, first_repeat
from core.ledger.splits import Part, Split, SplitKey, parse_weights
from core.ledger.spreads import service_period
from core.setup.campaigns import Campaign, UnknownCampaign
from core.setup.contents import content_of
from core.setup.goals import Goal, UnknownGoal
from core.setup.names import alike, clean_name, slug
from core.setup.registers import Register
from core.setup.rights import Step
from core.setup.workspaces import check_currency
from storage import campaigns, goals, hourly_rates, ledger, media, names, repeats, splits, workspaces
from storage import log_entry as door

NEW = "+"
"""The first sign of an option's value that is a name to create."""


def campaign_key(connection: Connection, desk: Desk, value: str) -> str:
    """The key of the chosen campaign; ``+Name`` creates it, open from its first entry on. Empty: none."""
    register = names.register(connection, desk.workspace.id)
    if not value or (chosen := chosen_key(register, value, names.CAMPAIGN)):
        return value and chosen
    if not value.startswith(NEW):
        of_kind = [key for key, kind in register.kinds.items() if kind == names.CAMPAIGN]
        raise UnknownCampaign(name=value, alike=alike(value, of_kind))
    cleaned = clean_name(value.removeprefix(NEW), "campaign")
    campaign = Campaign(key=register.free_key(cleaned, "campaign"), name=cleaned)
    campaigns.save(connection, desk.act, campaign)
    return campaign.key


def channel_key(connection: Connection, desk: Desk, value: str) -> str:
    """The key of the chosen channel; ``+Name`` adds it. Empty: none."""
    register = names.register(connection, desk.workspace.id)
    if not value or (chosen := chosen_key(register, value, names.CHANNEL)):
        return value and chosen
    if not value.startswith(NEW):
        raise UnknownChoice(text=value, field="channel")
    cleaned = clean_name(value.removeprefix(NEW), "channel")
    key = register.free_key(cleaned, "channel", "channel")
    names.add_channel(connection, desk.act, key, cleaned)
    return key


def content_key(connection: Connection, desk: Desk, value: str) -> str:
    """The key of the chosen content type; ``+Name`` adds it, unless it is one we start with. Empty: none."""
    register = names.register(connection, desk.workspace.id)
    if not value or (chosen := chosen_key(register, value, names.CONTENT)):
        return value and chosen
    if starting := content_of(slug(value.removeprefix(NEW))):
        return starting
    if not value.startswith(NEW):
        raise UnknownChoice(text=value, field="content")
    cleaned = clean_name(value.removeprefix(NEW), "content")
    key = register.free_key(cleaned, "content", "content")
    names.add_content(connection, desk.act, key, cleaned)
    return key


def chosen_key(register: Register, value: str, kind: str) -> str:
    """The key of an option's value, which is one, or of the name in a new one's; empty where there is none yet.

    Raises `NameTaken` where a new name would be another thing's that is written differently.
    """
    if register.kinds.get(value) == kind or not value.startswith(NEW):
        return register.find(value, kind)
    name = value.removeprefix(NEW).strip()
    key = register.find(name, kind)
    return key and register.check_meant(name, key, kind, kind)


def new_value(register: Register, name: str) -> str:
    """The value of an option that creates ``name``: no key, though a key may begin with a plus. Keys hold no space."""
    value = f"{NEW}{name}"
    return f"{NEW} {name}" if value in register.kinds else value


def vocabulary(connection: Connection, desk: Desk, today: date | None = None) -> Vocabulary:
    """The words that a quick form can be made of; ``today``: the day it was written on, if that is another."""
    register = names.register(connection, desk.workspace.id)
    world = desk.world
    return Vocabulary(
        kinds=register.kinds,
        names=register.names,
        today=today or world.today,
        currency=world.currency,
        comma=world.comma,
    )


def spoken(connection: Connection, desk: Desk) -> dict[str, str]:
    """Key -> name of everything the team has named."""
    return {key: name for key, _, name in names.every(connection, desk.workspace.id)}


def goal_of(connection: Connection, desk: Desk, value: str) -> Goal:
    """Today's version of a goal, by an option's value or as typed. Raises `UnknownGoal` with the nearest."""
    key = chosen_key(names.register(connection, desk.workspace.id), value, names.GOAL)
    goal = goals.find(connection, desk.workspace.id, key) if key else None
    if goal is None:
        name = value.removeprefix(NEW)
        raise UnknownGoal(name=name, alike=alike(name, [g.key for g in goals.current(connection, desk.workspace.id)]))
    return goal


def named_goal(connection: Connection, desk: Desk, goal: Goal) -> Goal:
    """The goal of a form with the key and the name it has already, or else those of a new one. Raises `NameTaken`."""
    register = names.register(connection, desk.workspace.id)
    if key := register.find(goal.name, names.GOAL):
        key = register.check_meant(goal.name, key, what=names.GOAL)
        return replace(goal, key=key, name=register.names.get(key, goal.name))
    return replace(goal, key=register.free_key(goal.name, what=names.GOAL))


def rename(connection: Connection, desk: Desk, kind: str, key: str, name: str) -> None:
    """Writes what has ``key``, if anything has, as ``name`` from now on. Raises `NameTaken` where others have it."""
    register = names.register(connection, desk.workspace.id)
    if register.kinds.get(key) != kind or register.names.get(key) == name:
        return
    others = register.without(key)
    if slug(name) != key or others.find(name):
        others.free_key(name, what=kind)
    names.rename(connection, desk.workspace.id, key, name)


def conversion_of(connection: Connection, desk: Desk, form: ConversionForm) -> Conversion:
    """The conversions of a form, their value frozen with today's version of the goal."""
    goal = goal_of(connection, desk, form.goal)
    revenue = form.real_revenue(desk.currency)
    exchange = exchange_of(connection, desk, revenue.currency, form.date) if revenue else None
    booked = exchange.convert(revenue) if exchange and revenue else revenue
    return Conversion(
        day=form.date,
        goal=goal,
        count=form.count,
        value=goal.return_of(form.count, booked),
        revenue=revenue,
        exchange=exchange,
        campaign=campaign_key(connection, desk, form.campaign),
        channel=channel_key(connection, desk, form.channel),
        content=content_key(connection, desk, form.content),
        note=form.note,
        first_contact=earlier_contact(form.first_contact, form.date),
    )


def split_of(connection: Connection, desk: Desk, form: CostForm) -> Split | None:
    """The division of the form's cost, with the weights of this moment. Hours are the admins'.

    Raises `AdminsOnly`, `NothingToSplitBy`, `SplitTellsHours`, `WeightsMissing`, `WeightsUnreadable`, `UnknownPart`.
    """
    if not form.spreads or form.split is SplitKey.NONE:
        return None
    if form.split is SplitKey.HOURS:
        desk.require(Step.SPLIT_BY_HOURS)
    service = service_period(form.date, form.until)
    fixed: Sequence[Part] = ()
    if form.split is SplitKey.WEIGHTS:
        fixed = parse_weights(form.weights, names.register(connection, desk.workspace.id), comma=desk.language.comma)
    return splits.divide(connection, desk.workspace.id, form.split, service, fixed, desk.person.id)


def cost_form(desk: Desk, values: Mapping[str, str]) -> CostForm:
    """The cost form as it was filled in. A person already known may have a digit in the name."""
    people = known_people(desk) if values.get("people") else frozenset()
    return read(CostForm, values, replace(desk.world, people=people))


def known_people(desk: Desk) -> frozenset[str]:
    """Keys of the people there are; whose rate is kept only admins may learn."""
    with desk.database.reading() as connection:
        return hourly_rates.known(connection, desk.workspace.id, rated=desk.person.admin)


def work_of(connection: Connection, desk: Desk, form: CostForm) -> tuple[Work, ...]:
    """The work of each person in the form, each with a rate. Kept rates are the admins': a sum would tell them.

    Kept rates are the admins': from a sum anybody could work them out. Raises `RateNotYours`, `HourlyRateUnknown`.
    """
    if not desk.person.admin and any(one.rate is None for one in form.people):
        raise RateNotYours
    kept = current(hourly_rates.every(connection, desk.workspace.id), form.date)
    return with_rates(form.people, {key: rate.rate for key, rate in kept.items()}, form.date)


def media_left_out(
    connection: Connection, desk: Desk, form: CostForm, campaign: str, channel: str, corrected: Entry | None = None
) -> Media | None:
    """The part of the form's media that is on the books already. Raises `OtherCurrency`: ads are in one.

    ``corrected``: an invoice from before the reporting currency has changed stays in its own.
    """
    if form.typed_media is None:
        return None
    currency = corrected.fact.amount.currency if corrected and isinstance(corrected.fact, Cost) else ""
    if form.currency != currency:
        check_currency(form.currency, desk.currency)
    start, until = form.media_days
    period = media_period(form.date, form.until, start, until)
    exchange = exchange_of(connection, desk, form.currency, form.date)
    unclaimed = media.unclaimed(connection, desk.workspace.id, period, campaign, channel)
    return media_of(form.typed_media, in_its_own(unclaimed, exchange, form.currency), start, until)


def log(
    connection: Connection, desk: Desk, fact: Cost | Conversion, source: str, request: str, replaces: int | None = None
) -> Entry:
    """Saves the fact in the person's name; the same ``request`` saves once. ``replaces``: what it corrects.

    Raises `NotYours` where the request was another's, whose receipt is not this person's to see.
    """
    entry = door.log(connection, desk.act, fact, source=source, request=request, replaces=replaces)
    if not desk.act.may_change(entry.logged_by):
        raise NotYours
    return entry


def repeat(connection: Connection, desk: Desk, entry: Entry, every: Every) -> Repeat | None:
    """Makes a cost just logged come again; None where it never does."""
    if every is Every.NEVER or not isinstance(entry.fact, Cost):
        return None
    begun = first_repeat(desk.workspace.id, entry.id, entry.fact, every, entry.logged_by)
    return repeats.add(connection, begun, desk.now)


def own_repeat(connection: Connection, desk: Desk, number: int) -> Repeat:
    """A repeat that this person may change: its author, or an admin. Raises `UnknownRepeat`, `AdminsOnly`."""
    repeat = repeats.find(connection, desk.workspace.id, number)
    desk.require(Step.REPEAT, repeat.created_by)
    return repeat


def end_repeat(connection: Connection, desk: Desk, number: int, day: date) -> int:
    """Ends a repeat from ``day`` on and takes back what it has logged from then on; answers how many entries.

    Raises `UnknownRepeat`, `AdminsOnly`.
    """
    workspaces.touch(connection, desk.workspace.id)  # first: what a tick logs at this moment is seen
    old = own_repeat(connection, desk, number)
    repeats.change(connection, old.ended_on(day))
    stale = repeats.logged(connection, old, day)
    for entry in stale:
        _take_back_wholly(connection, desk, entry)
    return len(stale)


def _take_back_wholly(connection: Connection, desk: Desk, entry: Entry) -> None:
    """A correction, and then what comes back with it."""
    act = replace(desk.act, admin=True)  # who may end a repeat may take back what others have corrected of it
    while entry.stands:
        ledger.undo(connection, act, entry.id)
        entry = ledger.newest(connection, desk.workspace.id, entry.replaces or entry.id)


def twin_of(connection: Connection, desk: Desk, fact: Cost | Conversion) -> int | None:
    """The id of the very same if the person logged it a moment ago: perhaps a double, which only they can know."""
    try:
        before = ledger.latest(connection, desk.workspace.id, desk.person.id)
    except NothingToUndo:
        return None
    return before.id if is_double(fact, before, desk.now) else None
