"""Replacing: nothing that stands is replaced unseen by a form, and what replaced it can be undone.

A form that was opened filled in says in its metadata what it has `seen`. Where something else stands when it is saved,
because it was opened empty or somebody was quicker, `begin` saves nothing: the form comes back filled with what stands
and what was typed over it, says before and after, and saves when it is sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import AdminsOnly, Desk
from bot.desk.form_metadata import FormMetadata
from bot.desk.replies import Body, Reply
from bot.forms.state import typed
from bot.services import log_entry
from bot.services.saved_fields import (
    campaigns,
    company,
    exchange,
    goals,
    hourly_rates,
    schedules,
    settings,
    stages,
    targets,
)
from bot.views import replacements as views
from bot.views.blocks import Block
from core.setup.replacements import Fields, Kind, Replacement, fingerprint, merged, shown
from core.setup.rights import WHO_MAY, Who
from storage import replacements, workspaces

NAMING = ("name", "person")
"""Fields by which an empty form says what it is about: writing one there renames nothing."""


@dataclass(frozen=True, kw_only=True)
class Noun:
    """How one kind of thing is read and put back."""

    stored: Callable[[Connection, Desk, str], Fields]
    put: Callable[[Connection, Desk, str, Fields], None]


@dataclass(frozen=True, kw_only=True)
class Saving:
    """A save about to be made.

    ``replaced``: what it takes the place of, if anything. ``needed``: there is something to write.
    """

    replaced: Replacement | None
    needed: bool


@dataclass(eq=False)
class Unseen(Exception):
    """Raised when something stands there that the form has not seen: ``before``; it would be ``after``. Nothing is
    saved.

    ``by``: who has changed it since the form was opened, empty where that is not known; None where it was opened
    without it.
    """

    kind: Kind
    key: str
    before: Fields
    after: Fields
    touched: tuple[str, ...]
    by: str | None


NOUNS: Mapping[Kind, Noun] = {
    Kind.GOAL: Noun(stored=goals.stored, put=goals.put),
    Kind.CAMPAIGN: Noun(stored=campaigns.stored, put=campaigns.put),
    Kind.TARGET: Noun(stored=targets.stored, put=targets.put),
    Kind.DIGEST: Noun(stored=schedules.stored_digest, put=schedules.put_digest),
    Kind.ALERTS: Noun(stored=schedules.stored_alerts, put=schedules.put_alerts),
    Kind.RATE: Noun(stored=hourly_rates.stored, put=hourly_rates.put),
    Kind.FX: Noun(stored=exchange.stored, put=exchange.put),
    Kind.COMPANY: Noun(stored=company.stored, put=company.put),
    Kind.STAGES: Noun(stored=stages.stored, put=stages.put),
    Kind.SETTINGS: Noun(stored=settings.stored, put=settings.put),
}


def opened(fields: Fields, key: str = "", touched: Sequence[str] | None = None) -> str:
    """The metadata of a form filled with ``fields``. ``key``: of a thing whose name the form may change."""
    remembered: FormMetadata = {"seen": fingerprint(fields)}
    if key:
        remembered["edit"] = key
    if touched is not None:
        remembered["touched"] = touched
    return form_metadata.new_metadata(remembered)


def begin(connection: Connection, desk: Desk, body: Body, kind: Kind, key: str, wanted: Fields) -> Saving:
    """Keeps what a save replaces, first in its transaction. Raises `Unseen`.

    A form sent twice, or that changes nothing, needs no write; sent again with something else it is a save of its own.
    """
    workspaces.touch(connection, desk.workspace.id)  # first: what another saves at this moment is seen
    request = replies.request_of(body)
    stands = NOUNS[kind].stored(connection, desk, key)
    if shown(stands) == shown(wanted):
        return Saving(replaced=_done(connection, desk, request, (kind, key), wanted), needed=False)
    if not stands:
        return Saving(replaced=None, needed=True)
    _check_seen(connection, desk, body, (kind, key), stands, wanted)
    act = desk.act
    replacement = Replacement(id=0, kind=kind, key=key, before=stands, after=wanted, by=act.by, at=act.at)
    return Saving(replaced=replacements.add(connection, act.workspace, replacement, request), needed=True)


def swap(connection: Connection, desk: Desk, kind: Kind, key: str, wanted: Fields) -> Replacement | None:
    """Puts ``wanted`` in the place of what stands, as a button says; None where it stands there already."""
    workspaces.touch(connection, desk.workspace.id)
    stands = NOUNS[kind].stored(connection, desk, key)
    if shown(stands) == shown(wanted):
        return None
    NOUNS[kind].put(connection, desk, key, wanted)
    act = desk.act
    replacement = Replacement(id=0, kind=kind, key=key, before=stands, after=wanted, by=act.by, at=act.at)
    return replacements.add(connection, act.workspace, replacement, desk.request)


def ask(desk: Desk, body: Body, unseen: Unseen, draw: Callable[[str, Fields, str], Block]) -> Reply:
    """Draws the form once more from key, fields and metadata, with before and after above it and *Replace* below."""
    metadata = form_metadata.metadata(body)
    metadata |= {"seen": fingerprint(unseen.before), "touched": unseen.touched}
    view = draw(unseen.key, unseen.after, form_metadata.written(metadata))
    change = (unseen.kind, unseen.before, unseen.after)
    return replies.updated(views.asked(desk.language, view, change, spoken(desk), unseen.by))


def undo(desk: Desk, replacement: int) -> Block:
    """Puts back what stood before, unless that was done already or something else stands there by now.

    Raises `UnknownReplacement`, `AdminsOnly`, `SecondStageCounts`, `CurrencyInUse`, and `NameTaken` where the name of
    before is another's by now.
    """
    with desk.database.reading() as connection:
        kind = replacements.find(connection, desk.workspace.id, replacement).kind
    if WHO_MAY[kind] is Who.ADMIN_NOW:
        desk.require(kind)  # before the transaction, for Slack is asked
    with desk.changing() as connection:
        workspaces.touch(connection, desk.workspace.id)
        saved = replacements.find(connection, desk.workspace.id, replacement)
        noun = NOUNS[saved.kind]
        stands = noun.stored(connection, desk, saved.key)
        if not desk.may(saved.kind, stands.get("by")):
            raise AdminsOnly
        named = log_entry.spoken(connection, desk)
        if saved.undone_by:
            return views.undone_already(desk.language, saved, named)
        if shown(stands) != shown(saved.after):
            by = _changed_by(connection, desk, (saved.kind, saved.key), stands)
            return views.changed_since(desk.language, saved, stands, named, by)
        noun.put(connection, desk, saved.key, saved.before)
        undone = replacements.undo(connection, desk.act, saved)
    # Read again: it may be the language of the workspace that was undone.
    return views.undone(desk.anew().language, undone, named)


def spoken(desk: Desk) -> Mapping[str, str]:
    """Key -> name of everything the team has named."""
    with desk.database.reading() as connection:
        return log_entry.spoken(connection, desk)


def key_of(body: Body) -> str:
    """The key of the thing a form was opened for; empty where it was opened for none."""
    return str(form_metadata.metadata(body).get("edit", ""))


def _done(
    connection: Connection, desk: Desk, request: str, thing: tuple[Kind, str], wanted: Fields
) -> Replacement | None:
    """The replacement that the form has made already with just this; under another name it is another thing's."""
    earlier = replacements.seen(connection, desk.workspace.id, request)
    same = earlier and (earlier.kind, earlier.key) == thing and shown(earlier.after) == shown(wanted)
    return earlier if same else None


