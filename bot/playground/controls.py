"""The elements on a surface that a person can touch, and what each keeps in ``state.values``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

Payload = dict[str, Any]
Blocks = Sequence[Mapping[str, Any]]

# Element type -> the key its value has in ``state.values``, and the key of its initial value.
KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", ""),
}

PRESSED = ("button", "overflow")


@dataclass(frozen=True, kw_only=True)
class Control:
    """An element with the block it sits in; a missing action id falls back on the block's id."""

    block: Mapping[str, Any]
    element: Mapping[str, Any]

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", self.block_id))

    @property
    def kind(self) -> str:
        return str(self.element.get("type"))

    @property
    def name(self) -> str:
        return control_name(self.block_id, self.action_id)

    @property
    def key(self) -> str:
        """The key of the value in ``state.values``; empty for what is only pressed."""
        return KEYS.get(self.kind, ("", ""))[0]

    @property
    def many(self) -> bool:
        return self.key.endswith("s")

    @property
    def initial(self) -> Any:
        """The value that the element holds before anybody touches it: None or [] where the bot sets nothing."""
        return self.element.get(KEYS[self.kind][1], [] if self.many else None)

    @property
    def options(self) -> list[Payload]:
        """The choices of the element itself, those in groups included."""
        groups = [group["options"] for group in self.element.get("option_groups", ())]
        return [*self.element.get("options", ()), *(option for options in groups for option in options)]


def control_name(block_id: str, action_id: str) -> str:
    """The HTML name of a control: both ids percent-encoded, joined by a slash that neither can hold."""
    return f"{quote(block_id, safe='')}/{quote(action_id, safe='')}"


def controls(blocks: Blocks) -> Iterator[Control]:
    """Every element that keeps a state or can be pressed, in the order of the screen."""
    for block in blocks:
        row = block.get("elements", ()) if block.get("type") == "actions" else ()
        for part in (block.get("accessory"), block.get("element"), *row):
            if isinstance(part, Mapping) and part.get("type") in (*KEYS, *PRESSED):
                yield Control(block=block, element=part)
