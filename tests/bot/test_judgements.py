"""The worked numbers of docs/judgements.md where a person sees them: logged as people log, read in answers.

Each campaign here is for a goal of its own, so that no result of another is the dearest that could have come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.ledger.entries import Conversion
from core.money.money import Money
from core.setup.goals import Goal
from storage import campaigns, goals
from storage.database import Database
from tests.bot.conftest import ADA, DAY, Team, today
from tests.data import read_judgements
from tests.databases import add_workspace
from tests.storage.facts import act

WORKED = read_judgements()
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PERIOD = "2025-08-01 to 2025-10-31"
"""Old enough to be judged: the first cost is of 4 August."""

BLOCKS = [date(2025, 1, 6) + timedelta(days=28 * number) for number in range(13)]
YEAR = f"{BLOCKS[0]} to {BLOCKS[0] + timedelta(days=13 * 28 - 1)}"
SENTENCES = {
    "pays": ("Pays: ", "▲ pays"),
    "ahead": ("Probably pays: ", "△ probably pays"),
    "early": ("Open: ", "… open"),
    "behind": ("Probably does not pay: ", "▽ probably does not pay"),
    "loses": ("Loses: ", "▼ loses"),
    "idle": ("Nothing came of ", "? idle"),
}
"""How each verdict begins below the ROI, and how it stands behind a row."""

IN_VAIN = [case for case in WORKED["J-03"] if case.get("zero")]
WITH_RESULTS = [case for case in WORKED["J-03"] if "low95" in case]
[IDLE] = [case for case in WORKED["J-03"] if case["verdict"] == "idle"]
PLAIN = [case for case in WORKED["J-02"] if "low" in case]
[DEAR_SALE] = [case for case in WORKED["J-02"] if "roi_low" in case]
[SKEWED] = [case["typical"] for case in WORKED["J-02"] if "cost" in case.get("typical", {})]
[TYPICAL] = [case["typical"] for case in WORKED["J-02"] if "sales" in case.get("typical", {})]
SWINGING = [case["swing"] for case in WORKED["J-02"] if "swing" in case]


def own_campaign(team: Team, name: str, worth: str, **more: str) -> str:
    """A campaign that is for a goal of its own, worth so much: ``name`` and ``goal-name``."""
    team.goal(f"goal-{name}", worth)
    team.campaign(name, start="2024-12-01", **more)
    changed(team, name, goal=f"goal-{name}")
    return name


def changed(team: Team, campaign: str, **settings: Any) -> None:
    """The campaign with other settings, as the store keeps them."""
    database = Database(team.url)
    workspace = add_workspace(database)
    with database.writing() as connection:
        one = campaigns.find(connection, workspace.id, campaign)
        assert one
        campaigns.save(connection, act(workspace.id, ADA, datetime.now(UTC)), replace(one, **settings))
    database.close()


def goal_of(team: Team, key: str) -> Goal:
    """The goal as it is today."""
    database = Database(team.url)
    workspace = add_workspace(database)
    with database.reading() as connection:
        [goal] = [one for one in goals.current(connection, workspace.id) if one.key == key]
    database.close()
    return goal


def sold(team: Team, campaign: str, revenue: str, count: int = 1) -> None:
    """So many real sales of the campaign's own goal, for so much in all."""
    where = {"campaign": campaign, "channel": "linkedin", "date": DAY}
    team.fill("/roi-conversion", {"goal": f"goal-{campaign}", "count": str(count), "revenue": revenue, **where})


def percent(text: str | float) -> str:
    return f"{float(text):,.2f}%"


def likely(low: str | float, high: str | float) -> str:
    return f"Likely range (95%)\nROI {percent(low)} to {percent(high)}\n"


# --- J-01 ---


