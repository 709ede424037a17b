"""What people do in forms and messages, and what Slack makes of the app's answers."""

from __future__ import annotations

import json

import pytest

from tests.playground.app import BotApp
from tests.playground.conftest import ADA, MAX, OPEN, PRIVATE, Playground, modal, named
from tests.playground.drawn import posted
from tests.playground.kit import actions, button, field, mrkdwn, option, plain

AMOUNT = field("amount", {"type": "number_input", "is_decimal_allowed": True})
NOTE = field("note", {"type": "plain_text_input"}, optional=True)
CATEGORY = field(
    "category", {"type": "static_select", "options": [option("Ads"), option("Tools")]}, dispatch_action=True
)


def faults(playground: Playground, user: str = ADA) -> dict[str, str]:
    """Label of a field -> the sentence under it, in the form on top."""
    blocks = playground.browser(user).form().every("div", class_="block input invalid")
    return {block.every(class_="label")[0].text: block.one("p", class_="error").text for block in blocks}


# --- saving ---


def test_a_form_that_is_taken_closes(playground: Playground, app: BotApp) -> None:
    """An empty answer means: saved."""
    playground.open(AMOUNT)
    browser = playground.browser()
    browser.submit({"amount": "250"})
    assert len(app.heard("view_submission")) == 1
    assert browser.look().every("dialog") == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Fill in this field."),
        ("250 EUR", "Enter a number, such as 12.5."),
    ],
)
def test_what_slack_refuses_is_not_sent(playground: Playground, app: BotApp, typed: str, sentence: str) -> None:
    """An empty required field or a number that is none is told under the field; the app hears nothing."""
    playground.open(AMOUNT, NOTE)
    playground.browser().submit({"amount": typed, "note": "boosted"})
    assert app.heard("view_submission") == []
    assert faults(playground) == {"Amount": sentence}
    note = playground.browser().form().one("input", name="note/note")
    assert note["value"] == "boosted"


def test_a_form_says_optional_in_the_language_of_the_person(playground: Playground) -> None:
    """As Slack's client does; a field that is needed and empty is told in it as well."""
    playground.slack.people[ADA]["locale"] = "pl-PL"
    playground.open(AMOUNT, NOTE)
    playground.browser().submit({"amount": "", "note": "x"})
    assert faults(playground) == {"Amount": "Wypełnij to pole."}
    assert "(opcjonalne)" in playground.browser().form().text
    assert "(optional)" not in playground.browser().form().text


def test_errors_of_the_app_stand_under_their_field(playground: Playground, app: BotApp) -> None:
    """The form stays with what was typed; corrected it is sent again, and the errors are gone."""
    view = playground.open(AMOUNT, NOTE)
    app.say({"response_action": "errors", "errors": {"note": "Too <b>short</b>"}})
    browser = playground.browser()
    browser.submit({"amount": "250", "note": "x"})
    assert faults(playground) == {"Note (optional)": "Too <b>short</b>"}
    assert browser.form().one("input", name="amount/amount")["value"] == "250"
    app.say({"response_action": "errors", "errors": {"amount": "Too much"}})
    browser.submit({"note": "longer"})
    assert faults(playground) == {"Amount": "Too much"}
    assert [payload["view"]["id"] for payload in app.heard("view_submission")] == [view["id"]] * 2


@pytest.mark.parametrize("errors", [{"category": "x"}, {"note": "x", "nowhere": "y"}, {"row": "x"}, {}, "no", None])
def test_errors_without_a_field_are_refused(playground: Playground, app: BotApp, errors: object) -> None:
    """They must name input blocks of this form; else nobody would see them, so the person is told."""
    playground.open(NOTE, actions(button()))
    app.say({"response_action": "errors", "errors": errors})
    browser = playground.browser()
    browser.submit({"note": "x"})
    assert "The form was not saved: " in browser.notice()
    assert "/errors" in browser.notice()
    assert faults(playground) == {}


