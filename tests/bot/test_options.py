"""The searching menus: newest first, found in any spelling, offering to create where one may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage.tables import names, workspaces
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Team, today


def offered(team: Team, menu: str, text: str, form: tuple[str, str] = ("/roi-cost", ""), user: str = ADA) -> list[str]:
    """The values a menu of a form offers for what is typed."""
    answer = team.client.suggest(menu, text, view=team.form(*form, user=user), user=user)
    assert answer.status == 200
    assert len(answer.options) <= 100
    return [option["value"] for option in answer.options]


def test_campaigns_come_newest_first(team: Team) -> None:
    """Before anything is typed the latest stand on top."""
    team.campaign("First made")
    team.campaign("Second made")
    assert offered(team, "campaign", "")[:2] == ["second-made", "first-made"]


@pytest.mark.parametrize(
    ("user", "labels"),
    [(MAX, ["Running", "Not begun", "Ended"]), (ANNA, ["W toku", "Jeszcze przed startem", "Zakończone"])],
)
def test_campaigns_that_run_stand_first(new_team: Team, user: str, labels: list[str]) -> None:
    """In a group of their own, however old; those that have ended stand below."""
    new_team.campaign("Sorted runs")
    new_team.campaign("Sorted ended", end="2025-09-30")
    new_team.campaign("Sorted later", start=(today() + timedelta(days=30)).isoformat())
    answer = new_team.client.suggest("campaign", "sorted", view=new_team.form("/roi", "target"), user=user)
    groups = (answer.body or {})["option_groups"]
    assert [group["label"]["text"] for group in groups] == labels
    assert [option["value"] for option in answer.options] == ["sorted-runs", "sorted-later", "sorted-ended"]


def test_an_old_campaign_that_runs_is_offered_before_a_hundred_that_have_ended(new_team: Team) -> None:
    """The menu is cut where it is least missed: at the end of those that have ended."""
    new_team.campaign("Runs for years")
    for number in range(100):
        new_team.campaign(f"Over {number}x", end="2025-09-30")
    found = offered(new_team, "campaign", "", ("/roi", "target"))
    assert found[0] == "runs-for-years"
    assert len(found) == 99


def test_goals_come_newest_first(team: Team) -> None:
    """And the newest stands chosen in the form already."""
    team.goal("older goal", "1")
    team.goal("newer goal", "1")
    assert offered(team, "goal", "", ("/roi-conversion", ""))[:2] == ["newer-goal", "older-goal"]


@pytest.mark.parametrize("typed", ["łódź", "LODZ", "lodz", "Kampania", "a-łó"])
def test_case_and_accents_do_not_matter(team: Team, typed: str) -> None:
    """Kampania Łódź is found by any part of it."""
    if "kampania-lodz" not in offered(team, "campaign", ""):
        team.campaign("Kampania Łódź")
    assert "kampania-lodz" in offered(team, "campaign", typed)


def test_the_starting_channels_are_offered(team: Team) -> None:
    """Every workspace begins with the same fourteen."""
    found = set(offered(team, "channel", ""))
    platforms = "linkedin instagram facebook x youtube tiktok pinterest reddit snapchat google microsoft"
    assert found >= {*platforms.split(), "email", "website", "other"}
    assert offered(team, "channel", "tik")[0] == "tiktok"


def test_ones_own_channels_are_offered_too(team: Team) -> None:
    """A channel made on the fly is in the menu from then on."""
    team.fill("/roi-cost", {"amount": "1", "channel": "+Radio Zet"})
    assert offered(team, "channel", "radio") == ["radio-zet", "+radio"]


def test_what_was_named_before_it_was_a_starting_channel_is_offered_once(new_team: Team) -> None:
    """A channel of one's own stays as it was named; a campaign that has the word is no channel."""
    new_team.campaign("Any")
    with new_team.beside.writing() as connection:
        workspace = connection.execute(select(workspaces.c.id)).scalar_one()
        for key, kind in (("snapchat", "channel"), ("microsoft", "campaign")):
            values = {"workspace_id": workspace, "key": key, "kind": kind, "name": f"Our {key}"}
            connection.execute(names.insert().values(**values, created_by=ADA, created_at=datetime.now(UTC)))
    assert offered(new_team, "channel", "").count("snapchat") == 1
    assert "microsoft" not in offered(new_team, "channel", "")


@pytest.mark.parametrize(
    ("menu", "form"),
    [
        ("campaign", ("/roi-cost", "")),
        ("channel", ("/roi-cost", "")),
        ("campaign", ("/roi-conversion", "")),
        ("goal", ("/roi-conversion", "")),
    ],
)
def test_what_is_new_can_be_created(team: Team, menu: str, form: tuple[str, str]) -> None:
    """What nobody has named yet is offered as new, as it was typed."""
    assert offered(team, menu, "Quite New", form) == ["+Quite New"]


