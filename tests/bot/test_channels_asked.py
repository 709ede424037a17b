"""Channels asked by name: what one brought, alone or in one campaign; and two of them side by side."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.language import Languages
from core.calendar.periods import Period
from tests.bot.conftest import ADA, ANNA, MAX, Team, said, today
from tests.screens import find, offered

LINKEDIN = "ROI 150.00% · cost $200.00 · return $500.00"
AUTUMN = "ROI 300.00% · cost $100.00 · return $400.00"
YOUTUBE = "ROI -60.00% · cost $250.00 · return $100.00"


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Two campaigns on LinkedIn and YouTube in August 2025, a channel of the team's own, and costs of no channel."""
    team.goal("lead", "10", stage="lead")
    for name in ("Autumn", "Winter"):
        team.campaign(name)
    team.cost_form("ads", amount="33", campaign="winter", channel="+Radio", date="2025-08-06")
    team.cost("100 ads linkedin autumn 2025-08-04")
    team.cost("60 ads linkedin winter 2025-08-05")
    team.cost("40 tools linkedin 2025-08-06")
    team.conversions("40 lead linkedin autumn 2025-08-05")
    team.conversions("10 lead linkedin winter 2025-08-06")
    team.cost("250 ads youtube winter 2025-08-06")
    team.conversions("10 lead youtube winter 2025-08-06")
    team.cost("80 ads linkedin autumn 2025-07-06")
    team.cost("70 tools autumn 2025-08-07")
    team.cost("3h 41 people pinterest winter 2025-09-02", MAX)
    team.cost("500 ads reddit winter 2025-09-02")
    return team


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("linkedin 2025-08", LINKEDIN),
        ("LinkedIn august 2025", LINKEDIN),
        ("channel:linkedin 2025-08", LINKEDIN),
        ("channel linkedin 2025-08", LINKEDIN),
        ("kanał: linkedin 2025-08", LINKEDIN),
        ("youtube 2025-08", YOUTUBE),
        ("yt sierpień 2025", YOUTUBE),
        ("radio 2025-08", "ROI -100.00% · cost $33.00 · return $0.00"),
        ("autumn linkedin 2025-08", AUTUMN),
        ("linkedin autumn 2025-08", AUTUMN),
        ("Autumn on LinkedIn 2025-08", AUTUMN),
        ("autumn linkedin 2025-07", "ROI -100.00% · cost $80.00 · return $0.00"),
        ("autumn kanał:linkedin 2025-08", AUTUMN),
    ],
)
def test_a_channel_is_asked_by_name(books: Team, text: str, line: str) -> None:
    """However it is called, with a period, and of one campaign only where one is named."""
    answer = books.ask(text)
    assert line in answer.text.splitlines(), answer.text
    assert line in said(answer.blocks).splitlines()


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("2025-08 linkedin", "linkedin 2025-08"),
        ("q3 2025 linkedin", "linkedin q3 2025"),
        ("last month linkedin", "linkedin last month"),
        ("august 2025 on youtube", "youtube 2025-08"),
        ("in q3 2025 autumn linkedin?", "autumn linkedin q3 2025"),
        ("q3 autumn", "autumn q3"),
        ("sierpień 2025 yt", "youtube 2025-08"),
        ("w zeszłym miesiącu na linkedin", "linkedin zeszły miesiąc"),
        ("campaign q3 2025 autumn", "autumn q3 2025"),
    ],
)
def test_the_period_may_stand_before_the_name(books: Team, before: str, behind: str) -> None:
    """The same answer either way."""
    assert books.ask(before).text == books.ask(behind).text


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("linkedin ads 2025-08", "linkedin 2025-08"),
        ("ads on linkedin 2025-08", "linkedin 2025-08"),
        ("reklamy na linkedinie sierpień 2025", "linkedin 2025-08"),
        ("how are linkedin ads doing 2025-08?", "linkedin 2025-08"),
        ("linkedin vs youtube 2025-08", "compare linkedin youtube 2025-08"),
        ("linkedin or youtube 2025-08", "compare linkedin youtube 2025-08"),
        ("linkedin czy youtube sierpień 2025?", "compare linkedin youtube 2025-08"),
        ("autumn kontra winter", "compare autumn winter"),
        ("2025-07 vs 2025-08", "compare 2025-07 2025-08"),
    ],
)
def test_what_goes_without_saying_may_be_left_out(books: Team, typed: str, plain: str) -> None:
    """Ads are of their channel, and two names beside each other are compared."""
    assert books.ask(typed).text == books.ask(plain).text


