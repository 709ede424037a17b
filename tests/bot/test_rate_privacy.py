"""Whoever has no right to it reads, wherever the bot speaks, no one person's rate, hours or cost of their own row.

Here are the answers, posts, forms and logs by name; `test_rate_matrix` walks whatever is registered.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from core.calendar.periods import week_of
from core.calendar.weekly import Weekday, Weekly
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, ZONE, Team, at_work, inside, said, today
from tests.bot.test_digest_setup import next_run, set_up, weekly
from tests.databases import Copies
from tests.screens import find

RATE = Decimal("61.73")
Payload = dict[str, Any]

SECRETS = ("61.73", "61,73", "37.25", "37,25", "2,299.44", "2\u00a0299,44", "2299.44", "Wanda")
"""Wanda's rate, hours, what both make, and her name; in both languages' formats."""

SUMS = ("47.25", "47,25", "42.25", "42,25")
"""Hours of Duo and Trio: sums of two, which are nobody's to read either."""

STRANGER, BOT, MIA = "USTRANGER", "UBOT", "UMIA"
READERS = (MAX, MIA, ANNA, GUEST, STRANGER, BOT)
"""A member who has logged hours, one who has not, one who reads Polish; and who is refused."""

SUNDAY = week_of(today()).start - timedelta(days=1)
"""In the week the next digest may tell of, whatever the day."""

ANSWERS = (
    *("deal", "szansa", "content all", "treści all", "compare solo duo all", "repeats", "fx"),
    *("company", "firma", "benchmark", "last month", "this month"),
    *("solo all", "solo", "duo all", "trio all", "", "all", "channels all", "campaigns all", "history"),
    *(
        "history people",
        "historia ludzie",
        "history solo people",
        f"history <@{ADA}>",
        f"history <@{ADA}> people",
        "close",
    ),
    *("history solo", "history duo", "undo", "rate", "stawka", "help", "goal", "sola", f"solo {SUNDAY}..{SUNDAY}"),
)


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """Wanda alone works on Solo, with Xaver on Duo; in Trio nobody is named. An admin has logged it all."""
    with inside(copies) as team:
        people(team)
        fill(team)
        yield team
    opened_once.cache_clear()


def people(team: Team) -> None:
    team.slack.person(STRANGER, name="Sue Stranger", stranger=True)
    team.slack.person(BOT, name="Botty", bot=True)
    team.slack.person(MIA, name="Mia Member")


def fill(team: Team) -> None:
    for name in ("Solo", "Duo", "Trio"):
        team.campaign(name)
        team.cost(f"100 ads linkedin {name.lower()} {SUNDAY}")
        team.cost(f"900 ads facebook {name.lower()} {SUNDAY}")
    team.cost(f"30 tools solo {SUNDAY}")
    team.cost(f"20 agency email solo {SUNDAY}")
    team.fill("/roi", {"person": "Wanda", "rate": "61.73", "from": "2025-07-01"}, "rate")
    hours(team, "solo", "Wanda 37.25", channel="x")
    hours(team, "duo", "Wanda 37.25\nXaver 10 50")
    team.cost(f"37.25h 61.73 people trio {SUNDAY}")
    team.cost(f"5h 50 people trio {SUNDAY}", user=MAX)


@pytest.fixture(scope="module")
def unfinished(copies: Copies) -> Iterator[Team]:
    """Vera's hours of three months, alone on Solo, and none in the fourth: they are missing there."""
    with inside(copies) as team:
        team.slack.person(STRANGER, name="Sue Stranger", stranger=True)
        leave_out(team)
        yield team


def leave_out(team: Team) -> None:
    team.campaign("Solo")
    for month in (5, 6, 7):
        team.cost(f"50 ads linkedin solo 2025-{month:02}-10")
        team.cost_form("people", people="Vera 37.25 61.73", campaign="solo", date=f"2025-{month:02}-10")
    team.cost("3000 ads linkedin solo 2025-08-10")


def hours(team: Team, campaign: str, lines: str, **more: str) -> None:
    team.cost_form("people", people=lines, campaign=campaign, date=SUNDAY.isoformat(), **more)


