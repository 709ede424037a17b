"""Digests and alerts: set up in a form, announced where they will come, and really sent, once, by `tick --at`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.language import Languages
from core.calendar.periods import Period
from core.calendar.weekly import Weekday, Weekly
from core.posts.deliveries import Kind, State
from storage import deliveries, schedules, workspaces
from tests.bot.conftest import ADA, MAX, ZONE, Payload, Team, said, today
from tests.databases import add_workspace
from tests.screens import find

WEEK = timedelta(days=7)


def weekly(days_ahead: int = 3) -> Weekly:
    """A digest's rhythm: the weekday some days from now, at nine."""
    weekday = list(Weekday)[(datetime.now(ZoneInfo(ZONE)) + timedelta(days=days_ahead)).weekday()]
    return Weekly(weekday=weekday, at=time(9), timezone=ZONE)


def next_run(rhythm: Weekly) -> datetime:
    return rhythm.next_after(datetime.now(UTC))


def set_up(team: Team, rhythm: Weekly, conversation: str, user: str = MAX, **more: str) -> Payload:
    """A digest, by its form; what stands in the form's place afterwards."""
    values = {"weekday": rhythm.weekday.value, "time": f"{rhythm.at:%H:%M}", "timezone": rhythm.timezone, **more}
    return team.fill("/roi", {"conversation": conversation, **values}, "digest", user).view or {}


def words_of(run: datetime) -> str:
    """``Wed 25 Nov 2026 09:00 Europe/Warsaw``."""
    local = run.astimezone(ZoneInfo(ZONE))
    return f"{local:%a} {local.day} {local:%b} {local.year} 09:00 Europe/Warsaw"


def outcomes(team: Team, kind: Kind, conversation: str) -> list[tuple[State, str]]:
    """How the weekly deliveries to a conversation ended, oldest first, each with its reason."""
    workspace = add_workspace(team.beside)
    with team.beside.reading() as connection:
        known = schedules.every(connection, workspace.id, kind)
        found = [d for s in known if s.conversation == conversation for d in deliveries.of_schedule(connection, s.id)]
    return [(d.state, d.reason) for d in reversed(found) if d.kind is kind]


# --- digests ---


def test_setting_up_names_the_next_run_and_tells_the_conversation(team: Team) -> None:
    """The answer says when the first comes; the conversation learns by name who set it up, and nobody is pinged."""
    rhythm, place = weekly(), team.conversation()
    answer = set_up(team, rhythm, place)
    when = words_of(next_run(rhythm))
    assert f"Next run: {when}." in said(answer)
    assert "I told the conversation" in said(answer)
    [intro] = team.posts(place)
    assert "Max Member has set up a weekly digest here." in intro
    assert when in intro
    assert "<@" not in intro


def test_the_form_begins_with_the_usual(team: Team) -> None:
    """Mondays at nine in the workspace's zone, in the conversation one is in."""
    blocks = team.form("/roi", "digest", MAX)["blocks"]
    assert find(blocks, "weekday").element["initial_option"]["value"] == "mon"
    assert find(blocks, "time").element["initial_time"] == "09:00"
    assert find(blocks, "timezone").element["initial_option"]["value"] == ZONE
    assert find(blocks, "conversation").element["default_to_current_conversation"] is True


def test_where_the_bot_is_not_it_asks_to_be_invited(team: Team) -> None:
    """The digest is set up, and the answer says how to let the bot in."""
    place = team.conversation(member=False)
    answer = set_up(team, weekly(), place)
    assert "Next run: " in said(answer)
    assert "/invite" in said(answer)
    assert team.posts(place) == []


@pytest.mark.parametrize(
    ("field", "value"), [("timezone", "Mars/Olympus"), ("channel", "nowhere"), ("conversation", "")]
)
def test_a_senseless_field_is_refused_in_its_place(team: Team, field: str, value: str) -> None:
    """The error stands under its field."""
    values: dict[str, Any] = {"conversation": "C1", field: value}
    assert list(team.client.submit(team.form("/roi", "digest"), values, user=MAX).errors) == [field]


def test_the_same_form_twice_tells_the_conversation_once(team: Team) -> None:
    """A double click sets up one digest and announces it once."""
    rhythm, place = weekly(), team.conversation()
    view = team.form("/roi", "digest", MAX)
    values = {"conversation": place, "weekday": rhythm.weekday.value}
    first, second = (team.client.submit(view, values, user=MAX) for _ in range(2))
    assert "Next run: " in said(second.view)
    assert first.errors == second.errors == {}
    assert len(team.posts(place)) == 1


