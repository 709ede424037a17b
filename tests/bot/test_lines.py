"""Lines that people type are understood whole or refused: hours, stages, quick lines, questions, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.screens import find

READERS = {"en": MAX, "pl": ANNA}
CANNOT = {"en": "I can’t read “{}”", "pl": "nie rozumiem „{}”"}


def people(team: Team, lines: str, user: str = ADA, **values: Any) -> Answer:
    """The cost form of people, filled in and saved."""
    view = team.form("/roi-cost", user=user)
    team.client.select(view, "category", "people", user=user)
    typed = {"people": lines, "date": DAY, **values}
    return team.client.submit(team.slack.views[view["id"]], typed, user=user)


# --- people ---


@pytest.mark.parametrize(
    ("line", "receipt"),
    [
        ("Anna 7h 30 50", "Anna: 7.5 h × $50.00"),
        ("Anna 7:30 50", "Anna: 7.5 h × $50.00"),
        ("Anna 7:20 60", "Anna: 7:20 h × $60.00"),
        ("Anna 12,5 godz. 40", "Anna: 12.5 h × $40.00"),
        ("Anna 12,5 1 250,00", "Anna: 12.5 h × $1,250.00"),
        ("Anna, 12,5, 40", "Anna: 12.5 h × $40.00"),
    ],
)
def test_hours_are_read_as_people_write_them(team: Team, line: str, receipt: str) -> None:
    """They are Anna's, and nobody is called “Anna 7h”."""
    saved = people(team, line, MAX)
    assert saved.errors == {}
    assert receipt in said(saved.view)


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize(
    ("line", "part"),
    [("Anna 7 30 50", "7 30 50"), ("Anna 1 200 50", "1 200 50"), ("Anna 12.5 40 design", "design")],
)
def test_what_is_not_understood_is_named(team: Team, language: str, line: str, part: str) -> None:
    """Under the field, and nothing is saved."""
    refused = people(team, line, READERS[language])
    assert list(refused.errors) == ["people"]
    assert CANNOT[language].format(part) in refused.errors["people"]


@pytest.mark.parametrize("language", READERS)
def test_a_new_person_has_no_digit(team: Team, language: str) -> None:
    """Neither in a line nor with a rate of their own."""
    told = {"en": "a new person’s name can’t have one", "pl": "imię nowej osoby nie może jej mieć"}[language]
    assert told in people(team, "Agent K7 8 20", READERS[language]).errors["people"]
    view = team.form("/roi", "rate")
    assert list(team.client.submit(view, {"person": "Agent 7", "rate": "20"}, user=ADA).errors) == ["person"]


def test_twenty_minutes_are_a_third_of_an_hour_to_the_cent(team: Team) -> None:
    """At 60 an hour they cost 20.00; corrected, the form shows the minutes and reads them again."""
    team.campaign("Minutes")
    receipt = people(team, "Anna 0:20 60", campaign="minutes")
    assert "$20.00 logged · People" in said(receipt.view)
    history = team.ask("history minutes")
    team.client.press("correct", message=dict(history.body or {}), user=ADA)
    form = team.slack.opened[-1]
    assert find(form["blocks"], "people").element["initial_value"] == "Anna 0:20 60.00"
    saved = team.client.submit(form, {"note": "a call"}, user=ADA)
    assert "Corrected: $20.00 · People" in said(saved.view)


def test_a_misread_line_opens_nobodys_cost(team: Team) -> None:
    """However Anna's hours are written, hers is one person's cost: a member never reads it beside other costs."""
    team.campaign("Veiled")
    for line in ("Anna 12,5 godz. 40", "Anna 7h 30 50", "Anna, 12,5, 40", "Anna 7:30 50"):
        assert people(team, line, campaign="veiled").errors == {}
    assert people(team, "Anna 7 30 50", campaign="veiled").errors
    team.cost(f"100 other veiled linkedin {DAY}")
    member, admin = (team.ask("veiled all", user).text for user in (MAX, ADA))
    assert "People: $1,750.00" in admin
    assert "People and other: $1,850.00" in member
    assert "$1,750.00" not in member


# --- stages ---


