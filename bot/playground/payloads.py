"""Payloads that Slack sends to an app, complete: commands, interactions and events, and the signature on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from hmac import new as hmac
from typing import Any
from uuid import UUID

from bot.playground.messages import shown
from bot.playground.workspace import Payload, Workspace


def command(
    slack: Workspace, command: str, text: str, *, user: str, channel: str, trigger_id: str, response_url: str
) -> dict[str, str]:
    """The form of a slash command."""
    return {
        "token": "deprecated",
        "team_id": slack.team_id,
        "team_domain": slack.domain,
        "channel_id": channel,
        "channel_name": slack.conversation_name(channel),
        "user_id": user,
        "user_name": person(slack, user)["username"],
        "command": command,
        "text": text,
        "api_app_id": slack.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def interaction(slack: Workspace, kind: str, user: str) -> Payload:
    """The beginning of every interaction; ``kind``: block_actions, view_submission, …"""
    return {
        "type": kind,
        "token": "deprecated",
        "team": {"id": slack.team_id, "domain": slack.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": person(slack, user),
        "api_app_id": slack.app_id,
    }


def in_view(view: Payload, state: Payload) -> Payload:
    """The place of an element of a modal or of the Home tab."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": {**view, "state": state}}


def in_message(
    slack: Workspace, message: Mapping[str, Any], channel: str, state: Payload, response_url: str
) -> Payload:
    """The place of an element of a message. Of an ephemeral message Slack sends no copy."""
    lasting = not message.get("ephemeral_to")
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel,
        "is_ephemeral": not lasting,
    }
    copy = {"message": {**shown(message), "team": slack.team_id}} if lasting else {}
    place = {"id": channel, "name": slack.conversation_name(channel)}
    return {"container": container, "channel": place, "state": state, "response_url": response_url, **copy}


def of_message(slack: Workspace, message: Mapping[str, Any], response_url: str) -> Payload:
    """What a message shortcut tells of the message it was chosen for; ``by``: who has written it, if not the app."""
    channel = message["channel"]
    written = {"type": "message", "user": message["by"], "ts": message["ts"], "text": escaped(message["text"])}
    thread = {"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}
    files = {"files": message["files"]} if message.get("files") else {}
    by_app = message["by"] == slack.user_id
    return {
        "channel": {"id": channel, "name": slack.conversation_name(channel)},
        "message_ts": message["ts"],
        "message": {**(shown(message) if by_app else written), **thread, **files, "team": slack.team_id},
        "response_url": response_url,
    }


def event(slack: Workspace, kind: str, fields: Mapping[str, Any], *, event_id: str, stamp: str) -> Payload:
    """An event of the Events API; ``stamp``: when, as Slack writes it (seconds.micros)."""
    bot = {"enterprise_id": None, "team_id": slack.team_id, "user_id": slack.user_id, "is_bot": True}
    return {
        "token": "deprecated",
        "type": "event_callback",
        "team_id": slack.team_id,
        "context_team_id": slack.team_id,
        "context_enterprise_id": None,
        "api_app_id": slack.app_id,
        "event": {"type": kind, "event_ts": stamp, **fields},
        "event_id": event_id,
        "event_time": int(stamp.partition(".")[0]),
        "authorizations": [{**bot, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": f"EC{event_id}",
    }


def message(
    slack: Workspace, user: str, text: str, *, ts: str, thread: str = "", files: Sequence[Payload] = ()
) -> Payload:
    """The fields of the event of a message that a person writes to the app; ``thread``: the ts of its thread."""
    with_files = {"subtype": "file_share", "files": list(files), "upload": False} if files else {}
    return {
        "client_msg_id": str(UUID(int=int(ts.replace(".", "")))),
        "user": user,
        "text": escaped(text),
        "ts": ts,
        "team": slack.team_id,
        "channel": slack.direct(user),
        "channel_type": "im",
        **({"thread_ts": thread} if thread else {}),
        **with_files,
    }


def escaped(text: str) -> str:
    """What a person typed, as Slack hands it out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def response_urls(view: Payload, state: Payload, addresses: Sequence[str]) -> list[Payload]:
    """An address of ``addresses`` for each conversation menu of a form with ``response_url_enabled``."""
    asked = asking_response_urls(view)
    chosen = [(block, next(iter(state["values"][block["block_id"]].items()))) for block in asked]
    return [
        {
            "block_id": block["block_id"],
            "action_id": action_id,
            "channel_id": content.get("selected_conversation") or content.get("selected_channel"),
            "response_url": address,
        }
        for (block, (action_id, content)), address in zip(chosen, addresses, strict=True)
    ]


def asking_response_urls(view: Payload) -> list[Payload]:
    """The input blocks of a view that want a response_url of their own."""
    return [block for block in view["blocks"] if block.get("element", {}).get("response_url_enabled")]


def conversations_asked_for(view: Payload, state: Payload) -> list[str]:
    """The conversations chosen in those menus, in their order; empty where none is."""
    chosen = [next(iter(state["values"][block["block_id"]].values())) for block in asking_response_urls(view)]
    return [str(entry.get("selected_conversation") or entry.get("selected_channel") or "") for entry in chosen]


def person(slack: Workspace, user: str) -> dict[str, str]:
    profile = slack.people.get(user, {})
    name = str(profile.get("name", user.lower()))
    return {"id": user, "username": name, "name": name, "team_id": str(profile.get("team_id", slack.team_id))}


def signature(secret: str, body: bytes, now: float) -> dict[str, str]:
    """The two headers that prove a request is Slack's."""
    stamp = str(int(now))
    digest = hmac(secret.encode(), f"v0:{stamp}:".encode() + body, sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
