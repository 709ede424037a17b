"""Animated PNG: pictures of one size, shown one after the other, in a file that every browser plays.

The format is PNG's third edition: https://www.w3.org/TR/png-3/#apng-frame-based-animation
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MILLISECONDS = 1000
"""Delays are told as parts of a second."""

Chunk = tuple[bytes, bytes]
"""The name of a chunk and what it holds."""


def animated(frames: Sequence[tuple[bytes, int]]) -> bytes:
    """The film of ``frames``: each a PNG and how many milliseconds it stays. It plays again and again.

    Raises ``ValueError`` where the pictures differ in size or kind.
    """
    pictures = [list(chunks(picture)) for picture, _ in frames]
    head = pictures[0][0][1]
    if any(picture[0][1] != head for picture in pictures):
        raise ValueError("the pictures of a film have one size and one kind")
    parts = [(b"IHDR", head), (b"acTL", struct.pack("!II", len(frames), 0))]
    numbers = iter(range(2 * sum(map(len, pictures))))
    for number, (picture, (_, stays)) in enumerate(zip(pictures, frames, strict=True)):
        parts += _frame(picture, head[:8], stays, numbers, is_first=number == 0)
    return SIGNATURE + b"".join(_written(*chunk) for chunk in [*parts, (b"IEND", b"")])


def chunks(picture: bytes) -> Iterator[Chunk]:
    """The chunks of a PNG, in their order."""
    at = len(SIGNATURE)
    while at < len(picture):
        length, name = struct.unpack("!I4s", picture[at : at + 8])
        yield name, picture[at + 8 : at + 8 + length]
        at += length + 12


def _frame(picture: Sequence[Chunk], size: bytes, stays: int, numbers: Iterator[int], *, is_first: bool) -> list[Chunk]:
    """What says how long the frame stays, and its pixels; those of the first are also those of the still picture."""
    control = struct.pack("!I", next(numbers)) + size + struct.pack("!IIHHBB", 0, 0, stays, MILLISECONDS, 0, 0)
    pixels = b"".join(data for name, data in picture if name == b"IDAT")
    if is_first:
        return [(b"fcTL", control), (b"IDAT", pixels)]
    return [(b"fcTL", control), (b"fdAT", struct.pack("!I", next(numbers)) + pixels)]


def _written(name: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))
