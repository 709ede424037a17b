"""A modal's state, flattened to a mapping from each field to the text or the key in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.forms.escapes import unescaped

SELECTED = (
    "value",
    "selected_date",
    "selected_time",
    "selected_conversation",
    "selected_channel",
    "selected_user",
)


def typed(view: Mapping[str, Any]) -> dict[str, str]:
    """Every filled field of a view's state, whatever its kind of element.

    The text of a chosen option stands under ``<field>_text``.
    """
    values = (view.get("state") or {}).get("values") or {}
    fields: dict[str, str] = {}
    for name, actions in values.items():
        for state in actions.values():
            fields |= _one(str(name), state or {})
    return fields


def _one(name: str, state: Mapping[str, Any]) -> dict[str, str]:
    chosen = state.get("selected_option")
    if isinstance(chosen, Mapping):
        text = (chosen.get("text") or {}).get("text") or chosen.get("value")
        return {name: unescaped(str(chosen.get("value"))), f"{name}_text": unescaped(str(text))}
    several = state.get("selected_options")
    if several:
        return {name: ",".join(str(option["value"]) for option in several)}
    filled = (str(state[key]) for key in SELECTED if state.get(key) not in (None, ""))
    text = next(filled, "")
    return {name: unescaped(text)} if text.strip() else {}
