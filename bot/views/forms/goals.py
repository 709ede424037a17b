"""The goal form, as a modal, and a goal in one line."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block
from bot.views.forms.fields import Typed, amount_of, currency_field, known_lines, number_of, yes_no
from bot.views.inputs import field, select, text_input
from bot.views.modals import form
from core.money.rounding import half_up
from core.setup.goals import Basis, Goal, Stage
from core.setup.names import LONGEST

LONGEST_SOURCE = 100
"""Characters of where a goal is measured."""


def goal_form(
    language: Language, text: str, name: str, currency: str, metadata: str, filled: Typed | None = None
) -> Block:
    """The goal form: empty but for its ``name`` for a new one, ``filled`` for one that exists."""
    old = filled or {"name": name, "basis": Basis.HISTORY.value, "stage": Stage.OTHER.value, "counts": "yes"}
    blocks = [
        *known_lines(text),
        field("name", language.say("Name"), text_input(old.get("name"), longest=LONGEST)),
        *_worth_fields(language, old, currency),
        _goal_stage_field(language, old),
        _counts_field(language, old),
        _delay_field(language, old),
        _average_field(language, old, currency),
        _source_field(language, old),
    ]
    title = language.say("Change a goal") if filled else language.say("Goal")
    return form(language, "goal", title, blocks, metadata)


def _worth_fields(language: Language, old: Typed, currency: str) -> list[Block]:
    """What one conversion is worth: the basis, the rate and the value of those who become customers."""
    bases = [(basis.value, language.say(words.BASES[basis])) for basis in Basis]
    rate = number_of(language, old, "rate")
    rate_hint = language.say("Needed for History and Average: how many in 100 become customers or buy.")
    value = amount_of(language, old, "value", currency)
    value_hint = language.say(
        "History: lifetime value. Average: average spend. Otherwise: what one conversion is worth; 0 is allowed."
    )
    return [
        field("basis", language.say("Where its value comes from"), select(bases, old["basis"])),
        field("rate", language.say("Conversion rate, %"), rate, hint=rate_hint, optional=True),
        field("value", language.say("Value"), value, hint=value_hint),
        currency_field(language, currency),
    ]


def _goal_stage_field(language: Language, old: Typed) -> Block:
    stages = (Stage.OTHER, Stage.LEAD, Stage.CUSTOMER)
    options = [(stage.value, language.say(words.STAGES[stage])) for stage in stages]
    return field("stage", language.say("Stage"), select(options, old["stage"]), optional=True)


def _counts_field(language: Language, old: Typed) -> Block:
    counts = select(yes_no(language), old["counts"])
    hint = language.say("Of leads and customers only one may count: the same sale would be counted twice.")
    return field("counts", language.say("Counts towards return"), counts, hint=hint, optional=True)


def _delay_field(language: Language, old: Typed) -> Block:
    hint = language.say("From the money to the result: a webinar sells weeks later. Empty: at once.")
    label = language.say("Days until half of the results have come")
    return field("delay", label, number_of(language, old, "delay"), hint=hint, optional=True)


def _average_field(language: Language, old: Typed, currency: str) -> Block:
    average = amount_of(language, old, "average", currency)
    hint = language.say(
        "Where real revenue is logged: what one usually brings, so that one large sale isn’t the only measure."
    )
    return field("average", language.say("A typical sale"), average, hint=hint, optional=True)


def _source_field(language: Language, old: Typed) -> Block:
    source = text_input(old.get("source"), longest=LONGEST_SOURCE)
    return field("source", language.say("Where it is measured"), source, optional=True)


def goal_words(language: Language, goal: Goal) -> str:
    """A goal as ``newsletter: $15.00 each, counts``."""
    counts = language.say("counts towards return") if goal.counts else language.say("does not count towards return")
    each = language.say("{money} each", money=language.money(goal.each))
    return f"{goal.name}: {each}, {counts}"


def small_rate(language: Language, goal: Goal) -> list[str]:
    """What a rate below one percent means, and the one it may have been meant for; empty for any other."""
    if goal.rate is None or not goal.has_small_rate:
        return []
    rate, other = (f"{language.plain(f'{one.normalize():f}')}%" for one in (goal.rate, goal.rate * 100))
    people = language.count(half_up(Fraction(100) / Fraction(goal.rate)))
    return [language.say("{rate} is one in {n}. If you meant {other}, change it.", rate=rate, n=people, other=other)]
