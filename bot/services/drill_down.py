"""*Details* of an answer: a section of it, or one of its figures with the entries behind it, at a page of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from bot.desk import form_metadata
from bot.desk.desk import Desk
from bot.services import log_entry, roi_question
from bot.slack.errors import SlackError
from bot.views.answers import AnswerView, Section
from bot.views.blocks import Block, Paragraph
from bot.views.details import details_view, sections_of
from bot.views.drill_down import Known, Moment, opened_view
from bot.views.figure_menu import figure_menu
from bot.views.history import Reader
from bot.views.importing import below_first
from core.reports.answer_figures import figures
from core.reports.drill_down import Opening, hidden, newer_page, older_page, worths
from core.reports.figures import NOTHING, Figure, Part, sum_of
from storage import drill_down, entry_lists, workspaces
from storage.totals import WorkspaceBooks


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The memory of a modal: what was ``typed``, the section that is open, and of the entries the figure, its page, and
    the sums before and on that.

    ``section``: empty for the first there is.
    ``revision``: of the books it was drawn from. Once they have moved, rows are shown from the newest on again.
    """

    typed: str
    section: str = Section.ENTRIES.value
    figure: str = ""
    page: int = 0
    newer: Part = NOTHING
    shown: Part = NOTHING
    revision: int = 0

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> Seen:
        """Reads what `metadata` wrote; of anything else only what was typed, from the top."""
        try:
            return cls._written(metadata)
        except (TypeError, ValueError, OverflowError):
            return cls(typed=str(metadata.get("typed", "")))

    @classmethod
    def _written(cls, metadata: Mapping[str, Any]) -> Seen:
        newer, on_page = (_sums(metadata.get(name, (0, 0, 0))) for name in ("newer", "shown"))
        return cls(
            typed=str(metadata.get("typed", "")),
            section=str(metadata.get("section", Section.ENTRIES.value)),
            figure=str(metadata.get("figure", "")),
            page=int(metadata.get("page", 0)),
            newer=newer,
            shown=on_page,
            revision=int(metadata.get("revision", 0)),
        )

    @property
    def metadata(self) -> str:
        return form_metadata.new_metadata(
            {
                "typed": self.typed,
                "section": self.section,
                "figure": self.figure,
                "page": self.page,
                "newer": [self.newer.cost, self.newer.count, self.newer.value],
                "shown": [self.shown.cost, self.shown.count, self.shown.value],
                "revision": self.revision,
            }
        )


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The page to turn to: behind the row ``older``, or what ends before the row ``newer``; with neither, the top."""

    older: int = 0
    newer: int = 0


TOP = Turn()


@dataclass(kw_only=True)
class _Reading:
    """The books one figure is read from."""

    desk: Desk
    connection: Connection
    books: WorkspaceBooks = field(init=False)

    def __post_init__(self) -> None:
        self.books = WorkspaceBooks(
            self.connection, self.desk.workspace.id, self.desk.currency, self.desk.workspace.complete_from
        )


def draw(desk: Desk, seen: Seen, turn: Turn = TOP, notes: Sequence[Paragraph] = ()) -> Block:
    """Draws the modal. Raises what the question raises, should its campaign be gone."""
    view = _drawn(desk, seen, turn, notes)
    if not desk.workspace.importing:
        return view
    return view | {"blocks": below_first(desk.language, view["blocks"])}


def _drawn(desk: Desk, seen: Seen, turn: Turn, notes: Sequence[Paragraph]) -> Block:
    if seen.section != Section.ENTRIES and (drawn := _of_section(desk, seen)):
        return drawn
    with desk.database.reading() as connection:
        reading = _Reading(desk=desk, connection=connection)
        report, view = roi_question.drawn(desk, reading.books, seen.typed, veil=desk.veil)
        if openable := figures(reading.books, report, veil=desk.veil):
            return _entries(reading, seen, turn, notes, openable, sections_of(view))
    metadata = replace(seen, section=Section.ENTRIES.value).metadata
    return details_view(desk.language, view, Section.ENTRIES, None, metadata)


def _of_section(desk: Desk, seen: Seen) -> Block | None:
    """One of the sections that say more of the answer; None where only its entries can be opened."""
    details = _details(desk.anew(), seen.typed)  # anew: this request may have changed what they say
    section = _section(details["view"], seen)
    if section is Section.ENTRIES:
        return None
    metadata = replace(seen, section=section.value).metadata
    return details_view(desk.language, details["view"], section, details["menu"], metadata)


def _details(desk: Desk, typed: str) -> Mapping[str, Any]:
    """All sections and the menu of figures, kept as the answer is, so that turning to another reads no books."""
    key = (desk.workspace.id, typed, desk.language.code, desk.veil, desk.today)
    return desk.office.details.get(key, desk.workspace.revision, lambda: _worked_out(desk, typed)).message


def _worked_out(desk: Desk, typed: str) -> dict[str, Any]:
    with desk.database.reading() as connection:
        books = _Reading(desk=desk, connection=connection).books
        report, view = roi_question.drawn(desk, books, typed, veil=desk.veil)
        openable = figures(books, report, veil=desk.veil)
        names = log_entry.spoken(connection, desk)
    return {"view": view, "menu": figure_menu(desk.language, openable, names) if openable else None}


def _section(view: AnswerView, seen: Seen) -> Section:
    """The section that was chosen, or the first there is; a name that is none is the first, too."""
    sections = sections_of(view)
    return next((one for one in sections if one.value == seen.section), sections[0])


def _entries(
    reading: _Reading,
    seen: Seen,
    turn: Turn,
    notes: Sequence[Paragraph],
    openable: Sequence[Figure],
    sections: Sequence[Section],
) -> Block:
    """One figure with its rows."""
    desk, connection = reading.desk, reading.connection
    revision = workspaces.load(connection, desk.workspace.id).revision
    figure = next((figure for figure in openable if figure.id == seen.figure), openable[0])
    # Sums before the page that were remembered hold for the books they were drawn from, and no others.
    same = (figure.id, revision) == (seen.figure, seen.revision)
    opening = replace(_opening(reading, figure, seen, turn if same else TOP), figures=tuple(openable))
    names = log_entry.spoken(connection, desk)
    corrected = [row.entry.replaces for row in opening.rows if row.entry.replaces]
    replaced = entry_lists.these(connection, desk.workspace.id, corrected)
    return opened_view(
        desk.language,
        opening,
        Known(names=names, replaced=replaced),
        reader(desk),
        Moment(now=desk.now, today=desk.today),
        _seen_now(seen.typed, opening, revision).metadata,
        notes,
        sections,
    )


def _seen_now(typed: str, opening: Opening, revision: int) -> Seen:
    return Seen(
        typed=typed,
        figure=opening.figure.id,
        page=opening.page,
        newer=opening.newer,
        shown=opening.shown,
        revision=revision,
    )


def _sums(numbers: Sequence[int]) -> Part:
    cost, count, value = map(int, numbers)
    return Part(cost=cost, count=count, value=value)


def reader(desk: Desk) -> Reader:
    return Reader(id=desk.person.id, admin=desk.person.admin, timezone=desk.timezone)


def refresh(desk: Desk, opened: Mapping[str, Any]) -> None:
    """Draws a modal anew that lies below: what it shows has been corrected. It may be closed by now."""
    with suppress(SlackError):
        desk.slack.update_view(str(opened.get("view", "")), "", draw(desk, Seen.of(opened)))


def _opening(reading: _Reading, figure: Figure, seen: Seen, turn: Turn) -> Opening:
    if not figure.listed:
        return Opening(figures=(figure,), figure=figure)
    kept = hidden(reading.books, figure, veil=reading.desk.veil)
    workspace, listed = reading.desk.workspace.id, figure.without(kept)
    page, newer, edge = _place(reading, listed, seen, turn)
    rows, more = older_page(drill_down.older(reading.connection, workspace, listed, edge), listed)
    sold = drill_down.sold(reading.connection, workspace, figure)
    return Opening(
        figures=(figure,),
        figure=figure,
        rows=rows,
        page=page,
        newer=newer,
        more=more,
        hidden=kept,
        worths=worths(figure, reading.books.goals(), sold),
        rates=drill_down.used_rates(reading.connection, workspace, listed),
    )


def _place(reading: _Reading, figure: Figure, seen: Seen, turn: Turn) -> tuple[int, Part, int]:
    """The number of the page, the sum of the rows before it, and the id before which it begins."""
    if turn.older:
        return seen.page + 1, seen.newer + seen.shown, turn.older
    if turn.newer and seen.page > 1:
        nearest = drill_down.newer(reading.connection, reading.desk.workspace.id, figure, turn.newer + 1)
        if rows := newer_page(nearest, figure):
            return seen.page - 1, seen.newer - sum_of(row.part for row in rows), rows[0].entry.id + 1
    return 0, NOTHING, entry_lists.FROM_NOW_BACK
