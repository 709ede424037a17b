"""Closing a month: admins only; nothing is refused in it, undo asks first, receipts say so; it can be opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage import closings
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, MAX, Payload, Team, said, today
from tests.bot.test_refunds import values_of
from tests.bot.test_undo import spent
from tests.databases import add_workspace
from tests.screens import find

MARCH, APRIL, MAY, JUNE = "2025-03-01", "2025-04-01", "2025-05-01", "2025-06-01"
ASKED = "The next weekly digest will show this change."


@pytest.fixture(scope="module", autouse=True)
def old_books(team: Team) -> None:
    """Something on the books of January 2025, so that the months since can be closed."""
    team.cost("1 ads 2025-01-05")


def close(team: Team, month: str, word: str = "close") -> Payload:
    """The form, saved; what stands in its place."""
    view = team.form("/roi", word)
    assert team.client.submit(view, {"month": month}, user=ADA).errors == {}
    return team.slack.views[view["id"]]


def closed(team: Team, month: str) -> None:
    """Closes it, unless another test has."""
    if month not in _closed(team):
        close(team, month)


def test_members_cannot(team: Team) -> None:
    """A member is told whom to ask, and nothing opens."""
    shown = len(team.slack.opened)
    assert (
        team.ask("close", MAX).text == "Only admins of the workspace can do this. Ask one of them. Admins: Ada Admin."
    )
    assert team.ask("zamknij", ANNA).text.endswith("Administratorzy: Ada Admin.")
    assert len(team.slack.opened) == shown


def test_a_forged_button_or_form_of_a_member_does_nothing(team: Team) -> None:
    """Reopen pressed and the form sent by one who may not: refused, and the month stays as it is."""
    done = close(team, APRIL)
    form = team.form("/roi", "close")
    assert team.client.submit(form, {"month": "2025-01-01"}, user=MAX).errors == {
        "month": "Only admins of the workspace can do this. Ask one of them. Admins: Ada Admin."
    }
    team.client.press("reopen", view=done, user=MAX)
    assert "2025-04-01" in _closed(team)
    assert "2025-01-01" not in _closed(team)


def test_the_form_offers_what_is_over(team: Team) -> None:
    """The finished months, newest first, back to the first on the books; the newest open one is chosen."""
    element = find(team.form("/roi", "close")["blocks"], "month").element
    offered = [option["value"] for option in element["options"]]
    last = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    assert offered[0] == element["initial_option"]["value"] == last.isoformat()
    assert offered[-1] == "2025-01-01"
    assert offered == sorted(offered, reverse=True)


def test_closing_is_told_and_listed(team: Team) -> None:
    """What stands in the form's place says what it means; the next form lists it with who and when, and marks it."""
    done = close(team, MAY)
    assert done["title"]["text"] == "May 2025 is closed"
    assert "Undo asks first" in said(done)
    form = team.form("/roi", "zamknij")
    [line] = [line for line in said(form).splitlines() if line.startswith("May 2025: closed ")]
    assert line.endswith(" by <@UADA>")
    texts = [option["text"]["text"] for option in find(form["blocks"], "month").element["options"]]
    assert "May 2025 · closed" in texts
    assert "January 2025" in texts


def test_a_closed_month_is_not_closed_again(team: Team) -> None:
    """The error stands under the field; the same form sent twice closes once and says the same."""
    form = team.form("/roi", "close")
    first, second = (team.client.submit(form, {"month": "2025-02-01"}, user=ADA) for _ in range(2))
    assert first.errors == second.errors == {}
    assert first.view
    assert second.view
    assert first.view["title"] == second.view["title"]
    again = team.client.submit(team.form("/roi", "close"), {"month": "2025-02-01"}, user=ADA)
    assert again.errors == {"month": "February 2025 is closed already."}


@pytest.mark.parametrize("month", ["2031-01-01", "2025-03-02", "soon", "2019-01-01"])
def test_only_what_is_offered_can_be_closed(team: Team, month: str) -> None:
    """A month to come, no month at all, one before the books began: refused under the field."""
    form = team.form("/roi", "close")
    option = {"text": {"type": "plain_text", "text": "u", "emoji": False}, "value": month}
    assert list(team.client.submit(form, {"month": option}, user=ADA).errors) == ["month"]


