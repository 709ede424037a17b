"""One of every block and element that the playground draws."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def option(text: str, **more: Any) -> Block:
    return {"text": plain(text), "value": text.lower(), **more}


def field(name: str, element: Block, **more: Any) -> Block:
    """An input block; block id and action id are its name."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(name.capitalize()),
        "element": {"action_id": name, **element},
        **more,
    }


def actions(*elements: Block) -> Block:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def button(text: str = "Share", **more: Any) -> Block:
    return {"type": "button", "action_id": "press", "text": plain(text), **more}


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "block_id": "rich", "elements": list(parts)}


def line(*pieces: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(pieces)}


def words(text: str, **style: bool) -> Block:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def cell(text: str, value: float | None = None) -> Block:
    return {"type": "raw_text", "text": text} if value is None else {"type": "raw_number", "value": value, "text": text}


def chart(kind: str, **series: list[float]) -> Block:
    """Bars, lines or areas over the months."""
    months = ["Jan", "Feb", "Mar"]
    rows = [
        {"name": name, "data": [{"label": month, "value": value} for month, value in zip(months, values, strict=True)]}
        for name, values in series.items()
    ]
    axes = {"categories": months, "x_label": "Month", "y_label": "USD"}
    drawn = {"type": kind, "series": rows, "axis_config": axes}
    return {"type": "data_visualization", "block_id": kind, "title": f"A {kind}", "chart": drawn}


def pie(**segments: float) -> Block:
    made = [{"label": label, "value": value} for label, value in segments.items()]
    drawn = {"type": "pie", "segments": made}
    return {"type": "data_visualization", "block_id": "pie", "title": "Cost by channel", "chart": drawn}


CONFIRM = {
    "title": plain("Share it?"),
    "text": plain("Everyone will see it."),
    "confirm": plain("Share"),
    "deny": plain("Cancel"),
}
OPTIONS = [option("Ads"), option("Tools", description=plain("what one pays monthly")), option("People")]
GROUPS = [{"label": plain("Paid"), "options": OPTIONS[:2]}, {"label": plain("Own"), "options": OPTIONS[2:]}]
TABLE = [[cell("Channel"), cell("Cost")], [cell("LinkedIn"), cell("$300", 300)], [cell("X"), cell("$1,200", 1200)]]

# Element -> what it holds before anybody touches it, in the shape of ``state.values``.
FIELDS: dict[str, Block] = {
    "note": {"type": "plain_text_input", "multiline": True, "initial_value": "\n<b>two</b>\nlines"},
    "title": {"type": "plain_text_input", "placeholder": plain("Anything")},
    "amount": {"type": "number_input", "is_decimal_allowed": True, "initial_value": "12.50"},
    "mail": {"type": "email_text_input", "initial_value": "anna@example.com"},
    "site": {"type": "url_text_input"},
    "category": {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]},
    "grouped": {"type": "static_select", "option_groups": GROUPS, "initial_option": OPTIONS[2]},
    "empty": {"type": "static_select", "options": OPTIONS, "placeholder": plain("Choose one")},
    "campaign": {"type": "external_select", "initial_option": option('Alpha "A" & <b>')},
    "channel": {"type": "external_select", "min_query_length": 0},
    "many": {"type": "multi_static_select", "options": OPTIONS, "initial_options": OPTIONS[:2]},
    "searched": {"type": "multi_external_select", "initial_options": [option("One"), option("Two")]},
    "owner": {"type": "users_select", "initial_user": "U2"},
    "team": {"type": "multi_users_select", "initial_users": ["U1", "U9"]},
    "place": {"type": "conversations_select", "initial_conversation": "C2"},
    "places": {"type": "multi_conversations_select"},
    "public": {"type": "channels_select"},
    "publics": {"type": "multi_channels_select", "initial_channels": ["C1"]},
    "day": {"type": "datepicker", "initial_date": "2026-08-03"},
    "time": {"type": "timepicker", "initial_time": "09:00", "timezone": "Europe/Warsaw"},
    "moment": {"type": "datetimepicker", "initial_date_time": 1785499980},
    "ticks": {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[2:]},
    "ring": {"type": "radio_buttons", "options": OPTIONS, "initial_option": OPTIONS[0]},
    "rings": {"type": "radio_buttons", "options": OPTIONS},
    "file": {"type": "file_input", "filetypes": ["csv"], "max_files": 1},
}

FORM = [field(name, element, hint=plain("A hint")) for name, element in FIELDS.items()]

MESSAGE: list[Block] = [
    {"type": "header", "block_id": "head", "text": plain("Campaign Q3 :tada:")},
    {
        "type": "section",
        "block_id": "said",
        "text": mrkdwn("*Cost* of <#C1>"),
        "accessory": {"type": "overflow", "action_id": "more", "options": OPTIONS},
    },
    {"type": "section", "block_id": "fields", "fields": [mrkdwn("*Cost*\n$1"), plain("Return")], "accessory": button()},
    {"type": "divider", "block_id": "line"},
    {
        "type": "context",
        "block_id": "about",
        "elements": [{"type": "image", "image_url": "https://example.com/a.png", "alt_text": "Logo"}, mrkdwn("_now_")],
    },
    actions(
        button(confirm=CONFIRM, style="primary", value="v"),
        button("Open", action_id="open", url="https://example.com"),
        {"type": "static_select", "action_id": "pick", "options": OPTIONS},
        {"type": "datepicker", "action_id": "day"},
    ),
    {
        "type": "image",
        "block_id": "picture",
        "image_url": "https://example.com/b.png",
        "alt_text": "A chart that rises",
        "title": plain("Growth"),
    },
    rich(line(words("ROI 176.92%", bold=True)), line({"type": "user", "user_id": "U1"})),
    {"type": "markdown", "block_id": "md", "text": "# Title\n\n**bold**"},
    {"type": "table", "block_id": "table", "rows": TABLE, "column_settings": [{}, {"align": "right"}]},
    {"type": "data_table", "block_id": "data", "caption": "Cost by channel", "rows": TABLE, "page_size": 2},
    pie(LinkedIn=50, X=50),
    chart("bar", Cost=[1, -2, 3], Return=[4, 5, 6]),
    chart("line", Cost=[1, 2, 3]),
    chart("area", Cost=[1, 2, 3]),
    {"type": "alert", "block_id": "alert", "level": "warning", "text": plain("Too early to judge.")},
]
