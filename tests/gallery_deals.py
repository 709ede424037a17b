"""The views of deals, drawn with the sample values: the block in the answers, receipts, and both forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.language import Language
from bot.views import deals, history
from bot.views.blocks import Block
from bot.views.forms import deals as forms
from bot.views.stages import stages_saved
from core.ledger.history_filter import Chosen
from core.money.money import Money
from core.problems import Problem
from core.sales.deals import (
    Deal,
    DealRenamed,
    DealStep,
    FirstContact,
    LeadIsNoSale,
    Move,
    OfADeal,
    SaleGoalUnknown,
    UnknownDeal,
    sale,
)
from core.sales.pipelines import Pipeline
from core.sales.stages import (
    CLOSED,
    STARTING,
    Closed,
    DealStage,
    StageFixed,
    Stages,
    StageTwice,
    StageUnreadable,
    TooManyStages,
)
from tests import gallery_answers
from tests import samples as s

DEAL = Deal(
    key="u-deal",
    name="u-Deal",
    day=s.TODAY,
    stage="contract-sent",
    probability=Decimal(90),
    amount=Money(minor=10_000_00, currency="USD"),
    campaign="u-key",
    channel="linkedin",
)
OWN = replace(DEAL, stage="u-stage", stage_name="u-Stage", probability=Decimal("63.15"), campaign="", channel="")
IN_EURO = replace(DEAL, amount=Money(minor=10_000_00, currency="EUR"), exchange=s.RATE, day=date(2027, 1, 1))
WON_DEAL, LOST_DEAL = (replace(DEAL, stage=stage.key, probability=stage.probability) for stage in CLOSED)
OPEN = tuple(replace(DEAL, stage=one.key, probability=one.probability) for one in STARTING.stages)
PIPELINE = Pipeline(day=s.TODAY, deals=(*OPEN, OWN), total=s.ARTICLE, own_cost=True)
LEADS = replace(PIPELINE, deals=(DEAL,), adds=False)
STAGES = replace(
    STARTING, start=s.TODAY, stages=(*STARTING.stages, DealStage(key="u-1", name="u-1", probability=Decimal(1)))
)
SAID = Closed(stage="contract-sent", won=12, of=30)
ON_ITS_DAY, BEFORE = FirstContact(opened=WON_DEAL.day), FirstContact(opened=date(2026, 5, 4))
BOOKED, NOT_COUNTED = (s.entry(sale(WON_DEAL, s.goal(counts=counts), ON_ITS_DAY)) for counts in (True, False))
MET_BEFORE = s.entry(sale(WON_DEAL, s.goal(), BEFORE))
LONGEST = replace(
    IN_EURO, name=s.LONG, stage="u-1", stage_name=s.LONG, probability=Decimal("33.33"), campaign="u-1", channel="u-2"
)
MANY = tuple(replace(LONGEST, key=f"u-{number}") for number in range(60))
MOST_STAGES = Stages(
    start=s.TODAY,
    stages=tuple(DealStage(key=f"u-{n}", name=s.LONG, probability=Decimal("33.33")) for n in range(20)),
)
PROBLEMS: tuple[Problem, ...] = (
    DealRenamed(name="u-name"),
    LeadIsNoSale(goal="u-goal"),
    OfADeal(),
    SaleGoalUnknown(),
    SaleGoalUnknown(several=True),
    SaleGoalUnknown(leads=True),
    UnknownDeal(),
    StageFixed(name="u-name"),
    StageTwice(name="u-name"),
    StageUnreadable(text="u-text"),
    TooManyStages(),
)


def step(fact: Deal = DEAL, number: int = 7, *, sign: int = 1, reverses: int | None = None) -> DealStep:
    return DealStep(id=number, fact=fact, logged_by="U1", logged_at=s.NOW, sign=sign, reverses=reverses, place=number)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    ranked, everything = s.ranking(*s.CAMPAIGNS), replace(PIPELINE, own_cost=False)
    return {
        **_receipts(language),
        "campaign with deals": gallery_answers.campaign_answer(language, replace(s.REPORT, pipeline=PIPELINE), "u-key"),
        "campaign with deals of before": gallery_answers.campaign_answer(
            language, replace(s.REPORT, pipeline=everything), "u-key"
        ),
        "campaign with deals, leads count": gallery_answers.campaign_answer(
            language, replace(s.REPORT, pipeline=LEADS), "u-key"
        ),
        "overview with deals": gallery_answers.overview_answer(
            language, replace(ranked, pipeline=everything), "", new=False, year=s.YEAR
        ),
        "overview of deals only": gallery_answers.overview_answer(
            language, replace(s.ranking(), pipeline=everything), "", new=False, year=s.YEAR
        ),
        "channels with deals": gallery_answers.channel_answer(
            language, replace(ranked, pipeline=everything), "channels"
        ),
        "history of deals": _history(language),
    }


def _receipts(language: Language) -> dict[str, Block]:
    """What takes a form's place once it is saved, and what an undo says there."""
    old = step(replace(DEAL, stage="qualified-to-buy", probability=Decimal(40)), 3)
    moves = {
        "added": Move(step=step(), last=step()),
        "moved": Move(step=step(OWN), before=old, last=step(OWN)),
        "in euro, ahead": Move(step=step(IN_EURO), last=step(IN_EURO)),
        "before the last": Move(step=step(), before=old, last=old),
        "won": Move(step=step(WON_DEAL), before=old, last=step(WON_DEAL), booked=BOOKED),
        "won, not counted": Move(step=step(WON_DEAL), before=old, last=step(WON_DEAL), booked=NOT_COUNTED),
        "won, first met before": Move(step=step(WON_DEAL), before=old, last=step(WON_DEAL), booked=MET_BEFORE),
        "lost": Move(step=step(LOST_DEAL), before=old, last=step(LOST_DEAL), withdrawn=BOOKED),
    }
    back = step(WON_DEAL, 8, sign=-1, reverses=7)
    won = Move(step=step(WON_DEAL), before=old, last=step(WON_DEAL), booked=BOOKED)
    shut = [date(2026, 7, 1)]
    return {
        **{f"deal {name}": deals.receipt(language, move, s.NAMES, s.TODAY) for name, move in moves.items()},
        "deal changed": deals.receipt(language, moves["added"], s.NAMES, s.TODAY, changed=True),
        "deal taken back": deals.taken_back(language, Move(step=back, last=old, withdrawn=BOOKED), s.NAMES),
        "deal taken back wholly": deals.taken_back(language, Move(step=back), s.NAMES),
        "deal put back": deals.put_back(language, moves["won"], s.NAMES),
        "ask undo of a deal": deals.ask_undo(language, step(), s.NAMES, booked=False),
        "ask undo of a won deal": deals.ask_undo(language, step(WON_DEAL), s.NAMES, booked=True),
        "deal in a closed month": deals.receipt(language, won, s.NAMES, s.TODAY, closed=shut),
        "ask undo of a deal, closed": deals.ask_undo(
            language, step(WON_DEAL), s.NAMES, booked=True, closed=shut, old=False
        ),
        "ask redo of a deal, closed": deals.ask_redo(language, 1, step(WON_DEAL), s.NAMES, shut),
        "stages saved": stages_saved(language, STAGES),
    }


