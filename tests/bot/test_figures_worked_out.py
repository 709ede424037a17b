"""Figures that are more than a sum of entries open as well: of rows, ranges, plans, the company, and why ROI moved."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.bot.test_company import AUGUST, keep, log_f1
from tests.bot.test_drill_down import choose, lines, menu, opened, press
from tests.bot.test_rate_privacy import every_page

Payload = dict[str, Any]
BLOCKS = [date(2025, 1, 6) + timedelta(days=28 * number) for number in range(13)]


def formula(team: Team, text: str, figure: str, user: str = ADA) -> list[str]:
    """What is said of the figure, from its formula on to its rows."""
    below = lines(choose(team, opened(team, text, user), figure, user))
    start = next(place for place, line in enumerate(below) if line.strip() in ("Formula", "Wzór"))
    end = next(place for place, line in enumerate(below) if line.startswith(("As of ", "Stan na ")))
    return [line for line in below[start + 1 : end] if line]


# --- rows ---


@pytest.fixture
def rows(new_team: Team) -> Team:
    """Leads that do not count and sales that do, of two campaigns with margins of their own, on two channels."""
    new_team.goal("Lead", "0", stage="lead", counts="no")
    new_team.goal("Sale", "600", stage="customer")
    new_team.campaign("Alpha", margin="40")
    new_team.campaign("Beta")
    new_team.cost(f"1000 ads linkedin reel alpha {DAY}")
    new_team.cost(f"400 ads linkedin beta {DAY}")
    new_team.cost(f"300 ads facebook beta {DAY}")
    new_team.conversions(f"40 lead linkedin reel alpha {DAY}")
    new_team.conversions(f"2 sale linkedin reel alpha {DAY}")
    new_team.conversions(f"1 sale linkedin beta {DAY}")
    return new_team


@pytest.mark.parametrize(
    ("text", "row", "value"),
    [
        ("channels 2025-08", "channel:linkedin", "LinkedIn · Cost per Lead: $35.00"),
        ("alpha 2025-08", "channel:linkedin", "LinkedIn · Cost per Lead: $25.00"),
        ("alpha 2025-08", "content:reel", "Reel · Cost per Lead: $25.00"),
        ("content 2025-08", "content:reel", "Reel · Cost per Lead: $25.00"),
        ("campaigns 2025-08", "campaign:alpha", "Alpha · Cost per Lead: $25.00"),
        ("2025-08", "campaign:alpha", "Alpha · Cost per Lead: $25.00"),
        ("linkedin 2025-08", "campaign:alpha", "Alpha · Cost per Lead: $25.00"),
    ],
)
def test_a_rows_price_count_and_loss_open(rows: Team, text: str, row: str, value: str) -> None:
    """Of channels, content types and campaigns, goal by goal, beside the row itself."""
    offered = menu(opened(rows, text))
    assert offered[f"row_price:{row}:lead"] == value
    assert {row, f"row_count:{row}:lead", f"row_count:{row}:sale", f"row_price:{row}:sale"} <= set(offered)
    assert f"row_loss:{row}" in offered


def test_a_rows_price_is_its_cost_over_its_count(rows: Team) -> None:
    """With the entries of that row and goal alone; a count with its conversions alone."""
    view = choose(rows, opened(rows, "channels 2025-08"), "row_price:channel:linkedin:lead")
    assert "LinkedIn · Cost per Lead = $1,400.00 / 40 = $35.00" in lines(view)
    assert any(line.startswith("$1,000.00 · Ads · LinkedIn") for line in lines(view))
    assert not any(line.startswith(("2 × Sale", "$300.00 · Ads")) for line in lines(view))
    view = choose(rows, view, "row_count:channel:linkedin:sale")
    assert "LinkedIn · Sale: 3 · return $1,800.00, the sum of the rows below." in lines(view)
    assert not any(" · Ads · " in line for line in lines(view))


def test_what_a_row_lost_is_told_campaign_by_campaign(rows: Team) -> None:
    """Each return at its own campaign's margin; above it, the row says what one of each goal cost."""
    assert formula(rows, "channels 2025-08", "row_loss:channel:linkedin")[:3] == [
        "Cost above return = $1,400.00 - $1,080.00 (return × margin) = $320.00",
        "Return × margin = Alpha $1,200.00 × 40.00% + Beta $600.00 × 100.00% = $1,080.00",
        "lost $320.00",
    ]
    assert formula(rows, "channels 2025-08", "channel:linkedin")[:4] == [
        "ROI = ($1,800.00 - $1,400.00) × 100 / $1,400.00 = 28.57%",
        "Cost per conversion = $1,400.00 / 3 = $466.67",
        "Cost per Lead = $1,400.00 / 40 = $35.00",
        "Cost above return = $1,400.00 - $1,080.00 (return × margin) = $320.00",
    ]


