"""Each fault of Slack's in turn: what was posted, what the owner was told, what `tick`, the log and the screens say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count
from subprocess import CompletedProcess
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from core.calendar.weekly import Weekday, Weekly
from storage.database import Database
from tests.bot.conftest import ADA, LONG_AGO, MAX, ZONE, Payload, Team, at_work, said
from tests.databases import Copies
from tests.program import environment, run, serving
from tests.screens import find

DAY = timedelta(days=1)
WEEKS = count(1)
"""Each test looks at a week of its own."""


@pytest.fixture(scope="module")
def team(copies: Copies) -> Iterator[Team]:
    """One team with a digest of Max in C1."""
    with at_work(copies.url("sqlite")) as working:
        values = {"conversation": "C1", "weekday": "mon", "time": "09:00", "timezone": ZONE}
        working.fill("/roi", values, "digest", MAX)
        yield working
        working.slack.rule = None


@pytest.fixture
def due(team: Team) -> datetime:
    """A Monday on which the digest is due; Slack is well before, and what is owed of the weeks before is gone."""
    team.slack.rule = None
    wanted = Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE)
    moment = wanted.next_after(datetime.now(ZoneInfo(ZONE))) + next(WEEKS) * timedelta(weeks=1)
    _write(team, "UPDATE deliveries SET state = 'skipped' WHERE state IN ('pending', 'claimed', 'sending')")
    _write(team, "UPDATE schedules SET next_run = :moment", moment=moment.astimezone(UTC))
    return moment


def test_a_dead_token_waits_is_skipped_and_is_told(team: Team, due: datetime) -> None:
    """`tick` goes on with a token that has worked; each line says which post, how it stands, and Slack's word."""
    posted, told = len(team.posts("C1")), len(_direct(team))
    _refuses(team, "token_revoked")
    first = _tick(team, due)
    assert (first.returncode, first.stdout) == (0, "0 sent.\n")
    assert f"digest {_week(due)} in C1 waits: token_revoked" in first.stderr
    assert {"event": "token_refused", "method": "auth.test", "error": "token_revoked"} in _logged(first)
    assert {"event": "slack_refused", "method": "conversations.info", "error": "token_revoked"} in _logged(first)
    assert "waits, for 24 hours at most. Slack doesn’t accept my token (token_revoked)." in _listed(team)
    last = _tick(team, due + DAY + timedelta(hours=1))
    assert last.returncode == 1
    assert f"digest {_week(due)} in C1 was skipped: token_revoked" in last.stderr
    team.slack.rule = None
    assert _tick(team, due + 2 * DAY).stdout == "1 sent.\n"
    assert len(team.posts("C1")) == posted
    (notice,) = _direct(team)[told:]
    assert "A post was skipped" in notice
    assert "skipped. Slack doesn’t accept my token (token_revoked)." in _listed(team)
    assert "skipped. Slack doesn’t accept my token (token_revoked)." in _home(team)


def test_who_is_owed_a_word_gets_it_when_the_token_lives_again(team: Team, due: datetime) -> None:
    """Also where that is two days after the post was skipped; a word about trouble is wanted until the next run."""
    told = len(_direct(team))
    _refuses(team, "token_revoked")
    ended = [_tick(team, due + days * DAY).returncode for days in (0, 1.1, 3)]
    assert ended == [0, 1, 0]
    team.slack.rule = None
    assert _tick(team, due + 4 * DAY).stdout == "1 sent.\n"
    (notice,) = _direct(team)[told:]
    assert "A post was skipped" in notice


@pytest.mark.parametrize(("granted", "titles"), [(2 * DAY, ["A post was skipped"]), (DAY / 2, [])])
def test_a_word_that_comes_late_is_true_when_it_comes(
    team: Team, due: datetime, granted: timedelta, titles: list[str]
) -> None:
    """The scope is missing and nobody can be written to: nobody reads that a post waits which is skipped or posted."""
    told = len(_direct(team))
    _refuses(team, "missing_scope", "conversations.info")
    looks = team.slack.rule
    team.slack.rule = lambda method, said, number: (
        "error:org_login_required" if method == "chat.postMessage" else looks and looks(method, said, number)
    )
    for moment in (due, due + granted):
        _tick(team, moment)
    team.slack.rule = None
    _tick(team, due + granted + timedelta(hours=1))
    assert [notice.partition("\n")[0] for notice in _direct(team)[told:]] == titles


def test_an_hour_without_a_token_is_an_hours_delay(team: Team, due: datetime) -> None:
    """Posted with the token in force by then; it says why it is late, and everything stands as posted."""
    posted, told = len(team.posts("C1")), len(_direct(team))
    _refuses(team, "token_expired")
    _tick(team, due)
    team.slack.rule = None
    assert _tick(team, due + timedelta(hours=1)).stdout == "1 sent.\n"
    (digest,) = team.posts("C1")[posted:]
    assert "Late: Slack didn’t take my posts when this was due." in digest
    assert _direct(team)[told:] == []
    assert ": posted." in _listed(team)


