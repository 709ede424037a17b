"""Scopes: what an earlier import holds of the same spend as a file, and what is to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.imports.choices import Overlap
from core.imports.records import ImportRecord
from core.money.money import Money


class Clash(StrEnum):
    """How a file and an earlier import of the same account meet."""

    SAME = "same"
    """The same scope, later: it is replaced without a question."""
    OLDER = "older"
    """The same scope, but the file is older than the import."""
    LEVEL = "level"
    """The same days at another level: campaigns, ad sets and ads hold the same spend."""
    PERIOD = "period"
    """Some of the same days."""
    STRANGER = "stranger"
    """The same scope, but the files name no account and have no campaign in common: perhaps two accounts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlapping:
    """An ``earlier`` import with some of the same days. ``was``: what of it stands, in its currency, within the days
    of the file. ``straddles``: some of it is spread over days of the file and others, so that it cannot be replaced.
    ``decided``: None where it has to be asked.
    """

    earlier: ImportRecord
    clash: Clash
    was: Money
    straddles: bool = False
    decided: Overlap | None = None
