"""What the bot answers in its Messages tab and nowhere else, drawn with sample values."""

from __future__ import annotations

from bot.language import Language
from bot.views import messages as views
from bot.views.blocks import Block
from bot.views.forms.entries import cost_form
from bot.views.messages import LineAnswer
from tests import samples as s

LINES = ("u-one", "u-two", "u-three")


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    form = cost_form(language, {}, "USD", s.TODAY, "{}")
    texts = ("u-receipt", views.not_a_line(language), views.is_asked_alone(language, "u-why"))
    lines = [
        LineAnswer(line=line, text=text, is_logged=line == "u-one") for line, text in zip(LINES, texts, strict=True)
    ]
    return {
        "message-form-behind": views.form_behind(language, form, "u-key u-typed"),
        "message-cost-or-conversions": views.cost_or_conversions(language, "u-line", "u-day u-line"),
        "message-of-lines": views.each_line(language, lines),
        "message-not-taken": views.not_taken(language),
        "message-of-a-long-line": views.one_long_line(language, 1000),
        "message-of-too-many-lines": views.too_many_lines(language, 20),
    }
