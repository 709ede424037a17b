"""The history: entries, metrics and deals in one list, drawn from the books."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from heapq import merge

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.services import log_entry
from bot.slack.errors import SlackError
from bot.views import history as history_views
from bot.views.blocks import Block
from core.ledger.entries import Entry
from core.ledger.history_filter import PAGE, Chosen, chosen_of
from core.ledger.metrics import LoggedMetric
from core.sales.deals import DealStep
from storage import deals, entry_lists, metrics, refunds, repeats

LISTED = (Entry, LoggedMetric, DealStep)
"""What the history lists; a place in it is an id of each, in this order."""

NEWEST = (entry_lists.FROM_NOW_BACK, metrics.FROM_NOW_BACK, deals.FROM_NOW_BACK)
"""Where the first page begins."""


def draw(desk: Desk, chosen: Chosen, before: Sequence[int] = NEWEST) -> Block:
    """Draws entries, metrics and deals in one list, by when they were logged.

    ``before``: the ids where each goes on.
    """
    campaign, person = chosen.campaign or None, chosen.person
    with desk.database.reading() as connection:
        entries = entry_lists.history(
            connection, desk.workspace.id, campaign, before[0], PAGE + 1, person=person, category=chosen.category
        )
        counted = metrics.history(connection, desk.workspace.id, campaign, before[1], PAGE + 1, person=person)
        moved = deals.history(connection, desk.workspace.id, campaign, before[2], PAGE + 1, person=person)
        counted, moved = ((), ()) if chosen.category else (counted, moved)  # only costs have a category
        rhythms = repeats.rhythms(connection, desk.workspace.id, [entry.id for entry in entries])
        left = refunds.left_of_each(connection, desk.workspace.id, entries)
        replaced = entry_lists.these(
            connection, desk.workspace.id, [entry.replaces for entry in entries if entry.replaces]
        )
        names = log_entry.spoken(connection, desk)
    logged: tuple[Sequence[history_views.Logged], ...] = (moved, entries, counted)
    every = list(merge(*logged, key=_logged_at, reverse=True))
    on_page = every[:PAGE]
    older = _place(on_page, before) if len(every) > PAGE else ""
    reader = history_views.Reader(id=desk.person.id, admin=desk.person.admin, timezone=desk.timezone)
    page = history_views.Page(entries=on_page, older=older, rhythms=rhythms, left=left, replaced=replaced)
    return history_views.history_answer(desk.language, page, names, reader, chosen)


def _logged_at(logged: history_views.Logged) -> datetime:
    return logged.logged_at


def _place(page: Sequence[history_views.Logged], before: Sequence[int]) -> str:
    """The place where the page before begins: the ids of its last entry, metric and step of a deal."""
    places = list(before)
    for logged in page:
        places[LISTED.index(type(logged))] = logged.id
    return "/".join(map(str, places))


def listed_code(body: Body) -> str | None:
    """The filter of the list in whose row the pressed button stands; None where it stands in none.

    The row's block id carries it: Slack sends no message along with an ephemeral one's buttons.
    """
    kind, _, rest = str(replies.pressed(body).get("block_id", "")).partition(":")
    return rest.rpartition(":")[0] if kind == history_views.ROW else None


def answer(desk: Desk, body: Body, message: Block) -> Reply:
    """Says ``message`` beside the list whose row was pressed, and the list shows what stands now."""
    replies.append(desk, body, message)
    with suppress(SlackError):
        if (code := listed_code(body)) is not None:
            replies.replace(desk, body, draw(desk, chosen_of(code)))
    return {}
