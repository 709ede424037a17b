"""Faults that Slack's own client finds in a form before it sends it, each a sentence under its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from bot.playground.clients_words import clients_words
from bot.playground.controls import Blocks, Control, controls

Fault = tuple[str, Mapping[str, object]]
"""A sentence of `bot.playground.clients_words`, and what is put in it."""

ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def faults(
    blocks: Blocks, values: Mapping[str, Mapping[str, Mapping[str, Any]]], locale: str = "en-US"
) -> dict[str, str]:
    """Block id -> what to do, for every input block Slack would not submit; ``values`` is ``state["values"]``.

    ``locale``: in which the person has Slack.
    """
    by_path = {}
    for control in controls(blocks):
        if control.block.get("type") == "input" and control.key:
            entry = values.get(control.block_id, {}).get(control.action_id, {})
            if fault := _fault(control, entry.get(control.key)):
                sentence, details = fault
                by_path[control.block_id] = clients_words(sentence, locale, **details)
    return by_path


def _fault(control: Control, value: Any) -> Fault | None:
    if value is None or value in ("", []):
        return None if control.block.get("optional") else (_missing(control), {})
    return _CHECKS[control.kind](control.element, value) if control.kind in _CHECKS else _too_many(control, value)


def _missing(control: Control) -> str:
    if control.kind == "file_input":
        return "Add a file."
    return "Fill in this field." if control.key == "value" else "Choose something here."


def _too_many(control: Control, value: Any) -> Fault | None:
    most = control.element.get("max_selected_items")
    return ("Choose at most {n}.", {"n": most}) if control.many and most and len(value) > most else None


def _number(element: Mapping[str, Any], text: str) -> Fault | None:
    number, is_whole = _decimal(text), not element["is_decimal_allowed"]
    if is_whole and (number is None or number != number.to_integral_value()):
        return "Enter a whole number, such as 12.", {}
    return ("Enter a number, such as 12.5.", {}) if number is None else _outside(element, number)


def _decimal(text: str) -> Decimal | None:
    """The number in a text; None for what is no plain number: Slack's client takes neither commas nor exponents."""
    sound = re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text.strip(), re.ASCII)
    return Decimal(text.strip()) if sound else None


def _outside(element: Mapping[str, Any], number: Decimal) -> Fault | None:
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return "Enter {n} or more.", {"n": least}
    if most is not None and number > Decimal(most):
        return "Enter {n} or less.", {"n": most}
    return None


def _text(element: Mapping[str, Any], text: str) -> Fault | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return "Write at least {n} characters; {left} more to go.", {"n": least, "left": least - len(text)}
    if len(text) > most:
        return "Write at most {n} characters; take out {left}.", {"n": most, "left": len(text) - most}
    return None


def _email(_element: Mapping[str, Any], text: str) -> Fault | None:
    return None if ADDRESS.fullmatch(text.strip()) else ("Enter an e-mail address, such as anna@example.com.", {})


def _url(_element: Mapping[str, Any], text: str) -> Fault | None:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        parts = urlsplit("")
    sound = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", text.strip())
    return None if sound else ("Enter a web address, such as https://example.com.", {})


def _files(element: Mapping[str, Any], files: list[Any]) -> Fault | None:
    most = element.get("max_files", 10)
    sentence = "Add at most 1 file." if most == 1 else "Add at most {n} files."
    return (sentence, {"n": most}) if len(files) > most else None


_CHECKS: dict[str, Callable[[Mapping[str, Any], Any], Fault | None]] = {
    "number_input": _number,
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "file_input": _files,
}
