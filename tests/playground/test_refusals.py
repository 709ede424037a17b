"""The switches by which the stand-in refuses Slack's newer blocks, as some workspaces do, on each way out."""

from __future__ import annotations

import pytest

from bot.playground.refusals import POST, RESPONSE_URL
from tests.playground.app import BotApp, Payload
from tests.playground.conftest import OPEN, Playground

CELL: Payload = {"type": "raw_text", "text": "YouTube"}
BLOCKS: dict[str, Payload] = {
    "table": {"type": "table", "rows": [[CELL]]},
    "data_table": {"type": "data_table", "caption": "Channels", "rows": [[CELL], [CELL]]},
    "data_visualization": {
        "type": "data_visualization",
        "title": "Cost",
        "chart": {"type": "pie", "segments": [{"label": "YouTube", "value": 1}]},
    },
}
each_kind = pytest.mark.parametrize("kind", list(BLOCKS))


def message(kind: str) -> Payload:
    """Words, and a block of this kind behind a divider."""
    return {"text": "12 leads", "blocks": [{"type": "divider"}, BLOCKS[kind]]}


@each_kind
def test_everything_is_taken_unless_it_is_told_otherwise(playground: Playground, app: BotApp, kind: str) -> None:
    """Posted, as an answer, and to an address."""
    app.say(message(kind))
    address = playground.command()["response_url"]
    assert playground.respond(address, **message(kind)).text == "ok"
    playground.post(OPEN, **message(kind))
    assert len(playground.browser().messages()) == 3


@each_kind
def test_a_refused_post_names_the_block(playground: Playground, kind: str) -> None:
    """In Slack's own words, and nothing is posted."""
    playground.slack.refusals.refuse(kind, POST)
    answer = playground.call("chat.postMessage", channel=OPEN, **message(kind))
    remark = f"[ERROR] unsupported type: {kind} [json-pointer:/blocks/1/type]"
    assert (answer["error"], answer["response_metadata"]) == ("invalid_blocks", {"messages": [remark]})
    assert playground.browser().messages() == []


@each_kind
def test_an_address_refuses_with_a_word(playground: Playground, kind: str) -> None:
    """And shows nothing."""
    playground.slack.refusals.refuse(kind, RESPONSE_URL, word="invalid_attachments")
    address = playground.command()["response_url"]
    answer = playground.respond(address, **message(kind))
    assert (answer.status_code, answer.text) == (400, "invalid_attachments")
    assert playground.browser().messages() == []


@each_kind
def test_a_refused_acknowledgement_is_seen_by_nobody(playground: Playground, app: BotApp, kind: str) -> None:
    """Neither the person nor the app hears why."""
    playground.slack.refusals.refuse(kind)
    app.say(message(kind))
    playground.command()
    assert (playground.browser().messages(), playground.browser().notice()) == ([], "")


@pytest.mark.parametrize(("chosen", "kinds"), [("table", {"table", "data_table"}), ("data_visualization", None)])
def test_the_page_has_a_switch_for_tables_and_one_for_charts(
    playground: Playground, chosen: str, kinds: set[str] | None
) -> None:
    """Switched on it is refused everywhere, switched off it is taken again."""
    browser, refusals = playground.browser(), playground.slack.refusals
    browser.send("/refusals", {"kind": chosen})
    assert {kind for kind in BLOCKS if refusals.refuses(kind)} == (kinds or {chosen})
    [ticked] = [box for box in browser.look().every("input", name="kind") if "checked" in box.attributes]
    assert ticked["value"] == chosen
    browser.send("/refusals", {"kind": []})
    assert not any(refusals.refuses(kind) for kind in BLOCKS)