@pytest.mark.parametrize(("language", "locale"), [("en", "en-US"), ("pl", "pl-PL")])
def test_a_stage_is_understood_whole(team: Team, language: str, locale: str) -> None:
    """Two numbers at its end may be one, so the part is named; with its sign the percentage is clear."""
    user = team.person(is_admin=True, locale=locale)
    team.client.press("open_stages", view=team.form("/roi", "deal", user), user=user)
    form = team.slack.opened[-1]
    refused = team.client.submit(form, {"stages": "Demo 1 000", "from": DAY}, user=user)
    assert CANNOT[language].format("1 000") in refused.errors["stages"]
    saved = team.client.submit(form, {"stages": "Demo 2 50%", "from": DAY}, user=user)
    assert "Demo 2" in said(saved.view)


# --- quick lines ---


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize(
    ("command", "line", "part", "instead"),
    [
        ("/roi-cost", "1:20h 50 people", "1:20h", "/roi-cost 1.33h 50 people"),
        ("/roi-cost", "7h 30 150 people", "7h 30", "/roi-cost 7.5h 150 people"),
    ],
)
def test_the_number_that_was_not_read_is_named(
    team: Team, language: str, command: str, line: str, part: str, instead: str
) -> None:
    """And the line as it would be understood stands there, to be typed."""
    told = team.client.command(command, line, user=READERS[language]).text
    assert {"en": f"“{part}”", "pl": f"„{part}”"}[language] in told
    assert instead in told
    assert "“50”" not in told
    assert "„50”" not in told


@pytest.mark.parametrize("user", READERS.values())
def test_other_is_what_the_rest_leaves_open(team: Team, user: str) -> None:
    """The channel is said, so other is the category."""
    team.campaign("Open")
    told = team.client.command("/roi-cost", f"12.50 other linkedin open {DAY}", user=user).text
    assert {MAX: "$12.50 · Other · LinkedIn · Open", ANNA: "· Inne · LinkedIn · Open"}[user] in told


@pytest.mark.parametrize("user", READERS.values())
def test_a_campaigns_name_is_read_as_it_is_written(team: Team, user: str) -> None:
    """Of several words, with quotes and without; the longest name is meant, and a quote beside another is the note."""
    for name in ("Winter", "Winter Webinar"):
        team.campaign(name) if "· 1 Jul" not in team.ask(f"{name} july 2025").text else None
    for typed in ("Winter Webinar", '"winter webinar"', 'campaign:"Winter Webinar"'):
        told = team.client.command("/roi-cost", f"12.50 tools linkedin {typed} {DAY}", user=user).text
        assert "· LinkedIn · Winter Webinar ·" in told
    told = team.client.command("/roi-cost", f'12.50 tools winter "Winter Webinar" {DAY}', user=user).text
    assert "· Winter ·" in told
    assert "Winter Webinar" in told.partition("· Winter ·")[2]


# --- questions ---


@pytest.mark.parametrize("language", READERS)
def test_the_period_that_is_none_is_named(team: Team, language: str) -> None:
    """The campaign was understood, and is kept in what is proposed."""
    team.campaign("Campaign Q3")
    told = team.ask("campaign-q3 juli", READERS[language]).text
    assert {"en": "can’t read the period “juli”", "pl": "Nie rozumiem okresu „juli”"}[language] in told
    assert "/roi campaign-q3 july" in told
    assert "campaign-q3 juli" not in told


@pytest.mark.parametrize(
    ("user", "typed"),
    [
        (MAX, "compare june 2025 to july 2025"),
        (MAX, "compare june to july 2025"),
        (ANNA, "porównaj czerwiec do lipca 2025"),
        (ANNA, "porównaj czerwiec z lipcem 2025"),
        (ANNA, "porównaj czerwiec i lipiec 2025"),
        (MAX, "compare june with july 2025"),
    ],
)
def test_two_periods_joined_by_to_are_two(team: Team, user: str, typed: str) -> None:
    """Side by side, as with both of them alone; not one period from the first to the last."""
    command = typed.split()[0]
    assert team.ask(typed, user).text == team.ask(f"{command} 2025-06 2025-07", user).text


def test_days_in_figures_stay_a_range(team: Team) -> None:
    """As do periods joined by two dots, and everything outside of a comparison."""
    whole = team.ask("compare 2025-06-01..2025-07-31").text
    assert team.ask("compare 2025-06-01 to 2025-07-31").text == whole
    assert team.ask("june 2025 to july 2025").text == team.ask("2025-06-01..2025-07-31").text


def test_two_campaigns_joined_by_to_are_two(team: Team) -> None:
    """As with *vs* between them."""
    team.campaign("Left")
    team.campaign("Right")
    side_by_side = team.ask("compare left vs right").text
    assert [team.ask(f"compare left {word} right").text for word in ("to", "with", "i", "oraz")] == [side_by_side] * 4


