"""Reversals: taking back and putting back what was logged, the same for entries, metrics, deals and benchmarks.

The four `Book`s at the end say what differs. A question comes first where the record is old or a closed month moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.language import Language
from bot.services import effects, log_entry, old_receipts
from bot.views import benchmarks as benchmark_views
from bot.views import deals as deal_views
from bot.views import metrics as metric_views
from bot.views import receipts
from bot.views.blocks import Block
from core.ledger.entries import CorrectedSince, Entry, NothingToUndo, asks_before_undo
from core.ledger.metrics import LoggedMetric
from core.ledger.repeats import Repeat, State
from core.plans.own_benchmarks import LoggedBenchmark
from core.reports.effect import Effect
from core.sales.deals import DealStep, Move
from storage import benchmarks, closings, deals, journal, ledger, metrics, repeats

R = TypeVar("R", bound=journal.Record)
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Question(Generic[R]):
    """The record to be reversed, and why that is asked first: it is ``old``, or moves ``closed`` months.

    Where it is neither, the question is false and the reversal comes at once. ``booked``: its deal has a return on
    the books.
    """

    logged: R
    names: Mapping[str, str]
    closed: Sequence[date] = ()
    old: bool = False
    booked: bool = False

    def __bool__(self) -> bool:
        return bool(self.closed or self.old)


@dataclass(frozen=True, kw_only=True)
class Turned(Generic[T]):
    """The answer of a journal to an undo or a redo, and the ``closed`` months that this moved.

    Of an entry taken back also: ``goes_on``, the repeat it had begun; ``back``, the entry it had corrected, which
    stands again. ``effect``: what an entry so turned did to its campaign.
    """

    result: T
    names: Mapping[str, str]
    closed: Sequence[date] = ()
    goes_on: Repeat | None = None
    back: Entry | None = None
    effect: Effect | None = None


@dataclass(frozen=True, kw_only=True)
class Book(Generic[R, T]):
    """A journal, and what its reversals do that those of the others do not.

    ``sought``: the record that a button's number stands for. ``restates``: the entries that a reversal moved.
    ``closed``: the closed months that the reversal of a record would move, ``sign`` being that of the record; where
    the book ``rehearses``, those it might move. ``follows``: see `Turned`. Without a view that asks, nothing is asked.
    """

    journal: journal.Journal[R, T]
    sought: Callable[[Connection, int, int], R]
    taken_back: Callable[[Language, Turned[T]], Block]
    put_back: Callable[[Language, Turned[T]], Block]
    ask_undo: Callable[[Language, Question[R]], Block] | None = None
    ask_redo: Callable[[Language, Question[R]], Block] | None = None
    restates: Callable[[T], Sequence[Entry]] = lambda _result: ()
    closed: Callable[[Connection, int, R, int], Sequence[date]] = lambda _connection, _workspace, _logged, _sign: ()
    rehearses: bool = False
    booked: Callable[[Connection, int, int], Entry | None] = lambda _connection, _workspace, _number: None
    follows: Callable[[Connection, int, int, T], tuple[Repeat | None, Entry | None]] = lambda *_: (None, None)


def take_back_or_ask(desk: Desk, book: Book[R, T], number: int, request: str = "") -> tuple[Block, bool]:
    """Takes it back at once, or asks first; answers whether it was done. Raises what the journal's ``undo`` does."""
    if book.ask_undo and (asked := before_undo(desk, book, number)):
        return book.ask_undo(desk.language, asked), False
    return take_back(desk, book, number, request), True


def take_back(desk: Desk, book: Book[R, T], number: int, request: str = "") -> Block:
    """The message of an undo. What was corrected meanwhile stays, and the message is of what stands."""
    try:
        return book.taken_back(desk.language, undo(desk, book, number, request))
    except CorrectedSince:
        return old_receipts.receipt(desk, number, meanwhile=True)


def put_back_or_ask(desk: Desk, book: Book[R, T], number: int) -> tuple[Block, bool]:
    """Puts it back at once, or asks first; answers whether it was done. Raises what the journal's ``redo`` does."""
    if book.ask_redo and (asked := before_redo(desk, book, number)):
        return book.ask_redo(desk.language, asked), False
    return put_back(desk, book, number), True