@pytest.mark.parametrize(
    ("typed", "user", "told"),
    [
        ("compare linkedin youtube google 2025-08", ADA, "two at a time: /roi compare linkedin vs youtube"),
        ("linkedin vs youtube vs autumn", ADA, "two at a time: /roi compare linkedin vs youtube"),
        ("compare linkedin vs autumn vs winter", ADA, "two at a time: /roi compare linkedin vs autumn"),
        ("porównaj linkedin, youtube i google", ANNA, "dwie rzeczy naraz: /roi porównaj linkedin vs youtube"),
    ],
)
def test_of_three_the_first_two_are_offered(books: Team, typed: str, user: str, told: str) -> None:
    """As a line that can be typed."""
    told_so = books.ask(typed, user).text
    assert told in told_so
    line = re.findall("/roi ((?:compare|porównaj) [^.]*)", told_so)[0]
    assert re.match("Comparison|Porównanie", books.ask(line, user).text)


def test_a_channel_without_entries_leads_on_to_itself(books: Team) -> None:
    """To all of its time, where it has any; else to its first cost."""
    assert "Type /roi reddit all, or log something now." in books.ask("reddit 2025-08").text
    assert "Type /roi autumn pinterest all, or log something now." in books.ask("autumn pinterest 2025-08").text
    assert "/roi reddit wszystko" in books.ask("reddit 2025-08", ANNA).text
    assert "Nothing was logged in this period" not in books.ask("reddit all").text
    empty = books.ask("tiktok all").text
    assert "Nothing was logged here yet. The first cost: /roi-cost 250 ads tiktok." in empty


@pytest.mark.parametrize(
    ("typed", "user", "told", "alone"),
    [
        ("compare linkedin and lead 2025-08", ADA, "“lead” is a goal", "linkedin 2025-08"),
        ("porównaj lead i linkedin sierpień 2025", ANNA, "„lead” to cel", "linkedin 2025-08"),
        ("compare autumn with lead", ADA, "“lead” is a goal", "autumn"),
    ],
)
def test_beside_a_goal_stands_what_brought_it(books: Team, typed: str, user: str, told: str, alone: str) -> None:
    """The answer on the channel or campaign, which counts the goal; below its title why, and what can be compared."""
    answer = books.ask(typed, user)
    title, why, rest = answer.text.split("\n", 2)
    assert f"{title}\n{rest}" == books.ask(alone, user).text
    assert why.startswith(told)
    [line] = re.findall(r"/roi ([^/]*)\.$", why)
    assert re.match("Comparison|Porównanie", books.ask(line, user).text)
    again = books.press("compare", answer.body or {}, user)
    assert "Comparison" in said(again) or "Porównanie" in said(again)


def test_two_goals_are_no_comparison(books: Team) -> None:
    """Nor is one alone: it says what a goal is, instead of an unknown campaign."""
    for typed in ("compare lead", "compare lead lead", "compare lead 2025-08"):
        assert books.ask(typed).text.startswith("“lead” is a goal.")


def test_its_figures_are_those_of_its_row(books: Team) -> None:
    """The answer on a channel says what `/roi channels` says of it, to the cent and with the same verdict."""
    rows = books.ask("channels 2025-08").text.splitlines()
    row = next(line for line in rows if line.startswith("YouTube: "))
    line, verdict = row.removeprefix("YouTube: ").rsplit(" · ", 1)
    answer = books.ask("youtube 2025-08").text.splitlines()
    assert line in answer
    assert verdict == "▼ loses"
    assert any(said.startswith("Loses: ") for said in answer)


def test_its_campaigns_add_up_to_it(books: Team) -> None:
    """One row each, what belongs to no campaign last; costs of no channel are not spoken of."""
    answer = books.ask("linkedin 2025-08").text
    autumn, winter = (answer.index(f"{name}: ROI ") for name in ("Autumn", "Winter"))
    assert "Autumn: ROI 300.00% · cost $100.00 · return $400.00" in answer
    assert "Winter: ROI 66.67% · cost $60.00 · return $100.00" in answer
    assert 0 < max(autumn, winter) < answer.index("Shared, no campaign: cost $40.00 · return $0.00")
    assert "No channel" not in answer
    assert "$70.00" not in answer


def test_the_answer_names_what_it_is_about(books: Team) -> None:
    """The channel and the days; of one campaign's part also the campaign."""
    assert books.ask("linkedin 2025-08").text.startswith("LinkedIn · ")
    assert books.ask("autumn linkedin 2025-08").text.startswith("Autumn · LinkedIn · ")


@pytest.mark.parametrize("text", ["linkedin 2025-08", "autumn linkedin 2025-08"])
def test_its_figures_open_into_their_entries(books: Team, text: str) -> None:
    """*Details* lists the entries: what the channel's cost is made of, and nothing of another channel."""
    view = books.details(text, "entries")
    options = [one for group in find(view["blocks"], "figure").element["option_groups"] for one in group["options"]]
    cost = next(one for one in options if one["value"] == "cost")
    assert cost["text"]["text"] == ("Cost: $200.00" if text.startswith("linkedin") else "Cost: $100.00")
    books.client.select(view, "figure", "cost", user=ADA)
    shown = said(books.slack.views[view["id"]])
    assert "LinkedIn" in shown
    assert "YouTube" not in shown