def test_leads_and_sales_are_never_added(new_team: Team) -> None:
    """A channel that sold nothing has no price of a sale, and is no cheaper for its leads."""
    new_team.goal("sale", "6000", stage="customer")
    new_team.goal("lead", "0", stage="lead", counts="no")
    for channel, figures in WORKED["J-01"]["channels"].items():
        new_team.cost(f"1000 ads {channel} {DAY}")
        for goal in ("lead", "sale"):
            if count := figures[f"{goal}s"]:
                new_team.conversions(f"{count} {goal} {channel} {DAY}")
    answer = new_team.ask("channels 2025-08").text
    assert "LinkedIn: ROI 1,100.00% · cost $1,000.00 · return $12,000.00" in answer
    assert "\nsale: 2, $500.00 each · lead: 30, $33.33 each · " in answer
    assert "\nsale: 0 · lead: 30, $33.33 each · lost $1,000.00" in answer
    new_team.campaign("Everything")
    new_team.cost(f"2000 ads everything {DAY}")
    new_team.conversions(f"{WORKED['J-01']['total']['sales']} sale everything {DAY}")
    assert "sale: 2, $1,000.00 each" in new_team.ask("everything 2025-08").text


# --- J-02 ---


@pytest.mark.parametrize(("case", "name"), list(zip(PLAIN, ("plain-a", "plain-b", "plain-c"), strict=True)))
def test_the_range_knows_the_result_that_did_not_come(team: Team, case: dict[str, Any], name: str) -> None:
    """On a cost of 100.00 the range of ROI is that of the return, less a hundred."""
    own_campaign(team, name, case["dearest"])
    team.cost(f"100 ads linkedin {name} {DAY}")
    for letter, weight, count in zip(LETTERS, case["weights"], case["counts"], strict=False):
        goal = f"goal-{name}"
        if weight != case["dearest"]:
            goal = f"{name}-{letter}"
            team.goal(goal, weight)
        team.conversions(f"{count} {goal} linkedin {name} {DAY}")
    wanted = likely(float(case["low"]) - 100, float(case["high"]) - 100)
    assert wanted.strip() in team.ask(f"{name} {PERIOD}").text


def test_each_real_sale_is_a_weight_of_its_own(team: Team) -> None:
    """Nineteen of 100 and one of 50,000: the range is wide, and yet it probably pays."""
    own_campaign(team, "skewed", "1")
    team.cost(f"{DEAR_SALE['cost']} ads linkedin skewed {DAY}")
    sold(team, "skewed", "1900", 19)
    sold(team, "skewed", "50000")
    answer = team.ask(f"skewed {PERIOD}").text
    assert f"ROI {DEAR_SALE['roi']}%" in answer
    assert likely(DEAR_SALE["roi_low"], DEAR_SALE["roi_high"]) in answer
    assert float(SKEWED["roi_low60"]) > 0
    assert SENTENCES["ahead"][0] in answer


@pytest.mark.parametrize(("case", "name"), list(zip(SWINGING, ("swing-a", "swing-b"), strict=True)))
def test_waves_widen_the_range(team: Team, case: dict[str, Any], name: str) -> None:
    """Thirteen blocks that cost the same, and the sentence that says why."""
    own_campaign(team, name, case["weights"][0])
    for start, count in zip(BLOCKS, case["blocks"], strict=True):
        team.cost(f"10 ads linkedin {name} {start}")
        team.conversions(f"{count} goal-{name} linkedin {name} {start}")
    low, high = ((float(end) - 130) / 130 * 100 for end in (case["low"], case["high"]))
    answer = team.ask(f"{name} {YEAR}").text
    assert _near(answer, low, high)
    assert "Your results come in waves; the wider the waves of the last year, the wider the range." in answer


def _near(answer: str, low: float, high: float) -> bool:
    """The range that is shown is that one, but for the half cent to which the worked number is rounded."""
    line = answer.split("Likely range (95%)\nROI ")[1].split("\n")[0].replace(",", "").replace("%", "")
    shown = [float(end) for end in line.split(" to ")]
    return all(abs(end - wanted) <= 0.01 for end, wanted in zip(shown, (low, high), strict=True))


