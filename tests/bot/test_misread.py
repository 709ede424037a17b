"""What was not understood behind `/roi` is named as what it probably is, with the nearest of every kind."""

from __future__ import annotations

import re

import pytest

from core.ledger.entries import Conversion, Cost
from tests.bot.conftest import ANNA, DAY, MAX, Team
from tests.screens import controls, find

READERS = {"en": MAX, "pl": ANNA}


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    team.goal("Newsletter", "15")
    team.campaign("Campaign Q3")
    team.cost(f"100 ads linkedin campaign-q3 {DAY}")
    return team


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize(
    ("typed", "told", "meant"),
    [
        ("linkedn q3", {"en": "a channel called “linkedn”", "pl": "kanału „linkedn”"}, "/roi linkedin q3"),
        ("linkedn?", {"en": "a channel called “linkedn”", "pl": "kanału „linkedn”"}, "/roi linkedin"),
        (
            "campain-q3 linkedin",
            {"en": "a campaign called “campain-q3”", "pl": "kampanii „campain-q3”"},
            "campaign-q3 linkedin",
        ),
        (
            "campaign-q3 linkedn",
            {"en": "a channel called “linkedn”", "pl": "kanału „linkedn”"},
            "/roi campaign-q3 linkedin",
        ),
        ("campaign-q3 jly", {"en": "read the period “jly”", "pl": "okresu „jly”"}, "/roi campaign-q3 july"),
        ("linkedin jly", {"en": "read the period “jly”", "pl": "okresu „jly”"}, "/roi linkedin july"),
        ("in jly", {"en": "read the period “in jly”", "pl": "okresu „in jly”"}, "/roi july"),
        ("last 3 weks ago", {"en": "read the period “last 3 weks ago”", "pl": "okresu „last 3 weks ago”"}, "july 2026"),
        ("newsleter", {"en": "a goal called “newsleter”", "pl": "celu „newsleter”"}, "/roi newsletter"),
        ("histroy mine", {"en": "the command “histroy mine”", "pl": "polecenia „histroy mine”"}, "/roi history mine"),
        ("reprot", {"en": "the command “reprot”", "pl": "polecenia „reprot”"}, "/roi report"),
        ("3 kwartl", {"en": "read the period “3 kwartl”", "pl": "okresu „3 kwartl”"}, ""),
        ("budgte", {"en": "the command “budgte”", "pl": "polecenia „budgte”"}, "/roi budget"),
        ("250 ads linkedin", {"en": "looks like a cost", "pl": "wygląda na koszt"}, "/roi-cost 250 ads linkedin"),
        ("40h 50 people", {"en": "looks like a cost", "pl": "wygląda na koszt"}, "/roi-cost 40h 50 people"),
        ("$250", {"en": "looks like a cost", "pl": "wygląda na koszt"}, "/roi-cost $250"),
        ("12 newsletter", {"en": "like conversions", "pl": "wygląda na konwersje"}, "/roi-conversion 12 newsletter"),
    ],
)
def test_it_is_named_as_what_it_probably_is(
    books: Team, language: str, typed: str, told: dict[str, str], meant: str
) -> None:
    """Which part it was, and the whole line as it may have been meant."""
    answer = books.ask(typed, READERS[language]).text
    assert told[language] in answer
    assert meant.replace("july 2026", {"en": "july 2026", "pl": "lipiec 2026"}[language]) in answer
    assert "/roi new " not in answer
    assert "/roi nowa " not in answer


WORDS = (
    *("cele", "alert", "kanał", "kampania", "treść", "konwersja", "koszt", "goals", "plany", "szanse", "metryki"),
    *("benchmarks", "stawki", "kursy", "podsumowania", "raport", "nowy", "dodaj", "utwórz", "usuń", "wycofaj", "wpisy"),
    *("porównanie", "waluta", "język", "opcje", "lejek", "cykliczne", "abonamenty", "historia mój", "historia moja"),
    *("historia własne", "porównaj czerwiec do lipca", "porównaj czerwiec z lipcem", "porównaj czerwiec i lipiec"),
    *("porównaj czerwiec oraz lipiec", "porównaj czerwiec kontra lipiec", "compare june to july"),
    *("porównaj linkedin i youtube", "porównaj linkedin oraz yt", "porównaj linkedin kontra youtube lipiec"),
)


