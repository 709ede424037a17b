"""Content types: an optional dimension of every entry, ranked by `/roi content`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, Team, at_work, said
from tests.databases import Copies
from tests.screens import offered


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """In August 2025 a reel pays, a carousel does not, and one cost has no content type."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("lead", "10", stage="lead")
        team.campaign("Alpha")
        team.campaign("Plain")
        team.cost("100 ads linkedin reel alpha 2025-08-04")
        team.conversions("50 lead linkedin content:reel alpha 2025-08-05")
        team.cost("300 ads linkedin carousel alpha 2025-08-06")
        team.cost("40 tools 2025-08-07")
        team.cost("20 ads linkedin plain 2025-09-07")
        yield team


def test_content_types_come_with_the_greatest_loss_first(books: Team) -> None:
    """One row each; what has none stands below, and all add up."""
    answer = books.ask("content 2025-08").text
    rows = [
        "ROI 13.64% · cost $440.00 · return $500.00",
        "Carousel: ROI -100.00% · cost $300.00 · return $0.00 · ▼ loses\nlead: 0 · lost $300.00",
        "Reel: ROI 400.00% · cost $100.00 · return $500.00 · ▲ pays\n"
        "lead: 50, $2.00 each · earned $400.00 more than it cost",
        "No content type: cost $40.00 · return $0.00",
    ]
    places = [answer.index(row) for row in rows]
    assert places == sorted(places)
    assert answer.startswith("Content types · 1–31 Aug 2025")


def test_the_answer_can_be_shared_and_logged_from(books: Team) -> None:
    """With the buttons of the other answers, and this month without a period."""
    answer = books.ask("content 2025-08")
    assert books.share(answer.body or {})["text"].startswith("Content types · 1–31 Aug 2025")
    assert {"cost", "conversions"} <= offered(answer.blocks)
    assert books.ask("content").text.startswith("Content types · ")


def test_it_is_asked_for_in_polish(books: Team) -> None:
    """`/roi treści` answers in the reader's words."""
    answer = books.ask("treści sierpień 2025", ANNA).text
    assert "Rolka: ROI 400,00%" in answer
    assert "Bez typu treści: koszt 40,00" in answer


def test_a_campaign_is_broken_down_by_content_only_where_an_entry_has_one(books: Team) -> None:
    """Without content types a campaign's answer stays as it was."""
    with_types = books.read("alpha 2025-08")
    assert "By content type\n" in with_types
    assert "Carousel: ROI -100.00% · cost $300.00 · return $0.00" in with_types
    assert "content type" not in books.ask("plain all").text


def test_receipt_and_history_show_it(books: Team) -> None:
    """Beside the channel."""
    line = "$7.00 · Ads · LinkedIn · Reel · Alpha · 4 Aug 2025"
    assert line in books.cost(f"7 ads linkedin rolka alpha {DAY}").text
    assert line in books.ask("history alpha").text
    books.ask("undo")


def test_a_new_type_is_made_in_the_form(team: Team) -> None:
    """Typing a name offers to create it; from then on it is offered, and understood in quick forms."""
    view = team.form("/roi-cost")
    offered = team.client.suggest("content", "Case study", view=view)
    assert [option["value"] for option in offered.options] == ["+Case study"]
    receipt = team.fill("/roi-cost", {"amount": "5", "content": "+Case study", "date": DAY})
    assert "Case study" in said(receipt.view)
    found = [option["value"] for option in team.client.suggest("content", "case", view=view).options]
    assert found == ["case-study", "+case"]
    assert "Case study" in team.cost(f"6 ads case-study {DAY}").text


def test_the_starting_types_are_offered_in_the_readers_language(team: Team) -> None:
    """Eight of them; a word for one in either language creates no second."""
    view = team.form("/roi-cost")
    keys = [option["value"] for option in team.client.suggest("content", "", view=view).options]
    assert {"reel", "carousel", "article", "webinar", "influencer", "ugc"} <= set(keys)
    polish = team.client.suggest("content", "rol", view=view, user=ANNA).options
    assert polish[0]["text"]["text"] == "Rolka"
    assert team.client.suggest("content", "rolka", view=view, user=ADA).options == []
    receipt = team.fill("/roi-cost", {"amount": "5", "content": "+Rolka", "date": DAY})
    assert " · Reel · " in said(receipt.view)


def test_a_type_that_is_unknown_is_refused(team: Team) -> None:
    """A key of nothing comes back under its field."""
    answer = team.client.submit(team.form("/roi-cost"), {"amount": "5", "content": "nothing-such"})
    assert answer.errors == {"content": "Choose one from the list."}


def test_a_name_of_something_else_is_refused(team: Team) -> None:
    """One key means one thing, whichever came first."""
    team.campaign("Taken already")
    answer = team.client.submit(team.form("/roi-cost"), {"amount": "5", "content": "+Taken already"})
    assert "already means something here (a campaign)" in answer.errors["content"]
    team.fill("/roi-cost", {"amount": "5", "content": "+Field report", "date": DAY})
    answer = team.client.submit(team.form("/roi", "new"), {"name": "Field report", "start": DAY})
    assert "already means something here (a content type)" in answer.errors["name"]


def test_a_teams_own_name_wins_over_a_starting_word(team: Team) -> None:
    """A goal called Webinar stays a goal in quick forms; the content type is written out."""
    team.goal("Webinar", "5")
    assert "3 × Webinar · return $15.00 · No channel · Shared" in team.conversions(f"3 webinar {DAY}").text
    told = team.conversions(f"3 webinar content:webinar {DAY}").text
    assert "3 × Webinar · return $15.00 · No channel · Webinar · Shared" in told


def test_two_content_types_are_one_too_many(team: Team) -> None:
    """As two channels are."""
    told = team.client.command("/roi-cost", f"5 ads reel carousel {DAY}", user=ADA).text
    assert told.startswith("Not saved: “reel” and “carousel” are each a content type. Keep one.\n")


def test_conversions_take_one_too_and_keep_it_while_a_goal_is_made(team: Team) -> None:
    """The content type waits with the rest of the form for the new goal."""
    values = {"goal": "+Download", "count": "3", "content": "article", "date": DAY}
    view = team.form("/roi-conversion")
    team.client.submit(view, values, user=ADA)
    receipt = team.client.submit(team.slack.views[view["id"]], {"basis": "fixed", "value": "2"}, user=ADA).view
    assert "3 × Download logged · return $6.00 · No channel · Article · Shared" in said(receipt)


def test_changing_the_category_keeps_the_content_type(team: Team) -> None:
    """It is a field of every category."""
    view = team.form("/roi-cost")
    team.client.select(view, "category", "tools")
    receipt = team.client.submit(team.slack.views[view["id"]], {"amount": "9", "content": "reel", "date": DAY})
    assert "$9.00 logged · Tools · No channel · Reel · Shared" in said(receipt.view)