def test_the_likely_range_adds_a_typical_dear_sale(team: Team) -> None:
    """Five sales: to the cent at which the verdict turns, at both ends of the 60 % range."""
    own_campaign(team, "typical", "1")
    for revenue in TYPICAL["sales"]:
        sold(team, "typical", revenue)
    low, high = (round(float(TYPICAL[end]) * 100) for end in ("low60", "high60"))
    spent = 0
    for cents, verdict in ((10_000, "pays"), (low - 1, "ahead"), (low + 1, "early"), (high + 1, "behind")):
        team.cost(f"{(cents - spent) / 100:.2f} ads linkedin typical {DAY}")
        spent = cents
        answer = team.ask(f"typical {PERIOD}").text
        assert SENTENCES[verdict][0] in answer
        if cents == 10_000:
            assert likely(float(TYPICAL["low95"]) - 100, float(TYPICAL["high95"]) - 100) in answer


# --- J-03 ---


@pytest.mark.parametrize(("case", "letter"), list(zip(IN_VAIN, LETTERS, strict=False)))
def test_money_spent_in_vain(team: Team, case: dict[str, Any], letter: str) -> None:
    """Behind from 1.6094 times the break-even price and loses from 3.6889 times; to the cent."""
    name = own_campaign(team, f"vain-{letter}", case["break_even"])
    team.cost(f"{case['spend']} ads linkedin {name} {DAY}")
    answer = team.ask(f"{name} {PERIOD}").text
    sentence, word = SENTENCES[case["verdict"]]
    assert f"\n{sentence}" in answer
    assert f" · {word}" in answer
    if case["verdict"] == "early":
        more = float(case["behind_from"]) - float(case["spend"])
        assert f"Open: ${more:,.2f} more without a result, and it probably does not pay." in answer


@pytest.mark.parametrize(("case", "letter"), list(zip(WITH_RESULTS, LETTERS, strict=False)))
def test_verdicts_are_read_off_the_ranges(team: Team, case: dict[str, Any], letter: str) -> None:
    """The range, the verdict in its sentence and behind the row, and about when it settles."""
    name = own_campaign(team, f"case-{letter}", case["dearest"])
    team.cost(f"{case['cost']} ads linkedin {name} {DAY}")
    for count, worth in case["results"]:
        goal = f"goal-{name}"
        if worth != case["dearest"]:
            goal = f"sign-up-{letter}"
            team.goal(goal, worth)
        team.conversions(f"{count} {goal} linkedin {name} {DAY}")
    answer = team.ask(f"{name} {PERIOD}").text
    sentence, word = SENTENCES[case["verdict"]]
    assert answer.splitlines()[1].startswith(f"ROI {percent(case['roi'])} · ")
    assert likely(case["low95"], case["high95"]).strip() in answer
    assert f"\n{sentence}" in answer
    assert f" · {word}" in answer
    if "settles_after_about" in case:
        assert f"It settles after about {case['settles_after_about']} more." in answer
    if turning := case.get("turned_by"):
        told = f"{turning['sales']} × goal-{name} (or {turning['signups']} × sign-up-{letter}) would turn it."
        assert f"Open: behind by ${float(case['by']):,.2f} so far; {told}" in answer


def test_the_young_are_told_which_day_of_the_campaign_it_is(team: Team) -> None:
    """As long as it is one of its days; else which day of its cost."""
    start, end = date(2024, 12, 1), today() + timedelta(days=14)
    own_campaign(team, "brief", "100", end=str(end))
    own_campaign(team, "ended", "100", end=str(today() - timedelta(days=2)))
    for name in ("brief", "ended"):
        team.cost(f"10 ads linkedin {name} {today() - timedelta(days=5)}")
    day = f"{(today() - start).days + 1} of {(end - start).days + 1}"
    assert f"Too early: day {day}, behind by $10.00 so far." in team.ask("brief last 7 days").text
    assert "Too early: day 6, behind by $10.00 so far." in team.ask("ended last 7 days").text


def test_a_licence_that_brought_nothing_in_a_year_is_idle(team: Team) -> None:
    """Not too early to judge."""
    own_campaign(team, "licence", "225")
    team.cost(f"{IDLE['cost']} tools website licence 2025-01-07")
    answer = team.ask("licence 2025").text
    sentence, word = SENTENCES["idle"]
    asked = f"{sentence}$3,237.00 in 12 months, and no ads ran on it: does it serve all campaigns, or should it end?"
    assert f"\n{asked}" in answer
    assert f" · {word}" in answer


