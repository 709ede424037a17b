"""Lines that are refused, and the forms they open, drawn with sample values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.desk.sentences.line_parts import UNKNOWN, part_sentence
from bot.language import Language
from bot.views import drafts as views
from bot.views.blocks import Block, message, paragraph
from bot.views.forms import entries as entry_forms
from bot.views.forms.goals import small_rate
from bot.views.line_commands import COST
from bot.views.understood import understood
from core.ledger.quick_entry import HoursOfNobody, NeverRepeats
from core.ledger.quick_guesses import CATEGORY, Guess
from core.problems import Problem
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT
from tests import samples as s

PROBLEMS: tuple[Problem, ...] = (HoursOfNobody(hours="u-hours"), NeverRepeats())

GUESSES = (
    *(Guess(word="u-word", kind=kind) for kind in UNKNOWN),
    Guess(word="u-word", kind=CAMPAIGN, values=("u-one", "u-two"), near=True),
    Guess(word="u-word", kind=CATEGORY, values=("ads", "tools", "people", "materials", "agency", "other")),
    Guess(word="u-word", kind=CHANNEL, values=("email", "website", "other", "u-own")),
    Guess(word="u-word", kind=CONTENT, values=("reel", "carousel")),
)


SAID = {"amount": "250", "category": "ads", "channel": "email", "content": "reel", "note": "u-note"}
SAID_OTHERWISE = {
    "hours": "40h",
    "rate": "50",
    "count": "12",
    "goal": "u-goal",
    "day": "2026-08-03",
    "repeat": "monthly",
}


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    lines = [part_sentence(language, guess, s.NAMES) for guess in GUESSES]
    refused = views.Refusal(
        reasons=lines,
        typed="/roi-cost 250 u-word u-other",
        unread=["u-word"],
        understood=understood(language, SAID, language.money(s.COST.amount), s.NAMES, s.TODAY),
    )
    small = small_rate(language, replace(s.goal(), rate=Decimal("0.1")))
    return {
        "line refused": views.refused_line(language, refused, COST, "u-line"),
        "line refused, one name meant": views.refused_line(
            language, replace(refused, reasons=lines[:1], repairs=[("u-One", "u-line")], clear=True), COST, "u-line"
        ),
        "line refused, hours and a result": views.refused_line(
            language,
            replace(refused, understood=understood(language, SAID_OTHERWISE, "", s.NAMES, s.TODAY)),
            COST,
            "u-line",
        ),
        "goal of a small rate": message("", [paragraph(line) for line in small]),
    }


def forms(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    form = entry_forms.cost_form(language, {"amount": "250"}, "USD", s.TODAY, "{}")
    left = [part_sentence(language, Guess(word="u-word", kind=CHANNEL), s.NAMES)]
    unused = [*views.not_used(language, "u-text"), *views.not_used(language, "u-text", ("u-one", "u-two"))]
    return {
        "cost-with-what-was-left": views.with_left(form, left),
        "cost-with-what-was-not-used": views.with_left(form, unused),
    }