def test_a_post_that_is_refused_is_named_and_sent_again_where_it_is_listed(team: Team, due: datetime) -> None:
    """`tick` ends with 1; `/roi digest` says why, and has *Send again* beside it."""
    posted = len(team.posts("C1"))
    _refuses(team, "not_in_channel", "chat.postMessage", "C1")
    done = _tick(team, due)
    assert done.returncode == 1
    assert f"digest {_week(due)} in C1 failed: not_in_channel" in done.stderr
    assert {"event": "slack_refused", "method": "chat.postMessage", "error": "not_in_channel"} in _logged(done)
    team.slack.rule = None
    view = team.form("/roi", "digest", MAX)
    assert "failed. I’m not in that conversation. Type /invite @ROI Bot there" in said(view)
    (again,) = [e for block in view["blocks"] for e in block.get("elements", ()) if e.get("action_id") == "send_again"]
    team.client.press("send_again", again["value"], view=view, user=MAX)
    assert len(team.posts("C1")) == posted + 1
    assert ": posted." in _listed(team)


def test_a_lost_answer_is_unconfirmed_where_history_may_not_be_read(team: Team, due: datetime) -> None:
    """The first tick says that it is in doubt, the one after the lease that it is unconfirmed; its owner is asked."""
    told = len(_direct(team))
    team.slack.fail_next("chat.postMessage", "drop-after")
    assert f"digest {_week(due)} in C1 is in doubt and will be looked for: " in _tick(team, due).stderr
    _write(team, "UPDATE deliveries SET lease_until = :past WHERE state = 'sending'", past=LONG_AGO)
    done = _tick(team, due)
    assert (done.returncode, f"digest {_week(due)} in C1 is unconfirmed: unclear" in done.stderr) == (0, True)
    assert "A post is unconfirmed" in _direct(team)[told:][0]
    assert "unconfirmed. Look in the conversation: if it isn’t there, send it again." in _listed(team)


def test_slack_out_of_reach_at_the_start_is_one_line_and_nothing_is_lost(team: Team, due: datetime) -> None:
    """What is due is written down before Slack is asked; the next tick posts it, as delayed."""
    posted = len(team.posts("C1"))
    away = environment(team.slack, team.url, SLACK_API_URL="http://127.0.0.1:9/api/")
    done = run("tick", "--at", due.isoformat(), env=away)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Slack did not do what was asked: unreachable" in done.stderr
    assert _tick(team, due + timedelta(hours=2)).stdout == "1 sent.\n"
    (digest,) = team.posts("C1")[posted:]
    assert "Late: " in digest


def test_slack_out_of_reach_for_a_day_is_not_said_to_be_us(team: Team, due: datetime) -> None:
    """Each tick says so and ends with 1; what was skipped was not missed by us, and its owner is told."""
    told = len(_direct(team))
    away = environment(team.slack, team.url, SLACK_API_URL="http://127.0.0.1:9/api/")
    for moment in (due, due + DAY + timedelta(hours=1)):
        team.time_passes()
        done = run("tick", "--at", moment.isoformat(), env=away)
        assert (done.returncode, done.stdout) == (1, "")
    assert f"digest {_week(due)} in C1 was skipped: unreachable" in done.stderr
    assert _tick(team, due + 2 * DAY).stdout == "1 sent.\n"
    assert "A post was skipped" in _direct(team)[told:][0]
    assert "skipped. I couldn’t reach Slack." in _listed(team)


def test_a_token_that_has_worked_does_not_end_the_start(team: Team, due: datetime) -> None:
    """Started anew while Slack refuses it, the server lives; a token that never worked ends the start (test_start)."""
    _refuses(team, "account_inactive")
    with serving(team.slack, team.url, ROIBOT_TICK_SECONDS="3600") as client:
        team.slack.rule = None
        assert client.command("/roi", "help", user=ADA).status == 200


# --- what is asked of Slack about people ---


def test_a_hanging_users_info_costs_its_time_once(team: Team) -> None:
    """Two seconds and the sentence, never four: who is not known is refused in the language that is remembered."""
    team.slack.rule = lambda method, *_: "slow:2.5" if method == "users.info" else None
    newcomer = team.person()
    answer = team.client.command("/roi", "", user=newcomer)
    assert answer.took < 3
    assert "try again" in answer.text
    team.slack.rule = None


@pytest.mark.parametrize("text", ["settings", "rate", "close"])
def test_who_is_no_admin_any_more_is_refused_at_once(team: Team, text: str) -> None:
    """What Slack said a moment ago counts for nothing where settings, rates and closings are concerned."""
    admin = team.person(is_admin=True)
    form = team.form("/roi", text, admin)
    team.slack.people[admin]["is_admin"] = False
    assert "Only admins of the workspace can do this." in team.client.command("/roi", text, user=admin).text
    shown = team.client.submit(form, {}, user=admin)
    assert "Only admins of the workspace can do this." in "".join(shown.errors.values()) + said(shown.view or {})


