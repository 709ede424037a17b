"""Files are imported from the form, from somebody's message and by dropping them: shown first, saved, taken back."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from storage import workspaces
from storage.database import Database
from storage.engines import Limits
from storage.tables import imports as import_table
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Payload, Team, said, settle_in, today
from tests.bot.test_home import home
from tests.databases import Copies, add_workspace
from tests.native_blocks import take_native_blocks
from tests.program import at_work as running
from tests.screens import controls, find
from tests.slack import SCOPES, FakeSlack

PATIENCE_SECONDS = 30


def day(ago: int) -> str:
    return (today() - timedelta(days=ago)).isoformat()


def meta(*rows: tuple[str, int, str], currency: str = "USD") -> bytes:
    """An export of Meta's by day: campaign, days ago, spent."""
    head = f"Campaign name,Day,Amount spent ({currency}),Impressions,Platform\n"
    return (head + "".join(f'"{name}",{day(ago)},{spent},100,facebook\n' for name, ago, spent in rows)).encode()


TWO_DAYS = (("Spring", 3, "100.10"), ("Spring", 2, "50.05"))


def given(team: Team, content: bytes, name: str = "acme-Campaigns.csv") -> Payload:
    return team.slack.upload(name, "text/csv", content)


def drop(team: Team, *contents: bytes, user: str = ADA, names: tuple[str, ...] = ()) -> Payload:
    """Files put into the bot's conversation; the message about them, once they are read."""
    team.slack.scopes = f"{SCOPES},im:history"
    files = [given(team, content, name) for content, name in zip(contents, names or ["a.csv"] * 9, strict=False)]
    before = len(team.slack.messages)
    answer = team.client.message("", user=user, subtype="file_share", files=files, upload=False)
    assert answer.status == 200
    return settled(team, before)


def settled(team: Team, before: int) -> Payload:
    """The first message after so many, once it is no longer *Reading…* or *Saving…*."""
    message: Payload = awaited(lambda: next(iter(team.slack.messages[before:]), None), is_settled)
    return message


def ended(message: Payload) -> Payload:
    settled_message: Payload = awaited(lambda: message, is_settled)
    return settled_message


def is_settled(message: Payload | None) -> bool:
    waiting = ("Reading", "Read ", "Checked ", "Saving", "Undoing", "Wczyt", "Sprawdz", "Zapisuję", "Cofam")
    return message is not None and not message["text"].startswith(waiting)


def awaited(look: Callable[[], Any], holds: Callable[[Any], bool], seconds: float = PATIENCE_SECONDS) -> Any:
    until = time.monotonic() + seconds
    while not holds(seen := look()):
        assert time.monotonic() < until, str(seen)
        time.sleep(0.02)
    return seen


def press(team: Team, action_id: str, message: Payload, user: str = ADA, value: str | None = None) -> Payload:
    """Presses a button of a message, which says by itself what came of it in the end."""
    assert team.client.press(action_id, value, message=message, user=user, channel=message["channel"]).status == 200
    return ended(message)


def test_a_dropped_file_is_shown_saved_and_taken_back(new_team: Team) -> None:
    """Three steps from file to saved: drop it, look at it, *Save*. *Undo* restores the books to the cent."""
    new_team.campaign("Spring")
    before = new_team.ask("spring last 30 days").text
    message = drop(new_team, meta(*TWO_DAYS))
    assert "150.15" in message["text"], message["text"]
    assert new_team.ask("spring last 30 days").text == before, "nothing is saved before"
    saved = press(new_team, "import_save", message)
    assert "1 file imported" in saved["text"]
    assert "cost $150.15" in new_team.ask("spring all").text
    undone = press(new_team, "undo_import", saved)
    assert "undone" in undone["text"]
    assert new_team.ask("spring last 30 days").text == before


def test_the_same_file_again_changes_nothing_and_says_so(new_team: Team) -> None:
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    again = drop(new_team, meta(*TWO_DAYS), names=("acme-Campaigns (1).csv",))
    assert "import_save" not in [one.action_id for one in controls(again["blocks"])]
    assert "There is nothing to do." in again["text"]
    assert [one.label for one in controls(again["blocks"])] == ["Change something", "All imports"]
    assert "table" not in {block["type"] for block in again["blocks"]}
    assert "cost $150.15" in new_team.ask("spring all").text


