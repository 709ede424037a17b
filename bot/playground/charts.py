"""Geometry of charts, drawn as SVG by the templates. Units: those of the view box, origin top left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.scales import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Scale,
    Tick,
    labels,
    percent,
    rounded,
    short,
    ticks,
    written,
)
from bot.playground.surface import Names

RADIUS = 110

Chart = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Slice:
    """A segment of a pie. ``path``: SVG; ``share``: its part of the whole, at ``x``, ``y`` if ``wide`` enough."""

    label: str
    value: str
    share: str
    path: str
    x: float
    y: float
    wide: bool


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A rectangle, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A point of a line, and what it stands for."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """One row of numbers as a shape: bars, or dots with the line through them and the area under it."""

    name: str
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    line: str
    area: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A chart with axes."""

    width: int
    height: int
    left: int
    right: float
    bottom: float
    zero: float
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def pie(chart: Chart, names: Names) -> list[Slice]:
    """The segments clockwise from twelve o'clock, around (0, 0) with radius ``RADIUS``.

    Raises ``ValueError`` when they do not add up to something.
    """
    total = sum(float(segment["value"]) for segment in chart["segments"])
    if total <= 0 or any(segment["value"] <= 0 for segment in chart["segments"]):
        raise ValueError("a pie needs values above 0")
    slices, share_so_far = [], 0.0
    for segment in chart["segments"]:
        part = float(segment["value"]) / total
        slices.append(_slice(segment, share_so_far, part, names))
        share_so_far += part
    return slices


def plot(chart: Chart, names: Names) -> Plot:
    """Bars, lines or areas over the categories; zero is always on the axis.

    Raises ``KeyError`` when a series has no point for a category.
    """
    categories = [str(name) for name in chart["axis_config"]["categories"]]
    rows = {series["name"]: _by_category(series, categories) for series in chart["series"]}
    marks = ticks([value for row in rows.values() for value in row])
    scale = Scale(low=marks[0], high=marks[-1], count=len(categories))
    drawn = [
        _series(scale, name, values, categories, _Turn(index=index, of=len(rows)), names)
        for index, (name, values) in enumerate(rows.items())
    ]
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        bottom=HEIGHT - BOTTOM,
        zero=scale.y(0),
        ticks=tuple(Tick(at=scale.y(tick), label=short(tick, names)) for tick in marks),
        labels=tuple(labels(scale, categories)),
        categories=tuple(categories),
        series=tuple(drawn),
    )


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """The place of a series among the others: bars of one category stand side by side."""

    index: int
    of: int


def _slice(segment: Mapping[str, Any], start: float, part: float, names: Names) -> Slice:
    x, y = _on_circle(start + part / 2, RADIUS * 0.68)
    return Slice(
        label=str(segment["label"]),
        value=written(segment["value"], names),
        share=percent(part, names),
        path=_wedge(start, part),
        x=x,
        y=y,
        wide=part >= 0.06,
    )


def _wedge(start: float, part: float) -> str:
    if part > 1 - 1e-9:  # an arc that ends where it begins would not be drawn
        return f"M 0 {-RADIUS} A {RADIUS} {RADIUS} 0 1 1 0 {RADIUS} A {RADIUS} {RADIUS} 0 1 1 0 {-RADIUS} Z"
    (x1, y1), (x2, y2) = _on_circle(start, RADIUS), _on_circle(start + part, RADIUS)
    return f"M 0 0 L {x1} {y1} A {RADIUS} {RADIUS} 0 {int(part > 0.5)} 1 {x2} {y2} Z"


def _on_circle(turn: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn
    return rounded(radius * math.sin(angle)), rounded(-radius * math.cos(angle))


def _by_category(series: Mapping[str, Any], categories: Sequence[str]) -> list[float]:
    points = {str(point["label"]): point["value"] for point in series["data"]}
    return [points[name] for name in categories]


def _series(
    scale: Scale, name: str, values: Sequence[float], categories: Sequence[str], turn: _Turn, names: Names
) -> Series:
    lines = [f"{name}, {category}: {written(value, names)}" for category, value in zip(categories, values, strict=True)]
    places = [(scale.x(index), scale.y(value)) for index, value in enumerate(values)]
    line = " ".join(f"{x},{y}" for x, y in places)
    zero = scale.y(0)
    return Series(
        name=name,
        bars=tuple(_bar(scale, index, value, lines[index], turn) for index, value in enumerate(values)),
        dots=tuple(Dot(x=x, y=y, label=words) for (x, y), words in zip(places, lines, strict=True)),
        line=line,
        area=f"{places[0][0]},{zero} {line} {places[-1][0]},{zero}",
        values=tuple(written(value, names) for value in values),
    )


def _bar(scale: Scale, index: int, value: float, label: str, turn: _Turn) -> Bar:
    width = scale.band * 0.72 / turn.of
    turns_from_middle = turn.index - turn.of / 2
    x = scale.x(index) + turns_from_middle * width
    top, foot = sorted((scale.y(value), scale.y(0)))
    drawn_width = max(width - 1, 1)
    return Bar(
        x=rounded(x),
        y=top,
        width=rounded(drawn_width),
        height=rounded(foot - top),
        label=label,
    )
