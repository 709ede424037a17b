"""The form that takes files, and the one that says what is in doubt about one or may be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as value_field

from bot.language import Language, mark
from bot.views import import_words
from bot.views.blocks import Block, context, shorten
from bot.views.forms.fields import yes_no
from bot.views.forms.import_columns import column_fields
from bot.views.import_lines import MOST_NAMED
from bot.views.inputs import field, search, select, text_input
from bot.views.modals import form
from core.imports.choices import CLAIMED, LEFT_OUT, NEW, NO_CAMPAIGN, Overlap
from core.imports.form_fields import NONE, campaign_field, goal_field, overlap_field
from core.imports.naming import Named
from core.imports.plans import Plan
from core.imports.readings import Ask, Question
from core.imports.scopes import Overlapping
from core.setup.names import slug

FILE_TYPES = ("csv", "tsv", "txt", "xlsx", "xls", "zip")
MOST_FILES = 10
MOST_CAMPAIGNS = 40
"""Campaigns of a file that the form lists, those to be decided first: a modal holds 100 blocks."""
MOST_OFFERED = 90
"""Campaigns that a menu offers: Slack takes 100 options."""
MOST_LINES = 100
"""Lines of a statement that the form offers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offers:
    """What the menus offer: key -> name of the workspace's campaigns, newest first, its channels and its goals.

    ``currency``: the reporting one.
    """

    campaigns: Mapping[str, str]
    channels: Mapping[str, str]
    goals: Mapping[str, str] = value_field(default_factory=dict)
    currency: str = ""


def import_form(language: Language, metadata: str, *, takes_files: bool = True) -> Block:
    """The form that takes files. ``takes_files``: whether the bot may read files here; without it the form says what
    an admin has to add.
    """
    blocks = [_file_field(language)] if takes_files else [context(_no_files(language))]
    if takes_files:
        blocks += [_channel_field(language, None), _currency_field(language, "", optional=True)]
    return form(language, "import", language.say("Import files"), blocks, metadata) | _submit(language)


def _submit(language: Language) -> Block:
    return {"submit": {"type": "plain_text", "text": language.say("Read"), "emoji": False}}


def _file_field(language: Language) -> Block:
    element: Block = {"type": "file_input", "filetypes": list(FILE_TYPES), "max_files": MOST_FILES}
    hint = language.say("Nothing is saved before you have seen what is in them.")
    return field("file", language.say("Files"), element, hint=hint)


def _no_files(language: Language) -> str:
    return language.say(
        "I may not read files here yet. An admin has to add the permission files:read to the app and install it again."
    )


def change_form(language: Language, plan: Plan, offers: Offers, metadata: str) -> Block:
    """What is in doubt about a file first, then what may be changed."""
    asked = {question.ask: question for question in plan.asks}
    blocks = [
        *column_fields(language, plan, asked=Ask.COLUMNS in asked),
        *_questions(language, plan, offers, asked),
        *(_overlap_field(language, one) for one in plan.overlaps),
        *_campaign_fields(language, plan, offers),
        *_goal_fields(language, plan, offers),
        *_changeable(language, plan, offers, asked),
    ]
    return form(language, "import_change", language.say("Change the import"), blocks, metadata) | _check(language)


def _check(language: Language) -> Block:
    return {"submit": {"type": "plain_text", "text": language.say("Check again"), "emoji": False}}


def _questions(language: Language, plan: Plan, offers: Offers, asked: Mapping[Ask, Question]) -> Iterator[Block]:
    """A field for each question of the file itself."""
    for question in asked.values():
        match question.ask:
            case Ask.DATE_ORDER:
                yield _order_field(language, question)
            case Ask.DECIMAL:
                yield _decimal_field(language, question)
            case Ask.MICROS:
                yield field("micros", import_words.question(language, question), select(yes_no(language)))
            case Ask.LEVEL:
                yield _level_field(language, question)
            case Ask.LINES:
                yield _lines_field(language, question, plan)
            case Ask.CHANNEL:
                yield _channel_field(language, plan.choices.channel or None, offers.channels, question=question)
            case Ask.CURRENCY:
                yield _currency_field(language, plan.choices.currency or offers.currency, optional=False)
            case Ask.TAX:
                yield _tax_field(language, plan, optional=False)


ORDERS = (
    ("yes", mark("The day comes first: 31/12")),
    ("no", mark("The month comes first: 12/31")),
)
DECIMALS = ((",", mark("The comma: 1.234,50")), (".", mark("The dot: 1,234.50")))


def _order_field(language: Language, question: Question) -> Block:
    options = [(value, language.say(text)) for value, text in ORDERS]
    return field("day_first", import_words.question(language, question), select(options))


def _decimal_field(language: Language, question: Question) -> Block:
    options = [(value, language.say(text)) for value, text in DECIMALS]
    return field("decimal", import_words.question(language, question), select(options))


def _level_field(language: Language, question: Question) -> Block:
    options = [(str(level), language.say(text)) for level, text in import_words.LEVELS.items()]
    return field("level", import_words.question(language, question), select(options))


