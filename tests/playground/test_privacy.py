"""What is another person's is out of reach: forms, Home tabs, ephemeral messages, conversations one is not in."""

from __future__ import annotations

from tests.playground.app import BotApp
from tests.playground.conftest import ADA, ADAS, HOME, MAX, OPEN, Playground
from tests.playground.kit import actions, button, field

NOTE = field("note", {"type": "plain_text_input"}, optional=True)


def test_another_persons_form_is_out_of_reach(playground: Playground, app: BotApp) -> None:
    """It can be neither pressed, searched, submitted nor closed, and the app hears nothing."""
    view = playground.open(NOTE, actions(button()), notify_on_close=True)
    heard = len(app.sent)
    other = playground.browser(MAX)
    pressed = {"block_id": "row", "action_id": "press"}
    for path, form in (("act", pressed), ("submit", {"note/note": "x"}), ("close", {})):
        other.send(f"/views/{view['id']}/{path}", form)
        assert "That is no longer there." in other.notice()
    asked = {"block_id": "note", "action_id": "note", "value": ""}
    assert other.get(f"/views/{view['id']}/suggest", **asked).status_code == 404
    assert len(app.sent) == heard
    assert playground.browser().form()


def test_another_persons_home_tab_is_out_of_reach(playground: Playground, app: BotApp) -> None:
    """Its buttons work for its owner only."""
    view = playground.call("views.publish", user_id=ADA, view={"type": "home", "blocks": [actions(button())]})["view"]
    playground.browser(MAX, HOME).send(f"/views/{view['id']}/act", {"block_id": "row", "action_id": "press"})
    assert app.heard("block_actions") == []


def test_another_persons_ephemeral_message_is_out_of_reach(playground: Playground, app: BotApp) -> None:
    """Neither its buttons nor its menus answer anybody else."""
    blocks = [actions(button(), {"type": "external_select", "action_id": "find"})]
    posted = playground.call("chat.postEphemeral", channel=OPEN, user=ADA, text="for Ada", blocks=blocks)
    other, ts = playground.browser(MAX), posted["message_ts"]
    other.send(f"/messages/{ts}/act", {"block_id": "row", "action_id": "press"})
    assert other.get(f"/messages/{ts}/suggest", block_id="row", action_id="find", value="").status_code == 404
    assert app.sent == []


def test_a_message_of_a_conversation_one_is_not_in_is_out_of_reach(playground: Playground, app: BotApp) -> None:
    """Its time stamp opens nothing from another conversation."""
    blocks = [actions(button(), {"type": "external_select", "action_id": "find"})]
    ts = playground.post(ADAS, blocks=blocks)["ts"]
    other = playground.browser(MAX)
    other.send(f"/messages/{ts}/act", {"block_id": "row", "action_id": "press"})
    assert other.get(f"/messages/{ts}/suggest", block_id="row", action_id="find", value="").status_code == 404
    assert app.sent == []
