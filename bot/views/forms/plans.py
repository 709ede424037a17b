"""The forms that set things up, as modals. What exists is listed above the fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.language import Language
from bot.views.blocks import Block, context
from bot.views.forms.fields import (
    Typed,
    amount_of,
    chosen,
    count_of,
    currency_field,
    known_lines,
    number_of,
    timezone_field,
    yes_no,
)
from bot.views.inputs import (
    conversation_input,
    date_input,
    field,
    search,
    select,
    text_input,
    time_input,
)
from bot.views.modals import form
from core.calendar.weekly import Weekday
from core.ledger.hourly_rates import Rate
from core.setup.names import LONGEST


def campaign_form(
    language: Language,
    text: str,
    currency: str,
    today: date,
    metadata: str,
    filled: Typed | None = None,
    *,
    name: str = "",
    proposed: Typed | None = None,
) -> Block:
    """The campaign form: empty but for its ``name`` and ``proposed`` for a new one, ``filled`` for one that exists.

    A campaign without a first day keeps it open. ``proposed``: the goal it is likely for, as the form's fields.
    """
    old = filled or {"name": name, "start": today.isoformat(), **(proposed or {})}
    blocks = [
        *known_lines(text),
        field("name", language.say("Name"), text_input(old.get("name"), longest=LONGEST)),
        *_campaign_days(language, old, always_open=filled is not None),
        *_budget_fields(language, old, currency),
        _margin_field(language, old),
        *_judged_fields(language, old),
        field("kind", language.say("Kind"), text_input(old.get("kind"), longest=LONGEST), optional=True),
    ]
    title = language.say("Change a campaign") if filled else language.say("Campaign")
    return form(language, "campaign", title, blocks, metadata)


def _campaign_days(language: Language, old: Typed, *, always_open: bool) -> list[Block]:
    """``always_open``: a campaign may be without a first day."""
    start, end = date_input(old.get("start")), date_input(old.get("end"))
    return [
        field("start", language.say("First day"), start, optional=always_open),
        field("end", language.say("Last day"), end, optional=True),
    ]


def _budget_fields(language: Language, old: Typed, currency: str) -> list[Block]:
    budget = amount_of(language, old, "budget", currency)
    return [
        field("budget", language.say("Budget"), budget, optional=True),
        currency_field(language, currency, optional=True),
    ]


def _margin_field(language: Language, old: Typed) -> Block:
    margin = number_of(language, old, "margin")
    hint = language.say(
        "The share of revenue left after the cost of goods, in percent. Leave empty to count all of it."
    )
    return field("margin", language.say("Margin, %"), margin, hint=hint, optional=True)


def _judged_fields(language: Language, old: Typed) -> list[Block]:
    """The goal by which the campaign is judged, and whether it is judged by itself at all (J-03, J-05)."""
    goal = search(language.say("Choose or type a goal"), chosen(old, "goal"))
    serves_all = select(yes_no(language), old.get("serves_all", "no"))
    hint = language.say("Its costs are then shown below the table, without a verdict: a newsletter tool, the website.")
    return [
        field("goal", language.say("Its goal"), goal, optional=True),
        field("serves_all", language.say("Serves all campaigns"), serves_all, hint=hint, optional=True),
    ]


def target_form(
    language: Language, listed: Sequence[str], currency: str, today: date, metadata: str, filled: Typed | None = None
) -> Block:
    """The target form.

    ``listed``: a line for each that exists. ``filled``: with one of them, or with what was said of a new one.
    """
    old = {"start": today.isoformat(), **(filled or {})}
    blocks = [
        *map(context, listed),
        *_aim_fields(language, old),
        field("count", language.say("How many"), count_of(language, old)),
        *_target_cost_fields(language, old, currency),
        field("start", language.say("First day"), date_input(old.get("start"))),
        field("end", language.say("Last day"), date_input(old.get("end"))),
    ]
    title = language.say("Change a target") if "count" in old else language.say("Target")
    return form(language, "target", title, blocks, metadata)


def _aim_fields(language: Language, old: Typed) -> list[Block]:
    """The campaign and the goal a target is set for."""
    campaign = search(language.say("Choose or type a campaign"), chosen(old, "campaign"))
    goal = search(language.say("Choose or type a goal"), chosen(old, "goal"))
    return [field("campaign", language.say("Campaign"), campaign), field("goal", language.say("Goal"), goal)]


def _target_cost_fields(language: Language, old: Typed, currency: str) -> list[Block]:
    each = amount_of(language, old, "cost_per_conversion", currency)
    return [
        field("cost_per_conversion", language.say("Cost per conversion"), each),
        currency_field(language, currency, optional=True),
    ]


def digest_form(
    language: Language, running: Sequence[Block], timezone: str, metadata: str, filled: Typed | None = None
) -> Block:
    """The digest form.

    ``running``: what runs already. ``filled``: with one of them, or with what was said of a new one.
    """
    old = {"weekday": Weekday.MON.value, "time": "09:00", "timezone": timezone, **(filled or {})}
    blocks = [
        *running,
        field("conversation", language.say("Post to"), conversation_input(old.get("conversation"))),
        _digest_channel_field(language, old),
        *_posting_time_fields(language, old),
    ]
    return form(language, "digest", language.say("Weekly digest"), blocks, metadata)


def _digest_channel_field(language: Language, old: Typed) -> Block:
    channel = search(language.say("Choose or type a channel"), chosen(old, "channel"))
    hint = language.say("Empty: all channels.")
    return field("channel", language.say("Marketing channel"), channel, hint=hint, optional=True)


def _posting_time_fields(language: Language, old: Typed) -> list[Block]:
    days = [(day.value, language.weekday(index)) for index, day in enumerate(Weekday)]
    return [
        field("weekday", language.say("Weekday"), select(days, old["weekday"])),
        field("time", language.say("Time"), time_input(old["time"])),
        timezone_field(language, old["timezone"]),
    ]


def alerts_form(
    language: Language,
    running: Sequence[Block],
    floor: str,
    currency: str,
    metadata: str,
    filled: Typed | None = None,
) -> Block:
    """The form of alerts.

    ``running``: what runs already. ``filled``: with one of them; else with the ``floor`` alone.
    """
    old = {"floor": floor, **(filled or {})}
    text = language.say(
        "Once a week I look for channels and campaigns that have spent enough since their last conversion "
        "for another to be due."
    )
    hint = language.say("Smaller amounts are not reported, in {currency}.", currency=currency)
    smallest = amount_of(language, old, "floor", currency)
    blocks = [
        context(text),
        *running,
        field("conversation", language.say("Post to"), conversation_input(old.get("conversation"))),
        field("floor", language.say("Minimum spend"), smallest, hint=hint, optional=True),
    ]
    return form(language, "alerts", language.say("Cost alerts"), blocks, metadata)


def rate_form(
    language: Language, text: str, currency: str, today: date, metadata: str, filled: Typed | None = None
) -> Block:
    """The rate form.

    ``text``: the rates there are, for admins' eyes. ``filled``: with one of them, or with a new person's name.
    """
    old = {"from": today.isoformat(), **(filled or {})}
    name = language.say("As you write it where you log people’s hours.")
    blocks = [
        *known_lines(text),
        field("person", language.say("Person"), text_input(old.get("person"), longest=LONGEST), hint=name),
        field("rate", language.say("Hourly rate"), amount_of(language, old, "rate", currency)),
        currency_field(language, currency),
        field("from", language.say("From date"), date_input(old["from"])),
    ]
    return form(language, "rate", language.say("Hourly rate"), blocks, metadata)


def rate_words(language: Language, rate: Rate) -> str:
    """A rate as ``Anna: $40.00 an hour from 1 Jul 2026``."""
    return language.say(
        "{person}: {rate} an hour from {day}",
        person=rate.person,
        rate=language.money(rate.rate),
        day=language.day(rate.start),
    )
