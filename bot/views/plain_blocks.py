"""The plain form of a message: its native blocks as sections and lines, all else as it is, block by block."""

from __future__ import annotations

from collections.abc import Iterator

from bot.views.blocks import Block
from bot.views.plain_charts import plain_chart
from bot.views.plain_tables import plain_table
from core.posts.native_blocks import Kinds, NativeBlock

EVERY = frozenset(NativeBlock)


def without(message: Block, kinds: Kinds = EVERY) -> Block:
    """The message without blocks of these kinds; the figures in them stand in plain ones. It is not changed itself."""
    if not any(block["type"] in kinds for block in message.get("blocks") or ()):
        return message
    blocks = [plain for block in message["blocks"] for plain in _plain(block, message, kinds)]
    return {**message, "blocks": blocks}


def _plain(block: Block, message: Block, kinds: Kinds) -> Iterator[Block]:
    if block["type"] not in kinds:
        yield block
    elif block["type"] == NativeBlock.CHART:
        yield plain_chart(block, str(message.get("text", "")))
    else:
        yield from plain_table(block)
