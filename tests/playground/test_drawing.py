"""Blocks and elements as a person finds them on the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.language import Languages
from bot.playground import drawing, state
from bot.playground.controls import KEYS, PRESSED
from tests import gallery
from tests.playground import kit
from tests.playground.drawn import NAMES, Node, draw, surface, tree

HOSTILE = '"><script>alert(1)</script>'


def undrawn(page: Node) -> list[str]:
    return [node.text for node in page.every(role="alert")]


# --- all of it ---


def test_everything_the_bot_sends_is_drawn() -> None:
    """No message and no view of the bot holds a block the playground cannot draw; blocks are alike in all languages.

    A block that stands in several is drawn once.
    """
    language = Languages().get("en")
    sent = {**gallery.messages(language), **gallery.views(language), **gallery.saved_forms(language)}
    blocks = {json.dumps(block): block for made in sent.values() for block in made["blocks"]}
    assert undrawn(draw(*blocks.values())) == []


@pytest.mark.parametrize("block", [*kit.MESSAGE, *kit.FORM], ids=lambda block: block["block_id"])
def test_each_block_is_drawn_by_itself(block: kit.Block) -> None:
    """Every kind of block and element stands on the page as sound HTML, without an error."""
    page = draw(block)
    assert undrawn(page) == []
    assert page.every()


def test_every_element_that_keeps_a_state_has_a_template() -> None:
    """What the state can read, the page can draw."""
    names = {name for name in drawing.environment().list_templates() if name.startswith("elements/")}
    assert {f"elements/{kind}.html" for kind in (*KEYS, *PRESSED, "image")} == names


@pytest.mark.parametrize("block", [*kit.MESSAGE, *kit.FORM], ids=lambda block: block["block_id"])
def test_words_stay_words(block: kit.Block) -> None:
    """A tag in any text of a block is shown, never obeyed."""
    page = draw(_replaced(block))
    assert page.every("script") == []
    assert not [name for node in page.every() for name in node.attributes if name.startswith("on")]


def _replaced(value: Any, key: str = "") -> Any:
    """The block with every text a person reads turned hostile."""
    if isinstance(value, Mapping):
        return {name: _replaced(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, key) for part in value]
    return HOSTILE if key in ("text", "caption", "title", "label", "alt_text", "name") else value


def test_nothing_is_named_twice() -> None:
    """Every DOM id is on the page once, and every id that is pointed at is there."""
    page = draw(*kit.MESSAGE, *kit.FORM, on=surface(errors={"amount": "Enter a number."}))
    shown = [node for node in page.every() if node.tag not in ("template", "dialog")]
    ids = Counter(node["id"] for node in shown if "id" in node)
    pointed = {
        name
        for node in shown
        for key in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for name in node.attributes.get(key, "").split()
    }
    assert [name for name, count in ids.items() if count > 1] == []
    assert pointed - set(ids) == set()


def test_every_control_has_a_name() -> None:
    """Nobody meets a control without a label, an aria-label, or words of its own."""
    page = draw(*kit.MESSAGE, *kit.FORM)
    pointed = {node["for"] for node in page.every("label") if "for" in node}
    wrapped = {id(node) for label in page.every("label") for node in label.every()}
    nameless = [
        node.attributes
        for node in _controls(page)
        if not (
            node.attributes.get("aria-label")
            or node.attributes.get("aria-labelledby")
            or node.attributes.get("id") in pointed
            or id(node) in wrapped
            or node.text
        )
    ]
    assert nameless == []


def _controls(page: Node) -> Iterator[Node]:
    for node in page.every():
        shown = node.tag == "input" and node["type"] != "hidden"
        grouping = node.attributes.get("role") in ("group", "radiogroup")
        if shown or grouping or node.tag in ("select", "textarea", "button", "a", "summary"):
            yield node


# --- what cannot be drawn ---


def test_an_unknown_block_is_an_error_on_the_page() -> None:
    """A type without a template is named in a sentence, and the blocks around it stand."""
    page = draw({"type": "hologram"}, {"type": "divider"})
    assert undrawn(page) == ["The playground cannot draw a block of type “hologram”."]
    assert page.one("hr")


def test_an_unknown_element_is_an_error_in_its_place() -> None:
    """The buttons beside an unknown element can still be pressed."""
    page = draw(kit.actions({"type": "lever", "action_id": "pull"}, kit.button()))
    assert undrawn(page) == ["The playground cannot draw an element of type “lever”."]
    assert page.one("button").text == "Share"


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section", "text": "not an object"},
        {"type": "header"},
        {"type": "context", "elements": 5},
        {"type": "rich_text", "elements": [{"type": "rich_text_poem", "elements": []}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "sound"}]}]},
        {"type": "data_table", "caption": "x", "rows": []},
        {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": []}},
        {"type": "data_visualization", "title": "x", "chart": {"type": "radar"}},
        {"type": "alert", "level": "panic", "text": {"type": "plain_text", "text": "x"}},
        {"type": "../objects/error"},
        {"no": "type"},
        None,
        "words",
    ],
    ids=str,
)
def test_a_malformed_block_is_an_error_not_a_crash(block: Any) -> None:
    """Whatever a bot sends, the page comes, says what it cannot draw, and shows the rest."""
    page = draw(block, {"type": "divider"})
    assert len(undrawn(page)) == 1
    assert page.one("hr")


# --- fields ---


def test_a_field_tells_its_label_hint_and_error() -> None:
    """A screen reader hears the label, the hint and the error; the error is not told by colour alone."""
    block = kit.field("amount", {"type": "number_input", "is_decimal_allowed": False}, hint=kit.plain("Whole"))
    page = draw(block, on=surface(errors={"amount": "Enter a number."}))
    control = page.one("input")
    said = [page.one(id=name).text for name in control["aria-describedby"].split()]
    assert page.one("label", for_=control["id"]).text == "Amount"
    assert said == ["Whole", "Enter a number."]
    assert (control["aria-invalid"], control["aria-required"], control["inputmode"]) == ("true", "true", "numeric")


def test_an_optional_field_says_so() -> None:
    """An optional field is marked in words and is not required."""
    page = draw(kit.field("note", {"type": "plain_text_input"}, optional=True))
    assert page.one("label").text == "Note (optional)"
    assert "aria-required" not in page.one("input")


def test_what_was_typed_wins_over_what_the_bot_set() -> None:
    """A redrawn field holds the typed value, under the same DOM id, even where it was emptied."""
    blocks = [kit.field("a", {"type": "plain_text_input", "initial_value": "set"}), kit.FORM[0]]
    held = {"a": "typed", "note": None}
    typed = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in held.items()}
    page = draw(*blocks, on=surface(values=typed))
    assert page.one("input", id=draw(*blocks).one("input")["id"])["value"] == "typed"
    assert page.one("textarea").text == ""


def test_a_value_of_another_kind_of_element_is_not_taken_over() -> None:
    """When the bot puts a menu where a text was, the menu starts with its own choice."""
    typed = {"category": {"category": {"type": "plain_text_input", "value": "people"}}}
    page = draw(kit.field("category", kit.FIELDS["category"]), on=surface(values=typed))
    assert [node["value"] for node in page.every("option") if "selected" in node] == ["tools"]


def test_the_current_conversation_is_the_default() -> None:
    """A conversation menu that asks for it opens on where one is."""
    page = draw(kit.field("place", {"type": "conversations_select", "default_to_current_conversation": True}))
    assert [node.text for node in page.every("option") if "selected" in node] == ["#marketing"]


def test_what_a_menu_leaves_out_is_not_its_default() -> None:
    """One is in a conversation shared with others: the form opens on none, and does not offer it."""
    menu = {"type": "conversations_select", "default_to_current_conversation": True}
    menu |= {"filter": {"include": ["public", "private"], "exclude_external_shared_channels": True}}
    names = replace(NAMES, kinds={"C1": {"public", "external"}})
    page = draw(kit.field("place", menu), on=surface(names=names))
    shown = [node.text for node in page.every("option")]
    assert "#marketing" not in shown
    assert "#general" in shown


# --- what acts ---


def test_a_button_posts_which_it_was() -> None:
    """Pressing a button sends block id, action id and the form to the surface's own address."""
    pressed = draw(kit.actions(kit.button())).one("button")
    assert (pressed["hx-post"], pressed["hx-trigger"], pressed["type"]) == ("/views/V1/act", "click", "button")
    assert json.loads(pressed["hx-vals"]) == {"block_id": "row", "action_id": "press", "choice": ""}


