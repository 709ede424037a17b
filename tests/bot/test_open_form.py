"""Lines that cannot be logged as they are open their form: filled with what was understood, the rest named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.screens import find

READERS = {"en": MAX, "pl": ANNA}


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Two campaigns, a goal, a channel of the team's own."""
    team.goal("Newsletter", "10")
    team.goal("Booking", "50")
    team.campaign("Campaign Q3")
    team.campaign("Alpha")
    team.fill("/roi-cost", {"amount": "1", "channel": "+Radio Zet", "date": DAY})
    return team


def filled(form: dict[str, Any]) -> dict[str, str]:
    """What stands in the fields of a form, by field; of menus the text that is seen."""
    fields = {}
    for block in form["blocks"]:
        element = block.get("element") or {}
        option = element.get("initial_option")
        text = option["text"]["text"] if option else element.get("initial_value") or element.get("initial_date")
        if text:
            fields[str(block["block_id"])] = text
    return fields


def opened(team: Team, message: Any, user: str) -> dict[str, Any]:
    """The form behind *Open the form* under an answer."""
    before = len(team.slack.opened)
    buttons = [e for block in message["blocks"] for e in block["elements"] if e.get("action_id")]
    action = next(e["action_id"] for e in buttons if e["action_id"].startswith("open_"))
    assert team.client.press(action, message=dict(message), user=user).status == 200
    assert len(team.slack.opened) == before + 1
    return team.slack.opened[-1]


def refused(team: Team, command: str, line: str, user: str) -> Any:
    return team.client.command(command, line, user=user).body or {}


# --- without an amount ---


@pytest.mark.parametrize(
    ("user", "line", "campaign", "category"),
    [(MAX, "people linkedin alpha", "Alpha", "People"), (ANNA, "ludzie linkedin alpha", "Alpha", "Ludzie")],
)
def test_words_without_an_amount_open_the_form_with_them(
    books: Team, user: str, line: str, campaign: str, category: str
) -> None:
    """In both languages; nothing else is asked first."""
    form = books.form("/roi-cost", line, user)
    assert filled(form) | {"category": category, "campaign": campaign, "channel": "LinkedIn"} == filled(form)


def test_words_without_a_count_open_the_form_of_conversions(books: Team) -> None:
    """With the goal that was named, not the newest."""
    form = books.form("/roi-conversion", 'newsletter radio-zet alpha 2026-01-15 "fair"', MAX)
    seen = filled(form)
    assert (seen["goal"], seen["channel"], seen["campaign"]) == ("Newsletter", "Radio Zet", "Alpha")
    assert (seen["date"], seen["note"]) == ("2026-01-15", "fair")
    saved = books.save(form, {"count": "3"}, MAX)
    assert "3" in said(saved.view)


@pytest.mark.parametrize(
    ("user", "told"),
    [
        (MAX, "I can’t find a channel called “linkedn”. Did you mean linkedin?"),
        (ANNA, "Nie znam kanału „linkedn”. Czy chodziło o: linkedin?"),
    ],
)
def test_what_is_not_understood_is_said_above_the_form(books: Team, user: str, told: str) -> None:
    """It stays there when another category is chosen."""
    form = books.form("/roi-cost", "ads linkedn", user)
    assert told in said(form)
    books.client.select(form, "category", "tools", user=user)
    assert told in said(books.slack.views[form["id"]])


@pytest.mark.parametrize("command", ["/roi-cost", "/roi-conversion"])
@pytest.mark.parametrize("text", ["abc", "NaN", '"a note"', "<!channel>", "x" * 3000])
def test_no_word_is_dropped_unseen(books: Team, command: str, text: str) -> None:
    """Whatever was typed in the place of an amount stands in the form, or above it."""
    form = books.form(command, text)
    assert text.strip('"')[:50] in said(form) or filled(form).get("note") == text.strip('"')


# --- refused lines ---


