"""Replacements: what a form saved in the place of what stood, so that both can be shown and the save can be undone.

Both are kept as the fields of the form, by name, in a spelling that no language changes. Where nothing stood there are
no fields.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.problems import Problem

Fields = Mapping[str, str]
"""Field of the form -> what it holds; one that is empty is left out."""

KEPT_ASIDE = frozenset({"by", "inherited"})
"""Fields that an undo restores though no form shows them: who set a schedule up, which settings nobody has said."""


AMOUNTS = frozenset({"budget", "value", "average", "rate", "floor", "cost_per_conversion"})
"""Fields that are in the form's ``currency``."""


class Kind(StrEnum):
    """The kinds of things that can be saved over; each is also the name of its form."""

    GOAL = "goal"
    CAMPAIGN = "campaign"
    TARGET = "target"
    DIGEST = "digest"
    ALERTS = "alerts"
    RATE = "rate"
    FX = "fx"
    COMPANY = "company"
    STAGES = "stages"
    SETTINGS = "settings"


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """A save over what stood.

    ``key`` names the thing within its kind. ``undone_by`` is empty while the save has not been undone.
    """

    id: int
    kind: Kind
    key: str
    before: Fields
    after: Fields
    by: str
    at: datetime
    undone_by: str = ""

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that differ, in the order of the form."""
        return changed(self.before, self.after)


@dataclass(eq=False)
class UnknownReplacement(Problem):
    """The save is not there, or is another workspace's."""


def shown(fields: Fields) -> Fields:
    """The fields without what no form shows."""
    return {name: text for name, text in fields.items() if name not in KEPT_ASIDE}


def changed(before: Fields, after: Fields) -> tuple[str, ...]:
    """The names of the fields that differ, in the order of ``after``."""
    old, new = shown(before), shown(after)
    return tuple(name for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name))


def merged(stands: Fields, wanted: Fields, touched: Collection[str]) -> Fields:
    """The fields that stand, with only those that somebody has ``touched`` as they are ``wanted``.

    An amount comes with its currency.
    """
    brings_its_own = "currency" not in stands or not AMOUNTS.isdisjoint(touched)
    taken = {*touched, "currency"} if brings_its_own else set(touched)
    names = dict.fromkeys([*wanted, *stands])
    texts = {name: (wanted if name in taken else stands).get(name, "") for name in names}
    return {name: text for name, text in texts.items() if text}


def fingerprint(fields: Fields) -> str:
    """A text of sixteen letters that differs where the fields do; empty for nothing."""
    contents = json.dumps(shown(fields), sort_keys=True)
    return hashlib.sha256(contents.encode()).hexdigest()[:16] if fields else ""
