"""Files that people put into Slack: kept in memory, described to the app, and handed out to its token only."""

from __future__ import annotations

import time

from bot.playground.messages import Messages
from bot.playground.workspace import Payload, SlackError

SCOPE = "files:read"


class Files(Messages):
    """``files``: id -> the file as Slack describes it, with its ``content``."""

    address: str = ""
    """The address where the stand-in is served, without a slash at its end; set when the port is known."""

    def __init__(self, *, token: str, scopes: str) -> None:
        super().__init__(token=token, scopes=scopes)
        self.files: dict[str, Payload] = {}

    def upload(self, name: str, mimetype: str, content: bytes) -> Payload:
        """Keeps a file, and answers with it as Slack describes it in a form's state or a message."""
        with self._lock:
            file_id = f"F{next(self._numbers)}"
            described = {
                "id": file_id,
                "created": int(time.time()),
                "name": name,
                "title": name,
                "mimetype": mimetype,
                "filetype": name.rpartition(".")[2],
                "mode": "hosted",
                "is_external": False,
                "size": len(content),
                "url_private": f"{self.address}/files/{file_id}",
                "url_private_download": f"{self.address}/files/{file_id}",
            }
            self.files[file_id] = {**described, "content": content}
            return described

    def download(self, file_id: str, token: str) -> bytes | None:
        """The bytes of a file; None for whoever may not read it, whom Slack leads to its sign-in page."""
        file = self.files.get(file_id)
        may_read = token == self.token and SCOPE in self.scopes.split(",")
        content: bytes | None = file["content"] if file and may_read else None
        return content

    def _files_info(self, payload: Payload) -> Payload:
        self._need(SCOPE)
        file = self.files.get(str(payload.get("file")))
        if file is None:
            raise SlackError("file_not_found")
        return {"file": {name: value for name, value in file.items() if name != "content"}}