MONDAY_NINE = Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE)
"""When alerts are checked."""


MONEY = re.compile(r"\$(\d{1,3}(?:,\d{3})*(?:\.\d+)?)|(\d{1,3}(?:\u00a0\d{3})*(?:,\d+)?)\u00a0USD")
HOURS = re.compile(r"(?<![\d$.,\u00a0])(\d{1,6}[.,]\d{1,2})(?![\d%]|\u00a0%|\u00a0USD)")
"""What could be hours: a number with a fraction that is neither money nor percent."""


def leaks(text: str) -> list[str]:
    """The secrets in what was sent, JSON or not; and every amount / number that is Wanda's rate."""
    plain = re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    shown = [secret for secret in SECRETS + SUMS if secret in plain]
    return shown + [f"{amount} / {number}" for amount, number in _quotients(plain)]


def _quotients(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    amounts = {_number(english or polish) for english, polish in MONEY.findall(text)}
    numbers = {_number(found) for found in HOURS.findall(text)}
    return ((a, n) for a in amounts for n in numbers if n and round(a / n, 2) == RATE)


def _number(text: str) -> Decimal:
    """``2,299.44``, ``2 299,44`` or ``37,25``."""
    whole = text.replace("\u00a0", "")
    return Decimal(whole.replace(",", "") if "." in whole or re.search(r",\d{3}", whole) else whole.replace(",", "."))


# --- the matrix ---


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize("text", ANSWERS)
def test_no_answer_tells_it(books: Team, text: str, user: str) -> None:
    """Every word of `/roi`, in both languages, and whatever is opened by it."""
    opened = len(books.slack.opened)
    answer = books.ask(text, user)
    assert leaks(f"{answer.raw}{json.dumps(books.slack.opened[opened:], ensure_ascii=False)}") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cost $2,299.44", ["2,299.44"]),
        ("37,25 h", ["37,25"]),
        ("koszt 4\\u00a0598,88\\u00a0USD przez 74,5 h", ["4598.88 / 74.5"]),
        ("$1,234.60 for 20.00 hours", ["1234.60 / 20.00"]),
        ("$61.70, 1.00 %, ROI 100.00%, on 3 Aug 2026", []),
    ],
)
def test_the_check_sees_it(text: str, found: list[str]) -> None:
    """The negative control: the secrets, and two numbers of which the one by the other is the rate."""
    assert leaks(text) == found


def test_the_admin_reads_it_all(books: Team) -> None:
    """The control: the secrets are on the books, and in the answers of those who may."""
    lines = books.ask("solo all").text.splitlines()
    assert "People: $2,299.44" in lines
    assert any(line.startswith("X: ROI -100.00% · cost $2,299.44 · return $0.00") for line in lines)
    assert "Wanda: $61.73 an hour from 1 Jul 2025" in said(books.form("/roi", "rate"))
    assert "$2,299.44 · People" in books.ask("history solo").text


def test_totals_stand_for_everybody(books: Team) -> None:
    """One campaign's cost is the same for all; only its parts are merged, and the rows still add up."""
    for user in (ADA, MAX):
        assert "cost $3,349.44" in books.ask("solo all", user).text
    lines = books.ask("solo all", MAX).text.splitlines()
    assert "People + Ads: $3,299.44" in lines
    assert any(line.startswith("Facebook + X: ROI -100.00% · cost $3,199.44 · return $0.00") for line in lines)


def test_two_people_are_a_sum(books: Team) -> None:
    """Wanda's and Xaver's cost is shown as people's, and their row stands by itself; nobody's name is in it."""
    lines = books.ask("duo all", MAX).text.splitlines()
    assert "People: $2,799.44" in lines
    assert "No channel: cost $2,799.44 · return $0.00" in lines


def test_nobody_in_particular_may_be_one_person(books: Team) -> None:
    """Two entries that name nobody are not two people: they are merged."""
    lines = books.ask("trio all", ANNA).text.splitlines()
    assert not any(line.startswith("Ludzie: ") for line in lines)
    assert any(line.startswith("Ludzie + Reklamy: ") for line in lines)


