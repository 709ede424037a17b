"""The forms, as modals. What exists is listed above them; every field is there at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.language import LOCALES, Language
from bot.views import words
from bot.views.blocks import Block, actions, button, context
from bot.views.inputs import (
    conversation_input,
    date_input,
    field,
    lines_input,
    number_input,
    search,
    select,
    text_input,
    time_input,
)
from bot.views.metrics import kind_name
from bot.views.modals import form
from core.campaigns import Campaign
from core.categories import Category
from core.entries import LONGEST_NOTE
from core.goals import Basis, Goal, Stage
from core.metrics import MetricKind
from core.names import LONGEST
from core.rates import Rate
from core.repeats import Every
from core.schedules import Weekday
from core.splits import SplitKey

LONGEST_WEIGHTS = 1000
LONGEST_PEOPLE = 2000

Typed = Mapping[str, str]
"""What was typed already, by field, so that a form drawn anew loses nothing."""


def cost_form(
    language: Language,
    typed: Typed,
    currency: str,
    today: date,
    metadata: str,
    *,
    admin: bool = False,
    replacing: bool = False,
) -> Block:
    """People take hours × rate, everything else an amount; changing the category keeps what was typed.

    Tools, materials, agency and other can be shared, spread, repeated and split; by hours only for an ``admin``.
    ``replacing``: it takes the place of a cost that repeats.
    """
    category = typed.get("category", Category.ADS.value)
    spreads = category not in (Category.ADS, Category.PEOPLE)
    told = language.say("From the date below on this takes the old one's place. What it logged before stays.")
    blocks = [
        *([context(told)] if replacing else []),
        field("category", language.say("Category"), select(_categories(language), category), dispatch=True),
        *_amount_fields(language, typed, people=category == Category.PEOPLE),
        currency_field(language, typed.get("currency") or currency),
        *_where_fields(language, typed),
        date_field(language, typed.get("date") or today.isoformat()),
        *(_media_field(language, typed) if category == Category.AGENCY else []),
        *(_spread_fields(language, typed, category, admin=admin) if spreads else []),
        note_field(language, typed),
        actions([button(language.say("Preview"), "preview_cost", "cost")]),
    ]
    title = language.say("Change what repeats") if replacing else language.say("Log a cost")
    return form(language, "cost", title, blocks, metadata)


def conversion_form(
    language: Language, typed: Typed, goal: tuple[str, str] | None, currency: str, today: date, metadata: str
) -> Block:
    """``goal``: (key, name) already chosen."""
    revenue_hint = language.say("The real total for all of them; it replaces count × the goal's value.")
    blocks = [
        field("goal", language.say("Goal"), search(language.say("Choose or type a goal"), goal)),
        field("count", language.say("How many"), number_input(typed.get("count"), decimals=False)),
        field("revenue", language.say("Revenue"), number_input(typed.get("revenue")), hint=revenue_hint, optional=True),
        currency_field(language, currency, optional=True),
        *_where_fields(language, typed),
        date_field(language, typed.get("date") or today.isoformat()),
        note_field(language, typed),
    ]
    return form(language, "conversion", language.say("Log conversions"), blocks, metadata)


def campaign_form(
    language: Language, known: str, currency: str, today: date, metadata: str, campaign: Campaign | None = None
) -> Block:
    """Empty for a new one, filled in for one that exists; one without a first day keeps it open."""
    margin_hint = language.say(
        "The part of the return that is left after the goods, in percent. Without it, all counts."
    )
    old = campaign or Campaign(key="", name="", start=today)
    blocks = [
        *_known(known),
        field("name", language.say("Name"), text_input(old.name or None, longest=LONGEST)),
        field(
            "start",
            language.say("First day"),
            date_input(old.start.isoformat() if old.start else None),
            optional=campaign is not None,
        ),
        field("end", language.say("Last day"), date_input(old.end.isoformat() if old.end else None), optional=True),
        field(
            "budget", language.say("Budget"), number_input(str(old.budget.units) if old.budget else None), optional=True
        ),
        currency_field(language, currency, optional=True),
        field(
            "margin",
            language.say("Contribution margin, %"),
            number_input(str(old.margin) if old.margin is not None else None),
            hint=margin_hint,
            optional=True,
        ),
        field("kind", language.say("Kind"), text_input(old.kind or None, longest=LONGEST), optional=True),
    ]
    return form(language, "campaign", language.say("Campaign"), blocks, metadata)


def goal_form(language: Language, known: str, name: str, currency: str, metadata: str) -> Block:
    rate_hint = language.say("For history and average: how many in a hundred become customers or buy.")
    value_hint = language.say(
        "History: lifetime value. Average: average spend. Otherwise what one is worth; 0 is allowed."
    )
    bases = [(basis.value, language.say(words.BASES[basis])) for basis in Basis]
    stages = [(stage.value, language.say(words.STAGES[stage])) for stage in (Stage.OTHER, Stage.LEAD, Stage.CUSTOMER)]
    counts_hint = language.say("Of leads and customers only one may count: the same sale would be counted twice.")
    blocks = [
        *_known(known),
        field("name", language.say("Name"), text_input(name or None, longest=LONGEST)),
        field("basis", language.say("What its value rests on"), select(bases, Basis.HISTORY.value)),
        field("rate", language.say("Rate, %"), number_input(), hint=rate_hint, optional=True),
        field("value", language.say("Value"), number_input(), hint=value_hint),
        currency_field(language, currency),
        field("stage", language.say("Stage"), select(stages, Stage.OTHER.value), optional=True),
        field(
            "counts",
            language.say("Counts towards return"),
            select(_yes_no(language), "yes"),
            hint=counts_hint,
            optional=True,
        ),
        field("source", language.say("Where it is measured"), text_input(longest=100), optional=True),
    ]
    return form(language, "goal", language.say("Goal"), blocks, metadata)


def target_form(language: Language, known: Sequence[str], currency: str, today: date, metadata: str) -> Block:
    """``known``: a line for each that exists."""
    blocks = [
        *map(context, known),
        field("campaign", language.say("Campaign"), search(language.say("Choose or type a campaign"))),
        field("goal", language.say("Goal"), search(language.say("Choose or type a goal"))),
        field("count", language.say("How many"), number_input(decimals=False)),
        field("cost_per_conversion", language.say("At what cost each"), number_input()),
        currency_field(language, currency, optional=True),
        field("start", language.say("First day"), date_input(today.isoformat())),
        field("end", language.say("Last day"), date_input()),
    ]
    return form(language, "target", language.say("Target"), blocks, metadata)


def metric_form(language: Language, known: str, today: date, metadata: str) -> Block:
    kinds = [(kind.value, kind_name(language, kind)) for kind in MetricKind]
    blocks = [
        *_known(known),
        field("metric", language.say("Metric"), select(kinds, MetricKind.CLICKS.value)),
        field(
            "count",
            language.say("How many"),
            number_input(decimals=False),
            hint=language.say("On that day; of followers, how many there are in all."),
        ),
        field("channel", language.say("Channel"), search(language.say("Choose or type a channel"))),
        field("campaign", language.say("Campaign"), search(language.say("Choose or type a campaign")), optional=True),
        date_field(language, today.isoformat()),
    ]
    return form(language, "metric", language.say("Log a metric"), blocks, metadata)


def digest_form(language: Language, known: Sequence[Block], timezone: str, metadata: str) -> Block:
    days = [(day.value, language.weekday(index)) for index, day in enumerate(Weekday)]
    only = language.say("Empty: all channels.")
    blocks = [
        *known,
        field("conversation", language.say("Post to"), conversation_input()),
        field(
            "channel",
            language.say("Marketing channel"),
            search(language.say("Choose or type a channel")),
            hint=only,
            optional=True,
        ),
        field("weekday", language.say("Weekday"), select(days, Weekday.MON.value)),
        field("time", language.say("Time"), time_input("09:00")),
        timezone_field(language, timezone),
    ]
    return form(language, "digest", language.say("Weekly digest"), blocks, metadata)


def alerts_form(language: Language, known: Sequence[Block], floor: str, currency: str, metadata: str) -> Block:
    told = language.say(
        "Once a week I look for channels and campaigns that have cost money for 28 days without one conversion."
    )
    hint = language.say("Nothing below it is reported, in {currency}.", currency=currency)
    blocks = [
        context(told),
        *known,
        field("conversation", language.say("Post to"), conversation_input()),
        field("floor", language.say("Smallest spend"), number_input(floor), hint=hint, optional=True),
    ]
    return form(language, "alerts", language.say("Cost alerts"), blocks, metadata)


def rate_form(language: Language, known: str, currency: str, today: date, metadata: str) -> Block:
    """``known``: the rates there are, for admins' eyes."""
    name = language.say("As you write it in people's hours.")
    blocks = [
        *_known(known),
        field("person", language.say("Person"), text_input(longest=LONGEST), hint=name),
        field("rate", language.say("Rate per hour"), number_input()),
        currency_field(language, currency),
        field("from", language.say("From"), date_input(today.isoformat())),
    ]
    return form(language, "rate", language.say("Hourly rate"), blocks, metadata)


