"""Reading in tests: a text file as somebody might bring it, on the last day of November 2026."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from core.imports.choices import Choices
from core.imports.kind import Kind
from core.imports.reader import read
from core.imports.readings import Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from core.setup.channels import NAMES

TODAY = date(2026, 11, 30)
ON_FACEBOOK = Choices(channel="facebook")


def reading(
    text: str | bytes,
    choices: Choices = ON_FACEBOOK,
    kinds: tuple[Kind, ...] | None = None,
    campaigns: Collection[str] = (),
) -> Reading:
    """What is read of a file; of Meta's kinds and others, or of these alone. ``campaigns``: keys of ours."""
    content = text.encode() if isinstance(text, str) else text
    world = World(today=TODAY, currency="PLN", channels=NAMES, campaigns=frozenset(campaigns))
    if kinds is None:
        return read(sheets_of(content), choices, world, "report.csv")
    return read(sheets_of(content), choices, world, "report.csv", kinds)


def sums(one: Reading) -> dict[tuple[date, str, str], int]:
    """Day, campaign and channel -> what was spent, in minor units."""
    return {(spend.day, spend.campaign, spend.channel): spend.amount.minor for spend in one.spends}
