"""Before and after in words: in a receipt, in a form that asks first, and where a save has been undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import (
    Block,
    Mention,
    Paragraph,
    Span,
    body,
    button,
    message,
    paragraph,
    plain,
    plain_text,
    rich_text,
    rows,
    shorten,
)
from bot.views.company import FIGURES
from bot.views.forms.fields import yes_no
from bot.views.inputs import redrawn
from bot.views.languages import name_of as language_name
from bot.views.stages import percent, stage_name
from core.calendar.weekly import Weekday
from core.ledger.splits import SplitKey
from core.money.money import parse_money
from core.setup.goals import Basis, Stage
from core.setup.languages import AS_SLACK
from core.setup.replacements import Fields, Kind, Replacement, changed, fingerprint

Names = Mapping[str, str]
NOBODY: Names = {}
LABELS = {
    "name": mark("Name"),
    "person": mark("Person"),
    "basis": mark("Where its value comes from"),
    "value": mark("Value"),
    "stage": mark("Stage"),
    "counts": mark("Counts towards return"),
    "source": mark("Where it is measured"),
    "start": mark("First day"),
    "end": mark("Last day"),
    "delay": mark("Days until half of the results have come"),
    "average": mark("A typical sale"),
    "budget": mark("Budget"),
    "margin": mark("Margin, %"),
    "kind": mark("Kind"),
    "serves_all": mark("Serves all campaigns"),
    "count": mark("How many"),
    "cost_per_conversion": mark("Cost per conversion"),
    "weekday": mark("Weekday"),
    "time": mark("Time"),
    "timezone": mark("Time zone"),
    "floor": mark("Minimum spend"),
    "from": mark("From date"),
    "stages": mark("Open stages and chance to win, %"),
    "answer_language": mark("Language of answers"),
    "language": mark("Language of digests and alerts"),
    "fiscal_month": mark("First month of the fiscal year"),
    "completeness": mark("Completeness needed to judge, %"),
    "shared": mark("Split shared costs"),
    **{figure.value: label for figure, label in FIGURES.items()},
}
"""Field -> what its form calls it; a field that is not here is told with another."""

OF_ONE = {
    (Kind.GOAL, "rate"): mark("Conversion rate, %"),
    (Kind.CAMPAIGN, "goal"): mark("Its goal"),
    (Kind.RATE, "rate"): mark("Hourly rate"),
    (Kind.FX, "rate"): mark("Exchange rate"),
    (Kind.SETTINGS, "currency"): mark("Reporting currency"),
}
TITLES = {
    Kind.DIGEST: mark("Weekly digest"),
    Kind.ALERTS: mark("Cost alerts"),
    Kind.COMPANY: mark("Company figures"),
    Kind.STAGES: mark("Stages of deals"),
    Kind.SETTINGS: mark("Settings"),
}
MONEY = frozenset(
    {"value", "average", "budget", "cost_per_conversion", "floor", "revenue", "marketing_cost", "sales_cost", "arpa"}
)
PERCENT = frozenset({"rate", "margin", "gross_margin", "churn", "completeness"})


UNSAID = {"serves_all": "no", "answer_language": AS_SLACK, "fiscal_month": "1"}
"""The values of fields that are left out where they hold them."""

LONGEST_STAGES = 1000
"""The most characters of the stages: two of them and a label fit one element of 3,000."""


def changes(language: Language, replacement: Replacement | None, names: Names = NOBODY) -> list[Paragraph]:
    """The lines of a receipt, one a field that was changed. Empty where nothing was replaced.

    ``names``: of the goals that a campaign may be for.
    """
    if replacement is None:
        return []
    return [rows(_lines(language, replacement.kind, replacement.before, replacement.after, names))]


def undo_button(language: Language, replacement: Replacement | None) -> tuple[Block, ...]:
    """The button *Undo*, where something was replaced."""
    return (button(language.say("Undo"), "undo_replacement", str(replacement.id)),) if replacement else ()


def beside(language: Language, receipt: Block, replacement: Replacement | None) -> Block:
    """The receipt of something else that a form saved along with it: what was replaced too, and how that is undone."""
    if replacement is None:
        return receipt
    name = name_of(language, replacement.kind, replacement.after, {})
    part = rows(_lines(language, replacement.kind, replacement.before, replacement.after), heading=name)
    undo = button(language.say("Undo “{name}”", name=name), "undo_replacement", str(replacement.id))
    *blocks, last = receipt["blocks"]
    buttons = last | {"elements": [*last["elements"], undo]}
    return {"text": f"{receipt['text']}\n{plain('', [part])}", "blocks": [*blocks, rich_text(part), buttons]}


def asked(language: Language, form: Block, change: tuple[Kind, Fields, Fields], names: Names, by: str | None) -> Block:
    """The form as it would be saved, before and after above, and *Replace* in the place of *Save*.

    ``by``: who has changed it since the form was opened, empty where that is not known; None where it was opened
    without it.
    """
    kind, before, after = change
    text = language.say("Nothing is saved yet. “Replace” would change:")
    *there, last = _there(language, name_of(language, kind, before, names), by)
    parts = [
        paragraph(*there, f"{last} {text}"),
        rows(_lines(language, kind, before, after, names) or [language.say("nothing")]),
    ]
    fields = [redrawn(block, fingerprint(before)) for block in form["blocks"]]
    return form | {"submit": plain_text(language.say("Replace")), "blocks": [*body("", parts), *fields]}


def _there(language: Language, name: str, by: str | None) -> tuple[*tuple[Span, ...], str]:
    """The reason why the form comes back; its last part is text."""
    if by:
        return language.say("“{name}” has been changed since by", name=name) + " ", Mention(by), "."
    if by is None:
        return (language.say("“{name}” already exists.", name=name),)
    return (language.say("“{name}” has been changed since.", name=name),)


def undone(language: Language, replacement: Replacement, names: Names) -> Block:
    """The words once a save is undone: what stands again."""
    back = rows(_lines(language, replacement.kind, replacement.after, replacement.before, names))
    parts = [paragraph(name_of(language, replacement.kind, replacement.before, names), bold=True), back]
    if replacement.kind is Kind.GOAL:
        parts.append(paragraph(language.say("From now on; conversions logged before keep the value they had.")))
    return message(language.say("Undone"), parts)


def undone_already(language: Language, replacement: Replacement, names: Names) -> Block:
    """The words where the button was pressed twice, or by two."""
    name = name_of(language, replacement.kind, replacement.before, names)
    text = language.say("The change of “{name}” is undone already. Nothing more was changed.", name=name)
    return message(language.say("Undone"), [paragraph(text)])


def changed_since(language: Language, replacement: Replacement, stands: Fields, names: Names, by: str) -> Block:
    """The reason why nothing was undone, and what stands now. ``by``: who has changed it, where that is known."""
    name = name_of(language, replacement.kind, replacement.before, names)
    text = language.say("“{name}” has been changed again since, so nothing was undone.", name=name)
    who: tuple[Span, ...] = (" " + language.say("By") + " ", Mention(by), ".") if by else ()
    changed_by_now = _lines(language, replacement.kind, replacement.after, stands, names)
    now = rows(changed_by_now, heading=language.say("Since then"))
    return message(language.say("Not undone"), [paragraph(text, *who), now])


def name_of(language: Language, kind: Kind, fields: Fields, names: Names) -> str:
    """The name of the thing in a sentence."""
    if kind is Kind.TARGET:
        return " · ".join(names.get(fields[name], fields[name]) for name in ("campaign", "goal"))
    if kind is Kind.FX:
        return f"{fields['currency']} · {language.day(date.fromisoformat(fields['date']))}"
    if kind in TITLES:
        return language.say(TITLES[kind])
    return fields["person" if kind is Kind.RATE else "name"]


def _lines(language: Language, kind: Kind, before: Fields, after: Fields, named: Names = NOBODY) -> list[str]:
    """Lines as ``Value: $50.00 → $60.00``, one a field that differs."""
    names = [name for name in changed(before, after) if (kind, name) in OF_ONE or name in LABELS]
    return [
        f"{language.say(OF_ONE.get((kind, name)) or LABELS[name])}: "
        f"{_value(language, kind, before, name, named)} → {_value(language, kind, after, name, named)}"
        for name in names
    ]


def _value(language: Language, kind: Kind, fields: Fields, name: str, named: Names) -> str:
    text = fields.get(name) or UNSAID.get(name, "")
    if not text:
        return language.say("empty")
    if name in MONEY or (kind, name) == (Kind.RATE, "rate"):
        return language.money(parse_money(text, fields["currency"], zero=True))
    if (kind, name) == (Kind.FX, "rate"):
        return language.rate(Fraction(text))
    if name == "goal":
        return named.get(text, text)
    if name in PERCENT:
        return percent(language, Decimal(text))
    return SPOKEN[name](language, text) if name in SPOKEN else text


def _stages(language: Language, text: str) -> str:
    menu = [(stage_name(language, key, name), Decimal(share)) for key, name, share in json.loads(text)]
    return shorten(", ".join(f"{name} {percent(language, share)}" for name, share in menu), LONGEST_STAGES)


def _day(language: Language, text: str) -> str:
    return language.day(date.fromisoformat(text))


SPOKEN: Mapping[str, Callable[[Language, str], str]] = {
    **dict.fromkeys(("start", "end", "from"), _day),
    "basis": lambda language, text: language.say(words.BASES[Basis(text)]),
    "stage": lambda language, text: language.say(words.STAGES[Stage(text)]),
    **dict.fromkeys(("counts", "serves_all"), lambda language, text: dict(yes_no(language))[text]),
    **dict.fromkeys(("count", "delay"), lambda language, text: language.count(int(text))),
    "weekday": lambda language, text: language.weekday(list(Weekday).index(Weekday(text))),
    "answer_language": language_name,
    "language": language_name,
    "fiscal_month": lambda language, text: language.month_name(int(text)),
    "shared": lambda language, text: language.say(words.SPLITS[SplitKey(text)]),
    "stages": _stages,
}
"""The fields that are neither amounts, percentages nor told as they are written."""
