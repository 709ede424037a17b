"""What the playground remembers over a restart: the messages, and which conversations the app was invited to."""

from __future__ import annotations

import json
from pathlib import Path

from bot.playground.stand_in import StandIn

FILE = "slack.json"


def save(slack: StandIn, folder: Path) -> None:
    """Writes it down in ``folder``."""
    joined = [key for key, known in slack.conversations.items() if known["member"]]
    said = {"messages": slack.messages, "joined": joined, "next": slack.next_number()}
    made = folder / f"{FILE}.new"
    made.write_text(json.dumps(said), "utf-8")
    made.replace(folder / FILE)


def load(slack: StandIn, folder: Path) -> None:
    """Takes up what was written down there, if anything was."""
    if not (folder / FILE).exists():
        return
    said = json.loads((folder / FILE).read_text("utf-8"))
    slack.messages[:] = said["messages"]
    for key, known in slack.conversations.items():
        known["member"] = known["member"] or key in said["joined"]
    slack.count_from(said["next"])
