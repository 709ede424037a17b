"""Verdicts: no winner without ten conversions on both sides and a gap that chance does not explain."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.performance import Performance, Row
from core.verdicts import Verdict, verdict


def row(key: str, cost: int, count: int, worth: int = 100, margin: Fraction = Fraction(1)) -> Row:
    value = count * worth
    done = Performance(
        currency="EUR",
        cost=cost,
        value=value,
        counting=count,
        by_goal={"sale": count} if count else {},
        returns={"sale": value} if value else {},
    )
    return Row(key=key, performance=done, excess=int(cost - value * margin))


ROWS = st.lists(
    st.builds(row, st.sampled_from("abcdef"), st.integers(0, 10**6), st.integers(0, 10**4), st.integers(0, 500)),
    max_size=6,
    unique_by=lambda made: made.key,
)


def said(*rows: Row) -> tuple[str | None, str | None]:
    """The keys of best and worst."""
    found = verdict(rows)
    assert found is not None
    best, worst = (one.row.key if one else None for one in (found.best, found.worst))
    return best, worst


def test_a_great_gap_is_told() -> None:
    """Both names, and what the ROI of each may be."""
    assert said(row("a", 1000, 100), row("b", 1000, 10)) == ("a", "b")


def test_a_gap_that_chance_explains_is_not() -> None:
    """16 against 11 conversions for the same money."""
    assert said(row("a", 1000, 16), row("b", 1000, 11)) == (None, None)


def test_nine_conversions_are_never_judged() -> None:
    """However great the gap, on either side; ten are."""
    assert verdict([row("a", 10, 9), row("b", 10**6, 100)]) == Verdict(judged=1)
    assert verdict([row("a", 10, 100), row("b", 10**6, 9)]) == Verdict(judged=1)
    assert said(row("a", 10, 10), row("b", 10**6, 100)) == ("a", "b")


def test_a_clear_best_may_have_no_clear_worst() -> None:
    """The other two lie too near to each other; and the reverse."""
    assert said(row("a", 1000, 200), row("b", 1000, 22), row("c", 1000, 20)) == ("a", None)
    assert said(row("a", 1000, 200), row("b", 1000, 190), row("c", 1000, 20)) == (None, "c")


def test_the_worth_of_a_conversion_counts() -> None:
    """Few dear ones may be better than many cheap ones."""
    assert said(row("many", 1000, 200, worth=10), row("few", 1000, 50, worth=200)) == ("few", "many")


def test_a_margin_decides() -> None:
    """The same return at a tenth of the margin is the worse one."""
    thin = row("thin", 1000, 200, margin=Fraction(1, 10))
    assert said(thin, row("full", 1000, 150)) == ("full", "thin")
    found = verdict([thin, row("full", 1000, 150)])
    assert found is not None
    assert found.best is not None
    assert found.worst is not None
    assert (found.best.on_margin, found.worst.on_margin) == (False, True)


def test_the_more_are_compared_the_greater_the_gap_must_be() -> None:
    """What two rows have for certain may come by chance where twelve are looked at (Bonferroni)."""
    best, worst = row("a", 1000, 49), row("b", 1000, 22)
    between = [row(f"between-{n}", 1000, 33) for n in range(10)]
    assert said(best, worst) == ("a", "b")
    assert said(best, worst, *between) == (None, None)


def test_what_belongs_nowhere_or_cost_nothing_is_not_compared() -> None:
    """No channel is no channel that could be dropped, and what is free has no ROI."""
    assert verdict([]) is None
    assert verdict([row("a", 1000, 100), row("", 1000, 10)]) is None
    assert verdict([row("a", 1000, 100), row("free", 0, 100)]) is None


def test_conversions_without_worth_are_not_compared() -> None:
    """Without a return there is nothing that could be more or less."""
    assert verdict([row("a", 1000, 100), row("b", 1000, 100, worth=0)]) == Verdict(judged=1)


@given(ROWS)
def test_best_and_worst_are_apart(rows: list[Row]) -> None:
    """Whoever is named has ten conversions, and an ROI range that touches no other's who was judged."""
    found = verdict(rows)
    if found is None:
        return
    named = [one for one in (found.best, found.worst) if one]
    assert all(one.row.performance.conversions >= 10 for one in named)
    if found.best and found.worst:
        assert found.best.roi.low > found.worst.roi.high
    if found.best:
        judged = [r for r in rows if r.key and r.performance.cost and r.performance.value and r.returned > 0]
        enough = [r for r in judged if r.performance.conversions >= 10]
        assert found.best.row.performance.roi == max(r.performance.roi or -100 for r in enough)
