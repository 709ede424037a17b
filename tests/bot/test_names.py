"""Names: two are one only if a person would say so, and what the bot prints as a name is understood when typed back."""

from __future__ import annotations

import pytest

from bot.language import Languages
from bot.views import words
from core.setup.channels import STARTING
from core.setup.languages import LANGUAGES
from core.setup.registers import CHANNEL, STARTING_CHANNELS, Register
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.screens import find

SCRIPTS = [
    ("दिन", "दान"),
    ("バス", "パス"),
    ("たなか", "たなが"),
    ("Мой", "Мои"),
    ("ปีใหม่", "ปิใหม่"),
]


def test_two_goals_that_differ_in_a_sign_both_stand(team: Team) -> None:
    """C++ and C# are two courses: the first is worth what it was, whatever the second is worth."""
    team.campaign("Courses")
    team.goal("C++ course", "900")
    team.goal("C# course", "300")
    assert "return $1,800.00" in team.conversions(f"2 c++-course courses {DAY}").text
    assert "return $300.00" in team.conversions(f"1 c#-course courses {DAY}").text
    listed = team.form("/roi", "goal")
    assert {"C++ course: ", "C# course: "} <= {line[: line.find(":") + 2] for line in said(listed).splitlines()}


@pytest.mark.parametrize(("one", "other"), SCRIPTS)
def test_a_name_in_any_script_is_no_other(team: Team, one: str, other: str) -> None:
    """A vowel sign, a voicing mark, a breve: nothing is booked on what differs in one; in its own name it is."""
    team.campaign(one)
    refused = team.client.command("/roi-cost", f"100 ads {other} {DAY}", user=ADA).text
    assert f"I can’t find a campaign called “{other}”." in refused
    polish = team.client.command("/roi-cost", f"100 ads {other} {DAY}", user=ANNA).text
    assert f"„{other}”" in polish
    team.cost(f"100 ads {one} {DAY}")
    team.campaign(other)
    assert "cost $100.00" in team.ask(f"{one} all").text
    assert "cost $0.00" in team.ask(f"{other} all").text


def test_a_rate_of_one_person_is_no_others(team: Team) -> None:
    """मीना and मोना are two people: the hours of the one do not take the rate of the other."""
    team.fill("/roi", {"person": "मीना", "rate": "40", "from": DAY}, "rate")
    view = team.form("/roi-cost")
    team.client.select(view, "category", "people", user=ADA)
    shown = team.slack.views[view["id"]]
    told = team.client.submit(shown, {"people": "मोना 10", "date": DAY}, user=ADA).errors["people"]
    assert "मोना" in told
    assert team.client.submit(shown, {"people": "मीना 10", "date": DAY}, user=ADA).errors == {}


def test_turkish_letters_are_one_campaign_in_any_case(team: Team) -> None:
    """IŞIK, Işık and ışık are one, and isik finds it; so do letters that are spelt out."""
    team.campaign("Işık")
    for typed in ("IŞIK", "ışık", "isik", "ISIK"):
        assert team.ask(f"{typed} all").text.startswith("Işık · ")
    team.campaign("Œuvre Þór")
    assert team.ask("oeuvre thor").text.startswith("Œuvre Þór · ")


def test_hours_of_one_person_in_two_spellings_are_never_shown_alone(team: Team) -> None:
    """Işıl and IŞIL are one: a member reads her cost within another sum, and never by itself."""
    team.campaign("Hers")
    team.cost_form("people", people="Işıl 10 40\nIŞIL 5 40", date=DAY, campaign="hers")
    team.cost(f"50 tools hers {DAY}")
    shown = team.ask("hers all", MAX).text
    assert "People: $600.00" not in shown
    assert "$600.00" not in shown
    assert "People: $600.00" in team.ask("hers all", ADA).text


def test_what_is_unseen_and_needed_stays_in_a_name(team: Team) -> None:
    """A Persian half-space, a family, the flag of England; an emoji of next year, too. Without it the name is found."""
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for name in ("می\u200cخواهم", "Fun \U0001f468\u200d\U0001f469\u200d\U0001f467", f"Cup {flag}", "Later \U0001fadd"):
        team.campaign(name)
        assert team.ask(f"{name} all").text.startswith(f"{name} · ")
    assert team.ask("میخواهم all").text.startswith("می\u200cخواهم · ")


def test_a_goal_that_is_read_as_another_is_refused_with_its_name(team: Team) -> None:
    """Cafe is no silent change of Café, in either language; its own form may write it otherwise, and says so."""
    team.goal("Café visit", "10")
    polish = team.person(is_admin=True, locale="pl-PL")
    looks = "looks like “Café visit”, which already exists (a goal)"
    for user, told in ((ADA, looks), (polish, "czytam jak „Café visit”")):
        view = team.form("/roi", "goal", user)
        values = {"name": "Cafe visit", "basis": "fixed", "value": "99"}
        assert told in team.client.submit(view, values, user=user).errors["name"]
    assert "Name: Café visit → CAFÉ visit" in said(team.goal("CAFÉ  visit", "11").view)


