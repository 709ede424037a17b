"""Targets through the front door: progress, budget and benchmarks, wherever a target is told of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from core.calendar.weekly import Weekday, Weekly
from tests.bot.conftest import ANNA, MAX, ZONE, Team, said, today

FAR_FROM_META = (
    "$2.75 is far below the benchmarks for Meta (Facebook, Instagram): about 1/8 of $21.98 "
    "(WordStream/LocaliQ 2024, mainly US) and 1/15 of $41.53 (Superads 2025, all countries)."
)
FAR_FROM_LINKEDIN = (
    "$2.75 is far below the benchmarks for LinkedIn: about 1/29 of $79.00 (LinkedIn 2025, APAC) "
    "and 1/135 of $371.00 (LinkedIn 2025, AMER)."
)
FAR_FROM_GOOGLE = (
    "$2.75 is far below the benchmarks for Google search: about 1/24 of $66.69 (WordStream/LocaliQ 2024, US)."
)
ADS_ONLY = "Benchmarks count ads only, your cost everything."


def aim(team: Team, start: date, end: date, *, count: int = 500, each: str = "2.75", campaign: str = "launch") -> str:
    """What is said when a target of leads is saved."""
    values = {"campaign": campaign, "goal": "leads", "count": str(count), "cost_per_conversion": each}
    days = {"start": start.isoformat(), "end": end.isoformat()}
    answer = team.fill("/roi", {**values, **days}, f"target {campaign}", MAX)
    return said(answer.view)


def day(date_: date) -> str:
    """As the bot writes it where the year may be another than today's."""
    return f"{date_.day} {date_:%b}" + ("" if date_.year == today().year else f" {date_.year}")


@pytest.fixture
def books(new_team: Team) -> Team:
    """A campaign, leads that count and something logged long before, so that no period is the first."""
    new_team.goal("Leads", "15", stage="lead")
    new_team.campaign("Launch")
    new_team.cost("1 tools 2024-01-05")
    return new_team


def test_a_target_on_its_fortieth_day(books: Team) -> None:
    """The oracle: 500 in 92 days, 217.39 by the 40th; 120 are there, at 3.00 each on full cost."""
    start, end = today() - timedelta(days=39), today() + timedelta(days=52)
    aim(books, start, end)
    books.cost(f"360 ads facebook launch {start}")
    books.conversions(f"120 leads facebook launch {start}")
    books.conversions(f"7 leads facebook launch {start - timedelta(days=1)}")
    lines = books.ask("launch").text.splitlines()
    told = f"500 × Leads at $2.75 by {day(end)} · 120 so far · expected 217 by now · behind by 97"
    found = lines.index(f"Target: {told}")
    assert lines[found + 1 : found + 3] == [
        "Leads: $3.00 each on full cost · target $2.75",
        "7.31 a day needed, 52 days left",
    ]
    assert lines[found + 3].startswith("Budget this needs: $1,375.00 · ")
    assert lines[found + 4 : found + 6] == [FAR_FROM_META, ADS_ONLY]
    polish_list = said(books.form("/roi", "plan", ANNA)["blocks"][0])
    assert polish_list.startswith("Launch: 500 × Leads po 2,75\u00a0USD")
    listed = said(books.form("/roi", "target")["blocks"][0])
    assert listed.startswith("Launch: 500 × Leads at $2.75 each, ")
    assert listed.endswith(" · 120 so far · expected 217 by now · behind by 97")
    polish = books.ask("launch", ANNA).text
    assert "dotąd 120 · na dziś powinno być 217 · 97 poniżej planu" in polish
    assert "Potrzeba 7,31 dziennie, zostały 52 dni" in polish


def test_the_receipt_says_what_the_articles_target_costs(books: Team) -> None:
    """500 leads in three months at 2.75: the budget, month by month, and that the price is far from what others pay."""
    lines = [line for line in aim(books, date(2025, 7, 1), date(2025, 9, 30)).splitlines() if line]
    assert "Launch: 500 × Leads at $2.75 each, 1 Jul 2025 – 30 Sep 2025" in lines
    budget = lines.index("Budget this needs: $1,375.00")
    assert lines[budget + 1 : budget + 4] == ["Jul 2025: $458.34", "Aug 2025: $458.33", "Sep 2025: $458.33"]
    assert [line for line in lines if "enchmarks " in line] == [
        FAR_FROM_META,
        FAR_FROM_LINKEDIN,
        FAR_FROM_GOOGLE,
        ADS_ONLY,
    ]


@pytest.mark.parametrize(
    ("each", "told"),
    [
        ("30", ""),
        ("2000", "about 5 times $371.00 (LinkedIn 2025, AMER) and 25 times $79.00 (LinkedIn 2025, APAC)."),
    ],
)
def test_a_price_is_compared_where_money_is_spent(books: Team, each: str, told: str) -> None:
    """On the campaign's own channels only; near the benchmark nothing is said."""
    books.cost(f"100 ads linkedin launch {today()}")
    receipt = aim(books, today(), today(), each=each)
    expected = [f"$2,000.00 is far above the benchmarks for LinkedIn: {told}"] if told else []
    assert [line for line in receipt.splitlines() if " the benchmarks for " in line] == expected


def test_what_is_no_lead_or_in_another_currency_is_not_compared(new_team: Team) -> None:
    """A benchmark of leads says nothing of sales, and none is converted."""
    new_team.goal("Leads", "15", stage="customer")
    new_team.campaign("Launch")
    assert "enchmark" not in aim(new_team, today(), today())


