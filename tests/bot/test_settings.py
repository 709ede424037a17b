"""Settings: the reporting currency, the time zone and the language of posts, by admins only."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.bot.conftest import ADA, DAY, GUEST, MAX, Team, at_work, said
from tests.databases import Copies
from tests.screens import find, state


def test_the_form_shows_what_holds(new_team: Team) -> None:
    """Dollars, the first admin's time zone and language, until somebody says otherwise."""
    new_team.slack.person("UFIRST", is_admin=True, tz="America/New_York", locale="pl-PL")
    new_team.client.command("/roi", "all", user="UFIRST")
    filled = state(new_team.form("/roi", "settings")["blocks"], {})["values"]
    assert filled["currency"]["currency"]["selected_option"]["value"] == "USD"
    assert filled["timezone"]["timezone"]["selected_option"]["value"] == "America/New_York"
    assert filled["language"]["language"]["selected_option"]["value"] == "pl"


def test_settings_are_the_admins(team: Team) -> None:
    """A member sees no form, and a form from a member's hand is refused."""
    shown = len(team.slack.opened)
    assert team.ask("settings", MAX).text.startswith("Only admins of the workspace can do this.")
    assert team.ask("settings", GUEST).text.startswith("Guests can’t")
    assert len(team.slack.opened) == shown
    view = team.form("/roi", "settings")
    refused = team.client.submit(view, {"language": "pl"}, user=MAX)
    assert "Only admins" in " ".join(refused.errors.values())
    language = state(team.form("/roi", "settings")["blocks"], {})["values"]["language"]["language"]
    assert language["selected_option"]["value"] == "en"


def test_owners_are_admins(team: Team) -> None:
    """The workspace's owner may as well."""
    owner = team.person(is_owner=True)
    assert team.form("/roi", "settings", owner)["callback_id"] == "settings"


def test_the_currency_changes_while_the_books_are_empty(new_team: Team) -> None:
    """From then on amounts are in it; once something is logged, another leads to a preview and changes nothing yet."""
    answer = new_team.fill("/roi", {"currency": "JPY", "timezone": "Asia/Tokyo"}, "settings")
    assert "JPY · Asia/Tokyo · English" in said(answer.view)
    assert "¥1,500 · Ads" in new_team.cost(f"1500 ads {DAY}").text
    told = new_team.client.command("/roi-cost", "15.50 ads", user=ADA).text
    assert "JPY amounts have no decimals" in told
    assert "= ¥2,257" in new_team.cost("15 USD ads 2025-08-01").text
    assert "JPY → EUR" in said(new_team.fill("/roi", {"currency": "EUR"}, "settings").view)
    assert "¥1,500 · Ads" in new_team.cost(f"1500 ads {DAY}").text
    assert "JPY · Europe/Paris" in said(new_team.fill("/roi", {"timezone": "Europe/Paris"}, "settings").view)


def test_an_open_deal_keeps_the_currency(new_team: Team) -> None:
    """Its amount is money written down, though nothing is booked yet: another currency is looked at first."""
    new_team.fill("/roi", {"name": "Acme", "amount": "5", "stage": "contract-sent", "date": DAY}, "deal")
    assert "Change the currency?" in said(new_team.fill("/roi", {"currency": "JPY"}, "settings").view)


def test_what_is_judged_and_spread_is_kept(new_team: Team) -> None:
    """Eighty percent and nothing spread at first; what an admin chooses stands in the form the next time."""
    first = state(new_team.form("/roi", "settings")["blocks"], {})["values"]
    assert first["completeness"]["completeness"]["value"] == "80"
    assert first["shared"]["shared"]["selected_option"]["value"] == "none"
    told = said(new_team.fill("/roi", {"completeness": "65", "shared": "ads"}, "settings").view)
    assert "Completeness needed to judge, %: 65" in told
    assert "Split shared costs: By ad spend" in told
    kept = state(new_team.form("/roi", "settings")["blocks"], {})["values"]
    assert kept["completeness"]["completeness"]["value"] == "65"
    assert kept["shared"]["shared"]["selected_option"]["value"] == "ads"


@pytest.mark.parametrize("said", ["101", "-1", "80.5"])
def test_a_percentage_is_whole_and_no_more_than_all(team: Team, said: str) -> None:
    """Anything else is refused under its field, with the way out."""
    refused = team.client.submit(team.form("/roi", "settings"), {"completeness": said}, user=ADA)
    assert refused.errors == {"completeness": "Write a whole percentage from 0 to 100."}


@pytest.mark.parametrize(("field", "value"), [("currency", "EURO"), ("timezone", "Mars/Olympus")])
def test_what_does_not_exist_is_refused_under_its_field(team: Team, field: str, value: str) -> None:
    """An unknown currency or zone is named."""
    errors = team.client.submit(team.form("/roi", "settings"), {field: value}, user=ADA).errors
    assert list(errors) == [field]
    assert value in errors[field]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_time_zone_says_which_day_it_is(team: Team, zone: str) -> None:
    """Two zones that never share a date each begin the form with their own."""
    team.fill("/roi", {"timezone": zone}, "settings")
    before = datetime.now(ZoneInfo(zone)).date()
    found = date.fromisoformat(find(team.form("/roi-cost")["blocks"], "date").element["initial_date"])
    assert before <= found <= datetime.now(ZoneInfo(zone)).date()


def test_the_installation_may_say_it_for_all(copies: Copies) -> None:
    """ROIBOT_CURRENCY, ROIBOT_TIMEZONE and ROIBOT_LANGUAGE hold where a workspace has said nothing."""
    said_for_all = {"ROIBOT_CURRENCY": "KWD", "ROIBOT_TIMEZONE": "Asia/Kuwait", "ROIBOT_LANGUAGE": "pl"}
    with at_work(copies.url("sqlite"), **said_for_all) as team:
        filled = state(team.form("/roi", "settings")["blocks"], {})["values"]
        assert filled["currency"]["currency"]["selected_option"]["value"] == "KWD"
        assert filled["timezone"]["timezone"]["selected_option"]["value"] == "Asia/Kuwait"
        assert filled["language"]["language"]["selected_option"]["value"] == "pl"
        assert "1.234 · Ads" in team.cost(f"1.234 ads {DAY}").text
