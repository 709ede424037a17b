"""What was typed into a searching menu but not picked is asked about once on Save; saved again, the receipt says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.playground.limits import check_view
from storage.database import Database
from storage.tables import submissions, typed_texts, workspaces
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, at_work, said
from tests.bot.test_submitted_twice import at_once
from tests.databases import Copies

Payload = dict[str, Any]

ASKED = "You typed “alpha” but didn’t pick it: choose it from the list, or press “Save” again to go on without a "


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    team.goal("Lead", "15.00")
    team.campaign("Alpha")
    return team


def typing(team: Team, view: Payload, menu: str, *texts: str, user: str = ADA) -> None:
    """Types into a menu, a request for options each."""
    for text in texts:
        assert team.client.suggest(menu, text, view=view, user=user).status == 200


def form(team: Team, menu: str, *texts: str, user: str = ADA, command: str = "/roi-cost") -> Payload:
    """A form in whose menu this was typed and nothing picked."""
    view = team.form(command, user=user)
    typing(team, view, menu, *texts, user=user)
    return view


def a_moment_later(team: Team) -> None:
    """Time enough to read an error, without waiting for it."""
    database = Database(team.url)
    with database.writing() as connection:
        connection.execute(update(submissions).values(at=datetime.now(UTC) - timedelta(seconds=2)))
    database.close()


def save(team: Team, view: Payload, user: str = ADA, **values: Any) -> tuple[dict[str, str], str]:
    """The errors, and what the receipt says."""
    a_moment_later(team)
    answer = team.client.submit(view, {"amount": "7", "date": DAY, **values}, user=user)
    return answer.errors, said(answer.view or {})


def kept(team: Team, *views: Payload) -> int:
    """How many texts of these forms are remembered."""
    database, ids = Database(team.url), [view["id"] for view in views]
    with database.reading() as connection:
        found = connection.execute(select(func.count()).where(typed_texts.c.view.in_(ids))).scalar_one()
    database.close()
    return int(found)


def test_it_is_asked_about_once_and_then_said(books: Team) -> None:
    """The field's error names it; saved again it is shared, and the receipt says what was left out."""
    view = form(books, "campaign", "", "al", "alpha")
    assert save(books, view) == ({"campaign": ASKED + "campaign."}, "")
    errors, receipt = save(books, view)
    assert errors == {}
    assert "“alpha” was typed but not picked: it is saved without a campaign, as a shared cost." in receipt
    assert "$7.00 logged · Ads" in receipt
    assert kept(books, view) == 0


def test_in_polish(books: Team) -> None:
    """The error names the button as the form does."""
    view = form(books, "campaign", "alpha", user=ANNA)
    errors, _ = save(books, view, ANNA)
    assert errors["campaign"].startswith("Wpisano „alpha”, ale nie wybrano z listy: wybierz z listy albo naciśnij ")
    assert view["submit"]["text"] in errors["campaign"]
    assert (
        "Wpisano „alpha”, ale nie wybrano z listy: zapisano bez kampanii, jako koszt wspólny."
        in save(books, view, ANNA)[1]
    )


@pytest.mark.parametrize(
    ("command", "text", "menu", "values"),
    [
        ("/roi-cost", "", "channel", {"amount": "7", "date": DAY}),
        ("/roi-cost", "", "content", {"amount": "7", "date": DAY}),
        ("/roi-conversion", "", "campaign", {"goal": "lead", "count": "1", "date": DAY}),
        ("/roi-conversion", "", "currency", {"goal": "lead", "count": "1", "date": DAY, "currency": None}),
        ("/roi", "metric", "campaign", {"metric": "clicks", "count": "5", "channel": "x", "date": DAY}),
        ("/roi", "deal", "goal", {"name": "Deal", "amount": "5", "stage": "contract-sent", "date": DAY}),
    ],
)
def test_every_searching_menu_that_may_stay_empty(
    books: Team, command: str, text: str, menu: str, values: Payload
) -> None:
    """Whatever the form and the field."""
    view = books.form(command, text)
    typing(books, view, menu, "alpha")
    assert books.client.submit(view, values, user=ADA).errors[menu].startswith("You typed “alpha” but didn’t pick it")
    a_moment_later(books)
    answer = books.client.submit(view, values, user=ADA)
    assert (answer.errors, "“alpha” was typed but not picked" in said(answer.view)) == ({}, True)


def test_the_receipt_of_a_new_goal_says_it_too(books: Team) -> None:
    """A new goal's own form comes between; what was typed in the conversion form and not picked is said all the same,
    and nothing of what was picked.
    """
    view = form(books, "campaign", "alpha", command="/roi-conversion")
    typing(books, view, "channel", "link")
    values = {"goal": "+Between", "count": "2", "date": DAY}
    assert list(books.client.submit(view, values, user=ADA).errors) == ["campaign", "channel"]
    a_moment_later(books)
    books.save(view, values | {"channel": "linkedin"})
    receipt = said(books.save(books.slack.views[view["id"]], {"basis": "fixed", "value": "5"}).view)
    assert "✓ 2 × Between logged" in receipt
    assert "“alpha” was typed but not picked" in receipt
    assert "“link”" not in receipt
    assert kept(books, view) == 0


