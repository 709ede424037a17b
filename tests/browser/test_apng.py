"""A film of pictures is a file that browsers play."""

from __future__ import annotations

import struct
import zlib

import pytest

from tests.browser.apng import SIGNATURE, animated, chunks


def picture(grey: int, width: int = 1) -> bytes:
    """A PNG of one row."""
    head = struct.pack("!IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, *[grey] * width]))
    parts = [(b"IHDR", head), (b"IDAT", pixels), (b"IEND", b"")]
    return SIGNATURE + b"".join(
        struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data)) for name, data in parts
    )


def test_a_film_holds_each_picture_for_as_long_as_it_stays() -> None:
    parts = list(chunks(animated([(picture(0), 500), (picture(255), 1500)])))

    assert [name for name, _ in parts] == [b"IHDR", b"acTL", b"fcTL", b"IDAT", b"fcTL", b"fdAT", b"IEND"]
    assert dict(parts)[b"acTL"] == struct.pack("!II", 2, 0)
    assert [struct.unpack("!HH", data[20:24]) for name, data in parts if name == b"fcTL"] == [(500, 1000), (1500, 1000)]
    assert [struct.unpack("!I", data[:4])[0] for name, data in parts if name in (b"fcTL", b"fdAT")] == [0, 1, 2]


def test_pictures_of_two_sizes_make_no_film() -> None:
    with pytest.raises(ValueError, match="one size"):
        animated([(picture(0), 500), (picture(0, width=2), 500)])
