"""Elements inside blocks: buttons, selects, inputs, pickers, options, confirm dialogs, rich text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.limits_rich_text import RICH_TEXT
from bot.playground.limits_rules import (
    distinct_values,
    initial_is_an_option,
    initial_text_fits,
    initial_within_maximum,
    number,
    numbers_agree,
    only_in_modals,
    real_date,
    time_zone,
)
from bot.playground.limits_shapes import (
    Check,
    Fault,
    Kind,
    Place,
    at_least_one,
    each,
    either,
    exactly_one,
    flag,
    kind,
    matching,
    one_of,
    ordered,
    plain,
    record,
    string,
    tagged,
    url,
    whole,
    words,
)


def elements(*names: str) -> Check:
    """A check for one of the named elements."""
    return tagged(ELEMENTS, names, "element")


# Composition objects.

ID = string(255)
STYLE = one_of("primary", "danger")
CONFIRM = record({"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)}, {"style": STYLE})
DISPATCH = record({"trigger_actions_on": each(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
FILTER_SHAPE = {
    "include": each(one_of("im", "mpim", "private", "public"), 1, 4),
    "exclude_external_shared_channels": flag,
    "exclude_bot_users": flag,
}
FILTER = kind({}, FILTER_SHAPE, at_least_one(*FILTER_SHAPE))
SLACK_FILE = kind({}, {"id": string(255), "url": url()}, exactly_one("id", "url"))


def untyped(shape: Kind) -> Check:
    """A check of the same shape for an object that carries no ``type``."""

    def check(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, Mapping) or "type" in value:
            yield place.fault("must be an object without a type")
        else:
            yield from shape.check({"type": "", **value}, place)

    return check


def option(words_of: Check) -> Check:
    return record({"text": words_of, "value": string(75)}, {"description": plain(75)})


SELECT_OPTION = option(plain(75))
TICK_OPTION = option(either(75))
OVERFLOW_OPTION = record({"text": plain(75), "value": string(75)}, {"description": plain(75), "url": url()})
GROUP = record({"label": plain(75), "options": each(SELECT_OPTION, 1, 100)})
IMAGE = {"image_url": url(), "slack_file": untyped(SLACK_FILE)}


# The elements. ``_menu`` and ``_field`` hold what most of them share.

_ACTION: dict[str, Check] = {"action_id": ID}
_PICK: dict[str, Check] = {**_ACTION, "confirm": CONFIRM, "focus_on_load": flag}
_MENU: dict[str, Check] = {**_PICK, "placeholder": plain(150)}
_MANY: dict[str, Check] = {**_MENU, "max_selected_items": whole(1, 100)}
_FIELD: dict[str, Check] = {
    **_ACTION,
    "placeholder": plain(150),
    "focus_on_load": flag,
    "dispatch_action_config": DISPATCH,
}
_STATIC: dict[str, Check] = {"options": each(SELECT_OPTION, 1, 100), "option_groups": each(GROUP, 1, 100)}
_EXTERNAL: dict[str, Check] = {"min_query_length": whole(0, 3000)}
_LINKED: dict[str, Check] = {"response_url_enabled": flag}
_CONVERSATION: dict[str, Check] = {"default_to_current_conversation": flag, "filter": untyped(FILTER)}
_IDS = each(ID, 1, 100)
_LABEL: dict[str, Check] = {"accessibility_label": words(75)}
_PRESS: dict[str, Check] = {**_ACTION, **_LABEL, "value": string(2000), "confirm": CONFIRM}
_VISIBLE = each(ID, 1, 10)
_STATIC_RULES = (exactly_one("options", "option_groups"), distinct_values, initial_is_an_option)
_FEEDBACK = record({"text": plain(75), "value": string(2000)}, _LABEL)
_PARAMETER = record({"name": string(3000), "value": string(3000)})
_TRIGGER = record({"url": url()}, {"customizable_input_parameters": each(_PARAMETER, 1, 100)})

ELEMENTS: dict[str, Kind] = {
    "button": kind(
        {"text": plain(75)},
        {**_PRESS, "url": url(), "style": STYLE, "agent_prompt": string(4000), "visible_to_user_ids": _VISIBLE},
    ),
    "icon_button": kind(
        {"icon": string(255), "text": plain(75)}, {**_PRESS, "visible_to_user_ids": _VISIBLE}, surfaces=("message",)
    ),
    "feedback_buttons": kind(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ACTION, surfaces=("message",)
    ),
    "workflow_button": kind(
        {"text": plain(75), "workflow": record({"trigger": _TRIGGER})},
        {**_ACTION, **_LABEL, "style": STYLE},
        surfaces=("message",),
    ),
    "overflow": kind({"options": each(OVERFLOW_OPTION, 1, 5)}, {**_ACTION, "confirm": CONFIRM}, distinct_values),
    "image": kind({"alt_text": words(2000)}, IMAGE, exactly_one("image_url", "slack_file")),
    "static_select": kind({}, {**_MENU, **_STATIC, "initial_option": SELECT_OPTION}, *_STATIC_RULES),
    "multi_static_select": kind(
        {},
        {**_MANY, **_STATIC, "initial_options": each(SELECT_OPTION, 1, 100)},
        *_STATIC_RULES,
        initial_within_maximum,
    ),
    "external_select": kind({}, {**_MENU, **_EXTERNAL, "initial_option": SELECT_OPTION}),
    "multi_external_select": kind(
        {}, {**_MANY, **_EXTERNAL, "initial_options": each(SELECT_OPTION, 1, 100)}, initial_within_maximum
    ),
    "users_select": kind({}, {**_MENU, "initial_user": ID}),
    "multi_users_select": kind({}, {**_MANY, "initial_users": _IDS}, initial_within_maximum),
    "conversations_select": kind({}, {**_MENU, **_LINKED, **_CONVERSATION, "initial_conversation": ID}, only_in_modals),
    "multi_conversations_select": kind(
        {}, {**_MANY, **_CONVERSATION, "initial_conversations": _IDS}, initial_within_maximum
    ),
    "channels_select": kind({}, {**_MENU, **_LINKED, "initial_channel": ID}, only_in_modals),
    "multi_channels_select": kind({}, {**_MANY, "initial_channels": _IDS}, initial_within_maximum),
    "checkboxes": kind(
        {"options": each(TICK_OPTION, 1, 10)},
        {**_PICK, "initial_options": each(TICK_OPTION, 1, 10)},
        distinct_values,
        initial_is_an_option,
    ),
    "radio_buttons": kind(
        {"options": each(TICK_OPTION, 1, 10)},
        {**_PICK, "initial_option": TICK_OPTION},
        distinct_values,
        initial_is_an_option,
    ),
    "datepicker": kind({}, {**_MENU, "initial_date": real_date}),
    "timepicker": kind(
        {}, {**_MENU, "initial_time": matching(r"([01]\d|2[0-3]):[0-5]\d", "a time HH:mm"), "timezone": time_zone}
    ),
    "datetimepicker": kind({}, {**_PICK, "initial_date_time": whole(10**9, 10**10 - 1)}, surfaces=("message", "modal")),
    "plain_text_input": kind(
        {},
        {
            **_FIELD,
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        ordered("min_length", "max_length"),
        initial_text_fits,
    ),
    "number_input": kind(
        {"is_decimal_allowed": flag},
        {**_FIELD, "initial_value": number, "min_value": number, "max_value": number},
        numbers_agree,
        surfaces=("modal",),
    ),
    "url_text_input": kind({}, {**_FIELD, "initial_value": url()}, surfaces=("modal",)),
    "email_text_input": kind(
        {}, {**_FIELD, "initial_value": matching(r"[^@\s]+@[^@\s]+", "an address")}, surfaces=("modal",)
    ),
    "rich_text_input": kind(
        {},
        {**_FIELD, "initial_value": RICH_TEXT, "min_lines": whole(1, 100), "max_lines": whole(1, 100)},
        ordered("min_lines", "max_lines"),
        surfaces=("modal", "home"),
    ),
    "file_input": kind(
        {}, {**_ACTION, "filetypes": each(string(50), 1, 100), "max_files": whole(1, 10)}, surfaces=("modal",)
    ),
}

SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MENUS = (*SELECTS, *(f"multi_{name}" for name in SELECTS))
PICKS = ("checkboxes", "radio_buttons", "datepicker", "timepicker")
