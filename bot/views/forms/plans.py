"""The forms that set things up, as modals. What exists is listed above the fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.language import LOCALES, Language
from bot.views import words
from bot.views.blocks import Block, context, message, paragraph, rows
from bot.views.forms.fields import (
    currency_field,
    known_lines,
    timezone_field,
    yes_no,
)
from bot.views.inputs import (
    conversation_input,
    date_input,
    field,
    number_input,
    search,
    select,
    text_input,
    time_input,
)
from bot.views.modals import form
from core.campaigns import Campaign
from core.goals import Basis, Goal, Stage
from core.names import LONGEST
from core.rates import Rate
from core.schedules import Weekday
from core.splits import SplitKey
from core.workspaces import Workspace

TONGUES = {"en": "English", "pl": "Polski"}
"""Each by its own name."""


def campaign_form(
    language: Language, known: str, currency: str, today: date, metadata: str, campaign: Campaign | None = None
) -> Block:
    """Empty for a new one, filled in for one that exists; one without a first day keeps it open."""
    margin_hint = language.say(
        "The part of the return that is left after the goods, in percent. Without it, all counts."
    )
    old = campaign or Campaign(key="", name="", start=today)
    blocks = [
        *known_lines(known),
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
        *known_lines(known),
        field("name", language.say("Name"), text_input(name or None, longest=LONGEST)),
        field("basis", language.say("What its value rests on"), select(bases, Basis.HISTORY.value)),
        field("rate", language.say("Rate, %"), number_input(), hint=rate_hint, optional=True),
        field("value", language.say("Value"), number_input(), hint=value_hint),
        currency_field(language, currency),
        field("stage", language.say("Stage"), select(stages, Stage.OTHER.value), optional=True),
        field(
            "counts",
            language.say("Counts towards return"),
            select(yes_no(language), "yes"),
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
        *known_lines(known),
        field("person", language.say("Person"), text_input(longest=LONGEST), hint=name),
        field("rate", language.say("Rate per hour"), number_input()),
        currency_field(language, currency),
        field("from", language.say("From"), date_input(today.isoformat())),
    ]
    return form(language, "rate", language.say("Hourly rate"), blocks, metadata)


def settings_form(
    language: Language,
    workspace: Workspace,
    currency: str,
    timezone: str,
    tongue: str,
    metadata: str,
    past: Sequence[Block] = (),
) -> Block:
    """``past``: the reporting currencies of before."""
    keys = [(key.value, language.say(words.SPLITS[key])) for key in SplitKey if key is not SplitKey.WEIGHTS]
    tongues = [(code, TONGUES[code]) for code in LOCALES]
    blocks = [
        *past,
        currency_field(language, currency, label=language.say("Reporting currency")),
        timezone_field(language, timezone),
        field("language", language.say("Language of digests and alerts"), select(tongues, tongue)),
        field(
            "completeness",
            language.say("Judge when costs are complete to, %"),
            number_input(str(workspace.complete_from), decimals=False),
            hint=language.say("Below it nothing is called best or worst, and alerts wait. The figures always stand."),
        ),
        field(
            "shared",
            language.say("Spread shared costs"),
            select(keys, workspace.shared or SplitKey.NONE.value),
            hint=language.say("How reports spread costs of no campaign over the campaigns, beside the plain figures."),
        ),
    ]
    return form(language, "settings", language.say("Settings"), blocks, metadata)


def settings_saved(language: Language, workspace: Workspace, currency: str) -> Block:
    """All that is in force now."""
    first = " · ".join(filter(None, [currency, workspace.timezone, TONGUES.get(workspace.language or "")]))
    spread = language.say(words.SPLITS[SplitKey(workspace.shared or SplitKey.NONE)])
    lines = [
        f"{language.say('Judge when costs are complete to, %')}: {workspace.complete_from}",
        f"{language.say('Spread shared costs')}: {spread}",
    ]
    return message(language.say("Settings saved"), [paragraph(first, bold=True), rows(lines)])


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
