"""The shape of a receipt: a tick and what was done in one line, what it did below, and the ways to change it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.blocks import Block, Paragraph, Strong, message, paragraph, plain

DONE = "✓"
"""Says that something was done; beside it stands always what."""


def ticked(
    label: str,
    bold: str,
    parts: Sequence[str],
    details: Sequence[str] = (),
    below: Sequence[Paragraph] = (),
    buttons: Sequence[Block] = (),
    read: Sequence[Paragraph] | None = None,
    above: Sequence[Paragraph] = (),
) -> Block:
    """A message that begins ``✓ $250.00 logged · Ads · LinkedIn``, and as text ``Logged: $250.00 · Ads · LinkedIn``.

    ``bold``: takes the place of the first of ``parts`` on the screen. ``details``: a line each below the first.
    ``read``: what the text says in the place of ``below``, where it says more.
    """
    rest = "".join(f" · {part}" for part in parts[1:])
    lines = "".join(f"\n{line}" for line in details)
    first = paragraph(f"{DONE} ", Strong(bold), *filter(None, [rest + lines]))
    in_text = paragraph(f"{label}: {' · '.join(parts)}{lines}")
    read_below = below if read is None else read
    return message("", [*above, first, *below], buttons) | {"text": plain("", [*above, in_text, *read_below])}