def test_a_refused_line_fills_the_form(books: Team) -> None:
    """Amount, currency, category, channel, day and note are there, and the campaign that was clearly meant."""
    line = 'ads $1,250.50 linkedin campain-q3 2025-08-03 "boosted & <b>"'
    message = refused(books, "/roi-cost", line, MAX)
    form = opened(books, message, MAX)
    assert filled(form) == {
        "category": "Ads",
        "amount": "1,250.50",
        "currency": "USD",
        "campaign": "Campaign Q3",
        "channel": "LinkedIn",
        "date": "2025-08-03",
        "note": "boosted & <b>",
    }
    receipt = said(books.save(form, {}, MAX).view)
    assert "$1,250.50 logged · Ads · LinkedIn · Campaign Q3" in receipt
    assert "boosted & <b>" in receipt


@pytest.mark.parametrize(
    ("command", "line", "fields"),
    [
        ("/roi-cost", "250 reklmy linkdin alpha", {"category": "Ads", "channel": "LinkedIn", "campaign": "Alpha"}),
        ("/roi-cost", "250 ads campain-q3 winter 2025-02-30", {"campaign": "Campaign Q3", "note": "winter 2025-02-30"}),
        ("/roi-cost", '250 tools alpha "seats" mailchimp newsletter', {"note": "seats mailchimp newsletter"}),
        ("/roi-cost", "mailchimp tool 49 usd a month", {"category": "Tools", "repeat": "Monthly", "note": "mailchimp"}),
        ("/roi-cost", "250 ads alpha linkdin youtube", {"channel": "YouTube", "note": "linkdin"}),
        ("/roi-conversion", "12 newsleter linkdin expo", {"goal": "Newsletter", "note": "expo"}),
    ],
)
def test_what_was_clearly_meant_is_taken_and_the_rest_is_the_note(
    books: Team, command: str, line: str, fields: dict[str, str]
) -> None:
    """One name that is near is filled in where nothing else is said; no word of the line is lost."""
    seen = filled(opened(books, refused(books, command, line, MAX), MAX))
    assert seen | fields == seen


def test_hours_fill_the_form_of_people(books: Team) -> None:
    """Without their rate they cannot be logged; the form asks for it."""
    form = opened(books, refused(books, "/roi-cost", "40 godz. alpha", ANNA), ANNA)
    assert filled(form)["hours"] == "40"
    assert filled(form)["category"] == "Ludzie"


def test_an_amount_of_people_is_not_lost(books: Team) -> None:
    """A line may say people's cost as an amount, so the form it opens has a field for it."""
    form = opened(books, refused(books, "/roi-cost", "250 people alpa", MAX), MAX)
    assert filled(form)["amount"] == "250.00"
    assert "$250.00 logged · People" in said(books.save(form, {}, MAX).view)


def test_conversions_that_were_refused_fill_their_form(books: Team) -> None:
    """Count, campaign and first contact; the goal that was meant is named."""
    message = refused(books, "/roi-conversion", "12 newsleter alpha first: 2025-01-15 2025-03-01", MAX)
    assert "I can’t find a goal called “newsleter”. Did you mean newsletter?" in message["text"]
    seen = filled(opened(books, message, MAX))
    assert (seen["count"], seen["campaign"], seen["first_contact"]) == ("12", "Alpha", "2025-01-15")


def test_the_day_is_the_one_on_which_it_was_typed(books: Team) -> None:
    """The button may be pressed tomorrow; yesterday stays the day before the line was typed."""
    message = refused(books, "/roi-cost", "250 ads alpa yesterday", MAX)
    value = find(message["blocks"], "open_cost_line").element["value"]
    assert value.startswith(today().isoformat())
    books.client.press("open_cost_line", value="2025-08-04 250 ads alpa yesterday", user=MAX)
    assert filled(books.slack.opened[-1])["date"] == "2025-08-03"


@pytest.mark.parametrize(("command", "action"), [("/roi-cost", "cost"), ("/roi-conversion", "conversion")])
def test_a_line_of_any_length_opens_the_form(books: Team, command: str, action: str) -> None:
    """Slack takes 2,000 characters in a button; what did not fit is said to be missing."""
    message = refused(books, command, f"12 {'alpha zażółć ' * 400}", MAX)
    form = opened(books, message, MAX)
    assert form["callback_id"] == action
    assert filled(form)["campaign"] == "Alpha"


