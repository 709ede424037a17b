"""`/roi compare`: side by side, with the past, and why ROI moved."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Team, said, today
from tests.program import environment, run
from tests.screens import find, offered


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """The oracle as two campaigns of one kind, in July 2024 and July 2025; the second also has costs of people."""
    team.goal("lead", "10", stage="lead")
    team.campaign("Old Expo", start="2024-07-01", end="2024-07-31", kind="expo")
    team.campaign("New Expo", start="2025-07-01", end="2025-07-31", kind="Expo")
    team.cost("1000 ads linkedin old-expo 2024-07-02")
    team.cost("1200 people linkedin new-expo 2025-07-02")
    revenue(team, "old-expo", "2024-07-03", count="10", revenue="1500")
    revenue(team, "new-expo", "2025-07-03", count="18", revenue="2520")
    return team


def revenue(team: Team, campaign: str, day: str, **more: str) -> None:
    values = {"goal": "lead", "campaign": campaign, "channel": "linkedin", "date": day, **more}
    team.fill("/roi-conversion", values)


OLD = "ROI 50.00% · cost $1,000.00 · return $1,500.00"
NEW = "ROI 110.00% · cost $1,200.00 · return $2,520.00"
WHY = "+60.00 points: cost -25.00, volume +100.00, value -15.00."


@pytest.mark.parametrize(
    "text",
    [
        "compare old-expo new-expo",
        "compare new-expo old-expo",
        "Compare Old Expo vs New Expo",
        "compare new-expo",
        "compare new-expo july 2025",
        "compare 2024-07 2025-07",
        "compare july 2024 july 2025",
        "compare 2025-07-01..2025-07-31",
        "compare old-expo new-expo 2024-07-01..2025-07-31",
    ],
)
def test_why_it_moved_is_told(books: Team, text: str) -> None:
    """However two are laid side by side, both lines and the change from the earlier to the later are there."""
    answer, opened = books.ask(text), books.read(text)
    for line in (OLD, NEW, WHY):
        assert line in answer.text.splitlines()
        assert any(
            one.removeprefix("New Expo: ").removeprefix("1–31 Jul 2025: ") == line for one in opened.splitlines()
        )


def test_two_are_named_with_their_days(books: Team) -> None:
    """Both in the title, the later's figures on top, the earlier below, and which way the change goes."""
    lines = books.ask("compare old-expo new-expo").text.splitlines()
    assert lines[0] == "Comparison · Old Expo → New Expo · Jul 2024 → Jul 2025"
    assert lines[1].startswith("ROI 110.00%")
    assert lines[2] == "New Expo: earned $1,320.00 more than it cost; Old Expo: earned $500.00 more than it cost."
    assert lines[4] == "Old Expo · 1–31 Jul 2024"
    assert lines[7:9] == ["Old Expo → New Expo", WHY]
    assert "lead: 18, $66.67 each" in lines


def test_two_gains_are_told_by_their_amounts(books: Team) -> None:
    """What both have in common is said once, in Polish too."""
    asked = "compare 2025-07 2024-07"
    assert "Better: earned $1,320.00 more than it cost; before, $500.00." in books.ask(asked).text
    polish = books.ask(asked, ANNA).text.replace("\u00a0", " ")
    assert "Lepiej: zwrot przewyższył koszt o 1 320,00 USD; wcześniej o 500,00 USD." in polish


def test_a_campaign_stands_beside_its_past(books: Team) -> None:
    """The month before, the same month last year (each its own figures only) and the campaign of its kind before."""
    lines = books.ask("compare new-expo").text.splitlines()
    before = lines.index("The period before")
    assert lines[before + 1 : before + 3] == ["1–30 Jun 2025", "Nothing was logged then."]
    last_year = lines.index("The same period last year")
    assert lines[last_year + 1 : last_year + 3] == ["1–31 Jul 2024", "Nothing was logged then."]
    kind = lines.index("The last campaign of this kind · Old Expo · 1–31 Jul 2024")
    assert lines[kind + 1] == OLD


def test_weeks_stand_beside_the_same_weekdays(books: Team) -> None:
    """A week of 2026's 53 lies beside the one 364 days earlier."""
    lines = books.ask("compare 2026-W53").text.splitlines()
    assert lines[lines.index("The same period last year") + 1] == "29 Dec 2025 – 4 Jan 2026"
    assert lines[lines.index("The period before") + 1] == "21–27 Dec 2026"


def test_without_a_period_it_is_this_month(books: Team) -> None:
    """Of which as many days have passed as are compared."""
    day = today()
    first = books.ask("compare").text.splitlines()
    assert str(day.year) in first[0]
    if day + timedelta(days=1) != (day.replace(day=28) + timedelta(days=4)).replace(day=1):
        assert "Compared over the same number of days: a period isn’t over yet." in first


