"""A message or a form as text, line by line as a person sees it.

``# heading``, ``**bold**``, ``[button]``, ``| cell | cell |``, ``(field: kind · what stands in it)`` with its hint and
its menu below. What is not seen (ids, values, metadata) is left out. A block or element of a new type is told by its
type and its texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

Payload = Mapping[str, Any]

KINDS = {
    "plain_text_input": "text",
    "number_input": "whole number",
    "datepicker": "date",
    "timepicker": "time",
    "static_select": "menu",
    "overflow": "⋯",
    "external_select": "search",
    "conversations_select": "conversation",
}
DECIMALS, LINES = "number", "lines of text"


def message(made: Payload) -> str:
    """Its blocks, and its top-level text where that says something else."""
    blocks = _blocks(made["blocks"])
    text = unescape(made["text"])
    same = _words(text) == _words("\n".join(_said(made["blocks"])))
    return blocks if same else f"{blocks}\n--- the text alone ---\n\n{text}\n"


def view(made: Payload) -> str:
    """A modal: its title, its blocks, its buttons; of a Home tab, which has neither, the blocks."""
    if made.get("type") == "home":
        return _blocks(made["blocks"])
    buttons = " ".join(f"[{made[key]['text']}]" for key in ("submit", "close") if key in made)
    return "\n".join([f"# {made['title']['text']}\n", _blocks(made["blocks"]), f"{buttons}\n"])


def _blocks(blocks: Sequence[Payload]) -> str:
    return "\n".join("".join(f"{line}\n" for line in _block(block)) for block in blocks)


def _block(block: Payload) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"# {block['text']['text']}"
        case "divider":
            yield "---"
        case "rich_text":
            yield from _rich(block)
        case "context":
            yield f"~ {' '.join(_texts(block))}"
        case "section":
            yield from _texts({"text": block.get("text"), "fields": block.get("fields")})
            yield from _touched(block["accessory"]) if "accessory" in block else ()
        case "actions":
            yield from _actions(block["elements"])
        case "input":
            yield from _field(block)
        case "table":
            yield from (f"| {' | '.join(_texts(row))} |" for row in block["rows"])
        case _:
            yield from _unknown(block)


def _rich(block: Payload) -> Iterator[str]:
    for section in block["elements"]:
        if section["type"] == "rich_text_section":
            yield "".join(map(_span, section["elements"])).rstrip("\n")
        else:
            yield from _unknown(section)


def _span(element: Payload) -> str:
    match element["type"]:
        case "text" if element.get("style", {}).get("bold"):
            text = str(element["text"])
            words = text.rstrip("\n")
            return f"**{words}**{text[len(words) :]}"
        case "text":
            return str(element["text"])
        case "user":
            return f"<@{element['user_id']}>"
        case "channel":
            return f"<#{element['channel_id']}>"
    return " ".join(_unknown(element))


def _actions(elements: Sequence[Payload]) -> Iterator[str]:
    """The buttons in one line, then what they ask before they do anything, then what is no button."""
    buttons = [element for element in elements if element["type"] == "button"]
    if buttons:
        yield " ".join(map(_button, buttons))
    for button in buttons:
        yield from _confirm(button)
    for element in elements:
        yield from _touched(element) if element["type"] != "button" else ()


def _touched(element: Payload) -> Iterator[str]:
    if element["type"] == "button":
        yield _button(element)
        yield from _confirm(element)
    else:
        yield f"({_control(element)})"
        yield from _menu(element)


def _button(element: Payload) -> str:
    style = f" ({element['style']})" if "style" in element else ""
    return f"[{element['text']['text']}{style}]"


def _confirm(element: Payload) -> Iterator[str]:
    asked = element.get("confirm")
    if asked:
        title, text, yes, no = (asked[key]["text"] for key in ("title", "text", "confirm", "deny"))
        yield f"    {element['text']['text']} asks: {title} | {text} | [{yes}] [{no}]"


def _field(block: Payload) -> Iterator[str]:
    told = [f"{block['label']['text']}: {_control(block['element'])}"]
    told += ["optional"] if block.get("optional") else []
    told += ["sent at once"] if block.get("dispatch_action") else []
    yield f"({' · '.join(told)})"
    yield from (f"    {line}" for line in _texts(block.get("hint")))
    yield from _menu(block["element"])


def _control(element: Payload) -> str:
    told = [_kind(element)]
    told += [f"“{text}” in grey" for text in _texts(element.get("placeholder"))]
    told += [f"at most {element['max_length']} characters"] if "max_length" in element else []
    told += [f"holds {_value(value)}" for key, value in element.items() if key.startswith("initial_")]
    told += ["holds where one is"] if element.get("default_to_current_conversation") else []
    return " · ".join(told)


def _kind(element: Payload) -> str:
    if element.get("is_decimal_allowed"):
        return DECIMALS
    return LINES if element.get("multiline") else KINDS.get(element["type"], str(element["type"]))


def _value(value: Any) -> str:
    return ", ".join(_texts(value)) if isinstance(value, Mapping | list) else f"“{value}”"


def _menu(element: Payload) -> Iterator[str]:
    for option in element.get("options", ()):
        yield f"    - {option['text']['text']}"
    for group in element.get("option_groups", ()):
        yield f"    {group['label']['text']}:"
        yield from _menu(group)


def _unknown(block: Payload) -> Iterator[str]:
    yield f"<{block['type']}>"
    yield from (f"    {text}" for text in _texts(block))


def _texts(shown: Any) -> Iterator[str]:
    """All texts in it, in order."""
    if isinstance(shown, Mapping):
        for key, part in shown.items():
            yield from [part] if key == "text" and isinstance(part, str) else _texts(part)
    elif isinstance(shown, list):
        for part in shown:
            yield from _texts(part)


def _said(blocks: Sequence[Payload]) -> Iterator[str]:
    """What is said without the buttons and without marks, as the top-level text says it."""
    for block in blocks:
        if block["type"] == "rich_text":
            yield from ("".join(_plain(element) for element in part["elements"]) for part in block["elements"])
        elif block["type"] != "actions":
            yield from _texts(block)


def _plain(element: Payload) -> str:
    return f"<@{element['user_id']}>" if element["type"] == "user" else " ".join(_texts(element))


def _words(text: str) -> list[str]:
    return text.split()
