"""Questions in words: where to cut, where more, what is best and worst, where the next money goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.conftest import ADA, ANNA, MAX, Team, said, today
from tests.screens import find, offered

CUT = [
    *("cut", "where should I cut", "Where to cut?", "where can we cut costs?"),
    *("gdzie ciąć", "gdzie obciąć?", "co wyłączyć", "gdzie ciąć koszty?", "gdzie ciąć wydatki"),
]


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Forty days ago one campaign earned on LinkedIn, one lost on Facebook, and one on YouTube says too little."""
    day = today() - timedelta(days=40)
    team.goal("signup", "10")
    for name, channel, results in (("Growing", "linkedin", 400), ("Losing", "facebook", 0), ("Open", "youtube", 98)):
        team.campaign(name, budget="2000")
        team.cost(f"1000 ads {channel} {name.lower()} {day}")
        if results:
            team.conversions(f"{results} signup {channel} {name.lower()} {day}")
    return team


@pytest.mark.parametrize("typed", CUT)
def test_where_to_cut_is_answered(books: Team, typed: str) -> None:
    """Cut, more and watch with money each, of the last 365 days; a next step; and every channel and campaign."""
    answer = books.ask(typed).text
    lines = answer.splitlines()
    assert "ROI 66.00% · cost $3,000.00 · return $4,980.00" in lines
    assert "Last 365 days" in lines
    [cut] = [line for line in lines if line.startswith("Cut ")]
    assert cut in ("Cut Facebook: $1,000.00 brought nothing.", "Cut Losing: $1,000.00 brought nothing.")
    [more] = [line for line in lines if line.startswith("More on ")]
    assert "the next $1,000.00 would bring" in more
    [watch] = [line for line in lines if line.startswith("Watch ")]
    assert "behind by $20.00 so far" in watch
    rows = [line for line in lines if ": ROI " in line]
    assert [line.partition(":")[0] for line in rows] == [
        *("Facebook", "YouTube", "LinkedIn"),
        *("Losing", "Open", "Growing"),
    ]
    assert "▼ loses" in rows[0]
    [step] = [line for line in lines if line.endswith(" shows what is behind it.")]
    command = step.removeprefix("Next: ").removesuffix(" shows what is behind it.")
    assert "ROI -100.00% · cost $1,000.00 · return $0.00" in books.ask(command.removeprefix("/roi ")).text


@pytest.mark.parametrize(
    "typed",
    [
        *("how is growing doing?", "How’s growing", "how did growing do last 90 days", "show me growing"),
        *("jak idzie growing?", "jak wypada growing", "pokaż growing", "jak tam growing"),
    ],
)
def test_how_something_is_doing_is_asked_as_of_a_person(books: Team, typed: str) -> None:
    """The words around a name that say only that it is a question change nothing."""
    assert "ROI 300.00% · cost $1,000.00 · return $4,000.00" in books.ask(typed).text


@pytest.mark.parametrize("typed", ["gdzie ciąć", "where to cut"])
def test_a_polish_reader_reads_polish(books: Team, typed: str) -> None:
    """The lines, the lists and the next step."""
    answer = books.ask(typed, ANNA).text
    assert "Utnij wydatki na " in answer
    assert "Obserwuj" in answer
    assert "Ostatnie 365 dni" in answer


@pytest.mark.parametrize(("typed", "told"), [("best", "Best: LinkedIn"), ("worst", "Worst: Facebook")])
def test_best_and_worst_are_named_where_the_gap_is_real(books: Team, typed: str, told: str) -> None:
    """Above the same list; each alone."""
    answer = books.ask(typed).text
    assert told in answer
    assert ("Best: " in answer, "Worst: " in answer) == (typed == "best", typed == "worst")


@pytest.mark.parametrize("typed", ["najlepsze", "najlepszy kanał", "best channels", "najgorsze kampanie?", "najgorsze"])
def test_they_are_asked_in_polish_too(books: Team, typed: str) -> None:
    assert "Growing: ROI 300.00%" in books.ask(typed).text


@pytest.mark.parametrize(
    ("question", "many"),
    {
        "where to cut": [
            *("where am I losing money?", "where do we lose money", "what loses", "what should I stop?"),
            *("gdzie tracę", "gdzie tracimy pieniądze?", "co nie zarabia", "na czym tracimy"),
        ],
        "best": [
            *("which channel is best?", "which campaign is the best", "what is the best channel"),
            *("what’s working?", "which channel works best", "który kanał najlepszy", "która kampania jest najlepsza?"),
            *("co się opłaca", "co zarabia", "który kanał działa najlepiej"),
        ],
        "worst": ["which channel is worst", "what isn't working", "który kanał jest najgorszy", "najgorszy kanał"],
    }.items(),
    ids=str,
)
def test_a_question_is_asked_in_many_words(books: Team, question: str, many: list[str]) -> None:
    """Each has the answer of its plainest form."""
    answer = books.ask(question).text
    assert [typed for typed in many if books.ask(typed).text != answer] == []