def test_a_newer_export_of_the_same_days_takes_the_place_of_the_older(new_team: Team) -> None:
    """Late changes of the platform are booked as a difference; nothing counts twice."""
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS)))
    newer = drop(new_team, meta(("Spring", 3, "100.10"), ("Spring", 2, "60.00")))
    saved = press(new_team, "import_save", newer)
    assert "cost $160.10" in new_team.ask("spring all").text
    press(new_team, "undo_import", saved)
    assert "cost $150.15" in new_team.ask("spring all").text


def test_a_newer_export_with_a_day_more_takes_the_place_of_the_older(new_team: Team) -> None:
    """Where the file names its account it is no question: what it replaces is said, and *Undo* brings it back."""
    new_team.campaign("Spring")
    head = "Account name,Campaign name,Day,Amount spent (USD),Platform\n"
    rows = [f"Acme,Spring,{day(ago)},{spent},facebook\n" for ago, spent in ((3, "100.10"), (2, "50.05"), (1, "7.00"))]
    press(new_team, "import_save", drop(new_team, (head + "".join(rows[:2])).encode()))
    message = drop(new_team, (head + "".join(rows)).encode())
    assert "Replaces the import of" in message["text"]
    assert "$157.15" in message["text"]
    assert "was $150.15" in message["text"]
    saved = press(new_team, "import_save", message)
    assert "cost $157.15" in new_team.ask("spring all").text
    press(new_team, "undo_import", saved)
    assert "cost $150.15" in new_team.ask("spring all").text


def test_a_campaign_that_came_with_an_import_can_be_ended_once_that_is_undone(new_team: Team) -> None:
    """It is not said of one that holds anything else, and *Undo* itself takes no campaign away."""
    saved = press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "100.10"), ("Autumn", 2, "50.05"))))
    new_team.cost("1 ads facebook autumn")
    undone = press(new_team, "undo_import", saved)
    assert "The campaign Spring, which came with it, stays and is empty" in undone["text"]
    assert [one.label for one in controls(undone["blocks"])] == ["End Spring", "All imports"]
    new_team.client.press("end_campaign", message=undone, user=ADA, channel=undone["channel"])
    new_team.client.submit(new_team.slack.opened[-1], {"end": day(1)}, user=ADA)
    assert "Spring" not in said(home(new_team)["blocks"])


def test_pressed_twice_it_is_saved_once(new_team: Team) -> None:
    new_team.campaign("Spring")
    message = drop(new_team, meta(*TWO_DAYS))
    forgotten = {**message, "blocks": list(message["blocks"])}
    press(new_team, "import_save", message)
    assert new_team.client.press("import_save", message=forgotten, user=ADA, channel=message["channel"]).status == 200
    assert "cost $150.15" in new_team.ask("spring all").text


def test_not_now_saves_nothing(new_team: Team) -> None:
    new_team.campaign("Spring")
    message = press(new_team, "import_not_now", drop(new_team, meta(*TWO_DAYS)))
    assert "Nothing was saved" in message["text"]
    assert "cost $0.00" in new_team.ask("spring all").text


def chosen(team: Team, *contents: bytes, user: str = ADA, **more: str) -> Payload:
    """Files chosen in the form behind ``/roi import`` and read; the message about them."""
    files = [given(team, content) for content in contents]
    before = len(team.slack.messages)
    team.save(team.form("/roi", "import", user), {"file": files, **more}, user)
    return settled(team, before)


def actions(message: Payload) -> list[str]:
    return [one.action_id for one in controls(message["blocks"])]


def value_of(message: Payload, action_id: str) -> str:
    return str(find(message["blocks"], action_id).element["value"])


def test_files_are_chosen_in_the_form(new_team: Team) -> None:
    """Two at once; they are told in one message, in the person's conversation with the bot, and saved by one button."""
    new_team.campaign("Spring")
    message = chosen(new_team, meta(*TWO_DAYS), meta(("Spring", 9, "10.00")))
    assert message["channel"].startswith("D")
    press(new_team, "import_save", message)
    assert "cost $160.15" in new_team.ask("spring all").text


