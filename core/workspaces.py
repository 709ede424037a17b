"""A workspace: our tenant, a Slack workspace, with its reporting currency, time zone and language."""

from __future__ import annotations

from dataclasses import dataclass

from core.problems import Problem

DEFAULT_CURRENCY = "USD"
DEFAULT_TIMEZONE = "UTC"
DEFAULT_LANGUAGE = "en"
LANGUAGES = ("en", "pl")


@dataclass(frozen=True, kw_only=True, slots=True)
class Defaults:
    """What the installation says where a workspace says nothing: ``ROIBOT_CURRENCY`` and its like."""

    currency: str | None = None
    timezone: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """One tenant as stored; what is None has not been said. ``revision`` grows with every change of its books."""

    id: int
    enterprise_id: str
    team_id: str
    currency: str | None = None
    timezone: str | None = None
    language: str | None = None
    first_admin_timezone: str | None = None
    first_admin_language: str | None = None
    revision: int = 0

    def reporting_currency(self, defaults: Defaults) -> str:
        return self.currency or defaults.currency or DEFAULT_CURRENCY

    def zone_name(self, defaults: Defaults) -> str:
        return self.timezone or defaults.timezone or self.first_admin_timezone or DEFAULT_TIMEZONE

    def post_language(self, defaults: Defaults) -> str:
        """The language of digests and alerts."""
        return self.language or defaults.language or self.first_admin_language or DEFAULT_LANGUAGE


@dataclass(eq=False)
class OtherCurrency(Problem):
    """A value, budget or target in another currency than the reporting one; only costs and revenue are exchanged."""

    currency: str
    reporting: str
    field: str = "currency"


@dataclass(eq=False)
class CurrencyInUse(Problem):
    """The reporting currency cannot change once money is written down: entries, goals, targets, budgets, floors."""

    currency: str
    field: str = "currency"


def check_currency(currency: str, reporting: str) -> str:
    """``currency`` if it is the reporting one. Raises `OtherCurrency`."""
    if currency != reporting:
        raise OtherCurrency(currency=currency, reporting=reporting)
    return currency
