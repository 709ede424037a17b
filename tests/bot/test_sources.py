"""Sources of files: listed where they have no channel, linked, and taken back, through the front door."""

from __future__ import annotations

from core.ledger.entries import Conversion, Entry
from tests.bot.conftest import ADA, Payload, Team, said
from tests.bot.test_imports import awaited, day, drop
from tests.bot.test_imports import press as press_in_message


def brought(team: Team) -> Payload:
    """Three leads of a source that nobody knows, saved from a file."""
    team.goal("Lead", "50")
    head = "date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note,source,medium\n"
    rows = f"{day(3)},,,Lead,2,,,,,,partner-site,referral\n{day(2)},,,Lead,1,,,,,,partner-site,referral\n"
    message = drop(team, f"{head}{rows}".encode())
    return press_in_message(team, "import_save", message)


def opened(team: Team, action_id: str, message: Payload) -> Payload:
    """The form behind a button."""
    assert team.client.press(action_id, message=message, user=ADA).status == 200
    return team.slack.opened[-1]


def leads_of(team: Team, channel: str) -> int:
    facts = [entry.fact for entry in standing(team)]
    return sum(one.count for one in facts if isinstance(one, Conversion) and one.channel == channel)


def standing(team: Team) -> list[Entry]:
    entries = team.entries()
    taken = {entry.reverses for entry in entries}
    return [entry for entry in entries if entry.sign > 0 and entry.id not in taken]


def test_a_source_without_a_channel_is_linked_and_its_past_moves(new_team: Team) -> None:
    """And it moves back when that is undone."""
    brought(new_team)
    listed = new_team.ask("sources").body
    assert "partner-site / referral · 3 results without a channel" in said(listed)
    form = opened(new_team, "link_source", listed)
    saved = new_team.save(form, {"channel": "linkedin"})
    assert "2 earlier entries move" in said(saved.body)
    awaited(lambda: leads_of(new_team, "linkedin"), lambda count: count == 3)
    assert "belongs to a channel" in said(new_team.ask("sources").body)
    new_team.client.press("unlink_source", view=new_team.slack.views[form["id"]], user=ADA)
    awaited(lambda: leads_of(new_team, ""), lambda count: count == 3)
    assert new_team.unbalanced() == []


def test_the_table_is_edited_as_text(new_team: Team) -> None:
    """A line that is none is refused under the field; what is good is kept as it was typed."""
    form = opened(new_team, "open_sources", new_team.ask("sources").body)
    refused = new_team.client.submit(form, {"links": "partner-site = Nowhere"}, user=ADA)
    assert "partner-site = Nowhere" in refused.errors["links"]
    saved = new_team.save(form, {"links": "partner-site = LinkedIn\nintranet / * = No channel"})
    assert "partner-site / * = LinkedIn" in said(saved.body)
    again = opened(new_team, "open_sources", new_team.ask("sources").body)
    text = next(one for one in again["blocks"] if one.get("block_id") == "links")["element"]["initial_value"]
    assert text == "partner-site / * = LinkedIn\nintranet / * = No channel"


def test_what_a_platform_claims_stands_beside_what_is_booked(new_team: Team) -> None:
    """In *Details*, and added to nothing."""
    new_team.goal("Sale", "100")
    new_team.campaign("Spring")
    new_team.conversions("22 sale facebook spring")
    head = "Campaign name,Day,Amount spent (USD),Results,Result type,Platform\n"
    rows = f"Spring,{day(3)},100.00,20,Purchases,facebook\nSpring,{day(2)},50.00,11,Purchases,facebook\n"
    press_in_message(new_team, "import_save", drop(new_team, f"{head}{rows}".encode()))
    answer = new_team.ask("spring all")
    assert "Meta: claimed 31 × Purchases, on the books 22 (141%)" in answer.text
    assert "return $2,200.00" in answer.text
    assert "Meta: claimed 31 × Purchases, on the books 22 (141%)" in new_team.ask("facebook all").text