def test_an_answer_slack_does_not_know_is_refused(playground: Playground, app: BotApp) -> None:
    """The form stays, and people learn that nothing was saved."""
    playground.open(NOTE)
    app.say({"response_action": "close"})
    playground.browser().submit()
    assert "/response_action is not known" in playground.browser().notice()
    assert playground.browser().form()


def test_an_answer_may_put_another_form_in_its_place(playground: Playground, app: BotApp) -> None:
    """An update keeps the id and shows the new view."""
    view = playground.open(NOTE)
    app.say({"response_action": "update", "view": modal(actions(button()), title=plain("Cost logged"))})
    playground.browser().submit()
    dialog = playground.browser().look().one("dialog")
    assert dialog["id"] == f"dialog-{view['id']}"
    assert dialog.one("h2").text == "Cost logged"


def test_cancel_goes_back_to_the_form_beneath(playground: Playground, app: BotApp) -> None:
    """A pushed form lies on the first, which is there again as it was left."""
    playground.open(NOTE)
    app.say({"response_action": "push", "view": modal(CATEGORY, title=plain("On top"))})
    browser = playground.browser()
    browser.submit({"note": "boosted"})
    assert browser.look().one("dialog").one("h2").text == "On top"
    browser.close()
    assert browser.form().one("input", name="note/note")["value"] == "boosted"
    browser.close()
    assert browser.look().every("dialog") == []


def test_an_answer_may_clear_the_stack(playground: Playground, app: BotApp) -> None:
    """All forms are gone at once."""
    playground.open(NOTE)
    browser = playground.browser()
    app.say({"response_action": "push", "view": modal(NOTE)})
    browser.submit()
    app.say({"response_action": "clear"})
    browser.submit()
    assert browser.look().every("dialog") == []


def test_a_second_click_is_sent_though_the_form_is_gone(playground: Playground, app: BotApp) -> None:
    """Closed, or another in its place: the app is sent the same form again, and the screen stays as it is."""
    for answer in ({}, {"response_action": "update", "view": modal(AMOUNT)}):
        view, browser = playground.open(NOTE), playground.browser()
        app.say(answer)
        form = browser.form()
        content = {**posted(form), **named({"note": "twice"})}
        browser.web.post(f"{browser.url}{form['hx-post']}", data=content)
        shown = browser.look().every("dialog")
        app.say(answer)
        browser.web.post(f"{browser.url}{form['hx-post']}", data=content)
        one, two = app.heard("view_submission")[-2:]
        assert (one["view"], view["id"]) == (two["view"], two["view"]["id"])
        assert one["trigger_id"] != two["trigger_id"]
        assert (len(browser.look().every("dialog")), browser.notice()) == (len(shown), "")


# --- typing ---


def test_what_was_typed_survives_an_update_with_the_same_ids(playground: Playground, app: BotApp) -> None:
    """Even where the new view brings an initial value; a field with another block id begins anew."""
    view = playground.open(CATEGORY, AMOUNT, NOTE)
    browser = playground.browser()
    browser.press("category", {"category": "tools", "amount": "250", "note": "boosted"})
    renamed = {**NOTE, "block_id": "note-2"}
    amount = {**AMOUNT, "element": {**AMOUNT["element"], "initial_value": "1"}}
    updated = modal(CATEGORY, amount, renamed)
    assert playground.call("views.update", view_id=view["id"], hash=app.last["view"]["hash"], view=updated)["ok"]
    form = browser.form()
    assert form.one("input", name="amount/amount")["value"] == "250"
    assert form.one("input", name="note-2/note")["value"] == ""
    browser.submit()
    values = app.last["view"]["state"]["values"]
    assert values["category"]["category"]["selected_option"] == option("Tools")
    assert values["amount"]["amount"]["value"] == "250"
    assert values["note-2"]["note"]["value"] is None


