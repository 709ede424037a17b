"""Input blocks of forms. ``block_id`` = ``action_id`` = the field's name, so that an error lands under its field.

Where a form is drawn anew with other values, its action ids get a mark: while both ids stay the same, Slack keeps what
stood in a field, whatever value it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.views.blocks import Block, option, plain_text, shorten

MARK = "~"

INITIAL = {
    "plain_text_input": "initial_value",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "static_select": "initial_option",
    "external_select": "initial_option",
    "conversations_select": "initial_conversation",
}


def field(
    name: str, label: str, element: Block, *, hint: str = "", optional: bool = False, dispatch: bool = False
) -> Block:
    """An input block. ``dispatch``: a change is sent at once."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": {"action_id": name, **element},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain_text(hint)
    return block | ({"dispatch_action": True} if dispatch else {})


def redrawn(block: Block, mark: str) -> Block:
    """An input block that holds what it is given, not what stood in it before; any other block as it is."""
    if block["type"] != "input":
        return block
    element = block["element"]
    return block | {"element": element | {"action_id": f"{field_of(element['action_id'])}{MARK}{mark}"}}


def field_of(action_id: str) -> str:
    """The name of a field, however often its form was drawn anew."""
    return action_id.partition(MARK)[0]


def text_input(initial: str | None = None, *, longest: int = 150) -> Block:
    """``initial`` is cut to ``longest`` characters: Slack refuses a form that opens with more than its field takes."""
    return _with({"type": "plain_text_input", "max_length": longest}, shorten(initial or "", longest))


def lines_input(initial: str | None = None, *, longest: int) -> Block:
    element = {"type": "plain_text_input", "multiline": True, "max_length": longest}
    return _with(element, shorten(initial or "", longest))


def number_input(initial: str | None = None) -> Block:
    """The input of a count, hours or a percentage.

    It is a text: Slack's field for numbers takes neither a comma nor a sign, and both are in numbers we print.
    """
    return text_input(initial, longest=40)


def amount_input(initial: str | None = None) -> Block:
    """The input of money; a text for the same reason as `number_input`."""
    return number_input(initial)


def date_input(initial: str | None = None) -> Block:
    return _with({"type": "datepicker"}, initial)


def time_input(initial: str | None = None) -> Block:
    return _with({"type": "timepicker"}, initial)


def select(options: Sequence[tuple[str, str]], initial: str | None = None) -> Block:
    """A menu of (value, text) pairs; ``initial`` a value among them."""
    by_value = {value: option(text, value) for value, text in options}
    return _with({"type": "static_select", "options": list(by_value.values())}, by_value.get(initial or ""))


def search(placeholder: str, initial: tuple[str, str] | None = None) -> Block:
    """A menu fed from the database as one types; opens with what is newest. ``initial``: (value, text)."""
    chosen = option(initial[1], initial[0]) if initial else None
    element = {"type": "external_select", "min_query_length": 0, "placeholder": plain_text(shorten(placeholder, 150))}
    return _with(element, chosen)


def conversation_input(initial: str | None = None) -> Block:
    """A menu of channels and private channels, never of one shared with another organisation."""
    view: Block = {
        "type": "conversations_select",
        "filter": {
            "include": ["public", "private"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": True,
        },
    }
    return _with(view, initial) if initial else view | {"default_to_current_conversation": True}


def _with(element: Block, initial: Any) -> Block:
    return element | ({INITIAL[str(element["type"])]: initial} if initial else {})
