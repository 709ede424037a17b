"""Replays: whoever sends a request again that Slack has signed changes nothing, whatever has been changed since."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from storage.tables import done_requests, metadata
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, Team, at_work, said, today
from tests.databases import TORTURE, Copies
from tests.program import SECRET
from tests.requests import Client
from tests.screens import find

Payload = dict[str, Any]
Scene = Callable[[Team], Generator[None, None, None]]
"""What is done before, and last the request that is sent again; then, behind the ``yield``, the later change."""

DONE = "This was done already, and nothing was done a second time. To do it once more, press or type it again."
DONE_PL = "To już zrobiono i nic nie zrobiono drugi raz. Aby zrobić to ponownie, naciśnij lub wpisz to jeszcze raz."
TIMES = 200 if TORTURE else 1
"""How often each of them is sent again: ten thousand times in all, on both databases, under torture."""

NOT_OF_THE_BOOKS = {"submissions", "typed_texts"}


class Recording(Client):
    """Keeps what was sent last, byte for byte."""

    last: tuple[bytes, Mapping[str, str]] = (b"", {})

    def raw(self, body: bytes, headers: Mapping[str, str] | None = None, *, method: str = "POST") -> Answer:
        self.last = (body, dict(headers or {}))
        return super().raw(body, headers, method=method)


@contextmanager
def recorded(url: str) -> Iterator[tuple[Team, Recording]]:
    with at_work(url) as team:
        client = Recording(team.client.base_url, SECRET, team.slack)
        yield replace(team, client=client), client


# --- what is sent again ---


def pressed(team: Team, action: str, value: str) -> Payload:
    """Presses a button of an ephemeral answer; what the bot then says."""
    team.client.press(action, value, user=ADA)
    shown: Payload = team.slack.responses[-1][1]
    return shown


def value_of(shown: Any, action: str) -> str:
    return str(find(shown["blocks"], action).element["value"])


def undo_typed(team: Team) -> Generator[None, None, None]:
    team.cost(f"10 ads replayed {DAY}")
    answer = team.ask("undo").body or {}
    yield
    pressed(team, "redo", value_of(answer, "redo"))


def undo_pressed(team: Team) -> Generator[None, None, None]:
    receipt = team.cost(f"10 ads replayed {DAY}").body or {}
    taken = pressed(team, "undo", value_of(receipt, "undo"))
    yield
    pressed(team, "redo", value_of(taken, "redo"))


def redo_pressed(team: Team) -> Generator[None, None, None]:
    receipt = team.cost(f"10 ads replayed {DAY}").body or {}
    number = value_of(receipt, "undo")
    pressed(team, "redo", value_of(pressed(team, "undo", number), "redo"))
    yield
    pressed(team, "undo", number)


def line_typed(team: Team) -> Generator[None, None, None]:
    number = value_of(team.cost(f"10 ads replayed {DAY}").body, "undo")
    yield
    pressed(team, "undo", number)


def conversions_typed(team: Team) -> Generator[None, None, None]:
    number = value_of(team.conversions(f"2 replayed-lead replayed {DAY}").body, "undo")
    yield
    pressed(team, "undo", number)


def logged_anyway(team: Team) -> Generator[None, None, None]:
    asked = team.client.command("/roi-cost", f"2000000 ads replayed {DAY}", user=ADA).body or {}
    receipt = pressed(team, "log_cost_anyway", value_of(asked, "log_cost_anyway"))
    yield
    pressed(team, "undo", value_of(receipt, "undo"))


def logged_as_read(team: Team) -> Generator[None, None, None]:
    asked = team.client.command("/roi-cost", f"1,250 ads replayed {DAY}", user=ADA).body or {}
    receipt = pressed(team, "log_cost_as~0", value_of(asked, "log_cost_as~0"))
    yield
    pressed(team, "undo", value_of(receipt, "undo"))


def form(text: str, key: str, first: str, then: str, **common: str) -> Scene:
    """A form of what can be replaced: saved with ``first``, and later with ``then``."""

    def scene(team: Team) -> Generator[None, None, None]:
        team.save(team.form("/roi", text), {**common, key: first})
        yield
        view = team.form("/roi", text)
        answer = team.save(view, {**common, key: then})
        if "submit" in (answer.view or {}):
            team.save(team.slack.views[view["id"]], {})

    return scene


def cost_form(team: Team) -> Generator[None, None, None]:
    view = team.fill("/roi-cost", {"amount": "10", "campaign": "replayed", "date": DAY}).view or {}
    yield
    pressed(team, "undo", value_of(view, "undo"))


def digest_stopped(team: Team) -> Generator[None, None, None]:
    where = {"conversation": "C1"}
    team.fill("/roi", where, "digest")
    view = team.form("/roi", "digest")
    team.client.press("stop_schedule", value_of(view, "stop_schedule"), view=view, user=ADA)
    yield
    team.fill("/roi", where, "digest")


def repeat_resumed(team: Team) -> Generator[None, None, None]:
    team.cost_form("tools", amount="49", date=today().isoformat(), repeat="monthly")
    number = value_of(team.ask("repeats").body, "pause_repeat")
    pressed(team, "pause_repeat", number)
    pressed(team, "resume_repeat", number)
    yield
    pressed(team, "pause_repeat", number)


def repeat_paused(team: Team) -> Generator[None, None, None]:
    number = value_of(team.ask("repeats").body, "resume_repeat")
    pressed(team, "resume_repeat", number)
    pressed(team, "pause_repeat", number)
    yield
    pressed(team, "resume_repeat", number)


def replacement_undone(team: Team) -> Generator[None, None, None]:
    """The same is put there again; its own receipt is undone, so that only the old press could undo the rest."""
    receipt = team.fill("/roi", {"rate": "61"}, "rate Replayed").view or {}
    pressed(team, "undo_replacement", value_of(receipt, "undo_replacement"))
    yield
    team.fill("/roi", {"rate": "61"}, "rate Replayed")


def month_reopened(team: Team) -> Generator[None, None, None]:
    team.fill("/roi", {"month": "2025-08-01"}, "close")
    pressed(team, "reopen", "2025-08-01")
    yield
    team.fill("/roi", {"month": "2025-08-01"}, "close")


def metric_undone(team: Team) -> Generator[None, None, None]:
    view = team.fill("/roi", {"metric": "clicks", "count": "5", "channel": "linkedin", "date": DAY}, "metric").view
    taken = pressed(team, "undo_metric", value_of(view, "undo_metric"))
    yield
    pressed(team, "redo_metric", value_of(taken, "redo_metric"))


def deal_undone(team: Team) -> Generator[None, None, None]:
    view = team.fill(
        "/roi", {"name": "Replayed deal", "amount": "5", "stage": "contract-sent", "date": DAY}, "deal"
    ).view
    taken = pressed(team, "undo_deal", value_of(view, "undo_deal"))
    yield
    pressed(team, "redo_deal", value_of(taken, "redo_deal"))


def benchmark_undone(team: Team) -> Generator[None, None, None]:
    said = {"channel": "linkedin", "metric": "CPL", "source": "Rival", "date": DAY, "kind": "competitor", "value": "5"}
    view = team.fill("/roi", said, "benchmark").view
    taken = pressed(team, "undo_benchmark", value_of(view, "undo_benchmark"))
    yield
    pressed(team, "redo_benchmark", value_of(taken, "redo_benchmark"))


def currency_changed(team: Team) -> Generator[None, None, None]:
    """There and back; the books are then what the preview was made from."""
    for currency in ("EUR", "USD"):
        for day in (DAY, today().isoformat()):
            team.fill("/roi", {"currency": currency, "rate": "1", "date": day}, "fx")
        view = team.fill("/roi", {"currency": currency}, "settings").view or {}
        pressed(team, "change_currency", value_of(view, "change_currency"))
        if currency == "EUR":
            yield


SCENES: Mapping[str, Scene] = {
    "/roi undo": undo_typed,
    "Undo": undo_pressed,
    "Redo": redo_pressed,
    "/roi-cost": line_typed,
    "/roi-conversion": conversions_typed,
    "Log it anyway": logged_anyway,
    "A reading": logged_as_read,
    "cost form": cost_form,
    "goal": form("goal replayed-lead", "value", "5", "6"),
    "campaign": form("new replayed", "budget", "500", "600"),
    "target": form(
        "target",
        "count",
        "5",
        "6",
        campaign="replayed",
        goal="replayed-lead",
        cost_per_conversion="2",
        start="2025-07-01",
        end="2025-09-30",
    ),
    "rate": form("rate Replayed", "rate", "51", "52"),
    "exchange rate": form("fx", "rate", "1.25", "1.5", currency="GBP", date=DAY),
    "company": form("company 2025-08", "revenue", "1000", "2000"),
    "settings": form("settings", "completeness", "90", "80"),
    "digest": form("digest", "weekday", "tue", "wed", conversation="C1"),
    "alerts": form("alerts", "floor", "200", "300", conversation="C1"),
    "Stop": digest_stopped,
    "Resume": repeat_resumed,
    "Pause": repeat_paused,
    "Undo of what was replaced": replacement_undone,
    "Reopen": month_reopened,
    "Undo of a metric": metric_undone,
    "Undo of a deal": deal_undone,
    "Undo of a benchmark": benchmark_undone,
    "Change the currency": currency_changed,
}


def test_nothing_sent_again_takes_effect_again(engine: str, copies: Copies) -> None:
    """Undone, redone, saved, stopped, paused, reopened, changed to another currency: once."""
    with recorded(copies.url(engine)) as (team, client):
        team.goal("Replayed lead", "4")
        team.campaign("Replayed")
        team.fill("/roi", {"person": "Replayed", "rate": "50", "from": "2025-08-01"}, "rate")
        for name, scene in SCENES.items():
            going = scene(team)
            next(going)
            body, headers = client.last
            with pytest.raises(StopIteration):
                next(going)
            stands = on_the_books(team)
            for _ in range(TIMES):
                assert client.raw(body, headers).status == 200, name
            assert on_the_books(team) == stands, name


def on_the_books(team: Team) -> Mapping[str, list[Any]]:
    """Every row of every table as the driver reads it, but for the revision that is counted up."""
    with team.beside.reading() as connection:
        return {
            name: sorted(map(tuple, connection.exec_driver_sql(every)), key=repr) for name, every in EVERY_ROW.items()
        }


EVERY_ROW = {
    table.name: str(select(*(column for column in table.c if column.name != "revision")))
    for table in metadata.tables.values()
    if table.name not in NOT_OF_THE_BOOKS
}


# --- what is answered ---


def test_a_command_and_a_form_sent_again_are_answered_as_before(team: Team) -> None:
    """Nothing was done a second time, so nothing else is said."""
    client = Recording(team.client.base_url, SECRET, team.slack)
    first = client.command("/roi-cost", f"17 ads {DAY}", user=ADA)
    assert client.raw(*client.last).body == first.body
    view = team.form("/roi-cost")
    saved = client.submit(view, {"amount": "10", "date": DAY}, user=ADA)
    assert client.raw(*client.last).body == saved.body


@pytest.mark.parametrize(("user", "words"), [(ADA, DONE), (ANNA, DONE_PL)])
def test_a_button_sent_again_is_told_so(team: Team, user: str, words: str) -> None:
    """Beside what stands there, in the person's language; in a modal over it."""
    client = Recording(team.client.base_url, SECRET, team.slack)
    number = value_of(client.command("/roi-cost", f"10 ads {DAY}", user=user).body, "undo")
    client.press("undo", number, user=user)
    client.raw(*client.last)
    shown = team.slack.responses[-1][1]
    assert (shown["text"], shown["replace_original"], shown["response_type"]) == (words, False, "ephemeral")


