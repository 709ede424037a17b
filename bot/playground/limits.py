"""Slack's limits as code: what it would refuse in a message, a modal or a Home tab, and why.

The checks are stricter than Slack where its sources disagree (the lower number stands) and where it is silent but
readers suffer (a message needs its whole text on top, an image its description). They import nothing of the bot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.limits_blocks import check_block, inner_blocks
from bot.playground.limits_data import CHART, TABLES
from bot.playground.limits_elements import GROUP, SELECT_OPTION
from bot.playground.limits_shapes import (
    Check,
    Fault,
    Place,
    Surface,
    anything,
    each,
    exactly_one,
    flag,
    one_of,
    plain,
    record,
    string,
    words,
)

__all__ = ["Fault", "Surface", "check_blocks", "check_message", "check_options", "check_view"]

BLOCKS_AT_MOST: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
CHARACTERS_PER_MESSAGE = 12_000
CHARTS_PER_MESSAGE = 2
TEXT_BESIDE_BLOCKS = 4_000
TEXT_ALONE = 40_000

# Keys whose strings are not shown to anyone, so they do not count as characters.
_HIDDEN = ("type", "block_id", "action_id", "style", "align", "url", "image_url", "width", "level", "value")


def check_message(message: Mapping[str, Any]) -> list[Fault]:
    """Faults of a message: the arguments of chat.postMessage, or the body of an answer or a ``response_url``."""
    if message.get("delete_original") is True:
        return []
    place = Place(pointer="", surface="message")
    return [*_MESSAGE(message, place), *_text(message, place), *_blocks_of(message, place)]


def check_view(view: Mapping[str, Any]) -> list[Fault]:
    """Faults of a view, a modal or a Home tab, as given to views.open and the like (without what Slack adds)."""
    surface = view.get("type")
    if surface not in ("modal", "home"):
        return [Fault(pointer="/type", reason=f"must be one of modal, home, not {surface!r}")]
    place = Place(pointer="", surface="modal" if surface == "modal" else "home")
    shape = _MODAL if surface == "modal" else _HOME
    return [*shape(view, place), *_submit(view, place), *_blocks_of(view, place)]


def check_options(answer: Mapping[str, Any]) -> list[Fault]:
    """Faults of what a searching menu is answered with: options, or groups of them; none at all is sound."""
    place = Place(pointer="", surface="modal")
    return [*_OPTIONS(answer, place), *exactly_one("options", "option_groups")(answer, place)]


def check_blocks(blocks: Any, surface: Surface) -> list[Fault]:
    """Faults of a list of blocks: each by itself, and all together."""
    place = Place(pointer="", surface=surface)
    return [*_check_blocks(blocks, place)]


def _blocks_of(payload: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    if "blocks" in payload:
        yield from _check_blocks(payload["blocks"], place.at("blocks"))


def _check_blocks(blocks: Any, place: Place) -> Iterator[Fault]:
    yield from each(check_block, 1, BLOCKS_AT_MOST[place.surface])(blocks, place)
    if not isinstance(blocks, list | tuple):
        return
    everything = list(_walk(blocks, place.pointer))
    yield from _unique_ids(everything)
    yield from _focus(blocks, place)
    yield from _amounts(everything, place)
    if place.surface == "message" and (size := _characters(list(blocks))) > CHARACTERS_PER_MESSAGE:
        yield place.fault(f"the blocks hold {size} characters together, more than {CHARACTERS_PER_MESSAGE}")


def _walk(blocks: Any, pointer: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every block with its pointer, those inside other blocks included."""
    waiting = [(f"{pointer}/{index}", block) for index, block in enumerate(blocks)]
    for at, block in waiting:
        if isinstance(block, Mapping):
            yield at, block
            waiting.extend(inner_blocks(block, at))


def _unique_ids(blocks: list[tuple[str, Mapping[str, Any]]]) -> Iterator[Fault]:
    counted = Counter(str(block["block_id"]) for _, block in blocks if "block_id" in block)
    for pointer, block in blocks:
        if counted[str(block.get("block_id"))] > 1:
            yield Fault(pointer=f"{pointer}/block_id", reason=f"block_id {block['block_id']!r} is not unique")
        for name, count in Counter(_action_ids(block)).items():
            if count > 1:
                yield Fault(pointer=pointer, reason=f"action_id {name!r} is not unique in its block")


