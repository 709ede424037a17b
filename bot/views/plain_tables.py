"""A table of Slack's as lines of equal columns in a code block, for where such tables are refused.

A phone shows 42 characters of a code block in a line. The first column is widened to its longest name, 16 at most; the
figures are never cut. The mark of a verdict comes last, as it may be drawn from another font and so moves no column;
the word behind it is left out where the line would be too long. The message's ``text`` says all of it in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views import marks
from bot.views.blocks import Block, escape
from bot.views.line_breaks import UNBROKEN

LONGEST_LINE = 42
NARROWEST_NAME, WIDEST_NAME = 9, 16
LEAST_OF_NAME = 4
"""Characters that are left of names where figures of tens of millions need the room."""

FIGURES = (8, 8, 7)
"""The least characters that cost, return and ROI take, so that short figures stand apart."""

LONGEST_SECTION = 2900
"""Characters that a section takes, less a few for the fences."""

FENCE = "```"
LIKE_A_BACKTICK = "\u02cb"
"""Looks like the backtick, three of which would end the code block."""

_VERDICT = re.compile(rf"(?P<name>.+) (?P<mark>[{marks.EVERY}]){UNBROKEN}(?P<word>.+)")
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def plain_table(table: Block) -> list[Block]:
    """The table as a section; as several where it is longer than one takes. A caption stands above it."""
    lines = [_line_of(row, is_head=not number) for number, row in enumerate(table["rows"])]
    layout = _layout(lines, _alignments(table))
    caption = [_section({"type": "plain_text", "text": table["caption"]})] if table.get("caption") else []
    return [*caption, *(_fenced(part) for part in _parts([layout.drawn(line) for line in lines]))]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    name: str
    figures: tuple[str, ...]
    mark: str = ""
    word: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Layout:
    """The widths of the columns, in characters, and whether what stands in them is aligned to the right."""

    name: int
    figures: tuple[int, ...]
    right: tuple[bool, ...]

    def drawn(self, line: _Line) -> str:
        """The line, escaped."""
        columns = zip(line.figures, self.figures, self.right, strict=True)
        cells = (_figure(text, width) if right else f" {_filled(text, width - 1)}" for text, width, right in columns)
        row = _filled(_isolated(_cut(line.name, self.name)), self.name) + "".join(cells)
        if line.mark:
            with_word = f"{row} {line.mark} {line.word}"
            row = with_word if _width(with_word) <= LONGEST_LINE else f"{row} {line.mark}"
        return escape(row.rstrip().replace("`", LIKE_A_BACKTICK))


def _isolated(name: str) -> str:
    """The name, so that letters written from the right move no column; the signs around it take no room."""
    from_the_right = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return f"\u2068{name}\u2069" if from_the_right else name


def _layout(lines: Sequence[_Line], right: tuple[bool, ...]) -> _Layout:
    """Columns as wide as they look best; as narrow as their figures allow where the line would be too long."""
    longest = max(_width(line.name) for line in lines)
    name = min(max(longest, NARROWEST_NAME), WIDEST_NAME)
    columns = zip(*(line.figures for line in lines), strict=True)
    tight = tuple(max(map(_width, column)) + 1 for column in columns)
    airy = _airy(tight)
    room = LONGEST_LINE
    if any(line.mark for line in lines):
        room -= 2
    if name + sum(airy) <= room:
        return _Layout(name=name, figures=airy, right=right)
    left = max(LEAST_OF_NAME, room - sum(tight))
    return _Layout(name=min(name, left), figures=tight, right=right)


def _airy(tight: Sequence[int]) -> tuple[int, ...]:
    """The columns as wide as they look best, the first ones at least as `FIGURES` says."""
    least = (*FIGURES, *[0] * len(tight))
    return tuple(max(width, wanted) for width, wanted in zip(tight, least, strict=False))


def _line_of(row: Sequence[Block], *, is_head: bool) -> _Line:
    """A row, the verdict taken out of its name."""
    name, *figures = (_words(cell) for cell in row)
    verdict = None if is_head else _VERDICT.fullmatch(name)
    if verdict is None:
        return _Line(name=name, figures=tuple(figures))
    return _Line(name=verdict["name"], figures=tuple(figures), mark=verdict["mark"], word=verdict["word"])


def _alignments(table: Block) -> tuple[bool, ...]:
    """Whether each column behind the first is aligned to the right, as figures are where nothing is said."""
    said = [setting.get("align") for setting in table.get("column_settings") or ()]
    others = range(1, len(table["rows"][0]))
    return tuple(not said or (place < len(said) and said[place] == "right") for place in others)


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines in runs that fit a section each."""
    part: list[str] = []
    for line in lines:
        if part and sum(map(len, part)) + len(part) + len(line) > LONGEST_SECTION:
            yield part
            part = []
        part.append(line)
    yield part


def _fenced(lines: Sequence[str]) -> Block:
    """Without a line break behind the opening or before the closing fence, which would show as an empty line."""
    text = "\n".join(lines)
    return _section({"type": "mrkdwn", "text": f"{FENCE}{text}{FENCE}"})


def _section(text: Block) -> Block:
    return {"type": "section", "text": text}


def _words(cell: Mapping[str, Any]) -> str:
    """What a cell says, in one line."""
    return _BREAKS.sub(" ", "".join(_texts(cell)))


def _texts(part: Mapping[str, Any]) -> Iterator[str]:
    """The texts in a cell; of a rich one those of its elements."""
    if isinstance(part.get("text"), str):
        yield part["text"]
    inner: Iterable[Mapping[str, Any]] = part.get("elements") or ()
    for element in inner:
        yield from _texts(element)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _figure(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def _cut(name: str, width: int) -> str:
    if _width(name) <= width:
        return name
    kept = ""
    for sign in name:
        if _width(kept + sign) >= width:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def _width(text: str) -> int:
    """The places it takes where every letter is as wide as any other: two for East Asian ones, none for accents."""
    return sum(_places(sign) for sign in text)


def _places(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
