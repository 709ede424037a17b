"""Every block an app may send, its limits, and the surfaces it works on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.playground.limits_data import DATA_BLOCKS
from bot.playground.limits_elements import ID, IMAGE, MENUS, PICKS, elements
from bot.playground.limits_rich_text import RICH_TEXT, RICH_TEXT_KEYS
from bot.playground.limits_shapes import (
    Check,
    Fault,
    Kind,
    Place,
    at_least_one,
    each,
    either,
    exactly_one,
    flag,
    kind,
    one_of,
    plain,
    record,
    string,
    tagged,
    text,
    url,
    words,
)


def check_block(value: Any, place: Place) -> Iterator[Fault]:
    """Faults of one block by itself, the blocks inside it included."""
    yield from tagged(BLOCKS, tuple(BLOCKS), "block")(value, place)


def inner_blocks(block: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """The blocks directly inside a container, a layout, a carousel or a plan, each with its pointer."""
    for index, child in enumerate(_list(block, "child_blocks")):
        yield f"{pointer}/child_blocks/{index}", child
    for row, cells in enumerate(_list(block, "rows") if _type(block) == "layout" else ()):
        for column, item in enumerate(_list(cells, "items")):
            for index, child in enumerate(_list(item, "blocks")):
                yield f"{pointer}/rows/{row}/items/{column}/blocks/{index}", child
    key = {"carousel": "elements", "plan": "tasks"}.get(_type(block), "")
    for index, child in enumerate(_list(block, key)):
        yield f"{pointer}/{key}/{index}", child


def _type(block: Any) -> str:
    return str(block.get("type")) if isinstance(block, Mapping) else ""


def _list(value: Any, key: str) -> list[Any]:
    items = value.get(key) if isinstance(value, Mapping) else None
    return items if isinstance(items, list) else []


def _blocks(*names: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        yield from tagged(BLOCKS, names or tuple(BLOCKS), "block")(value, place)

    return check


def _collapsing(value: Any, place: Place) -> Iterator[Fault]:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        yield place.fault("default_collapsed needs is_collapsible")
    if value.get("has_header_divider") and value.get("is_collapsible"):
        yield place.fault("has_header_divider does not go with is_collapsible")


def _not_pending(value: Any, place: Place) -> Iterator[Fault]:
    if value["status"] == "pending" and "/tasks/" not in place.pointer:
        yield place.at("status").fault("only a task inside a plan can be pending")


def _context_element(value: Any, place: Place) -> Iterator[Fault]:
    if isinstance(value, Mapping) and value.get("type") in ("plain_text", "mrkdwn"):
        yield from either(3000)(value, place)
    else:
        yield from elements("image")(value, place)


_MENUS_AND_PICKS = (*MENUS, *PICKS)
_ACCESSORIES = ("button", "workflow_button", "overflow", "image", *_MENUS_AND_PICKS)
_ACTIONS = ("button", "workflow_button", "overflow", "datetimepicker", "rich_text_input", *_MENUS_AND_PICKS)
_TEXT_INPUTS = ("plain_text_input", "number_input", "url_text_input", "email_text_input", "rich_text_input")
_INPUTS = (*_TEXT_INPUTS, "datetimepicker", "file_input", *_MENUS_AND_PICKS)
_CHILDREN = ("actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video")
_ITEM = record({"blocks": each(_blocks(), 1, 50)}, {"width": one_of("narrow", "standard", "wide")})
_SOURCE = record({"type": one_of("url"), "url": url(), "text": words(3000)})
_CARD_PARTS = ("hero_image", "title", "actions", "body")

_TEXT_BLOCKS: dict[str, Kind] = {
    "section": kind(
        {},
        {
            "text": either(3000),
            "fields": each(either(2000), 1, 10),
            "accessory": elements(*_ACCESSORIES),
            "expand": flag,
        },
        at_least_one("text", "fields"),
    ),
    "header": kind({"text": plain(150)}),
    "divider": kind({}),
    "context": kind({"elements": each(_context_element, 1, 10)}),
    "rich_text": kind(RICH_TEXT_KEYS),
    "markdown": kind({"text": words(12_000)}, surfaces=("message",)),
    "alert": kind(
        {"text": either(200)},
        {"level": one_of("default", "info", "warning", "error", "success")},
        surfaces=("modal",),
    ),
    "image": kind({"alt_text": words(2000)}, {**IMAGE, "title": plain(2000)}, exactly_one("image_url", "slack_file")),
    "video": kind(
        {"alt_text": words(2000), "title": plain(199), "video_url": url(), "thumbnail_url": url()},
        {
            "title_url": url(),
            "author_name": words(49),
            "provider_name": words(49),
            "provider_icon_url": url(),
            "description": plain(199),
        },
    ),
}

_ACTION_BLOCKS: dict[str, Kind] = {
    "actions": kind({"elements": each(elements(*_ACTIONS), 1, 25)}),
    "context_actions": kind(
        {"elements": each(elements("feedback_buttons", "icon_button"), 1, 5)}, surfaces=("message",)
    ),
    "input": kind(
        {"label": plain(2000), "element": elements(*_INPUTS)},
        {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
}

# A card is listed for modals as well, but was seen not to render there.
_GROUPS: dict[str, Kind] = {
    "container": kind(
        {"child_blocks": each(_blocks(*_CHILDREN), 1, 10)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": either(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": elements("image"),
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        at_least_one("title", "rich_text_title"),
        _collapsing,
        surfaces=("message", "home"),
    ),
    "layout": kind(
        {"label": words(150), "rows": each(record({"items": each(_ITEM, 1, 20)}), 1, 5)},
        {
            "is_label_visible": flag,
            "grid_lines": one_of("none", "rows", "outer"),
            "fallback": each(_blocks(), 0, 50),
        },
    ),
    "card": kind(
        {},
        {
            "hero_image": elements("image"),
            "icon": elements("image"),
            "title": text(150, "mrkdwn"),
            "subtitle": text(150, "mrkdwn"),
            "body": text(200, "mrkdwn"),
            "subtext": text(200, "mrkdwn"),
            "actions": each(elements("button"), 1, 3),
        },
        at_least_one(*_CARD_PARTS),
        surfaces=("message", "home"),
    ),
    "carousel": kind({"elements": each(_blocks("card"), 1, 10)}, surfaces=("message", "home")),
    "plan": kind({"title": words(3000)}, {"tasks": each(_blocks("task_card"), 1, 50)}, surfaces=("message",)),
    "task_card": kind(
        {
            "task_id": ID,
            "title": words(3000),
            "status": one_of("pending", "in_progress", "complete", "error"),
        },
        {"details": RICH_TEXT, "output": RICH_TEXT, "sources": each(_SOURCE, 1, 50)},
        _not_pending,
        surfaces=("message",),
    ),
}

# Slack sends ``file`` to apps and takes none; for ``auth_provider`` no surface is established.
_NOWHERE = {name: kind({}, surfaces=()) for name in ("file", "auth_provider")}


def _with_block_id(block: Kind) -> Kind:
    def shape(value: Any, place: Place) -> Iterator[Fault]:
        if "block_id" in value:
            yield from string(255)(value["block_id"], place.at("block_id"))
        yield from block.shape({k: v for k, v in value.items() if k != "block_id"}, place)

    return replace(block, shape=shape)


BLOCKS: dict[str, Kind] = {
    name: _with_block_id(block)
    for name, block in {**_TEXT_BLOCKS, **_ACTION_BLOCKS, **_GROUPS, **DATA_BLOCKS, **_NOWHERE}.items()
}
