"""Setting up from Home: the menu of what there is to set up, the language, and the steps of an empty workspace."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language, mark
from bot.views.blocks import Block, actions, beside, button, context, header, plain_text
from bot.views.inputs import select
from bot.views.languages import name_of
from core.money.money import Money, decimals
from core.setup.command_words import Command
from core.setup.languages import AS_SLACK, LANGUAGES

MENU = {
    Command.SETTINGS: mark("Currency and zone"),
    Command.GOAL: mark("Goals"),
    Command.RATE: mark("Hourly rates"),
    Command.FX: mark("Exchange rates"),
    Command.BENCHMARK: mark("Benchmarks of channels"),
    Command.COMPANY: mark("Company figures"),
    Command.TARGET: mark("Targets"),
    Command.REPEATS: mark("Repeating costs"),
    Command.CLOSE: mark("Close a month"),
    Command.DIGEST: mark("Digests"),
    Command.ALERTS: mark("Alerts"),
}
"""Command -> what its form is called in the menu, in the order of the menu."""
SET_UP = "set_up"
"""The action id of the menu, and of the buttons that do what is chosen in it."""
DONE, TO_DO = "✓ ", "○ "
EXAMPLE_WORTH = 15
"""Whole units of the currency that a newsletter sign-up is worth in an example."""


def foot(language: Language, may: Sequence[Command], choice: str, drawn: str) -> Block:
    """The row at the end: *Set up*, *Your language*, *Help*. ``may``: what the person may set up.

    ``drawn``: the block's id, another each time, so that Slack forgets what was chosen in its menus.
    """
    options = [(command.value, language.say(text)) for command, text in MENU.items() if command in may]
    set_up = select(options) | {"action_id": SET_UP, "placeholder": plain_text(language.say("Set up"))}
    help_button = button(language.say("Help"), "help", "home")
    return actions([set_up, _languages(language, choice), help_button]) | {"block_id": drawn}


def _languages(language: Language, choice: str) -> Block:
    options = [(code, name_of(language, code)) for code in (AS_SLACK, *LANGUAGES)]
    placeholder = plain_text(language.say("Your language"))
    return select(options, choice) | {"action_id": "home_language", "placeholder": placeholder}


def first_steps(
    language: Language, about: Sequence[str], currency: str, may: Sequence[Command], *, has_goal: bool
) -> list[Block]:
    """The three steps of an empty workspace, and nothing else.

    ``about``: what the first step has chosen, be it by default: currency, zone, language. ``may``: as of `foot`.
    """
    is_next = has_goal or Command.GOAL not in may
    cost = button(language.say("Log a cost"), "log_cost", "-", style="primary" if is_next else "")
    examples = (
        language.say("In one line too: /roi-cost 250 ads linkedin"),
        language.say("many from a file: /roi import"),
    )
    return [
        header(language.say("Three steps to your first ROI")),
        *_currency_and_zone(language, about, may=Command.SETTINGS in may),
        *_worth(language, currency, may=Command.GOAL in may, has_goal=has_goal),
        *_step(TO_DO, language.say("3. The first cost"), cost, " · ".join(examples)),
    ]


def worth_of_a_result(language: Language, currency: str, *, may: bool) -> list[Block]:
    """The second step by itself, where something is logged and no goal is set."""
    button_of_it = _goal_button(language) if may else {}
    return _step(TO_DO, language.say("Worth of a result"), button_of_it, _example(language, currency, may=may))


def _currency_and_zone(language: Language, about: Sequence[str], *, may: bool) -> list[Block]:
    """Done from the beginning, because some currency and zone always hold; *Change* is for those who may."""
    label = language.say("Change currency, zone and language")
    change = button(language.say("Change"), SET_UP, Command.SETTINGS, label=label) if may else {}
    return _step(DONE, language.say("1. Currency and zone"), change, " · ".join(about))


def _worth(language: Language, currency: str, *, may: bool, has_goal: bool) -> list[Block]:
    name, goal = language.say("2. Worth of a result"), _goal_button(language, "" if has_goal else "primary")
    return _step(DONE if has_goal else TO_DO, name, goal if may else {}, _example(language, currency, may=may))


def _goal_button(language: Language, style: str = "") -> Block:
    return button(language.say("Add a goal"), SET_UP, Command.GOAL, style=style)


def _example(language: Language, currency: str, *, may: bool) -> str:
    worth = language.whole.money(Money(minor=EXAMPLE_WORTH * 10 ** decimals(currency), currency=currency))
    example = language.say("Such as a newsletter sign-up worth {amount}.", amount=worth)
    return example if may else f"{example} " + language.say("An admin sets it.")


def _step(state: str, name: str, press: Block, about: str) -> list[Block]:
    return [beside(press, name, "", state), context(about)]
