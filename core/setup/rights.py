"""Rights: who may make which kind of change (docs/architecture.md#roles). Saving and *Undo* both ask this table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from core.setup.replacements import Kind


class Who(StrEnum):
    """Those who may make a change. Every member of the team is somebody; guests are refused before."""

    ANYBODY = "anybody"
    AUTHOR = "author"
    """Whoever set the thing up, and admins."""
    ADMIN = "admin"
    """An admin, as Slack has said within the last half minute."""
    ADMIN_NOW = "admin now"
    """An admin, as Slack says at this moment."""


class Step(StrEnum):
    """A change that is not the saving of a form over what stands."""

    CLOSING = "closing"
    REPEAT = "repeat"
    SPLIT_BY_HOURS = "split by hours"


Change = Kind | Step

WHO_MAY: Mapping[Change, Who] = {
    Kind.GOAL: Who.ADMIN,
    Kind.CAMPAIGN: Who.ANYBODY,
    Kind.TARGET: Who.ANYBODY,
    Kind.DIGEST: Who.AUTHOR,
    Kind.ALERTS: Who.AUTHOR,
    Kind.RATE: Who.ADMIN_NOW,
    Kind.FX: Who.ADMIN_NOW,
    Kind.COMPANY: Who.ADMIN,
    Kind.STAGES: Who.ADMIN,
    Kind.SETTINGS: Who.ADMIN_NOW,
    Step.CLOSING: Who.ADMIN_NOW,
    Step.REPEAT: Who.AUTHOR,
    Step.SPLIT_BY_HOURS: Who.ADMIN,
}
"""Costs, conversions, metrics, benchmarks and deals are not here: everybody logs them, and takes back
their own (`core.setup.acts.may_change`)."""
