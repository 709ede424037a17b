"""The first view of a comparison: two columns and what changed, and why in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from bot.language import Language, mark
from bot.views import marks, words
from bot.views.answers import FirstView, Line, line
from bot.views.blocks import Paragraph, paragraph
from bot.views.completeness import complete_short
from bot.views.line_breaks import unbroken
from bot.views.reports import label_notes, roi_text
from bot.views.tables import Table
from bot.views.unit_tables import whole_units
from core.calendar.periods import Period
from core.money.money import Money
from core.money.rounding import half_up
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

MOVED = {
    "▲": (mark("Better: {now}; before, {earlier}."), mark("Better: {now}; before, {amount}.")),
    "▼": (mark("Worse: {now}; before, {earlier}."), mark("Worse: {now}; before, {amount}.")),
    "": (mark("Now: {now}; before, {earlier}."), mark("Now: {now}; before, {amount}.")),
}
"""By its mark, how two times are laid side by side; the second where both earned, so that it is said once."""


def compared(language: Language, comparison: Comparison) -> FirstView:
    """The base beside the first of what it is compared with that has figures; the others stand in *Details*."""
    base, pair = comparison.base, _first_with_figures(comparison)
    return FirstView(
        roi_line=f"{which(language, comparison)}{roi_text(language, base.total, base.excess)}",
        verdict=[*verdict(language.whole, comparison), *_why(language, pair.change)] if pair else _alone(language),
        table=_table(language, comparison, pair) if pair else None,
        missing=_cut(language, comparison),
        notes=[
            *(_table_notes(language, base, pair) if pair else []),
            *complete_short(language.whole, base.completeness),
        ],
    )


def _table_notes(language: Language, base: Side, pair: Pair) -> list[str]:
    labels = dict.fromkeys(label for side in (base, pair.side) for label in label_notes(language, side.total))
    return [language.say("Amounts in {currency}, rounded", currency=base.total.currency), *labels]


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
    """What each of the two earned; nothing where there is nothing to compare with."""
    pair = _first_with_figures(comparison)
    return [_earned(language, comparison, pair)] if pair else []


def _alone(language: Language) -> list[Line]:
    return [Line(text=language.say("Nothing was logged in the time before, so there is nothing to compare with."))]


def _earned(language: Language, comparison: Comparison, pair: Pair) -> Line:
    """``Better: earned $51,008 more than it cost; before, $27,570.``

    Of two different things none is better than the other: both are named. Better or worse is only what is so in money
    and in ROI alike.
    """
    base, side = comparison.base, pair.side
    now, before = (words.earned(language, one.excess, one.total.currency) for one in (base, side))
    if _subject(side) != _subject(base):
        one, other = (_column(language, each, comparison, pair) for each in (base, side))
        text = language.say("{one}: {now}; {other}: {earlier}.", one=one, now=now, other=other, earlier=before)
        return Line(text=text)
    if base.excess == side.excess:
        return Line(text=language.say("As good as before: {now}.", now=now))
    sign = _moved(pair, base)
    whole, brief = MOVED[sign]
    text = language.say(whole, now=now, earlier=before)
    if half_up(base.excess) < 0 and half_up(side.excess) < 0:
        text = language.say(brief, now=now, amount=language.money(_gain(side)))
    return line(sign, text) if sign else Line(text=text)


def _moved(pair: Pair, base: Side) -> str:
    """The mark of better or worse; empty where money and ROI do not agree."""
    points = pair.change.points if pair.change else Fraction()
    if base.excess < pair.side.excess and points > 0:
        return marks.PAYS
    return marks.LOSES if base.excess > pair.side.excess and points < 0 else ""


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
            *_margin_row(language, earlier, base),
        ),
    )


def _margin_row(language: Language, earlier: Side, base: Side) -> list[tuple[str, str, str, str]]:
    """The ROI on margin, which what was earned is of, where a margin makes less of a return (J-08)."""
    if all(side.excess == side.total.cost - side.total.value for side in (earlier, base)):
        return []
    rois = [_margin_roi(side) for side in (earlier, base)]
    before, now = ("–" if roi is None else language.whole.percent(roi) for roi in rois)
    return [(language.say("Margin ROI"), before, now, _moved_points(language, *rois))]


def _margin_roi(side: Side) -> Fraction | None:
    return -side.excess * 100 / side.total.cost if side.total.cost > 0 else None


def _moved_points(language: Language, earlier: Fraction | None, later: Fraction | None) -> str:
    return "–" if earlier is None or later is None else _signed_points(language, later - earlier)


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
    return _signed_points(language, Fraction(sum(change.shown.values(), Decimal())))


def _signed_points(language: Language, moved: Fraction) -> str:
    points = half_up(moved)
    return unbroken(language.say("{points} pts", points=("+" if points > 0 else "") + language.count(points)))


def _cut(language: Language, comparison: Comparison) -> list[Paragraph]:
    if not comparison.cut:
        return []
    return [paragraph(language.say("Compared over the same number of days: a period isn’t over yet."))]
