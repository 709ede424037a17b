"""The question what a typical sale brings, under the first receipt with real revenue of a goal (J-02)."""

from __future__ import annotations

from bot.language import Language
from bot.views.blocks import Paragraph, button, paragraph
from core.setup.goals import Goal


def question(language: Language, goal: Goal, *, admin: bool) -> Paragraph:
    """The question; for an ``admin`` with the button to the goal's form, for others with whom to ask."""
    asked = language.say(
        "What is a typical {goal} worth? Said once, it keeps one large sale from being the only measure.",
        goal=goal.name,
    )
    if admin:
        return paragraph(asked, buttons=[button(language.say("Say what is typical"), "edit_goal", goal.key)])
    return paragraph(f"{asked} " + language.say("An admin says it with /roi goal {goal}.", goal=goal.key))
