"""Files that the app uploads: an address is asked for, the bytes are sent there, and then they are shared."""

from __future__ import annotations

import json
from typing import Any

from bot.playground.files import Files
from bot.playground.workspace import Payload, SlackError

SCOPE = "files:write"


class Uploads(Files):
    """``uploads``: id -> name, length, content once it has come, and the conversation once it is shared."""

    def __init__(self, *, token: str, scopes: str) -> None:
        super().__init__(token=token, scopes=scopes)
        self.uploads: dict[str, Payload] = {}

    def receive(self, upload_id: str, content: bytes) -> tuple[int, str]:
        """The bytes of a file at the address that was given for it: HTTP status and body."""
        with self._lock:
            upload = self.uploads.get(upload_id)
            if upload is None or upload["content"] is not None or len(content) != upload["length"]:
                return 400, "failed"
            upload["content"] = content
            return 200, f"OK - {len(content)}"

    def _upload_place(self, payload: Payload) -> Payload:
        self._need(SCOPE)
        name, length = str(payload.get("filename") or ""), str(payload.get("length") or "")
        if not name or not length.isdigit() or length == "0":
            raise SlackError("invalid_arguments")
        upload_id = f"F{next(self._numbers)}"
        self.uploads[upload_id] = {"name": name, "length": int(length), "content": None, "channel": ""}
        return {"upload_url": f"{self.address}/upload/{upload_id}", "file_id": upload_id}

    def _share_uploads(self, payload: Payload) -> Payload:
        self._need(SCOPE)
        channel, listed = str(payload.get("channel_id") or ""), _listed(payload.get("files"))
        if channel in self.people:
            raise SlackError("channel_not_found")
        self._conversation(channel)
        missing = [
            one for one in listed if (self.uploads.get(str(one.get("id"))) or {"content": None})["content"] is None
        ]
        if not listed or missing:
            raise SlackError("file_not_found")
        shared = [self._shared(str(one["id"]), str(one.get("title") or ""), channel) for one in listed]
        text = "\n".join(file["title"] for file in shared)
        message = self._store({}, channel, text, user=self._at_the_other_end(channel))
        message["files"] = shared
        return {"files": [{"id": file["id"], "title": file["title"]} for file in shared]}

    def _shared(self, upload_id: str, title: str, channel: str) -> Payload:
        upload = self.uploads[upload_id]
        upload["channel"] = channel
        return {"id": upload_id, "name": upload["name"], "title": title or upload["name"], "size": upload["length"]}


def _listed(files: Any) -> list[Payload]:
    """The files, as JSON or in a form as text."""
    parsed = json.loads(files) if isinstance(files, str) else files
    return [one for one in parsed or () if isinstance(one, dict)]
