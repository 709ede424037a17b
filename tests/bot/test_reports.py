"""Reports: overview, channels, campaigns, history, help; and what is answered when nobody knows the word."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from core.setup.command_words import COMMANDS
from core.setup.names import slug
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Team, said, today
from tests.bot.glances import at_a_glance
from tests.screens import controls, find, offered

MARKS = str.maketrans(dict.fromkeys("▲△▽▼…?!", " "))
LATER = "2025-10-06"
"""What single tests log lies outside the summer that the others look at."""


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Two campaigns in August 2025: one earns, one does not; and a cost of nobody's."""
    team.goal("lead", "10", stage="lead")
    team.campaign("Alpha")
    team.campaign("Beta")
    team.cost("100 ads linkedin alpha 2025-08-04")
    team.conversions("50 lead linkedin alpha 2025-08-05")
    team.cost("300 ads facebook beta 2025-08-06")
    team.cost("40 tools 2025-08-07")
    team.cost("60 ads linkedin alpha 2025-07-30")
    team.conversions("1 lead alpha 2025-07-31")
    return team


def test_the_overview_sums_first_and_divides_once(books: Team) -> None:
    """All campaigns of the period in one line, what belongs to none included."""
    answer = books.ask("2025-08")
    line = "ROI 13.64% · cost $440.00 · return $500.00"
    assert line in answer.text.splitlines()
    assert line in said(answer.blocks).splitlines()


def test_the_overview_says_where_to_cut_and_where_more(team: Team) -> None:
    """Of the last 365 days, whatever the period; and never of what has ended."""
    day = today() - timedelta(days=40)
    team.goal("cut-goal", "10")
    for name, results in (("Cutting", 0), ("Growing", 400), ("Gone", 0)):
        team.campaign(name, **({"end": str(day)} if name == "Gone" else {}))
        team.cost(f"1000 ads linkedin {name.lower()} {day}")
        if results:
            team.conversions(f"{results} cut-goal linkedin {name.lower()} {day}")
    answer = team.ask("2025-08").text
    assert "Last 365 days\n" in answer
    assert "Cut Cutting: $1,000.00 brought nothing." in answer
    assert "More on Growing: the next $1,000.00 would bring " in answer
    assert "Cut Gone" not in answer


def test_campaigns_come_with_the_greatest_loss_first(books: Team) -> None:
    """One row each: its line, its results, what it lost or earned; what belongs to none below them."""
    answer = books.ask("campaigns 2025-08").text
    beta = "Beta: ROI -100.00% · cost $300.00 · return $0.00 · ▼ loses\nlead: 0 · lost $300.00"
    alpha = (
        "Alpha: ROI 400.00% · cost $100.00 · return $500.00 · ▲ pays\n"
        "lead: 50, $2.00 each · earned $400.00 more than it cost"
    )
    shared = "Shared, no campaign: cost $40.00 · return $0.00"
    assert 0 < answer.index(beta) < answer.index(alpha) < answer.index(shared)


def test_channels_come_with_the_greatest_loss_first(books: Team) -> None:
    """Facebook has brought nothing, then LinkedIn; what has no channel stands below."""
    answer = books.ask("channels 2025-08").text
    places = [answer.index(line) for line in ("Facebook: ROI -100", "LinkedIn: ROI 400", "No channel: cost $40.00")]
    assert places == sorted(places)


def test_rows_add_up_to_the_total(books: Team) -> None:
    """Whatever the period, every row is shown or summed."""
    answer = books.ask("channels 2025-07-01..2025-08-31").text
    assert "ROI 2.00% · cost $500.00 · return $510.00" in answer
    assert "No channel: cost $40.00 · return $10.00\nlead: 1, $40.00 each" in answer


def test_what_is_missing_is_told(books: Team) -> None:
    """Categories without a cost, and conversions without a channel."""
    answer = books.ask("alpha").text
    assert "No cost logged in: Tools, People, Materials, Agency." in answer
    assert "1 conversion without a channel." in answer


def test_the_months_lie_side_by_side(books: Team) -> None:
    """August beside as many days before it."""
    answer = books.ask("alpha 2025-08").text
    assert "ROI 400.00% · cost $100.00 · return $500.00" in answer
    assert "1–31 Jul 2025: ROI -83.33% · cost $60.00 · return $10.00" in answer


def test_a_period_may_be_said_in_polish(books: Team) -> None:
    """`/roi alpha sierpień 2025` is August."""
    assert "ROI 400,00%" in books.ask("alpha sierpień 2025", ANNA).text
    assert "440,00\u00a0USD" in books.ask("sierpień 2025", ANNA).text
    assert "LinkedIn: ROI 400,00%" in books.ask("kanały 2025-08", ANNA).text


