"""The catalogue: all kinds of files that are known. A new one is a file in `core.imports.kinds` and a line here."""

from __future__ import annotations

from core.imports.headers import spellings
from core.imports.kind import Kind
from core.imports.kinds.ga4 import GA4
from core.imports.kinds.google_ads import GOOGLE_ADS
from core.imports.kinds.hubspot import HUBSPOT
from core.imports.kinds.linkedin import LINKEDIN
from core.imports.kinds.linkedin_organic import LINKEDIN_ORGANIC
from core.imports.kinds.meta import META
from core.imports.kinds.microsoft_ads import MICROSOFT_ADS
from core.imports.kinds.neutral_conversions import NEUTRAL_CONVERSIONS, NEUTRAL_DEALS
from core.imports.kinds.neutral_costs import NEUTRAL_COSTS
from core.imports.kinds.pinterest import PINTEREST
from core.imports.kinds.pipedrive import PIPEDRIVE
from core.imports.kinds.reddit import REDDIT
from core.imports.kinds.salesforce import SALESFORCE
from core.imports.kinds.snapchat import SNAPCHAT
from core.imports.kinds.statement import STATEMENT
from core.imports.kinds.tiktok import TIKTOK
from core.imports.kinds.universal_analytics import UNIVERSAL_ANALYTICS
from core.imports.kinds.x_ads import X_ADS

KINDS: tuple[Kind, ...] = (
    META,
    GOOGLE_ADS,
    LINKEDIN,
    LINKEDIN_ORGANIC,
    MICROSOFT_ADS,
    TIKTOK,
    X_ADS,
    REDDIT,
    PINTEREST,
    SNAPCHAT,
    GA4,
    UNIVERSAL_ANALYTICS,
    HUBSPOT,
    SALESFORCE,
    PIPEDRIVE,
    NEUTRAL_COSTS,
    NEUTRAL_CONVERSIONS,
    NEUTRAL_DEALS,
    STATEMENT,
)


def kind_of(key: str) -> Kind | None:
    """The kind of that key; None for a table nobody knows."""
    return next((kind for kind in KINDS if kind.key == key), None)


def header_names() -> frozenset[str]:
    """Every header that any kind declares, as headers are compared."""
    headers = (header for kind in KINDS for listed in kind.headers.values() for header in listed)
    return frozenset(spelling for header in headers for spelling in spellings(header))
