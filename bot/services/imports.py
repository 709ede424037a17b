"""Imports: files of other programs are read and shown, saved, and taken back.

Nothing here calls Slack. Downloading, booking in the background and answering are of `bot.listeners.imports` and
`bot.jobs.imports`; the command line calls the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from sqlalchemy import Connection

from bot.services import source_links
from bot.services.import_plans import Brought, Importer, Read, planned, read_file, staged
from bot.views import words
from bot.views.forms.import_offers import Offers
from bot.views.import_receipts import PAGE
from bot.views.stages import stage_name
from core.calendar.periods import ALL
from core.imports.choices import Choices
from core.imports.doubled_results import asked_about
from core.imports.foreseen import happened, outside
from core.imports.plans import Plan
from core.imports.previews import FilePreview, Preview, Receipt
from core.imports.readings import SameSpendBeside
from core.imports.records import (
    ClosedSince,
    ImportedSince,
    ImportNotYours,
    ImportRecord,
    ImportUndecided,
    State,
    UnknownImport,
)
from core.imports.remembered import merged, to_keep
from core.imports.scopes import is_met, may_be_of
from core.performance.performance import Performance, performance
from core.problems import Problem
from core.sales.stages import CLOSED, in_force
from core.setup.goals import Stage
from core.setup.registers import CHANNEL
from storage import campaigns, closings, import_choices, import_history, names
from storage import imports as import_book
from storage import stages as stage_book
from storage.totals import WorkspaceBooks


class Step(StrEnum):
    """How far the reading of files has come; each is told once a file."""

    READ = "read"
    CHECKED = "checked"


Progress = Callable[[Step, int], None]
"""Is told each step, with the number of rows of the file."""


def preview(
    importer: Importer,
    files: Sequence[Brought],
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Reads the files and stages what saving them would do; nothing is on the books yet.

    ``choices``: what the person has decided just now, over what is kept of the account.
    """
    previews = [_preview(importer, file, choices or Choices(), progress or _nobody) for file in files]
    return Preview(files=tuple(apart(importer, previews, _are_unaware)))


def apart(
    importer: Importer, previews: Sequence[FilePreview], meet: Callable[[FilePreview, FilePreview], bool]
) -> Iterator[FilePreview]:
    """The files, but for those that ``meet`` one before them: what stands once that is saved is another than shown."""
    before: list[FilePreview] = []
    for file in previews:
        other = next((one for one in before if meet(file, one)), None)
        if file.record and other:
            not_now(importer, [file.record.id])
            yield FilePreview(file=file.file, problem=SameSpendBeside(file=file.file, other=other.file))
            continue
        before += [file] if file.record else []
        yield file


def _are_unaware(file: FilePreview, other: FilePreview) -> bool:
    """Whether files that are saved at once may hold the same spend or results: neither was read with the other."""
    return meet(file, other) or bool(file.plan and other.plan and _count_the_same(file, other, file.plan, other.plan))


def _count_the_same(one: FilePreview, other: FilePreview, plan: Plan, earlier: Plan) -> bool:
    if plan.holds_sales and earlier.holds_sales:
        return True
    if one.record and other.record and may_be_of(one.record.scope, replace(other.record, state=State.BOOKED)):
        return False
    return not asked_about(plan.counts, plan.choices.doubles).isdisjoint(earlier.counts)


def meet(one: FilePreview, other: FilePreview) -> bool:
    """Whether they may hold the same spend, or take the same entry back: of a spread cost either puts the rest back."""
    if not (one.record and other.record and one.plan and other.plan):
        return False
    same = not set(one.plan.takes).isdisjoint(other.plan.takes)
    return same or is_met(one.record.scope, replace(other.record, state=State.BOOKED))


def _nobody(step: Step, rows: int) -> None:
    """Told of progress that nobody waits for."""


def _preview(importer: Importer, file: Brought, choices: Choices, progress: Progress) -> FilePreview:
    """The file as far as it can be read; what is wrong with it is shown in its place."""
    try:
        one = read_file(importer, file, choices)
        progress(Step.READ, one.reading.rows)
        drawn = planned(importer, one)
        progress(Step.CHECKED, one.reading.rows)
        return _staged(importer, one, drawn)
    except Problem as problem:
        return FilePreview(file=file.name, problem=problem)


def _staged(importer: Importer, one: Read, drawn: FilePreview) -> FilePreview:
    """The preview, kept to be saved; reckoned once more where another import has ended just now."""
    try:
        return staged(importer, one, drawn)
    except ImportedSince:
        return staged(importer, one, planned(importer, one))


def save(importer: Importer, numbers: Sequence[int]) -> tuple[ImportRecord, ...]:
    """Makes new campaigns and begins the booking of staged imports; the background carries it out.

    Raises `UnknownImport`, `OutOfDate`, `ImportRunning`, `ImportUndecided`.
    """
    with importer.database.writing() as connection:
        return tuple(_begun(connection, importer, number) for number in numbers)