def test_an_undo_makes_one_person_of_two(books: Team) -> None:
    """Who has been taken back is not counted as the second."""
    books.campaign("Undone")
    books.cost(f"11 tools undone {SUNDAY}")
    hours(books, "undone", "Yara 3 33")
    hours(books, "undone", "Zoe 1 11")
    assert "People: $110.00" in books.ask("undone all", MAX).text
    books.ask("undo")
    assert "People" not in books.ask("undone all", MAX).text.replace("People + Tools: $110.00", "")


# --- a campaign that has cost nothing but one person ---

ALONE = ("804.00", "804,00")
"""Yara's 12.5 hours at 64.32."""


@pytest.fixture(scope="module")
def alone(copies: Copies) -> Iterator[Team]:
    """Only Yara has worked on Hers, and nothing else was spent there; Theirs is two people's."""
    with inside(copies) as team:
        for name in ("Hers", "Theirs", "Paid"):
            team.campaign(name, budget="1000")
        team.cost(f"900 ads linkedin paid {SUNDAY}")
        hours(team, "hers", "Yara 12.5 64.32", channel="email")
        hours(team, "theirs", "Yara 10 64.32\nZoe 10 50", channel="x")
        yield team


@pytest.mark.parametrize("text", ["all", "campaigns all", "channels all", "kampanie wszystko"])
def test_it_has_no_row_of_its_own(alone: Team, text: str) -> None:
    """In the overview and every table it shares one with the cheapest other; two people's stands by itself."""
    for user in (MAX, ANNA):
        told = alone.ask(text, user).raw
        assert not [amount for amount in ALONE if amount in told]
    assert "Hers + Paid: ROI -100.00% · cost $1,704.00" in alone.ask("campaigns all", MAX).text
    assert "Theirs: ROI -100.00% · cost $1,143.20" in alone.ask("campaigns all", MAX).text
    assert "Hers: ROI -100.00% · cost $804.00" in alone.ask("campaigns all").text


def test_its_own_total_stands(alone: Team) -> None:
    """Whoever asks for the campaign reads what it cost, with its budget and beside another: totals always stand. What
    stands in none of them is how long it took.
    """
    for text in ("hers all", "compare hers theirs all"):
        told = alone.ask(text, MAX).text
        assert "cost $804.00" in told
        assert not re.search(r"12\.5(?!\d)|64\.32", told)


def test_no_post_names_it(alone: Team) -> None:
    """Sharing the table posts the merged row, and the alert is about channels and campaigns that are not hers alone."""
    alone.goal("Signup", "5")
    answer = alone.ask("campaigns all")
    alone.share(answer.body or {})
    assert ALONE[0] not in json.dumps(alone.slack.responses[-1][1], ensure_ascii=False)
    place = alone.conversation()
    alone.fill("/roi", {"conversation": place}, "alerts")
    alone.tick(next_run(MONDAY_NINE))
    posted = "".join(alone.posts(place))
    assert "Paid: $900.00 without a result" in posted
    assert "Hers" not in posted
    assert ALONE[0] not in posted


# --- what is missing ---

LACKING = (
    *("2025-08", "solo 2025-08", "channels 2025-08", "campaigns 2025-08", "content 2025-08"),
    *("compare 2025-08 2025-07", "compare solo 2025-08", "kanały sierpień 2025", "porównaj solo 2025-08"),
)


@pytest.mark.parametrize("user", READERS)
@pytest.mark.parametrize("text", LACKING)
def test_missing_hours_have_no_number(unfinished: Team, text: str, user: str) -> None:
    """Whose hours are missing is said, and whom to ask; how many and what they cost is not."""
    assert leaks(unfinished.ask(text, user).raw) == []


def test_the_admin_reads_what_is_missing(unfinished: Team) -> None:
    """The control: others read the same line without any number."""
    line = "missing Vera’s hours ({}ask <@UADA>)"
    admins = f"Costs about 56% complete: {line.format('37.25 h, $2,299.44; ')}"
    assert admins in unfinished.ask("solo 2025-08").text
    assert f"Not all costs are logged: {line.format('')}" in unfinished.ask("solo 2025-08", MAX).text
    answer = unfinished.ask("solo 2025-08")
    unfinished.share(answer.body or {})
    assert leaks(json.dumps(unfinished.slack.responses[-1][1], ensure_ascii=False)) == []