def test_a_campaign_called_as_a_question_is_asked_by_its_kind(new_team: Team) -> None:
    """And by its name alone; the question stays one where its words are other ones."""
    new_team.campaign("Best")
    for typed in ("campaign best", "kampania best", "best"):
        assert new_team.ask(typed).text.startswith("Best · ")
    assert new_team.ask("best campaigns").text.startswith("The best")


@pytest.mark.parametrize("typed", ["vs", "or", "to", "czy"])
def test_a_word_that_only_joins_compares_nothing(books: Team, typed: str) -> None:
    assert "Comparison" not in books.ask(typed).text


NEXT_MONEY = (
    *("budget", "where to spend more", "where would you put 1000 more", "where to put more"),
    *("budżet", "gdzie dołożyć", "gdzie dołożyć 1 000 zł"),
)


@pytest.mark.parametrize("typed", NEXT_MONEY)
def test_the_next_money_is_a_range(books: Team, typed: str) -> None:
    """And budgets say how far they have come."""
    answer = books.ask(typed).text
    assert "More on " in answer
    assert ("Growing: Budget pace: 50.00% committed" in answer) == typed.startswith("bud")
    assert ("Growing: budżet: zaangażowano 50,00%" in books.ask(typed, ANNA).text) == typed.startswith("bud")


def test_a_period_behind_it_is_of_the_lists(books: Team) -> None:
    """The advice stays that of the last 365 days."""
    answer = books.ask("where to cut 2025-08").text
    assert "1–31 Aug 2025" in answer.splitlines()[0]
    assert "Last 365 days" in answer
    assert "Cut " in answer
    assert "Facebook: ROI" not in answer


def test_it_is_shared_and_its_figures_open(books: Team) -> None:
    """As of any answer."""
    answer = books.ask("gdzie ciąć")
    assert {"share", "details"} <= offered(answer.blocks)
    assert "Cut " in books.press("share", answer.body or {})["text"]
    view = books.client.details(answer.body or {}, "entries", user=ADA)
    menu = find(view["blocks"], "figure").element["option_groups"]
    values = {option["value"] for group in menu for option in group["options"]}
    assert {"roi", "channel:facebook", "campaign:losing"} <= values
    assert "Facebook" in said(view)


def test_a_campaign_called_so_comes_first(books: Team) -> None:
    """A name that is typed whole is a name."""
    assert books.ask("what works", MAX).text.startswith("The best · ")
    books.campaign("What works")
    assert books.ask("what works", MAX).text.startswith("What works · ")
    assert books.ask("the best", MAX).text.startswith("The best · ")


def test_where_nothing_has_a_worth_that_is_said(new_team: Team) -> None:
    """There is no verdict without a worth."""
    new_team.campaign("Alone")
    new_team.cost(f"100 ads linkedin alone {today() - timedelta(days=40)}")
    answer = new_team.ask("where should I cut").text
    assert "say what a result is worth" in answer
    assert "Cut " not in answer


def test_the_overview_and_the_questions_say_the_same(new_team: Team) -> None:
    """What loses most and where more, and what is idle at its row; and *worst* does not doubt what is to be cut."""
    day = today() - timedelta(days=40)
    new_team.goal("signup", "10")
    for name, channel, results in (("Growing", "linkedin", 400), ("Losing", "facebook", 1)):
        new_team.campaign(name)
        new_team.cost(f"3000 ads {channel} {name.lower()} {day}")
        new_team.conversions(f"{results * 3} signup {channel} {name.lower()} {day}")
    new_team.campaign("Radar")
    new_team.cost(f"400 tools website radar {today() - timedelta(days=300)}")
    told = ("Cut ", "More on Growing: ")
    overview, question = (new_team.ask(typed).text for typed in ("last 365 days", "where to cut"))
    assert all(line in overview for line in told), overview
    assert all(line in question for line in told), question
    assert "Radar: nothing came of $400.00, and no ads ran on it" in question
    assert "Radar: ROI -100.00% · cost $400.00 · return $0.00 · ? idle" in overview
    assert "Radar ? idle" in said(new_team.ask("last 365 days").blocks)
    worst = new_team.ask("worst").text
    assert "Cut Losing: it lost " in worst or "Cut Facebook: it lost " in worst
    assert "Nothing is clearly better" not in worst
