"""The question what a typical sale brings, under the first receipt with real revenue of a goal (J-02)."""

from __future__ import annotations

from bot.language import Language
from bot.views.blocks import Paragraph, button, paragraph
from core.setup.goals import Goal


def question(language: Language, goal: Goal, *, admin: bool) -> Paragraph:
    """The question; for an ``admin`` with the button to the goal's form, for others with whom to ask."""
    asked = language.say(
        "What is a typical {goal} worth? Enter it once, so that one large sale isn’t the only measure.",
        goal=goal.name,
    )
    if admin:
        return paragraph(asked, buttons=[button(language.say("Enter what is typical"), "edit_goal", goal.key)])
    return paragraph(f"{asked} " + language.say("An admin enters it with /roi goal {goal}.", goal=goal.key))