def test_the_digest_arrives_with_the_right_week_and_figures(new_team: Team) -> None:
    """The last whole week, channels by excess cost, the week before, what is missing; once, however often ticked."""
    rhythm = weekly()
    run = next_run(rhythm)
    week = rhythm.reported(run)
    last_week_on_the_books(new_team, week)
    set_up(new_team, rhythm, "C1")
    with ThreadPoolExecutor(2) as pool:
        printed = list(pool.map(new_team.tick_by_program, [run, run]))
    new_team.tick(run + timedelta(minutes=30))
    assert sorted(printed) == ["0 sent.", "1 sent."]
    [_, digest] = new_team.posts("C1")
    assert f"{week.last.day} {week.last:%b} {week.last.year}" in digest.splitlines()[0]
    assert "ROI -62.50% · cost $800.00 · return $300.00" in digest.splitlines()
    assert f"{week.last.day} {week.last:%b} {week.last.year}: newsletter: 20, $40.00 each" in digest
    assert "The week before: ROI -40.00% · cost $100.00 · return $60.00 · newsletter: 4, $25.00 each" in digest
    rows = [
        "Facebook: ROI -100.00% · cost $500.00 · return $0.00 · … too early\nnewsletter: 0 · lost $500.00",
        "LinkedIn: ROI -5.00% · cost $300.00 · return $285.00 · … too early\n"
        "newsletter: 19, $15.79 each · lost $15.00\n"
        "before: ROI -40.00% · cost $100.00 · return $60.00",
        "No channel: cost $0.00 · return $15.00",
    ]
    assert digest.index(rows[0]) < digest.index(rows[1]) < digest.index(rows[2])
    assert "Best" not in digest
    assert "more needed" not in digest
    assert "1 conversion without a channel." in digest
    assert "No cost logged in: Tools, People, Materials, Agency." in digest
    assert "Late: " not in digest
    assert digest.splitlines()[1] in said(new_team.slack.messages[-1]["blocks"]).replace("\u00a0", " ")


def test_a_digest_says_that_an_import_is_running(new_team: Team) -> None:
    """Its figures include only part of it."""
    rhythm = weekly()
    last_week_on_the_books(new_team, rhythm.reported(next_run(rhythm)))
    set_up(new_team, rhythm, "C1")
    workspace = add_workspace(new_team.beside).id
    with new_team.beside.writing() as connection:
        workspaces.note_importing(connection, workspace, importing=True)
    new_team.tick(next_run(rhythm))
    assert "An import is running" in new_team.posts("C1")[-1]


def test_the_digest_speaks_the_workspaces_language(new_team: Team) -> None:
    """Polish by the settings, whoever set it up; money, dates and the announcement too."""
    rhythm = weekly()
    run = next_run(rhythm)
    new_team.fill("/roi", {"language": "pl"}, "settings")
    last_week_on_the_books(new_team, rhythm.reported(run))
    set_up(new_team, rhythm, "C1")
    new_team.tick(run)
    [intro, digest] = new_team.posts("C1")
    assert "has set up" not in intro
    assert "Max Member" in intro
    assert "ROI -62,50% · koszt 800,00\u00a0USD · zwrot 300,00\u00a0USD" in digest.splitlines()
    words = set(digest.replace(":", " ").split())
    assert words & {"cost", "return", "Weekly", "week", "conversions", "before", "Tools", "missing"} == set()


def test_a_digest_may_be_about_one_channel(team: Team) -> None:
    """Only that channel's figures are in it."""
    rhythm, place = weekly(), team.conversation()
    run = next_run(rhythm)
    inside = rhythm.reported(run).start
    team.cost(f"70 ads tiktok {inside}")
    team.cost(f"900 ads youtube {inside}")
    set_up(team, rhythm, place, channel="tiktok")
    team.tick(run)
    digest = team.posts(place)[-1]
    assert digest.startswith("Weekly digest · TikTok · ")
    assert "cost $70.00" in digest
    assert "compare" not in digest
    assert "900" not in digest


def test_an_empty_week_is_one_line(team: Team) -> None:
    """Nothing logged: the digest says so below its title, and nothing else."""
    rhythm, place = weekly(), team.conversation()
    set_up(team, rhythm, place, channel="pinterest")
    team.tick(next_run(rhythm))
    assert team.posts(place)[-1].splitlines()[1:] == ["Nothing was logged in this week."]


def test_a_missed_run_is_delayed_up_to_a_day_and_then_skipped(team: Team) -> None:
    """Three hours late it is posted and says so; 25 hours late it is recorded as skipped, with the reason."""
    rhythm, place = weekly(), team.conversation()
    run = next_run(rhythm)
    set_up(team, rhythm, place, channel="reddit")
    team.tick(run + timedelta(hours=3))
    assert "Late: " in team.posts(place)[-1]
    team.tick(run + WEEK + timedelta(hours=25))
    assert len(team.posts(place)) == 2
    assert outcomes(team, Kind.DIGEST, place) == [(State.SENT, ""), (State.SKIPPED, "too_late")]
    team.tick(run + 2 * WEEK)
    assert len(team.posts(place)) == 3
    assert "Late: " not in team.posts(place)[-1]