def _check_seen(
    connection: Connection, desk: Desk, body: Body, thing: tuple[Kind, str], stands: Fields, wanted: Fields
) -> None:
    seen = str(form_metadata.metadata(body).get("seen", ""))
    comes_later = not seen and stands.get("from") != wanted.get("from")  # what stands goes on until that day
    if comes_later or seen == fingerprint(stands):
        return
    by = _changed_by(connection, desk, thing, stands) if seen else None
    touched = _touched(body, named=bool(seen))
    after = merged(stands, wanted, touched)
    raise Unseen(kind=thing[0], key=thing[1], before=stands, after=after, touched=touched, by=by)


def _changed_by(connection: Connection, desk: Desk, thing: tuple[Kind, str], stands: Fields) -> str:
    """The person who put there what stands; empty where it was set up anew, or is in another currency since."""
    last = replacements.latest(connection, desk.workspace.id, *thing)
    return last.by if last and shown(last.after) == shown(stands) else ""


def _touched(body: Body, *, named: bool) -> tuple[str, ...]:
    """The fields that do not hold what the form was opened with. ``named``: it was opened for what stands there."""
    view = body["view"]
    now = typed(view)
    first = typed({"state": {"values": _initial(view)}})
    before = form_metadata.metadata(body).get("touched") or ()
    differing = [name for name in (*now, *first) if now.get(name) != first.get(name)]
    fields = [name for name in differing if not name.endswith("_text")]
    touched = dict.fromkeys([*before, *fields])
    return tuple(name for name in touched if named or name not in NAMING)


def _initial(view: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The state of a view that nobody has touched."""
    fields = (block for block in view.get("blocks", ()) if block.get("type") == "input")
    return {str(block["block_id"]): {"": _opened_with(block["element"])} for block in fields}


def _opened_with(element: Mapping[str, Any]) -> dict[str, Any]:
    """The value that a view opens a field with, ``initial_date`` and its like, by the name that a state gives it."""
    state = {name.replace("initial_", "selected_"): value for name, value in element.items() if "initial_" in name}
    return state | ({"value": element["initial_value"]} if "initial_value" in element else {})
