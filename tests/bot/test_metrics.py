"""`/roi metric`: what is not money is logged, shown beside ROI, taken back, and never part of ROI."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.ledger.metrics import Metric, MetricKind
from storage import metrics
from storage.database import Database
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Team, at_work, said
from tests.databases import Copies, add_workspace
from tests.screens import find
from tests.storage.facts import act


def count(team: Team, kind: str, number: str, user: str = ADA, **more: Any) -> Answer:
    """A metric by its form, on LinkedIn and on `DAY` unless said otherwise."""
    values = {"metric": kind, "count": number, "channel": "linkedin", "date": DAY, **more}
    return team.fill("/roi", values, "metric", user)


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """August 2025: 400 of ads on LinkedIn and 100 on Facebook, and what came of it beside the money."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("lead", "10", stage="lead")
        team.campaign("Alpha")
        team.cost("400 ads linkedin alpha 2025-08-04")
        team.cost("100 ads facebook alpha 2025-08-04")
        team.cost("999 agency linkedin alpha 2025-08-04")
        team.conversions("50 lead linkedin alpha 2025-08-05")
        count(team, "clicks", "700", campaign="alpha")
        count(team, "clicks", "500", campaign="alpha", date="2025-08-06")
        count(team, "reach", "96000", campaign="alpha")
        count(team, "likes", "1000", channel="facebook", campaign="alpha")
        count(team, "followers", "5210", campaign="alpha", date="2025-08-20")
        count(team, "followers", "5100", campaign="alpha", date="2025-08-01")
        count(team, "impressions", "200000", channel="youtube", date="2025-08-02")
        yield team


BESIDE = """Reach and reactions
Reach: 96,000 · ad spend $4.17 per thousand reached
Clicks: 1,200 · ad spend $0.33 per click
Likes: 1,000 · ad spend $0.10 per like
Followers: 5,210 · last count"""


def test_a_campaign_shows_them_beside_its_roi(books: Team) -> None:
    """Summed over the days, priced on the ad spend of where they were counted; of followers the last count."""
    answer = books.ask("alpha 2025-08").text
    assert BESIDE in answer
    assert "ROI -66.64% · cost $1,499.00 · return $500.00" in answer
    assert set(BESIDE.splitlines()) <= set(said(books.details("alpha 2025-08", "reach")).splitlines())


def test_channels_show_their_own(books: Team) -> None:
    """Below the rows, a line each, also of a channel without any money."""
    answer = books.ask("channels 2025-08").text
    for line in (
        "Facebook · Likes: 1,000 · ad spend $0.10 per like",
        "LinkedIn · Clicks: 1,200 · ad spend $0.33 per click",
        "LinkedIn · Followers: 5,210 · last count",
        "YouTube · Impressions: 200,000 · ad spend $0.00 per thousand impressions",
    ):
        assert line in answer.splitlines()
    assert "YouTube: ROI" not in answer
    assert answer.index("Greatest loss first") < answer.index("Reach and reactions")


def test_only_those_of_the_period_count(books: Team) -> None:
    """One day's clicks on one day; nothing in another month."""
    assert "Clicks: 500 · ad spend $0.00 per click" in books.ask("alpha 2025-08-06").text
    assert "Followers: 5,100 · last count" in books.ask("alpha 2025-08-01..2025-08-10").text
    assert "Reach and reactions" not in books.ask("alpha 2025-09").text
    assert BESIDE in books.ask("alpha all").text


def test_they_are_told_in_polish(books: Team) -> None:
    """In the reader's words and formats."""
    answer = books.ask("alpha 2025-08", ANNA).text
    assert "Zasięg i reakcje\n" in answer
    assert "Kliknięcia: 1\u00a0200 · wydatki na reklamy: 0,33\u00a0USD za kliknięcie" in answer
    assert "Obserwujący: 5\u00a0210 · ostatni stan" in answer
    assert books.form("/roi", "metryka", ANNA)["title"]["text"] == "Dodaj metrykę"


def test_the_form_lists_the_latest_and_the_receipt_says_what_was_saved(team: Team) -> None:
    """The receipt takes the form's place; the next form shows it above."""
    team.campaign("Receipts")
    receipt = count(team, "clicks", "1500", campaign="receipts").view
    assert "✓ Clicks: 1,500 logged · LinkedIn · Receipts · 4 Aug 2025" in said(receipt)
    assert "Clicks: 1,500 · LinkedIn · Receipts · 4 Aug 2025" in said(team.form("/roi", "metric"))


def test_the_receipt_opens_the_next_form(team: Team) -> None:
    """Several are logged in a row without typing the command again."""
    view = team.form("/roi", "metric")
    values = {"metric": "clicks", "count": "3", "channel": "linkedin", "date": DAY}
    team.client.submit(view, values, user=ADA)
    team.client.press("log_metric", view=team.slack.views[view["id"]], user=ADA)
    assert "✓ Clicks: 3 logged" in said(team.client.submit(team.slack.opened[-1], values, user=ADA).view)


def test_the_same_form_saves_once(team: Team) -> None:
    """Sent twice it is counted once; changed in between, the receipt says what stands."""
    team.campaign("Once")
    view = team.form("/roi", "metric")
    values = {"metric": "likes", "count": "5", "channel": "linkedin", "campaign": "once", "date": DAY}
    team.client.submit(view, values)
    again = team.client.submit(view, {**values, "count": "6"}).view
    assert "without your later changes" in said(again)
    assert "Likes: 5 · " in team.ask("once all").text