def test_nothing_comes_before_the_first_run(team: Team) -> None:
    """A minute early nothing is due."""
    rhythm, place = weekly(), team.conversation()
    set_up(team, rhythm, place, channel="email")
    team.tick(next_run(rhythm) - timedelta(minutes=1))
    assert len(team.posts(place)) == 1


def test_a_stopped_digest_does_not_come(team: Team) -> None:
    """The form lists what runs; its author stops it there, a stranger to it cannot, an admin can."""
    rhythm, mine, other = weekly(), team.conversation(), team.conversation()
    for place in (mine, other):
        set_up(team, rhythm, place, channel="website")
    stop(team, mine, team.person())
    assert "Only admins" in said(team.slack.opened[-1])
    stop(team, mine, MAX)
    stop(team, other, ADA)
    listed = said(team.form("/roi", "digest", MAX))
    assert mine not in listed
    assert other not in listed
    team.tick(next_run(rhythm))
    assert len(team.posts(mine)) == len(team.posts(other)) == 1


def stop(team: Team, conversation: str, user: str) -> None:
    """Presses Stop below the line of this conversation, if it is listed."""
    view = team.form("/roi", "digest", user)
    place = next(i for i, block in enumerate(view["blocks"]) if f"<#{conversation}>" in said(block))
    button = find(view["blocks"][place + 1 : place + 2], "stop_schedule").element["value"]
    assert team.client.press("stop_schedule", button, view=view, user=user).status == 200


def test_a_refused_digest_is_told_to_its_author(team: Team) -> None:
    """Out of the conversation meanwhile: one direct message says why, and Send again works after the invitation."""
    rhythm, place, author = weekly(), team.conversation(), team.person()
    set_up(team, rhythm, place, author, channel="x")
    team.slack.conversations[place]["member"] = False
    team.tick(next_run(rhythm))
    team.tick(next_run(rhythm) + timedelta(minutes=1))
    notices = [m for m in team.slack.messages if m["channel"] == team.slack.direct(author)]
    assert len(notices) == 1
    assert "couldn’t be sent" in notices[0]["text"]
    assert "/invite" in notices[0]["text"]
    team.slack.conversations[place]["member"] = True
    team.client.press("send_again", message=notices[0], user=author)
    assert "Nothing was logged in this week." in team.posts(place)[-1]


# --- alerts ---


def next_check(after: datetime | None = None) -> datetime:
    """Alerts are checked on Mondays at nine in the workspace's zone."""
    return Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE).next_after(after or datetime.now(UTC))


def test_setting_up_alerts_names_the_next_check(team: Team) -> None:
    """And tells the conversation who did it."""
    place = team.conversation()
    answer = team.fill("/roi", {"conversation": place}, "alerts", MAX).view
    assert f"Next run: {words_of(next_check())}." in said(answer)
    [intro] = team.posts(place)
    assert "Max Member has set up cost alerts here." in intro


@pytest.mark.parametrize("floor", ["-1", "1.999", "abc"])
def test_a_senseless_floor_is_refused_in_its_place(team: Team, floor: str) -> None:
    """The smallest spend is money, or nothing."""
    answer = team.client.submit(team.form("/roi", "alerts"), {"conversation": "C1", "floor": floor}, user=MAX)
    assert list(answer.errors) == ["floor"]


def test_spend_without_results_is_told_from_its_bound_on(new_team: Team) -> None:
    """389.21 without a result: silence at 205 each, an alert at 60 (J-07), once, and not below the floor."""
    first, spent = next_check(), today() - timedelta(days=1)
    new_team.goal("lead", "205", stage="lead")
    new_team.cost(f"389.21 ads linkedin {spent}")
    higher = new_team.conversation()
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    new_team.fill("/roi", {"conversation": higher, "floor": "389.22"}, "alerts", MAX)
    new_team.tick(first)
    assert len(new_team.posts("C1")) == 1
    assert outcomes(new_team, Kind.ALERTS, "C1") == [(State.SKIPPED, "nothing_to_report")]
    new_team.goal("lead", "60", stage="lead")
    second = next_check(first)
    new_team.tick(second)
    alert = new_team.posts("C1")[-1]
    assert alert.startswith(f"Spend without results · {Languages().get('en').day(second.date())}\n")
    assert f"LinkedIn: $389.21 without a result since {Languages().get('en').day(spent)}" in alert
    assert "At the value of one result, $60.00, 6 × lead would have come by now." in alert
    assert "Check the tracking first" in alert
    assert "chance" not in alert
    assert len(new_team.posts(higher)) == 1
    new_team.tick(next_check(second))
    assert len(new_team.posts("C1")) == 2


