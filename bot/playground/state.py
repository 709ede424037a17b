"""State: from the posted form to what Slack sends, ``state.values`` and the entry of ``actions``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.playground.controls import Blocks, Control, Payload, control_name, controls
from bot.playground.faults import faults

__all__ = ["Form", "action", "control_name", "faults", "initial", "read"]

Form = Mapping[str, Sequence[str]]
Files = Mapping[str, Sequence[Payload]]


def read(blocks: Blocks, form: Form, files: Files | None = None) -> Payload:
    """Reads ``state``: every field of every block as Slack sends it, null or [] for what the form does not hold.

    ``files``: control name -> the uploaded files, as Slack's file objects.
    """
    values: dict[str, Payload] = {}
    for control in _fields(blocks):
        values.setdefault(control.block_id, {})[control.action_id] = _entry(control, form, files or {})
    return {"values": values}


def initial(blocks: Blocks) -> Payload:
    """The ``state`` of blocks nobody has touched."""
    values: dict[str, Payload] = {}
    for control in _fields(blocks):
        entry = {"type": control.kind, control.key: control.initial}
        values.setdefault(control.block_id, {})[control.action_id] = entry
    return {"values": values}


def action(blocks: Blocks, block_id: str, action_id: str, form: Form, choice: str = "") -> Payload:
    """The entry of ``actions`` in ``block_actions``, without ``action_ts``.

    ``choice``: the index of the overflow option pressed. Raises ``KeyError`` when no such element, or no such option,
    is on the surface.
    """
    control = _find(blocks, block_id, action_id)
    named = {"action_id": action_id, "block_id": block_id}
    if control.key:
        visible = {key: control.element[key] for key in ("placeholder",) if key in control.element}
        return {**named, **visible, **_entry(control, form, {})}
    if control.kind == "overflow":
        return {**named, "type": control.kind, "selected_option": _pressed(control, choice)}
    visible = {key: control.element[key] for key in ("text", "value", "style", "url") if key in control.element}
    return {**named, "type": control.kind, **visible}


def _fields(blocks: Blocks) -> list[Control]:
    return [control for control in controls(blocks) if control.key]


def _find(blocks: Blocks, block_id: str, action_id: str) -> Control:
    for control in controls(blocks):
        if (control.block_id, control.action_id) == (block_id, action_id):
            return control
    raise KeyError(f"{block_id}/{action_id}")


def _pressed(control: Control, choice: str) -> Payload:
    numbered = {str(index): option for index, option in enumerate(control.options)}
    return numbered[choice]


def _entry(control: Control, form: Form, files: Files) -> Payload:
    typed = [text for text in form.get(control.name, ()) if text]
    return {"type": control.kind, control.key: _content(control, typed, files)}


def _content(control: Control, typed: Sequence[str], files: Files) -> Any:
    if control.kind == "file_input":
        return list(files.get(control.name, ()))
    if control.key == "selected_date_time":
        return _instant(typed)
    content = (
        _options(control, typed) if control.key.startswith("selected_option") else [_lines(text) for text in typed]
    )
    return content if control.many else next(iter(content), None)


def _options(control: Control, typed: Sequence[str]) -> list[Payload]:
    if "external" in control.kind:
        return [option for option in map(_carried, typed) if option]
    return [option for option in control.options if option["value"] in typed]


def _carried(text: str) -> Payload:
    """The option an external select carries in its hidden input; empty for what is none."""
    try:
        option = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return option if isinstance(option, dict) and {"text", "value"} <= set(option) else {}


def _lines(text: str) -> str:
    """The text with plain line breaks: browsers post CRLF, whatever was typed."""
    return text.replace("\r\n", "\n")


def _instant(typed: Sequence[str]) -> int | None:
    """Unix seconds of a local time and the zone it was shown in, which the control posts behind it."""
    if len(typed) < 2:
        return None
    try:
        return int(datetime.fromisoformat(typed[0]).replace(tzinfo=ZoneInfo(typed[1])).timestamp())
    except (ValueError, ZoneInfoNotFoundError):
        return None
