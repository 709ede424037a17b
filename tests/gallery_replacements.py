"""What is saved over, drawn with sample values: before and after of every kind, the question, and *Undo*."""

from __future__ import annotations

import json

from bot.language import Language
from bot.views import replacements as views
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms import goals, plans
from core.problems import Problem
from core.setup.campaigns import CampaignExists
from core.setup.replacements import Fields, Kind, Replacement, UnknownReplacement
from core.setup.workspaces import CurrencyInUse
from tests import samples as s

PROBLEMS: tuple[Problem, ...] = (
    CampaignExists(name="u-Key", kind="campaign", suggestion="u-key-2", key="u-key"),
    UnknownReplacement(),
    CurrencyInUse(currency="JPY"),
)

MONTH = {"currency": "USD", "revenue": "1000.00", "marketing_cost": "10.00", "sales_cost": "20.00", "arpa": "30.00"}
GOAL = {
    "name": "u-Goal",
    "basis": "history",
    "rate": "10",
    "value": "150.00",
    "currency": "USD",
    "stage": "lead",
    "counts": "yes",
    "source": "u-source",
    "delay": "14",
}
CAMPAIGN = {
    "name": "u-Name",
    "start": "2026-07-01",
    "end": "2026-09-30",
    "budget": "900.00",
    "currency": "USD",
    "margin": "65",
    "kind": "u-kind",
}
TARGET = {"campaign": "u-campaign", "goal": "u-goal", "count": "500", "cost_per_conversion": "2.75", "currency": "USD"}
SETTINGS = {"currency": "USD", "timezone": "Europe/Warsaw", "language": "en", "completeness": "80", "shared": "none"}
STAGES = json.dumps([["contract-sent", "", "90"], ["u-demo", "u-Demo", "63.15"]])
OTHER_STAGES = json.dumps([["u-demo", "u-Demo", "50"]])
SAID: dict[Kind, tuple[Fields, Fields]] = {
    Kind.GOAL: (
        GOAL,
        {
            **{**GOAL, "name": "u-New", "basis": "fixed", "rate": "", "value": "60.00", "stage": "other"},
            **{"counts": "no", "delay": "28", "average": "6000.00"},
        },
    ),
    Kind.CAMPAIGN: (
        CAMPAIGN,
        {"name": "u-New", "start": "2026-07-02", "margin": "70", "goal": "u-goal", "serves_all": "yes"},
    ),
    Kind.TARGET: (
        {**TARGET, "start": "2026-07-01", "end": "2026-09-30"},
        {**TARGET, "count": "1000", "cost_per_conversion": "3.00", "start": "2026-07-02", "end": "2026-10-01"},
    ),
    Kind.DIGEST: (
        {"conversation": "C1", "weekday": "mon", "time": "09:00", "timezone": "Europe/Warsaw", "by": "U1"},
        {"conversation": "C1", "weekday": "fri", "time": "15:00", "timezone": "Europe/Paris", "by": "U2"},
    ),
    Kind.ALERTS: ({"floor": "100.00", "currency": "USD"}, {"floor": "250.00", "currency": "USD"}),
    Kind.RATE: (
        {"person": "u-Anna", "rate": "40.00", "currency": "USD", "from": "2026-07-01"},
        {"person": "u-anna", "rate": "50.00", "currency": "USD", "from": "2026-08-01"},
    ),
    Kind.FX: (
        {"currency": "EUR", "rate": "1.095", "date": "2026-08-07"},
        {"currency": "EUR", "rate": "1.1", "date": "2026-08-07"},
    ),
    Kind.COMPANY: (
        {**MONTH, "gross_margin": "70", "churn": "2"},
        {"currency": "USD", "revenue": "900.00", "gross_margin": "75.5"},
    ),
    Kind.STAGES: ({"stages": STAGES}, {"stages": OTHER_STAGES}),
    Kind.SETTINGS: (
        SETTINGS,
        {"currency": "PLN", "timezone": "Europe/Paris", "language": "pl", "completeness": "65", "shared": "ads"},
    ),
}
"""Every kind with all of its fields changed: before and after."""


def replaced(kind: Kind, *, undone_by: str = "") -> Replacement:
    before, after = SAID[kind]
    return Replacement(id=7, kind=kind, key="u-key", before=before, after=after, by="U1", at=s.NOW, undone_by=undone_by)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    goal = replaced(Kind.GOAL)
    return {
        **{f"replaced: {kind}": _receipt(language, replaced(kind)) for kind in Kind},
        **{f"undone: {kind}": views.undone(language, replaced(kind), s.NAMES) for kind in Kind},
        "replaced along with another": views.beside(language, _receipt_of_another(), goal),
        "undone already": views.undone_already(language, replaced(Kind.GOAL, undone_by="U2"), s.NAMES),
        "not undone": views.changed_since(language, goal, {**goal.after, "value": "70.00"}, s.NAMES, "U2"),
        "not undone, changed by nobody": views.changed_since(language, goal, {}, s.NAMES, ""),
    }


def _receipt_of_another() -> Block:
    return message("", [paragraph("u-saved")], [button("u-Undo", "undo", "7")])


def _receipt(language: Language, found: Replacement) -> Block:
    parts = [paragraph("u-saved"), *views.changes(language, found, s.NAMES)]
    return message("", parts, views.undo_button(language, found))


def forms(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    before, after = SAID[Kind.GOAL]
    form = goals.goal_form(language, "", "", "USD", s.METADATA, after)
    said = (Kind.GOAL, before, after)
    target = {**SAID[Kind.TARGET][0], "campaign_text": "u-Campaign", "goal_text": "u-Goal"}
    return {
        "replacing": views.asked(language, form, said, s.NAMES, None),
        "replacing what was changed another way": views.asked(language, form, said, s.NAMES, ""),
        "replacing what was changed meanwhile": views.asked(language, form, said, s.NAMES, "U2"),
        "replacing nothing": views.asked(language, form, (Kind.GOAL, before, before), s.NAMES, "U2"),
        "old goal": goals.goal_form(language, "", "", "USD", s.METADATA, GOAL),
        "old target": plans.target_form(language, (), "USD", s.TODAY, s.METADATA, target),
    }
