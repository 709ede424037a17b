"""The buttons under a digest and an alert, pressed by whoever reads them, on the day or weeks later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from core.calendar.periods import Period
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Payload, Team, said, today
from tests.bot.test_digest_setup import WEEK, last_week_on_the_books, next_check, next_run, set_up, weekly
from tests.screens import controls, find

EIGHT = 8


def newest(team: Team, conversation: str = "C1") -> Payload:
    """The newest message in a conversation, as Slack shows it."""
    return next(message for message in reversed(team.slack.messages) if message["channel"] == conversation)


def posted(team: Team, **more: str) -> tuple[Payload, Period, datetime]:
    """A digest of Max in C1 with something in it; the message, its week, and when it came."""
    rhythm = weekly()
    run = next_run(rhythm)
    week = rhythm.reported(run)
    last_week_on_the_books(team, week)
    set_up(team, rhythm, "C1", **more)
    team.tick(run)
    return newest(team), week, run


def details(team: Team, message: Payload, user: str, action: str = "details") -> Payload:
    """The modal that the button opens."""
    shown = len(team.slack.opened)
    value = find(message["blocks"], action).element["value"]
    assert team.client.press(action, value, message=message, user=user).status == 200
    assert len(team.slack.opened) == shown + 1
    return team.slack.opened[-1]


def choice(message: Payload, name: str) -> str:
    """The value of what the menu under a digest offers by that name."""
    options = find(message["blocks"], "more").element["options"]
    return next(str(option["value"]) for option in options if option["text"]["text"] == name)


def choose(team: Team, message: Payload, name: str, user: str = MAX) -> None:
    assert team.client.press("more", choice(message, name), message=message, user=user).status == 200


def answer_to(team: Team, message: Payload, name: str, user: str = MAX) -> Payload:
    """What is said beside the digest once that was chosen."""
    before = len(team.slack.responses)
    choose(team, message, name, user)
    assert len(team.slack.responses) == before + 1
    return team.slack.responses[-1][1]


def said_to(team: Team, message: Payload, name: str, user: str) -> str:
    """What somebody is told, in a modal or beside the message, once they have chosen that."""
    opened, answered = len(team.slack.opened), len(team.slack.responses)
    choose(team, message, name, user)
    shown: list[Any] = [*team.slack.opened[opened:], *(one for _, one in team.slack.responses[answered:])]
    return said(shown)


def table_of(message: Payload) -> list[list[str]]:
    [table] = [block for block in message["blocks"] if block["type"] == "table"]
    return [[cell["text"] for cell in row] for row in table["rows"]]


def section(team: Team, view: Payload, name: str, user: str) -> str:
    """What stands in that section of the modal."""
    team.client.press("section", name, view=team.slack.views[view["id"]], user=user)
    return said(team.slack.views[view["id"]])


# --- what is seen at once ---


def test_a_digest_is_one_screen(new_team: Team) -> None:
    """The ROI line, the change in money, a row for each channel in whole units; the text has every cent."""
    message, _, _ = posted(new_team)
    shown = said(message["blocks"]).replace("\u00a0", " ")
    assert "ROI -62.50% · cost $800.00 · return $300.00" in shown
    assert "Lost $500, $460 worse than the week before: Facebook cost $500 more." in shown
    assert "Lost $500.00, $460.00 worse than the week before: Facebook cost $500.00 more." in message["text"]
    assert table_of(message) == [
        ["Channel", "Cost", "Return", "ROI %"],
        ["Facebook", "500", "0", "-100"],
        ["LinkedIn", "300", "285", "-5"],
    ]
    assert "No cost logged in: Tools, People, Materials, Agency" in shown
    assert "before: ROI -40.00%" not in shown


def test_what_is_expected_is_no_money_received(new_team: Team) -> None:
    """On what the return rests: rounded in the small print, to the cent in the text and behind Details (J-09)."""
    new_team.goal("sign-in", "20.50", basis="benchmark", source="a report")
    rhythm = weekly()
    week = rhythm.reported(next_run(rhythm))
    new_team.conversions(f"5 sign-in linkedin {week.start}")
    message, _, _ = posted(new_team)
    assert "Received $0.00; expected: history $300.00, benchmark $102.50" in message["text"]
    assert "Received $0.00; expected: history $300, benchmark $103" in said(message["blocks"])
    opened = details(new_team, message, ANNA)
    assert "102,50" in section(new_team, opened, "results", ANNA)


def test_costs_of_no_channel_have_no_roi_the_week_before_either(new_team: Team) -> None:
    """They are no channel that loses (J-03)."""
    rhythm = weekly()
    week = rhythm.reported(next_run(rhythm))
    for day in (week.start, week.before().start):
        new_team.cost(f"100 tools {day}")
    message, _, _ = posted(new_team)
    assert "No channel: cost $100.00 · return $15.00\nnewsletter: 1, $100.00 each" in message["text"]
    assert "newsletter: 1, $100.00 each\nbefore: cost $100.00 · return $0.00\n" in message["text"]


def test_advice_is_of_a_year_and_says_so(new_team: Team) -> None:
    """What surely loses is to be cut, whatever the week was; the line is there in the text, too."""
    new_team.goal("sale", "100")
    new_team.campaign("Old")
    new_team.cost(f"5000 ads youtube old {today() - timedelta(days=60)}")
    message, _, _ = posted(new_team)
    lines = said(message["blocks"]).splitlines()
    assert "Last 365 days" in lines
    assert "▼ Cut Old: $5,000 brought nothing." in lines
    assert "Last 365 days" in message["text"]


def test_a_target_off_its_pace_is_to_be_watched(new_team: Team) -> None:
    """Where it should be by now; one that is on its pace is not spoken of at first, only in Details."""
    rhythm = weekly()
    week = rhythm.reported(next_run(rhythm))
    begins = week.start - timedelta(days=63)
    last_week_on_the_books(new_team, week)
    new_team.campaign("Behind", start=str(begins))
    new_team.cost(f"20 ads linkedin behind {begins}")
    values = {
        "count": "100",
        "cost_per_conversion": "10",
        "start": str(begins),
        "end": str(week.end + timedelta(days=30)),
    }
    new_team.fill("/roi", {"campaign": "behind", "goal": "newsletter", **values}, "target")
    set_up(new_team, rhythm, "C1")
    new_team.tick(next_run(rhythm))
    message = newest(new_team)
    assert "… Watch Behind: 0 × newsletter, 69 expected by now." in said(message["blocks"]).splitlines()
    assert "Behind: 100 × newsletter at $10.00 by " in message["text"]


def test_a_week_like_the_one_before_has_no_cause(new_team: Team) -> None:
    """Several things that moved a little are no cause."""
    rhythm = weekly()
    week = rhythm.reported(next_run(rhythm))
    for channel in ("linkedin", "facebook", "youtube"):
        new_team.cost(f"100 ads {channel} {week.before().start}")
        new_team.cost(f"150 ads {channel} {week.start}")
    set_up(new_team, rhythm, "C1")
    new_team.tick(next_run(rhythm))
    assert "Lost $450.00, $150.00 worse than the week before.\n" in newest(new_team)["text"]


# --- Details ---


def test_details_are_of_the_digests_own_week(new_team: Team) -> None:
    """Three weeks later the button of the old post still opens that week, for somebody who did not set it up."""
    message, week, run = posted(new_team)
    for weeks in (1, 2, 3):
        new_team.tick(run + weeks * WEEK)
    view = details(new_team, message, ADA)
    assert f"{week.last.day} {week.last:%b} {week.last.year}" in said(view)
    assert "before: ROI -40.00% · cost $100.00 · return $60.00" in said(view)
    assert "The week before: ROI -40.00%" in section(new_team, view, "time", ADA)
    assert "No cost logged in: " in section(new_team, view, "costs", ADA)
    assert "$300.00 · Ads · LinkedIn" in section(new_team, view, "entries", ADA)


def test_details_are_in_the_language_of_who_presses(new_team: Team) -> None:
    """The post is in English, Anna reads Polish."""
    message, _, _ = posted(new_team)
    view = said(details(new_team, message, ANNA))
    assert "Facebook: ROI -100,00% · koszt 500,00\u00a0USD" in view


def test_details_show_what_their_reader_may_see(new_team: Team) -> None:
    """What one person costs in a channel is in an admin's details, and in no member's."""
    rhythm = weekly()
    week = rhythm.reported(next_run(rhythm))
    new_team.cost(f"2h 50 USD people linkedin {week.start}")
    new_team.cost(f"700 ads facebook {week.start}")
    set_up(new_team, rhythm, "C1")
    new_team.tick(next_run(rhythm))
    message = newest(new_team)
    assert "cost $100.00" not in message["text"]
    assert "LinkedIn: ROI -100.00% · cost $100.00" in said(details(new_team, message, ADA))
    assert "cost $100.00" not in said(details(new_team, message, MAX))


def test_details_of_one_channel_speak_of_no_other(new_team: Team) -> None:
    message, _, _ = posted(new_team, channel="linkedin")
    view = said(details(new_team, message, ADA))
    assert "LinkedIn: ROI -5.00% · cost $300.00 · return $285.00" in view
    assert "Facebook" not in view


# --- eight weeks ---


@pytest.mark.parametrize(
    ("user", "title", "cost"), [(MAX, "Eight weeks · ", "Cost"), (ANNA, "Osiem tygodni · ", "Koszt")]
)
def test_eight_weeks_are_a_chart_for_who_presses(new_team: Team, user: str, title: str, cost: str) -> None:
    """Cost and return of each week, in the language of who presses; the text has each week's ROI line."""
    message, week, _ = posted(new_team)
    answer = new_team.press("weeks", message, user)
    assert answer["response_type"] == "ephemeral"
    assert answer["replace_original"] is False
    assert answer["text"].startswith(title)
    [chart] = [block["chart"] for block in answer["blocks"] if block["type"] == "data_visualization"]
    assert len(chart["axis_config"]["categories"]) == EIGHT
    [costs, returns] = chart["series"]
    assert costs["name"] == cost
    assert [point["value"] for point in costs["data"]][-2:] == [100, 800]
    assert [point["value"] for point in returns["data"]][-2:] == [60, 300]
    assert len([line for line in answer["text"].splitlines() if f" {week.last.year}: ROI " in line]) == EIGHT


