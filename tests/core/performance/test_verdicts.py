"""Verdicts: no winner without ten conversions on both sides and a gap that chance does not explain."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from core.performance.performance import Performance, Row
from core.performance.ranges import roi, worths
from core.performance.statistics import alike_in_worth, binomial_cdf, level
from core.performance.verdicts import Verdict, verdict
from tests.databases import examples


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


def plainly(rows: list[Row]) -> tuple[str | None, str | None]:
    """The rule as it reads, every interval and every chance found: the keys of best and worst."""
    able = [r for r in rows if r.key and r.performance.cost > 0 and r.returned > 0 and not r.performance.too_early]
    ranges = {r.key: found for r in able if (found := roi(r.performance, r.returned))}
    judged = [r for r in able if r.key in ranges]
    alpha = level(len(judged) * (len(judged) - 1) // 2) / 2

    def beats(one: Row, other: Row) -> bool:
        few, many = (alike_in_worth(worths(r.performance)) for r in (other, one))
        exposed, against = (n * Fraction(r.performance.cost, r.returned) for n, r in ((few, other), (many, one)))
        chance = binomial_cdf(few, few + many, exposed / (exposed + against))
        return ranges[one.key].low > ranges[other.key].high and chance <= alpha

    others = {r.key: [other for other in judged if other is not r] for r in judged}
    best = next((r.key for r in judged if all(beats(r, other) for other in others[r.key])), None)
    worst = next((r.key for r in judged if all(beats(other, r) for other in others[r.key])), None)
    return best, worst


MIXED = st.builds(
    lambda key, cost, goals, margin: Row(
        key=key,
        performance=Performance(
            currency="EUR",
            cost=cost,
            value=sum(count * worth for count, worth in goals),
            counting=sum(count for count, _ in goals),
            by_goal={f"g{n}": count for n, (count, _) in enumerate(goals)},
            returns={f"g{n}": count * worth for n, (count, worth) in enumerate(goals)},
        ),
        excess=int(cost - sum(count * worth for count, worth in goals) * margin),
    ),
    st.sampled_from("abcdefgh"),
    st.integers(1, 10**7) | st.sampled_from([10, 10**9]),
    st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 10**4)), min_size=1, max_size=3),
    st.sampled_from([Fraction(1), Fraction(1, 2)]),
)


@given(st.lists(MIXED, min_size=2, max_size=8, unique_by=lambda made: made.key))
@examples(150)
def test_the_quick_way_is_the_plain_rule(rows: list[Row]) -> None:
    """Whoever is named is named by the rule with every interval found, and nobody else."""
    found = verdict(rows)
    assert found is not None
    assert (found.best and found.best.row.key, found.worst and found.worst.row.key) == (
        plainly(rows) if found.judged > 1 else (None, None)
    )


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