def test_nothing_a_member_logs_measures_what_is_missing(new_team: Team) -> None:
    """Whatever he logs, beside it or in another's name, he reads the same of it, and the verdict waits for none of it.

    A percentage, or a verdict from one on, would be searched until it tips: it tells the missing cost to the cent.
    """
    leave_out(new_team)
    told, kept = set[tuple[str, bool]](), new_team.ask("solo 2025-08").text
    for line in ("", "1000 ads linkedin solo", "9000 ads linkedin solo", "50000 ads linkedin solo"):
        if line:
            new_team.client.command("/roi-cost", f"{line} 2025-08-11", user=MAX)
        answer = new_team.ask("solo 2025-08", MAX).text
        told.add((answer.splitlines()[2], "Verdicts come" in answer))
        if line:
            new_team.ask("undo", MAX)
    assert told == {("Not all costs are logged: missing Vera’s hours (ask <@UADA>)", False)}
    new_team.cost_form("people", user=MAX, people="Vera 0.01 1", campaign="solo", date="2025-08-11")
    assert "Vera" not in new_team.ask("solo 2025-08", MAX).text
    assert "Vera’s hours (37.24 h, " in new_team.ask("solo 2025-08").text
    new_team.ask("undo", MAX)
    assert new_team.ask("solo 2025-08").text == kept


# --- a cost split by hours ---

SPLIT_BY_HOURS = [
    ("Max 10 50", "Wanda 37.25 61.73", True),
    ("Max 10 50\nXaver 5 50\nYara 5 50", "Max 10 50\nWanda 37.25 61.73", True),
    ("Max 10 50\nXaver 5 50\nYara 5 50", "Max 10 50\nWanda 37.25 61.73\nXaver 5 50", False),
]


@pytest.mark.parametrize(("first", "second", "refused"), SPLIT_BY_HOURS)
def test_a_split_by_hours_is_no_measure_of_one_person(new_team: Team, first: str, second: str, refused: bool) -> None:
    """Max knows his own hours and cost, and reads every campaign's part: of one other person it would tell the hours,
    of one beside himself hours and rate. Nothing is saved then.
    """
    team = new_team
    for name, lines in (("Known", first), ("Asked", second)):
        team.campaign(name)
        team.cost_form("people", people=lines, campaign=name.lower(), date="2025-08-04")
    view = team.form("/roi-cost")
    team.client.select(view, "category", "tools", user=ADA)
    answer = team.client.submit(team.slack.views[view["id"]], BY_HOURS, user=ADA)
    assert ("reveal one person’s hours" in answer.errors.get("split", "")) is refused
    assert ("$4,725.00" in team.ask("history", MAX).text) is not refused


BY_HOURS = {"amount": "4725", "date": "2025-08-20", "split": "hours"}


def test_whoever_makes_people_up_measures_nothing(new_team: Team) -> None:
    """Two made-up persons beside Wanda leave her hours, for who has logged them: what one has logged makes no crowd."""
    team = new_team
    team.campaign("Asked")
    team.cost_form("people", people="Wanda 37.25 61.73", campaign="asked", date="2025-08-04")
    team.cost_form("people", user=MAX, people="One 1 1\nTwo 1 1\nThree 1 1", campaign="asked", date="2025-08-04")
    view = team.form("/roi-cost")
    team.client.select(view, "category", "tools", user=ADA)
    assert "“asked”" in team.client.submit(team.slack.views[view["id"]], BY_HOURS, user=ADA).errors["split"]


def test_a_cost_that_repeats_stops_being_split_where_it_would_tell(new_team: Team) -> None:
    """Set up while three worked; in the month only Wanda did, it is logged as shared."""
    team = new_team
    team.campaign("Asked")
    team.cost_form("people", people="Max 10 50\nWanda 5 61.73\nXaver 5 50", campaign="asked", date="2025-08-04")
    team.cost_form("people", people="Wanda 37.25 61.73", campaign="asked", date="2025-09-04")
    team.cost_form("tools", amount="47.25", date="2025-08-20", split="hours", repeat="monthly")
    team.tick(datetime(2025, 9, 20, 12, tzinfo=UTC))
    assert "cost $47.25" in team.ask("asked 2025-08-20", MAX).text
    assert "cost $0.00" in team.ask("asked 2025-09-20", MAX).text
    assert "cost $47.25" in team.ask("2025-09-20", MAX).text


