"""Small named helpers for Block Kit, as plain dicts.

What people typed only ever goes into ``plain_text`` and ``rich_text``, which Slack does not parse: no mention, link or
formatting can come out of a name. Only the address of a message in Slack becomes a link (`bot.views.links`). The
top-level ``text`` is parsed, so there it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.line_breaks import kept_together
from bot.views.links import parted

Block = dict[str, Any]

LONGEST_HEADER = 150
LONGEST_TEXT = 3900
LONGEST_OPTION = 75
LONGEST_VALUE = 2000
"""Characters of a button's value that Slack takes."""
_SIGNS = re.compile(r"[*_~`&<>@#|\\\n]|:\S+:")
"""What may be read as formatting, a mention, an emoji or an escape in Slack's mrkdwn."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, by mention: only in ephemeral answers, where nobody is pinged."""

    user_id: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words set in bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, by mention: Slack shows its name to those who may know it."""

    conversation: str


Span = str | Mention | Place | Strong


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few lines under an optional bold heading; ``buttons`` below them, in a block with the id ``place``."""

    body: tuple[Span, ...]
    heading: str = ""
    bold: bool = False
    buttons: tuple[Block, ...] = ()
    place: str = ""


def paragraph(
    *body: Span, heading: str = "", bold: bool = False, buttons: Sequence[Block] = (), place: str = ""
) -> Paragraph:
    return Paragraph(body=body, heading=heading, bold=bold, buttons=tuple(buttons), place=place)


def rows(lines: Sequence[str], *, heading: str = "") -> Paragraph:
    """A row each, its first line in bold where it has several. Slack takes 3,000 characters in one element."""
    ended = [f"{line}\n" for line in lines[:-1]] + list(lines[-1:])
    return Paragraph(body=tuple(span for row in ended for span in _row(row)), heading=heading)


def _row(text: str) -> Iterator[Span]:
    first, _, rest = text.partition("\n")
    if rest:
        yield Strong(f"{first}\n")
    yield rest or text


def message(title: str, paragraphs: Iterable[Paragraph], buttons: Sequence[Block] = ()) -> Block:
    """A message whose ``text`` says everything its blocks say."""
    parts = list(paragraphs)
    return {"text": plain(title, parts), "blocks": body(title, parts, buttons)}


def body(title: str, paragraphs: Sequence[Paragraph], buttons: Sequence[Block] = ()) -> list[Block]:
    """The blocks of a message or of a modal's or Home's content."""
    blocks = [header(title)] if title else []
    for part in paragraphs:
        blocks.append(rich_text(part))
        if part.buttons:
            blocks.append(actions(part.buttons) | ({"block_id": part.place} if part.place else {}))
    return blocks + ([actions(buttons)] if buttons else [])


def plain(title: str, paragraphs: Iterable[Paragraph]) -> str:
    """The whole content as one escaped text: what a screen reader reads."""
    lines = [escape(title)] if title else []
    for part in paragraphs:
        lines += ([escape(part.heading)] if part.heading else []) + ["".join(map(_span_text, part.body))]
    return shorten("\n".join(lines), LONGEST_TEXT)


def without_buttons(view: Block) -> list[Block]:
    """The blocks of a message that only say something."""
    return [block for block in view["blocks"] if block["type"] != "actions"]


def mentioned(view: Block) -> set[str]:
    """The ids of the people whom a message mentions."""
    return {part["user_id"] for part in _parts(view["blocks"]) if part.get("type") == "user"}


def by_name(view: Block, names: Mapping[str, str]) -> Block:
    """The message with names in the place of mentions, so that nobody is pinged. ``names``: id -> display name."""
    text = view["text"]  # everything else in it is escaped, so only a mention looks like one
    for user, name in names.items():
        text = text.replace(f"<@{user}>", escape(name))
    return view | {"text": shorten(text, LONGEST_TEXT), "blocks": _renamed(view["blocks"], names)}


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    if isinstance(part, list):
        return [_renamed(one, names) for one in part]
    if isinstance(part, dict) and part.get("type") == "user":
        return {"type": "text", "text": names[part["user_id"]]}
    return {key: _renamed(one, names) for key, one in part.items()} if isinstance(part, dict) else part


def _parts(part: Any) -> Iterator[Block]:
    """Every dict in a block, at whatever depth."""
    if isinstance(part, dict):
        yield part
    if isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _parts(one)


def escape(text: str) -> str:
    """Escapes Slack's three signs, and only those."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(kept_together(shorten(text, LONGEST_HEADER)))}


def rich_text(part: Paragraph) -> Block:
    """A block of lines that are never parsed; the heading bold."""
    elements: list[Block] = []
    if part.heading:
        elements.append({"type": "text", "text": f"{kept_together(part.heading)}\n", "style": {"bold": True}})
    for span in part.body:
        elements += _span_elements(span, bold=part.bold)
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def beside(element: Block, name: str, behind: str, before: str = "") -> Block:
    """A line with a button or menu beside it. Bold goes by Slack's signs, so a name with any of them stays plain."""
    if _SIGNS.search(name + behind):
        text = plain_text(f"{before}{name}{behind}")
    else:
        text = {"type": "mrkdwn", "text": f"{before}*{name}*{behind}", "verbatim": True}
    return {"type": "section", "text": text} | ({"accessory": element} if element else {})


def divider() -> Block:
    return {"type": "divider"}


def context(text: str) -> Block:
    return {"type": "context", "elements": [plain_text(kept_together(shorten(text, 2000)))]}


def actions(elements: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(
    text: str, action_id: str, value: str, *, style: str = "", confirm: Block | None = None, label: str = ""
) -> Block:
    """``label``: what a screen reader says instead of a terse ``text``."""
    view: Block = {
        "type": "button",
        "text": plain_text(shorten(text, LONGEST_OPTION)),
        "action_id": action_id,
        "value": value,
    }
    if style:
        view["style"] = style
    if label:
        view["accessibility_label"] = shorten(label, LONGEST_OPTION)
    return view | ({"confirm": confirm} if confirm else {})


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    return {
        "title": plain_text(shorten(title, 100)),
        "text": plain_text(shorten(text, 300)),
        "confirm": plain_text(shorten(yes, 30)),
        "deny": plain_text(shorten(no, 30)),
    }


def plain_text(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def option(text: str, value: str) -> Block:
    return {"text": plain_text(shorten(text, LONGEST_OPTION)), "value": value}


def _span_text(span: Span) -> str:
    if isinstance(span, Mention):
        return f"<@{span.user_id}>"
    if isinstance(span, Place):
        return f"<#{span.conversation}>"
    return escape(span.text if isinstance(span, Strong) else span)


def _span_elements(span: Span, *, bold: bool) -> list[Block]:
    if isinstance(span, Mention):
        return [{"type": "user", "user_id": span.user_id}]
    if isinstance(span, Place):
        return [{"type": "channel", "channel_id": span.conversation}]
    style: Block = {"style": {"bold": True}} if bold or isinstance(span, Strong) else {}
    parts = parted(span.text if isinstance(span, Strong) else span)
    return [
        ({"type": "link", "url": text} if is_link else {"type": "text", "text": kept_together(text)}) | style
        for text, is_link in parts
        if text  # Slack refuses an element without any
    ]