def test_it_is_shared_and_compared(books: Team) -> None:
    """*Share* posts the same line, *Compare* says the month before beside it."""
    answer = books.ask("linkedin 2025-08")
    assert {"share", "details", "compare", "cost"} <= offered(answer.blocks)
    assert "cost $80.00 · return $0.00" in books.press("compare", answer.body or {})["text"]
    assert LINKEDIN in books.share(answer.body or {})["text"]


@pytest.mark.parametrize(
    "text",
    [
        "compare linkedin youtube 2025-08",
        "compare yt vs LinkedIn 2025-08",
        "porównaj linkedin z yt sierpień 2025",
        "compare channel:linkedin and channel:youtube 2025-08",
    ],
)
def test_two_channels_are_laid_side_by_side(books: Team, text: str) -> None:
    """Both lines, each with its name."""
    answer = books.ask(text).text
    assert LINKEDIN in answer.splitlines()
    assert YOUTUBE in answer.splitlines()
    assert "LinkedIn · " in answer
    assert "YouTube · " in answer


def test_a_channel_is_compared_with_its_past(books: Team) -> None:
    """As a campaign is; a campaign and a channel behind each other are the campaign's part of it."""
    assert "cost $80.00 · return $0.00" in books.ask("compare linkedin 2025-08").text
    answer = books.ask("compare autumn linkedin 2025-08").text
    assert AUTUMN in answer.splitlines()
    assert "Autumn · LinkedIn" in answer
    assert "cost $80.00 · return $0.00" in answer


@pytest.mark.parametrize("text", ["linkedin sierpień 2025", "kanał:linkedin 2025-08", "Autumn na LinkedIn 2025-08"])
def test_a_polish_reader_asks_in_polish(books: Team, text: str) -> None:
    """The line stands in Polish."""
    answer = books.ask(text, ANNA).text
    assert "koszt" in answer.splitlines()[1]
    assert "Według kampanii" in answer or text.startswith("Autumn")


def test_a_campaign_called_like_a_channel_comes_first(books: Team) -> None:
    """And one line says how to ask for the channel."""
    books.campaign("Mailing")
    books.cost("10 ads mailing 2025-08-04")
    answer = books.ask("mailing 2025-08").text
    assert answer.startswith("Mailing · ")
    assert "/roi channel:E-mail" in answer
    assert "/roi kanał:E-mail" in books.ask("mailing 2025-08", ANNA).text
    assert books.ask("channel:E-mail 2025-08").text.startswith("E-mail · ")


def test_what_one_person_costs_is_not_read_off_a_channel(books: Team) -> None:
    """A member asking for a channel that cost one person alone reads the row that it shares; an admin the channel."""
    admin, member = (books.ask("pinterest 2025-09", user).text for user in (ADA, MAX))
    assert "cost $123.00" in admin
    assert "$123.00" not in member
    row = next(line for line in books.ask("channels 2025-09", MAX).text.splitlines() if "Pinterest" in line)
    name, line = row.split(": ", 1)
    assert member.startswith(f"{name} · ")
    assert "cost $623.00" in line
    assert "cost $623.00" in member
    assert "$123.00" not in books.ask("winter pinterest 2025-09", MAX).text
    for text in ("compare pinterest youtube 2025-09", "compare pinterest 2025-10", "compare reddit 2025-09"):
        assert "shares a row with others" in books.ask(text, MAX).text
    assert "cost $123.00" in books.ask("compare pinterest 2025-09").text


def test_a_shared_row_opens_without_what_one_person_costs(books: Team) -> None:
    """A member opens the figures of the row; what people cost is a sum with other costs there."""
    view = books.details("pinterest 2025-09", "entries", MAX)
    assert "Cost: $623.00" in said(view)
    assert "123.00" not in said(view)
    books.client.select(view, "figure", "cost", user=MAX)
    shown = said(books.slack.views[view["id"]])
    assert "admins see the rows" in shown
    assert "123.00" not in shown
    assert "41.00" not in shown


def test_a_campaign_without_entries_in_a_period_leads_on_to_itself(books: Team) -> None:
    assert "Type /roi autumn all, or log something now." in books.ask("autumn 2019-01").text


def test_compare_is_of_the_days_that_are_shown(new_team: Team) -> None:
    """Not of the month that has just begun, where the answer was of the last 30 days."""
    yesterday = today() - timedelta(days=1)
    new_team.cost(f"100 ads youtube {yesterday}")
    answer = new_team.ask("youtube")
    compared = new_team.press("compare", answer.body or {})
    days = Period(start=today() - timedelta(days=30), end=today())
    assert compared["text"].splitlines()[0].endswith(Languages().get("en").period(days))