def test_eight_weeks_read_the_books_once(new_team: Team) -> None:
    """One statement for all of them, and none for the figures that only Details opens."""
    message, _, _ = posted(new_team)
    value = find(message["blocks"], "weeks").element["value"]
    with statements() as sent:
        assert new_team.client.press("weeks", value, message=message, user=ADA).status == 200
    assert len([one for one in sent if "_totals" in one]) == 1


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the books meanwhile."""
    sent: list[str] = []

    def note(*given: Any) -> None:
        sent.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_eight_weeks_can_be_shared(new_team: Team) -> None:
    """*Share* posts what everybody may see; *Details* beside it has the weeks one by one."""
    message, _, _ = posted(new_team)
    answer = new_team.press("weeks", message, ADA)
    post = new_team.press("share", answer, ADA)
    assert post["response_type"] == "in_channel"
    assert post["text"].splitlines()[0].startswith("Eight weeks · ")
    assert "ROI -62.50% · cost $800.00 · return $300.00" in said(details(new_team, answer, ADA))


def test_eight_weeks_of_one_channel(new_team: Team) -> None:
    message, _, _ = posted(new_team, channel="facebook")
    answer = new_team.press("weeks", message, ADA)
    assert answer["text"].startswith("Eight weeks · Facebook · ")
    assert "ROI -100.00% · cost $500.00 · return $0.00" in answer["text"].splitlines()


def test_eight_weeks_show_what_their_reader_may_see(new_team: Team) -> None:
    """What one person costs on a channel is an admin's to see; a member's weeks have it with another's, as rows do."""
    rhythm = weekly()
    week = rhythm.reported(next_run(rhythm))
    new_team.cost(f"2h 50 USD people linkedin {week.start}")
    new_team.cost(f"700 ads facebook {week.start}")
    set_up(new_team, rhythm, "C1", channel="linkedin")
    new_team.tick(next_run(rhythm))
    message = newest(new_team)
    assert "cost $100.00" in new_team.press("weeks", message, ADA)["text"]
    shared = new_team.press("weeks", message, MAX)["text"]
    assert "cost $100.00" not in shared
    assert "cost $800.00" in shared