def test_cleared_or_picked_is_no_error(books: Team) -> None:
    """The last request counts: typed and emptied again, or picked, nothing is asked, and nothing said."""
    errors, receipt = save(books, form(books, "campaign", "alpha", ""))
    assert (errors, "typed" in receipt) == ({}, False)
    errors, receipt = save(books, form(books, "campaign", "alp"), campaign="alpha")
    assert (errors, "typed" in receipt, "Alpha" in receipt) == ({}, False, True)


def test_another_text_is_asked_about_anew(books: Team) -> None:
    """Once for each; two fields at once, each under its own."""
    view = form(books, "campaign", "alpha")
    save(books, view)
    typing(books, view, "campaign", "bet")
    typing(books, view, "channel", "alpha")
    errors, _ = save(books, view)
    assert errors["campaign"].startswith("You typed “bet” but didn’t pick it")
    assert errors["channel"] == ASKED + "channel."
    assert save(books, view)[0] == {}


def test_a_double_click_confirms_nothing(books: Team) -> None:
    """Two presses at once, and the same sent again by Slack later, are asked alike; only a later press is an answer."""
    view = form(books, "campaign", "alpha")
    one, two = (books.client.submission(view, {"amount": "8.25", "date": DAY}, user=ADA) for _ in range(2))
    answers = [*at_once(books, [one, two]), books.client.send(one)]
    assert [answer.errors for answer in answers] == [{"campaign": ASKED + "campaign."}] * 3
    assert "$8.25" not in books.ask("history").text
    assert "$8.25 logged · Ads" in save(books, view, amount="8.25")[1]


def test_a_redrawn_form_still_knows(books: Team) -> None:
    """Choosing another category draws the form anew; what was typed is asked about all the same."""
    view = form(books, "campaign", "alpha")
    books.client.select(view, "category", "tools", user=ADA)
    assert save(books, books.slack.views[view["id"]])[0] == {"campaign": ASKED + "campaign."}


def test_people_and_forms_do_not_mix(books: Team) -> None:
    """What one types in one form is nobody else's, and no other form's."""
    first, second = books.form("/roi-cost"), books.form("/roi-cost")
    theirs = books.form("/roi-cost", user=MAX)
    typing(books, first, "campaign", "alpha")
    assert save(books, second)[0] == {}
    assert save(books, theirs, MAX)[0] == {}
    assert save(books, first)[0] == {"campaign": ASKED + "campaign."}


def test_whatever_is_typed_is_shown_as_it_is(books: Team) -> None:
    """Signs Slack would parse, lines, and a text without end: plain, on one line, cut."""
    for text in ("<!channel> *a* & <@UADA>", "a\nb\u202ec", "x" * 3000):
        view = form(books, "campaign", text)
        ((_, error),) = save(books, view)[0].items()
        assert len(error) < 250
        assert "\n" not in error
        a_moment_later(books)
        answer = books.client.submit(view, {"amount": "7", "date": DAY}, user=ADA)
        assert check_view(answer.view or {}) == []
    assert (
        "“<!channel> *a* & <@UADA>”" in save(books, form(books, "campaign", "<!channel> *a* & <@UADA>"))[0]["campaign"]
    )


def test_only_what_differs_is_written(books: Team) -> None:
    """The same asked again, and an empty menu that was opened, write nothing."""
    view = form(books, "campaign", "")
    assert kept(books, view) == 0
    typing(books, view, "campaign", "alpha")
    database = Database(books.url)
    before, this = datetime.now(UTC) - timedelta(hours=1), typed_texts.c.view == view["id"]
    with database.writing() as connection:
        connection.execute(update(typed_texts).where(this).values(at=before))
    typing(books, view, "campaign", "alpha")
    with database.reading() as connection:
        assert connection.execute(select(typed_texts.c.at).where(this)).scalar_one() == before
        revision = connection.execute(select(workspaces.c.revision)).scalar_one()
    typing(books, view, "campaign", "alphab")
    with database.reading() as connection:
        assert connection.execute(select(typed_texts.c.text).where(this)).scalar_one() == "alphab"
        assert connection.execute(select(workspaces.c.revision)).scalar_one() == revision
    database.close()
    books.client.close(view, user=ADA)
    assert kept(books, view) == 0


def test_closed_and_old_forms_are_forgotten(engine: str, copies: Copies) -> None:
    """Cancel tells; and a day later a tick forgets what no word came of. On both databases the field is asked about."""
    with at_work(copies.url(engine)) as team:
        assert team.form("/roi-cost")["notify_on_close"] is True
        views = {user: form(team, "campaign", "a", "alpha", user=user) for user in (ADA, MAX)}
        for user, view in views.items():
            assert save(team, view, user)[0] == {"campaign": ASKED + "campaign."}
        assert kept(team, *views.values()) == 2
        team.client.close(views[MAX], user=MAX)
        assert kept(team, *views.values()) == 1
        team.tick(datetime.now(UTC))
        assert kept(team, *views.values()) == 1
        database = Database(team.url)
        with database.writing() as connection:
            connection.execute(update(typed_texts).values(at=datetime.now(UTC) - timedelta(days=1, minutes=1)))
        database.close()
        team.tick(datetime.now(UTC))
        assert kept(team, *views.values()) == 0
