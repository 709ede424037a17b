"""What a person sees and fills in: finds elements in blocks and builds the state Slack sends along with a view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.playground.controls import KEYS
from bot.playground.limits_blocks import inner_blocks

Payload = dict[str, Any]

# The playground draws no rich text input; the limits know it.
_KEYS = {**KEYS, "rich_text_input": ("rich_text_value", "initial_value")}


@dataclass(frozen=True, kw_only=True)
class Control:
    """One element on the screen with the block it sits in; ``action_id`` falls back on the block's id.

    ``choice``: what of an overflow menu is meant.
    """

    block_id: str
    element: Payload
    choice: str = ""

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", self.block_id))

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def label(self) -> str:
        """Its words: those of a button, or of the choice that is meant."""
        shown = self._option(self.choice) if self.choice else self.element
        return str(shown["text"]["text"])

    def initial(self) -> Payload:
        """The state Slack sends when nobody touched the element."""
        key, initial = _KEYS[self.kind]
        return {"type": self.kind, key: self.element.get(initial, [] if _takes_many(key) else None)}

    def filled(self, value: Any) -> Payload:
        """The state after somebody chose or typed ``value``; strings stand for options, None for nothing.

        Raises ``AssertionError`` for an option that is not on the menu.
        """
        key, _ = _KEYS[self.kind]
        if value is None or value == "":
            return {"type": self.kind, key: [] if _takes_many(key) else None}
        if key == "selected_options":
            return {"type": self.kind, key: [self._option(part) for part in _listed(value)]}
        if key == "selected_option":
            return {"type": self.kind, key: self._option(value)}
        if _takes_many(key):
            return {"type": self.kind, key: list(_listed(value))}
        return {"type": self.kind, key: value if key == "rich_text_value" else _typed(key, value)}

    def pressed(self, value: Any) -> Payload:
        """The action Slack sends: a button carries its value, the others what was chosen."""
        named = {"action_id": self.action_id, "block_id": self.block_id}
        if self.kind in _KEYS:
            return {**named, **self.filled(value)}
        if self.kind == "overflow":
            return {**named, "type": self.kind, "selected_option": self._option(value or self.choice)}
        button: Payload = {key: self.element[key] for key in ("text", "value", "style", "url") if key in self.element}
        return {**named, "type": self.kind, **button, **({} if value is None else {"value": value})}

    @property
    def names(self) -> list[str]:
        if self.kind != "overflow":
            return [self.action_id]
        return [str(option["value"]).partition(":")[0] for option in self._menu()]

    def choices(self, name: str) -> list[Control]:
        """What an overflow menu offers under this name, ``cost`` also as ``cost:campaign-q3``."""
        values = [option["value"] for option in self._menu()] if self.kind == "overflow" else []
        return [replace(self, choice=value) for value in values if f"{value}:".startswith(f"{name}:")]

    def _option(self, value: Any) -> Payload:
        if isinstance(value, dict):
            return value
        for found in self._menu():
            if value in (found["value"], found["text"]["text"]):
                return found
        # What an external select offers is not in the view: the bot answered it earlier.
        assert "external" in self.kind, f"{value!r} is not on the menu of {self.action_id}"
        return {"text": {"type": "plain_text", "text": str(value), "emoji": True}, "value": str(value)}

    def _menu(self) -> Iterator[Payload]:
        yield from self.element.get("options", ())
        for group in self.element.get("option_groups", ()):
            yield from group["options"]


def controls(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Control]:
    """Every element a person can touch, in the order of the screen."""
    for block in blocks:
        parts = [block.get("accessory"), block.get("element"), *_elements(block)]
        touchable = [part for part in parts if isinstance(part, dict) and part["type"] not in ("image", "mrkdwn")]
        yield from (Control(block_id=str(block.get("block_id", "")), element=part) for part in touchable)
        yield from controls([child for _, child in inner_blocks(block, "")])


def _elements(block: Mapping[str, Any]) -> list[Any]:
    key = {"actions": "elements", "context_actions": "elements", "card": "actions"}.get(block["type"], "")
    return list(block.get(key, ()))


def find(blocks: Sequence[Mapping[str, Any]], action_id: str, value: Any = None) -> Control:
    """The element with this action id, the one with this value if there are several; else what a ⋯ menu offers.

    Raises ``AssertionError`` when there is none: nobody can press what is not shown.
    """
    on_screen = list(controls(blocks))
    named = [control for control in on_screen if action_id == control.action_id]
    named = named or [control for control in on_screen if action_id == control.block_id]
    named = named or [choice for control in on_screen for choice in control.choices(action_id)]
    shown = [control.action_id for control in on_screen]
    assert named, f"there is no {action_id!r} on the screen, only {shown}"
    return next((control for control in named if value is not None and control.element.get("value") == value), named[0])


def offered(blocks: Sequence[Mapping[str, Any]]) -> set[str]:
    """The names of all that can be pressed or chosen, of a ⋯ menu its choices: ``cost`` also for one campaign."""
    return {name for control in controls(blocks) for name in control.names}


def state(blocks: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> Payload:
    """``state`` of a view: every field, with ``values`` (by block id or action id) over the initial values.

    Raises ``AssertionError`` for a value without a field.
    """
    fields = [control for control in controls(blocks) if control.kind in _KEYS]
    known = {name for control in fields for name in (control.block_id, control.action_id)}
    assert set(values) <= known, f"the view has no field {sorted(set(values) - known)}, only {sorted(known)}"
    in_block = Counter(control.block_id for control in fields)
    found: dict[str, Payload] = {}
    for control in fields:
        alone = in_block[control.block_id] == 1
        name = control.block_id if alone and control.block_id in values else control.action_id
        content = control.filled(values[name]) if name in values else control.initial()
        found.setdefault(control.block_id, {})[control.action_id] = content
    return {"values": found}


def kept(fresh: Payload, typed: Mapping[str, Any], values: Mapping[str, Any]) -> Payload:
    """The state ``fresh`` of a view drawn anew, as Slack keeps it: what was ``typed`` into a field stays where both of
    its ids are the same, whatever it is given now; only ``values`` are typed over it.
    """
    for block_id, actions in fresh["values"].items():
        for action_id in actions:
            if not {block_id, action_id} & set(values) and action_id in typed.get(block_id, {}):
                actions[action_id] = typed[block_id][action_id]
    return fresh


def _takes_many(key: str) -> bool:
    return key.endswith("s")


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]


def _typed(key: str, value: Any) -> Any:
    return int(value) if key == "selected_date_time" else str(value)


def fields(form: Payload) -> dict[str, str]:
    """What stands in the fields of a form, by name; what is chosen by its value."""
    values = {}
    for name, elements in state(form["blocks"], {})["values"].items():
        (kept,) = elements.values()
        chosen = kept.get("selected_option")
        values[name] = chosen["value"] if chosen else kept.get("value") or kept.get("selected_date")
    return {name: value for name, value in values.items() if value}
