"""Messages about imports: files are read behind the answer, and what is in them stands where they were announced."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

import structlog

from bot.desk.desk import Desk
from bot.desk.sentences import sentence
from bot.forms.imports import changed_choices
from bot.services import import_progress, imports, shared_files
from bot.services.import_plans import Brought
from bot.services.import_progress import ReadingProgress
from bot.slack.errors import SlackError
from bot.slack.files import SharedFile
from bot.slack.places import Place
from bot.views import imports as views
from bot.views.blocks import Block, paragraph
from bot.views.forms import imports as forms
from bot.views.modals import note
from core.imports.choices import Choices
from core.imports.previews import FilePreview, Preview
from core.problems import Problem
from storage import imports as import_book


def announce(desk: Desk, conversation: str, shared: Sequence[SharedFile], choices: Choices) -> None:
    """Says that the files are being read, in the bot's own conversation with the person, and reads them afterwards.

    Raises `SlackError` where even that cannot be said.
    """
    reading = views.reading(desk.language, len(shared))
    place = desk.slack.tell(conversation, reading, secrets.token_hex(16))
    _begin(desk, place, lambda: _read(desk, place, shared, choices))


def announce_again(desk: Desk, place: Place, numbers: Sequence[int], typed: Mapping[str, str]) -> None:
    """Reads the files of a message anew. ``typed``: what the form says of the first of ``numbers``."""
    tell(desk, place, views.reading(desk.language, len(numbers)))
    _begin(desk, place, lambda: _changed(desk, place, numbers, typed))


def announce_anew(desk: Desk, place: Place, numbers: Sequence[int]) -> None:
    """Reads the files of a message anew, each with what was decided: the books have moved since they were shown."""
    tell(desk, place, views.reading(desk.language, len(numbers)))
    _begin(desk, place, lambda: _reckoned_anew(desk, place, numbers))


def open_change(desk: Desk, number: int, view_id: str, metadata: str) -> None:
    """Reads a file again and fills the form that changes its import, which waits under ``view_id``."""

    def work() -> None:
        file = imports.change(desk, number, brought_again(desk, number))
        if file.plan:
            form = forms.change_form(desk.language, file.plan, imports.offers(desk), metadata)
            desk.slack.update_view(view_id, "", form)

    def refuse(reason: str) -> None:
        refusal = note(desk.language, desk.language.say("Import settings"), [paragraph(reason)])
        with suppress(SlackError):
            desk.slack.update_view(view_id, "", refusal)

    desk.office.background.begin(f"change:{view_id}", partial(_guarded, desk, refuse, work))


def tell(desk: Desk, place: Place, message: Block) -> None:
    """Puts ``message`` in the place of what stands there; where Slack does not take it, that is a line in the log."""
    import_progress.tell(desk.office, desk.workspace.id, place, message)


def _begin(desk: Desk, place: Place, work: Callable[[], None]) -> None:
    """Has the files read in the background; whatever goes wrong is said where they were announced."""

    def refuse(reason: str) -> None:
        tell(desk, place, views.refused(reason))

    desk.office.background.begin(f"read:{place.written}", partial(_guarded, desk, refuse, work))


def _guarded(desk: Desk, refuse: Callable[[str], None], work: Callable[[], None]) -> None:
    # What is raised ends in the log, where no person looks: without a word they would see "Reading…" for ever.
    last_word = views.unreadable(desk.language)
    try:
        work()
        last_word = ""
    except Problem as problem:
        last_word = sentence(desk.language, problem)
    finally:
        if last_word:
            refuse(last_word)


def _read(desk: Desk, place: Place, shared: Sequence[SharedFile], choices: Choices) -> None:
    brought, refused = shared_files.fetched(desk.slack, shared)
    progress = ReadingProgress(desk=desk, place=place)
    read = imports.preview(desk, brought, choices, progress) if brought else Preview(files=())
    show(desk, place, Preview(files=(*read.files, *refused)))


def _changed(desk: Desk, place: Place, numbers: Sequence[int], typed: Mapping[str, str]) -> None:
    files = {one: brought_again(desk, one) for one in numbers}
    plan = imports.change(desk, numbers[0], files[numbers[0]]).plan
    if plan:
        choices = changed_choices(typed, plan, comma=desk.language.comma)
        show(desk, place, imports.changed(desk, numbers[0], files, choices, ReadingProgress(desk=desk, place=place)))


def _reckoned_anew(desk: Desk, place: Place, numbers: Sequence[int]) -> None:
    files = {one: brought_again(desk, one) for one in numbers}
    show(desk, place, imports.changed(desk, numbers[0], files, progress=ReadingProgress(desk=desk, place=place)))


def brought_again(desk: Desk, number: int) -> Brought:
    """The file of a staged import, fetched again. Raises `UnknownImport`, `FileProblem`."""
    return shared_files.fetch_again(desk.slack, imports.of_number(desk, number).slack_file)


def show(desk: Desk, place: Place, preview: Preview) -> None:
    """The preview, where the files were announced; its imports know where it stands."""
    note_place(desk, preview.numbers, place.written)
    for file in preview.files:
        if file.problem:
            structlog.get_logger().info("file_refused", reason=type(file.problem).__name__)
    tell(desk, place, views.preview(desk.language, preview, _sentences(desk, preview.files)))


def note_place(desk: Desk, numbers: Sequence[int], place: str) -> None:
    """Notes where the message about these imports stands."""
    with desk.database.noting() as connection:
        import_book.place(connection, desk.workspace.id, numbers, place)


def _sentences(desk: Desk, files: Sequence[FilePreview]) -> list[str]:
    return [sentence(desk.language, one.problem) for one in files if one.problem]
