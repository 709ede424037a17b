"""The history narrowed down: by words in any order and by menus under the list, which keep each other's choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, said
from tests.bot.test_refunds import values_of
from tests.screens import find

HIDDEN = "People and other: only admins see the amount"


@pytest.fixture(scope="module", autouse=True)
def books(team: Team) -> Team:
    """Two campaigns, one with a name of two words; ads and tools of two people, hours, conversions, a metric."""
    team.goal("Lead", "7")
    for name in ("Alpha", "Spring webinar"):
        team.campaign(name)
    team.cost(f"11 ads alpha {DAY}")
    team.cost(f"12 tools alpha {DAY}")
    team.cost(f"13 ads spring-webinar {DAY}")
    team.cost(f"14 ads alpha {DAY}", user=MAX)
    team.cost(f"37.25h 61.73 people alpha {DAY}")
    team.conversions(f"3 lead alpha {DAY}", user=MAX)
    team.fill("/roi", {"metric": "clicks", "count": "5", "channel": "x", "campaign": "alpha", "date": DAY}, "metric")
    return team


def rows(answer: Answer | Payload) -> list[str]:
    """What is listed: the amounts or counts at the beginning of each row."""
    text = answer.text if isinstance(answer, Answer) else str(answer["text"])
    return [line.split(" · ")[0] for line in text.splitlines() if " · 4 Aug 2025" in line or line.startswith(HIDDEN)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("alpha ads", ["$14.00", "$11.00"]),
        ("ads alpha", ["$14.00", "$11.00"]),
        ("spring-webinar ads", ["$13.00"]),
        ("mine alpha tools", ["$12.00"]),
        ("Spring Webinar", ["$13.00"]),
        ("ads spring webinar mine", ["$13.00"]),
        ("<@UMAX|max> alpha", ["3 × Lead", "$14.00"]),
        ("alpha <@UMAX>", ["3 × Lead", "$14.00"]),
        ("agency", []),
        ("mine alpha", ["Clicks: 5", "$2,299.44", "$12.00", "$11.00"]),
    ],
)
def test_words_in_any_order(books: Team, words: str, found: list[str]) -> None:
    """A campaign of one word or more, a category, oneself or another; each narrows the list down."""
    assert rows(books.ask(f"history {words}")) == found


def test_polish_words_too(books: Team) -> None:
    """`moje`, and categories as a Polish hand types them."""
    assert "14,00" in books.ask("historia alpha reklamy", ANNA).text
    assert "Żaden wpis nie pasuje do tego filtra." in books.ask("historia moje reklamy", ANNA).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("alhpa ads", "I don’t know “alhpa” here. Did you mean alpha?"),
        ("ads toools", "I don’t know “toools” here. Did you mean tools?"),
        ("mien", "I don’t know “mien” here. Did you mean mine?"),
        ("zzz", "I don’t know “zzz” here. After /roi history you can type a campaign, a category or “mine”."),
        ("ads tools", "“ads” and “tools” are each a category. Keep one."),
    ],
)
def test_a_word_it_does_not_know_is_named(books: Team, words: str, told: str) -> None:
    """With what is nearest; and two of one kind are said to be."""
    assert told in books.ask(f"history {words}").text


def test_every_row_says_from_where_and_what_became_of_it(books: Team) -> None:
    """Who, when, from where, and whether it stands."""
    user = books.person()
    books.campaign("Rows")
    books.cost(f"21 ads rows {DAY}", user)
    books.cost_form("ads", user, amount="22", campaign="rows", date=DAY)
    books.press("redo", books.ask("undo", user).body or {}, user)
    books.ask("undo", user)
    lines = [line for line in books.ask("history rows", user).text.splitlines() if line.startswith(f"<@{user}>")]
    states = [line.split(" · ", 2)[2] for line in lines]
    assert states == ["undo", "restore · undone since", "undo", "form · undone since", "quick line · counted"]


# --- the menus ---


def choose(team: Team, answer: Answer | Payload, action: str, value: object, user: str = ADA) -> Payload:
    """Chooses in a menu under the list; what then stands in its place."""
    shown: Mapping[str, Any] = (answer.body or {}) if isinstance(answer, Answer) else answer
    sent = len(team.slack.responses)
    assert team.client.press(action, value, message=dict(shown), user=user).status == 200
    assert len(team.slack.responses) == sent + 1
    made = team.slack.responses[-1][1]
    assert made["replace_original"] is True
    return made


def test_menus_keep_each_others_choice(books: Team) -> None:
    """A person, then a category, then a campaign: all three hold, and each menu shows what was chosen."""
    first = choose(books, books.ask("history"), "history_person", ADA)
    second = choose(books, first, "history_category", "ads")
    third = choose(books, second, "history_campaign", "alpha")
    assert third["text"].startswith("History of Alpha\nOnly: <@UADA> · Ads\n")
    assert rows(third) == ["$11.00"]
    assert find(third["blocks"], "history_person").element["initial_user"] == ADA
    assert find(third["blocks"], "history_category").element["initial_option"]["value"] == "ads"
    assert find(third["blocks"], "history_campaign").element["initial_option"]["text"]["text"] == "Alpha"
    every = choose(books, third, "history_category", "all")
    assert rows(every) == ["Clicks: 5", "$2,299.44", "$12.00", "$11.00"]
    assert choose(books, every, "history_all", "all")["text"].startswith("History\n")


def test_menus_go_on_from_what_was_typed(books: Team) -> None:
    """Words first, a menu afterwards."""
    assert rows(choose(books, books.ask("history alpha"), "history_category", "tools")) == ["$12.00"]


def test_the_campaigns_menu_is_fed(books: Team) -> None:
    """With the team's campaigns; and creating one is not offered there."""
    offered = books.client.suggest("history_campaign", "spring", user=ADA).body or {}
    assert [option["value"] for group in offered["option_groups"] for option in group["options"]] == ["spring-webinar"]
    assert (books.client.suggest("history_campaign", "nothing so named", user=ADA).body or {})["options"] == []