@pytest.mark.parametrize(("user", "told"), [(MAX, "Return above cost"), (ANNA, "Zwrot ponad koszt")])
def test_what_a_row_earned_is_told_as_return_above_cost(new_team: Team, user: str, told: str) -> None:
    """Never as a cost below zero: in the menu, in the formula, and of a campaign with a margin."""
    new_team.goal("Sale", "300", stage="customer")
    new_team.campaign("Gain", margin="50")
    new_team.cost(f"100 ads linkedin gain {DAY}")
    new_team.conversions(f"1 sale linkedin gain {DAY}")
    offered = menu(opened(new_team, "campaigns 2025-08", user))
    assert re.fullmatch(rf"Gain · {told}: \D*50[.,]00\D*", offered["row_loss:campaign:gain"])
    for question, figure in (("campaigns 2025-08", "row_loss:campaign:gain"), ("gain 2025-08", "excess")):
        line = formula(new_team, question, figure, user)[0]
        assert re.fullmatch(rf"{told} = .* - \D*100[.,]00\D* = \D*50[.,]00\D*", line)


def test_what_belongs_to_no_campaign_has_lost_nothing(rows: Team) -> None:
    """As in the answer, it has no verdict and no loss; its cost opens."""
    rows.cost(f"50 tools {DAY}")
    offered = menu(opened(rows, "campaigns 2025-08"))
    assert "campaign:" in offered
    assert "row_loss:campaign:" not in offered


def test_a_full_menu_leaves_out_figures_of_single_rows_first(new_team: Team) -> None:
    """Forty campaigns: each row is there, and opens what is left out; a menu holds a hundred."""
    new_team.goal("Sale", "5", stage="customer")
    for number in range(40):
        new_team.campaign(f"Camp {number:02}")
        new_team.cost(f"{number + 1} ads camp-{number:02} {DAY}")
        new_team.conversions(f"1 sale camp-{number:02} {DAY}")
    view = opened(new_team, "campaigns 2025-08")
    offered = menu(view)
    assert len(offered) == 100
    assert {f"campaign:camp-{number:02}" for number in range(40)} <= set(offered)
    assert "row_loss:campaign:camp-39" in offered
    assert "row_loss:campaign:camp-00" not in offered
    view = choose(new_team, view, "campaign:camp-00")
    assert "Cost per conversion = $1.00 / 1 = $1.00" in lines(view)
    assert "Return above cost = $5.00 (return × margin) - $1.00 = $4.00" in lines(view)


# --- ranges ---


def test_a_range_says_what_it_is_worked_out_of(new_team: Team) -> None:
    """The worked example of J-02: sixty newsletters worth 15, where nothing dearer exists."""
    new_team.goal("Newsletter", "15")
    new_team.campaign("Range", start="2024-12-01")
    new_team.cost(f"1000 ads linkedin range {DAY}")
    new_team.conversions(f"60 newsletter linkedin range {DAY}")
    assert formula(new_team, "range 2025-08", "range_roi") == [
        "In 95 of 100 cases the same effort brings a return between $686.79 and $1,158.48.",
        "ROI = ($686.79 - $1,000.00) × 100 / $1,000.00 = -31.32%",
        "ROI = ($1,158.48 - $1,000.00) × 100 / $1,000.00 = 15.85%",
        "What the range is based on",
        "60 conversions so far, return $900.00",
        "Dearest conversion that could have come: $15.00; one more of it is added at the top",
        "φ = 1: no waves widen the range",
        "Spent so far: $1,000.00",
        "Where the values come from",
        "Newsletter: 60 × $15.00 = $900.00 · Fixed value",
    ]
    price = formula(new_team, "linkedin 2025-08", "range_price")
    assert price[:3] == [
        "In 95 of 100 cases the same effort brings 45.7863 to 77.2319 conversions.",
        "$1,000.00 / 77.2319 = $12.95",
        "$1,000.00 / 45.7863 = $21.84",
    ]


def test_the_waves_are_told(new_team: Team) -> None:
    """The worked example of J-02: thirteen blocks of four weeks, φ = 1.3194; on margin where one is set."""
    new_team.goal("Newsletter", "15")
    new_team.campaign("Waves", start="2024-12-01", margin="40")
    for start, count in zip(BLOCKS, (4, 6, 2, 9, 1, 3, 5, 8, 2, 4, 7, 3, 6), strict=True):
        new_team.cost(f"10 ads linkedin waves {start}")
        new_team.conversions(f"{count} newsletter linkedin waves {start}")
    year = f"{BLOCKS[0]} to {BLOCKS[0] + timedelta(days=13 * 28 - 1)}"
    below = formula(new_team, f"waves {year}", "range_roi")
    assert "φ = 1.3194: the waves of the last year widen the range" in below
    assert "60 conversions so far, return × margin $360.00" in below
    assert "In 95 of 100 cases the same effort brings a return × margin between $263.05 and $478.55." in below


