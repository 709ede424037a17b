"""Shared files: what people have put into Slack, fetched to be imported; what cannot be fetched says why."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.import_plans import Brought
from bot.slack import files
from bot.slack.client import Slack
from bot.slack.files import SharedFile
from core.imports.previews import FilePreview
from core.imports.readings import FileProblem


def fetched(slack: Slack, shared: Sequence[SharedFile]) -> tuple[list[Brought], list[FilePreview]]:
    """The files that Slack hands over, and of each of the others why it does not."""
    brought, refused = [], []
    for file in shared:
        try:
            brought.append(fetch(slack, file))
        except FileProblem as problem:
            refused.append(FilePreview(file=file.name, problem=problem))
    return brought, refused


def fetch(slack: Slack, file: SharedFile) -> Brought:
    """One file. Raises `FileElsewhere`, `FileOutOfReach`, `FileTooLarge`.

    A file of a conversation with others comes without its address, which Slack has to be asked for.
    """
    known = file if file.address or file.elsewhere else files.look_up(slack, file.id)
    content = files.content(slack, known)
    return Brought(name=known.name, content=content, slack_id=file.id, dated=known.shared_at)


def fetch_again(slack: Slack, file_id: str) -> Brought:
    """A file that was read before, by its id. Raises as `fetch`."""
    return fetch(slack, SharedFile(id=file_id, name=file_id))