def test_pressed_once_more_by_a_person_it_works(team: Team) -> None:
    """Undo, redo and undo again of one receipt: each press is its own."""
    number = value_of(team.cost(f"10 ads {DAY}").body, "undo")
    for _ in range(2):
        taken = pressed(team, "undo", number)
        assert "Undone" in said(taken)
        number = value_of(pressed(team, "redo", value_of(taken, "redo")), "undo")


def test_sent_several_times_at_once_it_takes_effect_once(engine: str, copies: Copies) -> None:
    """Five at the same moment, as often as Slack takes an answer: one does it, the others are told."""
    with recorded(copies.url(engine)) as (team, client):
        team.cost_form("tools", amount="49", date=today().isoformat(), repeat="monthly")
        number = value_of(team.ask("repeats").body, "pause_repeat")
        heard = len(team.slack.responses)
        with ThreadPoolExecutor(5) as pool:
            body, headers = _unsent(client, lambda: client.press("pause_repeat", number, user=ADA))
            assert {one.status for one in pool.map(lambda _: client.raw(body, headers), range(5))} == {200}
        told = [shown["text"] for _, shown in team.slack.responses[heard:]]
        assert sum(text == DONE for text in told) == 4
        assert len(told) == 5


def _unsent(client: Recording, send: Callable[[], object]) -> tuple[bytes, Mapping[str, str]]:
    """The request that ``send`` would send."""
    address, client.base_url = client.base_url, "http://127.0.0.1:9"
    with pytest.raises(OSError):  # noqa: PT011  # reason: nobody listens there
        send()
    client.base_url = address
    return client.last


