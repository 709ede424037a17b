"""The language of answers: each person's own choice, else the workspace's, else Slack's."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from core.calendar.weekly import Weekday, Weekly
from core.setup.command_words import Command, word_in
from core.setup.languages import LANGUAGES
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, ZONE, Team, said
from tests.screens import state


def speaks(team: Team, user: str) -> str:
    """The language that somebody is helped in."""
    told = team.ask("help", user).text
    [code] = [code for code in LANGUAGES if f"\n/roi {word_in(Command.UNDO, code)}: " in told]
    return code


def chosen(team: Team, user: str) -> str:
    """The choice that the form opens with."""
    values = state(team.form("/roi", "language", user)["blocks"], {})["values"]
    return str(values["language"]["language"]["selected_option"]["value"])


# --- one's own choice ---


def test_whoever_chooses_polish_is_answered_in_polish(new_team: Team) -> None:
    """At once: answer, error, form, help and the Home that is opened; nobody else is."""
    answer = new_team.ask("language pl", MAX)
    assert answer.text.startswith("Twój język\nOd teraz odpowiadam Ci po polsku.")
    assert "Nie rozumiem" in new_team.ask("nobody", MAX).text
    assert new_team.form("/roi-cost", user=MAX)["submit"]["text"] == "Zapisz"
    new_team.client.event("app_home_opened", user=MAX, tab="home", view={})
    assert "Pierwsze ROI: trzy rzeczy do zrobienia" in said(new_team.slack.home[MAX])
    assert (speaks(new_team, MAX), speaks(new_team, ADA)) == ("pl", "en")


def test_the_form_chooses_as_the_word_does(new_team: Team) -> None:
    """It opens with what holds, and what takes its place is in the new language."""
    assert chosen(new_team, ANNA) == "slack"
    saved = new_team.fill("/roi", {"language": "en"}, "język", ANNA)
    assert "From now on I answer you in English." in said(saved.view)
    assert (chosen(new_team, ANNA), speaks(new_team, ANNA)) == ("en", "en")


def test_the_answer_offers_to_change_it(new_team: Team) -> None:
    """Its button opens the same form."""
    answer = new_team.ask("language pl", MAX)
    new_team.client.press("open_language", "open", message=answer.body, user=MAX)
    assert new_team.slack.opened[-1]["callback_id"] == "language"


def test_it_is_changed_as_often_as_one_likes(new_team: Team) -> None:
    """In the one modal: Slack stacks no more than three."""
    saved = new_team.fill("/roi", {"language": "pl"}, "language", MAX)
    view = next(one for one in new_team.slack.views.values() if "Od teraz" in said(one))
    for code in ("en", "pl", "en", "pl"):
        new_team.client.press("open_language", "open", view=new_team.slack.views[view["id"]], user=MAX)
        form = new_team.slack.views[view["id"]]
        assert form["callback_id"] == "language"
        saved = new_team.save(form, {"language": code}, MAX)
    assert "Od teraz odpowiadam Ci po polsku." in said(saved.view)


@pytest.mark.parametrize("words", ["język polski", "language Polish", "język po polsku", "language pl-PL", "jezyk PL"])
def test_a_language_is_named_in_either(new_team: Team, words: str) -> None:
    """As people call it, in either language."""
    assert "Od teraz odpowiadam Ci po polsku." in new_team.ask(words, MAX).text


def test_as_slack_is_slacks_own(new_team: Team) -> None:
    """It says what that means, and holds though the workspace has a language of its own."""
    new_team.fill("/roi", {"answer_language": "pl"}, "settings")
    assert speaks(new_team, MAX) == "pl"
    answer = new_team.ask("language as slack", MAX).text
    assert "As Slack: the language Slack itself is set to" in answer
    assert (speaks(new_team, MAX), chosen(new_team, MAX)) == ("en", "slack")
    assert "Jak w Slacku" in new_team.ask("język slack", ANNA).text


@pytest.mark.parametrize(("user", "told"), [(MAX, "I speak English and Polish"), (ANNA, "Mówię po polsku")])
def test_a_language_that_is_not_spoken_is_refused(team: Team, user: str, told: str) -> None:
    """With those that are."""
    assert team.ask("language deutsch", user).text.startswith(told)


def test_a_campaign_that_is_called_so_comes_first(new_team: Team) -> None:
    """The word is new: whoever has called a campaign so goes on asking for it."""
    new_team.campaign("Languages")
    assert new_team.ask("languages").text.startswith("Languages")


def test_a_notice_is_in_the_language_of_its_reader(new_team: Team) -> None:
    """What the bot writes to somebody directly is in the language they have chosen."""
    new_team.ask("language pl", MAX)
    values = {"conversation": new_team.conversation(), "weekday": "mon", "time": "09:00", "timezone": ZONE}
    new_team.fill("/roi", values, "digest", MAX)
    new_team.slack.scopes = "chat:write,commands,users:read"
    new_team.tick(Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE).next_after(datetime.now(UTC)))
    [told] = new_team.posts(new_team.slack.direct(MAX))
    assert "channels:read i groups:read" in told


# --- the workspace's ---


def test_the_workspace_speaks_where_nobody_has_chosen(new_team: Team) -> None:
    """People come before it, Slack's locale behind it; the receipt is in it already, and Undo takes it back."""
    new_team.ask("language en", MAX)
    saved = new_team.fill("/roi", {"answer_language": "pl"}, "settings")
    assert "Język odpowiedzi: Jak w Slacku → Polski" in said(saved.view)
    assert [speaks(new_team, user) for user in (ADA, MAX, ANNA)] == ["pl", "en", "pl"]
    assert new_team.ask("", GUEST).text.startswith("Goście nie")
    new_team.client.press("undo_replacement", view=[*new_team.slack.views.values()][-1], user=ADA)
    assert [speaks(new_team, user) for user in (ADA, MAX, ANNA)] == ["en", "en", "pl"]


