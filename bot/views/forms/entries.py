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
) -> Block:
    """The cost form. People take hours × rate, everything else an amount; changing the category keeps what was typed.

    Tools, materials, agency and other can be shared, spread, repeated and split; by hours only for an ``admin``.
    ``replacing``: it takes the place of a cost that repeats. ``correcting``: of one that is on the books, once.
    """
    category = typed.get("category", Category.ADS.value)
    spreads = may_spread(category)
    text = language.say("From the date below on this takes the old one's place. What it logged before stays.")
    blocks = [
        *([context(text)] if replacing else []),
        field("category", language.say("Category"), select(_categories(language), category), dispatch=True),
        *_amount_fields(language, typed, currency, people=category == Category.PEOPLE, correcting=correcting),
        currency_field(language, typed.get("currency") or currency),
        *where_fields(language, typed),
        date_field(language, typed.get("date") or today.isoformat()),
        *(_media_field(language, typed, currency) if category == Category.AGENCY else []),
        *(_spread_fields(language, typed, category, today, admin=admin, once=correcting) if spreads else []),
        note_field(language, typed),
        actions([button(language.say("Preview"), "preview_cost", "cost")]),
    ]
    title = language.say("Change what repeats") if replacing else language.say("Log a cost")
    return form(language, "cost", language.say("Correct a cost") if correcting else title, blocks, metadata)


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
    """The conversion form.

    ``goal``: (key, name) already chosen. ``correcting``: it takes the place of what is on the books.
    """
    revenue_hint = language.say("The real total for all of them; it replaces count × the goal's value.")
    blocks = [
        field("goal", language.say("Goal"), search(language.say("Choose or type a goal"), goal)),
        field("count", language.say("How many"), count_of(language, typed)),
        field(
            "revenue",
            language.say("Revenue"),
            amount_of(language, typed, "revenue", currency),
            hint=revenue_hint,
            optional=True,
        ),
        currency_field(language, currency, optional=True),
        *where_fields(language, typed),
        date_field(language, typed.get("date") or today.isoformat()),
        note_field(language, typed),
    ]
    title = language.say("Correct conversions") if correcting else language.say("Log conversions")
    return form(language, "conversion", title, blocks, metadata)


def metric_form(language: Language, text: str, today: date, metadata: str) -> Block:
    kinds = [(kind.value, kind_name(language, kind)) for kind in MetricKind]
    blocks = [
        *known_lines(text),
        field("metric", language.say("Metric"), select(kinds, MetricKind.CLICKS.value)),
        field(
            "count",
            language.say("How many"),
            number_input(),
            hint=language.say("On that day; of followers, how many there are in all."),
        ),
        field("channel", language.say("Channel"), search(language.say("Choose or type a channel"))),
        field("campaign", language.say("Campaign"), search(language.say("Choose or type a campaign")), optional=True),
        date_field(language, today.isoformat()),
    ]
    return form(language, "metric", language.say("Log a metric"), blocks, metadata)


def _amount_fields(language: Language, typed: Typed, currency: str, *, people: bool, correcting: bool) -> list[Block]:
    """The fields of the amount. ``correcting``: people's cost may have been logged as a plain amount."""
    plain = correcting and "amount" in typed and not typed.keys() & {"hours", "people"}
    amount = field("amount", language.say("Amount"), amount_of(language, typed, "amount", currency), optional=people)
    if not people:
        return [amount]
    hint = language.say("Hours and rates are shown to admins only.")
    lines = language.say("For several people, instead: Anna 12.5 40, one line each. Admins may leave out kept rates.")
    rate = amount_of(language, typed, "rate", currency)
    several = lines_input(typed.get("people"), longest=LONGEST_PEOPLE)
    return [
        *([amount] if plain else []),
        field("hours", language.say("Hours"), number_of(language, typed, "hours"), optional=True),
        field("rate", language.say("Rate per hour"), rate, hint=hint, optional=True),
        field("people", language.say("People, hours, rate"), several, hint=lines, optional=True),
    ]


def _media_field(language: Language, typed: Typed, currency: str) -> list[Block]:
    hint = language.say("The part that is ad spend. What is on the books as ads in its month already counts once.")
    media = amount_of(language, typed, "media", currency)
    return [field("media", language.say("Media in the invoice"), media, hint=hint, optional=True)]


def _spread_fields(
    language: Language, typed: Typed, category: str, today: date, *, admin: bool, once: bool
) -> list[Block]:
    """The fields of sharing and spreading. ``once``: it does not repeat."""
    until_hint = language.say("The last day it serves: it is spread evenly over the days. Empty: whole on its date.")
    if category == Category.MATERIALS:
        year = language.day(_a_year_from(typed, today))
        until_hint = language.say("Equipment: twelve months is usual, to {day}. Empty: whole on its date.", day=year)
    share_hint = language.say("The part of the bill that is for social media. Empty: 100.")
    split_hint = language.say("Over the campaigns, where none is chosen above.")
    if admin:
        split_hint = language.say(
            "Over the campaigns, where none is chosen above. By hours: everybody then sees how the campaigns' hours "
            "compare, so each needs three people's."
        )
    weights_hint = language.say("With fixed weights: spring-webinar 60, always-on/linkedin 40.")
    repeat_hint = language.say(
        "It then logs itself on this day of the month. /roi repeats pauses, changes and ends it."
    )
    rhythms = [(every.value, language.say(words.RHYTHMS[every])) for every in Every]
    repeat = field(
        "repeat",
        language.say("Repeat"),
        select(rhythms, typed.get("repeat") or Every.NEVER.value),
        hint=repeat_hint,
        optional=True,
    )
    keys = [(key.value, language.say(words.SPLITS[key])) for key in SplitKey if admin or key is not SplitKey.HOURS]
    return [
        field("until", language.say("Until"), date_input(typed.get("until")), hint=until_hint, optional=True),
        field(
            "share",
            language.say("Social share, %"),
            number_of(language, typed, "share"),
            hint=share_hint,
            optional=True,
        ),
        *([] if once else [repeat]),
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


def _a_year_from(typed: Typed, today: date) -> date:
    """The last of twelve months from the day in the form."""
    try:
        start = date.fromisoformat(typed.get("date") or "")
    except ValueError:
        start = today
    return months_later(start, 12) - timedelta(days=1)


def _categories(language: Language) -> list[tuple[str, str]]:
    return [(category.value, words.category(language, category.value)) for category in Category]
