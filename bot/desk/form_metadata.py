"""Form metadata: what a modal remembers in its ``private_metadata``, as JSON. This is the one list of its fields.

Slack gives it back as it was written, and a form that an older version opened comes back with what that version wrote.
So every field may be missing, and whoever reads one checks what it holds.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypedDict, cast

Place = Mapping[str, Any]
"""The place a form was opened from: a modal's id or a ``response_url``, with what is drawn there."""


class FormMetadata(TypedDict, total=False):
    """The fields of form metadata, by what uses them; JSON has lists where a sequence stands here."""

    nonce: str
    """The key of a form: submitted twice, it saves once (`request_of` in `bot.desk.replies`)."""

    corrects: int
    """The entry that the form of a cost or conversion corrects."""
    replaces: int
    """The repeat that the form of a cost changes."""
    kept: Mapping[str, str]
    """The texts of a cost's fields that another category hides."""
    draft: Mapping[str, str]
    """The conversions that wait for the goal of the form."""
    sure: str
    """The fact that has been asked about and may be saved now; of a cost or conversion."""
    entry: int
    """The sale that the form refunds."""
    deal: str
    """The key of the deal that the form changes."""

    edit: str
    """The key of the thing whose name a set-up form may change."""
    seen: str
    """The fingerprint of what a set-up form was filled with."""
    touched: Sequence[str]
    """The fields of a set-up form that the person has changed, when it is shown again."""

    opened: Place
    """The form was opened from a figure that is open in the modal below."""
    listed: Place
    """The form was opened from the history."""
    receipt: Place
    """The form was opened from a receipt."""

    source: str
    """The source and medium that the form links with a channel."""
    imports: Sequence[int]
    """The staged imports of the message that the form changes, the one it is about first."""
    place: str
    """Where that message stands."""

    period: str
    """The period that was chosen on Home."""

    typed: str
    """The question behind the answer whose figures are open."""
    section: str
    """The section of *Details* that is open."""
    figure: str
    page: int
    newer: Sequence[int]
    """The cost, count and return of the rows before the page."""
    shown: Sequence[int]
    """The cost, count and return of the rows on the page."""
    revision: int
    """The revision of the books that the page was drawn from."""


class Purpose(StrEnum):
    """The uses of a cost or conversion form: one callback id has three."""

    LOG = "log"
    CORRECT = "correct"
    CHANGE_REPEAT = "change_repeat"


def purpose_of(metadata: FormMetadata) -> Purpose:
    """The use that the form was opened for."""
    if "corrects" in metadata:
        return Purpose.CORRECT
    return Purpose.CHANGE_REPEAT if "replaces" in metadata else Purpose.LOG


def new_metadata(fields: FormMetadata | None = None) -> str:
    """The private metadata of a new form, with a nonce of its own."""
    return written({"nonce": secrets.token_hex(8), **(fields or FormMetadata())})


def written(metadata: FormMetadata) -> str:
    """The JSON that Slack keeps; at most 3,000 characters."""
    return json.dumps(metadata, ensure_ascii=False)


def metadata(body: Mapping[str, Any]) -> FormMetadata:
    """The metadata of the modal in a payload; empty where it has none, or none that a version of ours has written."""
    text = (body.get("view") or {}).get("private_metadata") or "{}"
    try:
        fields = json.loads(text)
    except ValueError:
        return {}
    return cast(FormMetadata, fields) if isinstance(fields, dict) else {}
