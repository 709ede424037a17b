"""Opened figures and corrections, drawn with the sample values; hooked into `tests.gallery`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bot.language import Language
from bot.views import drill_down, history, receipts
from bot.views.blocks import Block
from bot.views.forms import entries as entry_forms
from core.ledger.history_filter import Chosen
from core.ledger.splits import SplitKey
from core.money.money import Money
from core.performance.cells import Cell
from core.reports.drill_down import MOST_COUNTED, Opening, Row, Worth
from core.reports.figure_sources import EVERYTHING
from core.reports.figures import OF_ROWS, UNLISTED, Figure, Kind, Part, Place
from core.setup.goals import Basis
from tests import samples as s

CELLS = (
    Cell(campaign="u-key", channel="linkedin", category="ads", cost=30_000_00),
    Cell(campaign="u-key", category="people", cost=25_000_00),
    Cell(campaign="u-key", category="agency", cost=10_000_00),
    Cell(campaign="u-key", goal=1, count=12_000, value=180_000_00),
)
PLACE = Place(period=s.JULY, campaign="u-key")
KEYS = {
    Kind.CATEGORY: "ads",
    Kind.GOAL: "u-goal",
    Kind.CHANNEL: "linkedin",
    Kind.CONTENT: "reel",
    Kind.CAMPAIGN: "u-key",
}
MOMENT = drill_down.Moment(now=s.NOW, today=s.TODAY)


def figure(kind: Kind, **more: object) -> Figure:
    made = Figure(
        kind=kind,
        key=KEYS.get(kind, ""),
        place=PLACE,
        cells=CELLS,
        total=s.ARTICLE,
        categories=EVERYTHING,
        goals=frozenset({1}),
        counts=True,
        values=True,
        margin=Fraction(2, 5),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # reason: fields by name, of a sample


WORKED_OUT = OF_ROWS | UNLISTED | {Kind.RANGE_ROI, Kind.RANGE_PRICE, Kind.RANGE_LEADS, Kind.PACE, Kind.TARGET}
"""Drawn in `tests.gallery_inputs`."""
FIGURES = tuple(figure(kind) for kind in Kind if kind not in WORKED_OUT)
SIDES = (figure(Kind.ROI), figure(Kind.ROI, number=1, place=Place(period=s.JULY)))
BARE = figure(Kind.ROI, total=s.EMPTY, cells=())
ROWS: tuple[Row, ...] = (
    Row(entry=s.entry(replace(s.SPREAD, exchange=None)), part=Part(cost=23_01)),
    Row(entry=s.entry(s.split(SplitKey.WEIGHTS)), part=Part(cost=1_00)),
    Row(entry=s.entry(s.invoice(3_000_00)), part=Part(cost=3_000_00)),
    Row(
        entry=s.entry(replace(s.COST, amount=Money(minor=100_00, currency="EUR"), exchange=s.RATE)),
        part=Part(cost=109_50),
    ),
    Row(entry=s.entry(s.SEVERAL, by="U2"), part=Part(cost=250_00)),
    Row(entry=replace(s.entry(s.conversion()), replaces=6), part=Part(count=12, value=180_00)),
)
WORTHS = (
    *(Worth(goal=s.goal(basis), count=12, value=180_00, revenue=0, sold=0) for basis in Basis),
    Worth(goal=replace(s.goal(), rate=Decimal("3.75")), count=7, value=100_00, revenue=40_00, sold=2),
    Worth(goal=replace(s.goal(), rate=Decimal("3.3333")), count=7, value=35_02, revenue=0, sold=0),
    Worth(goal=s.goal(counts=False), count=7, value=0, revenue=0, sold=0),
)
OPENING = Opening(
    figures=FIGURES, figure=FIGURES[0], rows=ROWS, worths=WORTHS, rates=(s.RATE, s.TYPED_RATE), more=3, page=1
)
KNOWN = drill_down.Known(names=s.NAMES, replaced={6: s.entry(s.conversion())})


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    reader = history.Reader(id="U1", admin=False, timezone=s.ZONE)
    corrected = (replace(s.entry(s.COST), replaces=6), replace(s.entry(s.COST), replaces=5))
    return {
        "history of corrections": history.history_answer(
            language,
            history.Page(entries=corrected, replaced={6: s.entry(s.INVOICE), 5: s.entry(s.HOURS, by="U2")}),
            s.NAMES,
            reader,
            Chosen(),
        ),
    }


def receipt_messages(language: Language) -> dict[str, Block]:
    """What takes the place of the form of a correction."""
    entry, reversal = s.entry(s.COST), s.entry(s.COST, sign=-1, reverses=7)
    return {
        f"receipt: corrected{', goes on' if goes_on else ''}": receipts.receipt(
            language, entry, s.NAMES, s.TODAY, corrected=receipts.Corrected(fact=s.INVOICE, goes_on=goes_on)
        )
        for goes_on in (False, True)
    } | {"taken back: correction": receipts.taken_back(language, reversal, s.NAMES, back=s.entry(s.INVOICE))}


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    hidden = {
        "people": frozenset({"people"}),
        "people and other": frozenset({"people", "other"}),
        "people and agency": frozenset({"people", "agency"}),
    }
    told = [
        drill_down.taken_back_note(language, s.entry(s.COST, sign=-1, reverses=7), s.NAMES),
        drill_down.put_back_note(language, s.entry(s.COST), s.NAMES),
    ]
    made = {f"figure: {one.kind}": replace(OPENING, figure=one) for one in FIGURES}
    made |= {f"figure without {name}": replace(OPENING, hidden=kept) for name, kept in hidden.items()}
    made |= {
        "cost without people": replace(OPENING, figure=figure(Kind.COST), hidden=hidden["people and agency"]),
        "figure of nothing": Opening(figures=(BARE,), figure=BARE),
        "figure of two sides": replace(OPENING, figures=SIDES, figure=SIDES[1], page=0),
        "figure of very many": replace(OPENING, more=MOST_COUNTED + 1),
        "count alone": replace(OPENING, figure=figure(Kind.CONVERSIONS, categories=frozenset(), values=False)),
    }
    return {
        **{name: _opened(language, opening) for name, opening in made.items()},
        "figure, taken back": drill_down.opened_view(language, OPENING, KNOWN, reader(), MOMENT, s.METADATA, told),
        "figure: ask undo": drill_down.ask_view(language, s.entry(s.COST), KNOWN, s.METADATA),
        "figure: ask undo, closed": drill_down.ask_view(
            language, s.entry(s.COST), KNOWN, s.METADATA, [s.TODAY.replace(day=1)], old=False
        ),
        **_corrections(language),
    }


def long_views(language: Language) -> dict[str, Block]:
    """As long and as many as people can make them."""
    figures = tuple(figure(Kind.CHANNEL, key=key) for key in s.MANY_NAMES)
    sides = tuple(figure(Kind.ROI, number=n, place=Place(period=s.JULY, campaign="u-1")) for n in range(8))
    rows = tuple(Row(entry=replace(s.entry(s.LONG_COST), replaces=6), part=Part(cost=1)) for _ in range(8))
    worths = tuple(Worth(goal=replace(s.goal(), name=s.LONG), count=7, value=1, revenue=1, sold=2) for _ in range(30))
    known = drill_down.Known(names=s.MANY_NAMES, replaced={6: s.entry(s.LONG_COST)})
    opening = Opening(
        figures=figures, figure=figures[0], rows=rows, worths=worths, rates=(s.RATE,) * 20, more=9, page=2
    )
    both = {"figures": opening, "sides": replace(opening, figures=sides, figure=sides[0])}
    return {
        name: drill_down.opened_view(language, one, known, reader(), MOMENT, s.METADATA) for name, one in both.items()
    }


def _opened(language: Language, opening: Opening) -> Block:
    return drill_down.opened_view(language, opening, KNOWN, reader(), MOMENT, s.METADATA)


def reader() -> history.Reader:
    return history.Reader(id="U1", admin=False, timezone=s.ZONE)


def _corrections(language: Language) -> dict[str, Block]:
    typed = {"plain": {"category": "people", "amount": "250.00"}, "tools": {"category": "tools", "amount": "250.00"}}
    goal = ("u-goal", "u-Goal")
    return {
        **{
            f"correct {name}": entry_forms.cost_form(language, said, "USD", s.TODAY, s.METADATA, correcting=True)
            for name, said in typed.items()
        },
        "correct conversions": entry_forms.conversion_form(
            language, {"count": "12"}, goal, "USD", s.TODAY, s.METADATA, correcting=True
        ),
    }