def test_a_new_form_knows_nothing_of_an_old_one(playground: Playground) -> None:
    """What was typed and left is not in the next form."""
    playground.open(NOTE)
    browser = playground.browser()
    browser.send(f"/views/{browser.form()['id'].removeprefix('view-')}/submit", {"note/note": "x" * 3001})
    assert list(faults(playground)) == ["Note (optional)"]
    browser.close()
    playground.open(NOTE)
    assert browser.form().one("input", name="note/note")["value"] == ""
    assert faults(playground) == {}


def test_a_command_opens_its_form_in_place_of_another(playground: Playground) -> None:
    """A person has one stack of forms."""
    first, second = playground.open(NOTE), playground.open(AMOUNT)
    dialogs = playground.browser().look().every("dialog")
    assert [dialog["id"] for dialog in dialogs] == [f"dialog-{second['id']}"]
    playground.browser().send(f"/views/{first['id']}/submit", {})
    assert "That is no longer there." in playground.browser().notice()


def test_a_searching_menu_keeps_the_option_it_was_given(playground: Playground, app: BotApp) -> None:
    """The whole option comes back to the app, though no menu of the form holds it."""
    campaign = field("campaign", {"type": "external_select", "min_query_length": 0})
    view = playground.open(campaign)
    chosen = option("Alpha & <b>", description=plain("from July"))
    app.say({"options": [chosen]})
    browser = playground.browser()
    asked = {"block_id": "campaign", "action_id": "campaign", "value": "al"}
    html = browser.get(f"/views/{view['id']}/suggest", **asked).text
    assert "Alpha &amp; &lt;b&gt;" in html
    browser.submit({"campaign": json.dumps(chosen)})
    assert app.last["view"]["state"]["values"]["campaign"]["campaign"]["selected_option"] == chosen


# --- messages ---


@pytest.mark.parametrize(
    "pressed",
    [
        {"block_id": "row", "action_id": "other"},
        {"block_id": "nowhere", "action_id": "press"},
        {"block_id": "row", "action_id": "more", "choice": "7"},
        {},
    ],
)
def test_only_what_is_on_the_message_can_be_pressed(
    playground: Playground, app: BotApp, pressed: dict[str, str]
) -> None:
    """An element or option the app did not send is not pressed."""
    overflow = {"type": "overflow", "action_id": "more", "options": [option("Undo"), option("Share")]}
    ts = playground.post(OPEN, blocks=[actions(button(), overflow)])["ts"]
    browser = playground.browser()
    browser.send(f"/messages/{ts}/act", pressed)
    assert "That is no longer there." in browser.notice()
    assert app.sent == []
    browser.send(f"/messages/{ts}/act", {"block_id": "row", "action_id": "more", "choice": "1"})
    assert app.last["actions"][0]["selected_option"] == option("Share")


# --- the composer ---


def test_an_unknown_command_is_told_so(playground: Playground, app: BotApp) -> None:
    """Only what the manifest names reaches the app."""
    playground.browser().say("/rio campaign-q3")
    assert app.sent == []
    [said] = playground.browser().messages()
    assert "/rio is not a valid command." in said
    assert playground.browser(MAX).messages() == []


def test_what_people_write_each_other_is_not_the_apps(playground: Playground, app: BotApp) -> None:
    """The app has no scope to read messages."""
    playground.browser(ADA, PRIVATE).say("250 is too much, *really* <b>")
    assert app.sent == []
    [said] = playground.browser(MAX, PRIVATE).messages()
    assert said.endswith("250 is too much, *really* <b>")


def test_an_answer_with_blocks_is_drawn_as_a_message(playground: Playground, app: BotApp) -> None:
    """And its buttons can be pressed at once."""
    app.say({"text": "12 leads", "blocks": [{"type": "section", "text": mrkdwn("*12* leads"), "accessory": button()}]})
    playground.command()
    browser = playground.browser()
    browser.press("press")
    assert "12 leads" in browser.messages()[0]
    [action] = app.heard("block_actions")[0]["actions"]
    assert action["action_id"] == "press"
    assert action["block_id"], "Slack gives an id to a block that has none"
