"""Where the shapes of a chart stand."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import charts, scales
from bot.playground.surface import Names
from tests.playground import kit
from tests.playground.drawn import NAMES

VALUES = st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2)), min_size=3, max_size=3)


def plotted(**series: list[float]) -> charts.Plot:
    return charts.plot(kit.chart("bar", **series)["chart"], NAMES)


def sliced(**segments: float) -> list[charts.Slice]:
    return charts.pie(kit.pie(**segments)["chart"], NAMES)


def test_a_pie_is_cut_by_share() -> None:
    """A quarter ends at three o'clock, and the rest goes on from there."""
    quarter, rest = sliced(A=1, B=3)
    assert (quarter.share, rest.share) == ("25%", "75%")
    assert quarter.path == f"M 0 0 L 0.0 {-charts.RADIUS:.1f} A 110 110 0 0 1 {charts.RADIUS:.1f} -0.0 Z"
    assert " 0 1 1 " in rest.path


def test_a_pie_of_one_is_a_whole_circle() -> None:
    """A single segment is drawn although its arc ends where it begins."""
    (whole,) = sliced(All=5)
    assert whole.share == "100%"
    assert whole.path.count("A ") == 2


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6))
def test_the_slices_of_a_pie_close_the_circle(values: list[int]) -> None:
    """Each slice begins where the one before ended, and the last ends at twelve o'clock."""
    slices = sliced(**{f"s{index}": value for index, value in enumerate(values)})
    numbers = [[float(number) for number in re.findall(r"-?[\d.]+", part.path)] for part in slices]
    starts, ends = [found[2:4] for found in numbers], [found[-2:] for found in numbers]
    assert starts[1:] == ends[:-1]
    assert math.dist(starts[0], ends[-1]) < 0.02


@pytest.mark.parametrize("values", [{"A": 0.0}, {"A": 5.0, "B": -1.0}])
def test_a_pie_without_parts_is_refused(values: dict[str, float]) -> None:
    """Nothing, or less than nothing, has no share."""
    with pytest.raises(ValueError, match="above 0"):
        sliced(**values)


def test_bars_of_one_category_stand_side_by_side() -> None:
    """Two series share a category's band without touching, inside the chart."""
    first, second = plotted(Cost=[1, 2, 3], Return=[3, 2, 1]).series
    for left, right in zip(first.bars, second.bars, strict=True):
        assert left.x >= scales.LEFT
        assert left.x + left.width <= right.x
        assert right.x + right.width <= scales.WIDTH - scales.RIGHT


def test_bars_grow_from_zero_both_ways() -> None:
    """A loss hangs below the line that a gain stands on, as far as it is large."""
    drawn = plotted(Result=[10, -10, 5])
    gain, loss, half = drawn.series[0].bars
    assert gain.y + gain.height == pytest.approx(drawn.zero)
    assert loss.y == drawn.zero
    assert loss.height == pytest.approx(gain.height)
    assert half.height == pytest.approx(gain.height / 2, abs=0.02)


@given(VALUES)
def test_the_axis_holds_every_value_and_zero(values: list[float]) -> None:
    """Nothing is drawn outside the marks, and there are few enough of them to read."""
    drawn = plotted(Cost=values)
    marks = [tick.at for tick in drawn.ticks]
    assert min(marks) - 0.02 <= drawn.zero <= max(marks) + 0.02
    assert all(min(marks) - 0.02 <= dot.y <= max(marks) + 0.02 for dot in drawn.series[0].dots)
    assert 2 <= len(marks) <= 8


@given(VALUES)
def test_more_is_higher(values: list[float]) -> None:
    """Points stand in the order of their values."""
    dots = plotted(Cost=values).series[0].dots
    by_value = [dots[index].y for index in sorted(range(3), key=lambda index: values[index])]
    assert by_value == sorted(by_value, reverse=True)


def test_points_are_found_by_category_not_by_place() -> None:
    """A series may list its points in any order."""
    chart = kit.chart("line", Cost=[1, 2, 3])["chart"]
    chart["series"][0]["data"].reverse()
    assert charts.plot(chart, NAMES).series[0].values == ("1", "2", "3")


def test_a_missing_point_is_an_error() -> None:
    """A series without a point for a category is not drawn as if it were zero."""
    chart = kit.chart("line", Cost=[1, 2, 3])["chart"]
    chart["series"][0]["data"].pop()
    with pytest.raises(KeyError):
        charts.plot(chart, NAMES)


def test_an_area_closes_on_zero() -> None:
    """The area goes back to the zero line at both ends."""
    drawn = plotted(Cost=[1, 2, 3])
    points = [tuple(map(float, point.split(","))) for point in drawn.series[0].area.split()]
    assert (points[0][1], points[-1][1]) == (drawn.zero, drawn.zero)
    assert [(dot.x, dot.y) for dot in drawn.series[0].dots] == points[1:-1]


def test_numbers_are_written_in_the_viewers_language() -> None:
    """A Polish reader meets a decimal comma, an English one a point."""
    polish = Names(people={}, conversations={}, locale="pl-PL")
    chart = kit.chart("bar", Cost=[1234.5, 0, 0])["chart"]
    assert charts.plot(chart, NAMES).series[0].values[0] == "1,234.5"
    assert charts.plot(chart, polish).series[0].values[0] == "1\xa0234,5"


def test_large_marks_are_short() -> None:
    """Ten thousands and up fit beside the axis."""
    assert plotted(Cost=[65_000, 0, 0]).ticks[-1].label == "80K"


def test_not_every_one_of_twenty_categories_is_written() -> None:
    """Labels that would overlap are left out; the table has them all."""
    names = [f"2026-{index:02}" for index in range(20)]
    data = [{"label": name, "value": 1} for name in names]
    drawn = charts.plot({"series": [{"name": "Cost", "data": data}], "axis_config": {"categories": names}}, NAMES)
    assert [label.label for label in drawn.labels] == names[::2]
    assert drawn.categories == tuple(names)