def test_a_forged_button_opens_an_empty_form(books: Team) -> None:
    """Whatever it carries."""
    for value in ("", "x", "2025-13-45 250 ads"):
        books.client.press("open_cost_line", value=value, user=ADA)
        assert books.slack.opened[-1]["callback_id"] == "cost"


def test_revenue_is_not_lost(books: Team) -> None:
    """A line of conversions takes none; the form does, and has it already."""
    message = refused(books, "/roi-conversion", "2 booking alpha €1,500 2025-03-01", MAX)
    assert "“€1,500” looks like revenue, which goes in the form." in message["text"]
    seen = filled(opened(books, message, MAX))
    assert (seen["goal"], seen["count"], seen["revenue"], seen["currency"]) == ("Booking", "2", "1,500", "EUR")


# --- what each part probably is ---


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize(
    ("line", "en", "pl"),
    [
        ("250 linkedin alpha reklmy", "“reklmy” isn’t a category of cost.", "„reklmy” to nie kategoria kosztu."),
        ("250 ads campain-q3", "Did you mean campaign-q3?", "Czy chodziło o: campaign-q3?"),
        ("250 ads kanał:linkdin", "I can’t find a channel called “linkdin”.", "Nie znam kanału „linkdin”."),
        ("250 ads linkedin winter", "I can’t find a campaign called “winter”.", "Nie znam kampanii „winter”."),
        ("250 ads alpha agensy", "Did you mean agency?", "Czy chodziło o: agencja?"),
        ("250 ads alpha linkedin 1e5", "“1e5” looks like an amount", "„1e5” wygląda na kwotę"),
        ("250 ads alpha 2026-02-30", "I can’t read the date “2026-02-30”.", "Nie rozumiem daty „2026-02-30”."),
    ],
)
def test_each_part_is_named_as_what_it_probably_is(books: Team, language: str, line: str, en: str, pl: str) -> None:
    """With the nearest of its kind, in the reader's language; nobody is told to create something first."""
    told = refused(books, "/roi-cost", line, READERS[language])["text"]
    assert {"en": en, "pl": pl}[language] in told
    assert {"en": "Create the campaign", "pl": "Najpierw dodaj"}[language] not in told


def test_all_that_was_not_understood_is_named_at_once(books: Team) -> None:
    """Not only the first of several."""
    told = refused(books, "/roi-cost", "250 ads linkdin campain-q3 2026-02-30", MAX)["text"]
    assert "“linkdin”" in told
    assert "“campain-q3”" in told
    assert "“2026-02-30”" in told


# --- log another ---


@pytest.mark.parametrize(("user", "label"), [(MAX, "Log another"), (ANNA, "Dodaj kolejny")])
def test_another_cost_is_logged_for_the_same_place(books: Team, user: str, label: str) -> None:
    """Campaign, channel and category stand in the form; amount, note and content type do not, and the day is today."""
    line = f'250 EUR tools radio-zet alpha reel {DAY} "a note"'
    receipt = books.client.command("/roi-cost", line, user=user).body or {}
    assert label in said(receipt)
    books.client.press("open_cost_line~another", message=receipt, user=user)
    seen = filled(books.slack.opened[-1])
    assert (seen["campaign"], seen["channel"], seen["date"]) == ("Alpha", "Radio Zet", today().isoformat())
    assert seen["category"] in ("Tools", "Narzędzia")
    assert not seen.keys() & {"amount", "note", "content"}