@pytest.mark.parametrize(
    "name",
    ["R&D", "C++ talks", "C# talks", "+Plus", "50% off", "@home", "#one", "🚀 launch", "Größe", "夏の広告", "a<b"],
)
def test_what_is_printed_is_understood_wherever_it_is_typed(team: Team, name: str) -> None:
    """By name in an answer, by its key in a line, among weights, in a comparison, in the history and in a menu."""
    team.campaign(name)
    asked = team.ask(f"{name} all")
    assert asked.text.replace("&amp;", "&").replace("&lt;", "<").startswith(f"{name} · ")
    (key,) = [
        option["value"]
        for option in team.client.suggest("campaign", name, view=team.form("/roi-cost"), user=ADA).options
        if not option["text"]["text"].startswith("Create")
    ]
    team.cost(f"100 ads {key} {DAY}")
    team.fill("/roi-cost", {"amount": "20", "campaign": key, "date": DAY})
    team.cost_form("tools", amount="50", date=DAY, split="weights", weights=f"{name} 60")
    assert "cost $170.00" in team.ask(f"{key} all").text
    assert team.ask(f"history {name}").text.count("$") >= 2
    assert "cost $170.00" in team.ask(f"compare {name} 2025-08").text


def test_a_name_is_found_as_slack_escapes_it(team: Team) -> None:
    """Slack sends R&amp;D for R&D, in commands, forms and menus."""
    team.campaign("Q&amp;A")
    assert team.ask("Q&amp;A all").text.startswith("Q&amp;A · ")
    assert team.ask("q&a all").text.startswith("Q&amp;A · ")
    found = team.client.suggest("campaign", "q&amp;a", view=team.form("/roi-cost"), user=ADA).options
    assert [option["value"] for option in found] == ["q&a"]


@pytest.mark.parametrize("word", ["digest", "benchmark"])
def test_a_channel_behind_a_word_is_found_as_it_is_printed(team: Team, word: str) -> None:
    """`/roi digest e-mail` and `/roi benchmark E-mail` open their forms with that channel chosen."""
    for written in ("e-mail", "E-mail", "email"):
        chosen = find(team.form("/roi", f"{word} {written}")["blocks"], "channel")
        assert chosen.initial()["selected_option"]["value"] == "email", written


def test_a_name_to_create_is_no_key_that_begins_with_a_plus(team: Team) -> None:
    """Beside the campaign +Uno a campaign uno is created, and each gets its own cost."""
    team.campaign("+Uno")
    view = team.form("/roi-cost")
    values = [option["value"] for option in team.client.suggest("campaign", "uno", view=view, user=ADA).options]
    assert values == ["+uno", "+ uno"]
    for value, amount in zip(values, ("1", "2"), strict=True):
        team.fill("/roi-cost", {"amount": amount, "campaign": value, "date": DAY})
    assert "cost $1.00" in team.ask("+Uno all").text
    assert "cost $2.00" in team.ask("uno all").text


@pytest.mark.parametrize("kind", ["campaign", "channel", "content"])
def test_a_new_name_that_reads_as_another_is_refused_in_its_field(team: Team, kind: str) -> None:
    """Nothing is booked on what is written otherwise: the name that there is, is named."""
    team.fill("/roi-cost", {"amount": "1", kind: f"+Fête {kind}", "date": DAY})
    view = team.form("/roi-cost")
    told = team.client.submit(view, {"amount": "1", kind: f"+Fete {kind}", "date": DAY}, user=ADA).errors
    assert f"“Fete {kind}” looks like “Fête {kind}”" in told[kind]


def test_a_deal_that_reads_as_another_is_refused(team: Team) -> None:
    """Renée's deal is not moved by what is typed for Renee's; written as it is, it is."""
    deal = {"amount": "10", "stage": "contract-sent", "date": DAY}
    team.fill("/roi", {"name": "Renée", **deal}, "deal")
    told = team.client.submit(team.form("/roi", "deal"), {"name": "Renee", **deal}, user=ADA).errors["name"]
    assert "“Renee” looks like “Renée”, which already exists (a deal)" in told
    team.fill("/roi", {"name": "RENÉE", **deal}, "deal")


def test_a_campaign_is_found_by_the_name_it_was_given_later(team: Team) -> None:
    """And by its key; the new name is its own only if it is nobody else's."""
    team.campaign("First name")
    team.campaign("Someone")
    team.client.press("edit", message=team.ask("first-name").body, user=ADA)
    view = team.slack.opened[-1]
    assert (
        "already means something here (a campaign)"
        in team.client.submit(view, {"name": "someone"}, user=ADA).errors["name"]
    )
    assert team.client.submit(view, {"name": "Second name"}, user=ADA).errors == {}
    assert team.ask("second name").text == team.ask("first-name").text != ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_starting_channels_are_understood_as_they_are_printed(code: str) -> None:
    """In English and in Polish, with dashes for spaces."""
    language = Languages().get(code)
    register = Register(STARTING_CHANNELS)
    printed = {key: words.channel(language, key, {}) for key in STARTING}
    assert {key: register.find(name.replace(" ", "-"), CHANNEL) for key, name in printed.items()} == {
        key: key for key in STARTING
    }