def test_the_choices_of_an_overflow_are_numbered() -> None:
    """Each choice behind the three dots sends its own index."""
    menu = draw(kit.MESSAGE[1]).one("details")
    assert [json.loads(item["hx-vals"])["choice"] for item in menu.every("button")] == ["0", "1", "2"]


def test_a_question_is_asked_before_a_confirmed_action() -> None:
    """A confirm object becomes a dialog with its own words, which the button points at."""
    page = draw(kit.actions(kit.button(confirm=kit.CONFIRM)))
    asked = page.one("template", id=page.every("button")[0]["data-confirm"])
    assert asked.one("dialog").one("h2").text == "Share it?"
    assert [answer.text for answer in asked.every("button")] == ["Cancel", "Share"]


def test_a_link_button_opens_its_address_and_acts() -> None:
    """A button with an address is a link that gives nothing away, and is posted as well."""
    link = draw(kit.actions(kit.button(url="https://example.com/x"))).one("a")
    assert (link["href"], link["rel"]) == ("https://example.com/x", "noopener noreferrer")
    assert link["hx-post"] == "/views/V1/act"


def test_a_link_button_never_runs_a_script() -> None:
    """An address that is none opens nothing."""
    assert draw(kit.actions(kit.button(url="javascript:alert(1)"))).one("a")["href"] == "#"


