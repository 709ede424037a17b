"""The memory of the playground over a restart: the messages, and which conversations the app was invited to."""

from __future__ import annotations

import json
from pathlib import Path

from bot.playground.stand_in import StandIn

FILE = "slack.json"


def save(slack: StandIn, folder: Path) -> None:
    """Writes the memory down in ``folder``."""
    joined = [key for key, conversation in slack.conversations.items() if conversation["member"]]
    state = {"messages": slack.messages, "joined": joined, "next": slack.next_number()}
    path = folder / f"{FILE}.new"
    path.write_text(json.dumps(state), "utf-8")
    path.replace(folder / FILE)


def load(slack: StandIn, folder: Path) -> None:
    """Takes up what was written down there, if anything was."""
    if not (folder / FILE).exists():
        return
    state = json.loads((folder / FILE).read_text("utf-8"))
    slack.messages[:] = state["messages"]
    for key, conversation in slack.conversations.items():
        conversation["member"] = conversation["member"] or key in state["joined"]
    slack.count_from(state["next"])