def test_a_running_campaign_is_compared_over_as_many_days(books: Team) -> None:
    """Against one that ended, the first days of that one; its whole stands below."""
    day = today()
    start = day - timedelta(days=1)
    books.campaign("Ended", start="2023-01-02", end="2023-01-31")
    books.campaign("Running", start=start.isoformat(), end=(day + timedelta(days=20)).isoformat())
    books.cost("10 ads ended 2023-01-03")
    books.cost("90 ads ended 2023-01-04")
    books.cost(f"20 ads running {day.isoformat()}")
    answer = books.ask("compare ended running").text
    assert "Ended · 2–3 Jan 2023\nROI -100.00% · cost $10.00 · return $0.00" in answer
    assert "In full, 2–31 Jan 2023: ROI -100.00% · cost $100.00 · return $0.00" in answer
    assert "ROI hasn’t changed." in answer


def test_without_a_cost_no_change_is_made_up(books: Team) -> None:
    """A side without ROI is said to be without, and there is neither 0 nor infinity."""
    books.campaign("Free", start="2022-01-01", end="2022-01-31")
    revenue(books, "free", "2022-01-03", count="1")
    answer = books.ask("compare free old-expo").text
    assert "ROI n/a (no cost) · cost $0.00 · return $10.00" in answer
    assert "No change to show: one of the two has no ROI." in answer
    assert "points" not in answer


def test_a_period_begun_before_the_books_is_said_to_be(new_team: Team) -> None:
    """Nobody takes half a year-ago for a whole one."""
    new_team.cost("5 ads 2024-07-20")
    new_team.cost("5 ads 2025-07-20")
    assert "The first entry is of 20 Jul 2024." in new_team.ask("compare july 2025").text


def test_it_is_told_in_polish(books: Team) -> None:
    """Word, figures and why, in Polish."""
    answer = books.ask("porównaj old-expo new-expo", ANNA).text.replace("\u00a0", " ")
    assert "Porównanie · Old Expo → New Expo" in answer
    assert "ROI 110,00% · koszt 1 200,00 USD · zwrot 2 520,00 USD" in answer
    assert "+60,00 p.p.: koszt -25,00, liczba konwersji +100,00, wartość -15,00." in answer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("compare old-expo new-exp", "I can’t find a campaign called “new-exp”. Did you mean new-expo"),
        ("compare old-exp new-expo", "I can’t find a campaign called “old-exp”. Did you mean old-expo"),
        ("compare xyzzy", "I can’t find a campaign called “xyzzy”."),
        ("compare july june may", "I can’t find a campaign called “july”."),
        ("compare 2025-02-30", "I can’t read the date “2025-02-30”."),
        ("comparee", "Did you mean /roi compare"),
    ],
)
def test_what_nobody_knows_is_named(books: Team, text: str, told: str) -> None:
    """The half that is no campaign, a date that does not exist, a word misspelt."""
    answer = books.ask(text).text
    assert told in answer
    assert "points" not in answer


def test_a_campaign_may_be_named_like_a_period_or_a_pair(books: Team) -> None:
    """*Summer 2024* is a campaign where there is one, and *Cats vs Dogs* is one campaign."""
    books.campaign("Summer 2024")
    books.campaign("Cats vs Dogs")
    assert "Comparison · Summer 2024" in books.ask("compare summer 2024").text
    assert "Comparison · Cats vs Dogs" in books.ask("compare Cats vs Dogs").text
    assert "Cats vs Dogs" in books.ask("compare Cats vs Dogs vs Summer 2024").text


def test_the_answer_is_ones_own_until_it_is_shared(books: Team) -> None:
    """Ephemeral, with Share and both forms; the post says the same."""
    answer = books.ask("compare old-expo new-expo", MAX)
    assert (answer.body or {})["response_type"] == "ephemeral"
    assert {"share", "details", "cost", "conversions"} == offered(answer.blocks)
    post = books.share(answer.body or {}, MAX)
    assert post["response_type"] == "in_channel"
    assert WHY in post["text"]


def test_compare_is_a_button_of_the_campaigns_answer(books: Team) -> None:
    """It says beside the answer what was typed to get it, compared; in the reader's own language."""
    answer = books.ask("new-expo 2025-07", ANNA)
    assert find(answer.blocks, "compare").label == "Porównaj"
    shown = books.press("compare", answer.body or {}, ANNA)
    assert shown["replace_original"] is False
    assert shown["response_type"] == "ephemeral"
    assert "Porównanie · New Expo · 1–31 lip 2025" in shown["text"]
    assert find(shown["blocks"], "share")


def test_nobody_reads_what_people_cost(books: Team) -> None:
    """A comparison has no cost by category, whoever asks: only sums."""
    for user in (ADA, MAX):
        assert "People" not in books.ask("compare new-expo", user).text
    assert books.ask("compare new-expo", GUEST).text.startswith("Guests can’t")


