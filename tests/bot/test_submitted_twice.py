"""Whatever form is sent twice, one after the other or at once, saves once, and both are answered with the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, func, literal, select, union_all, update
from sqlalchemy import text as sql

from storage.tables import metadata, submissions
from tests.answers import Answer
from tests.bot.conftest import ADA, DAY, MAX, Team, at_work, said
from tests.databases import Copies
from tests.screens import find

Payload = dict[str, Any]
Send = Callable[[Team, Sequence[Payload]], list[Answer]]

FORMS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "goal": ("/roi", "goal", {"name": "Twice lead", "basis": "fixed", "value": "10"}),
    "campaign": ("/roi", "new", {"name": "Twice", "start": "2025-07-01"}),
    "cost": ("/roi-cost", "", {"amount": "10", "campaign": "twice", "date": DAY}),
    "a cost of a new campaign": ("/roi-cost", "", {"amount": "10", "campaign": "+On the fly", "date": DAY}),
    "conversion": ("/roi-conversion", "", {"goal": "twice-lead", "count": "2", "campaign": "twice", "date": DAY}),
    "target": (
        "/roi",
        "target",
        {
            "campaign": "twice",
            "goal": "twice-lead",
            "count": "5",
            "cost_per_conversion": "2",
            "start": "2025-07-01",
            "end": "2025-09-30",
        },
    ),
    "metric": ("/roi", "metric", {"metric": "clicks", "count": "5", "channel": "linkedin", "date": DAY}),
    "benchmark": (
        "/roi",
        "benchmark",
        {"channel": "linkedin", "metric": "CPL", "source": "Rival", "date": DAY, "kind": "competitor", "value": "5"},
    ),
    "company": ("/roi", "company 2025-08", {"month": "2025-08", "revenue": "1000"}),
    "deal": ("/roi", "deal", {"name": "Acme", "amount": "5", "stage": "contract-sent", "date": DAY}),
    "digest": ("/roi", "digest", {"conversation": "C1"}),
    "alerts": ("/roi", "alerts", {"conversation": "C1"}),
    "rate": ("/roi", "rate", {"person": "Wanda", "rate": "50", "from": "2025-08-01"}),
    "fx": ("/roi", "fx", {"currency": "EUR", "rate": "1.25", "date": DAY}),
    "close": ("/roi", "close", {}),
    "settings": ("/roi", "settings", {"completeness": "90"}),
}
"""How each form is opened and filled, in an order in which one finds what it needs."""


def one_after_the_other(team: Team, sent: Sequence[Payload]) -> list[Answer]:
    return [team.client.send(payload) for payload in sent]


def at_once(team: Team, sent: Sequence[Payload]) -> list[Answer]:
    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(team.client.send, sent))


def test_every_form_one_after_the_other(new_team: Team) -> None:
    """The button pressed twice, and the same sent again by Slack though the form is closed by then."""
    _each_form(new_team, one_after_the_other)


def test_every_form_at_once(engine: str, copies: Copies) -> None:
    """Three requests in parallel, to the program, on either database."""
    with at_work(copies.url(engine)) as team:
        _each_form(team, at_once)


def _each_form(team: Team, send: Send) -> None:
    for name, (command, text, values) in FORMS.items():
        _send_twice(team, name, team.form(command, text), values, send)
    sale = {"goal": "twice-lead", "count": "1", "revenue": "90", "campaign": "twice", "date": "2025-09-01"}
    receipt = team.fill("/roi-conversion", sale).body or {}
    for action, changed in (("correct", {"revenue": "80"}), ("refund", {"amount": "30", "note": "broken"})):
        shown = dict(team.ask("history").body or {}) if action == "refund" else {"blocks": receipt["view"]["blocks"]}
        team.client.press(action, message=shown, user=ADA)
        _send_twice(team, action, team.slack.opened[-1], changed, send)
    team.client.press("open_stages", view=team.form("/roi", "deal"), user=ADA)
    stages = {"stages": "Demo given 50\nContract sent 75", "from": "2025-08-10"}
    _send_twice(team, "stages", team.slack.opened[-1], stages, send)


def _send_twice(team: Team, name: str, view: Payload, values: Mapping[str, Any], send: Send) -> None:
    """Both presses and the repetition are answered with the same receipt; what is on the books was saved once."""
    payload, other = (team.client.submission(view, values, user=ADA) for _ in range(2))
    before = rows(team)
    answers = send(team, [payload, other, payload])
    assert [answer.errors for answer in answers] == [{}] * 3, name
    first = answers[0].body
    assert [answer.body for answer in answers] == [first] * 3, name
    assert "submit" not in (answers[0].view or {"submit": ""}), name
    grown = {table: count - before[table] for table, count in rows(team).items() if count != before[table]}
    assert all(count == _ONCE.get((name, table), _EACH.get(table, 1)) for table, count in grown.items()), (name, grown)


_ONCE = {
    ("correct", "entries"): 2,
    ("a cost of a new campaign", "daily_totals"): 1,
}
"""Rows of a table that saving once adds, where it is not one: a correction takes the old entry back."""
_EACH = {"place_totals": 2}
"""The sums of a day and of its week."""


_COUNTS = union_all(
    *(
        select(literal(table.name, String), func.count()).select_from(table)
        for table in metadata.tables.values()
        if table is not submissions
    )
)
_COUNTED = sql(str(_COUNTS.compile(compile_kwargs={"literal_binds": True})))
"""Written down once: each database that is opened would compile it anew."""


def rows(team: Team) -> dict[str, int]:
    """How many rows each table has, but for the answers kept."""
    with team.beside.reading() as connection:
        return {str(table): int(count) for table, count in connection.execute(_COUNTED)}


def test_a_form_that_was_refused_can_be_sent_again(team: Team) -> None:
    """Errors are no answer for good: what is put right, or the same once it is possible, is saved."""
    view = team.form("/roi", "target", MAX)
    values = {"count": "5", "cost_per_conversion": "2", "start": "2025-07-01", "end": "2025-09-30"}
    aimed = {**values, "campaign": "later-made", "goal": "later-goal"}
    for _ in range(2):
        assert team.client.submit(view, aimed, user=MAX).errors != {}
    team.campaign("Later made")
    team.goal("Later goal", "3")
    answer = team.client.submit(view, aimed, user=MAX)
    assert (answer.errors, "submit" in (answer.view or {"submit": ""})) == ({}, False)


def test_another_persons_form_is_another(team: Team) -> None:
    """Two who fill in the same at once both save it."""
    team.campaign("Both")
    views = {user: team.form("/roi-cost", user=user) for user in (ADA, MAX)}
    values = {"amount": "10", "campaign": "both", "date": DAY}
    at_once(team, [team.client.submission(view, values, user=user) for user, view in views.items()])
    assert "cost $20.00" in team.ask("both 2025-08").text


def test_a_question_is_not_an_answer_for_good(team: Team) -> None:
    """Sent twice it is asked twice alike; then pressed again, the form is saved."""
    view = team.form("/roi-cost")
    values = {"amount": "3000000", "date": DAY}
    payload = team.client.submission(view, values, user=ADA)
    first, second = at_once(team, [payload, payload])
    assert first.body == second.body
    asked = team.slack.views[view["id"]]
    assert asked["submit"]["text"] == "Log it anyway"
    assert find(asked["blocks"], "amount").element["initial_value"] == "3,000,000.00"
    assert "$3,000,000.00 logged · Ads" in said(team.client.submit(asked, values, user=ADA).view)


def test_a_second_click_is_told_that_the_first_is_at_work(team: Team) -> None:
    """The form is not closed while nobody knows what comes of it."""
    payload = team.client.submission(team.form("/roi-cost"), {"amount": "10", "date": DAY}, user=ADA)
    team.client.send(payload)
    with team.beside.writing() as connection:  # as it is while the first has no answer yet
        connection.execute(update(submissions).values(answer=None, final=False, at=datetime.now(UTC)))
    shown = team.client.send(payload).view or {}
    assert (shown["title"]["text"], "submit" in shown) == ("Still saving", False)
    assert "/roi history" in said(shown)