def _begun(connection: Connection, importer: Importer, number: int) -> ImportRecord:
    record = _of_number(connection, importer, number)
    if record.asks:
        raise ImportUndecided
    campaigns.make(connection, importer.act, record.makes)
    month = closings.closed_since(connection, importer.workspace.id, record.at)
    if month and record.state is State.STAGED:
        raise ClosedSince(month=month)
    begun = import_book.begin(connection, importer.act, number)
    import_choices.keep(connection, importer.act, record.scope.kind, record.scope.account, to_keep(record.choices))
    return begun


def undo(importer: Importer, number: int) -> ImportRecord:
    """Begins to take a whole import back; the background carries it out.

    Raises `UnknownImport`, `ImportNotYours`, `ImportRunning`, `ReplacedSince` where a newer import has taken some of it
    over, which is to be undone before, and `StaysBeside` where what people have changed would count twice.
    """
    with importer.database.writing() as connection:
        record = import_book.take_back(connection, importer.act, number)
        source_links.turned(connection, importer, record)
        return record


def not_now(importer: Importer, numbers: Sequence[int]) -> None:
    """Forgets staged imports. Those that are being booked already stay."""
    with importer.database.writing() as connection:
        for number in numbers:
            import_book.forget(connection, importer.workspace.id, number)


def receipt(importer: Importer, numbers: Sequence[int]) -> Receipt:
    """What imports that have ended (booked or undone) have done. Raises `UnknownImport`."""
    with importer.database.reading() as connection:
        records = tuple(_of_number(connection, importer, number) for number in numbers)
        books = WorkspaceBooks(connection, importer.workspace.id, importer.currency)
        turns = [turn for number in numbers for turn in import_history.turns(connection, importer.workspace.id, number)]
        effects, beyond = happened(books, turns, importer.today), outside(books, turns)
        touched = len({fact.campaign for _, fact in turns} - {""})
        empty = _empty(books, records)
        return Receipt(records=records, effects=effects, touched=touched, outside=beyond, empty=empty)


def _empty(books: WorkspaceBooks, records: Sequence[ImportRecord]) -> Mapping[str, str]:
    """The campaigns that undone imports had made and nothing else is logged for."""
    undone = [record for record in records if record.state is State.UNDONE]
    every, keys = books.campaigns(), [key for record in undone for key in record.makes]
    open_ended = [every[key] for key in keys if key in every and every[key].end is None]
    return {one.key: one.name for one in open_ended if _total(books, one.key).empty}


def _total(books: WorkspaceBooks, campaign: str) -> Performance:
    return performance(books.of_campaign(campaign, ALL), books.goals(), books.currency)


def of_number(importer: Importer, number: int) -> ImportRecord:
    """The import of that number: its ``slack_file`` is fetched again by *Change something*. Raises `UnknownImport`."""
    with importer.database.reading() as connection:
        return _of_number(connection, importer, number)


def own(importer: Importer, number: int) -> ImportRecord:
    """The import of that number, which this person may decide about. Raises `UnknownImport`, `ImportNotYours`."""
    record = of_number(importer, number)
    if not importer.act.may_change(record.by):
        raise ImportNotYours
    return record


def change(importer: Importer, number: int, file: Brought) -> FilePreview:
    """The file read again with the choices it has, for the form `import_change`.

    Raises `UnknownImport`, and the problems of files.
    """
    record = of_number(importer, number)
    one = read_file(importer, file, record.choices)
    return replace(planned(importer, one), record=record)


def changed(
    importer: Importer,
    number: int,
    files: Mapping[int, Brought],
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> Preview:
    """The preview after *Change something*: all files are staged anew, with the choices that each has.

    ``files``: by the number of the staged import of each, of all in the message; ``number``: the one that new
    ``choices`` are about, if there are any. Raises `UnknownImport`.
    """
    before = {one: of_number(importer, one).choices for one in files}
    if choices:
        before[number] = merged(before[number], choices)
    not_now(importer, list(files))
    previews = [_preview(importer, file, before[one], progress or _nobody) for one, file in files.items()]
    return Preview(files=tuple(apart(importer, previews, _are_unaware)))


def offers(importer: Importer) -> Offers:
    """What the menus of the form offer."""
    workspace, language = importer.workspace.id, importer.language
    with importer.database.reading() as connection:
        register = names.register(connection, workspace)
        books = WorkspaceBooks(connection, workspace, importer.currency)
        goals = books.current_goals()
        there = in_force(stage_book.every(connection, workspace), importer.today)
        return Offers(
            campaigns={key: one.name for key, one in books.campaigns().items()},
            channels={key: words.channel(language, key, register.names) for key in register.of_kind(CHANNEL)},
            goals={goal.key: goal.name for goal in goals},
            sales=frozenset(goal.key for goal in goals if goal.stage is Stage.CUSTOMER),
            stages={one.key: stage_name(language, one.key, one.name) for one in (*there.stages, *CLOSED)},
            currency=importer.currency,
        )


def latest(importer: Importer, before: int = 0) -> Sequence[ImportRecord]:
    """The imports of the workspace, newest first: a page of them, and one more where there are older ones.

    ``before``: older than that number; 0: the newest.
    """
    with importer.database.reading() as connection:
        return import_history.latest(connection, importer.workspace.id, PAGE + 1, before)


def _of_number(connection: Connection, importer: Importer, number: int) -> ImportRecord:
    record = import_history.find(connection, importer.workspace.id, number)
    if record is None:
        raise UnknownImport
    return record