# --- where the bot speaks by itself, or to many ---


@pytest.mark.parametrize("user", [ADA, MAX])
def test_sharing_tells_it_to_nobody(books: Team, user: str) -> None:
    """Whoever shares posts what everybody may read."""
    for text in ("solo all", "channels all", "duo all"):
        answer = books.ask(text, user)
        books.share(answer.body or {}, user)
        assert leaks(json.dumps(books.slack.responses[-1][1], ensure_ascii=False)) == []


@pytest.mark.parametrize("user", READERS)
def test_the_home_tab_keeps_it(books: Team, user: str) -> None:
    """The overview there is the reader's own."""
    books.client.event("app_home_opened", user=user, channel=f"D{user}", tab="home")
    assert leaks(json.dumps(books.slack.home.get(user, {}), ensure_ascii=False)) == []


def test_digest_and_alerts_keep_it(books: Team) -> None:
    """Posted where everybody reads: set up by an admin, they still merge."""
    rhythm, place = weekly(), books.conversation()
    run = next_run(rhythm)
    week = rhythm.reported(run)
    books.goal("Signup", "5")  # what a conversion may cost, so that spend without one is suspected
    books.campaign("Weekly")
    books.cost(f"377 ads tiktok weekly {week.start}")
    books.cost_form("people", people="Wanda 37.25", campaign="weekly", channel="pinterest", date=week.start.isoformat())
    set_up(books, rhythm, place, ADA)
    books.fill("/roi", {"conversation": place}, "alerts")
    checked = next_run(MONDAY_NINE)
    for moment in sorted({run, checked}):
        books.tick(moment)
    assert len(books.posts(place)) >= 3
    assert leaks("".join(books.posts(place))) == []
    assert any("TikTok: $377.00 without a result" in post for post in books.posts(place))


# --- forms and errors ---


@pytest.mark.parametrize("user", [MAX, ANNA])
@pytest.mark.parametrize("lines", ["Wanda 1", "Wanda 1 1\nWanda 1", "wanda 1\nNobody 1", "Wanda one"])
def test_forms_and_errors_tell_nothing(books: Team, user: str, lines: str) -> None:
    """Neither the form, its metadata nor what is wrong with a line knows a kept rate."""
    view = books.form("/roi-cost", user=user)
    books.client.select(view, "category", "people", user=user)
    shown = books.slack.views[view["id"]]
    refused = books.client.submit(shown, {"people": lines, "campaign": "solo"}, user=user)
    assert refused.errors
    told = " ".join(refused.errors.values()).replace("Wanda one", "")
    assert leaks(json.dumps(shown, ensure_ascii=False) + told) == []


OPENED = (
    "solo all",
    "duo all",
    "trio all",
    "all",
    "channels all",
    "campaigns all",
    "content all",
    "compare solo duo all",
)


@pytest.mark.parametrize("user", [MAX, ANNA])
@pytest.mark.parametrize("text", OPENED)
def test_no_opened_figure_tells_it(books: Team, text: str, user: str) -> None:
    """Every figure of every answer, opened and paged to its end: no rate, no hours, no one person's cost, no name."""
    for view in opened_once(books, text, user):
        assert leaks(json.dumps(view, ensure_ascii=False)) == []


def test_an_admin_opens_it_all(books: Team) -> None:
    """The control: the rows of people are there for who may see them."""
    shown = "".join(said(view["blocks"]) for view in opened_once(books, "solo all", ADA))
    assert "Wanda: 37.25 h × $61.73" in shown