def test_one_may_log_another_again_and_again(books: Team) -> None:
    """The form takes the receipt's place in the window, however often, and each is saved once."""
    view = books.form("/roi-conversion", "newsletter alpha linkedin", MAX)
    before = books.newest()
    for count in ("1", "2", "3", "4", "5"):
        books.save(view, {"count": count}, MAX)
        shown = books.slack.views[view["id"]]
        assert len([e for block in shown["blocks"] for e in block.get("elements", ()) if e["type"] == "button"]) <= 5
        assert books.client.press("open_conversion_line~another", view=shown, user=MAX).status == 200
        view = books.slack.views[view["id"]]
        assert (filled(view)["goal"], filled(view)["channel"]) == ("Newsletter", "LinkedIn")
        assert "count" not in filled(view)
    assert books.newest() == before + 5


# --- behind /roi ---


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("goal newsletter 15", "value", "15.00"),
        ("goal newsletter 250 zł", "value", "250 zł"),
        ("goal newsletter 1 250,00", "value", "1 250,00"),
        ("goal $15.50", "name", "$15.50"),
        ("goal Top 10", "name", "Top 10"),
        ("new Winter 2027", "name", "Winter 2027"),
        ("target alpha newsletter 50", "count", "50"),
        ("target 50 newsletter alpha", "count", "50"),
        ("rate Zofia Nowak 42.50", "rate", "42.50"),
        ("rate Zofia Nowak 42.50", "person", "Zofia Nowak"),
        ("rate Zofia 1 250,00", "person", "Zofia"),
        ("rate Zofia 1 250,00", "rate", "1 250,00"),
        ("fx eur 1.25", "rate", "1.2500"),
        ("cel newsletter 15", "value", "15.00"),
        ("plan alpha newsletter", "campaign", "Alpha"),
        ("nowa Zima", "name", "Zima"),
        ("new campaign Spring", "name", "Spring"),
        ("nowa kampania Wiosna", "name", "Wiosna"),
        ("create a campaign called Fair 2027", "name", "Fair 2027"),
        ("new campaign Q3", "name", "Campaign Q3"),
        ("new campaign Q4", "name", "campaign Q4"),
        ("new campaign 2031", "name", "campaign 2031"),
        ("new Campaign Autumn", "name", "Campaign Autumn"),
        ("new campaign", "name", "campaign"),
        ("goal demo", "name", "demo"),
    ],
)
def test_what_is_typed_stands_in_its_form(books: Team, text: str, field: str, value: str) -> None:
    """In words of either language."""
    word, _, rest = text.partition(" ")
    assert filled(books.form("/roi", f"{word} {rest}", ADA))[field] == value


def test_a_value_typed_behind_a_goal_changes_that_alone(books: Team) -> None:
    """The form is that of what stands; saved, it says before and after, and Undo puts back what stood."""
    books.fill("/roi", {"name": "Kept", "basis": "average", "rate": "20", "value": "10", "source": "CRM"}, "goal Kept")
    form = books.form("/roi", "goal kept 15")
    assert form["title"]["text"] == "Change a goal"
    assert (filled(form)["rate"], filled(form)["source"]) == ("20", "CRM")
    saved = books.save(form, {}).view or {}
    assert "$10.00" in said(saved)
    assert "$15.00" in said(saved)
    assert "undo_replacement" in str(saved)


@pytest.mark.parametrize(
    ("text", "user", "told"),
    [
        ("target alpa", MAX, "“alpa” isn’t used here. Did you mean alpha?"),
        ("plan alpa", ANNA, "Nie wykorzystałem tu: „alpa”. Czy chodziło o: alpha?"),
        ("target alpha blurb 50", MAX, "“blurb” isn’t used here."),
        ("digest linkdin", MAX, "“linkdin” isn’t used here."),
        ("alerts linkedin", MAX, "“linkedin” isn’t used here."),
        ("benchmark linkdin", MAX, "“linkdin” isn’t used here."),
        ("metric clicks 500", MAX, "“clicks 500” isn’t used here."),
        ("fx euro", ADA, "“EURO” isn’t used here."),
        ("close july", ADA, "“july” isn’t used here."),
        ("settings polish", ADA, "“polish” isn’t used here."),
    ],
)
def test_what_has_no_place_in_a_form_is_said_above_it(books: Team, text: str, user: str, told: str) -> None:
    """Never dropped in silence."""
    assert told in said(books.form("/roi", text, user))