def settings_form(language: Language, currency: str, timezone: str, tongue: str, metadata: str) -> Block:
    tongues = [(code, {"en": "English", "pl": "Polski"}[code]) for code in LOCALES]
    blocks = [
        currency_field(language, currency, label=language.say("Reporting currency")),
        timezone_field(language, timezone),
        field("language", language.say("Language of digests and alerts"), select(tongues, tongue)),
    ]
    return form(language, "settings", language.say("Settings"), blocks, metadata)


def currency_field(language: Language, initial: str, *, label: str = "", optional: bool = False) -> Block:
    chosen = search(language.say("Choose or type a currency"), (initial, initial))
    return field("currency", label or language.say("Currency"), chosen, optional=optional)


def timezone_field(language: Language, initial: str) -> Block:
    chosen = search(language.say("Type a city: Warsaw"), (initial, initial))
    return field("timezone", language.say("Time zone"), chosen)


def date_field(language: Language, initial: str) -> Block:
    return field("date", language.say("Date"), date_input(initial))


def note_field(language: Language, typed: Typed) -> Block:
    return field("note", language.say("Note"), text_input(typed.get("note"), longest=LONGEST_NOTE), optional=True)


def _amount_fields(language: Language, typed: Typed, *, people: bool) -> list[Block]:
    if not people:
        return [field("amount", language.say("Amount"), number_input(typed.get("amount")))]
    hint = language.say("Hours and rates are shown to admins only.")
    lines = language.say("For several people, instead: Anna 12.5 40, one line each. Admins may leave out kept rates.")
    several = lines_input(typed.get("people"), longest=LONGEST_PEOPLE)
    return [
        field("hours", language.say("Hours"), number_input(typed.get("hours")), optional=True),
        field("rate", language.say("Rate per hour"), number_input(typed.get("rate")), hint=hint, optional=True),
        field("people", language.say("People, hours, rate"), several, hint=lines, optional=True),
    ]


