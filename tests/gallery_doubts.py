"""What is asked before it is saved, and lines that were not understood whole, drawn with sample values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.language import Language
from bot.views import doubts as views
from bot.views import readings as reading_views
from bot.views.blocks import Block
from bot.views.drafts import form_button
from bot.views.forms import entries as entry_forms
from core.calendar.period_words import AmbiguousDate
from core.ledger.doubts import Doubtful, Doubts
from core.ledger.hourly_rates import PersonHasDigit, WorkUnclear, WorkUnreadable
from core.ledger.quick_line import AmbiguousWord
from core.ledger.quick_numbers import NumberUnread
from core.ledger.quick_readings import Unclear, readings
from core.money.money import Money, NumberUnclear
from core.problems import Problem
from core.sales.stages import StageUnreadable
from core.setup.company_figures import NotOneMonth
from tests import samples as s

MUCH = Money(minor=99_999_999_999_00, currency="USD")
AHEAD = Doubts(day=date(2027, 6, 10))
UNUSUAL = Doubts(amount=MUCH, unusual=True)
BOTH = Doubts(day=date(2027, 6, 10), amount=MUCH)

WHOLE, FRACTION = Decimal(1250), Decimal("1.25")
DAYS = (date(2026, 3, 4), date(2026, 4, 3))

PROBLEMS: tuple[Problem, ...] = (
    Doubtful(doubts=AHEAD, said=""),
    Doubtful(doubts=UNUSUAL, said=""),
    Doubtful(doubts=BOTH, said=""),
    NotOneMonth(text="u-text"),
    NumberUnread(text="u-text", instead="", line="", kind="amount"),
    NumberUnread(text="u-text", instead="u-instead", line="u-line", kind="amount"),
    NumberUnread(text="u-text", instead="u-instead", line="u-line", kind="count"),
    PersonHasDigit(name="u-name"),
    StageUnreadable(text="u-text", part="u-part"),
    WorkUnclear(text="u-text", one="u-one", other="u-other", first="u-first", second="u-second"),
    WorkUnreadable(text="u-text", part="u-part"),
)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    sure = views.sure_button(language, "log_cost_anyway", "u-request u-line")
    buttons = (sure, form_button(language, "open_cost_line", "2026-11-30 u-line"))
    return {
        "doubt-of-a-cost": views.question(language, s.COST, BOTH, s.NAMES, "u-typed", buttons),
        "unclear-number": _asked(language, NumberUnclear(text="1,250", whole=WHOLE, fraction=FRACTION, places=2)),
        "unclear-date": _asked(language, AmbiguousDate(text="03/04/2026", days=DAYS)),
        "unclear-word": _asked(language, AmbiguousWord(word="other", choices=("category:other", "channel:other"))),
        "unclear-period": _asked(language, AmbiguousDate(text="03/04/2026", days=DAYS), saving=False),
        "doubt-of-conversions": views.question(language, s.conversion(), AHEAD, s.NAMES, "u-typed", buttons),
    }


def _asked(language: Language, unclear: Unclear, *, saving: bool = True) -> Block:
    """What is asked about a line or, where nothing would be saved, about a period."""
    offered = [(reading, "u-value") for reading in readings("1,250 other 03/04/2026", unclear)]
    form = form_button(language, "open_cost_line", "u-value") if saving else None
    return reading_views.question(language, "log_cost_as", offered, "u-typed", form)


def forms(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    form = entry_forms.cost_form(language, {"amount": "99999999999"}, "USD", s.TODAY, "{}")
    return {"cost-in-doubt": views.asked_again(language, form, UNUSUAL)}
