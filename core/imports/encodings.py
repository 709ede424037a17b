"""Encodings: in which a text file is written, found out from its bytes."""

from __future__ import annotations

import codecs
import re

from core.imports.catalogue import header_names
from core.imports.readings import FileNotATable

_SAMPLE = 4096
_BINARY = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z",
)
"""What files of other types begin with."""
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_WIDE_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

_POLISH = re.compile(r"[ąłćźżĆŚŹŻ]|ś(?!u)|[ŁĄ](?![ \u00a0]?[0-9])(?<![0-9][ŁĄ])(?<![0-9][ \u00a0][ŁĄ])|ń(?![aeiouy])")
_WESTERN = re.compile(
    r"(?<=[0-9])[ \u00a0]?[£¥]|[£¥][ \u00a0]?(?=[0-9])|[àãåèìïòõùûÀÃÅÈÌÏÒÕÙÛ]|[ñÑ](?=[aeiouyAEIOUY])|[œŒ](?=[uU])",
)
"""Letters and signs of bytes that the two code pages read differently, where the neighbours let them be read so."""
_SHARED = re.compile(r"[éçâîôëíáúÉÇÂÎÔËÍÁÚ]")
"""What both read alike, and Polish does not have: it decides where nothing else does."""


def encoding_of(content: bytes) -> str:
    """The encoding, a name for Python's codecs; the whole file can be read in it. Raises `FileNotATable`."""
    if content.startswith(_BINARY):
        raise FileNotATable(why="binary")
    if content.startswith(codecs.BOM_UTF8):
        return _checked(content, "utf-8-sig")
    if wide := _wide(content):
        return _checked(content, wide)
    if b"\0" in content:
        raise FileNotATable(why="nul")
    if _CONTROL.search(content):
        raise FileNotATable(why="binary")
    return "utf-8" if _reads(content, "utf-8") else _code_page(content)


def _wide(content: bytes) -> str:
    """The kind of UTF-16, by its mark or by the zeros beside Latin letters; empty where it is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) >= 4 and 3 * max(even, odd) > len(sample) and 20 * min(even, odd) < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _checked(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise FileNotATable(why="encoding") from None
    if control := _WIDE_CONTROL.search(text):
        raise FileNotATable(why="nul" if control.group() == "\0" else "binary")
    return encoding


def _code_page(content: bytes) -> str:
    """1250 or 1252, which share most letters: the one in which headers are known, else whose own letters make words."""
    sample = content[: 1 << 20]
    if not _reads(content, "cp1250"):
        if not _reads(content, "cp1252"):
            raise FileNotATable(why="encoding")
        return "cp1252"
    east, west = sample.decode("cp1250", "replace"), sample.decode("cp1252", "replace")
    eastern = _known_headers(east), len(_POLISH.findall(east)), 0
    western = _known_headers(west), len(_WESTERN.findall(west)), len(_SHARED.findall(west))
    return "cp1252" if western > eastern and _reads(content, "cp1252") else "cp1250"


def _known_headers(text: str) -> int:
    """How many headers with letters of their own stand at the beginning of a text."""
    beginning = text[:_SAMPLE].casefold()
    return sum(name in beginning for name in header_names() if not name.isascii())


def _reads(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