def _media_field(language: Language, typed: Typed) -> list[Block]:
    hint = language.say("The part that is ad spend. What is on the books as ads in its month already counts once.")
    media = number_input(typed.get("media"))
    return [field("media", language.say("Media in the invoice"), media, hint=hint, optional=True)]


def _spread_fields(language: Language, typed: Typed, category: str, *, admin: bool) -> list[Block]:
    until_hint = language.say("The last day it serves: it is spread evenly over the days. Empty: whole on its date.")
    if category == Category.MATERIALS:
        until_hint = language.say("Equipment: twelve months is usual. Empty: whole on its date.")
    share_hint = language.say("The part of the bill that is for social media. Empty: 100.")
    split_hint = language.say("Over the campaigns, where none is chosen above.")
    weights_hint = language.say("With fixed weights: spring-webinar 60, always-on/linkedin 40.")
    repeat_hint = language.say(
        "It then logs itself on this day of the month. /roi repeats pauses, changes and ends it."
    )
    rhythms = [(every.value, language.say(words.RHYTHMS[every])) for every in Every]
    keys = [(key.value, language.say(words.SPLITS[key])) for key in SplitKey if admin or key is not SplitKey.HOURS]
    return [
        field("until", language.say("Until"), date_input(typed.get("until")), hint=until_hint, optional=True),
        field(
            "share", language.say("Social share, %"), number_input(typed.get("share")), hint=share_hint, optional=True
        ),
        field(
            "repeat",
            language.say("Repeat"),
            select(rhythms, typed.get("repeat") or Every.NEVER.value),
            hint=repeat_hint,
            optional=True,
        ),
        field(
            "split", language.say("Split"), select(keys, typed.get("split") or "none"), hint=split_hint, optional=True
        ),
        field(
            "weights",
            language.say("Weights"),
            text_input(typed.get("weights"), longest=LONGEST_WEIGHTS),
            hint=weights_hint,
            optional=True,
        ),
    ]


def _where_fields(language: Language, typed: Typed) -> list[Block]:
    campaign, channel, content = (typed.get(name) for name in ("campaign", "channel", "content"))
    return [
        field(
            "campaign",
            language.say("Campaign"),
            search(language.say("Choose or type a campaign"), _chosen(typed, "campaign") if campaign else None),
            optional=True,
        ),
        field(
            "channel",
            language.say("Channel"),
            search(language.say("Choose or type a channel"), _chosen(typed, "channel") if channel else None),
            optional=True,
        ),
        field(
            "content",
            language.say("Content type"),
            search(language.say("Choose or type: reel, article"), _chosen(typed, "content") if content else None),
            optional=True,
        ),
    ]


def _chosen(typed: Typed, name: str) -> tuple[str, str]:
    return typed[name], typed.get(f"{name}_text") or typed[name]


def _categories(language: Language) -> list[tuple[str, str]]:
    return [(category.value, words.category(language, category.value)) for category in Category]


def _yes_no(language: Language) -> list[tuple[str, str]]:
    return [("yes", language.say("Yes")), ("no", language.say("No"))]


def _known(text: str) -> list[Block]:
    return [context(text)] if text else []


def rate_words(language: Language, rate: Rate) -> str:
    """``Anna: $40.00 an hour from 1 Jul 2026``."""
    return language.say(
        "{person}: {rate} an hour from {day}",
        person=rate.person,
        rate=language.money(rate.rate),
        day=language.day(rate.start),
    )


def goal_words(language: Language, goal: Goal) -> str:
    """``newsletter: $15.00 each, counts``."""
    counts = language.say("counts towards return") if goal.counts else language.say("does not count towards return")
    each = language.say("{money} each", money=language.money(goal.each))
    return f"{goal.name}: {each}, {counts}"