def _history(language: Language) -> Block:
    reader = history.Reader(id="U1", admin=False, timezone=s.ZONE)
    listed = (step(WON_DEAL), replace(BOOKED, source="deal"), step(), step(OWN, 8, sign=-1, reverses=7))
    return history.history_answer(language, history.Page(entries=listed), s.NAMES, reader, Chosen())


def saved_forms(language: Language) -> dict[str, Block]:
    """Name -> what stands in a form's place."""
    return _receipts(language)


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    listed = forms.Listed(deals=(DEAL, OWN), names=s.NAMES)
    dropped = replace(DEAL, stage="u-old", stage_name="u-Old")
    typed = {"name": "u-Deal", "amount": "1", "stage": "u-old", "goal": "u-goal", "goal_text": "u-Goal", **WHERE}
    return {
        "deal": forms.deal_form(language, {}, STAGES, "USD", s.TODAY, s.METADATA, listed=listed, admin=True),
        "first deal": forms.deal_form(
            language, {}, STAGES, "USD", s.TODAY, s.METADATA, listed=forms.Listed(deals=(), names={})
        ),
        "change a deal": forms.deal_form(language, typed, STAGES, "USD", s.TODAY, s.METADATA, changing=dropped),
        "stages": forms.stages_form(language, STAGES, [SAID], s.TODAY, s.METADATA, from_closed=False),
        "stages without closed deals": forms.stages_form(language, STAGES, [], s.TODAY, s.METADATA, from_closed=False),
        "stages from closed deals": forms.stages_form(language, STAGES, [SAID], s.TODAY, s.METADATA, from_closed=True),
    }


WHERE = {"campaign": "u-key", "campaign_text": "u-Campaign", "channel": "u-channel", "channel_text": "u-Channel"}


def long_messages(language: Language) -> dict[str, Block]:
    """Name -> message with as much in it as people can put there."""
    many = replace(s.MANY_CHANNELS, pipeline=Pipeline(day=s.TODAY, deals=MANY, total=s.ARTICLE))
    reader = history.Reader(id="U1", admin=True, timezone=s.ZONE)
    return {
        "campaign with deals": gallery_answers.campaign_answer(language, many, "u-key"),
        "history of deals": history.history_answer(
            language,
            history.Page(entries=[step(LONGEST)] * 8, older="7/7/7"),
            s.MANY_NAMES,
            reader,
            Chosen(campaign="u-1"),
        ),
        "deal": deals.receipt(
            language, Move(step=step(LONGEST), before=step(LONGEST, 3)), s.MANY_NAMES, s.TODAY, changed=True
        ),
    }


def long_views(language: Language) -> dict[str, Block]:
    """Name -> modal likewise."""
    listed = forms.Listed(deals=MANY, names=s.MANY_NAMES)
    closed = [Closed(stage=stage.key, won=10**6, of=10**7) for stage in MOST_STAGES.stages]
    return {
        "deal": forms.deal_form(language, {}, MOST_STAGES, "USD", s.TODAY, s.METADATA, listed=listed, admin=True),
        "stages": forms.stages_form(language, MOST_STAGES, closed, s.TODAY, s.METADATA, from_closed=False),
    }
