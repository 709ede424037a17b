"""Sources: the cells of one side of an answer, and the figures that are sums of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from core.performance.cells import Cell
from core.performance.performance import Performance, Row, advertised, performance
from core.performance.primary import Primary
from core.reports import privacy
from core.reports.books import Books
from core.reports.figures import ROWS, UNLISTED, Figure, Kind, Place
from core.reports.inputs import Inputs, Loss, Weighed
from core.setup.categories import Category
from core.setup.goals import Goal, Stage

EVERYTHING = frozenset(category.value for category in Category)
ADS = frozenset({Category.ADS.value})
OF_LEADS = frozenset({Kind.CPL, Kind.CPL_ADS})
OF_CUSTOMERS = frozenset({Kind.CPA, Kind.CPA_ADS})
OF_ADS = frozenset({Kind.ROAS, Kind.ADS, Kind.CPL_ADS, Kind.CPA_ADS})
OF_BREAK_EVEN = frozenset({Kind.BREAK_EVEN_CPL, Kind.BREAK_EVEN_CPA, Kind.BREAK_EVEN})
OF_GOAL = frozenset({Kind.GOAL, Kind.PRICE, Kind.TARGET})
OF_ROW_GOAL = frozenset({Kind.ROW_COUNT, Kind.ROW_PRICE})
WITHOUT_COST = UNLISTED | OF_BREAK_EVEN | {Kind.RETURN, Kind.CONVERSIONS, Kind.GOAL, Kind.ROW_COUNT, Kind.RANGE_LEADS}
VALUING = (
    ROWS
    | OF_BREAK_EVEN
    | {Kind.ROI, Kind.MARGIN_ROI, Kind.EXCESS, Kind.RETURN, Kind.ROAS, Kind.GOAL}
    | {Kind.ROW_COUNT, Kind.ROW_LOSS, Kind.RANGE_ROI}
)
COUNTING = (
    ROWS
    | OF_LEADS
    | OF_CUSTOMERS
    | OF_GOAL
    | OF_ROW_GOAL
    | {Kind.EACH, Kind.CONVERSIONS, Kind.RANGE_PRICE, Kind.RANGE_LEADS}
)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One side's cells, and what they are read with. ``margins``: campaign -> the share of its return that stays."""

    place: Place
    cells: tuple[Cell, ...]
    goals: Mapping[int, Goal]
    currency: str
    primary: Primary
    margin: Fraction = Fraction(1)
    margins: Mapping[str, Fraction] = field(default_factory=dict)
    number: int = 0

    def moved(self, place: Place, cells: Iterable[Cell]) -> Source:
        """The same of another place."""
        return replace(self, place=place, cells=tuple(cells))


def source_of(books: Books, place: Place, cells: Iterable[Cell], primary: Primary) -> Source:
    return Source(
        place=place,
        cells=tuple(cells),
        goals=books.goals(),
        currency=books.currency,
        primary=primary,
        margins={key: one.margin_share for key, one in books.campaigns().items()},
    )


def main_figures(source: Source, kinds: Iterable[Kind]) -> Iterator[Figure]:
    """A mixture of goals has no price (J-01)."""
    priced = len(source.primary.goals) < 2
    return (figure(source, kind) for kind in kinds if priced or kind is not Kind.EACH)


def figure(source: Source, kind: Kind, key: str = "", inputs: Inputs | None = None) -> Figure:
    total = performance(source.cells, source.goals, source.currency, source.primary)
    place = _of_ads(source) if kind in OF_ADS else source.place
    cells = tuple(cell for cell in source.cells if place.holds(cell))
    plain = _plain(source, kind, key, place, total)
    return replace(plain, cells=cells, inputs=inputs)