def put_back(desk: Desk, book: Book[R, T], number: int) -> Block:
    """The message of a redo. What was corrected meanwhile stays, and the message is of what stands."""
    try:
        return book.put_back(desk.language, redo(desk, book, number))
    except CorrectedSince:
        return old_receipts.receipt(desk, number, meanwhile=True)


def before_undo(desk: Desk, book: Book[R, T], number: int) -> Question[R]:
    """Asks where this person may take it back; an old button means what says the same today. Raises `UnknownEntry`."""
    asked = _question(desk, book, number, 1)
    if asked.closed and book.rehearses:
        return replace(asked, closed=_rehearsed(desk, book, partial(_undone, desk, book, number)))
    return asked


def before_redo(desk: Desk, book: Book[R, T], number: int) -> Question[R]:
    """Asks as `before_undo` does, of what a reversal took away; only closed months ask. Raises `UnknownEntry`."""
    asked = _question(desk, book, number, -1)
    if asked.closed and book.rehearses:
        return replace(asked, closed=_rehearsed(desk, book, partial(_redone, desk, book, number)))
    return asked


def undo(desk: Desk, book: Book[R, T], number: int, request: str = "") -> Turned[T]:
    """Takes a record back. Raises what the journal's ``undo`` does."""
    with desk.changing() as connection:
        result = _undone(desk, book, number, connection, request)
        goes_on, back = book.follows(connection, desk.workspace.id, number, result)
        turned = replace(_turned(connection, desk, book, result), goes_on=goes_on, back=back)
    return _with_effect(desk, turned)


def redo(desk: Desk, book: Book[R, T], number: int) -> Turned[T]:
    """Puts a record back. Raises what the journal's ``redo`` does."""
    with desk.changing() as connection:
        turned = _turned(connection, desk, book, _redone(desk, book, number, connection))
    return _with_effect(desk, turned)


def last_logged(desk: Desk, request: str) -> tuple[Book[Any, Any], journal.Record, bool]:
    """The book and record that `/roi undo` means, and whether this ``request`` has made it already.

    Otherwise it is the latest that this person has logged and that stands; of one moment an entry comes before a step
    of a deal, and that before a metric. Raises `NothingToUndo`.
    """
    with desk.database.reading() as connection:
        for book, store in LATEST:
            if request and (reversal := store.seen(connection, desk.workspace.id, request)):
                return book, reversal, True
        standing = [
            (book, record) for book, store in LATEST if (record := _latest(connection, desk, store)) is not None
        ]
    if not standing:
        raise NothingToUndo
    book, record = max(standing, key=lambda one: one[1].logged_at)
    return book, record, False


def _latest(connection: Connection, desk: Desk, store: journal.Latest[journal.Record]) -> journal.Record | None:
    with suppress(NothingToUndo):
        return store.latest(connection, desk.workspace.id, desk.person.id)
    return None


def _question(desk: Desk, book: Book[R, T], number: int, sign: int) -> Question[R]:
    """The question, if any, before a reversal.

    Whoever may not do it is not asked: they are refused. Only what is taken back can be old.
    """
    with desk.database.reading() as connection:
        logged = book.sought(connection, desk.workspace.id, number)
        booked = book.booked(connection, desk.workspace.id, number) is not None
        closed = book.closed(connection, desk.workspace.id, logged, sign)
        names = log_entry.spoken(connection, desk)
    if not desk.act.may_change(logged.logged_by):
        return Question(logged=logged, names=names)
    stands = logged.sign > 0 and logged.reversed_by is None
    old = sign > 0 and stands and asks_before_undo(logged.logged_at, desk.now)
    return Question(logged=logged, names=names, closed=closed, old=old, booked=booked)


def _rehearsed(desk: Desk, book: Book[R, T], turn: Callable[[Connection], T]) -> Sequence[date]:
    """The closed months that ``turn`` would move: it may bring back what the step of a deal before had booked."""
    with desk.database.rehearsing() as connection:
        return closings.touched(connection, desk.workspace.id, *book.restates(turn(connection)))


def _undone(desk: Desk, book: Book[R, T], number: int, connection: Connection, request: str = "") -> T:
    return book.journal.undo(connection, desk.act, number, request=request)