def test_eight_empty_weeks_say_so(new_team: Team) -> None:
    rhythm = weekly()
    set_up(new_team, rhythm, "C1")
    new_team.tick(next_run(rhythm))
    answer = new_team.press("weeks", newest(new_team), MAX)
    assert answer["text"].splitlines()[1:] == ["Nothing was logged in these weeks."]


# --- what becomes of the next one ---


def test_a_digest_is_changed_where_it_is_read(new_team: Team) -> None:
    """The form opens filled with this one, and saving it changes this one."""
    message, _, _ = posted(new_team, channel="linkedin")
    choose(new_team, message, "Change this digest")
    form = new_team.slack.opened[-1]
    assert find(form["blocks"], "channel").element["initial_option"]["value"] == "linkedin"
    saved = said(new_team.save(form, {"time": "11:30"}, MAX).view)
    assert "09:00 → 11:30" in saved


def test_a_paused_digest_does_not_come_until_it_is_resumed(new_team: Team) -> None:
    """Two weeks are left out; the form and Home say so; once resumed the next one comes, and none of those."""
    message, _, run = posted(new_team)
    paused = answer_to(new_team, message, "Pause")
    assert "Paused: nothing is posted there until somebody resumes it." in said(paused)
    before = len(new_team.posts("C1"))
    new_team.tick(run + WEEK)
    new_team.tick(run + 2 * WEEK)
    assert len(new_team.posts("C1")) == before
    assert "paused, nothing is posted" in said(new_team.form("/roi", "digest", MAX))
    new_team.client.event("app_home_opened", user=MAX, tab="home")
    assert "Paused · digest, " in said(new_team.slack.home[MAX])
    assert "Resumed. Next run: " in said(new_team.press("resume_schedule", paused, MAX))
    new_team.tick(run + 3 * WEEK)
    assert len(new_team.posts("C1")) == before + 1


