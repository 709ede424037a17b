"""A chart of Slack's as one line, for where charts are refused: each point with its values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.views.blocks import Block, context
from bot.views.line_breaks import UNBROKEN

_GROUPED_BY_COMMA = re.compile(r"\d,\d{3}(?!\d)")


def plain_chart(block: Block, text: str) -> Block:
    """The chart as a line. ``text``: of its message, which shows how thousands are set apart in its language."""
    chart = block["chart"]
    comma = "," if _GROUPED_BY_COMMA.search(text) else UNBROKEN
    names = [series["name"] for series in chart.get("series") or ()]
    title = f"{block['title']} ({' / '.join(names)})" if len(names) > 1 else block["title"]
    points = [f"{label}{UNBROKEN}{_numbers(values, comma)}" for label, values in _points(chart)]
    return context(f"{title}: {' · '.join(points)}")


def _points(chart: Mapping[str, Any]) -> Iterator[tuple[str, list[float]]]:
    """Each segment of a pie; else each category with the values of all series, in their order."""
    for segment in chart.get("segments") or ():
        yield segment["label"], [segment["value"]]
    series = [{point["label"]: point["value"] for point in one["data"]} for one in chart.get("series") or ()]
    for category in chart["axis_config"]["categories"] if series else ():
        yield category, [values[category] for values in series]


def _numbers(values: Iterable[float], separator: str) -> str:
    return " / ".join(f"{value:,}".replace(",", separator) for value in values)