def test_posts_follow_the_answers_where_nobody_chose_theirs(new_team: Team) -> None:
    """The language of answers is that of digests as well, until somebody sets these apart."""
    saved = new_team.fill("/roi", {"answer_language": "pl"}, "settings")
    assert "Język podsumowań i alertów: English → Polski" in said(saved.view)
    new_team.fill("/roi", {"language": "en"}, "settings")
    values = state(new_team.form("/roi", "settings")["blocks"], {})["values"]
    assert values["language"]["language"]["selected_option"]["value"] == "en"
    assert values["answer_language"]["answer_language"]["selected_option"]["value"] == "pl"


def test_posts_in_polish_leave_answers_as_they_are(new_team: Team) -> None:
    """What was there before means what it meant: the language of digests is not that of answers."""
    new_team.fill("/roi", {"language": "pl"}, "settings")
    assert [speaks(new_team, user) for user in (ADA, MAX, ANNA)] == ["en", "en", "pl"]


def test_polish_is_proposed_to_a_polish_team(new_team: Team) -> None:
    """By its zone or its currency, as long as nobody has chosen; elsewhere not."""
    assert "Po polsku?" in said(new_team.form("/roi", "settings"))
    new_team.fill("/roi", {"timezone": "Europe/Paris"}, "settings")
    assert "Po polsku?" not in said(new_team.form("/roi", "settings"))
    new_team.fill("/roi", {"currency": "PLN"}, "settings")
    assert "Po polsku?" in said(new_team.form("/roi", "settings"))
    new_team.fill("/roi", {"answer_language": "en"}, "settings")
    assert "Po polsku?" not in said(new_team.form("/roi", "settings"))


def test_polish_is_offered_once_the_settings_are_polish(new_team: Team) -> None:
    """One press answers everybody in Polish, digests follow, and Undo is beside it; then it is offered no more."""
    new_team.fill("/roi", {"currency": "PLN"}, "settings")
    view = next(one for one in new_team.slack.views.values() if "Odpowiadaj po polsku" in said(one))
    new_team.client.press("answer_in", "pl", view=view, user=ADA)
    told = said(new_team.slack.views[view["id"]])
    assert "Język odpowiedzi: Jak w Slacku → Polski" in told
    assert "Odpowiadaj po polsku" not in told
    assert [speaks(new_team, user) for user in (ADA, MAX)] == ["pl", "pl"]
    new_team.client.press("undo_replacement", view=new_team.slack.views[view["id"]], user=ADA)
    assert [speaks(new_team, user) for user in (ADA, MAX)] == ["en", "en"]