@pytest.mark.parametrize("typed", ["q3 2025", "2025"])
def test_a_company_month_is_one_month(team: Team, typed: str) -> None:
    """A quarter is not its first month."""
    assert f"“{typed}” isn’t one month" in team.ask(f"company {typed}").text


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("kanał", "kanały"),
        ("kampania", "kampanie"),
        ("porównanie", "porównaj"),
        ("wpisy", "historia"),
        ("historia mój", "historia moje"),
        ("cele", "cel"),
        ("szanse", "szansa"),
        ("alert", "alerty"),
        ("raport", "podsumowanie"),
        ("kursy", "kurs"),
        ("opcje", "ustawienia"),
        ("cykliczne", "powtarzalne"),
    ],
)
def test_a_command_goes_by_other_names(team: Team, typed: str, known: str) -> None:
    """In the singular and the plural, and by what else people call it: the same answer, or the same form."""
    assert _reached(team, typed) == _reached(team, known)


def _reached(team: Team, typed: str) -> tuple[str, str]:
    """What is said, and the title of the form that is opened."""
    shown = len(team.slack.opened)
    answer = team.ask(typed, ANNA)
    titles = [view["title"]["text"] for view in team.slack.opened[shown:]]
    return answer.text, "".join(titles)


def test_a_line_may_follow_the_word_for_it(team: Team) -> None:
    """Behind `/roi` too, in either language."""
    assert "$250.00 · Ads" in team.ask("cost 250 ads").text
    assert "250,00\u00a0USD · Reklamy" in team.ask("koszt 250 reklamy", ANNA).text


def test_a_campaign_that_has_our_word_for_a_name_comes_first(team: Team) -> None:
    """With a period behind it, too."""
    team.campaign("Report")
    team.campaign("Goals of spring")
    assert team.ask("report").text.startswith("Report")
    assert team.ask("report july 2025").text.startswith("Report · 1–31 Jul")
    assert team.ask("goals of spring july 2025").text.startswith("Goals of spring · 1–31 Jul")


NAMES = ("Campaign Q3", "Kampania maj", "Generation Z", "Etap I", "Etap II", "Opt in", "Plan na 2026", "Wave", "Wave 2")
"""They begin with our words, or end as a period or with a word between two things."""


@pytest.fixture(scope="module")
def named(team: Team) -> Team:
    """A team that has called its campaigns so."""
    for name in NAMES:
        team.campaign(name)
    return team


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_with_a_period_behind_it(named: Team, name: str) -> None:
    """In a question, beside another in a comparison, and in the months of first contact."""
    assert named.ask(f"{name} july 2025").text.startswith(f"{name} · 1–31 Jul")
    assert named.ask(name).text.startswith(name)
    compared = named.ask(f"compare {name} july 2025").text
    assert (name in compared, "I can’t find a campaign" in compared) == (True, False)
    assert "I can’t find a campaign" not in named.ask(f"cohorts {name} july 2025").text


@pytest.mark.parametrize("typed", ["Etap II z Etap I", "Etap II vs Etap I", "Etap II Etap I"])
def test_names_that_end_in_a_joining_word_are_compared(named: Team, typed: str) -> None:
    assert named.ask(f"compare {typed}").text == named.ask("compare etap-ii etap-i").text


@pytest.mark.parametrize(
    "typed",
    ["1.06.2025 do 30.06.2025", "1 june to 30 june 2025", "od 1 czerwca do 30 czerwca 2025", "from june to june 2025"],
)
def test_two_days_or_what_opens_a_range_is_one_period(team: Team, typed: str) -> None:
    """Also behind `compare`: it is compared with its past."""
    assert team.ask(f"compare {typed}").text == team.ask("compare 2025-06-01..2025-06-30").text


def test_the_same_month_twice_is_of_two_years(team: Team) -> None:
    """*July with July 2025* is the last July beside that one."""
    last = today().year - (today().month < 7)
    assert team.ask(f"compare july {last} july 2025").text == team.ask("compare july with july 2025").text


def test_a_month_of_last_year_is_one_period(team: Team) -> None:
    last = today().year - 1
    assert team.ask("porównaj lipiec z zeszłego roku").text == team.ask(f"porównaj {last}-07").text
    assert team.ask("lipiec z zeszłego roku").text == team.ask(f"lipiec {last}").text
