"""Links to messages in Slack, as they stand in notes: the only addresses in what people typed that are shown as links.

Each leads back to Slack itself, whose people may or may not read what is there.
"""

from __future__ import annotations

import re

_TO_MESSAGE = re.compile(
    r"https://[a-z0-9-]+(?:\.enterprise)?\.slack\.com/archives/[A-Z0-9]+/p[0-9]{16}"
    r"(?:\?thread_ts=[0-9.]+&cid=[A-Z0-9]+)?"
)


def link_to_message(domain: str, conversation: str, ts: str, thread: str = "") -> str:
    """The address of a message, as *Copy link* makes it. ``domain``: the workspace's. Empty where that is not known."""
    if not (domain and conversation and ts):
        return ""
    reply = f"?thread_ts={thread}&cid={conversation}" if thread and thread != ts else ""
    link = f"https://{domain}.slack.com/archives/{conversation}/p{ts.replace('.', '')}{reply}"
    return link if _TO_MESSAGE.fullmatch(link) else ""


def parted(text: str) -> list[tuple[str, bool]]:
    """``text`` in parts, and of each whether it is such a link."""
    if ".slack.com/archives/" not in text:
        return [(text, False)]
    parts, end = [], 0
    for match in _TO_MESSAGE.finditer(text):
        parts += [(text[end : match.start()], False), (match[0], True)]
        end = match.end()
    return [part for part in (*parts, (text[end:], False)) if part[0]]


def without_link(note: str) -> tuple[str, str]:
    """A note, and the link at its end; empty where there is none."""
    last = parted(note)[-1:] or [("", False)]
    link = last[0][0] if last[0][1] else ""
    return note.removesuffix(link).rstrip(), link
