"""Stages of deals: where one stands on its way to a sale, and how likely the sale is from there, dated.

A workspace begins with HubSpot's stages and probabilities, which HubSpot itself calls arbitrary: what its own closed
deals say is better (docs/domain.md#stages-of-deals). Won and lost are there always, at 100 and 0.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from core.money.money import parse_positive
from core.money.rounding import rounded
from core.problems import Problem
from core.sales.deals import LOST, WON
from core.setup.names import clean_name, one_line, slug

MOST_STAGES = 20
NO_KEYS: Mapping[str, str] = MappingProxyType({})

_LINE = re.compile(r"(?P<name>.+?)\s+(?P<percent>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?(?P<sign>%?)")
_SEPARATED = re.compile(r"[,;](?=\s|$)")
_NUMBER = re.compile(r"[0-9]+(?P<rest>[.,:][0-9]+)?%?")


@dataclass(frozen=True, kw_only=True, slots=True)
class DealStage:
    """A stage of deals.

    ``probability``: percent of a sale from here. ``name``: empty where it is one of ours, which is translated.
    """

    key: str
    name: str = ""
    probability: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Stages:
    """The open stages, in their order, in force from the day ``start`` on, included."""

    start: date
    stages: tuple[DealStage, ...]

    def find(self, key: str) -> DealStage | None:
        return next((stage for stage in self.stages if stage.key == key), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Closed:
    """The record of a ``stage``: of the deals that are closed today and stood there on their way, ``won`` of ``of``."""

    stage: str
    won: int
    of: int

    @property
    def share(self) -> Decimal:
        """The share of them that were won: percent, half up to two decimals."""
        return rounded(Fraction(self.won * 100, self.of))


CLOSED = (DealStage(key=WON, probability=Decimal(100)), DealStage(key=LOST, probability=Decimal(0)))
STARTING = Stages(
    start=date.min,
    stages=tuple(
        DealStage(key=key, probability=Decimal(percent))
        for key, percent in (
            ("appointment-scheduled", 20),
            ("qualified-to-buy", 40),
            ("presentation-scheduled", 60),
            ("decision-maker-bought-in", 80),
            ("contract-sent", 90),
        )
    ),
)
"""The stages a workspace begins with: HubSpot's."""

OURS = frozenset(stage.key for stage in (*STARTING.stages, *CLOSED))


@dataclass(eq=False)
class StageUnreadable(Problem):
    """A line that is not a name and a percentage from 0 to 100. ``part``: what of it was not understood, if not all."""

    text: str
    part: str = ""
    field: str = "stages"


@dataclass(eq=False)
class StageTwice(Problem):
    name: str
    field: str = "stages"


@dataclass(eq=False)
class StageFixed(Problem):
    """Won or lost stands among the open stages."""

    name: str
    field: str = "stages"


@dataclass(eq=False)
class TooManyStages(Problem):
    most: int = MOST_STAGES
    field: str = "stages"


def in_force(versions: Iterable[Stages], day: date) -> Stages:
    """The stages of ``day``: the latest start wins, of the same start the ones said last.

    ``versions``: in that order.
    """
    begun = [STARTING, *(one for one in versions if one.start <= day)]
    return sorted(begun, key=lambda one: one.start)[-1]


def stage_on(key: str, versions: Sequence[Stages], day: date) -> DealStage | None:
    """A stage as it is on ``day``; one that was added only later, or dropped since, as it is nearest to it."""
    fixed = next((stage for stage in CLOSED if stage.key == key), None)
    if chosen := fixed or in_force(versions, day).find(key):
        return chosen
    before = [one for one in (STARTING, *versions) if one.start <= day]
    after = [one for one in versions if one.start > day]
    nearest = [*sorted(before, key=lambda one: one.start, reverse=True), *sorted(after, key=lambda one: one.start)]
    return next((stage for one in nearest if (stage := one.find(key))), None)


def parse_stages(
    text: str, start: date, ours: Mapping[str, str], taken: Collection[str] = (), kept: Mapping[str, str] = NO_KEYS
) -> Stages:
    """Reads ``Contract sent 90``, one line each, in order. ``ours``: slug of a stage of ours in any language -> key.

    A new name may end in a number only where the percentage has its sign: ``Demo 2 50%``. ``taken``: slugs of the
    stages there have been, which may end so. ``kept``: slug of such a one -> the key it has had since then.

    Raises `StageUnreadable`, `StageTwice`, `StageFixed`, `TooManyStages`, and of a name that is none its own problem.
    """
    lines = [one_line(line) for line in text.splitlines() if one_line(line)]
    if len(lines) > MOST_STAGES:
        raise TooManyStages
    if not lines:
        raise StageUnreadable(text="")
    stages = tuple(_stage(line, {**kept, **ours}, taken) for line in lines)
    _check(stages, lines)
    return Stages(start=start, stages=stages)


def calibrated(stages: Stages, closed: Sequence[Closed]) -> Stages:
    """The stages with the share of closed deals that were won, wherever one stood there."""
    shares = {one.stage: one.share for one in closed}
    adjusted = tuple(replace(stage, probability=shares.get(stage.key, stage.probability)) for stage in stages.stages)
    return replace(stages, stages=adjusted)


def written_stage(name: str, probability: Decimal) -> str:
    """The line of a stage, as `parse_stages` reads it again."""
    sign = "%" if _NUMBER.fullmatch(name.split()[-1]) else ""
    return f"{name} {probability.normalize():f}{sign}"


def _stage(line: str, keys: Mapping[str, str], taken: Collection[str]) -> DealStage:
    match = _LINE.fullmatch(_SEPARATED.sub("", line))
    if match is None:
        raise StageUnreadable(text=line)
    name = clean_name(match["name"].rstrip(" :-–—"), "stages")
    if slug(name) not in taken:
        _check_end(line, name, match)
    percent = parse_positive(match["percent"], 2, "stages", zero=True)
    if percent > 100:
        raise StageUnreadable(text=line, part=match["percent"])
    key = keys.get(slug(name), slug(name))
    if slug(name) not in keys and key in keys.values():  # of another stage, from before keys had signs
        raise StageTwice(name=line)
    return DealStage(key=key, name="" if key in OURS else name, probability=percent)


def _check_end(line: str, name: str, match: re.Match[str]) -> None:
    """Raises `StageUnreadable` where two numbers at the end may be one: "Demo 1 000", "Demo 33 33"."""
    number = _NUMBER.fullmatch(name.split()[-1])
    if number and (number["rest"] or number[0].endswith("%") or not match["sign"]):
        raise StageUnreadable(text=line, part=f"{number[0]} {match['percent']}{match['sign']}")


def _check(stages: Sequence[DealStage], lines: Sequence[str]) -> None:
    seen: set[str] = set()
    for stage, line in zip(stages, lines, strict=True):
        if stage.key in (WON, LOST):
            raise StageFixed(name=line)
        if stage.key in seen:
            raise StageTwice(name=line)
        seen.add(stage.key)
