"""The journal: the rules of taking back and putting back that entries, metrics, deals and benchmarks share.

A record never changes. What takes it back is a record of its own with the opposite sign, and so is what puts it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Connection

from core.ledger.entries import NotYours, UnknownEntry
from core.setup.acts import Act
from storage import workspaces


class Record(Protocol):
    """A saved fact. ``sign`` is -1 on a reversal; ``reverses`` and ``reversed_by`` are ids in the same journal."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int: ...
    @property
    def sign(self) -> int: ...
    @property
    def reverses(self) -> int | None: ...
    @property
    def reversed_by(self) -> int | None: ...
    @property
    def logged_by(self) -> str: ...
    @property
    def logged_at(self) -> datetime: ...


R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)
T_co = TypeVar("T_co", covariant=True)


class Journal(Protocol[R_co, T_co]):
    """A module of storage whose records are taken back and put back; ``T_co`` is its answer to both."""

    def find(self, connection: Connection, workspace: int, number: int, /) -> R_co:
        """Raises `UnknownEntry`, also for a record of another workspace."""

    def undo(self, connection: Connection, act: Act, number: int, /, *, request: str) -> T_co:
        """Takes a record back; again: the same answer. Raises `UnknownEntry`, `NotYours`."""

    def redo(self, connection: Connection, act: Act, number: int, /) -> T_co:
        """Puts back what reversal ``number`` took away. Raises `UnknownEntry`, `NotYours`."""


class Latest(Protocol[R_co]):
    """A journal that `/roi undo` looks into."""

    def seen(self, connection: Connection, workspace: int, request: str, /) -> R_co | None:
        """The record that a request has made, if it has made one."""

    def latest(self, connection: Connection, workspace: int, person: str, /) -> R_co | None:
        """This person's latest record that stands; where there is none, None or `NothingToUndo`."""


@dataclass(frozen=True)
class Shelf(Generic[R]):
    """How a journal that touches no totals reads one record, and adds one under a request."""

    find: Callable[[Connection, int, int], R]
    add: Callable[[Connection, int, R, str], R]


def undo(shelf: Shelf[R], connection: Connection, act: Act, number: int, request: str) -> R:
    """Takes a record back and answers with the reversal; again: the same. Raises `UnknownEntry`, `NotYours`."""
    workspaces.touch(connection, act.workspace)
    link = turnable(lambda one: shelf.find(connection, act.workspace, one), number, 1, act)
    return _reverse(shelf, connection, act, link, request)


def redo(shelf: Shelf[R], connection: Connection, act: Act, number: int) -> R:
    """Puts back what a reversal took away, in its first author's name. Raises `UnknownEntry`, `NotYours`."""
    workspaces.touch(connection, act.workspace)
    link = turnable(lambda one: shelf.find(connection, act.workspace, one), number, -1, act)
    author = shelf.find(connection, act.workspace, link.reverses or 0).logged_by
    return _reverse(shelf, connection, act.in_name_of(author), link, "")


def turnable(find: Callable[[int], R], number: int, sign: int, act: Act) -> R:
    """The record that says the same today, if this person may reverse it.

    ``sign``: 1 for an undo, -1 for a redo. Raises `UnknownEntry`, `NotYours`.
    """
    link = end_of_chain(find(number), find)
    if link.sign != sign:
        raise UnknownEntry
    check_author(link, act)
    return link


def check_author(link: Record, act: Act) -> None:
    """Raises `NotYours` where it is another person's, and whoever acts is no admin."""
    if not act.may_change(link.logged_by):
        raise NotYours


def opposite(link: R, act: Act) -> R:
    """The record that reverses ``link``, not added yet."""
    return replace(link, id=0, sign=-link.sign, reverses=link.id, reversed_by=None, logged_by=act.by, logged_at=act.at)


def end_of_chain(link: R, find: Callable[[int], R]) -> R:
    """The newest link saying the same: taken back and put back since, an old button still means what stands now."""
    while link.reversed_by is not None:
        reversal = find(link.reversed_by)
        if reversal.reversed_by is None:
            break
        link = find(reversal.reversed_by)
    return link


def _reverse(shelf: Shelf[R], connection: Connection, act: Act, link: R, request: str) -> R:
    if link.reversed_by is not None:
        return shelf.find(connection, act.workspace, link.reversed_by)
    return shelf.add(connection, act.workspace, opposite(link, act), request)
