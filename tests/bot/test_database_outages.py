"""What breaks in the database mends itself; what is said meanwhile is true, and nobody waits for longer than Slack."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.engine import make_url

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, at_work, said
from tests.bot.test_start import get
from tests.databases import Copies
from tests.program import mentions
from tests.wire import Wire, wire

NOTHING_SAVED = "and nothing was saved"
UNKNOWN = "I couldn’t find out whether it was saved."
SLACKS_SECONDS = 3.0
LINE = f"250 ads linkedin {DAY}"
IN_TIME = {"ROIBOT_DATABASE_TIMEOUT_SECONDS": "2.3"}
"""As it is where nothing is said."""

SHORT = {"ROIBOT_DATABASE_TIMEOUT_SECONDS": "1.6"}
"""Where many wait for it at once, so that a busy machine is not taken for a slow bot."""

_AMOUNTS = count(301)


@pytest.fixture(scope="module")
def cut(copies: Copies, postgres: object) -> Iterator[tuple[Team, Wire]]:
    """A team whose bot reaches PostgreSQL over a wire that can be cut."""
    with wire(copies.url("postgresql")) as between, at_work(between.url, **IN_TIME) as team:
        assert team.ask("all").status == 200
        team.ask("help", MAX)
        yield team, between


@pytest.fixture(scope="module")
def on_postgres(copies: Copies, postgres: object) -> Iterator[Team]:
    """A team on PostgreSQL, with something on the books."""
    with at_work(copies.url("postgresql"), ROIBOT_DATABASE_CONNECTIONS="10", **SHORT) as team:
        team.cost(LINE)
        yield team


@contextmanager
def other_session(url: str) -> Iterator[Connection]:
    """Somebody else's connection to the same database, in a transaction until the block ends."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
        connection.rollback()


