"""A workspace: our tenant, a Slack workspace, with its reporting currency, time zone and languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.calendar.weekly import is_zone
from core.problems import Problem
from core.setup.languages import DEFAULT_LANGUAGE

DEFAULT_CURRENCY = "USD"
DEFAULT_TIMEZONE = "UTC"
DEFAULT_COMPLETENESS = 80
"""The percentage of the costs that must be on the books before anything is judged by them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Defaults:
    """The installation's answers where a workspace gives none: ``ROIBOT_CURRENCY`` and its like."""

    currency: str | None = None
    timezone: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """One tenant as stored; what is None has not been said. ``revision`` grows with every change of its books.

    ``language``: of digests and alerts; ``answer_language``: of answers to whoever has chosen none, see `answered_in`.
    ``fiscal_month``: the first month of the fiscal year, 1 for January. ``completeness``: percent, see `complete_from`.
    ``shared``: the `core.ledger.splits.SplitKey` by which reports spread costs of no campaign; empty where they stay a
    row of their own. ``importing``: an import is being booked or taken back, and the books hold a part of it.
    """

    id: int
    enterprise_id: str
    team_id: str
    currency: str | None = None
    timezone: str | None = None
    language: str | None = None
    answer_language: str | None = None
    fiscal_month: int | None = None
    first_admin_timezone: str | None = None
    first_admin_language: str | None = None
    revision: int = 0
    completeness: int | None = None
    shared: str = ""
    importing: bool = False

    def reporting_currency(self, defaults: Defaults) -> str:
        return self.currency or defaults.currency or DEFAULT_CURRENCY

    def zone_name(self, defaults: Defaults) -> str:
        """The zone an admin has chosen, else the inherited one; a zone out of a profile counts only where it is one."""
        chosen = self.timezone or defaults.timezone
        first = self.first_admin_timezone or DEFAULT_TIMEZONE
        return chosen or (first if is_zone(first) else DEFAULT_TIMEZONE)

    @property
    def complete_from(self) -> int:
        """The percentage of costs on the books from which on figures are judged; 0: always."""
        return DEFAULT_COMPLETENESS if self.completeness is None else self.completeness

    def post_language(self, defaults: Defaults) -> str:
        """The language of digests and alerts: as chosen for them, else that of answers, else the inherited one."""
        chosen = self.language or self.answer_language
        return chosen or defaults.language or self.first_admin_language or DEFAULT_LANGUAGE

    @property
    def fiscal_start(self) -> int:
        """The first month of the fiscal year, 1 for January."""
        return self.fiscal_month or 1


@dataclass(eq=False)
class NotAPercentage(Problem):
    """The text is not a whole number from 0 to 100."""

    text: str
    field: str = "completeness"


@dataclass(eq=False)
class OtherCurrency(Problem):
    """A value, budget or target in another currency than the reporting one; only costs and revenue are exchanged."""

    currency: str
    reporting: str
    field: str = "currency"


@dataclass(eq=False)
class CurrencyInUse(Problem):
    """The reporting currency cannot go back to ``currency`` by itself: there are amounts on the books by now."""

    currency: str


def parse_completeness(text: str) -> int:
    """A whole percentage from 0 to 100. Raises `NotAPercentage`."""
    number = text.strip().removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}", number, re.ASCII) or int(number) > 100:
        raise NotAPercentage(text=text)
    return int(number)


def check_currency(currency: str, reporting: str) -> str:
    """Answers with ``currency`` if it is the reporting one. Raises `OtherCurrency`."""
    if currency != reporting:
        raise OtherCurrency(currency=currency, reporting=reporting)
    return currency
