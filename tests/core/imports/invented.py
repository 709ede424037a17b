"""Invented kinds: what no platform writes together, so that the reader is tried on more than there is."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

MILLIONTHS = Kind(
    key="millionths",
    channel="reddit",
    headers={
        Meaning.DAY: ("stat_time_hour", "Jour du rapport"),
        Meaning.CAMPAIGN: ("campaign_id", "Kampanias"),
        Meaning.SPEND_MICROS: ("spend_micros", "Coût en millionièmes"),
        Meaning.CURRENCY: ("ccy",),
    },
    needs=(frozenset({Meaning.SPEND_MICROS}),),
    telling=("spend_micros", "coût en millionièmes"),
)
PERHAPS_MILLIONTHS = Kind(
    key="perhaps",
    headers={
        Meaning.START: ("Start Time", "Początek"),
        Meaning.END: ("End Time", "Zakończenie"),
        Meaning.CAMPAIGN: ("Kampagnen-ID", "Campaña única"),
        Meaning.CHANNEL: ("Kanał", "Sieć"),
        Meaning.SPEND: ("Spend of it ({currency})", "Wydatki razem"),
        Meaning.CURRENCY: ("Waluta konta",),
    },
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.CHANNEL})),
    telling=("spend of it", "wydatki razem"),
    micros=True,
    tax=True,
    unnamed=True,
)
INVENTED = (MILLIONTHS, PERHAPS_MILLIONTHS)