@pytest.mark.parametrize("typed", WORDS)
def test_what_a_pole_types_on_the_first_morning_is_understood(books: Team, typed: str) -> None:
    """A form opens or an answer comes; nothing is unknown."""
    shown = len(books.slack.opened)
    answer = books.ask(typed)
    assert answer.status == 200
    assert len(books.slack.opened) > shown or not re.search("I (can’t|don’t)", answer.text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zeszly miesac", "/roi zeszły miesiąc"),
        ("pazdzirnik", "/roi październik"),
        ("campaign-q3 tydzen", "/roi campaign-q3 tydzień"),
        ("kanaly sierpen", "/roi kanaly sierpień"),
        ("porownani", "/roi porównanie"),
        ("utwozr", "/roi utwórz"),
    ],
)
def test_what_is_proposed_to_a_pole_has_its_polish_letters(books: Team, typed: str, meant: str) -> None:
    """Also where it was typed without them."""
    assert meant in books.ask(typed, ANNA).text


@pytest.mark.parametrize("language", READERS)
def test_a_line_to_log_is_logged_by_its_button(books: Team, language: str) -> None:
    """`/roi 19 ads …` offers the line; pressed twice, it is logged once."""
    asked = books.ask(f"19 ads linkedin campaign-q3 {DAY}", READERS[language])
    button = find(asked.blocks, "log_cost_as").element
    assert button["text"]["text"] == {"en": "Log it", "pl": "Dodaj"}[language]
    for _ in range(2):
        assert "19" in books.press("log_cost_as", asked.body or {}, READERS[language])["text"]
    mine = [entry.fact for entry in books.entries() if entry.logged_by == READERS[language]]
    assert [fact.amount.minor for fact in mine if isinstance(fact, Cost)].count(19_00) == 1


@pytest.mark.parametrize("language", READERS)
def test_a_period_behind_a_command_is_named(books: Team, language: str) -> None:
    """The command is kept in what is proposed."""
    answer = books.ask("channels jly", READERS[language]).text
    assert {"en": "can’t read the period “jly”", "pl": "Nie rozumiem okresu „jly”"}[language] in answer
    assert "/roi channels july" in answer


@pytest.mark.parametrize(
    "typed", ["linkedin?", "campaign-q3 ?", "goals?", "raport", "cele", "alert", "kursy?", "lejek"]
)
def test_what_is_meant_is_understood(books: Team, typed: str) -> None:
    """A question mark says nothing; the plural and singular of every command are the command."""
    shown = len(books.slack.opened)
    answer = books.ask(typed, ANNA)
    assert len(books.slack.opened) > shown or "Nie " not in answer.text.splitlines()[0], answer.text


@pytest.mark.parametrize("language", READERS)
def test_a_goal_named_alone_is_a_goal(books: Team, language: str) -> None:
    """It says what of it can be asked."""
    answer = books.ask("newsletter", READERS[language]).text
    assert {"en": "“Newsletter” is a goal. /roi goal newsletter", "pl": "/roi cel newsletter"}[language] in answer


@pytest.mark.parametrize("word", ["koszt", "cost"])
def test_a_cost_behind_the_question_is_logged(books: Team, word: str) -> None:
    """`/roi koszt 250 reklamy …` is `/roi-cost 250 reklamy …`."""
    assert "31" in books.ask(f"{word} 31 reklamy linkedin campaign-q3 {DAY}", ANNA).text
    assert books.ask("history campaign-q3", MAX).text.count("$31.00") >= 1


@pytest.mark.parametrize("typed", ["compare linkedn youtube", "compare campaign-q3 youtub"])
def test_the_half_that_is_unknown_is_named(books: Team, typed: str) -> None:
    """The nearest channels and campaigns are offered."""
    answer = books.ask(typed).text
    assert "Did you mean" in answer
    assert ("linkedin" in answer) == ("linkedn" in typed)


@pytest.mark.parametrize("language", READERS)
def test_conversions_without_a_goal_offer_the_goals_there_are(books: Team, language: str) -> None:
    """A button each; pressed, the line is logged with it, once."""
    line = f"7 linkedin campaign-q3 {DAY}"
    asked = books.client.command("/roi-conversion", line, user=READERS[language])
    assert {"en": "Nothing is saved yet.", "pl": "Nic jeszcze nie zapisano."}[language] in asked.text
    [button] = [one for one in controls(asked.blocks) if one.action_id.startswith("log_conversion_as")]
    assert button.element["text"]["text"] == "Newsletter"
    for _ in range(2):
        logged = books.press(button.action_id, asked.body or {}, READERS[language], button.element["value"])
        assert "7 × Newsletter" in logged["text"]
    mine = [entry.fact for entry in books.entries() if entry.logged_by == READERS[language]]
    assert [fact.count for fact in mine if isinstance(fact, Conversion)] == [7]


