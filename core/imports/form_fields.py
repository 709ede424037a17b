"""Form fields: how the form that changes an import names what it asks, one field for each name, type and overlap."""

from __future__ import annotations

from hashlib import sha256

from core.imports.meanings import Meaning

COLUMNS = (
    Meaning.DAY,
    Meaning.START,
    Meaning.END,
    Meaning.SPEND,
    Meaning.CURRENCY,
    Meaning.CAMPAIGN,
    Meaning.CHANNEL,
    Meaning.CATEGORY,
    Meaning.NOTE,
    Meaning.EXTERNAL_ID,
    Meaning.RESULTS,
    Meaning.REVENUE,
)
"""The meanings that a column of a table nobody knows may have, in the order of the form."""

NONE = "none"
"""The value of an option that chooses nothing: no campaign, no column, no goal but the platform's own word."""


def campaign_field(written: str) -> str:
    """The field of a campaign as the file writes it; names are as long as they like, fields are not."""
    return f"campaign:{_digest(written)}"


def goal_field(kind_of_result: str) -> str:
    return f"goal:{_digest(kind_of_result)}"


def stage_field(stage: str) -> str:
    return f"stage:{_digest(stage)}"


def source_field(source: str) -> str:
    """The field of a source and medium that no channel is linked to."""
    return f"source:{_digest(source)}"


def column_field(meaning: Meaning) -> str:
    return f"column:{meaning}"


def overlap_field(number: int) -> str:
    """The field of an earlier import, by its number."""
    return f"overlap:{number}"


def double_field(goal: str) -> str:
    """The field of a goal that another source counts, too, by its key."""
    return f"double:{_digest(goal)}"


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]
