"""The forms that log something, as modals: a cost, conversions, a metric. Every field is there at once."""

from __future__ import annotations

from datetime import date, timedelta

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, actions, button, context
from bot.views.forms.fields import (
    Typed,
    amount_of,
    count_of,
    currency_field,
    date_field,
    first_contact_field,
    known_lines,
    note_field,
    number_of,
    where_fields,
)
from bot.views.inputs import (
    date_input,
    field,
    lines_input,
    number_input,
    search,
    select,
    text_input,
)
from bot.views.metrics import kind_name
from bot.views.modals import form
from core.calendar.periods import months_later
from core.ledger.metrics import MetricKind
from core.ledger.repeats import Every
from core.ledger.splits import SplitKey
from core.ledger.spreads import may_spread
from core.setup.categories import Category

LONGEST_WEIGHTS = 3000
LONGEST_PEOPLE = 3000


def cost_form(
    language: Language,
    typed: Typed,
    currency: str,
    today: date,
    metadata: str,
    *,
    admin: bool = False,
    replacing: bool = False,
    correcting: bool = False,
    plain: bool = False,
) -> Block:
    """The cost form. People take hours × rate, everything else an amount; changing the category keeps what was typed.

    Tools, materials, agency and other can be shared, spread, repeated and split; by hours only for an ``admin``.
    ``replacing``: it takes the place of a cost that repeats. ``correcting``: of one that is on the books, once.
    ``plain``: people's cost may be a plain amount, as it may in a line.
    """
    category = typed.get("category", Category.ADS.value)
    blocks = [
        *(_from_its_date_on(language) if replacing else []),
        *_money_fields(language, typed, currency, category, plain=plain or correcting),
        *where_fields(language, typed),
        date_field(language, typed.get("date") or today.isoformat()),
        *(_media_field(language, typed, currency) if category == Category.AGENCY else []),
        *(_spread_fields(language, typed, today, admin=admin, once=correcting) if may_spread(category) else []),
        note_field(language, typed),
        _preview_button(language),
    ]
    return form(language, "cost", _cost_title(language, replacing, correcting), blocks, metadata)


def conversion_form(
    language: Language,
    typed: Typed,
    goal: tuple[str, str] | None,
    currency: str,
    today: date,
    metadata: str,
    *,
    correcting: bool = False,
) -> Block:
    """``goal``: (key, name) already chosen. ``correcting``: it takes the place of what is on the books."""
    blocks = [
        field("goal", language.say("Goal"), search(language.say("Choose or type a goal"), goal)),
        field("count", language.say("How many"), count_of(language, typed)),
        _revenue_field(language, typed, currency),
        currency_field(language, currency, optional=True),
        *where_fields(language, typed),
        date_field(language, typed.get("date") or today.isoformat()),
        first_contact_field(language, typed),
        note_field(language, typed),
    ]
    title = language.say("Correct conversions") if correcting else language.say("Log conversions")
    return form(language, "conversion", title, blocks, metadata)


def metric_form(language: Language, text: str, today: date, metadata: str) -> Block:
    """``text``: what stands above the fields; nothing where it is empty."""
    blocks = [
        *known_lines(text),
        _metric_field(language),
        _metric_count_field(language),
        field("channel", language.say("Channel"), search(language.say("Choose or type a channel"))),
        field("campaign", language.say("Campaign"), search(language.say("Choose or type a campaign")), optional=True),
        date_field(language, today.isoformat()),
    ]
    return form(language, "metric", language.say("Log a metric"), blocks, metadata)


def _cost_title(language: Language, replacing: bool, correcting: bool) -> str:
    if correcting:
        return language.say("Correct a cost")
    return language.say("Change what repeats") if replacing else language.say("Log a cost")


def _from_its_date_on(language: Language) -> list[Block]:
    return [context(language.say("From the date below, this replaces the old cost. What was logged before stays."))]


def _category_field(language: Language, category: str) -> Block:
    categories = [(one.value, words.category(language, one.value)) for one in Category]
    return field("category", language.say("Category"), select(categories, category), dispatch=True)


def _preview_button(language: Language) -> Block:
    # With an id of its own: Slack gives others a new one each time, and a press on the form before would be lost.
    return actions([button(language.say("Preview"), "preview_cost", "cost")]) | {"block_id": "preview"}


def _money_fields(language: Language, typed: Typed, currency: str, category: str, *, plain: bool) -> list[Block]:
    return [
        *_amount_fields(language, typed, currency, people=category == Category.PEOPLE, plain=plain),
        currency_field(language, typed.get("currency") or currency),
        _category_field(language, category),
    ]


def _amount_fields(language: Language, typed: Typed, currency: str, *, people: bool, plain: bool) -> list[Block]:
    """``plain``: people's cost may be a plain amount."""
    amount = field("amount", language.say("Amount"), amount_of(language, typed, "amount", currency), optional=people)
    if not people:
        return [amount]
    has_amount = plain and "amount" in typed and not typed.keys() & {"hours", "people"}
    return [*([amount] if has_amount else []), *_work_fields(language, typed, currency)]