def test_an_alert_can_come_again_after_a_result(new_team: Team) -> None:
    """By the unit's own price, once it has one."""
    new_team.goal("lead", "90", stage="lead")
    start = today() - timedelta(days=60)
    for n in range(6):
        new_team.cost(f"100 ads linkedin {start + timedelta(days=4 * n)}")
        new_team.conversions(f"1 lead linkedin {start + timedelta(days=4 * n)}")
    new_team.cost(f"1500 ads linkedin {today() - timedelta(days=1)}")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    first = next_check()
    new_team.tick(first)
    assert "At its own price of $120.00, 13 × lead would have come by now." in new_team.posts("C1")[-1]
    new_team.conversions(f"1 lead linkedin {today()}")
    later = today() + timedelta(days=14)
    new_team.cost(f"9000 ads linkedin {later}")
    new_team.tick(next_check(datetime.combine(later, time(23), UTC)))
    assert "LinkedIn: $9,000.00 without a result since" in new_team.posts("C1")[-1]


def test_a_target_says_what_a_result_may_cost(new_team: Team) -> None:
    """The target's cost goes before the value of the goal; channel and campaign are both named."""
    new_team.goal("lead", "205", stage="lead")
    spent = today() - timedelta(days=1)
    new_team.campaign("Aimed")
    new_team.cost(f"500 ads linkedin aimed {spent}")
    when = {"start": spent.isoformat(), "end": (spent + timedelta(days=60)).isoformat()}
    aim = {"campaign": "aimed", "goal": "lead", "count": "5", "cost_per_conversion": "70", **when}
    new_team.fill("/roi", aim, "target")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    new_team.tick(next_check())
    alert = new_team.posts("C1")[-1]
    assert "LinkedIn: $500.00 without a result since" in alert
    assert "Aimed: $500.00 without a result since" in alert
    assert alert.count("At your target price of $70.00, 7 × lead would have come by now.") == 2


def test_too_few_results_are_told_beside_what_should_have_come(new_team: Team) -> None:
    """2 in 91 days, where 20 would be expected at the target's price."""
    new_team.goal("Demo booking", "205", stage="lead")
    new_team.campaign("Aimed")
    check = next_check()
    paid = check.date() - timedelta(days=60)
    new_team.cost(f"1999 ads aimed {paid}")
    new_team.cost(f"1 ads aimed {today()}")
    new_team.conversions(f"2 demo-booking aimed {today()}")
    aim = {"campaign": "aimed", "goal": "demo-booking", "count": "50", "cost_per_conversion": "100"}
    new_team.fill("/roi", {**aim, "start": paid.isoformat(), "end": check.date().isoformat()}, "target")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    new_team.tick(check)
    alert = new_team.posts("C1")[-1]
    assert alert.startswith("Fewer results than expected · ")
    assert "Aimed: $2,000.00 spent, too few results" in alert
    assert "2 × Demo booking in 91 days, where 20 would be expected at your target price of $100.00." in alert
    assert "for at least 13 weeks" in alert


def test_idle_costs_are_asked_about_once(new_team: Team) -> None:
    """Two months of a tool without an ad and without a result: no alert, but a question, and only one."""
    new_team.goal("lead", "60", stage="lead")
    new_team.campaign("Licence")
    check = next_check()
    for days in (62, 1):
        new_team.cost(f"2000 tools licence {today() - timedelta(days=days)}")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    new_team.tick(check)
    question = new_team.posts("C1")[-1]
    assert question.startswith("A question about your costs · ")
    assert "does it serve all campaigns, or should it end?" in question
    assert "Nothing came of $4,000.00 in 12 months, and no ads ran on it" in question
    assert "What to check" not in question
    new_team.tick(next_check(check))
    assert new_team.posts("C1")[-1] == question
    assert outcomes(new_team, Kind.ALERTS, "C1")[-1] == (State.SKIPPED, "nothing_to_report")


def last_week_on_the_books(team: Team, week: Period) -> None:
    """800 spent and 300 earned in the week, a little in the week before, and something on the days around both."""
    first, last, before = week.start, week.last, week.before().start
    team.goal("newsletter", "150", "history", rate="10")
    team.cost(f"300 ads linkedin {first}")
    team.cost(f"500 ads facebook {last}")
    team.conversions(f"19 newsletter linkedin {last}")
    team.conversions(f"1 newsletter {first}")
    team.cost(f"100 ads linkedin {before}")
    team.conversions(f"4 newsletter linkedin {before}")
    team.cost(f"7000 ads linkedin {week.end}")
    team.cost(f"9000 ads linkedin {before - timedelta(days=1)}")
