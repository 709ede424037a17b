"""What the menus of an import's form offer, as the workspace calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Offers:
    """What the menus offer: key -> name of the workspace's campaigns, newest first, its channels and its goals.

    ``sales``: keys of the goals of customers, which a won deal may count for. ``stages``: of deals, those that close
    one among them. ``currency``: the reporting one.
    """

    campaigns: Mapping[str, str]
    channels: Mapping[str, str]
    goals: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    sales: frozenset[str] = frozenset()
    currency: str = ""