def test_receipts_say_so_and_undo_asks(team: Team) -> None:
    """A cost and conversions logged into a closed month are taken, and said to be restated; undo and redo ask first."""
    user = team.person()
    team.goal("Closed lead", "7")
    team.campaign("Shut")
    closed(team, MARCH)
    receipt = team.cost("250 ads shut 2025-03-10", user)
    assert f"Closed: March 2025. {ASKED}" in receipt.text
    assert ASKED in team.conversions("2 closed-lead shut 2025-03-10").text
    assert ASKED not in team.cost("5 ads shut 2025-07-10").text
    asked = team.press("undo", receipt.body or {}, user)
    assert asked["text"].startswith("Undo this entry?\n$250.00")
    assert "24 hours" not in asked["text"]
    assert spent(team, "shut all") == "cost $255.00"
    undone = team.press("undo_sure", asked, user)
    assert undone["text"].startswith("Undone: $250.00")
    assert ASKED in undone["text"]
    assert spent(team, "shut all") == "cost $5.00"
    asked = team.press("redo", undone, user)
    assert asked["text"].startswith("Restore this entry?\n$250.00")
    assert spent(team, "shut all") == "cost $5.00"
    restored = team.press("redo_sure", asked, user)
    assert restored["text"].startswith("Restored: $250.00")
    assert ASKED in restored["text"]
    assert spent(team, "shut all") == "cost $255.00"
    assert team.ask("undo", user).text.startswith("Undo this entry?")
    listed = team.press("undo_listed", team.ask("history shut", user).body or {}, user)
    assert listed["text"].startswith("Undo this entry?")


def test_a_cost_that_is_spread_into_it_counts_too(team: Team) -> None:
    """A licence of a quarter that is open at its ends and closed in the middle."""
    close(team, JUNE)
    made = team.cost_form("tools", amount="300", date="2025-06-15", until="2025-08-14")
    assert f"Closed: June 2025. {ASKED}" in said(made.view)
    after = team.cost_form("tools", amount="300", date="2025-07-01", until="2025-08-14")
    assert ASKED not in said(after.view)


def test_a_refund_into_it_says_so(team: Team) -> None:
    """The sale's day is what counts."""
    team.goal("Shut sale", "7")
    team.campaign("Refunded")
    values = {"goal": "shut-sale", "count": "1", "revenue": "50", "campaign": "refunded", "date": "2025-03-12"}
    closed(team, MARCH)
    assert ASKED in said(team.fill("/roi-conversion", values).view)
    history = team.ask("history refunded")
    team.client.press("refund", values_of(history, "refund")[0], message=history.body, user=ADA)
    done = team.client.submit(team.slack.opened[-1], {"note": "sent back"}, user=ADA)
    assert f"Closed: March 2025. {ASKED}" in said(done.view)


def test_it_is_opened_again(new_team: Team) -> None:
    """Reopen, in the form and where it was closed: undo no longer asks; who and when is kept."""
    new_team.cost("1 ads 2025-01-05")
    done = close(new_team, MARCH)
    new_team.client.press("reopen", view=done, user=ADA)
    shown = new_team.slack.views[done["id"]]
    assert shown["title"]["text"] == "March 2025 is open"
    assert _closed(new_team) == set()
    close(new_team, MARCH)
    form = new_team.form("/roi", "close")
    new_team.client.press("reopen", MARCH, view=form, user=ADA)
    assert new_team.slack.views[form["id"]]["title"]["text"] == "March 2025 is open"
    receipt = new_team.cost("250 ads 2025-03-10")
    assert ASKED not in receipt.text
    assert new_team.press("undo", receipt.body or {})["text"].startswith("Undone")


def test_it_speaks_polish(team: Team) -> None:
    """What a member reads of a closed month."""
    closed(team, MARCH)
    answer = team.client.command("/roi-cost", "250 reklamy 2025-03-10", user=ANNA)
    assert "Już zamknięte: marzec 2025. Tę zmianę pokaże następne podsumowanie tygodnia." in answer.text


def _closed(team: Team) -> set[str]:
    database = Database(team.url)
    workspace = add_workspace(database)
    with database.reading() as connection:
        found = {month.isoformat() for month in closings.closed(connection, workspace.id)}
    database.close()
    return found