def test_pages_keep_the_choice(books: Team) -> None:
    """*Older* goes on with the same person, campaign and category, and loses and repeats nothing."""
    books.campaign("Many")
    for number in range(31, 41):
        books.cost(f"{number} ads many {DAY}")
        books.cost(f"{number} tools many {DAY}")
    first = books.ask("history many mine ads")
    assert rows(first) == [f"${number}.00" for number in range(40, 32, -1)]
    older = books.press("history_older", first.body or {})
    assert older["text"].startswith("History of Many\nOnly: <@UADA> · Ads\n")
    assert rows(older) == ["$32.00", "$31.00"]
    assert find(older["blocks"], "history_category").element["initial_option"]["value"] == "ads"


@pytest.mark.parametrize("code", ["history:no:such", "history:x:y:z:w", "nonsense", "history:UADA:alpha:<!here>"])
def test_a_forged_choice_is_everything_or_nothing(books: Team, code: str) -> None:
    """Whatever stands where the choice is kept, an answer comes and nothing is pinged."""
    made = books.ask("history").body or {}
    made["blocks"][-1]["block_id"] = code
    assert "<!" not in choose(books, made, "history_category", "ads")["text"]


# --- what is not for everybody ---


@pytest.mark.parametrize("words", ["people", "alpha people", "<@UADA> people", "alpha <@UADA>"])
def test_narrowing_down_reveals_no_pay(books: Team, words: str) -> None:
    """By person or by the category people: the row stands, its amount does not."""
    text = books.ask(f"history {words}", MAX).text
    assert HIDDEN in text
    assert "2,299.44" not in text
    assert "61.73" not in text


def test_menus_reveal_no_pay(books: Team) -> None:
    """Nor do the menus, however they are combined."""
    first = choose(books, books.ask("history alpha", MAX), "history_category", "people", MAX)
    second = choose(books, first, "history_person", ADA, MAX)
    for made in (first, second):
        assert HIDDEN in made["text"]
        assert "2,299.44" not in said(made["blocks"])
    assert "$2,299.44" in choose(books, books.ask("history alpha"), "history_category", "people")["text"]


def test_rows_of_others_keep_their_buttons(books: Team) -> None:
    """A member narrowing down to an admin's entries is offered to take none of them back."""
    assert values_of(books.ask("history <@UADA> alpha", MAX), "undo_listed") == []
    assert values_of(books.ask("history mine alpha ads", MAX), "undo_listed") != []
