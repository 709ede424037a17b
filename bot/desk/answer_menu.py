"""The menu under an answer: what was chosen in it, as the button would say it that does the same."""

from __future__ import annotations

from typing import Any

from bot.desk.replies import Body, pressed
from bot.views.answer_buttons import typed_at


def choice(body: Body) -> tuple[str, str]:
    """What was chosen, and what goes with it: the key of a campaign, else what was typed."""
    action = pressed(body)
    name, _, about = str((action.get("selected_option") or {}).get("value", "")).partition(":")
    return name, about or typed_at(str(action.get("block_id", "")))


def as_button(body: Body, value: str) -> dict[str, Any]:
    """The same press as of a button that carries ``value``."""
    return {**body, "actions": [{**pressed(body), "value": value or "-"}]}
