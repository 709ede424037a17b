"""Imports: files come by a form, from a message or into the bot's own conversation; what is in them is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from bot.desk import messages, replies
from bot.desk.desk import Desk
from bot.desk.form_metadata import metadata, new_metadata
from bot.desk.replies import Body, Reply
from bot.forms.imports import check_changes, import_choices
from bot.forms.state import typed
from bot.services import import_booking, import_messages, imports
from bot.slack.files import SCOPE, SharedFile, may_read, shared_file
from bot.slack.places import Place, read_place
from bot.views import import_receipts
from bot.views import imports as views
from bot.views.blocks import Block, paragraph
from bot.views.forms import imports as forms
from bot.views.modals import note
from core.imports.choices import Choices
from core.imports.readings import FileOutOfReach, NoFileChosen
from core.imports.records import ImportRecord, OutOfDate, State
from core.setup.command_words import LISTS_IMPORTS
from core.setup.names import slug


def import_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Opens the form that takes files; `imports`, or with anything behind it, lists what was imported."""
    is_list = slug(replies.command_text(body).partition(" ")[0]) in LISTS_IMPORTS
    return imports_listed(desk) if rest or is_list else open_import(desk, body)


def open_import(desk: Desk, body: Body) -> Reply:
    view = forms.import_form(desk.language, new_metadata(), takes_files=may_read(desk.slack))
    return replies.open_form(desk, body, view)


def submit_import(desk: Desk, body: Body) -> Reply:
    """Reads the files that were chosen, and says where what is in them will stand."""
    shared = _files(desk, _in_form(body))
    import_messages.announce(desk, desk.person.id, shared, import_choices(typed(body["view"])))
    sentence = paragraph(views.in_our_conversation(desk.language, len(shared)))
    return replies.updated(note(desk.language, desk.language.say("Import files"), [sentence]))


def from_message(desk: Desk, body: Body) -> Reply:
    """Reads the files of somebody's message, by its shortcut; what is in them only this person sees."""
    shared = _files(desk, (body.get("message") or {}).get("files") or ())
    import_messages.announce(desk, desk.person.id, shared, Choices())
    sentence = views.in_our_conversation(desk.language, len(shared))
    return replies.append(desk, body, views.refused(sentence))


def dropped(desk: Desk, body: Body) -> Reply:
    """Reads the files that were put into the bot's own conversation."""
    arrived = messages.with_files(body)
    if arrived:
        message, described = arrived
        files = _files(desk, described)
        if messages.first_time(desk.office, message):
            import_messages.announce(desk, message.conversation, files, Choices())
    return {}


def save(desk: Desk, body: Body) -> Reply:
    """Begins to save what the message shows; pressed twice, it is saved once."""
    numbers = _numbers(body)
    records = [imports.own(desk, number) for number in numbers]
    if any(record.state is State.STAGED for record in records):
        _tell(desk, _place(body), _under_way(desk, _begun(desk, body, numbers)))
    import_booking.begin(desk.office, desk.workspace.id)
    return {}


def _begun(desk: Desk, body: Body, numbers: Sequence[int]) -> Sequence[ImportRecord]:
    """What is saved from now on. Raises `OutOfDate`: the message then shows the files as they would be saved now."""
    try:
        return imports.save(desk, numbers)
    except OutOfDate:
        if place := _place(body):
            import_messages.announce_anew(desk, place, numbers)
        raise


def undo(desk: Desk, body: Body) -> Reply:
    """Begins to take a whole import back; the message it stands in says when that is done."""
    number = replies.number_pressed(body)
    if imports.own(desk, number).state is State.BOOKED:
        record = imports.undo(desk, number)
        place = _tell(desk, _place(body), _under_way(desk, [record]))
        import_messages.note_place(desk, [number], place.written)
    import_booking.begin(desk.office, desk.workspace.id)
    return {} if _place(body) else replies.replace(desk, body, _list(desk, 0))


def not_now(desk: Desk, body: Body) -> Reply:
    numbers = _numbers(body)
    for number in numbers:
        imports.own(desk, number)
    imports.not_now(desk, numbers)
    _tell(desk, _place(body), views.not_now(desk.language))
    return {}


