"""The catalogue: all kinds of files that are known. A new one is a file in `core.imports.kinds` and a line here."""

from __future__ import annotations

from core.imports.headers import spellings
from core.imports.kind import Kind
from core.imports.kinds.ga4 import GA4
from core.imports.kinds.hubspot import HUBSPOT
from core.imports.kinds.meta import META
from core.imports.kinds.neutral_conversions import NEUTRAL_CONVERSIONS, NEUTRAL_DEALS
from core.imports.kinds.pipedrive import PIPEDRIVE
from core.imports.kinds.salesforce import SALESFORCE
from core.imports.kinds.universal_analytics import UNIVERSAL_ANALYTICS

KINDS: tuple[Kind, ...] = (
    META,
    GA4,
    UNIVERSAL_ANALYTICS,
    HUBSPOT,
    SALESFORCE,
    PIPEDRIVE,
    NEUTRAL_CONVERSIONS,
    NEUTRAL_DEALS,
)


def kind_of(key: str) -> Kind | None:
    """The kind of that key; None for a table nobody knows."""
    return next((kind for kind in KINDS if kind.key == key), None)


def header_names() -> frozenset[str]:
    """Every header that any kind declares, as headers are compared."""
    headers = (header for kind in KINDS for listed in kind.headers.values() for header in listed)
    return frozenset(spelling for header in headers for spelling in spellings(header))
