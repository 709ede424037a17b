"""What judgements rest on, drawn with sample values: a campaign's goal, a typical sale, a delay, a first contact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.language import Language
from bot.services.saved_fields.campaigns import fields as campaign_fields
from bot.services.saved_fields.goals import fields as goal_fields
from bot.views import deals, funnels, typical_sale
from bot.views import receipts as views
from bot.views.blocks import Block
from bot.views.forms import entries, goals, plans
from core.ledger.entry_fields import FirstContactLater
from core.money.money import Money
from core.problems import Problem
from core.sales.deals import Move
from core.setup.goals import NotADelay, Stage, Twice
from tests import gallery_answers, gallery_deals
from tests import samples as s

MET = date(2026, 1, 15)
SALE = replace(s.goal(), key="u-sale", name="u-Sale", stage=Stage.CUSTOMER)
GOAL = replace(s.goal(), delay=14, average=Money(minor=600_000, currency="USD"))
TWICE = Twice(step=s.goal(), later=SALE)
CAMPAIGN = replace(s.CAMPAIGN, goal="u-goal", serves_all=True)
SOLD = replace(s.conversion(revenue=Money(minor=99_00, currency="USD")), first_contact=MET)

PROBLEMS: tuple[Problem, ...] = (NotADelay(text="u-text"), FirstContactLater(day=s.TODAY))


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    step = gallery_deals.step(replace(gallery_deals.DEAL, first_contact=MET))
    return {
        **{
            f"receipt: a typical sale, {who}": views.receipt(
                language, s.entry(SOLD), s.NAMES, s.TODAY, asked=[typical_sale.question(language, SALE, admin=admin)]
            )
            for who, admin in (("admin", True), ("member", False))
        },
        "deal first met": deals.receipt(language, Move(step=step), s.NAMES, s.TODAY),
        "campaign counted twice": gallery_answers.campaign_answer(language, replace(s.REPORT, twice=TWICE), "u-key"),
    }


def forms(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    campaign = {**campaign_fields(CAMPAIGN), "goal_text": "u-Goal"}
    warned = "\n".join(funnels.counted_twice(language, TWICE))
    typed = {"first_contact": MET.isoformat()}
    return {
        "campaign that serves all": plans.campaign_form(language, "", "USD", s.TODAY, s.METADATA, campaign),
        "goal counted twice": goals.goal_form(language, warned, "", "USD", s.METADATA, goal_fields(GOAL)),
        "conversion first met": entries.conversion_form(language, typed, None, "USD", s.TODAY, s.METADATA),
    }