def test_home_opens_the_same_form(new_team: Team) -> None:
    new_team.cost("10 ads linkedin")
    new_team.client.event("app_home_opened", user=ADA, tab="home")
    new_team.client.press("open_import", view=new_team.slack.home[ADA], user=ADA)
    assert new_team.slack.opened[-1]["callback_id"] == "import"


def test_a_message_with_files_is_imported_by_its_shortcut(new_team: Team) -> None:
    """No figure is said in the conversation of the message; the preview stands in the person's own."""
    new_team.campaign("Spring")
    before = len(new_team.slack.messages)
    file = given(new_team, meta(*TWO_DAYS))
    assert new_team.client.message_shortcut("import_from_message", "Numbers", user=MAX, files=[file]).status == 200
    message = settled(new_team, before)
    assert message["channel"].startswith("D")
    assert "150.15" not in str(new_team.slack.responses)
    press(new_team, "import_save", message, MAX)
    assert "cost $150.15" in new_team.ask("spring all").text


def test_a_message_without_files_says_so(new_team: Team) -> None:
    new_team.client.message_shortcut("import_from_message", "Numbers", user=ADA)
    assert "at least one file" in new_team.slack.responses[-1][1]["text"]


def test_files_of_strict_conversations_are_looked_up(new_team: Team) -> None:
    """Slack names no address of a file in a conversation with another organisation: it is asked for it."""
    new_team.campaign("Spring")
    before = len(new_team.slack.messages)
    file = {"id": given(new_team, meta(*TWO_DAYS))["id"], "mode": "file_access", "file_access": "check_file_info"}
    new_team.client.message_shortcut("import_from_message", "Numbers", user=ADA, files=[file])
    assert "150.15" in settled(new_team, before)["text"]


def test_what_is_in_doubt_is_asked_and_changed(new_team: Team) -> None:
    """A campaign nobody knows the like of is decided in the form; the same message then shows what comes of it."""
    new_team.campaign("Spring sale 2026")
    message = drop(new_team, meta(("SPRING_sale2026!", 3, "100.10")))
    assert "import_save" not in actions(message)
    opened = len(new_team.slack.opened)
    new_team.client.press("import_change", message=message, user=ADA, channel=message["channel"])
    number = new_team.slack.opened[opened]["id"]
    view = awaited(lambda: new_team.slack.views[number], lambda seen: seen["callback_id"] == "import_change")
    new_team.save(view, {})
    changed = awaited(lambda: message, lambda seen: is_settled(seen) and "import_save" in actions(seen))
    press(new_team, "import_save", changed)
    assert "cost $100.10" in new_team.ask("spring sale 2026 all").text


def test_the_list_says_who_imported_what(new_team: Team) -> None:
    """*All imports*, `/roi imports` and `/roi import list`; only who imported it, or an admin, has *Undo* there."""
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(*TWO_DAYS), user=MAX), MAX)
    of_max, of_anna = new_team.ask("import list", MAX), new_team.ask("imports", ANNA)
    assert new_team.ask("importy", MAX).text == of_max.text
    assert "$150.15" in of_max.text
    assert "a.csv" in of_max.text
    assert "undo_import" in [one.action_id for one in controls(of_max.blocks)]
    assert "undo_import" not in [one.action_id for one in controls(of_anna.blocks)]


def test_who_has_not_imported_it_cannot_decide_about_it(new_team: Team) -> None:
    """Not by a forged button either; an admin can."""
    new_team.campaign("Spring")
    message, other = drop(new_team, meta(*TWO_DAYS), user=MAX), new_team.person()
    for action_id in ("import_save", "import_not_now", "import_change"):
        new_team.client.press(action_id, value_of(message, action_id), user=other)
        assert "or an admin" in new_team.slack.responses[-1][1]["text"], action_id
    saved = press(new_team, "import_save", message, MAX)
    new_team.client.press("undo_import", value_of(saved, "undo_import"), user=other)
    assert "or an admin" in new_team.slack.responses[-1][1]["text"]
    assert "cost $150.15" in new_team.ask("spring all").text