def test_a_new_channel_and_campaign_are_made_on_the_fly(team: Team) -> None:
    """As in the other forms."""
    view = team.form("/roi", "metric")
    assert [o["value"] for o in team.client.suggest("channel", "Threads", view=view).options] == ["+Threads"]
    receipt = count(team, "reach", "10", channel="+Threads", campaign="+Made here").view
    assert "Reach: 10 logged · Threads · Made here" in said(receipt)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"count": "0"}, "count"), ({"channel": None}, "channel"), ({"channel": "nothing-such"}, "channel")],
)
def test_what_is_wrong_comes_back_under_its_field(team: Team, values: dict[str, Any], field: str) -> None:
    """A count is a whole number of at least one, and it was counted somewhere."""
    good = {"metric": "clicks", "count": "5", "channel": "linkedin", "date": DAY}
    assert set(team.client.submit(team.form("/roi", "metric"), {**good, **values}).errors) == {field}


def test_a_guest_is_refused(team: Team) -> None:
    """As from everything."""
    assert "Guests can’t use ROI Bot." in team.ask("metric", GUEST).text


# --- taking back ---


def test_undo_in_the_receipt_takes_it_back_and_redo_puts_it_back(team: Team) -> None:
    """The figures follow each time."""
    team.campaign("Undone")
    view = team.form("/roi", "metric")
    values = {"metric": "clicks", "count": "70", "channel": "linkedin", "campaign": "undone", "date": DAY}
    team.client.submit(view, values, user=ADA)
    for action, title, shown in (
        ("undo_metric", "Undone", False),
        ("redo_metric", "Restored", True),
        ("undo_metric", "Undone", False),
    ):
        team.client.press(action, view=team.slack.views[view["id"]], user=ADA)
        assert f"✓ {title}: Clicks: 70" in said(team.slack.views[view["id"]])
        assert ("Clicks: 70" in team.ask("undone all").text) is shown


def test_undo_walks_back_through_metrics_and_entries(team: Team) -> None:
    """`/roi undo` takes what one logged last, whichever it is."""
    user = team.person()
    team.campaign("Walked")
    team.cost(f"5 ads walked {DAY}", user)
    count(team, "clicks", "8", user, campaign="walked")
    team.cost(f"6 ads walked {DAY}", user)
    told = [team.ask("undo", user).text for _ in range(4)]
    assert [line.split(" · ")[0] for line in told[:3]] == [
        "Undone: $6.00",
        "Undone: Clicks: 8",
        "Undone: $5.00",
    ]
    assert told[3].startswith("You have no entry to undo")


def test_of_followers_the_one_before_stands_again(team: Team) -> None:
    """A level taken back leaves the last that still stands."""
    user = team.person()
    team.campaign("Levels")
    count(team, "followers", "100", user, campaign="levels")
    count(team, "followers", "9000", user, campaign="levels", date="2025-08-09")
    assert "Followers: 9,000" in team.ask("levels all").text
    undone = team.ask("undo", user)
    assert "Followers: 100 · " in team.ask("levels all").text
    team.press("redo_metric", undone.body or {}, user)
    assert "Followers: 9,000" in team.ask("levels all").text


def test_history_lists_them_in_their_place(team: Team) -> None:
    """Newest first among the entries, of one campaign too; one's own can be taken back from there."""
    user = team.person()
    team.campaign("Listed")
    team.cost(f"5 ads listed {DAY}", user)
    count(team, "likes", "9", user, campaign="listed")
    team.cost(f"6 ads listed {DAY}", user)
    history = team.ask("history listed", user)
    places = [history.text.index(line) for line in ("$6.00", "Likes: 9 · LinkedIn · Listed", "$5.00")]
    assert places == sorted(places)
    told = team.press("undo_metric_listed", history.body or {}, user)
    assert told["text"].startswith("Undone: Likes: 9")
    after = team.ask("history listed", user).text
    assert "Undone: Likes: 9" in after
    assert "undone since" in after


def test_pages_of_the_history_neither_lose_nor_repeat(team: Team) -> None:
    """Page by page every entry and metric comes once."""
    user = team.person()
    team.campaign("Paged")
    for number in range(1, 7):
        team.cost(f"{number} ads paged {DAY}", user)
        count(team, "likes", str(number), user, campaign="paged")
    page = team.ask("history paged", user)
    shown = team.press("history_older", page.body or {}, user)
    lines = [line for line in (page.text + "\n" + shown["text"]).splitlines() if "4 Aug 2025" in line]
    told = [line.split(" · ")[0] for line in lines]
    assert told == [word for n in range(6, 0, -1) for word in (f"Likes: {n}", f"${n}.00")]


def test_another_persons_stays(team: Team) -> None:
    """Only its author or an admin takes one back."""
    user = team.person()
    team.campaign("Theirs")
    count(team, "likes", "9", user, campaign="theirs")
    history = team.ask("history theirs", user)
    button = find(history.blocks, "undo_metric_listed").element
    told = team.press("undo_metric_listed", history.body or {}, MAX, value=button["value"])
    assert told["text"].startswith("Only the person who logged this, or an admin, can undo it.")
    assert "Likes: 9" in team.ask("theirs all").text


def test_an_old_one_asks_first(team: Team) -> None:
    """Past 24 hours a second word is needed."""
    user = team.person()
    team.campaign("Old")
    fact = Metric(day=datetime.now(UTC).date(), kind=MetricKind.LIKES, count=9, channel="linkedin", campaign="old")
    database = Database(team.url)
    workspace = add_workspace(database)
    with database.writing() as written:
        at = datetime.now(UTC) - timedelta(hours=25)
        metrics.log(written, act(workspace.id, user, at), fact, request="")
    database.close()
    asked = team.ask("undo", user)
    assert asked.text.startswith("Undo this entry?\nLikes: 9")
    assert "Likes: 9" in team.ask("old all").text
    assert team.press("undo_metric_sure", asked.body or {}, user)["text"].startswith("Undone")
    assert "Likes: 9" not in team.ask("old all").text
