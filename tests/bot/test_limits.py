"""Slack's limits: a good payload passes, a broken one is refused for its own reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.playground.limits import Fault, Surface, check_blocks, check_message, check_view

Block = dict[str, Any]


def plain(text: str, **extra: Any) -> Block:
    return {"type": "plain_text", "text": text, **extra}


def mrkdwn(text: str, **extra: Any) -> Block:
    return {"type": "mrkdwn", "text": text, **extra}


def section(text: str = "Ads brought 12 leads", **extra: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **extra}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(**extra: Any) -> Block:
    return {"type": "button", "action_id": "share", "text": plain("Share"), **extra}


def option(value: str = "ads", text: str = "Ads", **extra: Any) -> Block:
    return {"text": plain(text), "value": value, **extra}


def select(**extra: Any) -> Block:
    return {"type": "static_select", "action_id": "category", "options": [option(), option("tools", "Tools")], **extra}


def field(element: Block, **extra: Any) -> Block:
    return {"type": "input", "block_id": "field", "label": plain("Field"), "element": element, **extra}


def number(**extra: Any) -> Block:
    return {"type": "number_input", "action_id": "amount", "is_decimal_allowed": True, **extra}


def words(**extra: Any) -> Block:
    return {"type": "plain_text_input", "action_id": "note", **extra}


def modal(*blocks: Block, **extra: Any) -> Block:
    return {"type": "modal", "title": plain("Log a cost"), "submit": plain("Save"), "blocks": list(blocks), **extra}


def home(*blocks: Block, **extra: Any) -> Block:
    return {"type": "home", "blocks": list(blocks), **extra}


def cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def rich(*pieces: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(pieces)}]}


def table(rows: int = 2, columns: int = 2, **extra: Any) -> Block:
    return {"type": "table", "rows": [[cell("x")] * columns for _ in range(rows)], **extra}


def data_table(**extra: Any) -> Block:
    rows = [
        [cell("Channel"), cell("Cost")],
        [cell("LinkedIn"), {"type": "raw_number", "value": 250, "text": "$250.00"}],
    ]
    return {"type": "data_table", "caption": "Cost by channel", "rows": rows, **extra}


def series(name: str = "Cost", *labels: str) -> Block:
    return {"name": name, "data": [{"label": label, "value": 3} for label in labels or ("July", "August")]}


def chart(**extra: Any) -> Block:
    axis = {"categories": ["July", "August"], "y_label": "EUR"}
    return {
        "type": "data_visualization",
        "title": "Cost",
        "chart": {"type": "bar", "series": [series()], "axis_config": axis, **extra},
    }


def pie(*segments: tuple[str, float]) -> Block:
    found = [{"label": label, "value": value} for label, value in segments]
    return {"type": "data_visualization", "title": "Cost", "chart": {"type": "pie", "segments": found}}


def image(**extra: Any) -> Block:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "Cost by month", **extra}


def confirm(**extra: Any) -> Block:
    return {
        "title": plain("Sure?"),
        "text": plain("It goes away"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
        **extra,
    }


def faults_of(payload: Mapping[str, Any] | list[Block], surface: Surface) -> list[Fault]:
    if isinstance(payload, list):
        return check_blocks(payload, surface)
    return check_view(payload) if payload.get("type") in ("modal", "home") else check_message(payload)


GOOD_MESSAGE = {
    "channel": "C1",
    "team_id": "T1",
    "text": "ROI 12.00% · cost $250.00 · return $280.00",
    "unfurl_links": False,
    "metadata": {"event_type": "digest", "event_payload": {"id": "1"}},
    "blocks": [
        {"type": "header", "block_id": "top", "text": plain("Campaign Q3", emoji=True)},
        section(fields=[mrkdwn("*Cost*", verbatim=True), plain("$250.00")], accessory=select(), expand=True),
        {"type": "context", "elements": [mrkdwn("as of Monday"), image()]},
        {"type": "divider"},
        actions(
            button(value="campaign-q3", style="primary", confirm=confirm()),
            button(action_id="open", url="https://example.com", accessibility_label="Open the campaign"),
            {"type": "overflow", "action_id": "more", "options": [option(url="https://example.com/help")]},
        ),
        data_table(page_size=10, row_header_column_index=0),
        chart(),
        pie(("Ads", 2.5), ("Tools", 1)),
        {"type": "markdown", "text": "**bold**"},
        rich({"type": "text", "text": "plain", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}),
        {"type": "container", "title": plain("Details"), "child_blocks": [section("inside")], "is_collapsible": True},
        {"type": "carousel", "elements": [{"type": "card", "title": mrkdwn("Q3"), "actions": [button()]}]},
        {
            "type": "layout",
            "label": "Figures",
            "rows": [{"items": [{"blocks": [section("in a grid")], "width": "wide"}]}],
        },
        {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Delete")}]},
        {
            "type": "plan",
            "title": "Import",
            "tasks": [{"type": "task_card", "task_id": "1", "title": "Read", "status": "pending"}],
        },
    ],
}
GOOD_MODAL = modal(
    field(select(initial_option=option()), block_id="category", dispatch_action=True),
    field(number(min_value="0", initial_value="12.50", max_value="1000"), block_id="amount", hint=plain("Net")),
    field({"type": "datepicker", "action_id": "date", "initial_date": "2028-02-29"}, block_id="date"),
    field(
        {"type": "timepicker", "action_id": "time", "initial_time": "09:30", "timezone": "Europe/Warsaw"}, block_id="t"
    ),
    field(words(multiline=True, max_length=500, focus_on_load=True), block_id="note", optional=True),
    field({"type": "external_select", "action_id": "campaign", "min_query_length": 0}, block_id="campaign"),
    field(
        {"type": "checkboxes", "action_id": "rules", "options": [{"text": mrkdwn("*All*"), "value": "all"}]},
        block_id="r",
    ),
    field({"type": "url_text_input", "action_id": "link", "initial_value": "https://example.com"}, block_id="link"),
    field({"type": "file_input", "action_id": "file", "filetypes": ["csv"], "max_files": 1}, block_id="file"),
    field(
        {
            "type": "conversations_select",
            "action_id": "to",
            "filter": {"include": ["public"]},
            "response_url_enabled": True,
        },
        block_id="to",
    ),
    field(
        {"type": "static_select", "action_id": "g", "option_groups": [{"label": plain("Now"), "options": [option()]}]},
        block_id="g",
    ),
    {"type": "alert", "text": plain("Hours are shown to admins only"), "level": "info"},
    callback_id="cost",
    private_metadata="",
    close=plain("Cancel"),
    notify_on_close=True,
)
GOOD_HOME = home(section(), actions(button()), chart(), image(title=plain("Cost")), callback_id="home")


@pytest.mark.parametrize("payload", [GOOD_MESSAGE, GOOD_MODAL, GOOD_HOME], ids=["message", "modal", "home"])
def test_a_good_payload_passes(payload: Block) -> None:
    """What Slack takes is taken."""
    assert [str(fault) for fault in faults_of(payload, "message")] == []


def test_a_fault_reads_as_a_line() -> None:
    """A fault says where and why."""
    (fault,) = check_message({"text": "x", "blocks": [section("")]})
    assert str(fault) == "/blocks/0/text/text: must not be empty"


def message(*blocks: Block, **extra: Any) -> Block:
    return {"text": "whole text", "blocks": list(blocks), **extra}


BROKEN: dict[str, tuple[Block, str]] = {
    # The message around the blocks.
    "no text": ({"blocks": [section()]}, "'text' is required"),
    "empty text": (message(section(), text=""), "/text: must not be empty"),
    "blank text": (message(section(), text=" "), "/text: must not be empty"),
    "long text": (message(section(), text="x" * 4001), "/text: must have 1 to 4000 characters"),
    "unknown message key": (message(section(), colour="red"), "unknown key 'colour'"),
    "no blocks": (message(), "must hold 1 to 50 items"),
    "51 blocks": (message(*[section()] * 51), "must hold 1 to 50 items"),
    "12,001 characters": (message(*[section("x" * 2501)] * 5), "more than 12000"),
    "two tables": (message(table(), data_table()), "holds 2 tables"),
    "a table inside and one outside": (
        message(table(), {"type": "container", "title": plain("More"), "child_blocks": [table()]}),
        "holds 2 tables",
    ),
    "three charts": (message(chart(), chart(), chart()), "holds 3 charts"),
    "same block_id": (message(section(block_id="a"), section(block_id="a")), "block_id 'a' is not unique"),
    "same block_id inside": (
        message(
            section(block_id="a"),
            {"type": "container", "title": plain("More"), "child_blocks": [section(block_id="a")]},
        ),
        "block_id 'a' is not unique",
    ),
    "same action_id": (message(actions(button(), button())), "action_id 'share' is not unique"),
    "long block_id": (message(section(block_id="x" * 256)), "block_id: must have 1 to 255"),
    "metadata without payload": (message(section(), metadata={"event_type": "x"}), "'event_payload' is required"),
    "text object as text": (message(section(), text=plain("x")), "/text: must be a string"),
    # Blocks.
    "unknown block": (message({"type": "graph"}), "unknown block 'graph'"),
    "null block": (message(None), "must be a block with a type"),  # type: ignore[arg-type]  # reason: broken on purpose
    "unknown block key": (message(section(colour="red")), "unknown key 'colour'"),
    "file block": (message({"type": "file"}), "file does not work in a message"),
    "empty section": (message({"type": "section"}), "needs one of text, fields"),
    "long section": (message(section("x" * 3001)), "must have 1 to 3000"),
    "section text as string": (message({"type": "section", "text": "x"}), "must be a plain_text or mrkdwn object"),
    "11 fields": (message({"type": "section", "fields": [plain("x")] * 11}), "must hold 1 to 10"),
    "long field": (message({"type": "section", "fields": [plain("x" * 2001)]}), "must have 1 to 2000"),
    "mrkdwn header": (message({"type": "header", "text": mrkdwn("x")}), "must be a plain_text object"),
    "long header": (message({"type": "header", "text": plain("x" * 151)}), "must have 1 to 150"),
    "26 buttons": (message(actions(*[button(action_id=str(n)) for n in range(26)])), "must hold 1 to 25"),
    "no buttons": (message(actions()), "must hold 1 to 25"),
    "11 context items": (message({"type": "context", "elements": [plain("x")] * 11}), "must hold 1 to 10"),
    "button in context": (message({"type": "context", "elements": [button()]}), "button is not allowed here"),
    "image without alt_text": (message({"type": "image", "image_url": "https://a.b/c.png"}), "'alt_text' is required"),
    "image without source": (message({"type": "image", "alt_text": "x"}), "exactly one of image_url, slack_file"),
    "emoji on mrkdwn": (message({"type": "section", "text": mrkdwn("x", emoji=True)}), "unknown key 'emoji'"),
    "verbatim on plain_text": (message({"type": "section", "text": plain("x", verbatim=True)}), "key 'verbatim'"),
    "markdown in a home": (home({"type": "markdown", "text": "x"}), "markdown does not work in a home"),
    "alert in a message": (message({"type": "alert", "text": plain("x")}), "alert does not work in a message"),
    "context_actions in a modal": (
        modal({"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain("x")}]}),
        "context_actions does not work in a modal",
    ),
    "header divider on a collapsible": (
        message(
            {
                "type": "container",
                "title": plain("x"),
                "child_blocks": [section()],
                "is_collapsible": True,
                "has_header_divider": True,
            }
        ),
        "has_header_divider does not go",
    ),
    "six layout rows": (
        message({"type": "layout", "label": "x", "rows": [{"items": [{"blocks": [section()]}]}] * 6}),
        "must hold 1 to 5",
    ),
    "layout of 60 blocks": (
        message({"type": "layout", "label": "x", "rows": [{"items": [{"blocks": [section()] * 30}] * 2}]}),
        "holds 61 blocks",
    ),
    "empty card": (message({"type": "card", "subtitle": mrkdwn("x")}), "needs one of hero_image"),
    "lone pending task": (
        message({"type": "task_card", "task_id": "1", "title": "x", "status": "pending"}),
        "only a task inside a plan",
    ),
    "rich text of nothing": (message(rich()), "must hold 1 to 3000"),
    "rich text date without fallback": (
        message(rich({"type": "date", "timestamp": 1, "format": "{date_short}"})),
        "'fallback' is required",
    ),
    # Tables and charts.
    "table in a modal": (modal(table()), "table does not work in a modal"),
    "table on Home": (home(table()), "table does not work in a home"),
    "data_table on Home": (home(data_table()), "data_table does not work in a home"),
    "chart in a modal": (modal(chart()), "data_visualization does not work in a modal"),
    "101 rows": (message(table(101)), "must hold 1 to 100"),
    "21 columns": (message(table(1, 21)), "must hold 1 to 20"),
    "empty cell": (message(table(rows=1) | {"rows": [[cell("")]]}), "must not be empty"),
    "ragged rows": (message(table() | {"rows": [[cell("x")], [cell("x")] * 2]}), "same number of cells"),
    "no caption": (message({k: v for k, v in data_table().items() if k != "caption"}), "'caption' is required"),
    "data_table of 102 rows": (message(data_table(rows=[[cell("x")]] * 102)), "must hold 2 to 101"),
    "rich header": (
        message(data_table(rows=[[rich({"type": "text", "text": "x"})], [cell("x")]])),
        "header row cannot hold rich_text",
    ),
    "row header beyond the columns": (message(data_table(row_header_column_index=2)), "there is no such column"),
    "page of 101": (message(data_table(page_size=101)), "whole number from 1 to 100"),
    "seven segments": (message(pie(*[(str(n), 1) for n in range(7)])), "must hold 1 to 6"),
    "segment of nothing": (message(pie(("Ads", 0))), "must be above 0"),
    "long label": (message(pie(("x" * 21, 1))), "must have 1 to 20"),
    "missing point": (message(chart(series=[series("Cost", "July")])), "exactly one point for each category"),
    "same series twice": (message(chart(series=[series(), series()])), "every name must be unique"),
    "infinite bar": (
        message(chart(series=[{"name": "x", "data": [{"label": "July", "value": float("inf")}]}])),
        "must be a number",
    ),
    # Elements.
    "unknown element": (message(actions({"type": "slider"})), "unknown element 'slider'"),
    "unknown element key": (message(actions(button(colour="red"))), "unknown key 'colour'"),
    "mrkdwn button": (message(actions(button(text=mrkdwn("x")))), "must be a plain_text object"),
    "long button": (message(actions(button(text=plain("x" * 76)))), "must have 1 to 75"),
    "long button value": (message(actions(button(value="x" * 2001))), "must have 1 to 2000"),
    "empty button value": (message(actions(button(value=""))), "value: must not be empty"),
    "button to nowhere": (message(actions(button(url="example.com"))), "must be a URL"),
    "default style": (message(actions(button(style="default"))), "must be one of primary, danger"),
    "confirm without deny": (
        message(actions(button(confirm={k: v for k, v in confirm().items() if k != "deny"}))),
        "'deny' is required",
    ),
    "long confirm text": (message(actions(button(confirm=confirm(text=plain("x" * 301))))), "must have 1 to 300"),
    "text field in actions": (message(actions(words())), "plain_text_input is not allowed here"),
    "101 options": (
        message(actions(select(options=[option(str(n)) for n in range(101)]))),
        "must hold 1 to 100",
    ),
    "no options": (message(actions(select(options=[]))), "must hold 1 to 100"),
    "neither options nor groups": (
        message(actions({"type": "static_select", "action_id": "x"})),
        "exactly one of options, option_groups",
    ),
    "mrkdwn option in a select": (
        message(actions(select(options=[{"text": mrkdwn("x"), "value": "x"}]))),
        "must be a plain_text object",
    ),
    "long option": (message(actions(select(options=[option(text="x" * 76)]))), "text: must have 1 to 75"),
    "long option value": (message(actions(select(options=[option("x" * 76)]))), "value: must have 1 to 75"),
    "long description": (
        message(actions(select(options=[option(description=plain("x" * 76))]))),
        "description/text: must have 1 to 75",
    ),
    "same option twice": (message(actions(select(options=[option(), option()]))), "option value 'ads' occurs twice"),
    "group without label": (
        message(actions({"type": "static_select", "option_groups": [{"options": [option()]}]})),
        "'label' is required",
    ),
    "foreign initial option": (message(actions(select(initial_option=option("x")))), "initial_option must equal one"),
    "foreign initial options": (
        message(actions(select(type="multi_static_select", initial_options=[option("x")]))),
        "initial_options must each equal",
    ),
    "url in a select": (message(actions(select(options=[option(url="https://a.b")]))), "unknown key 'url'"),
    "six in an overflow": (
        message(actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]})),
        "must hold 1 to 5",
    ),
    "11 radios": (
        message(actions({"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]})),
        "must hold 1 to 10",
    ),
    "long placeholder": (message(actions(select(placeholder=plain("x" * 151)))), "must have 1 to 150"),
    "empty filter": (message(actions({"type": "conversations_select", "filter": {}})), "needs one of include"),
    "response_url in a message": (
        message(actions({"type": "channels_select", "response_url_enabled": True})),
        "response_url_enabled works in a modal only",
    ),
    "30 February": (message(actions({"type": "datepicker", "initial_date": "2026-02-30"})), "a date YYYY-MM-DD"),
    "week date": (message(actions({"type": "datepicker", "initial_date": "2026-W31-1"})), "a date YYYY-MM-DD"),
    "25 o'clock": (message(actions({"type": "timepicker", "initial_time": "25:00"})), "a time HH:mm"),
    "unknown time zone": (message(actions({"type": "timepicker", "timezone": "Mars/Base"})), "an IANA time zone"),
    "date and time on Home": (home(actions({"type": "datetimepicker"})), "datetimepicker does not work in a home"),
    "workflow button on Home": (
        home(actions({"type": "workflow_button", "text": plain("x"), "workflow": {"trigger": {"url": "https://a.b"}}})),
        "workflow_button does not work in a home",
    ),
    # Views and inputs.
    "no title": ({k: v for k, v in modal(section()).items() if k != "title"}, "'title' is required"),
    "long title": (modal(section(), title=plain("x" * 25)), "/title/text: must have 1 to 24"),
    "mrkdwn title": (modal(section(), title=mrkdwn("x")), "must be a plain_text object"),
    "long submit": (modal(section(), submit=plain("x" * 25)), "/submit/text: must have 1 to 24"),
    "long close": (modal(section(), close=plain("x" * 25)), "/close/text: must have 1 to 24"),
    "long private_metadata": (modal(section(), private_metadata="x" * 3001), "private_metadata: must have 0 to 3000"),
    "long callback_id": (modal(section(), callback_id="x" * 256), "callback_id: must have 1 to 255"),
    "unknown view key": (modal(section(), hash="1.2"), "unknown key 'hash'"),
    "title on Home": (home(section(), title=plain("x")), "unknown key 'title'"),
    "101 blocks": (modal(*[section()] * 101), "must hold 1 to 100"),
    "input without submit": (
        {k: v for k, v in modal(field(words())).items() if k != "submit"},
        "'submit' is required",
    ),
    "two focused": (
        modal(field(words(focus_on_load=True)), field(words(focus_on_load=True), block_id="b")),
        "focus_on_load is set 2 times",
    ),
    "button in an input": (modal(field(button())), "button is not allowed here"),
    "mrkdwn label": (modal(field(words(), label=mrkdwn("x"))), "must be a plain_text object"),
    "dispatch_action as word": (modal(field(words(), dispatch_action="yes")), "must be true or false"),
    "null hint": (modal(field(words(), hint=None)), "must be a plain_text object"),
    "number in a message": (message(field(number())), "number_input does not work in a message"),
    "email on Home": (home(field({"type": "email_text_input"})), "email_text_input does not work in a home"),
    "file in a message": (message(field({"type": "file_input"})), "file_input does not work in a message"),
    "number as number": (modal(field(number(min_value=0))), "must be a string holding a number"),
    "number with a comma": (modal(field(number(initial_value="1,5"))), "must be a string holding a number"),
    "initial below minimum": (modal(field(number(min_value="2", initial_value="1"))), "min_value <= initial_value"),
    "decimals refused": (
        modal(field(number(is_decimal_allowed=False, initial_value="1.5"))),
        "is_decimal_allowed is false",
    ),
    "no is_decimal_allowed": (modal(field({"type": "number_input"})), "'is_decimal_allowed' is required"),
    "lengths crossed": (modal(field(words(min_length=5, max_length=2))), "min_length is above max_length"),
    "initial text too long": (modal(field(words(max_length=2, initial_value="xyz"))), "outside min_length"),
    "empty initial text": (modal(field(words(initial_value=""))), "initial_value: must not be empty"),
    "unknown dispatch": (
        modal(field(words(dispatch_action_config={"trigger_actions_on": ["on_blur"]}))),
        "must be one of on_enter_pressed",
    ),
    "11 files": (modal(field({"type": "file_input", "max_files": 11})), "whole number from 1 to 10"),
}


@pytest.mark.parametrize(("payload", "reason"), list(BROKEN.values()), ids=list(BROKEN))
def test_a_broken_payload_is_refused_for_its_own_reason(payload: Block, reason: str) -> None:
    """What Slack would refuse is refused, and the reason says why."""
    faults = [str(fault) for fault in faults_of(payload, "message")]
    assert any(reason in fault for fault in faults), faults


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_bare_blocks_are_checked_for_a_surface(surface: Surface) -> None:
    """Blocks alone are checked as on the surface named."""
    assert bool(check_blocks([{"type": "markdown", "text": "x"}], surface)) is (surface != "message")


def test_a_view_is_a_modal_or_a_home_tab() -> None:
    """Any other type of view is refused."""
    assert "must be one of modal, home" in str(check_view({"type": "workflow_step", "blocks": [section()]})[0])


@pytest.mark.parametrize("blocks", [None, "x", {}, [None], [[]], [{"type": []}], [{"type": "section", "text": []}]])
def test_nonsense_is_a_fault_not_a_crash(blocks: Any) -> None:
    """Whatever stands in the place of blocks, the answer is a list of faults."""
    assert check_blocks(blocks, "message")
