"""Why ROI moved, opened: the change and each of its parts, with the numbers put in (docs/figures.md)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from bot.language import Language, mark
from bot.views.figure_amounts import amount
from core.reports.figures import Figure
from core.reports.inputs import Explained
from core.reports.roi_change import Cause, Steps, Sums

CAUSES: Mapping[Cause, str] = {
    Cause.CURRENCY: mark("Currency"),
    Cause.COST: mark("Cost"),
    Cause.VOLUME: mark("Volume"),
    Cause.MIX: mark("Mix"),
    Cause.VALUE: mark("Value"),
}
MEANINGS: Mapping[Cause, str] = {
    Cause.CURRENCY: mark("The later ROI, minus the later ROI at the earlier exchange rates."),
    Cause.COST: mark(
        "The earlier return divided by the later cost, minus the earlier return divided by the earlier cost."
    ),
    Cause.VOLUME: mark("The later conversions at the earlier average value, minus the earlier return."),
    Cause.MIX: mark(
        "The later conversions, each at the earlier value of its channel and goal, minus all at the earlier average."
    ),
    Cause.VALUE: mark("The later return, minus the later conversions at the earlier values of their channel and goal."),
}


def change_name(language: Language, inputs: Explained) -> str:
    if inputs.cause is None:
        return language.say("Change of ROI")
    return language.say("Change of ROI · {cause}", cause=language.say(CAUSES[inputs.cause]))


def change_value(language: Language, inputs: Explained) -> str:
    """``+60.00 points``: the part as the answer tells it."""
    shares = inputs.change.shown
    points = sum(shares.values(), Decimal()) if inputs.cause is None else shares[inputs.cause]
    return language.say("{points} points", points=_signed(language, points))


def change_lines(language: Language, figure: Figure, inputs: Explained) -> list[str]:
    """The formula with the numbers put in; without them where they would tell what one person cost."""
    days = f"{language.period(figure.place.period)} → {language.period(inputs.until)}"
    if inputs.cause is None:
        return [days, *_rois(language, inputs), *_parts(language, inputs)]
    return [days, language.say(MEANINGS[inputs.cause]), *_part(language, figure, inputs, inputs.cause)]


def _rois(language: Language, inputs: Explained) -> list[str]:
    value, steps = change_value(language, inputs), inputs.change.steps
    if steps is None:
        return [value]
    before, after = (language.percent(side.points - 100) for side in (steps.before, steps.after))
    return [f"{after} - {_subtracted(before)} = {value}"]


def _parts(language: Language, inputs: Explained) -> list[str]:
    """Every part that has moved, a line each."""
    moved = {cause: part for cause, part in inputs.change.shown.items() if part}
    return [f"{language.say(CAUSES[cause])}: {_signed(language, part)}" for cause, part in moved.items()]


def _part(language: Language, figure: Figure, inputs: Explained, cause: Cause) -> list[str]:
    steps = inputs.change.steps
    if steps is None or not inputs.tells:
        return [language.say("The amounts are shown to admins: they would tell what one person cost.")]
    line = f"{_NUMBERS[cause](language, figure, steps)} = {change_value(language, inputs)}"
    return [line, *_rates(language, cause, steps)]


def _rates(language: Language, cause: Cause, steps: Steps) -> list[str]:
    if cause is Cause.CURRENCY or steps.at_old_rates == steps.after:
        return []
    return [language.say("The later amounts are at the earlier exchange rates.")]


def _currency(language: Language, figure: Figure, steps: Steps) -> str:
    return f"{_roi(language, figure, steps.after)} - {_roi(language, figure, steps.at_old_rates)}"


def _cost(language: Language, figure: Figure, steps: Steps) -> str:
    returned = amount(language, figure, steps.before.returned)
    costs = (amount(language, figure, side.cost) for side in (steps.at_old_rates, steps.before))
    return " - ".join(f"{returned} × 100 / {cost}" for cost in costs)


def _volume(language: Language, figure: Figure, steps: Steps) -> str:
    return _over_cost(language, figure, steps, steps.at_old_average, steps.before.returned)


def _mix(language: Language, figure: Figure, steps: Steps) -> str:
    return _over_cost(language, figure, steps, steps.at_old_values, steps.at_old_average)


def _value(language: Language, figure: Figure, steps: Steps) -> str:
    return _over_cost(language, figure, steps, steps.at_old_rates.returned, steps.at_old_values)


def _roi(language: Language, figure: Figure, side: Sums) -> str:
    cost = amount(language, figure, side.cost)
    return f"({amount(language, figure, side.returned)} - {cost}) × 100 / {cost}"


def _over_cost(language: Language, figure: Figure, steps: Steps, more: Fraction, less: Fraction) -> str:
    cost = amount(language, figure, steps.at_old_rates.cost)
    return f"({amount(language, figure, more)} - {amount(language, figure, less)}) × 100 / {cost}"


_NUMBERS = {
    Cause.CURRENCY: _currency,
    Cause.COST: _cost,
    Cause.VOLUME: _volume,
    Cause.MIX: _mix,
    Cause.VALUE: _value,
}


def _subtracted(number: str) -> str:
    return f"({number})" if number.startswith("-") else number


def _signed(language: Language, points: Decimal) -> str:
    return ("+" if points > 0 else "") + language.number(points, 2)