def _work_fields(language: Language, typed: Typed, currency: str) -> list[Block]:
    """The hours of one person at a rate, or else several people's, a line each."""
    hours_hint = language.say("Needed with the hourly rate, unless you list several people below.")
    rate_hint = language.say("Needed with the hours. Only admins see hours and rates.")
    rate = amount_of(language, typed, "rate", currency)
    people_hint = language.say(
        "For several people, one line each: Anna 12.5 40 (name, hours, rate). Admins may leave out a saved rate."
    )
    people = lines_input(typed.get("people"), longest=LONGEST_PEOPLE)
    return [
        field("hours", language.say("Hours"), number_of(language, typed, "hours"), hint=hours_hint, optional=True),
        field("rate", language.say("Hourly rate"), rate, hint=rate_hint, optional=True),
        field("people", language.say("People, hours, rate"), people, hint=people_hint, optional=True),
    ]


def _media_field(language: Language, typed: Typed, currency: str) -> list[Block]:
    hint = language.say(
        "The ad spend included in this invoice. If it is already logged as ads that month, I don’t count it twice."
    )
    media = amount_of(language, typed, "media", currency)
    start, until = (date_input(typed.get(name)) for name in ("media_from", "media_until"))
    days = language.say("The days that this ad spend is of, where they aren’t the month of the invoice.")
    return [
        field("media", language.say("Ad spend in the invoice"), media, hint=hint, optional=True),
        field("media_from", language.say("Ad spend from"), start, hint=days, optional=True),
        field("media_until", language.say("Ad spend until"), until, optional=True),
    ]


def _spread_fields(language: Language, typed: Typed, today: date, *, admin: bool, once: bool) -> list[Block]:
    """The service period, the social share, the repeat and the split. ``once``: it does not repeat."""
    return [
        _until_field(language, typed, today),
        _share_field(language, typed),
        *([] if once else [_repeat_field(language, typed)]),
        _split_field(language, typed, admin=admin),
        _weights_field(language, typed),
    ]


def _until_field(language: Language, typed: Typed, today: date) -> Block:
    hint = language.say("The last day this cost covers; it is spread evenly over the days. Empty: all on its date.")
    if typed.get("category") == Category.MATERIALS:
        year = language.day(_a_year_from(typed, today))
        hint = language.say("Equipment is usually spread over 12 months, to {day}. Empty: all on its date.", day=year)
    return field("until", language.say("Spread until"), date_input(typed.get("until")), hint=hint, optional=True)


def _share_field(language: Language, typed: Typed) -> Block:
    share = number_of(language, typed, "share")
    hint = language.say("The share of the bill that is for social media. Empty: 100.")
    return field("share", language.say("Social share, %"), share, hint=hint, optional=True)


def _repeat_field(language: Language, typed: Typed) -> Block:
    rhythms = [(every.value, language.say(words.RHYTHMS[every])) for every in Every]
    rhythm = select(rhythms, typed.get("repeat") or Every.NEVER.value)
    hint = language.say("It will log itself on this day of the month. Pause, change or end it with /roi repeats.")
    return field("repeat", language.say("Repeat"), rhythm, hint=hint, optional=True)


def _split_field(language: Language, typed: Typed, *, admin: bool) -> Block:
    """Only an ``admin`` may split by hours: everybody then sees how the hours compare."""
    hint = language.say("Splits the cost over campaigns if you chose none above.")
    if admin:
        hint = language.say(
            "Splits the cost over campaigns if you chose none above. “By hours” reveals how hours "
            "compare, so each campaign needs hours from three people."
        )
    keys = [key for key in SplitKey if admin or key is not SplitKey.HOURS]
    options = [(key.value, language.say(words.SPLITS[key])) for key in keys]
    split = select(options, typed.get("split") or SplitKey.NONE.value)
    return field("split", language.say("Split"), split, hint=hint, optional=True)


def _weights_field(language: Language, typed: Typed) -> Block:
    weights = text_input(typed.get("weights"), longest=LONGEST_WEIGHTS)
    hint = language.say("Needed with fixed weights: spring-webinar 60, always-on/linkedin 40.")
    return field("weights", language.say("Weights"), weights, hint=hint, optional=True)


def _a_year_from(typed: Typed, today: date) -> date:
    """The last of twelve months from the day in the form."""
    try:
        start = date.fromisoformat(typed.get("date") or "")
    except ValueError:
        start = today
    return months_later(start, 12) - timedelta(days=1)


def _revenue_field(language: Language, typed: Typed, currency: str) -> Block:
    revenue = amount_of(language, typed, "revenue", currency)
    hint = language.say("The real total for all of them; it replaces count × the goal’s value.")
    return field("revenue", language.say("Revenue"), revenue, hint=hint, optional=True)


def _metric_field(language: Language) -> Block:
    kinds = [(kind.value, kind_name(language, kind)) for kind in MetricKind]
    return field("metric", language.say("Metric"), select(kinds, MetricKind.CLICKS.value))


def _metric_count_field(language: Language) -> Block:
    hint = language.say("On that day; of followers, how many there are in all.")
    return field("count", language.say("How many"), number_input(), hint=hint)
