"""The language a person is answered in: the form that chooses it, and what is said once it is chosen."""

from __future__ import annotations

from bot.language import Language, mark
from bot.views.blocks import Block, button, message, paragraph
from bot.views.inputs import field, select
from bot.views.modals import form
from core.setup.languages import AS_SLACK, LANGUAGES

CHOSEN = mark("From now on I answer you in English.")
"""Said in the language that was chosen, so each catalogue names its own."""


def name_of(language: Language, choice: str) -> str:
    """A language as it calls itself; ``choice``: its code or `AS_SLACK`."""
    return LANGUAGES[choice].name if choice in LANGUAGES else language.say("As Slack")


def language_form(language: Language, choice: str, metadata: str) -> Block:
    """The form; ``choice`` is what holds now."""
    options = [(code, name_of(language, code)) for code in (AS_SLACK, *LANGUAGES)]
    label = language.say("Language of my answers to you")
    chosen = field("language", label, select(options, choice), hint=_as_slack(language))
    return form(language, "language", language.say("Your language"), [chosen], metadata)


def language_saved(language: Language, choice: str) -> Block:
    """What holds from now on, in the language it names."""
    parts = [paragraph(language.say(CHOSEN), bold=True)]
    if choice == AS_SLACK:
        parts.append(paragraph(_as_slack(language)))
    return message(language.say("Your language"), parts, [button(language.say("Change"), "open_language", "open")])


def _as_slack(language: Language) -> str:
    return language.say("As Slack: the language Slack itself is set to, and English where I do not speak that.")