def test_an_event_signed_anew_takes_effect_once(team: Team) -> None:
    """The bot was removed and came back; Slack sends the removal again, and what was set up since still runs."""
    where = team.conversation()
    team.client.event("app_uninstalled", event_id="Ev-removed")
    team.fill("/roi", {"conversation": where}, "digest")
    team.client.event("app_uninstalled", event_id="Ev-removed", retry=1)
    assert where in said(team.form("/roi", "digest"))
    team.client.event("app_uninstalled", event_id="Ev-removed-later")
    assert where not in said(team.form("/roi", "digest"))


def test_they_are_forgotten_when_nobody_can_send_them_again(team: Team) -> None:
    """A tick takes away what is older than a stamp may be; an event is kept for a day, as Slack sends it so long."""
    team.cost(f"10 ads {DAY}")

    def kept() -> dict[str, int]:
        with team.beside.reading() as connection:
            found = connection.execute(select(done_requests.c.request)).scalars().all()
        return {kind: sum(one.startswith(kind) for one in found) for kind in ("event_id", "trigger_id")}

    before = kept()
    team.client.event("app_uninstalled", event_id="Ev-kept")
    assert kept() == {"event_id": before["event_id"] + 1, "trigger_id": before["trigger_id"]}
    with team.beside.writing() as connection:
        connection.execute(done_requests.update().values(until=datetime.now(UTC) - timedelta(seconds=1)))
    team.tick(datetime.now(UTC))
    assert kept() == {"event_id": 0, "trigger_id": 0}