def test_two_people_import_at_once(new_team: Team) -> None:
    """Of two previews of the same days the second, saved after the first, says that the books have changed."""
    new_team.campaign("Spring")
    first, second = drop(new_team, meta(*TWO_DAYS), user=MAX), drop(new_team, meta(*TWO_DAYS), user=ADA)
    press(new_team, "import_save", first, MAX)
    new_team.client.press("import_save", message=second, user=ADA, channel=second["channel"])
    assert "cost $150.15" in new_team.ask("spring all").text


def test_guests_import_nothing(new_team: Team) -> None:
    before = new_team.ask("all").text
    message = drop(new_team, meta(*TWO_DAYS), user=GUEST)
    assert "guest" in message["text"].lower()
    assert not [one for one in new_team.slack.calls if one[0] == "file"]
    assert new_team.ask("all").text == before


@pytest.mark.parametrize(
    "changed",
    [
        {"url_private_download": "https://files.slack.com.example.com/T1/F1"},
        {"url_private_download": "http://files.slack.com/T1/F1"},
        {"url_private_download": "https://user@example.com/files.slack.com"},
        {"url_private_download": "https://files.slack.com:port/T1/F1"},
        {"url_private_download": "https://files.slack.com:22/T1/F1"},
        {"url_private_download": "https://files.slack.com:8443/T1/F1"},
        {"url_private_download": "https://files.slack.com/T1\n/F1"},
        {"url_private_download": "https://[::1"},
        {"mode": "external", "is_external": True},
        {"mode": "tombstone"},
    ],
)
def test_the_token_goes_to_slacks_own_hosts_only(new_team: Team, changed: Payload) -> None:
    """A file that lies elsewhere, or not any more, is refused in words."""
    message = dropped_as(new_team, given(new_team, meta(*TWO_DAYS)) | changed)
    assert "isn’t in Slack" in message["text"]
    assert not [one for one in new_team.slack.calls if one[0] == "file"]


def test_no_redirect_is_followed(new_team: Team) -> None:
    """Slack leads whoever may not read a file to its sign-in page."""
    file = given(new_team, meta(*TWO_DAYS))
    del new_team.slack.files[file["id"]]
    message = dropped_as(new_team, file)
    assert "Traceback" not in message["text"]
    assert "read files" in message["text"]
    assert [one[0] for one in new_team.slack.calls].count("file") == 1


@pytest.mark.parametrize("size", [21_000_000, 10])
def test_no_more_than_twenty_megabytes_of_a_file_are_taken(new_team: Team, size: int) -> None:
    """Whatever Slack says of its size."""
    message = dropped_as(new_team, given(new_team, b"a,b\n" * 5_250_000) | {"size": size})
    assert "larger than 20 MB" in message["text"]


def test_without_the_scope_it_says_what_an_admin_must_add(new_team: Team) -> None:
    """In the form, which has no field for files then, and to whoever drops a file or takes the shortcut."""
    new_team.slack.scopes = SCOPES.replace("files:read", "chat:write")
    view = new_team.form("/roi", "import")
    assert "files:read" in said(view)
    assert "file" not in [one.action_id for one in controls(view["blocks"])]
    assert "files:read" in dropped_as(new_team, given(new_team, meta(*TWO_DAYS)), scopes=new_team.slack.scopes)["text"]
    new_team.client.message_shortcut("import_from_message", "x", user=ADA, files=[given(new_team, meta(*TWO_DAYS))])
    assert "files:read" in new_team.slack.responses[-1][1]["text"]


def test_a_scope_granted_since_is_learnt_of(new_team: Team) -> None:
    """Without a restart."""
    new_team.slack.scopes = SCOPES.replace("files:read", "chat:write")
    assert "file" not in [one.action_id for one in controls(new_team.form("/roi", "import")["blocks"])]
    new_team.slack.scopes = SCOPES
    assert "file" in [one.action_id for one in controls(new_team.form("/roi", "import")["blocks"])]


