"""The tables, by room. Every row carries its workspace; money is whole minor units; absent keys are empty, not NULL.

Every room is imported here, so that `metadata` is complete for whoever imports the package.
"""

from __future__ import annotations

from storage.tables.columns import metadata
from storage.tables.currency_change import currency_changes, kept_amounts, kept_exchanges, kept_steps
from storage.tables.imports import entry_sources, import_choices, import_claims, import_steps, imports
from storage.tables.ledger import (
    closings,
    cohort_totals,
    currency_totals,
    daily_totals,
    dearest_sales,
    derived,
    entries,
    monthly_totals,
    person_totals,
    place_totals,
    repeats,
)
from storage.tables.performance import company_figures, metrics
from storage.tables.plans import benchmarks, targets
from storage.tables.posts import deliveries, native_blocks, schedules
from storage.tables.rates import published_rates, rates, typed_rates
from storage.tables.requests import done_requests, handled, submissions, typed_texts
from storage.tables.sales import deal_bookings, deal_stages, deal_steps
from storage.tables.setup import campaigns, goals, language_choices, names, replacements, workspaces
from storage.tables.sources import deal_sources, source_links

__all__ = [
    "benchmarks",
    "campaigns",
    "closings",
    "cohort_totals",
    "company_figures",
    "currency_changes",
    "currency_totals",
    "daily_totals",
    "deal_bookings",
    "deal_sources",
    "deal_stages",
    "deal_steps",
    "dearest_sales",
    "deliveries",
    "derived",
    "done_requests",
    "entries",
    "entry_sources",
    "goals",
    "handled",
    "import_choices",
    "import_claims",
    "import_steps",
    "imports",
    "kept_amounts",
    "kept_exchanges",
    "kept_steps",
    "language_choices",
    "metadata",
    "metrics",
    "monthly_totals",
    "names",
    "native_blocks",
    "person_totals",
    "place_totals",
    "published_rates",
    "rates",
    "repeats",
    "replacements",
    "schedules",
    "source_links",
    "submissions",
    "targets",
    "typed_rates",
    "typed_texts",
    "workspaces",
]