def test_a_paused_digest_is_resumed_at_home(new_team: Team) -> None:
    """*Resume* stands there for whoever may, and for nobody else."""
    message, _, run = posted(new_team)
    answer_to(new_team, message, "Pause")
    for user in (ANNA, MAX):
        new_team.client.event("app_home_opened", user=user, tab="home")
    assert "resume_schedule" not in [control.action_id for control in controls(new_team.slack.home[ANNA]["blocks"])]
    home = new_team.slack.home[MAX]
    value = find(home["blocks"], "resume_schedule").element["value"]
    new_team.client.press("resume_schedule", value, view=home, user=MAX)
    assert "Resumed. Next run: " in said(new_team.slack.opened[-1])
    before = len(new_team.posts("C1"))
    new_team.tick(run + WEEK)
    assert len(new_team.posts("C1")) == before + 1


def test_what_was_owed_is_not_posted_once_it_is_paused(new_team: Team) -> None:
    """Slack did not take it when it was due; by the time it would, it is paused."""
    rhythm = weekly()
    run = next_run(rhythm)
    set_up(new_team, rhythm, "C1")
    new_team.slack.conversations["C1"] = {"member": False}
    new_team.tick(run)
    form = new_team.form("/roi", "digest", MAX)
    value = find(form["blocks"], "pause_schedule").element["value"]
    new_team.client.press("pause_schedule", value, view=form, user=MAX)
    new_team.slack.conversations["C1"] = {"member": True}
    new_team.tick(run + timedelta(minutes=5))
    assert not [text for text in new_team.posts("C1") if text.startswith("Weekly digest")]


def test_a_change_keeps_the_pause(new_team: Team) -> None:
    """A new time does not bring it back; whoever saves it is told, with *Resume*."""
    message, _, run = posted(new_team)
    answer_to(new_team, message, "Pause")
    choose(new_team, message, "Change this digest")
    saved = new_team.save(new_team.slack.opened[-1], {"time": "11:30"}, MAX).view or {}
    assert "Paused: nothing is posted there until somebody resumes it." in said(saved)
    assert "Slack" not in said(saved)
    assert "resume_schedule" in [control.action_id for control in controls(saved["blocks"])]
    before = len(new_team.posts("C1"))
    new_team.tick(run + WEEK + timedelta(hours=4))
    assert len(new_team.posts("C1")) == before


def test_stop_asks_first(new_team: Team) -> None:
    """The question stops nothing; its button does."""
    message, _, run = posted(new_team)
    choose(new_team, message, "Stop")
    question = new_team.slack.opened[-1]
    assert "Nothing more will be posted there." in said(question)
    value = find(question["blocks"], "stop_schedule").element["value"]
    new_team.client.press("stop_schedule", value, view=question, user=MAX)
    assert "Stopped: nothing more will be posted there." in said(new_team.slack.views[question["id"]])
    before = len(new_team.posts("C1"))
    new_team.tick(run + WEEK)
    assert len(new_team.posts("C1")) == before


@pytest.mark.parametrize("name", ["Pause", "Stop"])
def test_only_its_author_or_an_admin_takes_it_away(new_team: Team, name: str) -> None:
    """Anna is neither, and is told so; nothing happens. An admin may."""
    message, _, run = posted(new_team)
    assert "dministrator" in said_to(new_team, message, name, ANNA)
    new_team.tick(run + WEEK)
    posts = len(new_team.posts("C1"))
    choose(new_team, message, "Pause", ADA)
    new_team.tick(run + 2 * WEEK)
    assert len(new_team.posts("C1")) == posts


