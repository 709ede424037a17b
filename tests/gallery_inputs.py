"""Opened figures that are worked out of more than entries, with the sample values; hooked into `tests.gallery`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import drill_down
from bot.views.blocks import Block
from core.calendar.periods import Period
from core.performance.ranges import conversions, cost_per_conversion, lead_rate
from core.performance.verdicts import Verdict
from core.reports.drill_down import Opening
from core.reports.figures import Figure, Kind
from core.reports.inputs import Explained, Inputs, LeadRange, Loss, PaidBack, PriceRange, RoiRange, Weighed
from core.reports.roi_change import Cause, Change, Steps, Sums
from tests import gallery_company, gallery_drill_down
from tests import samples as s

LATER = Sums(cost=Fraction(1_200_00), returned=Fraction(2_520_00), count=18)
STEPS = Steps(
    before=Sums(cost=Fraction(1_000_00), returned=Fraction(1_500_00), count=10),
    after=LATER,
    at_old_rates=replace(LATER, cost=Fraction(1_150_00)),
    at_old_average=Fraction(2_700_00),
    at_old_values=Fraction(2_600_00),
)
CHANGE = Change(parts=STEPS.parts, steps=STEPS)
LOSS = Loss(
    returns=(
        Weighed(campaign="u-key", value=180_00, margin=Fraction(2, 5)),
        Weighed(campaign="", value=20_00, margin=Fraction(1)),
    )
)
AUGUST = Period(start=s.JULY.end, end=s.TODAY)
PAID_BACK = PaidBack(customer=gallery_company.CUSTOMER, acquired=gallery_company.ACQUIRED)


def priced(waves: float, count: int) -> PriceRange:
    total = replace(s.PLAIN, conversions=count)
    price = cost_per_conversion(total, waves)
    assert price
    return PriceRange(price=price, results=conversions(total, waves), waves=waves)


def explained(cause: Cause | None, *, tells: bool = True, change: Change = CHANGE) -> Explained:
    return Explained(change=change, cause=cause, until=AUGUST, tells=tells)


def inputs() -> Iterator[tuple[str, Kind, Inputs]]:
    """Name of the picture, kind of the figure, and what it is worked out of."""
    likely = s.judgement(Verdict.OPEN)
    yield "range of ROI", Kind.RANGE_ROI, RoiRange(judgement=likely, on_margin=False)
    in_waves = s.judgement(Verdict.OPEN, waves=1.3194)
    yield "range of margin ROI in waves", Kind.RANGE_ROI, RoiRange(judgement=in_waves, on_margin=True)
    yield "range of price", Kind.RANGE_PRICE, priced(2.0, 12)
    yield "range of price, no end", Kind.RANGE_PRICE, priced(1.0, 0)
    share = lead_rate(s.ARTICLE)
    assert share
    yield "range of leads", Kind.RANGE_LEADS, LeadRange(share=share)
    yield from (("pace " + str(share), Kind.PACE, spending) for share, spending in s.SPENDING.items())
    accrued = replace(s.SPENDING[80], accrued=s.SPENDING[12].spent, days=(40, 92))
    yield "pace, accrued", Kind.PACE, accrued
    yield from ((f"target, {name}", Kind.TARGET, progress) for name, progress in s.TARGETS.items())
    yield from _of_company()
    yield "change", Kind.CHANGE, explained(None)
    yield "change without steps", Kind.CHANGE, explained(None, change=s.MOVED)
    yield from ((f"change, {cause}", Kind.CHANGE, explained(cause)) for cause in Cause)
    yield "change, kept back", Kind.CHANGE, explained(Cause.COST, tells=False)


def _of_company() -> Iterator[tuple[str, Kind, Inputs]]:
    blended = gallery_company.BLENDED
    yield "MER", Kind.MER, blended
    yield "MER from the books", Kind.MER, replace(blended, from_books=True)
    yield "break-even MER", Kind.BREAK_EVEN_MER, blended
    yield "CAC", Kind.CAC, gallery_company.ACQUIRED
    yield "LTV", Kind.LTV, replace(gallery_company.CUSTOMER, churn=Decimal("2.5"))
    yield "LTV to CAC", Kind.LTV_TO_CAC, PAID_BACK
    yield "payback", Kind.PAYBACK, PAID_BACK


def _of_rows() -> dict[str, Figure]:
    """One figure of a row each."""
    row = {"row": Kind.CHANNEL, "key": "linkedin", "excess": Fraction(65_000_00 - 92_00)}
    return {
        "row count": _figure(Kind.ROW_COUNT, goal="u-goal", categories=frozenset(), **row),
        "row price": _figure(Kind.ROW_PRICE, goal="u-goal", values=False, **row),
        "row loss": _figure(Kind.ROW_LOSS, inputs=LOSS, counts=False, **row),
        "row gain": _figure(Kind.ROW_LOSS, inputs=LOSS, counts=False, **row | {"excess": Fraction(-7_000_00)}),
        "row loss without margin": _figure(Kind.ROW_LOSS, inputs=Loss(returns=()), counts=False, **row),
    }


def _figure(kind: Kind, **more: object) -> Figure:
    return gallery_drill_down.figure(kind, **more)


def figures() -> Mapping[str, Figure]:
    """Name -> figure."""
    worked_out = {
        name: _figure(kind, inputs=worked, goal="u-goal" if kind is Kind.TARGET else "")
        for name, kind, worked in inputs()
    }
    return worked_out | _of_rows()


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    return {f"figure: {name}": _opened(language, figure) for name, figure in figures().items()}


def _opened(language: Language, figure: Figure) -> Block:
    drill = gallery_drill_down
    rows = drill.ROWS[:1] if figure.listed else ()
    opening = Opening(figures=(figure,), figure=figure, rows=rows)
    return drill_down.opened_view(language, opening, drill.KNOWN, drill.reader(), drill.MOMENT, s.METADATA)