def test_who_brought_leads_is_not_idle(team: Team) -> None:
    """Leads that count for nothing are the primary results where nothing that counts has come (J-01)."""
    own_campaign(team, "organic", "225")
    team.goal("contact", "0", stage="lead", counts="no")
    team.cost("400 tools website organic 2025-01-07")
    team.conversions("30 contact website organic 2025-01-08")
    answer = team.ask("organic 2025").text
    assert "contact: 30, $13.33 each" in answer
    assert "Nothing came of" not in answer
    assert "idle" not in answer


# --- J-04 ---


def compared(team: Team, month: str, **channels: tuple[int, dict[str, int]]) -> str:
    """Channel -> its cost and its results by goal; the answer on the three months from then on."""
    for channel, (cost, results) in channels.items():
        team.cost(f"{cost} ads {channel} {month}-03")
        for goal, count in results.items():
            team.conversions(f"{count} {goal} {channel} {month}-03")
    year, number = month.split("-")
    return team.ask(f"channels {month}-01 to {year}-{int(number) + 2:02}-28").text


def test_the_worst_is_named_where_the_gap_is_real(new_team: Team) -> None:
    """60 against 1; 15 for 1,000 against 90 for 3,000 are named, 16 are not."""
    named, of_four, silent = (case["result"] for case in WORKED["J-04"][:3])
    assert (named, of_four, silent) == ("named", "named", "silent")
    new_team.goal("lead", "1", stage="lead")
    answer = compared(new_team, "2022-01", linkedin=(3000, {"lead": 60}), facebook=(3000, {"lead": 1}))
    assert "Worst: Facebook · ROI -100.00% to " in answer
    others = {channel: (1000, {"lead": 30}) for channel in ("instagram", "google", "tiktok")}
    assert "Worst: X · ROI " in compared(new_team, "2023-03", x=(1000, {"lead": 15}), **others)
    more = {channel: (1000, {"lead": 30}) for channel in ("youtube", "pinterest", "reddit")}
    assert "Worst" not in compared(new_team, "2024-05", email=(1000, {"lead": 16}), **more)


def test_three_sales_are_no_proof_and_ten_are(new_team: Team) -> None:
    """60 newsletters beside 60 newsletters and some sales of 6,000."""
    silent, named = (case["result"] for case in WORKED["J-04"][3:])
    assert (silent, named) == ("silent", "named")
    new_team.goal("newsletter", "15")
    new_team.goal("sale", "6000", stage="customer")
    few = {"newsletter": 60, "sale": 3}
    answer = compared(new_team, "2022-01", linkedin=(5000, few), facebook=(5000, {"newsletter": 60}))
    assert "Best" not in answer
    assert "Worst" not in answer
    answer = compared(new_team, "2023-03", x=(20000, few | {"sale": 10}), google=(20000, {"newsletter": 60}))
    assert "Best: X · ROI " in answer
    assert "Worst: Google · ROI " in answer


# --- J-08, J-09 ---


def test_the_margin_decides_at_the_end_of_the_roi_line(team: Team) -> None:
    """140 % on the return is a loss on a margin of 20 %, and worded as one."""
    own_campaign(team, "thin", "24000", margin="20")
    team.cost(f"10000 ads linkedin thin {DAY}")
    team.conversions(f"1 goal-thin linkedin thin {DAY}")
    line = "ROI 140.00% · cost $10,000.00 · return $24,000.00 · margin ROI -52.00%"
    assert line in team.ask(f"thin {PERIOD}").text.splitlines()


def test_margin_roi_is_divided_once(team: Team) -> None:
    """From the exact sums: 0.33 at a margin of 33 % is 0.1089 of a cost of 1.00, not 0.11."""
    own_campaign(team, "small", "0.33", margin="33")
    team.cost(f"1 ads linkedin small {DAY}")
    team.conversions(f"1 goal-small linkedin small {DAY}")
    answer = team.ask(f"small {PERIOD}").text
    assert answer.count("ROI -67.00% · cost $1.00 · return $0.33 · margin ROI -89.11%") == 2  # and of its channel