def dropped_as(team: Team, *files: Payload, scopes: str = SCOPES) -> Payload:
    """Files as Slack describes them, put into the bot's conversation; the message about them."""
    team.slack.scopes = f"{scopes},im:history"
    before = len(team.slack.messages)
    assert team.client.message("", user=ADA, subtype="file_share", files=list(files), upload=False).status == 200
    return settled(team, before)


def test_slack_tells_of_a_file_twice(new_team: Team) -> None:
    new_team.slack.scopes = f"{SCOPES},im:history"
    file = given(new_team, meta(*TWO_DAYS))
    for retry in (None, 1):
        new_team.client.message(
            "", user=ADA, ts="1754300000.000001", retry=retry, subtype="file_share", files=[file], upload=False
        )
    settled(new_team, 0)
    assert len([one for one in new_team.slack.messages if one["channel"].startswith("D")]) == 1


def test_an_import_goes_on_after_the_program_was_killed(copies: Copies) -> None:
    """Killed in the middle of saving, whoever starts next carries it out to its end; nothing counts twice."""
    url = copies.url("sqlite")
    rows = [(f"Spring {number % 40}", number % 300 + 1, "1.00") for number in range(12_000)]
    with FakeSlack(scopes=f"{SCOPES},im:history") as slack, closing(Database(url, Limits())) as beside:
        settle_in(slack)
        take_native_blocks(beside, slack)
        with running(slack, url) as program:
            team = Team(slack=slack, client=program.client, url=url, beside=beside)
            message = drop(team, meta(*rows))
            assert "import_save" in actions(message), message["text"]
            team.client.press("import_save", message=message, user=ADA, channel=message["channel"])
            awaited(lambda: booked(beside), lambda position: position > 0)
            program.begun.send(signal.SIGKILL)
            position = booked(beside)
        with running(slack, url, ROIBOT_TICK_SECONDS="0.5") as program:
            team = Team(slack=slack, client=program.client, url=url, beside=beside)
            assert "1 file imported" in ended(message)["text"]
            assert "cost $12,000.00" in team.ask("all").text
            assert team.unbalanced() == []
    assert position > 0


def booked(database: Database) -> int:
    """How many steps of all imports have been carried out."""
    with database.reading() as connection:
        return int(connection.execute(select(func.coalesce(func.sum(import_table.c.position), 0))).scalar_one())


def test_answers_meanwhile_say_that_an_import_is_running(new_team: Team) -> None:
    """Their figures include only part of it; the same answer afterwards does not say so."""
    new_team.campaign("Spring")
    new_team.cost("1 ads facebook spring")
    message = drop(new_team, meta(*TWO_DAYS))
    workspace = add_workspace(new_team.beside).id
    with new_team.beside.writing() as connection:
        workspaces.note_importing(connection, workspace, importing=True)
        workspaces.touch(connection, workspace)
    assert "An import is running" in new_team.ask("spring all").text
    assert "An import is running" in said(new_team.ask("spring all").blocks)
    assert "An import is running" in said(home(new_team)["blocks"])
    assert "An import is running" in said(new_team.details("spring all")["blocks"])
    press(new_team, "import_save", message)
    assert "An import is running" not in new_team.ask("spring all").text
    assert "An import is running" not in said(home(new_team)["blocks"])
    assert "An import is running" not in said(new_team.details("spring all")["blocks"])


HUBSPOT = """Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date,Deal probability
7301,North,Closed won,Sales,4200.00,USD,2026-09-18 10:12,2026-08-02 09:00,1
7303,South,Contract sent,Sales,9000.50,USD,2026-11-15 00:00,2026-09-12 15:40,0.9
"""


def test_deals_of_a_crm_move_the_pipeline_and_the_month_of_first_contact(new_team: Team) -> None:
    """A won one is a sale of the month in which its buyer was first met; *Undo* brings everything back."""
    new_team.campaign("Spring")
    new_team.goal("Customer", "100", stage="customer")
    months = "cohorts 2026-07-01..2026-12-31"
    before = new_team.ask(months).text, new_team.ask("spring 2026").text
    saved = press(new_team, "import_save", drop(new_team, HUBSPOT.encode(), names=("hubspot.csv",)))
    assert "Aug 2026: ROI n/a (no cost) · cost $0.00 · return $4,200.00" in new_team.ask(months).text
    press(new_team, "undo_import", saved)
    assert (new_team.ask(months).text, new_team.ask("spring 2026").text) == before