def test_opened_people_are_one_line(books: Team) -> None:
    """One person is merged with another category, whose rows are not listed apart either; two are a sum."""
    solo = "".join(said(view["blocks"]) for view in opened_once(books, "solo all", MAX))
    assert "Ads + People: cost $3,299.44; admins see the rows" in solo
    assert "$900.00 · Ads" not in solo
    assert "Cost = Tools $30.00 + Agency $20.00 + Ads + People $3,299.44 = $3,349.44" in solo
    duo = "".join(said(view["blocks"]) for view in opened_once(books, "duo all", MAX))
    assert "People: cost $2,799.44; admins see the rows" in duo


@cache
def opened_once(team: Team, text: str, user: str) -> tuple[Payload, ...]:
    """Every page, opened once for all that is asked of it."""
    return tuple(every_page(team, text, user))


def every_page(team: Team, text: str, user: str) -> Iterator[Payload]:
    """Each figure of the answer's menu, at each of its pages."""
    view = team.details(text, "entries", user)
    for group in find(view["blocks"], "figure").element["option_groups"]:
        for option in group["options"]:
            team.client.select(view, "figure", option["value"], user=user)
            view = team.slack.views[view["id"]]
            yield view
            while "figures_older" in json.dumps(view):
                team.client.press("figures_older", view=view, user=user)
                view = team.slack.views[view["id"]]
                yield view


@pytest.mark.parametrize("text", ["solo all", "trio all", "all", "compare solo duo all"])
def test_a_figure_that_only_admins_have_is_not_opened(books: Team, text: str) -> None:
    """The ids of an admin's menu, and of another answer's, put into a member's, at pages that are not there; those that
    stand in the member's own too, once each.
    """
    ids = list(dict.fromkeys(str(figure) for asked in (text, "duo all") for figure in _menu(books, asked, ADA)))
    own = set(_menu(books, text, MAX))
    view = books.slack.opened[-1]
    for number, figure in enumerate(ids):
        chosen = {"text": {"type": "plain_text", "text": "x"}, "value": figure}
        forged = ({"page": 3, "figure": figure, "revision": 10**9}, {"typed": "duo all"}, {"newer": [0, 0]})
        for more in (forged[number % 3],) if figure in own else ({}, *forged):
            kept = json.dumps({**json.loads(view["private_metadata"]), **more})
            books.client.select({**view, "private_metadata": kept}, "figure", chosen, user=MAX)
            assert leaks(json.dumps(books.slack.views[view["id"]], ensure_ascii=False)) == []


def _menu(team: Team, text: str, user: str) -> Iterator[str]:
    for group in find(team.details(text, "entries", user)["blocks"], "figure").element["option_groups"]:
        yield from (option["value"] for option in group["options"])


@pytest.mark.parametrize(
    "button", ["undo", "undo_listed", "undo_sure", "redo", "redo_sure", "refund", "reopen", "history_older", "correct"]
)
def test_anothers_button_tells_nothing(books: Team, button: str) -> None:
    """Whatever id is forged into a button, the answer holds nothing of another's entry."""
    sent = len(books.slack.responses)
    for entry in range(1, 20):
        books.client.press(button, str(entry), user=ANNA)
    assert leaks(json.dumps(books.slack.responses[sent:], ensure_ascii=False)) == []


def test_the_author_reads_ones_own(books: Team) -> None:
    """Max sees what he typed himself, in the receipt and in his history; Anna does not."""
    made = said(books.cost_form("people", user=MAX, people="Ulf 3 44", campaign="solo", date=SUNDAY.isoformat()).body)
    assert "Ulf: 3 h × $44.00" in made
    assert "$132.00 · People" in books.ask("history solo", MAX).text
    history = books.ask("history solo", ANNA).text
    assert "132" not in history
    assert "Ulf" not in history
    books.ask("undo", MAX)


def test_logs_keep_it(copies: Copies) -> None:
    """What the program writes, talkative as it can be, holds neither hours nor rate nor name."""
    written = io.StringIO()
    settings = {"ROIBOT_LOG_LEVEL": "DEBUG"}
    with contextlib.redirect_stderr(written), at_work(copies.url("sqlite"), **settings) as team:
        fill(team)
        for user in READERS[:2]:
            team.ask("solo all", user)
            team.ask("history", user)
    assert leaks(written.getvalue()) == []