def end_all_connections(url: str) -> None:
    with other_session(url) as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def at_once(count: int, send: Callable[[int], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(send, range(count)))


def new_line() -> tuple[str, str]:
    """A line with an amount of its own, and how that looks in the history."""
    amount = next(_AMOUNTS)
    return f"{amount} ads linkedin {DAY}", f"${amount}.00"


def times(team: Team, amount: str) -> int:
    """How often it stands in the history."""
    return said(team.ask("history mine").body).count(amount)


def assert_refused(answer: Answer) -> None:
    """In time, and in words that are true."""
    assert answer.status == 200
    assert NOTHING_SAVED in answer.text
    assert answer.took < SLACKS_SECONDS


# --- connections that have ended ---


def test_the_first_command_after_all_connections_were_ended_works(on_postgres: Team) -> None:
    """Of whatever kind it is: a read, a write, a form; and it is ready again by itself."""
    uses: list[Callable[[], Any]] = [
        lambda: on_postgres.ask("all"),
        lambda: on_postgres.cost(LINE),
        lambda: on_postgres.fill("/roi-cost", {"amount": "10", "date": DAY}),
    ]
    for use in uses:
        at_once(8, lambda _: on_postgres.ask("history"))  # several connections are open and idle
        end_all_connections(on_postgres.url)
        answer = use()
        assert answer.status == 200
        assert "Reference" not in answer.text
        assert "nothing was saved" not in answer.text
    end_all_connections(on_postgres.url)
    assert get(on_postgres, "/readyz")[0] == 200


def test_sessions_that_the_server_ends_when_idle_are_no_matter(on_postgres: Team) -> None:
    """``idle_session_timeout`` of a minute would do the same as one of a fifth of a second."""
    name = make_url(on_postgres.url).database
    with other_session(on_postgres.url) as other:
        other.execute(text(f"ALTER DATABASE {name} SET idle_session_timeout = '200ms'"))
        other.commit()
    end_all_connections(on_postgres.url)
    for _ in range(3):
        assert on_postgres.ask("all").text.startswith("Overview")
        time.sleep(0.4)
    with other_session(on_postgres.url) as other:
        other.execute(text(f"ALTER DATABASE {name} RESET idle_session_timeout"))
        other.commit()


# --- no wait without an end ---


def test_a_locked_table_silences_nobody(on_postgres: Team) -> None:
    """Everybody who needs it is told so in time, help is given at once, and afterwards all is as before."""
    with other_session(on_postgres.url) as other:
        other.execute(text("LOCK TABLE workspaces, entries IN ACCESS EXCLUSIVE MODE"))
        with ThreadPoolExecutor(60) as pool:
            waiting = [pool.submit(on_postgres.client.command, "/roi-cost", LINE, user=ADA) for _ in range(55)]
            time.sleep(0.5)
            helped = on_postgres.ask("help")
            more = on_postgres.press("help_more", helped.body or {})
            for answer in waiting:
                assert_refused(answer.result())
        assert get(on_postgres, "/readyz")[0] == 503
    assert helped.text.startswith("Eight things to type")
    assert helped.took < 2
    assert more["text"].startswith("What you can type")
    assert on_postgres.ask("all").text.startswith("Overview")
    assert get(on_postgres, "/readyz")[0] == 200


def test_all_of_help_is_given_while_everybody_else_waits(on_postgres: Team) -> None:
    """Typed whole, by *More*, and by *Help* on Home: before any of those is answered who wait for the books."""
    helped = on_postgres.ask("help").body or {}
    on_postgres.client.event("app_home_opened", user=ADA, tab="home", view={})
    with other_session(on_postgres.url) as other:
        other.execute(text("LOCK TABLE workspaces, entries IN ACCESS EXCLUSIVE MODE"))
        with ThreadPoolExecutor(60) as pool:
            waiting = [pool.submit(on_postgres.client.command, "/roi-cost", LINE, user=ADA) for _ in range(55)]
            time.sleep(0.5)
            whole = on_postgres.ask("help all").text
            more = on_postgres.press("help_more", helped)["text"]
            on_postgres.client.press("help", "home", view=on_postgres.slack.home[ADA], user=ADA)
            opened = on_postgres.slack.opened[-1]
            assert not any(answer.done() for answer in waiting)
            for answer in waiting:
                assert_refused(answer.result())
    assert whole.startswith("What you can type")
    assert more == whole
    assert opened["title"]["text"] == "Eight things to type"


@pytest.mark.parametrize(("table", "status"), [("entries", 503), ("daily_totals", 503), ("deliveries", 200)])
def test_ready_is_what_requests_find(on_postgres: Team, table: str, status: int) -> None:
    """A table that costs or answers rest on makes it red, one of the posts a warning."""
    with other_session(on_postgres.url) as other:
        other.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
        assert get(on_postgres, "/readyz")[0] == status
        refused = on_postgres.client.command("/roi-cost", LINE, user=ADA).text
        assert ("Logged: " in refused) == (status == 200)


def test_a_server_that_hangs_is_not_waited_for(on_postgres: Team) -> None:
    """Its processes do not move at all: what is said stays true when they move again, and the next is saved."""
    line, amount = new_line()
    at_once(12, lambda _: on_postgres.ask("history"))  # as many connections as can be used at once below
    with other_session(on_postgres.url) as other:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        frozen = other.execute(text(asked)).scalars().all()
    for number in frozen:
        os.kill(number, signal.SIGSTOP)
    answers = at_once(4, lambda _: on_postgres.client.command("/roi-cost", line, user=ADA))
    helped = on_postgres.ask("help")
    for number in frozen:
        os.kill(number, signal.SIGCONT)
    for answer in answers:
        assert_refused(answer)
    assert helped.text.startswith("Eight things to type")
    on_postgres.cost(line)
    assert times(on_postgres, amount) == 1


def test_a_form_and_a_button_are_told_as_well(on_postgres: Team) -> None:
    """Under the first field, where the form stays as it was typed; beside the button, in one's own language."""
    view, receipt = on_postgres.form("/roi-cost"), on_postgres.client.command("/roi-cost", LINE, user=ANNA).body or {}
    shown = len(on_postgres.slack.responses)
    with other_session(on_postgres.url) as other:
        other.execute(text("LOCK TABLE entries IN ACCESS EXCLUSIVE MODE"))
        answer = on_postgres.client.submit(view, {"amount": "77", "date": DAY}, user=ADA)
        assert on_postgres.client.press("undo", message=receipt, user=ANNA).status == 200
    assert NOTHING_SAVED in " ".join(answer.errors.values())
    while len(on_postgres.slack.responses) == shown:
        time.sleep(0.05)  # the button's own call may come after its acknowledgement
    assert "nic nie zapisano" in said(on_postgres.slack.responses[shown][1])
    saved = on_postgres.client.submit(view, {"amount": "77", "date": DAY}, user=ADA)
    assert "$77.00" in said(saved.view)


def test_no_place_on_the_server_is_waited_for(copies: Copies, postgres: Any) -> None:
    """With more than the server takes: a sentence within Slack's time; with one place free again, an answer."""
    url = copies.url("postgresql")
    with other_session(url) as other:
        other.execute(text("DROP ROLE IF EXISTS few"))
        other.execute(text("CREATE ROLE few LOGIN CONNECTION LIMIT 2 IN ROLE pg_read_all_data, pg_write_all_data"))
        other.execute(text("GRANT CREATE, USAGE ON SCHEMA public TO few"))
        other.commit()
    few = make_url(url).set(username="few").render_as_string(hide_password=False)
    with at_work(few, **SHORT) as team:
        end_all_connections(url)
        with other_session(few) as taken, other_session(few):
            for answer in at_once(3, lambda _: team.client.command("/roi-cost", LINE, user=ADA)):
                assert_refused(answer)
            assert get(team, "/readyz")[0] == 503
            taken.invalidate()
        assert team.cost(LINE).status == 200


def test_sqlites_lock_in_another_programs_hand_is_not_waited_for(copies: Copies) -> None:
    """What writes is refused in time; what reads, and help, are answered; then it is saved, once."""
    line, amount = new_line()
    with at_work(copies.url("sqlite"), **SHORT) as team:
        team.cost(LINE)
        with closing(sqlite3.connect(make_url(team.url).database or "", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with ThreadPoolExecutor(50) as pool:
                waiting = [pool.submit(team.client.command, "/roi-cost", line, user=ADA) for _ in range(45)]
                time.sleep(0.5)
                helped = team.ask("help")
                for answer in waiting:
                    assert_refused(answer.result())
            assert team.ask("all").text.startswith("Overview")
            other.execute("ROLLBACK")
        assert helped.text.startswith("Eight things to type")
        assert helped.took < 2
        team.cost(line)
        assert times(team, amount) == 1


def test_a_full_disk_is_said_and_nothing_is_half(copies: Copies) -> None:
    """No page can be written: each command says so; with room again the same is saved, once."""
    line, amount = new_line()
    with at_work(copies.url("sqlite")) as team:
        team.cost(LINE)
        before = resource.prlimit(team.client.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(team.client.pid, resource.RLIMIT_FSIZE, (4096, before[1]))
        for _ in range(3):
            answer = team.client.command("/roi-cost", line, user=ADA)
            assert_refused(answer)
            assert "disk" in answer.text
        assert team.ask("all").text.startswith("Overview")
        resource.prlimit(team.client.pid, resource.RLIMIT_FSIZE, before)
        team.cost(line)
        assert times(team, amount) == 1


# --- a pooler in between ---


def test_behind_pgbouncer_nothing_is_said_at_the_start(copies: Copies, postgres: object) -> None:
    """In transaction mode it refuses options, and its servers know no statement that another has prepared."""
    with wire(copies.url("postgresql")) as between, at_work(between.url, ROIBOT_PGBOUNCER="true") as team:
        for _ in range(8):  # psycopg prepares what it has seen five times
            team.cost(LINE)
            team.ask("all")
    assert between.started
    assert all("options" not in said for said in between.started)
    assert between.named == 0


def test_without_pgbouncer_single_reads_have_their_limit_from_the_start(cut: tuple[Team, Wire]) -> None:
    """The control: the wire sees options where they are said, and statements with names."""
    team, between = cut
    for _ in range(8):
        team.cost(LINE)
    assert any("statement_timeout=2300" in said.get("options", "") for said in between.started)
    assert between.named > 0


# --- what became of it ---


def test_an_answer_lost_behind_the_commit_is_found(cut: tuple[Team, Wire]) -> None:
    """The connection is cut when the server has saved it: the receipt comes all the same, and it is there once."""
    team, between = cut
    line, amount = new_line()
    between.cut = "behind"
    team.cost(line)
    assert between.cut == ""
    assert times(team, amount) == 1


def test_a_commit_that_never_arrived_was_not_saved(cut: tuple[Team, Wire]) -> None:
    """It says so, and it is so; typed again it is saved without a question."""
    team, between = cut
    line, amount = new_line()
    between.cut = "before"
    assert_refused(team.client.command("/roi-cost", line, user=ADA))
    assert times(team, amount) == 0
    team.cost(line)
    assert times(team, amount) == 1


@pytest.mark.parametrize(("where", "saved"), [("behind", True), ("before", False)])
def test_what_cannot_be_known_is_said_as_such(cut: tuple[Team, Wire], where: str, saved: bool) -> None:
    """*Look* stands beside it. Typed again, what was saved is asked about, once; what was not is saved at last."""
    team, between = cut
    line, amount = new_line()
    between.cut, between.gone_after_cut = where, True
    answer = team.client.command("/roi-cost", line, user=ADA)
    assert (answer.text.startswith(UNKNOWN), answer.took < SLACKS_SECONDS) == (True, True)
    assert_refused(team.client.command("/roi-cost", LINE, user=MAX))  # still away: nothing was begun
    between.gone = between.gone_after_cut = False
    assert said(team.press("look", answer.body or {})).count(amount) == saved
    again = team.client.command("/roi-cost", line, user=ADA)
    if saved:
        assert again.text.startswith("The same was saved after all")
        assert times(team, amount) == 1
        again = team.client.command("/roi-cost", line, user=ADA)
    assert again.text.startswith("Logged: ")
    assert times(team, amount) == 1 + saved


def test_a_form_of_unknown_end_is_saved_once_when_pressed_again(cut: tuple[Team, Wire]) -> None:
    """It stays open and says what to do; the second press shows the one receipt."""
    team, between = cut
    view = team.form("/roi-cost")
    values = {"amount": "321", "date": DAY}
    between.cut, between.passing, between.gone_after_cut = "behind", 1, True  # the first is the form's claim
    answer = team.client.submit(view, values, user=ADA)
    assert UNKNOWN in " ".join(answer.errors.values())
    between.gone = between.gone_after_cut = False
    assert "$321.00" in said(team.client.submit(view, values, user=ADA).view)
    assert said(team.ask("history mine").body).count("$321.00") == 1


def test_a_form_whose_claim_is_cut_off_has_saved_nothing(cut: tuple[Team, Wire]) -> None:
    """What the form is remembered by is nothing that was saved; pressed again it is."""
    team, between = cut
    view = team.form("/roi-cost")
    between.cut, between.gone_after_cut = "behind", True
    answer = team.client.submit(view, {"amount": "322", "date": DAY}, user=ADA)
    between.gone = between.gone_after_cut = False
    assert NOTHING_SAVED in " ".join(answer.errors.values())
    assert "$322.00" in said(team.client.submit(view, {"amount": "322", "date": DAY}, user=ADA).view)


def test_an_outage_is_a_line_a_minute(copies: Copies, postgres: object, capfd: pytest.CaptureFixture[str]) -> None:
    """However many it hits: no trace, and no amount."""
    with wire(copies.url("postgresql")) as between, at_work(between.url, **IN_TIME) as team:
        team.cost(LINE)
        between.end()
        for _ in range(2):
            at_once(20, lambda _: team.client.command("/roi-cost", "4711 ads", user=ADA))
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    outages = [line for line in lines if line["event"] == "database_outage"]
    assert 1 <= len(outages) <= 3
    assert not any("exception" in line for line in lines)
    assert not any(mentions(str(lines), figure) for figure in ("4711", "471100"))
