"""A modal's state, flattened: field -> the text or the key in it. The kind of element does not matter."""

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
    """Every filled field of a view's state; the text of a chosen option under ``<field>_text``."""
    values = (view.get("state") or {}).get("values") or {}
    found: dict[str, str] = {}
    for name, actions in values.items():
        for state in actions.values():
            found |= _one(str(name), state or {})
    return found


def _one(name: str, state: Mapping[str, Any]) -> dict[str, str]:
    chosen = state.get("selected_option")
    if isinstance(chosen, Mapping):
        text = (chosen.get("text") or {}).get("text") or chosen.get("value")
        return {name: unescaped(str(chosen.get("value"))), f"{name}_text": unescaped(str(text))}
    several = state.get("selected_options")
    if several:
        return {name: ",".join(str(option["value"]) for option in several)}
    said = next((state[key] for key in SELECTED if state.get(key) not in (None, "")), None)
    return {} if said is None or not str(said).strip() else {name: unescaped(str(said))}
