"""A control as a template draws it: its DOM ids, what it holds, and what it tells the server when touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.playground.controls import PRESSED, Control, Payload
from bot.playground.surface import Surface

GROUPS = (
    "checkboxes",
    "radio_buttons",
    "multi_static_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
)
NAMED_BY_ITSELF = "Choose"
_DOM_ID = re.compile(r"[^A-Za-z0-9_.~-]")


@dataclass(frozen=True, kw_only=True)
class Field:
    """An element on one surface."""

    surface: Surface
    control: Control

    @property
    def id(self) -> str:
        """The DOM id: the same as long as block id and action id are, so that a redrawn control stays itself."""
        return dom_id(self.surface.id, self.control.block_id, self.control.action_id)

    @property
    def name(self) -> str:
        return self.control.name

    @property
    def in_input(self) -> bool:
        return bool(self.control.block.get("type") == "input")

    @property
    def grouped(self) -> bool:
        """Whether several HTML controls stand for the element, so that a label cannot point at one."""
        return self.control.kind in GROUPS

    @property
    def block_dom_id(self) -> str:
        return dom_id(self.surface.id, self.control.block_id)

    @property
    def label_id(self) -> str:
        """The id of the text that names the control; empty where it must name itself."""
        if self.in_input:
            return f"{self.block_dom_id}-label"
        return f"{self.block_dom_id}-text" if self._beside_text else ""

    @property
    def _beside_text(self) -> bool:
        return self.control.block.get("type") == "section" and "text" in self.control.block

    @property
    def label(self) -> str:
        """The words that name the control where no text on the page does."""
        placeholder = self.control.element.get("placeholder")
        text = placeholder.get("text") if isinstance(placeholder, Mapping) else ""
        return str(self.control.element.get("accessibility_label") or text or NAMED_BY_ITSELF)

    @property
    def error(self) -> str:
        return self.surface.errors.get(self.control.block_id, "") if self.in_input else ""

    @property
    def required(self) -> bool:
        return self.in_input and not self.control.block.get("optional", False)

    @property
    def described_by(self) -> str:
        """Ids of the hint and of the error, those that are shown."""
        hint = [f"{self.block_dom_id}-hint"] if self.in_input and self.control.block.get("hint") else []
        return " ".join([*hint, *([f"{self.block_dom_id}-error"] if self.error else [])])

    @property
    def value(self) -> Any:
        """The value that the control holds: typed before, else as the bot set it.

        The shape is that of ``state.values``.
        """
        entry = self.surface.values.get(self.control.block_id, {}).get(self.control.action_id, {})
        if entry.get("type") == self.control.kind and self.control.key in entry:
            return entry[self.control.key]
        return self._default()

    def _default(self) -> Any:
        here = self.surface.names.here
        wanted = self.control.element.get("default_to_current_conversation") and not self.control.initial
        if wanted and here and self._wanted(here):
            return [here] if self.control.many else here
        return self.control.initial

    @property
    def chosen(self) -> list[str]:
        """The values of what is chosen: option values or ids."""
        return [str(item["value"]) if isinstance(item, Mapping) else str(item) for item in self.picked]

    @property
    def picked(self) -> list[Any]:
        """The chosen values, one or many, as a list."""
        held = self.value if self.control.many else [self.value]
        return [item for item in held or [] if item is not None]

    @property
    def local(self) -> str:
        """The date and time of a datetimepicker as its HTML control writes it, in the viewer's zone."""
        if self.value is None:
            return ""
        moment = datetime.fromtimestamp(int(self.value), tz=UTC).astimezone(ZoneInfo(self.surface.names.zone))
        return moment.strftime("%Y-%m-%dT%H:%M")

    @property
    def acts(self) -> bool:
        """Whether a change is sent at once."""
        return not self.in_input or bool(self.control.block.get("dispatch_action"))

    @property
    def trigger(self) -> str:
        """The moment at which it is sent, as htmx writes it. ``act`` is the event of elements.js."""
        if self.control.kind in PRESSED:
            return "click"
        if self.control.key == "value":
            return ", ".join(self._typing())
        if self.control.key in ("selected_date", "selected_time", "selected_date_time"):
            return "change delay:400ms"  # a date typed by keyboard changes once per digit
        return "act" if "external" in self.control.kind else "change"

    def _typing(self) -> Iterator[str]:
        config = self.control.element.get("dispatch_action_config", {})
        wanted = config.get("trigger_actions_on", ["on_enter_pressed"])
        yield from ["act"] if "on_enter_pressed" in wanted else []
        yield from ["input changed delay:300ms"] if "on_character_entered" in wanted else []

    @property
    def entered(self) -> bool:
        """Whether Enter sends the text."""
        return self.acts and "act" in self.trigger.split(", ")

    def vals(self, choice: str = "") -> str:
        """The values that a press adds to the form, as JSON."""
        ids = {"block_id": self.control.block_id, "action_id": self.control.action_id}
        return json.dumps({**ids, "choice": choice})

    @property
    def people(self) -> list[tuple[str, str]]:
        """(id, name) of everybody on the menu, by name; who is chosen is on it, known or not."""
        return _listed(self.surface.names.people, self.chosen)

    @property
    def conversations(self) -> list[tuple[str, str]]:
        """(id, name) of the conversations on the menu, by name."""
        every = self.surface.names.conversations
        return _listed({key: name for key, name in every.items() if self._wanted(key)}, self.chosen)

    def _wanted(self, conversation: str) -> bool:
        """Whether the element's filter lets it onto the menu; a menu of channels has public ones only."""
        asked = self.control.element.get("filter", {})
        kinds = self.surface.names.kinds.get(conversation, {"public"})
        include = {"public"} if "channels" in self.control.kind else asked.get("include", ("public", "private"))
        if asked.get("exclude_external_shared_channels") and "external" in kinds:
            return False
        return not kinds.isdisjoint(include)


def dom_id(*parts: str) -> str:
    """Parts joined to one id without spaces or signs that selectors would trip over."""
    return "-".join(_DOM_ID.sub(lambda found: quote(found[0], safe="").replace("%", "_"), part) for part in parts)


def carried(option: Payload) -> str:
    """An option as text, as an external select carries it in its hidden input."""
    return json.dumps(option, ensure_ascii=False, sort_keys=True)


def _listed(names: Mapping[str, str], chosen: list[str]) -> list[tuple[str, str]]:
    by_name = sorted(names.items(), key=lambda item: item[1].casefold())
    return by_name + [(unknown, unknown) for unknown in chosen if unknown not in names]
