"""Tables and charts: the blocks that carry figures. Where Slack's sources disagree the lower number stands."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from bot.playground.limits_rich_text import RICH_TEXT_KEYS
from bot.playground.limits_shapes import (
    Check,
    Fault,
    Kind,
    Place,
    each,
    flag,
    kind,
    one_of,
    record,
    string,
    tagged,
    whole,
    words,
)

TABLES = ("table", "data_table")
CHART = "data_visualization"


def _finite(value: Any, place: Place) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        yield place.fault("must be a number")


def _positive(value: Any, place: Place) -> Iterator[Fault]:
    faults = list(_finite(value, place))
    yield from faults
    if not faults and value <= 0:
        yield place.fault("must be above 0")


def _equal_rows(value: Any, place: Place) -> Iterator[Fault]:
    if len({len(row) for row in value["rows"]}) > 1:
        yield place.at("rows").fault("all rows must have the same number of cells")


def _header_without_rich_text(value: Any, place: Place) -> Iterator[Fault]:
    if any(cell["type"] == "rich_text" for cell in value["rows"][0]):
        yield place.at("rows/0").fault("the header row cannot hold rich_text")


def _row_header_exists(value: Any, place: Place) -> Iterator[Fault]:
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        yield place.at("row_header_column_index").fault("there is no such column")


def _distinct(key: str, inner: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        names = [part[inner] for part in value[key]]
        if len(set(names)) < len(names):
            yield place.at(key).fault(f"every {inner} must be unique")

    return check


def _one_point_per_category(value: Any, place: Place) -> Iterator[Fault]:
    categories = value["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        yield place.at("axis_config/categories").fault("categories must be unique")
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield place.at(f"series/{index}/data").fault("needs exactly one point for each category")


_CELLS: dict[str, Kind] = {
    "raw_text": kind({"text": string(3000)}),
    "raw_number": kind({"value": _finite, "text": string(3000)}),
    "rich_text": kind(RICH_TEXT_KEYS),
}
_ROW = each(tagged(_CELLS, tuple(_CELLS), "cell"), 1, 20)
_COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
_LABEL = words(20)
_POINT = record({"label": _LABEL, "value": _finite})
_SERIES = record({"name": _LABEL, "data": each(_POINT, 1, 20)})
_AXIS = record({"categories": each(_LABEL, 1, 20)}, {"x_label": words(50), "y_label": words(50)})
_LINES = kind(
    {"series": each(_SERIES, 1, 6), "axis_config": _AXIS}, {}, _distinct("series", "name"), _one_point_per_category
)
_SEGMENT = record({"label": _LABEL, "value": _positive})
_CHARTS: dict[str, Kind] = {
    "pie": kind({"segments": each(_SEGMENT, 1, 6)}, {}, _distinct("segments", "label")),
    "bar": _LINES,
    "area": _LINES,
    "line": _LINES,
}

# Tables are kept off the Home tab: Slack lists them there, but they were seen not to render.
DATA_BLOCKS: dict[str, Kind] = {
    "table": kind(
        {"rows": each(_ROW, 1, 100)}, {"column_settings": each(_COLUMN, 1, 20)}, _equal_rows, surfaces=("message",)
    ),
    "data_table": kind(
        {"caption": words(3000), "rows": each(_ROW, 2, 101)},
        {"page_size": whole(1, 100), "row_header_column_index": whole(0, 19)},
        _equal_rows,
        _header_without_rich_text,
        _row_header_exists,
        surfaces=("message",),
    ),
    CHART: kind(
        {"title": words(50), "chart": tagged(_CHARTS, tuple(_CHARTS), "chart")}, {}, surfaces=("message", "home")
    ),
}
