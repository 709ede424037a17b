"""Steps of deals from a CRM's file: won, lost and open ones, in whatever order its files come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from core.imports.deal_stages import closing_stage, stage_key, unknown_stages
from core.imports.deal_steps import Setting, step_of
from core.imports.readings import DealRow
from core.money.exchange import typed_rate
from core.money.money import Money
from core.sales.deals import LOST, WON, Deal
from core.sales.stages import STARTING

CREATED, CLOSED, TODAY = date(2026, 8, 2), date(2026, 9, 18), date(2026, 10, 2)
SETTING = Setting(
    name="HubSpot",
    today=TODAY,
    versions=(),
    chosen={"Umowa wysłana": "contract-sent"},
    goal=7,
    campaigns={"Autumn": "autumn"},
    rate=lambda currency, _: None if currency == "EUR" else typed_rate(currency, "EUR", Decimal("0.5"), CREATED),
)


def row(stage: str, day: date = CREATED, minor: int = 4_200_00, probability: Decimal | None = None) -> DealRow:
    return DealRow(
        external_id="7301",
        stage=stage,
        amount=Money(minor=minor, currency="EUR"),
        day=day,
        created_on=CREATED,
        campaign="Autumn",
        channel="google",
        probability=probability,
    )


@pytest.mark.parametrize(
    "words", ["Closed won", "Closed Won", "WON", "Zamknięte - wygrana", "Gewonnen", "Ganado", "Vinto"]
)
def test_a_won_deal_is_won_in_every_language(words: str) -> None:
    assert closing_stage(words) == WON


@pytest.mark.parametrize("words", ["Closed lost", "Lost", "Przegrana", "Verloren", "Perdu", "Perdido", "Perso"])
def test_a_lost_deal_is_lost_in_every_language(words: str) -> None:
    assert closing_stage(words) == LOST


def test_a_stage_is_ours_by_its_name_or_by_what_was_chosen() -> None:
    """What is chosen goes before everything else; what nobody knows is asked once."""
    assert stage_key("Contract Sent", {}, STARTING) == "contract-sent"
    assert stage_key("Closed won", {"Closed won": "contract-sent"}, STARTING) == "contract-sent"
    assert unknown_stages(["Demo", "Closed won", "Demo", "Contract sent", "Trial"], {"Trial": LOST}, STARTING) == [
        "Demo"
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Umówione spotkanie", "appointment-scheduled"),
        ("Zakwalifikowana do zakupu", "qualified-to-buy"),
        ("Zaplanowano prezentację", "presentation-scheduled"),
        ("Decydent przekonany", "decision-maker-bought-in"),
        ("Wysłano umowę", "contract-sent"),
        ("Vertrag gesendet", "contract-sent"),
    ],
)
def test_the_stages_every_workspace_has_are_known_in_the_languages_of_files(words: str, key: str) -> None:
    """As long as the workspace still has them: a team's own stages are asked about."""
    assert stage_key(words, {}, STARTING) == key
    others = replace(STARTING, stages=tuple(one for one in STARTING.stages if one.key != key))
    assert unknown_stages([words], {}, others) == [words]


def test_a_won_deal_is_a_sale_on_the_day_it_was_closed() -> None:
    """With its first contact, its real revenue, and no name of a person."""
    step = step_of(row("Closed won", CLOSED), None, SETTING)
    assert step is not None
    assert (step.stage, step.day, step.goal, step.probability) == (WON, CLOSED, 7, Decimal(100))
    assert (step.name, step.campaign, step.channel) == ("HubSpot 7301", "autumn", "google")
    assert step.first_contact == CREATED
    assert step.amount == Money(minor=4_200_00, currency="EUR")


def test_an_open_deal_has_the_probability_of_its_file() -> None:
    """Where it says one; else that of the stage."""
    said = step_of(row("Umowa wysłana", probability=Decimal(85)), None, SETTING)
    unsaid = step_of(row("Umowa wysłana"), None, SETTING)
    assert said is not None
    assert unsaid is not None
    assert (said.probability, unsaid.probability) == (Decimal(85), Decimal(90))
    assert said.goal == 0


def test_the_same_row_again_says_nothing_new() -> None:
    """Nor under a goal or a rate that has changed since."""
    step = step_of(row("Contract sent"), None, SETTING)
    assert step_of(row("Contract sent"), step, replace(SETTING, goal=8)) is None
    assert step_of(row("Contract sent", minor=1), step, SETTING) is not None


def test_a_deal_lost_before_it_was_ever_here_stays_out() -> None:
    """One that stood here is closed."""
    assert step_of(row("Closed lost", CLOSED), None, SETTING) is None
    opened = step_of(row("Contract sent"), None, SETTING)
    lost = step_of(row("Closed lost", CLOSED), opened, SETTING)
    assert lost is not None
    assert (lost.stage, lost.day) == (LOST, CLOSED)


@pytest.mark.parametrize("stages", list(permutations(["Contract sent", "Qualified to buy"])))
def test_the_end_of_a_deal_comes_after_its_open_steps(stages: tuple[str, ...]) -> None:
    """However late the file that opened it was brought: what stands is the latest step by day."""
    before: Deal | None = None
    for stage in (*stages, "Closed won"):
        day = CLOSED if stage == "Closed won" else CREATED
        step = step_of(row(stage, day), before, SETTING)
        assert step is not None
        assert before is None or step.day >= before.day
        before = step
    assert before is not None
    assert before.won


def test_an_amount_in_another_currency_has_the_rate_of_its_step() -> None:
    dollars = replace(row("Contract sent"), amount=Money(minor=100_00, currency="USD"))
    step = step_of(dollars, None, SETTING)
    assert step is not None
    assert step.booked == Money(minor=50_00, currency="EUR")