def test_an_open_range_is_of_what_has_passed(new_team: Team) -> None:
    """A cost of tomorrow is in the ROI and not in its range: neither as spend nor as a row."""
    new_team.goal("Newsletter", "15")
    new_team.campaign("Ahead")
    new_team.cost(f"100 ads linkedin ahead {today()}")
    new_team.cost(f"70 ads linkedin ahead {today() + timedelta(days=1)}")
    new_team.conversions(f"10 newsletter linkedin ahead {today()}")
    text = f"ahead {today()}..{today() + timedelta(days=1)}"
    view = choose(new_team, opened(new_team, text), "range_roi")
    assert "Spent so far: $100.00" in lines(view)
    assert not any(line.startswith("$70.00 · Ads") for line in lines(view))


def test_customers_from_leads_open(new_team: Team) -> None:
    """Wilson's interval, with the leads and customers behind it."""
    log_f1(new_team)
    below = formula(new_team, "f1 2025-08", "range_leads")
    assert below[:2] == ["4 × 100 / 80 = 5.00%", "Wilson’s 95% interval of 4 in 80: 1.96% to 12.16%"]


# --- budget and targets ---


def test_budget_pace_opens(new_team: Team) -> None:
    """All that was ever logged for it over its budget, a bill ahead with the whole of it; its days; its entries."""
    new_team.campaign("Booked", start="2025-08-01", end="2025-08-31", budget="1000")
    new_team.cost(f"500 ads booked {DAY}")
    ahead = today() + timedelta(days=30)
    new_team.cost(f"320 ads booked {ahead}")
    view = choose(new_team, opened(new_team, "booked 2025-08"), "pace")
    assert "Budget pace: 82.00%" in menu(view).values()
    for line in (
        "Budget pace = $820.00 × 100 / $1,000.00 = 82.00%",
        "$500.00 of it accrued so far",
        "100.00% of the time gone = 31 × 100 / 31",
    ):
        assert line in lines(view)
    assert sum(line.startswith(("$500.00 · Ads", "$320.00 · Ads")) for line in lines(view)) == 2


def test_a_target_opens(new_team: Team) -> None:
    """The oracle: 500 in 92 days, 217.39 by the 40th; 120 are there, at 3.00 each; 7.31 a day are needed."""
    start, end = today() - timedelta(days=39), today() + timedelta(days=52)
    aim(new_team, start, end)
    new_team.cost(f"360 ads facebook launch {start}")
    new_team.conversions(f"120 leads facebook launch {start}")
    new_team.conversions(f"7 leads facebook launch {start - timedelta(days=1)}")
    view = choose(new_team, opened(new_team, "launch"), "target:leads")
    assert menu(view)["target:leads"] == "Target · Leads: 120 of 500"
    for line in (
        "Reached so far = 120 × 100 / 500 = 24.00%",
        "Expected by now = 500 × 40 / 92 = 217.39",
        "So far - expected = 120 - 217.39 = -97.39",
        "Needed a day (52 days left) = (500 - 120) / 52 = 7.31",
        "Cost per Leads = $360.00 / 120 = $3.00 · target $2.75",
        "Budget this needs: 500 × $2.75 = $1,375.00",
    ):
        assert line in lines(view)
    assert any(line.startswith("120 × Leads") for line in lines(view))
    assert not any(line.startswith("7 × Leads") for line in lines(view))


def test_a_target_to_come_opens(new_team: Team) -> None:
    """When it begins and what it needs; nothing of a pace."""
    start = today() + timedelta(days=10)
    aim(new_team, start, start + timedelta(days=9))
    below = formula(new_team, "launch", "target:leads")
    assert below[-1] == "Budget this needs: 500 × $2.75 = $1,375.00"
    assert not any(line.startswith(("Expected", "Needed", "Reached")) for line in below)


