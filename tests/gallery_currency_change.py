"""The gallery's part of another reporting currency: each preview, what stands in its way, what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.language import Language
from bot.views import currency_change
from bot.views.blocks import Block
from bot.views.forms import settings as settings_forms
from core.currency_change import CurrencyChange, Plan, PlanKind, Rebuild, Unknown
from core.money.money import Money
from core.performance.performance import Performance
from tests import gallery_deals
from tests import samples as s

PLANS = tuple(Plan(kind=kind, key=str(n), amount=Money(minor=n, currency="EUR")) for n, kind in enumerate(PlanKind))
FOUND = Rebuild(
    currency="USD",
    reporting="EUR",
    entries=(s.entry(s.COST), s.entry(s.COST)),
    plans=PLANS,
    rate=s.TYPED_RATE,
    unknown=(),
    too_large=0,
    before=Performance(currency="USD", cost=400_00, value=21_33),
    after=Performance(currency="EUR", cost=365_30, value=19_48),
    steps=(gallery_deals.step(),),
)
UNKNOWN = Unknown(currency="USD", day=s.TODAY, entries=1)
REFUSED = replace(FOUND, unknown=(UNKNOWN, replace(UNKNOWN, entries=0, plans=True)), too_large=1)
LONG = replace(
    FOUND,
    unknown=tuple(replace(UNKNOWN, day=s.TODAY + timedelta(days=n), entries=10**6, plans=True) for n in range(400)),
    too_large=10**6,
)
CHANGE = CurrencyChange(currency="USD", reporting="EUR", by="U1", at=s.NOW)


def messages(language: Language) -> dict[str, Block]:
    """Name -> what stands in the settings' place."""
    return {
        "another currency": currency_change.preview(language, FOUND),
        "another currency: anew": currency_change.preview(language, FOUND, "u-told"),
        "another currency: as before": currency_change.preview(language, replace(FOUND, rate=None)),
        "another currency: entries alone": currency_change.preview(language, replace(FOUND, plans=())),
        "another currency: refused": currency_change.preview(language, REFUSED),
        "another currency: refused at length": currency_change.preview(language, LONG),
        "settings saved": settings_forms.settings_saved(language, s.WORKSPACE, "USD"),
        "currency changed": currency_change.changed(language, FOUND),
        "currency changed already": currency_change.changed_already(language, "EUR"),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> the settings with the currencies of before."""
    past = currency_change.past_currencies(language, [CHANGE] * 5, s.ZONE)
    form = settings_forms.settings_form(language, s.WORKSPACE, "EUR", s.ZONE, "pl", s.METADATA, past)
    follows = form | {"blocks": [currency_change.preview_follows(language, "EUR"), *form["blocks"]]}
    return {"settings after another currency": form, "settings before another currency": follows}
