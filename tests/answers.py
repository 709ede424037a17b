"""What the bot answered, read as Slack would."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the bot answered: ``body`` is None unless it is a JSON object; ``took`` is in seconds."""

    status: int
    raw: str
    body: Payload | None
    headers: Mapping[str, str]
    took: float

    @property
    def text(self) -> str:
        """The top-level text, or the whole body of a plain-text answer."""
        return self.raw if self.body is None else str(self.body.get("text", ""))

    @property
    def blocks(self) -> list[Payload]:
        return list((self.body or {}).get("blocks", ()))

    @property
    def errors(self) -> dict[str, str]:
        """The words under the fields of a refused form, by block id."""
        return dict((self.body or {}).get("errors", {}))

    @property
    def view(self) -> Payload | None:
        return (self.body or {}).get("view")

    @property
    def options(self) -> list[Payload]:
        """The options of a suggestion, groups flattened."""
        body = self.body or {}
        return [*body.get("options", ()), *(o for group in body.get("option_groups", ()) for o in group["options"])]


def read(response: http.client.HTTPResponse, took: float) -> Answer:
    raw = response.read().decode("utf-8", "replace")
    try:
        found = json.loads(raw)
    except ValueError:
        found = None
    body = found if isinstance(found, dict) else None
    return Answer(status=response.status, raw=raw, body=body, headers=dict(response.getheaders()), took=took)