def test_plans_open_from_the_question_of_the_budget(new_team: Team) -> None:
    """Each campaign's pace and target, by its name."""
    aim(new_team, today() - timedelta(days=39), today() + timedelta(days=52))
    new_team.campaign("Booked", budget="1000")
    new_team.cost(f"820 ads booked {today()}")
    view = opened(new_team, "budget")
    offered = menu(view)
    assert offered["pace:booked"] == "Booked · Budget pace: 82.00%"
    assert offered["target:launch:leads"] == "Launch · Target · Leads: 0 of 500"
    view = choose(new_team, view, "pace:booked")
    assert "Budget pace = $820.00 × 100 / $1,000.00 = 82.00%" in lines(view)


def aim(team: Team, start: date, end: date) -> None:
    team.goal("Leads", "15", stage="lead")
    team.campaign("Launch")
    values = {"campaign": "launch", "goal": "leads", "count": "500", "cost_per_conversion": "2.75"}
    team.fill("/roi", {**values, "start": start.isoformat(), "end": end.isoformat()}, "target launch", MAX)


# --- the company ---


@pytest.mark.parametrize("user", [ADA, MAX])
def test_company_figures_open(new_team: Team, user: str) -> None:
    """From the overview, with the numbers put in; everybody reads them. No rows of entries are behind them."""
    log_f1(new_team)
    keep(new_team, "2025-08", **AUGUST)
    view = opened(new_team, "2025-08", user)
    wanted = {
        "mer": "MER = $120,000.00 / $30,000.00 = 4.00×",
        "break_even_mer": "Break-even MER = 1 / 70.00% = 1.43×",
        "cac": "CAC = ($30,000.00 + $3,400.00) / 4 = $8,350.00",
        "ltv": "LTV = $250.00 × 70.00% / 2.00% = $8,750.00",
        "ltv_to_cac": "LTV:CAC = $8,750.00 / $8,350.00 = 1.05",
        "payback": "Payback in months = $8,350.00 / ($250.00 × 70.00%) = 47.71",
    }
    for figure, line in wanted.items():
        view = choose(new_team, view, figure, user)
        assert line in lines(view)
        assert "Rows" not in lines(view)
        assert "No entries make up this figure." not in lines(view)
    assert "mer" not in menu(opened(new_team, "campaigns 2025-08", user))


def test_a_company_figure_without_an_answer_does_not_open(new_team: Team) -> None:
    """Nobody leaves: there is no LTV to take apart."""
    log_f1(new_team)
    keep(new_team, "2025-08", **AUGUST | {"churn": "0"})
    offered = menu(opened(new_team, "2025-08"))
    assert {"mer", "cac", "payback"} <= set(offered)
    assert not {"ltv", "ltv_to_cac"} & set(offered)


# --- why ROI moved ---


def test_why_it_moved_opens(new_team: Team) -> None:
    """The oracle: 1,000 for 10 leads at 150 against 1,200 for 18 at 140."""
    new_team.goal("lead", "10", stage="lead")
    new_team.cost("1000 ads linkedin 2024-07-02")
    new_team.cost("1200 ads linkedin 2025-07-02")
    for day, count, revenue in (("2024-07-03", "10", "1500"), ("2025-07-03", "18", "2520")):
        values = {"goal": "lead", "channel": "linkedin", "date": day, "count": count, "revenue": revenue}
        new_team.fill("/roi-conversion", values)
    view = opened(new_team, "compare 2024-07 2025-07")
    offered = menu(view)
    assert offered["1.change"] == "Change of ROI: +60.00 points"
    assert offered["1.change:cost"] == "Change of ROI · Cost: -25.00 points"
    assert {"1.change:mix", "1.change:currency"}.isdisjoint(offered)
    wanted = {
        "1.change": "110.00% - 50.00% = +60.00 points",
        "1.change:cost": "$1,500.00 × 100 / $1,200.00 - $1,500.00 × 100 / $1,000.00 = -25.00 points",
        "1.change:volume": "($2,700.00 - $1,500.00) × 100 / $1,200.00 = +100.00 points",
        "1.change:value": "($2,520.00 - $2,700.00) × 100 / $1,200.00 = -15.00 points",
    }
    for figure, line in wanted.items():
        view = choose(new_team, view, figure)
        assert line in lines(view)
        assert "1–31 Jul 2024 → 1–31 Jul 2025" in lines(view)


def test_other_exchange_rates_are_told(new_team: Team) -> None:
    """The oracle: 100.00 EUR for a return of 200.00, at 1.00 and then at 1.25."""
    in_euro(new_team)
    new_team.cost("100 EUR ads linkedin 2025-07-04")
    new_team.cost("100 EUR ads linkedin 2025-08-04")
    for day in ("2025-07-04", "2025-08-04"):
        new_team.conversions(f"1 sale linkedin {day}")
    below = formula(new_team, "compare 2025-07 2025-08", "1.change:currency")
    assert below[-1] == ("($200.00 - $125.00) × 100 / $125.00 - ($200.00 - $100.00) × 100 / $100.00 = -40.00 points")