def test_a_margin_is_set_though_nothing_came(new_team: Team) -> None:
    """No answer says that none is."""
    new_team.goal("sale", "100")
    new_team.campaign("Thin", margin="20")
    new_team.cost(f"1 ads linkedin thin {DAY}")
    for table in ("channels", "campaigns"):
        assert "Greatest loss first\n" in new_team.ask(f"{table} 2025-08").text
    new_team.campaign("Whole")
    new_team.cost("1 ads linkedin whole 2025-09-01")
    assert "Greatest loss first, at full margin (100%: none is set)\n" in new_team.ask("channels 2025-09").text


def test_a_net_credit_of_what_serves_all_has_no_verdict_either(new_team: Team) -> None:
    """It stands below the table all the same."""
    new_team.goal("sale", "100")
    new_team.campaign("Brand")
    changed(new_team, "brand", serves_all=True)
    new_team.cost_form("tools", amount="-50", note="credit note", campaign="brand", date=DAY)
    assert "Brand (serves all): cost -$50.00 · return $0.00" in new_team.ask("campaigns 2025-08").text


def test_what_is_expected_is_not_what_was_received(team: Team) -> None:
    """By its basis; a benchmark is an estimate."""
    own_campaign(team, "hoped", "100")
    team.goal("trial", "150", basis="history", rate="10")
    team.goal("sign-in", "20", basis="benchmark", source="a report")
    team.cost(f"100 ads linkedin hoped {DAY}")
    for result in ("2 goal-hoped", "4 trial", "5 sign-in"):
        team.conversions(f"{result} linkedin hoped {DAY}")
    answer = team.ask(f"hoped {PERIOD}").text
    assert "Received $200.00; expected: history $60.00, benchmark $100.00" in answer
    assert (
        "Estimate: part of the return is based on a target price, a guess or others’ figures, not on sales." in answer
    )
    for ranking in ("", "channels ", "campaigns "):
        assert "; expected: history $" in team.ask(f"{ranking}{PERIOD}").text


# --- J-11, J-12 ---


def test_what_came_of_the_money_of_january(team: Team) -> None:
    """By booking January lost everything and March cost nothing; by first contact January is at 200 %."""
    worked = WORKED["J-11"]
    own_campaign(team, "late", "1")
    team.cost(f"{worked['cost_january']} ads linkedin late 2025-01-20")
    goal, earned = goal_of(team, "goal-late"), Money(minor=int(worked["sales_march"]) * 100, currency="USD")
    sale = Conversion(day=date(2025, 3, 9), goal=goal, count=3, value=earned, revenue=earned, campaign="late")
    team.on_the_books(replace(sale, first_contact=date(2025, 1, 31)), by=ADA, at=datetime.now(UTC))
    assert f"ROI {worked['booked_january']}% · cost $10,000.00 · return $0.00" in team.ask("late 2025-01").text
    assert "ROI n/a (no cost) · cost $0.00 · return $30,000.00" in team.ask("late 2025-03").text
    january = f"Jan 2025: ROI {worked['cohort_january']}% · cost $10,000.00 · return $30,000.00"
    assert january in team.ask("cohorts late 2025").text.splitlines()


def test_a_month_whose_cost_was_taken_back_is_no_cohort(team: Team) -> None:
    """Nothing of it stands."""
    own_campaign(team, "undone", "1")
    team.cost("50 ads linkedin undone 2025-01-20")
    team.cost("70 ads linkedin undone 2025-02-20")
    team.ask("undo")
    answer = team.ask("cohorts undone 2025").text
    assert "Jan 2025: ROI -100.00% · cost $50.00 · return $0.00" in answer
    assert "Feb" not in answer


def test_a_net_cost_below_zero_has_no_price(team: Team) -> None:
    """Never $-25.00 for a customer."""
    own_campaign(team, "credited", "500")
    team.cost(f"100 ads linkedin credited {DAY}")
    where = {"campaign": "credited", "channel": "linkedin", "date": DAY}
    team.cost_form("ads", amount="-150", note="credit note", **where)
    team.conversions(f"2 goal-credited linkedin credited {DAY}")
    answer = team.ask(f"credited {PERIOD}").text
    assert "ROI n/a (net cost ≤ 0) · cost -$50.00 · return $1,000.00" in answer
    assert "goal-credited: 2\n" in answer
    assert "-$25.00" not in answer
