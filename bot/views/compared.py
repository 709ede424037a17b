"""The first view of a comparison: two columns and what changed, and why in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from bot.views.answers import FirstView, Line, line
from bot.views.blocks import Paragraph, paragraph
from bot.views.completeness import complete_short
from bot.views.line_breaks import unbroken
from bot.views.reports import label_notes, roi_text
from bot.views.tables import Table
from bot.views.unit_tables import whole_units
from core.calendar.periods import Period
from core.money.money import Money, half_up
from core.reports.comparisons import Beside, Comparison, Pair, Side
from core.reports.roi_change import Cause, Change

PULLED = {
    Cause.CURRENCY: (mark("exchange rates brought {points}"), mark("exchange rates took {points}")),
    Cause.COST: (mark("lower cost brought {points}"), mark("higher cost took {points}")),
    Cause.VOLUME: (mark("more conversions brought {points}"), mark("fewer conversions took {points}")),
    Cause.MIX: (mark("a better mix brought {points}"), mark("a worse mix took {points}")),
    Cause.VALUE: (mark("dearer conversions brought {points}"), mark("cheaper conversions took {points}")),
}
"""What each cause did where it raised ROI, and where it lowered it."""


def compared(language: Language, comparison: Comparison) -> FirstView:
    """The base beside the first of what it is compared with that has figures; the others stand in *Details*."""
    base, pair = comparison.base, _first_with_figures(comparison)
    view = FirstView(
        roi_line=f"{which(language, comparison)}{roi_text(language, base.total, base.excess)}",
        missing=_cut(language, comparison),
        notes=[*complete_short(language.whole, base.completeness)],
    )
    if pair is None:
        return FirstView(roi_line=view.roi_line, verdict=_alone(language), missing=view.missing, notes=view.notes)
    return FirstView(
        roi_line=view.roi_line,
        verdict=[*verdict(language.whole, comparison), *_why(language, pair.change)],
        table=_table(language, comparison, pair),
        missing=view.missing,
        notes=[
            language.say("Amounts in {currency}, rounded", currency=base.total.currency),
            *dict.fromkeys(label for side in (base, pair.side) for label in label_notes(language, side.total)),
            *view.notes,
        ],
    )


def title(language: Language, comparison: Comparison) -> str:
    """``Aug 2026 → Sep 2026``, ``LinkedIn → YouTube · 1–30 Sep 2026``; of one thing and its past, its own name."""
    pair = comparison.pairs[0] if comparison.pairs else None
    if pair is None or pair.beside is not Beside.ASKED:
        return " · ".join(
            filter(None, [_name(language, comparison.base, comparison.names), _days(language, comparison)])
        )
    differ = _subject(pair.side) != _subject(comparison.base)
    name = "" if differ else _name(language, pair.side, comparison.names)
    subjects = " → ".join(_column(language, side, comparison, pair) for side in (pair.side, comparison.base))
    days = " → ".join(dict.fromkeys(_with_year(language, side.period) for side in (pair.side, comparison.base)))
    return " · ".join(filter(None, [name, subjects if differ else "", days]))


def _with_year(language: Language, period: Period) -> str:
    short = language.short_period(period)
    return short if str(period.last.year) in short else f"{short} {period.last.year}"


def which(language: Language, comparison: Comparison) -> str:
    """``Sep 2026: ``, where two things were asked for: which of them the ROI line is of."""
    pair = comparison.pairs[0] if comparison.pairs else None
    if pair is None or pair.beside is not Beside.ASKED:
        return ""
    return f"{_column(language, comparison.base, comparison, pair)}: "


def _days(language: Language, comparison: Comparison) -> str:
    return language.period(comparison.base.period)


def _first_with_figures(comparison: Comparison) -> Pair | None:
    return next((pair for pair in comparison.pairs if not pair.side.total.empty), None)


def verdict(language: Language, comparison: Comparison) -> list[Line]:
    """Which of the two earned more, and how much each; nothing where there is nothing to compare with."""
    pair = _first_with_figures(comparison)
    return [_earned(language, pair, comparison.base)] if pair else []


def _alone(language: Language) -> list[Line]:
    return [Line(text=language.say("Nothing was logged in the time before, so there is nothing to compare with."))]


def _earned(language: Language, pair: Pair, base: Side) -> Line:
    """``Better: earned $51,008 more than it cost; before, lost $27,570.``"""
    now, before = (words.earned(language, side.excess, side.total.currency) for side in (base, pair.side))
    if half_up(base.excess) < 0 and half_up(pair.side.excess) < 0 and base.excess != pair.side.excess:
        return _both_earned(language, pair.side, base, now)
    if base.excess < pair.side.excess:
        return line("▲", language.say("Better: {now}; before, {earlier}.", now=now, earlier=before))
    if base.excess > pair.side.excess:
        return line("▼", language.say("Worse: {now}; before, {earlier}.", now=now, earlier=before))
    return Line(text=language.say("As good as before: {now}.", now=now))


def _both_earned(language: Language, earlier: Side, base: Side, now: str) -> Line:
    """``Better: earned $51,008 more than it cost; before, $27,570.``"""
    amount = language.money(_gain(earlier))
    if base.excess < earlier.excess:
        return line("▲", language.say("Better: {now}; before, {amount}.", now=now, amount=amount))
    return line("▼", language.say("Worse: {now}; before, {amount}.", now=now, amount=amount))


def _why(language: Language, change: Change | None) -> list[Line]:
    """``Why: higher cost took 55 points, more conversions brought 101, a better mix 2.``"""
    if change is None:
        return []
    moved = {cause: half_up(Fraction(part)) for cause, part in change.shown.items()}
    parts = [_pulled(language, cause, points) for cause, points in moved.items() if points]
    if not parts:
        return []
    return [Line(lead=language.say("Why"), text=": " + ", ".join(parts).removesuffix(".") + ".")]


def _pulled(language: Language, cause: Cause, points: int) -> str:
    raised, lowered = PULLED[cause]
    counted = language.say_n("{n} point", "{n} points", abs(points))
    return language.say(raised if points > 0 else lowered, points=counted)


def _table(language: Language, comparison: Comparison, pair: Pair) -> Table:
    """Cost, return, what was earned and ROI of both, and the change; the earlier one, or the other, on the left."""
    earlier, base = pair.side, comparison.base
    names = [_column(language, side, comparison, pair) for side in (earlier, base)]
    return Table(
        head=(base.total.currency, *names, language.say("Change ±")),
        wide_heads=True,
        rows=(
            _row(language, language.say("Cost"), earlier.total.invested, base.total.invested),
            _row(language, language.say("Return"), earlier.total.returned, base.total.returned),
            _row(language, language.say("Earned"), _gain(earlier), _gain(base)),
            ("ROI", _roi(language, earlier), _roi(language, base), _points(language, pair.change)),
        ),
    )


def _column(language: Language, side: Side, comparison: Comparison, pair: Pair) -> str:
    """What tells the two apart: the campaign or channel where they differ in it, else the days."""
    differ = pair.beside is Beside.ASKED and _subject(pair.side) != _subject(comparison.base)
    if differ and (name := _name(language, side, comparison.names)):
        return name
    years = {day.year for one in (pair.side, comparison.base) for day in (one.period.start, one.period.last)}
    return language.short_period(side.period) if len(years) == 1 else language.period(side.period)


def _subject(side: Side) -> tuple[str, str]:
    return side.campaign.key if side.campaign else "", side.channel


def _name(language: Language, side: Side, names: Mapping[str, str]) -> str:
    campaign = [side.campaign.name] if side.campaign else []
    channel = [words.channel(language, side.channel, names)] if side.channel else []
    return " · ".join([*campaign, *channel])


def _row(language: Language, name: str, earlier: Money, later: Money) -> tuple[str, str, str, str]:
    change = later - earlier
    sign = "+" if change.minor > 0 else ""
    return name, whole_units(language, earlier), whole_units(language, later), sign + whole_units(language, change)


def _gain(side: Side) -> Money:
    return Money(minor=-half_up(side.excess), currency=side.total.currency)


def _roi(language: Language, side: Side) -> str:
    return "–" if side.total.roi is None else language.whole.percent(side.total.roi)


def _points(language: Language, change: Change | None) -> str:
    if change is None:
        return "–"
    points = half_up(Fraction(sum(change.shown.values(), Decimal())))
    return unbroken(language.say("{points} pts", points=("+" if points > 0 else "") + language.count(points)))


def _cut(language: Language, comparison: Comparison) -> list[Paragraph]:
    if not comparison.cut:
        return []
    return [paragraph(language.say("Compared over the same number of days: a period isn’t over yet."))]