def row_figures(source: Source, kind: Kind, row: Row) -> Iterator[Figure]:
    """The row, what came of each goal in it and at what price, and what it lost or earned."""
    whole = _row(source, kind, row)
    yield whole
    for goal in goals_of(row.performance):
        yield _of_row(source, whole, Kind.ROW_COUNT, goal)
        if row.performance.price_of(goal):
            yield _of_row(source, whole, Kind.ROW_PRICE, goal)
    if not row.overhead:
        yield replace(_of_row(source, whole, Kind.ROW_LOSS), inputs=_loss(source, whole))


def goals_of(total: Performance) -> list[str]:
    """The goals as a row lists them: the primary ones first, the only one also where none of it came."""
    alone = total.primary if len(total.primary) == 1 else ()
    counted = [goal for goal in total.primary if goal in alone or goal in total.by_goal]
    return counted + [goal for goal in total.by_goal if goal not in total.primary]


def _of_ads(source: Source) -> Place:
    """The place of what ads brought: the channels that they ran on, of those that are looked at."""
    channels = advertised(source.cells)
    return source.place if channels is None else replace(source.place, channels=channels)


def _row(source: Source, kind: Kind, row: Row) -> Figure:
    keys, whole = frozenset(privacy.sharers(row.key)), source.place
    place = {
        Kind.CHANNEL: replace(whole, channels=keys),
        Kind.CONTENT: replace(whole, contents=keys),
        Kind.CAMPAIGN: _of_campaigns(whole, row.key, keys),
    }[kind]
    cells = tuple(cell for cell in source.cells if place.holds(cell))
    plain = _plain(source, kind, row.key, place, row.performance)
    return replace(plain, cells=cells, excess=row.excess)


def _of_campaigns(whole: Place, key: str, keys: frozenset[str]) -> Place:
    """The place of one campaign, or of those that share its row."""
    return replace(whole, campaigns=keys) if len(keys) > 1 else replace(whole, campaign=key)


def _of_row(source: Source, whole: Figure, kind: Kind, goal: str = "") -> Figure:
    """One figure of the row ``whole``."""
    plain = _plain(source, kind, goal, whole.place, whole.total)
    return replace(plain, key=whole.key, goal=goal, row=whole.kind, cells=whole.cells, excess=whole.excess)


def _loss(source: Source, whole: Figure) -> Loss:
    returns: dict[str, int] = {}
    for cell in whole.cells:
        returns[cell.campaign] = returns.get(cell.campaign, 0) + cell.value
    return Loss(
        returns=[
            Weighed(campaign=key, value=value, margin=source.margins.get(key, Fraction(1)))
            for key, value in sorted(returns.items(), key=lambda one: (-one[1], one[0]))
            if value
        ]
    )


def _plain(source: Source, kind: Kind, key: str, place: Place, total: Performance) -> Figure:
    """``key``: of the category or goal, by which it takes costs and conversions."""
    return Figure(
        kind=kind,
        key=key,
        number=source.number,
        place=place,
        cells=(),
        total=total,
        categories=_categories(kind, key),
        goals=frozenset(version for version in source.goals if _counts(kind, key, version, source)),
        counts=kind in COUNTING,
        values=kind in VALUING,
        margin=source.margin,
        whole=source.cells,
        within=source.place.channels,
    )


def _categories(kind: Kind, key: str) -> frozenset[str]:
    if kind is Kind.CATEGORY:
        return privacy.categories_of(key)
    if kind in WITHOUT_COST:
        return frozenset()
    return ADS if kind in OF_ADS else EVERYTHING


def _counts(kind: Kind, key: str, version: int, source: Source) -> bool:
    """Whether it takes the conversions of this version of a goal; those of results are of the answer's primary set."""
    goal = source.goals[version]
    if kind in OF_GOAL or kind in OF_ROW_GOAL:
        return goal.key == key
    if kind is Kind.RANGE_LEADS:
        return goal.stage in (Stage.LEAD, Stage.CUSTOMER)
    if kind in OF_LEADS or kind in OF_CUSTOMERS:
        return goal.stage is (Stage.LEAD if kind in OF_LEADS else Stage.CUSTOMER)
    if kind in COUNTING:
        return version in source.primary.versions
    return kind in VALUING