def test_a_new_entry_is_in_the_next_answer(books: Team) -> None:
    """Answers are kept only as long as the books have not moved."""
    books.campaign("Fresh", start="2021-01-01", end="2021-01-31")
    assert "Nothing was logged then." in books.ask("compare fresh old-expo").text
    books.cost("5 ads fresh 2021-01-05")
    assert "cost $5.00" in books.ask("compare fresh old-expo").text


def test_a_dearer_currency_is_a_part_of_its_own(new_team: Team) -> None:
    """100.00 EUR at 1.00 and then at 1.25: ROI falls by 40 points for the rate alone, in both languages."""
    for rate, month in (("1.00", "2024-07"), ("1.25", "2025-07")):
        new_team.fill("/roi", {"currency": "EUR", "rate": rate, "date": f"{month}-02"}, "fx")
    new_team.goal("lead", "20")
    for month in ("2024-07", "2025-07"):
        new_team.cost(f"100 EUR ads linkedin {month}-02")
        new_team.conversions(f"10 lead linkedin {month}-03")
    english = new_team.ask("compare 2024-07 2025-07").text
    assert "-40.00 points: currency -40.00." in english
    assert "Currency: other exchange rates than before. Points of ROI." in english
    polish = new_team.ask("porównaj 2024-07 2025-07", ANNA).text
    assert "-40,00 p.p.: kursy walut -40,00." in polish
    assert "Kursy walut: inne niż poprzednio." in polish
    done = run("check", env=environment(new_team.slack, new_team.url))
    assert (done.returncode, done.stderr) == (0, "")


def test_two_parts_of_one_split_in_the_same_place_are_added(new_team: Team) -> None:
    """100.00 EUR, both parts on LinkedIn, at 1.00 and 1.25 for a sale of $200: the currency alone is told of."""
    new_team.campaign("Alpha", start="2026-03-01")
    new_team.goal("sale", "1")
    for month, rate in (("2026-03", "1.00"), ("2026-04", "1.25")):
        new_team.fill("/roi", {"currency": "EUR", "rate": rate, "date": f"{month}-02"}, "fx")
        said = {"amount": "100", "currency": "EUR", "channel": "linkedin", "date": f"{month}-02"}
        new_team.cost_form("tools", **said, split="weights", weights="alpha/linkedin 60, alpha 40")
        revenue(new_team, "alpha", f"{month}-03", goal="sale", count="1", revenue="200")
    for text in ("compare 2026-03 2026-04", "compare alpha 2026-03 2026-04"):
        english, polish = new_team.ask(text).text, new_team.ask(text, ANNA).text
        assert "-40.00 points: currency -40.00." in english
        assert "-40,00 p.p.: kursy walut -40,00." in polish
    done = run("check", env=environment(new_team.slack, new_team.url))
    assert (done.returncode, done.stderr) == (0, "")


def test_of_two_channels_neither_is_called_better(new_team: Team) -> None:
    """Who spends less may lose less and return less: both are named with what they lost."""
    new_team.goal("sale", "10", stage="customer")
    new_team.cost(f"1000 ads linkedin {DAY}")
    new_team.conversions(f"40 sale linkedin {DAY}")
    new_team.cost(f"450 ads youtube {DAY}")
    answer = new_team.ask("compare linkedin youtube 2025-08")
    assert "YouTube: lost $450.00; LinkedIn: lost $600.00." in answer.text
    assert not re.search("Better|Worse|before,", said(answer.blocks))


def test_more_money_on_a_lower_roi_is_neither_better_nor_worse(new_team: Team) -> None:
    """Better and worse are what money and ROI say alike."""
    new_team.goal("sale", "10", stage="customer")
    new_team.cost("100 ads linkedin 2025-07-04")
    new_team.conversions("30 sale linkedin 2025-07-04")
    new_team.cost(f"1000 ads linkedin {DAY}")
    new_team.conversions(f"200 sale linkedin {DAY}")
    answer = new_team.ask("compare 2025-07 2025-08")
    assert "Now: earned $1,000.00 more than it cost; before, $200.00." in answer.text


def test_where_a_margin_is_set_the_roi_on_it_stands_in_the_table(new_team: Team) -> None:
    """What was earned is on margin, so its ROI is there as well; of channels and campaigns it is the column."""
    new_team.goal("sale", "10", stage="customer")
    new_team.campaign("Alpha", margin="30")
    new_team.cost("100 ads linkedin alpha 2025-07-04")
    new_team.cost(f"100 ads linkedin alpha {DAY}")
    new_team.conversions(f"20 sale linkedin alpha {DAY}")
    compared = said(new_team.ask("compare 2025-07 2025-08").blocks)
    assert re.search(r"Margin ROI\W+-100%\W+-40%\W+\+60.pts", compared), compared
    ranked = said(new_team.ask("channels 2025-08").blocks)
    assert re.search(r"Margin ROI %\W+LinkedIn.*?100\W+200\W+-40", ranked, re.DOTALL), ranked
