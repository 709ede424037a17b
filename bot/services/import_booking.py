"""Booking: imports that were saved or taken back are carried out behind the answer, a little at a time.

Each step is a transaction of its own that also notes how far the import has come. So commands get their turn in
between, and after a stop or a crash whoever comes next goes on where it was (`resume`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.desk.office import Office
from bot.services import imports
from bot.services.import_progress import BookingProgress, tell_of
from bot.services.importers import Resumed
from bot.views import import_receipts
from core.imports.records import ImportRecord
from core.problems import Problem
from core.setup.workspaces import Workspace
from storage import import_history, workspaces
from storage import imports as import_book
from storage.database import Database

STEP_SECONDS = 0.2
"""What one transaction aims at: a command that waits for it is hardly slower."""
FIRST_STEPS, MOST_STEPS = 200, 5000
BREATH_SECONDS = 0.02
"""Between two transactions, so that whoever waits for the books gets them."""


def begin(office: Office, workspace: int) -> None:
    """Carries out what is unfinished in a workspace, in the background."""
    office.background.begin_or_repeat(f"book:{workspace}", partial(_carry_out, office, workspace))


def resume(office: Office) -> None:
    """Goes on with what an earlier process has left unfinished, in every workspace."""
    with office.database.reading() as connection:
        waiting = [one.id for one in workspaces.every(connection) if import_history.unfinished(connection, one.id)]
    for workspace in waiting:
        begin(office, workspace)


def carried_out(
    database: Database, clock: Clock, workspace: int, number: int, goes_on: Callable[[ImportRecord], bool]
) -> ImportRecord:
    """Books or takes back one import to its end, as long as it ``goes_on``; answers how far it has come."""
    most, record = FIRST_STEPS, None
    while record is None or (not record.ended and goes_on(record)):
        began = clock.monotonic()
        with database.writing() as connection:
            record = import_book.book_some(connection, workspace, number, most)
        most = _paced(most, clock.monotonic() - began)
    return record


def _paced(steps: int, seconds: float) -> int:
    """How many steps the next transaction takes, so that it lasts as long as it should."""
    wanted = int(steps * STEP_SECONDS / max(seconds, 0.001))
    return max(FIRST_STEPS // 10, min(wanted, 2 * steps, MOST_STEPS))


def _carry_out(office: Office, workspace: int) -> None:
    """All that is unfinished, one after the other; of each message about several the receipt comes last."""
    ended: dict[str, list[ImportRecord]] = {}
    tried: set[int] = set()
    while (record := _next(office, workspace, tried)) and not office.stopping.asked:
        tried.add(record.id)
        gone_on = _gone_on(office, workspace, record)
        if gone_on.ended:
            ended.setdefault(record.place, []).append(gone_on)
    if not office.stopping.asked:
        for records in ended.values():
            _receipt(office, _workspace(office, workspace), records)


def _next(office: Office, workspace: int, tried: Collection[int]) -> ImportRecord | None:
    with office.database.reading() as connection:
        waiting = import_history.unfinished(connection, workspace)
    return next((one for one in waiting if one.id not in tried), None)


def _gone_on(office: Office, workspace: int, record: ImportRecord) -> ImportRecord:
    """The import as far as it comes. One that cannot go on keeps no other waiting; the next tick tries it again."""
    owner = _workspace(office, workspace)
    try:
        return carried_out(office.database, office.clock, workspace, record.id, _goes_on(office, owner))
    except (Problem, DBAPIError) as error:
        structlog.get_logger().error("import_stuck", number=record.id, error=type(error).__name__)
        return record


def _goes_on(office: Office, workspace: Workspace) -> Callable[[ImportRecord], bool]:
    """Gives others their turn with the books; False where the program is to stop."""
    progress = BookingProgress(office, workspace)

    def goes_on(record: ImportRecord) -> bool:
        progress(record)
        return not office.stopping.wait(BREATH_SECONDS)

    return goes_on


def _workspace(office: Office, workspace: int) -> Workspace:
    with office.database.reading() as connection:
        return workspaces.load(connection, workspace)


def _receipt(office: Office, workspace: Workspace, records: Sequence[ImportRecord]) -> None:
    importer = Resumed(office=office, workspace=workspace, record=records[0])
    receipt = imports.receipt(importer, [record.id for record in records])
    tell_of(office, workspace.id, records[0], import_receipts.receipt(importer.language, receipt))