def _action_ids(block: Mapping[str, Any]) -> Iterator[str]:
    parts: list[Any] = []
    for key in ("elements", "actions"):
        row = block.get(key)
        parts += row if isinstance(row, list) else []
    for part in (*parts, block.get("accessory"), block.get("element")):
        if isinstance(part, Mapping) and "action_id" in part:
            yield str(part["action_id"])


def _focus(blocks: Any, place: Place) -> Iterator[Fault]:
    focused = sum(part.get("focus_on_load") is True for part in _objects(blocks))
    if focused > 1:
        yield place.fault(f"focus_on_load is set {focused} times, once at most")


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    for child in children:
        yield from _objects(child)


def _amounts(blocks: list[tuple[str, Mapping[str, Any]]], place: Place) -> Iterator[Fault]:
    counted = Counter(str(block.get("type")) for _, block in blocks)
    tables = sum(counted[name] for name in TABLES)
    if tables > 1:
        yield place.fault(f"holds {tables} tables, one at most")
    if counted[CHART] > CHARTS_PER_MESSAGE:
        yield place.fault(f"holds {counted[CHART]} charts, {CHARTS_PER_MESSAGE} at most")
    # A layout, container, carousel or plan spends the surface's blocks on those inside it as well.
    if len(blocks) > BLOCKS_AT_MOST[place.surface] and any(True for _, b in blocks for _ in inner_blocks(b, "")):
        yield place.fault(f"holds {len(blocks)} blocks with the inner ones, more than {BLOCKS_AT_MOST[place.surface]}")


def _characters(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(_characters(part) for key, part in value.items() if key not in _HIDDEN)
    if isinstance(value, list):
        return sum(_characters(part) for part in value)
    return len(value) if isinstance(value, str) else 0


def _text(message: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    if "text" not in message:
        yield place.fault("'text' is required: screen readers and notifications show only that")
    else:
        most = TEXT_BESIDE_BLOCKS if message.get("blocks") else TEXT_ALONE
        yield from words(most)(message["text"], place.at("text"))


def _submit(view: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    blocks = view.get("blocks")
    inputs = [b for _, b in _walk(blocks if isinstance(blocks, list) else [], "") if b.get("type") == "input"]
    if view.get("type") == "modal" and inputs and "submit" not in view:
        yield place.fault("'submit' is required in a modal with input blocks")


def _object(value: Any, place: Place) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield place.fault("must be an object")


_OPTIONS = record({}, {"options": each(SELECT_OPTION, 0, 100), "option_groups": each(GROUP, 0, 100)})
_VIEW: dict[str, Check] = {"private_metadata": string(3000, 0), "callback_id": string(255), "external_id": string(255)}
_BUTTONS: dict[str, Check] = {"submit": plain(24), "close": plain(24)}
_CLOSING: dict[str, Check] = {"clear_on_close": flag, "notify_on_close": flag}
_HOME = record({"type": anything, "blocks": anything}, _VIEW)
_MODAL = record({"type": anything, "title": plain(24), "blocks": anything}, {**_VIEW, **_BUTTONS, **_CLOSING})

# ``team_id``: Bolt's clients add it to every call.
_ADDRESS = ("channel", "user", "team_id", "ts", "thread_ts", "username", "icon_emoji", "icon_url", "parse", "token")
_SWITCHES = (
    "as_user",
    "link_names",
    "mrkdwn",
    "reply_broadcast",
    "unfurl_links",
    "unfurl_media",
    "replace_original",
    "delete_original",
)
_MESSAGE = record(
    {},
    {
        "text": anything,
        "blocks": anything,
        "metadata": record({"event_type": string(255), "event_payload": _object}),
        "response_type": one_of("ephemeral", "in_channel"),
        **dict.fromkeys(_ADDRESS, string(3000)),
        **dict.fromkeys(_SWITCHES, flag),
    },
)
