"""Costs that count in part, over days and over campaigns, as people log and read them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.calendar.periods import week_of
from tests.bot.conftest import ADA, ANNA, MAX, Team, said
from tests.program import environment, run


def spent(team: Team, question: str, user: str = ADA) -> Decimal:
    """The cost in the answer's ROI line."""
    text = team.ask(question, user).text
    found = re.search(r"cost \$([\d,]+\.\d\d)", text)
    assert found, text
    return Decimal(found[1].replace(",", ""))


def test_a_yearly_bill_is_spread_over_its_weeks(team: Team) -> None:
    """1,200.00 for 2025 gives 23.01 and 23.02 in whole weeks, and all weeks together the whole (D-17)."""
    team.campaign("Licence", start="2025-01-01")
    team.cost_form("tools", amount="1200", campaign="licence", date="2025-01-01", until="2025-12-31")
    week, weeks = week_of(date(2025, 1, 1)), []
    while week.start < date(2026, 1, 1):
        weeks.append(spent(team, f"licence {week.start}..{week.last}"))
        week = week_of(week.start + timedelta(days=7))
    assert sum(weeks) == Decimal("1200.00")
    assert {amount: weeks.count(amount) for amount in set(weeks)} == {
        Decimal("23.01"): 32,
        Decimal("23.02"): 19,
        Decimal("16.44"): 1,
        Decimal("9.86"): 1,
    }


def test_only_the_social_share_counts(team: Team) -> None:
    """40 % of 1,200.00 is 480.00, in the receipt and in the books; one week of it is 9.20."""
    team.campaign("Shared tool", start="2025-01-01")
    made = team.cost_form(
        "tools", amount="1200", campaign="shared-tool", date="2025-01-01", until="2025-12-31", share="40"
    )
    assert "$480.00 (40.00% of $1,200.00) logged · Tools" in said(made.body)
    assert "1 Jan – 31 Dec 2025" in said(made.body)
    assert spent(team, "shared-tool") == Decimal("480.00")
    assert spent(team, "shared-tool 2025-03-03..2025-03-09") == Decimal("9.20")


def test_a_cost_is_split_in_three(team: Team) -> None:
    """100.00 over three campaigns is 33.34, 33.33 and 33.33, to the earlier first (D-18)."""
    for name in ("Third one", "Third three", "Third two"):
        team.campaign(name)
    weights = "third-one 1, third-two 1, third-three 1"
    made = team.cost_form("other", amount="100", date="2025-08-04", split="weights", weights=weights)
    assert "split by fixed weights over Third one, Third two, Third three" in said(made.body)
    shares = [spent(team, f"{name} 2025-08-04..2025-08-04") for name in ("third-one", "third-two", "third-three")]
    assert shares == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_a_split_follows_ad_spend_by_campaign_and_channel(new_team: Team) -> None:
    """Three quarters of the ads, three quarters of the bill; a later ad moves nothing that stands."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    team.cost("300 ads linkedin alpha 2025-08-04")
    team.cost("100 ads facebook beta 2025-08-05")
    team.cost_form("agency", amount="1000", date="2025-08-20", split="ads")
    assert spent(team, "alpha 2025-08-20..2025-08-20") == Decimal("750.00")
    team.cost("900 ads facebook beta 2025-08-06")
    assert spent(team, "alpha 2025-08-20..2025-08-20") == Decimal("750.00")
    assert "LinkedIn: ROI -100.00% · cost $1,050.00" in team.ask("alpha").text
    assert spent(team, "2025-08") == Decimal("2300.00")


def test_a_split_follows_conversions(new_team: Team) -> None:
    """Three of four conversions that count, three quarters of the bill."""
    team = new_team
    team.goal("Lead", "10")
    for name, number in (("Alpha", 3), ("Beta", 1)):
        team.campaign(name)
        team.conversions(f"{number} lead linkedin {name.lower()} 2025-08-05")
    team.cost_form("other", amount="100", date="2025-08-20", split="conversions")
    assert [spent(team, f"{name} 2025-08-20..2025-08-20") for name in ("alpha", "beta")] == [Decimal(75), Decimal(25)]


def test_equipment_is_offered_twelve_months_and_spread_by_nobody_unasked(new_team: Team) -> None:
    """The form names the day; left empty, a camera stands whole on its own, and with it each month bears its part."""
    team = new_team
    for user, told in ((ADA, "to 3 Aug 2026"), (ANNA, "do 3 sie 2026")):
        view = team.form("/roi-cost", user=user)
        team.client.select(view, "category", "materials", {"date": "2025-08-04"}, user=user)
        assert told in said(team.slack.views[view["id"]]["blocks"])
    team.cost_form("materials", amount="1200", date="2025-08-04")
    assert spent(team, "2025-08-04..2025-08-04") == spent(team, "all") == Decimal(1200)
    team.ask("undo")
    team.cost_form("materials", amount="1200", date="2025-08-04", until="2026-08-03")
    assert spent(team, "2025-09") == Decimal("98.63")
    assert spent(team, "2025-08-04..2026-08-03") == Decimal(1200)


def test_a_split_by_hours_is_the_admins(new_team: Team) -> None:
    """Hours are for admins to see: the others are not offered them, and a forged choice is refused."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    team.cost_form("people", people="Ida 10 50\nJan 10 50\nKai 10 50", campaign="alpha", date="2025-08-04")
    team.cost_form("people", people="Ida 3 50\nJan 3 50\nKai 4 50", campaign="beta", date="2025-08-05")
    view = team.form("/roi-cost", user=MAX)
    team.client.select(view, "category", "tools", user=MAX)
    shown = team.slack.views[view["id"]]
    assert "By hours" not in said(shown)
    forged = {"text": {"type": "plain_text", "text": "By hours", "emoji": False}, "value": "hours"}
    refused = team.client.submit(shown, {"amount": "80", "split": forged}, user=MAX)
    assert "Only admins" in " ".join(refused.errors.values())
    team.cost_form("tools", amount="80", date="2025-08-20", split="hours")
    assert spent(team, "alpha 2025-08-20..2025-08-20") == Decimal("60.00")