def in_euro(team: Team) -> None:
    team.goal("Sale", "200")
    for day, rate in (("2025-07-04", "1.00"), ("2025-08-04", "1.25")):
        team.fill("/roi", {"currency": "EUR", "rate": rate, "date": day}, "fx")


# --- the reader ---


def test_they_are_said_in_polish(rows: Team) -> None:
    """Anna reads them in her own language and formats."""
    below = formula(rows, "channels 2025-08", "row_loss:channel:linkedin", ANNA)
    assert [line.replace("\u00a0", " ") for line in below[:3]] == [
        "Koszt ponad zwrot = 1 400,00 USD - 1 080,00 USD (zwrot × marża) = 320,00 USD",
        "Zwrot × marża = Alpha 1 200,00 USD × 40,00% + Beta 600,00 USD × 100,00% = 1 080,00 USD",
        "strata 320,00 USD",
    ]
    offered = menu(opened(rows, "alpha 2025-08", ANNA))
    assert offered["range_roi"].startswith("Przedział ROI z marży (95%): od ")
    assert "Z czego wynika przedział" in formula(rows, "alpha 2025-08", "range_roi", ANNA)


@pytest.fixture
def veiled(new_team: Team) -> Team:
    """Wanda alone works on LinkedIn, in euro; Max has logged ads on Facebook. A budget, a target, and sales."""
    in_euro(new_team)
    new_team.campaign("Solo", budget="9000")
    target = {"campaign": "solo", "goal": "sale", "count": "50", "cost_per_conversion": "60"}
    new_team.fill("/roi", {**target, "start": "2025-07-01", "end": "2025-08-31"}, "target solo")
    new_team.cost("100 EUR ads facebook solo 2025-07-04", user=MAX)
    new_team.cost("1000 ads facebook solo 2025-08-04", user=MAX)
    values = {"campaign": "solo", "channel": "linkedin", "date": "2025-08-04", "currency": "EUR"}
    new_team.cost_form("people", people="Wanda 10 45", **values)
    for day in ("2025-07-04", "2025-08-04"):
        new_team.conversions(f"2 sale linkedin solo {day}")
    return new_team


WANDA = ("$562.50", "450.00", "Wanda")
"""What she cost in dollars; in euro, and what all cost at the earlier rate; and her name."""
ANSWERS = ("solo 2025-08", "solo all", "channels 2025-08", "2025-08", "campaigns 2025-08", "facebook 2025-08")


@pytest.mark.parametrize("text", [*ANSWERS, "compare 2025-07 2025-08", "compare solo"])
def test_no_figure_worked_out_tells_what_one_person_cost(veiled: Team, text: str) -> None:
    """Every figure of the answer, opened by a member: a row that is joined is joined in all its figures."""
    for view in every_page(veiled, text, MAX):
        below = said(view["blocks"])
        assert [secret for secret in WANDA if secret in below] == []
        assert "row_loss:channel:linkedin" not in menu(view)


def test_a_joined_row_has_lost_what_both_have(veiled: Team) -> None:
    """The loss, counts and prices of LinkedIn and Facebook together."""
    offered = menu(opened(veiled, "channels 2025-08", MAX))
    assert offered["row_loss:channel:facebook|linkedin"] == "Facebook + LinkedIn · Cost above return: $1,162.50"
    assert offered["row_price:channel:facebook|linkedin:sale"] == "Facebook + LinkedIn · Cost per Sale: $781.25"


def test_an_admin_reads_the_amounts_behind_the_parts(veiled: Team) -> None:
    """The control: the sums at the earlier rate are there for who may see them, and a sentence for who may not."""
    told = formula(veiled, "compare 2025-07 2025-08", "1.change:cost", ADA)
    assert "$400.00 × 100 / $1,450.00 - $400.00 × 100 / $100.00 = -372.41 points" in told
    assert formula(veiled, "compare 2025-07 2025-08", "1.change:cost", MAX)[-1] == (
        "The amounts are shown to admins: they would tell what one person cost."
    )
    assert "LinkedIn · Cost above return: $162.50" in menu(opened(veiled, "channels 2025-08", ADA)).values()


def test_it_stays_open_while_entries_are_taken_back(rows: Team) -> None:
    """A range is drawn anew without the entry, as any figure is."""
    view = choose(rows, opened(rows, "beta 2025-08"), "row_loss:channel:facebook")
    view = press(rows, view, "undo_opened")
    assert "Undone: $300.00 · Ads · Facebook · Beta" in said(view["blocks"])
