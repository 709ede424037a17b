"""What may be read in two ways is asked with both as buttons, and each does what was typed so read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.screens import controls, find

READERS = {"en": MAX, "pl": ANNA}
MEANT = {"en": "Did you mean", "pl": "Co masz na myśli"}


def buttons(answer: Any) -> dict[str, str]:
    """Words on each button that reads it so -> its action."""
    return {
        str(one.element["text"]["text"]): one.action_id
        for one in controls(answer["blocks"])
        if one.kind == "button" and "_as~" in one.action_id
    }


def asked(team: Team, command: str, text: str, *labels: str, user: str = MAX, **more: str) -> Answer:
    """The question, with these buttons in this order."""
    answer = team.client.command(command, text, user=user, **more)
    assert tuple(buttons(answer.body)) == labels, answer.text
    return answer


def press(team: Team, answer: Any, label: str, user: str = MAX) -> dict[str, Any]:
    """What stands in the place of the question once a reading is pressed."""
    return team.press(buttons(answer)[label], answer, user)


@pytest.mark.parametrize("language", READERS)
def test_a_number_that_may_be_two_is_asked(team: Team, language: str) -> None:
    """In each language with its own signs; nothing is saved before a button is pressed, whose receipt stands there."""
    user, name = READERS[language], f"numbers-{language}"
    team.campaign(name.title())
    typed = {"en": "1,250 ads", "pl": "1.250 reklamy"}[language]
    labels = {"en": ("1,250", "1.25"), "pl": ("1\u00a0250", "1,25")}[language]
    question = asked(team, "/roi-cost", f"{typed} linkedin {name} {DAY}", *labels, user=user)
    assert MEANT[language] in question.text
    assert f"/roi-cost {typed} linkedin {name}" in question.text
    assert "cost $0.00" in team.ask(f"{name} all").text
    receipt = press(team, question.body, labels[0], user)
    assert receipt["replace_original"] is True
    assert {"en": "$1,250.00", "pl": "1\u00a0250,00"}[language] in receipt["text"]
    assert "cost $1,250.00" in team.ask(f"{name} all").text


@pytest.mark.parametrize("language", READERS)
def test_a_day_that_may_be_two_is_asked(team: Team, language: str) -> None:
    """Half the world writes the month first."""
    user, name = READERS[language], f"days-{language}"
    team.campaign(name.title())
    labels = {"en": ("4 Mar 2026", "3 Apr 2026"), "pl": ("4 mar 2026", "3 kwi 2026")}[language]
    question = asked(team, "/roi-cost", f'12 ads {name} 03/04/2026 "03/04/2026"', *labels, user=user)
    receipt = press(team, question.body, labels[1], user)
    assert labels[1] in receipt["text"]
    assert "03/04/2026" in receipt["text"]
    assert "cost $12.00" in team.ask(f"{name} 2026-04-03").text


def test_a_day_without_a_year_is_asked_where_the_next_is_nearer(team: Team) -> None:
    """Of last year or to come: neither is guessed."""
    near = today() + timedelta(days=10)
    words = f"{near.day} {near:%b}".lower()
    question = team.client.command("/roi-cost", f"12 ads {words}", user=MAX)
    last, coming = buttons(question.body)
    assert {last, coming} == {f"{near.day} {near:%b} {year}" for year in (near.year - 1, near.year)}
    assert f"{near.day} {near:%b} {near.year}" in press(team, question.body, coming)["text"]


def test_what_is_unclear_twice_is_asked_twice(team: Team) -> None:
    """One question at a time, and one entry at the end."""
    team.campaign("Twofold")
    question = asked(team, "/roi-cost", "1,250 ads twofold 03/04/2026", "4 Mar 2026", "3 Apr 2026")
    second = press(team, question.body, "4 Mar 2026")
    assert tuple(buttons(second)) == ("1,250", "1.25")
    assert "$1.25 · Ads · No channel · Twofold · 4 Mar 2026" in press(team, second, "1.25")["text"]
    assert "cost $1.25" in team.ask("twofold all").text


@pytest.mark.parametrize(
    ("user", "label", "receipt"),
    [(MAX, "Category: Other", "$12.00 · Other"), (ANNA, "Kategoria: Inne", "USD · Inne")],
)
def test_a_word_that_may_be_two_is_asked(team: Team, user: str, label: str, receipt: str) -> None:
    """The category or the channel: as the channel alone the cost would have no category, so that is not offered."""
    question = asked(team, "/roi-cost", f"12 other {DAY}", label, user=user)
    assert receipt in press(team, question.body, label, user)["text"]


def test_times_or_the_channel_is_asked(team: Team) -> None:
    """``12 x`` is twelve times, or twelve of the channel X."""
    team.goal("Timed", "10")
    question = asked(team, "/roi-conversion", f"12 x timed {DAY}", "12x", "12 channel:x")
    assert "12 × Timed · return $120.00 · X" in press(team, question.body, "12 channel:x")["text"]


def test_a_sign_of_two_currencies_is_asked(team: Team) -> None:
    """Of several crowns nobody knows whose they are; each code is offered."""
    question = asked(team, "/roi-cost", f"250 kr ads {DAY}", "DKK", "ISK", "NOK", "SEK")
    assert "NOK" in press(team, question.body, "NOK")["text"]


def test_a_first_contact_that_may_be_two_days_is_asked(team: Team) -> None:
    """In a line of conversions, too."""
    team.goal("Readings", "10")
    question = asked(team, "/roi-conversion", "3 readings first:03/04/2026", "4 Mar 2026", "3 Apr 2026")
    assert "3 Apr 2026" in press(team, question.body, "3 Apr 2026")["text"]


def test_a_line_pressed_twice_or_both_ways_is_logged_once(team: Team) -> None:
    """Slack delivers a command twice, and somebody presses everything: one entry, and its receipt each time."""
    team.campaign("Once")
    trigger = team.slack.trigger()
    questions = [
        asked(team, "/roi-cost", f"1,250 ads once {DAY}", "1,250", "1.25", trigger_id=trigger) for _ in range(2)
    ]
    pressed = [(one.body, action) for one in questions for action in buttons(one.body).values()]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: team.client.press(one[1], message=dict(one[0]), user=MAX), pressed))
    assert team.ask("once all").text.partition(" · cost ")[2].startswith(("$1,250.00 ·", "$1.25 ·"))
    assert len([entry for entry in team.entries() if entry.fact.campaign == "once"]) == 1


def test_a_reading_in_doubt_is_asked_about(team: Team) -> None:
    """As the line would have been, had it said so at once."""
    later = date(today().year + 1, 2, 3)
    question = team.client.command("/roi-cost", f"3,250 ads {later:%m/%d/%Y}", user=MAX)
    day = press(team, question.body, next(label for label in buttons(question.body) if label.startswith("3 Feb")))
    assert tuple(buttons(day)) == ("3,250", "3.25")
    assert "60 days ahead" in press(team, day, "3.25")["text"]


def test_a_reading_that_is_none_is_not_offered(team: Team) -> None:
    """Dollars have two decimals; and a line that no reading mends is refused for its fault."""
    question = asked(team, "/roi-cost", f"1,255 ads {DAY}", "1,255")
    assert "$1,255.00" in press(team, question.body, "1,255")["text"]
    assert "nonsuch" in team.client.command("/roi-cost", "1,250 ads nonsuch", user=MAX).text


@pytest.mark.parametrize("language", READERS)
def test_the_form_can_be_opened_instead(team: Team, language: str) -> None:
    """With what was understood."""
    user = READERS[language]
    labels = {"en": ("4 Mar 2026", "3 Apr 2026"), "pl": ("4 mar 2026", "3 kwi 2026")}[language]
    question = asked(team, "/roi-cost", "12 ads linkedin 03/04/2026", *labels, user=user)
    opened = len(team.slack.opened)
    team.client.press("open_cost_line", message=dict(question.body or {}), user=user)
    (form,) = team.slack.opened[opened:]
    assert find(form["blocks"], "amount").element["initial_value"].startswith("12")
    assert find(form["blocks"], "channel").element["initial_option"]["value"] == "linkedin"


@pytest.mark.parametrize("language", READERS)
def test_a_period_that_may_be_two_is_asked(team: Team, language: str) -> None:
    """Behind a campaign, alone, and as an end of a range; the answer takes the place of the question."""
    user, name = READERS[language], f"asked-{language}"
    team.campaign(name.title())
    labels = {"en": ("4 Mar 2026", "3 Apr 2026"), "pl": ("4 mar 2026", "3 kwi 2026")}[language]
    question = asked(team, "/roi", f"{name} 03/04/2026", *labels, user=user)
    assert "Share" not in said(question.body)
    answer = press(team, question.body, labels[1], user)
    assert answer["replace_original"] is True
    assert answer["text"] == team.ask(f"{name} 2026-04-03", user).text
    alone = asked(team, "/roi", "03/04/2026", *labels, user=user)
    assert press(team, alone.body, labels[0], user)["text"] == team.ask("2026-03-04", user).text


@pytest.mark.parametrize("words", ["", "channels ", "compare ", "cohorts "])
def test_a_range_of_two_such_days_is_asked_twice(team: Team, words: str) -> None:
    """Each by itself, also in a comparison and behind channels."""
    question = asked(team, "/roi", f"{words}03/04/2026 - 05/06/2026", "6 May 2026", "5 Jun 2026")
    second = press(team, question.body, "5 Jun 2026")
    assert tuple(buttons(second)) == ("4 Mar 2026", "3 Apr 2026")
    answer = press(team, second, "3 Apr 2026")
    assert answer["text"] == team.ask(f"{words}2026-04-03 - 2026-06-05", MAX).text


@pytest.mark.parametrize(("language", "numbers"), [("en", ("1250", "1.25")), ("pl", ("1250", "1,25"))])
def test_a_form_names_both_readings(team: Team, language: str, numbers: tuple[str, str]) -> None:
    """It has no button there, so the error under the field says what may be meant."""
    user = READERS[language]
    typed = {"en": "1,250", "pl": "1.250"}[language]
    errors = team.client.submit(team.form("/roi-cost", user=user), {"amount": typed}, user=user).errors
    assert all(number in errors["amount"] for number in numbers)


def test_a_forged_reading_saves_nothing_else(team: Team) -> None:
    """A button of nobody says what is wrong with it, as a line would."""
    before = team.newest()
    for action in ("log_cost_as~0", "log_conversion_as~0", "ask_as~0"):
        assert team.client.press(action, "x nonsense", user=ADA).status == 200
    assert team.newest() == before


# --- pressed later ---


def waited(team: Team, asked: Answer, label: str, user: str = MAX) -> dict[str, Any]:
    """What a button logs that has stood since the `DAY`."""
    controls_asked = controls((asked.body or {})["blocks"])
    [button] = [one for one in controls_asked if (one.element.get("text") or {}).get("text") == label]
    value = str(button.element["value"]).replace(today().isoformat(), DAY)
    return team.press(button.action_id, asked.body or {}, user, value)


@pytest.mark.parametrize(("typed", "day"), [("yesterday", "3 Aug 2025"), ("", "4 Aug 2025")])
def test_a_day_is_the_one_it_was_on_when_the_line_was_typed(team: Team, typed: str, day: str) -> None:
    """Yesterday, and today where the line says none, of whichever button logs the line after midnight."""
    team.goal("Waited", "10")
    looks = team.ask(f"21 ads linkedin {typed}", MAX)
    assert day in waited(team, looks, "Log it")["text"]
    missing = team.client.command("/roi-conversion", f"3 linkedin {typed}", user=MAX)
    assert day in waited(team, missing, "Waited")["text"]
    twice = team.client.command("/roi-cost", f"12 kr other {typed}", user=MAX)
    again = waited(team, twice, "Category: Other")
    assert all(DAY in one.element["value"] for one in controls(again["blocks"]) if "_as~" in one.action_id)
    assert day in team.press(buttons(again)["NOK"], again, MAX)["text"]


# --- taken back since ---


@pytest.mark.parametrize(("user", "undone"), [(MAX, "Undone"), (ANNA, "Cofnięto")])
def test_a_line_taken_back_since_is_not_told_as_logged(team: Team, user: str, undone: str) -> None:
    """Pressed again after an undo, the button says that it was undone, with Redo; nothing comes onto the books."""
    team.campaign(f"Back {user}")
    team.goal("Back goal", "10")
    cost = team.ask(f"23 ads back-{user.lower()} {DAY}", user)
    counted = team.client.command("/roi-conversion", f"4 back-{user.lower()} {DAY}", user=user)
    pressing = [
        (cost.body or {}, find(cost.blocks, "log_cost_as")),
        (counted.body or {}, next(c for c in controls(counted.blocks) if "Back goal" in str(c.element))),
    ]
    for message, button in pressing:
        team.press(button.action_id, message, user, button.element["value"])
        team.ask("undo", user)
        again = team.press(button.action_id, message, user, button.element["value"])
        assert again["text"].startswith(undone)
        assert find(again["blocks"], "redo")
    assert "cost $0.00" in team.ask(f"back-{user.lower()} all").text


def test_a_line_corrected_since_is_told_as_it_reads_now(team: Team) -> None:
    """The button shows the correction, which stands in the place of what it logged."""
    asked = team.ask(f"24 ads linkedin {DAY}", MAX)
    receipt = team.press("log_cost_as", asked.body or {}, MAX)
    team.client.press("correct", message=receipt, user=MAX)
    team.client.submit(team.slack.opened[-1], {"amount": "25"}, user=MAX)
    again = team.press("log_cost_as", asked.body or {}, MAX)
    assert again["text"].startswith("Corrected: $25.00")


# --- refused when pressed ---


@pytest.mark.parametrize(("user", "missing"), [(MAX, "Add a category"), (ANNA, "Podaj też kategorię")])
def test_a_line_refused_at_the_press_opens_its_form(team: Team, user: str, missing: str) -> None:
    """As the line itself is: what is missing, and Open the form."""
    asked = team.ask("250 linkedin", user)
    refused = team.press("log_cost_as", asked.body or {}, user)
    assert missing in refused["text"]
    form = find(refused["blocks"], "open_cost_line")
    assert str(form.element["value"]) == f"{today().isoformat()} 250 linkedin"
