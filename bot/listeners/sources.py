"""`/roi sources`: which channel a source and medium belong to; what has come without one is linked here."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.state import typed
from bot.services import import_booking, log_entry
from bot.services import source_links as linking
from bot.services.source_links import Linked
from bot.views import sources as views
from bot.views.blocks import Block
from core.calendar.weekly import UnknownChoice
from core.imports.utm import Link, link_of, parse_links
from core.setup.registers import CHANNEL
from storage import names, source_links, source_moves


def sources_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Lists what has no channel yet, and the team's own table."""
    del body, rest
    return replies.ephemeral(_listed(desk))


def open_link(desk: Desk, body: Body) -> Reply:
    """The form behind *Link it*."""
    key = str(replies.pressed(body).get("value", ""))
    return replies.open_form(
        desk, body, views.link_form(desk.language, key, form_metadata.new_metadata({"source": key}))
    )


def submit_link(desk: Desk, body: Body) -> Reply:
    key = str(form_metadata.metadata(body).get("source") or "")
    with desk.changing() as connection:
        channel = log_entry.channel_key(connection, desk, typed(body["view"]).get("channel", ""))
        if not (key and channel):
            raise UnknownChoice(text=channel, field="channel")
        links = [link_of(key, channel)]
        linked = linking.link(connection, desk, links)
    return _answer(desk, links, linked)


def open_sources(desk: Desk, body: Body) -> Reply:
    """The team's own table."""
    with desk.database.reading() as connection:
        own, spoken = source_links.own(connection, desk.workspace.id), log_entry.spoken(connection, desk)
    return replies.open_form(desk, body, views.sources_form(desk.language, own, spoken, form_metadata.new_metadata()))


def submit_sources(desk: Desk, body: Body) -> Reply:
    """Saves the table as it was typed: rows that are gone no longer count. Raises the problems of `parse_links`."""
    with desk.changing() as connection:
        channels = names.register(connection, desk.workspace.id).of_kind(CHANNEL)
        words = views.channel_words(desk.language, channels, log_entry.spoken(connection, desk))
        listed = parse_links(typed(body["view"]).get("links", ""), words)
        own = source_links.own(connection, desk.workspace.id)
        kept = {link.key for link in listed}
        gone = [Link(source=one.source, medium=one.medium, channel="") for one in own if one.key not in kept]
        links = [*(link for link in listed if link not in own), *gone]
        linked = linking.link(connection, desk, links)
    return _answer(desk, links, linked)


def unlink(desk: Desk, body: Body) -> Reply:
    """*Undo*: the links as they were, and what had moved moves back; pressed twice, the same is said."""
    linked = _read(str(replies.pressed(body).get("value", "")))
    with desk.changing() as connection:
        linking.unlink(connection, desk, linked)
        spoken = log_entry.spoken(connection, desk)
    import_booking.begin(desk.office, desk.workspace.id)
    return replies.replace(desk, body, views.linked(desk.language, (), linked.moved, spoken, "", undone=True))


def _answer(desk: Desk, links: Sequence[Link], linked: Linked) -> Reply:
    """What was linked; what has come moves in the background."""
    import_booking.begin(desk.office, desk.workspace.id)
    with desk.database.reading() as connection:
        spoken = log_entry.spoken(connection, desk)
    message = views.linked(desk.language, links, linked.moved, spoken, _written(linked))
    return replies.updated(replies.as_modal(desk, message))


def _listed(desk: Desk) -> Block:
    with desk.database.reading() as connection:
        table = source_links.table(connection, desk.workspace.id)
        unlinked = source_moves.unlinked(connection, desk.workspace.id, table)
        own, spoken = source_links.own(connection, desk.workspace.id), log_entry.spoken(connection, desk)
    return views.sources(desk.language, unlinked, own, spoken)


def _written(linked: Linked) -> str:
    """The value of the button *Undo*: ids of links, numbers of imports, how many entries moved."""
    return " ".join((_numbers(linked.links), _numbers(linked.imports), str(linked.moved)))


def _numbers(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers)) or "-"


def _read(value: str) -> Linked:
    links, imports, moved = (*value.split(), "-", "-", "0")[:3]
    return Linked(links=_parsed(links), imports=_parsed(imports), moved=int(moved) if moved.isdigit() else 0)


def _parsed(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number.isdigit()]