def test_equal_parts_go_to_the_campaigns_that_run(new_team: Team) -> None:
    """A campaign that has ended before the month gets nothing."""
    team = new_team
    team.campaign("Running", start="2025-07-01")
    team.campaign("Also", start="2025-08-01", end="2025-08-31")
    team.campaign("Over", start="2025-06-01", end="2025-06-30")
    team.cost_form("materials", amount="90.01", date="2025-08-20", split="equal")
    assert spent(team, "also") == Decimal("45.01")
    assert spent(team, "running 2025-08-20..2025-08-20") == Decimal("45.00")
    assert "Over" in team.ask("over all").text
    assert "cost $0.00" in team.ask("over all").text


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"share": "101"}, "share", "at most 100%"),
        ({"share": "0"}, "share", "above zero"),
        ({"until": "2025-08-01"}, "until", "is before the start"),
        ({"until": "2031-08-04"}, "until", "at most five years"),
        ({"split": "weights"}, "weights", "By fixed weights"),
        ({"weights": "alpha 60"}, "weights", "By fixed weights"),
        ({"split": "weights", "weights": "nobody 60"}, "weights", "I can’t find a campaign or channel"),
        ({"split": "weights", "weights": "60"}, "weights", "I can’t read the weight"),
        ({"split": "weights", "weights": "alpha 0"}, "weights", "above zero"),
        ({"split": "conversions"}, "split", "No campaign has data"),
        ({"split": "equal", "campaign": "alpha"}, "split", "belongs to one campaign already"),
    ],
)
def test_what_makes_no_sense_is_told_under_its_field(team: Team, values: dict[str, str], field: str, told: str) -> None:
    """One sentence where the mistake is, and nothing is saved."""
    if "Alpha" not in said(team.ask("campaigns all").body):
        team.campaign("Alpha")
    before = team.ask("history").text
    view = team.form("/roi-cost")
    team.client.select(view, "category", "tools")
    refused = team.client.submit(team.slack.views[view["id"]], {"amount": "10", "date": "2025-08-04", **values})
    assert told in refused.errors[field]
    assert team.ask("history").text == before


def test_undo_takes_back_all_of_it(new_team: Team) -> None:
    """A bill spread over a year and split over two is gone from every day and campaign; the books balance."""
    team = new_team
    team.campaign("Alpha")
    team.campaign("Beta")
    form = {"amount": "777.77", "date": "2025-01-15", "until": "2026-01-14", "share": "33"}
    team.cost_form("other", **form, split="weights", weights="alpha 60, beta/linkedin 40")
    assert spent(team, "all") == Decimal("256.66")
    assert "split" in team.ask("history beta").text
    team.ask("undo")
    assert "cost $0.00" in team.ask("alpha all").text
    done = run("check", env=environment(team.slack, team.url))
    assert done.stdout.startswith("The books balance"), done.stderr


def test_the_fields_come_with_the_category_and_keep_what_was_typed(team: Team) -> None:
    """Ads and people stand on their own day; tools can be spread, and going back and forth loses nothing."""
    view = team.form("/roi-cost")
    assert "until" not in {block["block_id"] for block in view["blocks"]}
    team.client.select(view, "category", "tools")
    team.client.select(team.slack.views[view["id"]], "category", "people", {"share": "40", "until": "2026-08-03"})
    assert "share" not in {block["block_id"] for block in team.slack.views[view["id"]]["blocks"]}
    team.client.select(team.slack.views[view["id"]], "category", "agency")
    fields = {block["block_id"]: block.get("element", {}) for block in team.slack.views[view["id"]]["blocks"]}
    assert fields["share"]["initial_value"] == "40"
    assert fields["until"]["initial_date"] == "2026-08-03"


def test_each_part_of_a_bill_is_spread_by_itself(new_team: Team) -> None:
    """$1.00 over a week in two halves: 14 cents each up to the second day, and 50 in all (J-12)."""
    for name in ("Alpha", "Beta"):
        new_team.campaign(name)
    spread = {"date": "2025-08-04", "until": "2025-08-10", "split": "weights", "weights": "alpha 1, beta 1"}
    new_team.cost_form("other", amount="1", **spread)
    for name in ("alpha", "beta"):
        assert "cost $0.14 ·" in new_team.ask(f"{name} 2025-08-04 to 2025-08-05").text
        assert "cost $0.50 ·" in new_team.ask(f"{name} 2025-08").text
