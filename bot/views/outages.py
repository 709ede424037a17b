"""Outages: what is said where the database does not do it, so that it is true of what was being saved."""

from __future__ import annotations

from bot.language import Language
from bot.views.blocks import Block, button, message, paragraph


def too_slow(language: Language) -> str:
    """The words where nothing was saved, and nothing more will be."""
    return language.say("I didn’t get to this in time, and nothing was saved. Please try again in a moment.")


def not_shown(language: Language) -> str:
    """The words where it is on the books, and its receipt was lost."""
    return language.say("It was saved, but I couldn’t finish my answer. Look before you do it again.")


def not_known(language: Language) -> str:
    """The words where nobody knows, and whoever does it again might do it twice."""
    return language.say("I couldn’t find out whether it was saved. Look before you do it again.")


def not_known_of_form(language: Language) -> str:
    """The words where nobody knows, though the form itself saves once."""
    return language.say(
        "I couldn’t find out whether it was saved. Press the button again in a moment: it is saved once only."
    )


def asked_again(language: Language, *, saved: bool) -> Block:
    """The answer to the same line typed again within ten minutes."""
    if saved:
        text = language.say("The same was saved after all when you typed it a moment ago.")
    else:
        text = language.say("When you typed the same a moment ago, I couldn’t find out whether it was saved.")
    return with_look(language, f"{text} " + language.say("Look first; if you want it once more, type it again."))


def with_look(language: Language, text: str) -> Block:
    """A message with *Look*: what the person has logged."""
    return message("", [paragraph(text)], [look_button(language)])


def look_button(language: Language) -> Block:
    return button(language.say("Look"), "look", "mine")
