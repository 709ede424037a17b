"""Faults that Slack's own client finds in a form before it sends it, each a sentence under its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from bot.playground.controls import Blocks, Control, controls

EMPTY = "Fill in this field."
CHOOSE = "Choose something here."
ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def faults(blocks: Blocks, values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, str]:
    """Block id -> what to do, for every input block Slack would not submit; ``values`` is ``state["values"]``."""
    by_path = {}
    for control in controls(blocks):
        if control.block.get("type") == "input" and control.key:
            entry = values.get(control.block_id, {}).get(control.action_id, {})
            if sentence := _fault(control, entry.get(control.key)):
                by_path[control.block_id] = sentence
    return by_path


def _fault(control: Control, value: Any) -> str:
    if value is None or value in ("", []):
        return "" if control.block.get("optional") else _missing(control)
    return _CHECKS[control.kind](control.element, value) if control.kind in _CHECKS else _too_many(control, value)


def _missing(control: Control) -> str:
    if control.kind == "file_input":
        return "Add a file."
    return EMPTY if control.key == "value" else CHOOSE


def _too_many(control: Control, value: Any) -> str:
    most = control.element.get("max_selected_items")
    return f"Choose at most {most}." if control.many and most and len(value) > most else ""


def _number(element: Mapping[str, Any], text: str) -> str:
    number = _decimal(text)
    if number is None:
        return "Enter a number, such as 12.5." if element["is_decimal_allowed"] else "Enter a whole number, such as 12."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Enter a whole number, such as 12."
    return _outside(element, number)


def _decimal(text: str) -> Decimal | None:
    """The number in a text; None for what is no plain number: Slack's client takes neither commas nor exponents."""
    sound = re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text.strip(), re.ASCII)
    return Decimal(text.strip()) if sound else None


def _outside(element: Mapping[str, Any], number: Decimal) -> str:
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Enter {least} or more."
    if most is not None and number > Decimal(most):
        return f"Enter {most} or less."
    return ""


def _text(element: Mapping[str, Any], text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Write at least {least} characters; {least - len(text)} more to go."
    if len(text) > most:
        return f"Write at most {most} characters; take out {len(text) - most}."
    return ""


def _email(_element: Mapping[str, Any], text: str) -> str:
    return "" if ADDRESS.fullmatch(text.strip()) else "Enter an e-mail address, such as anna@example.com."


def _url(_element: Mapping[str, Any], text: str) -> str:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        parts = urlsplit("")
    sound = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", text.strip())
    return "" if sound else "Enter a web address, such as https://example.com."


def _files(element: Mapping[str, Any], files: list[Any]) -> str:
    most = element.get("max_files", 10)
    return f"Add at most {most} file{'' if most == 1 else 's'}." if len(files) > most else ""


_CHECKS: dict[str, Callable[[Mapping[str, Any], Any], str]] = {
    "number_input": _number,
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "file_input": _files,
}