def change(desk: Desk, body: Body) -> Reply:
    """Opens the form at once, and fills it when the file has been read again."""
    number, numbers = _number_and_numbers(body)
    imports.own(desk, number)
    title = desk.language.say("Import settings")
    waiting = note(desk.language, title, [paragraph(desk.language.say("Reading the file again…"))])
    view_id = desk.slack.open_view(str(body["trigger_id"]), waiting)
    others = [one for one in numbers if one != number]
    place = _place(body)
    fields = new_metadata({"imports": [number, *others], "place": place.written if place else ""})
    import_messages.open_change(desk, number, view_id, fields)
    return {}


def submit_change(desk: Desk, body: Body) -> Reply:
    """Reads the files again with what was decided; the message shows what comes of it."""
    values, remembered = typed(body["view"]), metadata(body)
    check_changes(values, comma=desk.language.comma)
    place = read_place(str(remembered.get("place") or ""))
    numbers = [replies.number_in(one) for one in remembered.get("imports") or ()]
    if place and numbers:
        for number in numbers:
            imports.own(desk, number)
        import_messages.announce_again(desk, place, numbers, values)
    return {"response_action": "clear"}


def imports_listed(desk: Desk) -> Reply:
    """Lists the imports of the workspace, newest first."""
    return replies.ephemeral(_list(desk, 0))


def imports_pressed(desk: Desk, body: Body) -> Reply:
    """The same list, beside the receipt whose button was pressed."""
    return replies.append(desk, body, _list(desk, 0))


def imports_older(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, _list(desk, replies.number_pressed(body)))


def _list(desk: Desk, before: int) -> Block:
    records = imports.latest(desk, before)
    may_undo = {record.id: desk.act.may_change(record.by) for record in records}
    return import_receipts.imports(desk.language, records, desk.timezone, may_undo)


def _under_way(desk: Desk, records: Sequence[ImportRecord]) -> Block:
    position, steps = (sum(getattr(record, name) for record in records) for name in ("position", "steps"))
    undoing = all(record.state is State.UNDOING for record in records)
    return views.booking(desk.language, position, steps, undoing=undoing)


def _files(desk: Desk, described: Sequence[Mapping[str, Any]]) -> list[SharedFile]:
    """The files that Slack describes. Raises `NoFileChosen`, and `FileOutOfReach` without the scope to read any."""
    if not described:
        raise NoFileChosen
    if not may_read(desk.slack):
        raise FileOutOfReach(scope=SCOPE)
    return [shared_file(one) for one in described]


def _in_form(body: Body) -> Sequence[Mapping[str, Any]]:
    values = ((body.get("view") or {}).get("state") or {}).get("values") or {}
    chosen: Sequence[Mapping[str, Any]] = ((values.get("file") or {}).get("file") or {}).get("files") or ()
    return chosen


def _numbers(body: Body) -> list[int]:
    """The ids in a button's value, set apart by commas."""
    return [replies.number_in(one) for one in str(replies.pressed(body).get("value", "")).split(",")]


def _number_and_numbers(body: Body) -> tuple[int, list[int]]:
    """The import that a button is about, and all of the message it stands in."""
    first, _, rest = str(replies.pressed(body).get("value", "")).partition(" ")
    return replies.number_in(first), [replies.number_in(one) for one in rest.split(",")]


def _tell(desk: Desk, place: Place | None, message: Block) -> Place:
    """Puts ``message`` where the button stands, told anew by chat.update: what comes later never comes before it.

    Where that is a message that only its reader sees, it comes as a new one in the bot's conversation with them.
    """
    if place is None:
        return desk.slack.tell(desk.person.id, message, token_hex(16))
    import_messages.tell(desk, place, message)
    return place


def _place(body: Body) -> Place | None:
    """Where the message of a pressed button stands; None where it is one that only its reader sees."""
    container = body.get("container") or {}
    if container.get("is_ephemeral") or not container.get("message_ts"):
        return None
    return Place(conversation=str(container["channel_id"]), ts=str(container["message_ts"]))
