"""Line breaks: where a line may break on a phone, and where it may not."""

from __future__ import annotations

import re

UNBROKEN = "\u00a0"
BREAK = "\u200b"
"""A place of no width where a line may break; a name that is pasted with it is the same name."""

KEPT_TOGETHER = re.compile(
    r"(?<=\b[aiouwzAIOUWZ]) "
    r"|(?<=\d) (?=× )|(?<=\d[ \u00a0]×) "
    r"|(?<=(?<!\S)[▲△▽▼…?!]) "
    r"|(?<=\b\d) (?=[^\W\d][a-zź]{2}\b)|(?<=\b\d\d) (?=[^\W\d][a-zź]{2}\b)"
    r"|(?<=\d [^\W\d]{3}) (?=20\d\d\b)"
)
"""The spaces at which a line does not break: behind a word of one letter, as Polish sets them; inside a date; between
a number and what it counts; and behind a mark, which never stands without its word."""

COMMAND = re.compile(r"(/roi.*?)(?=[.,;:!?)]?(?:\s*$|[.,;:!?)] | · ))", re.MULTILINE)
"""What is typed, up to the end of its line or sentence: it may be copied, so it stays as it is."""


def unbroken(text: str) -> str:
    """The text without a place where a line could break."""
    return text.replace(" ", UNBROKEN)


def breakable(name: str) -> str:
    """A name that may break behind each ``_``, as platforms' names of campaigns have them: PL_Search_Brand_2026Q3."""
    return name.replace("_", f"_{BREAK}")


def unbroken_parts(roi_line: str) -> str:
    """The ROI line as it breaks on a phone: between its parts only."""
    return " · ".join(map(unbroken, roi_line.split(" · ")))


def kept_together(text: str) -> str:
    """The text without line breaks where there should be none; a command stays as it is."""
    parts = COMMAND.split(text)
    return "".join(part if number % 2 else KEPT_TOGETHER.sub(UNBROKEN, part) for number, part in enumerate(parts))