def test_a_goal_called_like_a_command_leaves_it_its_word(new_team: Team) -> None:
    """A campaign of that name is asked for by it; of a goal there is nothing to answer, so the command is."""
    for word, forms in (("recurring", []), ("pipeline", ["deal"]), ("report", ["digest"])):
        new_team.goal(word.title(), "5")
        shown = len(new_team.slack.opened)
        assert "is a goal" not in new_team.ask(word).text
        assert [view["callback_id"] for view in new_team.slack.opened[shown:]] == forms


@pytest.mark.parametrize("typed", ["cohorts campaign-q3 linkedin", "cohorts linkedin", "cohorts linkedin 2025"])
def test_cohorts_are_of_campaigns(books: Team, typed: str) -> None:
    """A channel is neither dropped without a word nor looked for among the campaigns."""
    assert "Cohorts are of campaigns, not of channels" in books.ask(typed).text
    assert "Kohorty liczy się dla kampanii, nie dla kanałów" in books.ask(typed, ANNA).text


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("typed", ["budget campaign-q3", "budżet campaign-q3", "budget for campaign-q3?"])
def test_a_budget_of_a_campaign_is_on_its_answer(books: Team, language: str, typed: str) -> None:
    """`budget NAME` is the campaign."""
    assert books.ask(typed, READERS[language]).text == books.ask("campaign-q3", READERS[language]).text


ABSURD = (
    *("budget autumn-2026", "ads", "now", "ade", "raprot", "kampanai", "histroia", "najlepsz", "szanss", "abonamnety"),
    *("channls autumn-2026", "chanels foo", "lipice", "czerwjec", "how is autumn", "linkedin foo", "compar foo bar"),
)


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("typed", ABSURD)
def test_every_line_proposed_is_understood(books: Team, language: str, typed: str) -> None:
    """Never the line that was typed, nor *new* for what is another word; in English for who reads English."""
    answer = books.ask(typed, READERS[language]).text
    proposed = re.findall(
        r"/roi ([^,?]+)", "".join(re.split("Did you mean|Czy chodziło o", answer.splitlines()[0])[1:])
    )
    for line in proposed:
        shown = len(books.slack.opened)
        again = books.ask(line, READERS[language]).text
        assert line != typed
        assert line.split()[0] not in ("new", "nowa", "add")
        assert len(books.slack.opened) > shown or not re.search("I (can’t|don’t)|Nie (znam|rozumiem)", again), line
        assert language == "pl" or not POLISH.search(line), line


POLISH = re.compile("[ąćęłńóśźż]|raport|kampani|szans|abonament|lipiec|czerwiec|najlepsz|histori")


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("typed", ["hi", "Hello!", "thanks", "cześć", "dzień dobry", "dzięki"])
def test_a_greeting_gets_help(books: Team, language: str, typed: str) -> None:
    """It asks nothing, so nothing of it is unknown."""
    assert books.ask(typed, READERS[language]).text == books.ask("help", READERS[language]).text


# --- what was meant is one press away ---


def test_what_was_meant_is_asked_with_one_press(team: Team) -> None:
    """In the place of what was not understood; the line is on the button as it is typed."""
    team.campaign("Pressed spring")
    refused = team.ask("pressed-sprng")
    meant = find(refused.blocks, "ask_line~0").element
    assert meant["text"]["text"] == "/roi pressed-spring"
    answered = team.press("ask_line~0", refused.body or {})
    assert answered["replace_original"] is True
    assert answered["text"] == team.ask("pressed-spring").text


def test_a_word_of_the_bots_own_is_pressed_as_it_is_typed(team: Team) -> None:
    """Whether it answers or opens a form."""
    refused = team.ask("histori", MAX)
    assert team.press("ask_line~0", refused.body or {}, MAX)["text"] == team.ask("history", MAX).text
    refused, shown = team.ask("targett", MAX), len(team.slack.opened)
    team.client.press("ask_line~0", message=refused.body or {}, user=MAX)
    assert [view["callback_id"] for view in team.slack.opened[shown:]] == ["target"]