def _redone(desk: Desk, book: Book[R, T], number: int, connection: Connection) -> T:
    return book.journal.redo(connection, desk.act, number)


def _turned(connection: Connection, desk: Desk, book: Book[R, T], result: T) -> Turned[T]:
    closed = closings.touched(connection, desk.workspace.id, *book.restates(result))
    return Turned(result=result, names=log_entry.spoken(connection, desk), closed=closed)


def _with_effect(desk: Desk, turned: Turned[T]) -> Turned[T]:
    return replace(turned, effect=effects.of(desk, turned.result)) if isinstance(turned.result, Entry) else turned


def _closed_of_entry(connection: Connection, workspace: int, entry: Entry, sign: int) -> Sequence[date]:
    turns = entry.sign == sign and entry.reversed_by is None
    return closings.touched(connection, workspace, entry) if turns else ()


def _any_closed(connection: Connection, workspace: int, _step: DealStep, _sign: int) -> Sequence[date]:
    return tuple(closings.closed(connection, workspace))


def _after_entry(
    connection: Connection, workspace: int, number: int, reversal: Entry
) -> tuple[Repeat | None, Entry | None]:
    begun = repeats.of_entry(connection, workspace, number)
    back = ledger.newest(connection, workspace, reversal.replaces) if reversal.replaces else None
    return (begun if begun and begun.state is not State.ENDED else None), (back if back and back.stands else None)


def _entry_taken_back(language: Language, turned: Turned[Entry]) -> Block:
    return receipts.taken_back(
        language, turned.result, turned.names, turned.goes_on, turned.closed, back=turned.back, effect=turned.effect
    )


def _ask_deal_undo(language: Language, asked: Question[DealStep]) -> Block:
    return deal_views.ask_undo(
        language, asked.logged, asked.names, booked=asked.booked, closed=asked.closed, old=asked.old
    )


ENTRIES = Book[Entry, Entry](
    journal=ledger,
    sought=ledger.newest,
    taken_back=_entry_taken_back,
    put_back=lambda language, done: receipts.put_back(
        language, done.result, done.names, done.closed, effect=done.effect
    ),
    ask_undo=lambda language, asked: receipts.ask_undo(
        language, asked.logged, asked.names, asked.closed, old=asked.old
    ),
    ask_redo=lambda language, asked: receipts.ask_redo(language, asked.logged, asked.names, asked.closed),
    restates=lambda entry: (entry,),
    closed=_closed_of_entry,
    follows=_after_entry,
)
METRICS = Book[LoggedMetric, LoggedMetric](
    journal=metrics,
    sought=metrics.find,
    taken_back=lambda language, done: metric_views.taken_back(language, done.result, done.names),
    put_back=lambda language, done: metric_views.put_back(language, done.result, done.names),
    ask_undo=lambda language, asked: metric_views.ask_undo(language, asked.logged, asked.names),
)
DEALS = Book[DealStep, Move](
    journal=deals,
    sought=deals.find,
    taken_back=lambda language, done: deal_views.taken_back(language, done.result, done.names, done.closed),
    put_back=lambda language, done: deal_views.put_back(language, done.result, done.names, done.closed),
    ask_undo=_ask_deal_undo,
    ask_redo=lambda language, asked: deal_views.ask_redo(
        language, asked.logged.id, asked.logged, asked.names, asked.closed
    ),
    restates=lambda move: move.restates,
    closed=_any_closed,
    rehearses=True,
    booked=deals.booked,
)
BENCHMARKS = Book[LoggedBenchmark, LoggedBenchmark](
    journal=benchmarks,
    sought=benchmarks.find,
    taken_back=lambda language, done: benchmark_views.benchmark_taken_back(language, done.result, done.names),
    put_back=lambda language, done: benchmark_views.benchmark_put_back(language, done.result, done.names),
)
LATEST: tuple[tuple[Book[Any, Any], journal.Latest[journal.Record]], ...] = (
    (ENTRIES, ledger),
    (DEALS, deals),
    (METRICS, metrics),
)
"""The journals that `/roi undo` looks into; of what was logged in one moment the first of them comes first."""