def _lines_field(language: Language, question: Question, plan: Plan) -> Block:
    """The lines of a statement. An option is ``17: what it says``, its value the line's number."""
    options = [_line_option(text) for text in question.options[:MOST_LINES]]
    chosen = {str(number) for number in plan.choices.lines or ()}
    initial = [option for option in options if option["value"] in chosen]
    menu: Block = {"type": "multi_static_select", "options": options} | (
        {"initial_options": initial} if initial else {}
    )
    return field("lines", import_words.question(language, question), menu)


def _line_option(text: str) -> Block:
    number = text.partition(":")[0].strip()
    return {"text": {"type": "plain_text", "text": shorten(text, 75), "emoji": False}, "value": number}


def _channel_field(
    language: Language,
    chosen: str | None,
    channels: Mapping[str, str] | None = None,
    question: Question | None = None,
) -> Block:
    label = import_words.question(language, question) if question else language.say("Channel")
    initial = (chosen, (channels or {}).get(chosen, chosen)) if chosen else None
    menu = search(language.say("Choose or type a channel"), initial)
    hint = "" if question else language.say("Only where the files don’t say it.")
    return field("channel", label, menu, hint=hint, optional=question is None)


def _currency_field(language: Language, chosen: str, *, optional: bool) -> Block:
    menu = search(language.say("Choose or type a currency"), (chosen, chosen) if chosen else None)
    hint = language.say("Only where the files don’t say it.") if optional else ""
    return field("currency", language.say("Currency of the file"), menu, hint=hint, optional=optional)


def _tax_field(language: Language, plan: Plan, *, optional: bool) -> Block:
    tax = plan.choices.tax
    text = text_input("" if tax is None else language.plain(f"{tax:f}"), longest=10)
    hint = language.say("It is taken off: costs are net. 0 where the amounts hold none.")
    return field("tax", language.say("VAT in the amounts, %"), text, hint=hint, optional=optional)


def _overlap_field(language: Language, one: Overlapping) -> Block:
    label = language.say(
        "Import of {day}: {was} for {period}",
        day=language.day(one.earlier.at.date()),
        was=language.money(one.was),
        period=language.short_period(one.earlier.scope.period),
    )
    options = [
        (str(Overlap.REPLACE), language.say("This file takes its place for these days")),
        (str(Overlap.BOTH), language.say("Keep both: it is other spend")),
    ]
    return field(overlap_field(one.earlier.id), label, select(options, str(one.decided or "")))


def _campaign_fields(language: Language, plan: Plan, offers: Offers) -> Iterator[Block]:
    ordered = sorted(plan.campaigns, key=lambda one: (one.decision is not None, not one.is_new))
    for one in [one for one in ordered if one.written][:MOST_CAMPAIGNS]:
        yield _campaign_field(language, one, offers)


def _campaign_field(language: Language, one: Named, offers: Offers) -> Block:
    near = [(candidate.key, candidate.name) for candidate in one.near]
    others = [(key, name) for key, name in offers.campaigns.items() if key not in dict(near)]
    new = [] if slug(one.written) in offers.campaigns else [(NEW, _new(language, one))]
    options = [
        *near,
        *new,
        (NONE, language.say("No campaign")),
        (LEFT_OUT, language.say("Leave these rows out")),
        *_with_own(one, others),
    ]
    label = language.say("Campaign “{name}”", name=shorten(one.written, 120))
    proposed = near[0][0] if near else None
    return field(campaign_field(one.written), label, select(options, _value(one.decision) or proposed))


def _new(language: Language, one: Named) -> str:
    return language.say("New campaign: {name}", name=one.name or one.written)


def _with_own(one: Named, others: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The campaigns offered, the one that is chosen always among them."""
    own = [pair for pair in others if pair[0] == one.decision]
    return [*own, *(pair for pair in others if pair[0] != one.decision)][: MOST_OFFERED - MOST_NAMED]


def _value(decision: str | None) -> str | None:
    return NONE if decision == NO_CAMPAIGN else decision


def _goal_fields(language: Language, plan: Plan, offers: Offers) -> Iterator[Block]:
    for written, claimed in types_of(plan).items():
        first = (NONE, language.say("Only what the platform claims: not on the books"))
        apart = first if claimed else (LEFT_OUT, language.say("Leave these rows out"))
        options = [apart, *list(offers.goals.items())[:MOST_OFFERED]]
        chosen = plan.choices.goals.get(written, CLAIMED if claimed else None)
        label = language.say("“{name}” in the file is", name=shorten(written or language.say("Results"), 120))
        yield field(goal_field(written), label, select(options, NONE if chosen == CLAIMED else chosen))


def types_of(plan: Plan) -> dict[str, bool]:
    """The kinds of results in the file -> whether a platform claims them of itself."""
    claims = {result.type: True for result in plan.reading.claims}
    return claims | {result.type: False for result in plan.reading.results}


def _changeable(language: Language, plan: Plan, offers: Offers, asked: Mapping[Ask, Question]) -> Iterator[Block]:
    """What nobody asks, but may be wrong."""
    if Ask.TAX not in asked:
        yield _tax_field(language, plan, optional=True)
    if Ask.CHANNEL not in asked and plan.choices.channel:
        yield _channel_field(language, plan.choices.channel, offers.channels)
    if Ask.DATE_ORDER not in asked and plan.choices.day_first is not None:
        options = [(value, language.say(text)) for value, text in ORDERS]
        yield field("day_first", language.say("Dates"), select(options, "yes" if plan.choices.day_first else "no"))
