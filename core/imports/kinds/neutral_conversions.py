"""The neutral form of conversions, which any program can write, and that of deals: see docs/imports.md."""

from __future__ import annotations

from core.imports.kind import Brings, Kind
from core.imports.meanings import Meaning

_EVERY = {
    Meaning.CAMPAIGN: ("campaign", "kampania"),
    Meaning.CHANNEL: ("channel", "kanał"),
    Meaning.CURRENCY: ("currency", "waluta"),
    Meaning.EXTERNAL_ID: ("external_id",),
    Meaning.SOURCE: ("source", "utm_source"),
    Meaning.MEDIUM: ("medium", "utm_medium"),
    Meaning.CONTENT: ("content", "utm_content"),
    Meaning.TERM: ("term", "utm_term"),
}

NEUTRAL_CONVERSIONS = Kind(
    key="neutral_conversions",
    brings=Brings.RESULTS,
    headers={
        **_EVERY,
        Meaning.DAY: ("date", "data"),
        Meaning.GOAL: ("goal", "cel"),
        Meaning.COUNT: ("count", "liczba"),
        Meaning.REVENUE: ("revenue", "przychód"),
        Meaning.FIRST_CONTACT: ("first_contact",),
        Meaning.NOTE: ("note", "notatka"),
    },
    telling=("external_id", "first_contact", "goal", "cel"),
    zeros=True,
    needs=(frozenset({Meaning.DAY}), frozenset({Meaning.GOAL}), frozenset({Meaning.COUNT})),
)

NEUTRAL_DEALS = Kind(
    key="neutral_deals",
    brings=Brings.DEALS,
    headers={
        **_EVERY,
        Meaning.ORDER_ID: ("order_id",),
        Meaning.STAGE: ("stage", "etap"),
        Meaning.STATUS: ("status",),
        Meaning.AMOUNT: ("amount", "kwota"),
        Meaning.PROBABILITY: ("probability", "prawdopodobieństwo"),
        Meaning.CLOSED_ON: ("closed_on",),
        Meaning.CREATED_ON: ("created_on",),
    },
    telling=("external_id", "stage", "closed_on", "created_on", "probability"),
    needs=(frozenset({Meaning.EXTERNAL_ID}), frozenset({Meaning.STAGE}), frozenset({Meaning.AMOUNT})),
)