def test_a_benchmark_in_another_currency_is_not_compared(new_team: Team) -> None:
    """The team reports in zloty."""
    new_team.fill("/roi", {"currency": "PLN"}, "settings")
    new_team.goal("Leads", "15", stage="lead")
    new_team.campaign("Launch")
    receipt = aim(new_team, today(), today())
    assert "2.75" in receipt
    assert "enchmark" not in receipt


@pytest.mark.parametrize(
    ("count", "verdict"), [(120, "120 in the end · not reached"), (500, "500 in the end · reached")]
)
def test_the_end_is_told_in_neutral_words(books: Team, count: int, verdict: str) -> None:
    """After its last day a target was reached or not; no pace, nothing needed any more."""
    aim(books, date(2025, 7, 1), date(2025, 9, 30))
    books.conversions(f"{count} leads launch 2025-09-30")
    told = books.ask("launch").text
    assert f" · {verdict}\n" in told
    for word in ("expected", "behind", "needed"):
        assert word not in told


def test_the_first_period_has_no_verdict(new_team: Team) -> None:
    """Nothing was on the books before the target began: missing it says nothing; reaching it may be said."""
    new_team.goal("Leads", "15", stage="lead")
    new_team.campaign("Launch")
    aim(new_team, date(2025, 7, 1), date(2025, 9, 30))
    new_team.conversions("120 leads launch 2025-07-01")
    told = new_team.ask("launch").text
    assert "120 in the end · first period, no verdict" in told
    assert "not reached" not in told
    new_team.conversions("380 leads launch 2025-09-30")
    assert "500 in the end · reached" in new_team.ask("launch").text
    # A second target is no longer of the first period.
    aim(new_team, date(2025, 10, 1), date(2025, 10, 31))
    assert "0 in the end · not reached" in new_team.ask("launch").text


def test_a_target_that_has_not_begun(books: Team) -> None:
    """It says when it will, and what it will cost; nothing is expected yet."""
    start = today() + timedelta(days=3)
    aim(books, start, start + timedelta(days=40), each="30")
    told = books.ask("launch").text + "\n"
    assert f" · begins on {day(start)}\nBudget this needs: $15,000.00\n" in told
    assert "expected" not in told


def test_none_is_ever_required(books: Team) -> None:
    """Without a target nothing is said of one."""
    books.cost("100 ads linkedin launch 2025-07-05")
    assert "Target" not in books.ask("launch").text


def test_the_pace_of_a_budget(books: Team) -> None:
    """Committed beside time gone, whatever the period asked for; the marks at 80 and 100 percent of the plan."""
    start, end = today() - timedelta(days=39), today() + timedelta(days=52)
    books.campaign("Paced", start=start.isoformat(), end=end.isoformat(), budget="1000")
    books.cost(f"200 ads paced {start - timedelta(days=30)}")
    books.cost(f"599.99 ads paced {start}")
    pace = "Budget pace: {} committed · 43.48% of the time gone{}"
    assert pace.format("80.00%", "") in books.ask("paced").text.splitlines()
    books.cost(f"0.01 ads paced {today()}")
    assert pace.format("80.00%", " · 80% of plan reached") in books.ask("paced yesterday").text.splitlines()
    books.cost(f"200 ads paced {today()}")
    assert pace.format("100.00%", " · 100% of plan reached") in books.ask("paced").text.splitlines()
    books.cost(f"500 ads paced {end}")
    whole = "Budget pace: 150.00% committed · $1,000.00 of it accrued so far · 43.48% of the time gone"
    assert f"{whole} · 100% of plan reached" in books.ask("paced all").text.splitlines()
    polish = books.ask("paced", ANNA).text
    assert "Tempo budżetu: zaangażowano 150,00% · z tego dotąd 1\u00a0000,00\u00a0USD · minęło 43,48% czasu" in polish


def test_the_digest_tells_of_running_targets(books: Team) -> None:
    """One line each, as it stood on Sunday; none in the digest of one channel, and no heading without one."""
    monday = Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE)
    first = monday.next_after(datetime.now(UTC))
    second = monday.next_after(first)
    week = monday.reported(second)
    every, one = books.conversation(), books.conversation()
    for conversation, channel in ((every, ""), (one, "linkedin")):
        books.fill("/roi", {"conversation": conversation, "channel": channel}, "digest", MAX)
    books.cost(f"100 ads linkedin launch {week.start - timedelta(days=1)}")
    books.cost(f"100 ads linkedin launch {week.start}")
    books.tick(first)
    assert "Targets" not in books.posts(every)[-1]
    start, end = week.last - timedelta(days=39), week.last + timedelta(days=52)
    aim(books, start, end)
    books.conversions(f"120 leads launch {start}")
    books.conversions(f"3 leads launch {week.end}")
    books.tick(second)
    deadline = f"{end.day} {end:%b}" + ("" if end.year == week.last.year else f" {end.year}")
    lines = books.posts(every)[-1].splitlines()
    assert lines[lines.index("Targets") + 1] == (
        f"Launch: 500 × Leads at $2.75 by {deadline} · 120 so far · expected 217 by now · behind by 97"
    )
    assert books.posts(one)[-1].startswith("Weekly digest · LinkedIn · ")
    assert "Targets" not in books.posts(one)[-1]


def test_a_target_without_its_results_names_them(books: Team) -> None:
    """Others may have come, so it is not without conversions."""
    books.goal("Downloads", "1")
    day_of = today() - timedelta(days=3)
    aim(books, day_of, today() + timedelta(days=30))
    books.cost(f"360 ads facebook launch {day_of}")
    books.conversions(f"9 downloads facebook launch {day_of}")
    assert "Full cost $360.00, 0 × Leads" in books.ask("launch").text.splitlines()