def test_the_offer_says_what_it_does(team: Team) -> None:
    """In the words of the person."""
    view = team.form("/roi-cost", user=ANNA)
    english = team.client.suggest("campaign", "Quite New", view=view, user=ADA).options[0]["text"]["text"]
    polish = team.client.suggest("campaign", "Quite New", view=view, user=ANNA).options[0]["text"]["text"]
    assert english == "Create “Quite New”"
    assert polish != english
    assert "Quite New" in polish


@pytest.mark.parametrize("typed", ["history", "Last week", "ads", "EUR", "linkedin", "2025", "x" * 61, "cofnij"])
def test_what_may_not_be_a_name_is_offered_as_one_that_may(team: Team, typed: str) -> None:
    """Commands, periods, categories, currencies, other things' names and too long ones come with a suggestion."""
    (new,) = [value for value in offered(team, "campaign", typed) if value.startswith("+")]
    assert new != f"+{typed}"
    team.cost_form("ads", campaign=new, amount="5")


def test_signs_alone_are_not_offered(team: Team) -> None:
    """Nothing is left of them for a key."""
    assert not [value for value in offered(team, "campaign", "🎉") if value.startswith("+")]


def test_what_exists_is_not_offered_as_new(team: Team) -> None:
    """The key decides, not the spelling."""
    team.campaign("Exists")
    assert offered(team, "campaign", "EXISTS!") == ["exists"]


def test_a_member_is_not_offered_a_new_goal(team: Team) -> None:
    """Goals are the admins'; campaigns and channels everybody's."""
    team.goal("Known", "5")
    assert offered(team, "goal", "Quite New", ("/roi-conversion", ""), MAX) == []
    assert offered(team, "campaign", "Quite New", ("/roi-conversion", ""), MAX) == ["+Quite New"]


@pytest.mark.parametrize(
    ("menu", "form"),
    [("campaign", ("/roi", "target")), ("goal", ("/roi", "target")), ("channel", ("/roi", "digest"))],
)
def test_forms_that_do_not_create_do_not_offer_to(team: Team, menu: str, form: tuple[str, str]) -> None:
    """A target and a digest are about what exists."""
    assert offered(team, menu, "Quite New", form) == []


def test_currencies_begin_with_the_reporting_one(team: Team) -> None:
    """Then the common ones, then the rest; found by their code."""
    assert offered(team, "currency", "")[:3] == ["USD", "EUR", "PLN"]
    assert offered(team, "currency", "pl") == ["PLN"]
    assert offered(team, "currency", "none such") == []


@pytest.mark.parametrize(("typed", "zone"), [("warsaw", "Europe/Warsaw"), ("new york", "America/New_York")])
def test_time_zones_are_found_by_their_city(team: Team, typed: str, zone: str) -> None:
    """As one would type it."""
    assert zone in offered(team, "timezone", typed, ("/roi", "settings"))


def test_a_guest_is_offered_nothing(team: Team) -> None:
    """Names of campaigns are figures of a kind."""
    team.campaign("Secret plan")
    answer = team.client.suggest("campaign", "", view=team.form("/roi-cost"), user=GUEST)
    assert (answer.status, answer.options) == (200, [])


def test_more_than_a_hundred_are_cut(new_team: Team) -> None:
    """A menu holds a hundred, the offer to create among them."""
    for number in range(105):
        new_team.fill("/roi-cost", {"amount": "1", "campaign": f"+Serial {number}x"})
    assert len(offered(new_team, "campaign", "")) <= 100
    assert offered(new_team, "campaign", "serial")[-1] == "+serial"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("zł", ["PLN"]),
        ("zl", ["PLN"]),
        ("złoty", ["PLN"]),
        ("złotych", ["PLN"]),
        ("Polish zloty", ["PLN"]),
        ("euro", ["EUR"]),
        ("€", ["EUR"]),
        ("$", ["USD", "CAD", "AUD"]),
        ("funt", ["GBP"]),
        ("dolar amerykański", ["USD"]),
    ],
)
@pytest.mark.parametrize("user", [ADA, ANNA])
def test_currencies_are_found_by_name_and_sign(team: Team, typed: str, codes: list[str], user: str) -> None:
    """As people call them and write them in either language, whichever they read; a sign is no part of a code."""
    found = offered(team, "currency", typed, user=user)
    assert found[: len(codes)] == codes
    assert "SZL" not in found


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Warszawa", "Europe/Warsaw"),
        ("warszaw", "Europe/Warsaw"),
        ("Polska", "Europe/Warsaw"),
        ("Poland", "Europe/Warsaw"),
        ("Nowy Jork", "America/New_York"),
        ("Niemcy", "Europe/Berlin"),
        ("Kijów", "Europe/Kyiv"),
        ("utc", "UTC"),
    ],
)
def test_time_zones_are_found_by_city_and_country(team: Team, typed: str, zone: str) -> None:
    """In either language."""
    assert zone in offered(team, "timezone", typed, ("/roi", "settings"))
