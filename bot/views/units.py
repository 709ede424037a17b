"""What answers have in common, for the views that draw a part of each; and those that judge a campaign or a channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Protocol

from core.calendar.periods import Period
from core.performance.performance import Performance
from core.reports.completeness import Completeness
from core.reports.judging import CampaignVerdict
from core.setup.campaigns import Campaign


class Answer(Protocol):
    """An answer whose costs may not all be there."""

    @property
    def period(self) -> Period: ...
    @property
    def total(self) -> Performance: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def completeness(self) -> Completeness | None: ...


class Unit(Answer, Protocol):
    """A campaign or a channel as its own answer judges it. ``own_campaign``: None of a channel.

    The rest is as of a `core.reports.campaign.CampaignReport`.
    """

    @property
    def own_campaign(self) -> Campaign | None: ...
    @property
    def verdict(self) -> CampaignVerdict | None: ...
    @property
    def alerted(self) -> date | None: ...
    @property
    def passed(self) -> Period: ...
    @property
    def so_far(self) -> Performance: ...
    @property
    def behind(self) -> Fraction: ...