def test_who_is_no_admin_any_more_undoes_no_settings(team: Team) -> None:
    """*Undo* under what an admin has saved asks Slack again as well."""
    admin = team.person(is_admin=True)
    form = team.form("/roi", "settings", admin)
    team.save(form, {"timezone": "Europe/London"}, admin)
    receipt = dict(team.slack.views[form["id"]])
    team.slack.people[admin]["is_admin"] = False
    team.client.press("undo_replacement", view=receipt, user=admin)
    assert _zone(team) == "Europe/London"
    team.client.press("undo_replacement", view=receipt, user=ADA)
    assert _zone(team) == ZONE


def _zone(team: Team) -> str:
    """The time zone that stands in the settings."""
    element = find(team.form("/roi", "settings")["blocks"], "timezone").element
    return str(element["initial_option"]["value"])


def test_what_was_saved_is_said_where_slack_does_not_show_it(team: Team) -> None:
    """*Stop* has stopped the digest; that its form could not be drawn anew is no reason to press it again."""
    place, person = team.conversation(), team.person()
    team.fill("/roi", {"conversation": place}, "digest", person)
    form = team.form("/roi", "digest", person)
    runs = next(number for number, block in enumerate(form["blocks"]) if f"<#{place}>" in said(block))
    button = find(form["blocks"][runs + 1 : runs + 2], "stop_schedule").element["value"]
    team.slack.rule = lambda method, *_: "500" if method == "views.update" else None
    opened = len(team.slack.opened)
    team.client.press("stop_schedule", button, view=form, user=person)
    team.slack.rule = None
    assert "It was saved, but I couldn’t finish my answer." in said(team.slack.opened[opened])


def test_an_unknown_time_zone_in_a_profile_stops_nobody(copies: Copies) -> None:
    """The first admin's is no zone: days follow UTC, that admin hears it once, and every command works."""
    with at_work(copies.url("sqlite")) as working:
        working.slack.people[ADA]["tz"] = "Mars/Olympus"
        assert working.ask().status == 200
        assert "a time zone I don’t know (Mars/Olympus)" in working.slack.responses[-1][1]["text"]
        heard = len(working.slack.responses)
        for user in (MAX, ADA):
            assert "Something went wrong" not in working.ask("", user).text
        assert len(working.slack.responses) == heard
        working.client.event("app_home_opened", user=ADA, tab="home")
        assert "US Dollar · UTC · As Slack" in said(working.slack.home[ADA])


def test_a_broken_zone_that_was_kept_is_mended(copies: Copies) -> None:
    """Of an earlier version: members are answered by UTC, and the next admin's zone takes its place."""
    with at_work(copies.url("sqlite")) as working:
        working.ask()
        _write(working, "UPDATE workspaces SET first_admin_timezone = 'Mars/Olympus'")
        for user in (MAX, ADA):
            assert working.ask("", user).status == 200
        working.client.event("app_home_opened", user=ADA, tab="home")
        assert f"US Dollar · {ZONE} · As Slack" in said(working.slack.home[ADA])


# --- how it is found out ---


def _refuses(team: Team, word: str, method: str = "", conversation: str = "") -> None:
    """Slack answers so to this method, to all that need no person where none is named."""

    def rule(called: str, payload: Payload, _: int) -> str | None:
        here = not conversation or payload.get("channel") == conversation
        asked = called == method if method else called not in ("users.info", "views.open", "views.publish")
        return f"error:{word}" if asked and here else None

    team.slack.rule = rule


def _tick(team: Team, at: datetime) -> CompletedProcess[str]:
    """`roibot tick --at`, and all that it says."""
    team.time_passes()
    return run("tick", "--at", at.isoformat(), env=environment(team.slack, team.url))


def _write(team: Team, statement: str, **moments: datetime) -> None:
    database = Database(team.url)
    with database.writing() as connection:
        connection.execute(
            text(statement), {name: f"{moment:%Y-%m-%d %H:%M:%S.%f}" for name, moment in moments.items()}
        )
    database.close()


def _week(due: datetime) -> str:
    year, week, _ = due.isocalendar()
    return f"{year}-W{week:02d}"


def _logged(done: CompletedProcess[str]) -> list[dict[str, str]]:
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    return [{name: line.get(name, "") for name in ("event", "method", "error")} for line in lines]


def _direct(team: Team) -> list[str]:
    """What the bot has told Max."""
    return team.posts(team.slack.direct(MAX))


def _listed(team: Team) -> str:
    """What `/roi digest` says above its form."""
    return said(team.form("/roi", "digest", MAX))


def _home(team: Team) -> str:
    team.client.event("app_home_opened", user=MAX, tab="home")
    return said(team.slack.home[MAX])