def test_every_answer_has_its_text_and_its_buttons(books: Team) -> None:
    """Each offers Share and both forms; whatever can be read in its blocks and *Details* stands in its text."""
    for text in ("2025", "alpha", "channels 2025", "campaigns 2025"):
        answer = books.ask(text)
        assert {"share", "cost", "conversions"} <= offered(answer.blocks)
        assert unsaid(books, text, answer.text) == set()


def unsaid(team: Team, asked: str, text: str) -> set[str]:
    """The words that stand only in the text, or only in the sentences of the first view: what is read at a glance has
    no cents there, and a mark is no word.
    """
    answer = team.ask(asked)
    seen = said([block for block in answer.blocks if block["type"] in ("header", "rich_text")]).translate(MARKS)
    opened = {*team.read(asked).split()}
    in_text = {word for word in text.split() if not {word, at_a_glance(word)} & opened}
    return in_text | (set(seen.split()) - {*text.split(), *map(at_a_glance, text.split())})


def test_the_same_books_give_the_same_answer(books: Team) -> None:
    """Asked twice, the answer is the same; after a new entry it is not."""
    books.campaign("Moving")
    first, second = books.ask("moving all"), books.ask("moving all")
    assert first.body == second.body
    books.cost(f"5 ads moving {LATER}")
    assert "cost $5.00" in books.ask("moving all").text


def test_a_new_workspace_is_told_how_to_begin(new_team: Team) -> None:
    """With nothing on the books the overview says what to do first, with buttons."""
    answer = new_team.ask()
    assert "Nothing is logged yet." in answer.text
    assert "/roi goal" in answer.text
    assert find(answer.blocks, "log_cost")


def test_an_empty_period_is_said_to_be_empty(books: Team) -> None:
    """With books, but nothing in the period, all is suggested."""
    assert "Nothing was logged in this period." in books.ask("2019").text


# --- words nobody knows ---


@pytest.mark.parametrize(("typed", "meant"), [("alfa", "alpha"), ("Betta", "beta"), ("alpha1 2025-08", "alpha")])
def test_a_misspelt_campaign_gets_the_nearest(books: Team, typed: str, meant: str) -> None:
    """The name is repeated, the nearest offered, and where the list is; no list buries it."""
    answer = books.ask(typed)
    assert f"I can’t find a campaign called “{typed.split()[0]}”." in answer.text
    assert f"Did you mean /roi {meant}" in answer.text
    assert "/roi help" in answer.text
    assert "/roi-cost" not in answer.text


def test_a_misspelt_command_gets_the_nearest(books: Team) -> None:
    """`/roi chanels` may have meant channels."""
    assert "I don’t know the command “chanels”. Did you mean /roi channels" in books.ask("chanels").text
    assert "Nie znam polecenia „powtarzaln”. Czy chodziło o: /roi powtarzalne" in books.ask("powtarzaln", ANNA).text


@pytest.mark.parametrize("word", ["xyzzy", "<!here>", "'; DROP TABLE entries; --", "🎉", "x" * 3000, "\u202eabc"])
def test_an_unknown_word_says_where_the_list_is(books: Team, word: str) -> None:
    """Whatever is typed, the answer is a sentence and where the list of what is understood is."""
    answer = books.ask(word)
    assert answer.status == 200
    assert answer.text.startswith(("I don’t understand “", "I can’t find a channel called “"))
    assert "/roi help" in answer.text
    assert "<!channel>" not in answer.text


@pytest.mark.parametrize("text", ["alpha 2025-02-30", "2025-13", "2025-08-10..2025-08-01"])
def test_a_period_that_does_not_exist_is_named(books: Team, text: str) -> None:
    """Nobody gets figures of another period than they asked for."""
    answer = books.ask(text).text
    assert "ROI " not in answer
    assert answer


@pytest.mark.parametrize("words", ["help all", "HELP ALL"])
def test_help_lists_everything(books: Team, words: str) -> None:
    """Every command is in it for those who may type all of them, and the formula."""
    answer = books.ask(words, ADA)
    for command in ("/roi channels", "/roi-cost", "/roi-conversion", "/roi goal", "/roi digest", "/roi settings"):
        assert command in answer.text
        assert command in said(answer.blocks)
    assert "ROI = (" in answer.text


def test_help_is_polish_for_polish_people(books: Team) -> None:
    """No English sentence is left in it."""
    for words in ("help", "help all"):
        assert "log a cost" not in books.ask(words, ANNA).text
        assert "to type" not in books.ask(words, ANNA).text
        assert "can type" not in books.ask(words, ANNA).text


