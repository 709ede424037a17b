"""Line breaks: where a line may break on a phone, and where it may not."""

from __future__ import annotations

import re

UNBROKEN = "\u00a0"

KEPT_TOGETHER = re.compile(
    r"(?<=\b[aiouwzAIOUWZ]) "
    r"|(?<=\b\d) (?=[^\W\d]{3})|(?<=\b\d\d) (?=[^\W\d]{3})"
    r"|(?<=\d [^\W\d]{3}) (?=20\d\d\b)"
)
"""The spaces at which a line does not break: behind a word of one letter, as Polish sets them, and inside a date."""


def unbroken(text: str) -> str:
    """The text without a place where a line could break."""
    return text.replace(" ", UNBROKEN)


def unbroken_parts(roi_line: str) -> str:
    """The ROI line as it breaks on a phone: between its parts only."""
    return " · ".join(map(unbroken, roi_line.split(" · ")))


def kept_together(text: str) -> str:
    """The text without line breaks in dates and behind single letters; a command stays as it is: it is copied."""
    return text if "/roi" in text else KEPT_TOGETHER.sub(UNBROKEN, text)