UNNUMBERED = """Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date
7301,North,Closed won,4200.00,USD,2026-09-18,2026-08-02
7302,South,Closed won,800.00,USD,2026-09-29,2026-08-12
"""
ANALYTICS = """# Start date: 20260901
# End date: 20260930

Session campaign,Session source / medium,Key events,Total revenue
spring,google / cpc,3,900.00
"""


def test_a_goal_that_two_files_count_is_named_before_it_is_saved(new_team: Team) -> None:
    """Without the numbers of orders nothing tells which sales are the same: one source is kept, or both count."""
    new_team.campaign("Spring")
    new_team.goal("Customer", "100", stage="customer")
    press(new_team, "import_save", drop(new_team, UNNUMBERED.encode(), names=("hubspot.csv",)))
    with_deals = new_team.ask("2026-09").text
    assert "return $5,000.00" in with_deals

    message = decided(new_team, drop(new_team, ANALYTICS.encode(), names=("ga4.csv",)), {"“Key events”": "customer"})
    assert "“Customer” is also counted from: won deals (1–30 Sep 2026: 2 there, 3 here)." in message["text"]
    assert "import_save" not in [one.action_id for one in controls(message["blocks"])]
    one = decided(new_team, message, {"“Customer” is also counted from": "one"})
    assert "“Customer” counts only from: won deals (1–30 Sep 2026: 2 there, 3 here)." in one["text"]
    assert "Claimed, not counted: Key events 3." in one["text"]
    both = decided(new_team, one, {"“Customer” is also counted from": "both"})
    press(new_team, "import_save", both)
    assert "return $5,900.00" in new_team.ask("2026-09").text


def test_of_two_files_in_a_message_that_count_one_goal_the_second_comes_later(new_team: Team) -> None:
    """Saved at once both would count, as neither was read with the other on the books."""
    new_team.campaign("Spring")
    new_team.goal("Customer", "100", stage="customer")
    contents = UNNUMBERED.encode(), ANALYTICS.encode()
    message = drop(new_team, *contents, names=("hubspot.csv", "ga4.csv"))
    message = decided(new_team, message, {"“Key events”": "customer"})
    assert "hubspot.csv\nThis may be some of the same spend or results as in ga4.csv." in message["text"]
    press(new_team, "import_save", message)
    assert "return $900.00" in new_team.ask("2026-09").text


def test_deals_take_the_place_of_what_analytics_counted_and_give_it_back(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.goal("Customer", "100", stage="customer")
    message = decided(new_team, drop(new_team, ANALYTICS.encode(), names=("ga4.csv",)), {"“Key events”": "customer"})
    press(new_team, "import_save", message)
    before = new_team.ask("2026-09").text
    assert "return $900.00" in before
    message = drop(new_team, UNNUMBERED.encode(), names=("hubspot.csv",))
    assert "“Customer” is also counted from: Google Analytics (1–30 Sep 2026: 3 there, 2 here)." in message["text"]
    saved = press(new_team, "import_save", decided(new_team, message, {"“Customer” is also counted from": "one"}))
    assert "return $5,000.00" in new_team.ask("2026-09").text
    press(new_team, "undo_import", saved)
    assert new_team.ask("2026-09").text == before


def decided(team: Team, message: Payload, values: dict[str, str]) -> Payload:
    """What the form behind *Decide* or *Change something* makes of the message, by the beginnings of its labels."""
    before = len(team.slack.opened)
    assert team.client.press("import_change", message=message, user=ADA, channel=message["channel"]).status == 200
    view_id = team.slack.opened[before]["id"]
    view = awaited(lambda: team.slack.views[view_id], lambda one: one["callback_id"] == "import_change")
    fields = {block["block_id"]: block["label"]["text"] for block in view["blocks"] if "label" in block}
    typed = {field: values[label] for field, text in fields.items() for label in values if text.startswith(label)}
    assert len(typed) == len(values), fields
    assert team.client.submit(view, typed, user=ADA).status == 200
    return ended(message)