def test_the_buttons_of_a_digest_that_was_stopped(new_team: Team) -> None:
    """Its figures still open; what would change it says that it is gone."""
    message, _, _ = posted(new_team)
    choose(new_team, message, "Stop")
    question = new_team.slack.opened[-1]
    value = find(question["blocks"], "stop_schedule").element["value"]
    new_team.client.press("stop_schedule", value, view=question, user=MAX)
    assert "LinkedIn: ROI -5.00%" in said(details(new_team, message, MAX))
    for name in ("Change this digest", "Pause", "Stop"):
        assert "no longer exists" in said_to(new_team, message, name, MAX)


def test_guests_are_refused_at_every_button(new_team: Team) -> None:
    """A guest of the conversation reads the post; its buttons open nothing and change nothing."""
    message, _, _ = posted(new_team)
    for name in ("Log a cost", "Change this digest", "Pause", "Stop"):
        choose(new_team, message, name, GUEST)
    for action in ("details", "weeks"):
        value = find(message["blocks"], action).element["value"]
        new_team.client.press(action, value, message=message, user=GUEST)
    refused = said([*new_team.slack.opened, *(answer for _, answer in new_team.slack.responses)])
    assert "$300.00" not in refused
    assert "paused, nothing is posted" not in said(new_team.form("/roi", "digest", MAX))


def test_a_cost_is_logged_where_the_digest_is_read(new_team: Team) -> None:
    """*Log a cost* opens the form, empty."""
    message, _, _ = posted(new_team)
    choose(new_team, message, "Log a cost", ANNA)
    assert new_team.slack.opened[-1]["callback_id"] == "cost"


# --- alerts ---


def alerted(team: Team) -> Payload:
    """An alert on one campaign alone: 2,000 spent on LinkedIn at a target price of 100, and nothing came."""
    team.goal("Lead", "100", stage="lead")
    begins = today() - timedelta(days=80)
    team.campaign("Spring", start=str(begins), end=str(today() + timedelta(days=80)))
    values = {"count": "100", "cost_per_conversion": "100", "start": str(begins), "end": str(today())}
    team.fill("/roi", {"campaign": "spring", "goal": "lead", **values}, "target")
    for days in (60, 30, 10, 1):
        team.cost(f"1500 ads linkedin spring {today() - timedelta(days=days)}")
    team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    team.tick(next_check())
    return newest(team)


def test_an_alert_is_one_problem_and_what_to_do(new_team: Team) -> None:
    """What was spent since, what should have come of it, what to check; the channel it went to stands in its line."""
    message = alerted(new_team)
    lines = said(message["blocks"]).replace("\u00a0", " ").splitlines()
    assert lines[0].startswith("Spring: nothing since ")
    due = "At your target price of $100, 60 × Lead would have come by now."
    assert f"▼ $6,000 spent since, no conversion. {due}" in lines
    assert any(line.startswith("The same on LinkedIn: $6,000 since ") for line in lines)
    assert "Spring: $6,000.00 without a result since " in message["text"]
    assert "LinkedIn: $6,000.00 without a result since " in message["text"]


def test_every_question_of_an_alert_is_seen(new_team: Team) -> None:
    """That about a campaign and that about the only channel it spends on are two: each has answers of its own."""
    new_team.goal("lead", "60", stage="lead")
    new_team.campaign("Licence")
    for days in (62, 1):
        new_team.cost(f"2000 tools linkedin licence {today() - timedelta(days=days)}")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    new_team.tick(next_check())
    message = newest(new_team)
    questions = ("does it serve all campaigns, or should it end?", "are its results not logged, or should it end?")
    for question in questions:
        assert question in said(message["blocks"])
        assert question in message["text"]


def test_an_alert_opens_what_it_is_about(new_team: Team) -> None:
    """*Open* shows the campaign's answer to whoever presses, *Log conversions* the form with the campaign chosen."""
    message = alerted(new_team)
    view = details(new_team, message, ANNA)
    assert view["title"]["text"] == "Spring"
    value = find(message["blocks"], "log_conversions").element["value"]
    new_team.client.press("log_conversions", value, message=message, user=MAX)
    form = new_team.slack.opened[-1]
    assert find(form["blocks"], "campaign").element["initial_option"]["value"] == "spring"


def test_a_question_has_its_two_answers(new_team: Team) -> None:
    """Does it serve all, or should it end: a button each."""
    new_team.goal("lead", "60", stage="lead")
    new_team.campaign("Licence")
    for days in (62, 1):
        new_team.cost(f"2000 tools licence {today() - timedelta(days=days)}")
    new_team.fill("/roi", {"conversation": "C1"}, "alerts", MAX)
    new_team.tick(next_check())
    pressed = [control.action_id for control in controls(newest(new_team)["blocks"])]
    assert pressed == ["details", "serve_all", "end_campaign", "log_conversions"]
