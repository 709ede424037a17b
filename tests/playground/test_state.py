"""What the posted form becomes: ``state.values``, the pressed action, and what Slack's own client refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.playground import state
from bot.playground.clients_words import POLISH
from tests import screens
from tests.playground import kit
from tests.playground.drawn import draw, posted, surface

FILE = {"id": "F1", "name": "costs.csv", "mimetype": "text/csv"}


def one(name: str, element: kit.Block, *typed: str) -> Any:
    """What the field holds after ``typed`` was posted for it."""
    blocks = [kit.field(name, element)]
    return state.read(blocks, {state.control_name(name, name): typed})["values"][name][name]


# --- the state ---


def test_an_untouched_form_reads_as_it_was_opened() -> None:
    """Every field, drawn and posted without a touch, comes back as Slack sends it: initial values, null and []."""
    untouched = state.read(kit.FORM, posted(draw(*kit.FORM)))
    assert untouched == screens.state(kit.FORM, {}) == state.initial(kit.FORM)


def test_what_was_typed_survives_being_drawn_again() -> None:
    """A state drawn into the form and posted again is the same state."""
    typed: kit.Block = {
        "note": "line\nline",
        "amount": "7",
        "category": "people",
        "campaign": kit.option("+New one"),
        "many": ["tools", "people"],
        "searched": [kit.option("Three")],
        "owner": "U1",
        "team": ["U2"],
        "place": None,
        "publics": ["C2", "C1"],
        "day": None,
        "time": "23:59",
        "moment": 1770000000,
        "ticks": None,
        "rings": "tools",
    }
    filled = screens.state(kit.FORM, typed)
    drawn = draw(*kit.FORM, on=surface(values=filled["values"]))
    assert state.read(kit.FORM, posted(drawn)) == filled


def test_an_empty_form_is_complete() -> None:
    """What the browser does not mention is null or [], never left out."""
    read = state.read(kit.FORM, {})["values"]
    emptied = dict.fromkeys(kit.FIELDS)
    assert read == screens.state(kit.FORM, emptied)["values"]


def test_fields_of_messages_count_as_well() -> None:
    """Menus in sections and action rows keep their state; buttons and overflow menus have none."""
    read = state.read(kit.MESSAGE, {"row/pick": ["tools"]})["values"]
    assert read == {
        "row": {
            "pick": {"type": "static_select", "selected_option": kit.OPTIONS[1]},
            "day": {"type": "datepicker", "selected_date": None},
        }
    }


def test_a_choice_that_is_not_on_the_menu_is_none() -> None:
    """A forged value of a menu chooses nothing."""
    assert one("category", kit.FIELDS["category"], "forged")["selected_option"] is None


@pytest.mark.parametrize("typed", ["Alpha", "[1]", '{"value": "x"}', "{"])
def test_a_search_takes_options_only(typed: str) -> None:
    """Words that are no option choose nothing in a search."""
    assert one("campaign", kit.FIELDS["campaign"], typed)["selected_option"] is None


def test_files_are_what_was_uploaded() -> None:
    """A file field holds the file objects the server made of the upload."""
    blocks = [kit.field("file", kit.FIELDS["file"])]
    read = state.read(blocks, {"file/file": ["costs.csv"]}, {"file/file": [FILE]})
    assert read["values"]["file"]["file"] == {"type": "file_input", "files": [FILE]}


def test_ids_may_hold_any_sign() -> None:
    """Slashes and spaces in ids do not mix up two fields."""
    blocks = [kit.field("a/b", {"type": "plain_text_input"}), kit.field("a", {"type": "plain_text_input"})]
    blocks[0]["element"]["action_id"] = "c"
    blocks[1]["element"]["action_id"] = "b/c"
    form = {state.control_name("a/b", "c"): ["first"], state.control_name("a", "b/c"): ["second"]}
    read = state.read(blocks, form)["values"]
    assert (read["a/b"]["c"]["value"], read["a"]["b/c"]["value"]) == ("first", "second")


# --- the action ---


def test_a_pressed_button_is_sent_whole() -> None:
    """A button carries its text, value and style; the question asked before stays behind."""
    assert state.action(kit.MESSAGE, "row", "press", {}) == {
        "type": "button",
        "block_id": "row",
        "action_id": "press",
        "text": kit.plain("Share"),
        "value": "v",
        "style": "primary",
    }


def test_a_changed_menu_is_sent_with_its_choice() -> None:
    """A menu carries the option that is chosen now."""
    sent = state.action(kit.MESSAGE, "row", "pick", {"row/pick": ["people"]})
    assert (sent["type"], sent["selected_option"]) == ("static_select", kit.OPTIONS[2])


def test_the_pressed_choice_of_an_overflow_is_sent() -> None:
    """Of three choices the second."""
    sent = state.action(kit.MESSAGE, "said", "more", {}, choice="1")
    assert (sent["type"], sent["selected_option"]) == ("overflow", kit.OPTIONS[1])


@pytest.mark.parametrize(
    "pressed", [("row", "gone", ""), ("gone", "press", ""), ("said", "more", "3"), ("said", "more", "")]
)
def test_what_is_not_shown_cannot_be_pressed(pressed: tuple[str, str, str]) -> None:
    """An element or choice that is no longer there is a KeyError."""
    block_id, action_id, choice = pressed
    with pytest.raises(KeyError):
        state.action(kit.MESSAGE, block_id, action_id, {}, choice)


# --- what the client refuses ---

NUMBER = {"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "max_value": "100"}
WHOLE = {"type": "number_input", "is_decimal_allowed": False}
TEXT = {"type": "plain_text_input", "min_length": 3, "max_length": 5}
FEW = {"type": "multi_static_select", "options": kit.OPTIONS, "max_selected_items": 1}


@pytest.mark.parametrize(
    ("element", "typed", "sentence"),
    [
        (TEXT, [], "Fill in this field."),
        (kit.FIELDS["category"], [], "Choose something here."),
        (kit.FIELDS["day"], [], "Choose something here."),
        (kit.FIELDS["file"], [], "Add a file."),
        (FEW, [], "Choose something here."),
        (FEW, ["ads", "tools"], "Choose at most 1."),
        (NUMBER, ["twelve"], "Enter a number, such as 12.5."),
        (NUMBER, ["1e3"], "Enter a number, such as 12.5."),
        (NUMBER, ["NaN"], "Enter a number, such as 12.5."),
        (NUMBER, ["1,000"], "Enter a number, such as 12.5."),
        (NUMBER, ["0.99"], "Enter 1 or more."),
        (NUMBER, ["100.01"], "Enter 100 or less."),
        (WHOLE, ["x"], "Enter a whole number, such as 12."),
        (WHOLE, ["1.5"], "Enter a whole number, such as 12."),
        (TEXT, ["ab"], "Write at least 3 characters; 1 more to go."),
        (TEXT, ["abcdefg"], "Write at most 5 characters; take out 2."),
        (kit.FIELDS["mail"], ["anna@"], "Enter an e-mail address, such as anna@example.com."),
        (kit.FIELDS["site"], ["example.com"], "Enter a web address, such as https://example.com."),
        (kit.FIELDS["site"], ["https://[x"], "Enter a web address, such as https://example.com."),
    ],
)
def test_a_wrong_field_says_what_to_do(element: kit.Block, typed: list[str], sentence: str) -> None:
    """Each fault has its own sentence, under its own field."""
    assert faults(element, typed) == {"field": sentence}


def test_every_fault_is_said_in_polish_too() -> None:
    """To whoever has Slack in Polish; with the same numbers."""
    blocks = [kit.field("field", NUMBER)]
    read = state.read(blocks, {"field/field": ["0.99"]})
    assert state.faults(blocks, read["values"], "pl-PL") == {"field": "Wpisz co najmniej 1."}
    assert all(re.findall(r"{\w+}", english) == re.findall(r"{\w+}", polish) for english, polish in POLISH.items())


@pytest.mark.parametrize(
    ("element", "typed"),
    [
        (NUMBER, ["1"]),
        (NUMBER, [" 99.5 "]),
        (WHOLE, ["-12"]),
        (WHOLE, ["12.0"]),
        (TEXT, ["abc"]),
        (TEXT, ["abcde"]),
        (FEW, ["ads"]),
        (kit.FIELDS["mail"], ["anna.nowak@mail.example.com"]),
        (kit.FIELDS["site"], ["https://example.com/a?b=c"]),
        (kit.FIELDS["category"], ["ads"]),
    ],
)
def test_a_right_field_is_let_through(element: kit.Block, typed: list[str]) -> None:
    """What Slack would send, goes."""
    assert faults(element, typed) == {}


def faults(element: kit.Block, typed: list[str], **more: Any) -> dict[str, str]:
    blocks = [kit.field("field", element, **more)]
    read = state.read(blocks, {"field/field": typed})
    return state.faults(blocks, read["values"])


def test_an_optional_field_may_stay_empty_but_not_wrong() -> None:
    """Optional spares the filling in, not the check."""
    assert faults(NUMBER, [], optional=True) == {}
    assert faults(NUMBER, ["x"], optional=True) == {"field": "Enter a number, such as 12.5."}


def test_too_many_files_are_refused() -> None:
    """A field for one file takes one."""
    blocks = [kit.field("file", kit.FIELDS["file"])]
    read = state.read(blocks, {}, {"file/file": [FILE, FILE]})
    assert state.faults(blocks, read["values"]) == {"file": "Add at most 1 file."}


def test_a_menu_outside_a_form_is_never_required() -> None:
    """Only input blocks are checked; an action row is not filled in."""
    assert state.faults(kit.MESSAGE, state.read(kit.MESSAGE, {})["values"]) == {}