@pytest.mark.parametrize("user", [MAX, ANNA])
def test_what_help_names_is_understood(books: Team, user: str) -> None:
    """Each word it lists in the reader's language is one of the bot's."""
    lines = books.ask("help", user).text + "\n" + books.ask("help all", user).text
    said_by_us = {slug(word) for word in re.findall(r"^/roi (\S+): ", lines, re.M)}
    known = set(COMMANDS) | {"campaign-q3", "kampania-q3", "linkedin", "cut"}
    assert len(said_by_us) > 15
    assert said_by_us <= known


# --- history ---


def test_history_says_who_and_when(books: Team) -> None:
    """The latest entries, newest first, with a mention (nobody is pinged: the answer is ephemeral) and the day."""
    max_ = books.person()
    books.campaign("Told")
    books.cost(f"11 ads linkedin told {LATER}", max_)
    books.cost(f"12 ads linkedin told {LATER}", ADA)
    answer = books.ask("history told")
    rows = answer.text.splitlines()
    assert rows[0] == "History of Told"
    assert rows[1].startswith("$12.00 · Ads · LinkedIn · Told · 6 Oct 2025")
    assert rows[2].startswith("<@UADA> · ")
    assert rows[4].startswith(f"<@{max_}> · ")
    assert (answer.body or {})["response_type"] == "ephemeral"


def test_history_keeps_what_was_taken_back(books: Team) -> None:
    """Nothing disappears: an undo is an entry of its own, and the first says it was taken back."""
    user = books.person()
    books.campaign("Kept")
    books.press("undo", books.cost(f"11 ads kept {LATER}", user).body or {}, user)
    answer = books.ask("history kept").text
    assert "Undone: $11.00 · Ads" in answer
    assert "undone since" in answer


def test_history_is_paged(books: Team) -> None:
    """Older shows the next ones, and the last page has no button left."""
    books.campaign("Long")
    for number in range(1, 12):
        books.cost(f"{number}.11 ads long {LATER}")
    first = books.ask("history long").body or {}
    assert "$11.11" in first["text"]
    assert "$4.11" in first["text"]
    assert "$3.11" not in first["text"]
    second = books.press("history_older", first)
    assert second["replace_original"] is True
    assert [f"${n}.11" in second["text"] for n in (4, 3, 2, 1)] == [False, True, True, True]
    assert "history_older" not in {control.action_id for control in controls(second["blocks"])}


def test_history_of_nothing_says_so(books: Team) -> None:
    """A campaign without entries has an empty history; an unknown one gets the nearest name."""
    books.campaign("Hushed")
    assert "Nothing is logged here yet." in books.ask("history hushed").text
    assert "Did you mean hushed" in books.ask("history hushd").text


def test_history_hides_what_people_cost_from_others(books: Team) -> None:
    """Hours and rates are the admins' and the author's to see."""
    author, reader = books.person(), books.person()
    books.campaign("Salaries")
    books.cost(f"10h 61.70 USD people salaries {LATER}", author)
    assert "$617.00" in books.ask("history salaries", author).text
    assert "$617.00" in books.ask("history salaries", ADA).text
    assert "$617" not in books.ask("history salaries", reader).raw


def test_guests_see_no_figures(books: Team) -> None:
    """Neither overview, campaign nor history."""
    for text in ("", "alpha", "history", "help"):
        assert books.ask(text, GUEST).text.startswith("Guests can’t")


# --- the Home tab ---


def test_the_home_tab_opens(books: Team) -> None:
    """Opening the app's Home draws what can be done; a guest's visit breaks nothing."""
    for user, tab in ((MAX, "home"), (ANNA, "home"), (GUEST, "home"), (ADA, "messages")):
        answer = books.client.event("app_home_opened", user=user, channel=f"D{user}", tab=tab)
        assert answer.status == 200
    assert find(books.slack.home[MAX]["blocks"], "log_cost")
    assert "Running campaigns, last 30 days" in said(books.slack.home[MAX]).replace("\n", "")
    assert "Aktywne kampanie, ostatnie 30 dni" in said(books.slack.home[ANNA]).replace("\n", "")
    assert ADA not in books.slack.home


def test_the_buttons_of_the_home_tab_work(books: Team) -> None:
    """Log a cost opens the form from there."""
    books.client.event("app_home_opened", user=MAX, channel="DMAX", tab="home")
    books.client.press("log_cost", view=books.slack.home[MAX], user=MAX)
    assert books.slack.opened[-1]["callback_id"] == "cost"


def test_a_foreign_workspace_is_refused(books: Team) -> None:
    """One token, one workspace: somebody else's request sees no figure."""
    answer = books.client.command("/roi", "alpha", user=ADA, team_id="T2FOREIGN")
    assert answer.text == "I’m not installed in your workspace, so I can’t answer here."