@pytest.mark.parametrize(
    ("config", "trigger", "enter"),
    [
        ({}, "act", True),
        ({"trigger_actions_on": ["on_character_entered"]}, "input changed delay:300ms", False),
        ({"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}, "act, input changed delay:300ms", True),
    ],
)
def test_a_text_field_acts_when_the_bot_asked_for_it(config: Any, trigger: str, enter: bool) -> None:
    """On Enter by default, on every character, or on both."""
    element = {"type": "plain_text_input"} | ({"dispatch_action_config": config} if config else {})
    control = draw(kit.field("note", element, dispatch_action=True)).one("input")
    assert (control["hx-trigger"], "data-enter" in control) == (trigger, enter)


def test_a_field_of_a_form_stays_quiet_unless_it_dispatches() -> None:
    """Only a field with dispatch_action posts on change."""
    quiet = draw(kit.field("category", kit.FIELDS["category"])).one("select")
    loud = draw(kit.field("category", kit.FIELDS["category"], dispatch_action=True)).one("select")
    assert "hx-post" not in quiet
    assert loud["hx-trigger"] == "change"


def test_a_search_is_a_combobox_that_keeps_the_option() -> None:
    """An external select knows where to ask, from how many letters on, and holds its choice as the option's JSON."""
    page = draw(kit.field("campaign", {**kit.FIELDS["campaign"], "min_query_length": 2}))
    box, control = page.one("div", class_="combobox"), page.one("input", role="combobox")
    assert (box["data-url"], box["data-least"]) == ("/views/V1/suggest", "2")
    assert page.one(id=control["aria-controls"])["role"] == "listbox"
    assert control["value"] == 'Alpha "A" & <b>'
    assert json.loads(page.one("input", type="hidden")["value"]) == kit.FIELDS["campaign"]["initial_option"]


@pytest.mark.parametrize("found", [{"options": kit.OPTIONS}, {"option_groups": kit.GROUPS, "options": None}])
def test_what_a_search_found_can_be_chosen(found: Mapping[str, Sequence[kit.Block]]) -> None:
    """The answer to a search is a list of options, each carrying itself, in groups if the bot sent groups."""
    drawn = tree(drawing.environment().get_template("objects/options.html").render(**found, surface=surface()))
    assert [json.loads(item["data-option"]) for item in drawn.every("li", role="option")] == kit.OPTIONS
    assert [group["aria-label"] for group in drawn.every("li", role="group")] == (
        ["Paid", "Own"] if found["options"] is None else []
    )


# --- what is read ---


def test_a_table_has_headers_for_its_columns_and_rows() -> None:
    """A data table says its caption, its columns and the row that a figure belongs to."""
    table = draw({"type": "data_table", "caption": "Cost", "rows": kit.TABLE, "row_header_column_index": 0}).one(
        "table"
    )
    assert table.one("caption").text == "Cost"
    assert [cell.text for cell in table.every("th", scope="col")] == ["Channel", "Cost"]
    assert [cell.text for cell in table.every("th", scope="row")] == ["LinkedIn", "X"]
    assert [cell["data-number"] for cell in table.every("td")] == ["300", "1200"]


def test_a_table_aligns_its_columns_as_told() -> None:
    """Column settings stand on every cell of their column."""
    page = draw({"type": "table", "rows": kit.TABLE, "column_settings": [{"is_wrapped": True}, {"align": "center"}]})
    assert [node.text for node in page.every("", class_="align-center")] == ["Cost", "$300", "$1,200"]
    assert [node.text for node in page.every("", class_="wrapped")] == ["Channel", "LinkedIn", "X"]


@pytest.mark.parametrize(
    "block", [kit.pie(LinkedIn=50, X=150), kit.chart("bar", Cost=[50, 150, 0])], ids=["pie", "bar"]
)
def test_a_chart_is_also_a_table(block: kit.Block) -> None:
    """Whoever cannot see the chart reads the same numbers."""
    drawn = draw(block)
    assert {"50", "150"} <= {cell.text for cell in drawn.one("table").every("td")}
    assert drawn.every("svg")[0]["aria-label"].startswith(block["title"])


@pytest.mark.parametrize(
    ("level", "word"),
    [("default", "Note:"), ("info", "Info:"), ("warning", "Warning:"), ("error", "Error:"), ("success", "Success:")],
)
def test_an_alert_says_its_level(level: str, word: str) -> None:
    """The level of an alert is a word, not only a colour."""
    drawn = draw({"type": "alert", "level": level, "text": kit.plain("Saved")})
    assert drawn.one("div", class_="alert").text == f"{word} Saved"


def test_an_image_says_what_it_shows() -> None:
    """An image carries its description and its title."""
    drawn = draw(kit.MESSAGE[6])
    assert (drawn.one("img")["alt"], drawn.one("figcaption").text) == ("A chart that rises", "Growth")


def test_names_stand_for_ids_in_rich_text() -> None:
    """Rich text shows people, conversations, dates and colours as words, in the viewer's zone."""
    page = draw(
        kit.rich(
            kit.line(
                {"type": "user", "user_id": "U1"},
                {"type": "channel", "channel_id": "C2"},
                {"type": "broadcast", "range": "here"},
                {"type": "color", "value": "#FF0000"},
                {"type": "date", "timestamp": 1785499980, "format": "{date_num} {time}", "fallback": "then"},
            )
        )
    )
    assert [node.text for node in page.every("", class_="mention")] == ["@Anna Nowak", "#general", "@here"]
    assert page.one("time")["datetime"] == "2026-07-31T14:13:00+02:00"
    assert page.one("rect")["fill"] == "#FF0000"


def test_rich_text_lists_count_on_and_step_in() -> None:
    """An ordered list continues at its offset, and an indented one stands further in."""
    page = draw(
        kit.rich(
            {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [kit.line(kit.words("third"))]},
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [kit.line(kit.words("inner"))]},
            {"type": "rich_text_quote", "border": 1, "elements": [kit.words("said")]},
            {"type": "rich_text_preformatted", "elements": [kit.words("a\n  b")]},
        )
    )
    assert (page.one("ol")["start"], page.one("ol").text) == ("3", "third")
    assert page.one("ul", class_="indent-1").text == "inner"
    assert page.one("blockquote", class_="bordered").text == "said"
    assert page.one("pre").content == "a\n  b"


def test_rich_text_styles_stand_inside_each_other() -> None:
    """Bold code is both."""
    page = draw(kit.rich(kit.line(kit.words("x", bold=True, code=True), {"type": "link", "url": "javascript:x"})))
    assert page.one("b").one("code").text == "x"
    assert page.every("a") == []


def test_drawing_and_reading_agree_on_names() -> None:
    """The name of a control is that of state.control_name, whatever signs its ids hold."""
    block = kit.field("a/b c", {"type": "plain_text_input", "action_id": "ż&"})
    control = draw(block, on=surface(names=NAMES)).one("input")
    assert control["name"] == state.control_name("a/b c", "ż&") == "a%2Fb%20c/%C5%BC%26"
    assert " " not in control["id"]
