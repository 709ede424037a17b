"""The methods of Slack's Web API that the stand-in knows. Each takes the arguments and returns what follows ``ok``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.limits import check_message
from bot.playground.messages import shown
from bot.playground.modals import Modals
from bot.playground.refusals import POST, RESPONSE_URL
from bot.playground.uploads import Uploads
from bot.playground.workspace import RESPONSE_SECONDS, RESPONSE_USES, Payload, SlackError, Ticket, reasons

BYTES_PER_POST = 40 * 1024
# Measured by others: one character more, and Slack posts the text in pieces of 4,000.
TEXT_IN_ONE_MESSAGE = 4_040
PIECE = 4_000


class Methods(Uploads, Modals):
    """A workspace whose Web API can be called."""

    def call(self, method: str, payload: Payload, token: str, size: int = 0) -> Payload:
        """The answer of one call, ``ok`` included; ``size``: bytes of its body."""
        with self._lock:
            try:
                return {"ok": True, **self._call(method, payload, token, size)}
            except SlackError as problem:
                return problem.body

    def respond(self, response_id: str, payload: Payload) -> tuple[int, str]:
        """A post to a response_url: HTTP status and body."""
        with self._lock:
            ticket = self._response_urls.get(response_id)
            if ticket is None or ticket.used >= RESPONSE_USES or self._now() > ticket.given + RESPONSE_SECONDS:
                return 404, "expired_url"
            ticket.used += 1
            if faults := check_message(payload):
                self._note("response_url", faults)
                return 400, "invalid_blocks"
            if refusal := self.refusals.of(RESPONSE_URL, payload):
                return 400, refusal.word
            self.responses.append((response_id, payload))
            self._responded(ticket, payload)
            return 200, "ok"

    def _call(self, method: str, payload: Payload, token: str, size: int) -> Payload:
        handler = self._methods().get(method)
        if handler is None:
            raise SlackError("unknown_method")
        if token != self.token:
            raise SlackError("invalid_auth" if token else "not_authed")
        if method.startswith("chat.post") and size > BYTES_PER_POST:
            raise SlackError("msg_too_long")
        return handler(payload)

    def _responded(self, ticket: Ticket, payload: Payload) -> None:
        """Called with each post to a response_url, for a subclass that shows it; here it is only remembered."""

    def _methods(self) -> Mapping[str, Callable[[Payload], Payload]]:
        return {
            "auth.test": self._auth_test,
            "users.info": self._users_info,
            "users.list": self._users_list,
            "views.open": self._views_open,
            "views.push": self._views_push,
            "views.update": self._views_update,
            "views.publish": self._views_publish,
            "chat.postMessage": self._chat_post_message,
            "chat.postEphemeral": self._chat_post_ephemeral,
            "chat.update": self._chat_update,
            "chat.delete": self._chat_delete,
            "conversations.info": self._conversations_info,
            "conversations.members": self._conversations_members,
            "conversations.history": self._conversations_history,
            "files.info": self._files_info,
            "files.getUploadURLExternal": self._upload_place,
            "files.completeUploadExternal": self._share_uploads,
        }

    def _auth_test(self, _payload: Payload) -> Payload:
        return {
            "url": f"https://{self.domain}.slack.com/",
            "team": self.team,
            "team_id": self.team_id,
            "user": "roi",
            "user_id": self.user_id,
            "bot_id": self.bot_id,
            "enterprise_id": None,
            "is_enterprise_install": False,
        }

    def _users_info(self, payload: Payload) -> Payload:
        self._need("users:read")
        person = self.people.get(str(payload.get("user")))
        if person is None:
            raise SlackError("user_not_found")
        hidden = () if payload.get("include_locale") else ("locale",)
        return {"user": {key: value for key, value in person.items() if key not in hidden}}

    def _users_list(self, payload: Payload) -> Payload:
        self._need("users:read")
        app = {"id": self.user_id, "team_id": self.team_id, "name": "roi", "is_bot": True}
        people = [{key: value for key, value in one.items() if key != "locale"} for one in self.people.values()]
        return _page([*people, app], payload)

    def _views_open(self, payload: Payload) -> Payload:
        ticket = self._ticket(payload)
        view = self._checked_view(payload, "modal")
        ticket.used += 1
        return {"view": self._show(view, {}, opened=True, owner=ticket.user)}

    def _views_push(self, payload: Payload) -> Payload:
        ticket = self._ticket(payload)
        view = self._checked_view(payload, "modal")
        # Only a trigger got inside a modal can stack another one on it.
        if ticket.view_id not in self.views:
            raise SlackError("not_found")
        place = self._pushed(ticket.view_id)
        ticket.used += 1
        return {"view": self._show(view, {}, opened=True, **place)}

    def _views_update(self, payload: Payload) -> Payload:
        view = self.views.get(str(payload.get("view_id"))) or self._by_external_id(payload.get("external_id"))
        if view is None:
            raise SlackError("not_found")
        if payload.get("hash") not in (None, view["hash"]):
            raise SlackError("hash_conflict")
        return {"view": self._show(self._checked_view(payload, view["type"]), view)}

    def _views_publish(self, payload: Payload) -> Payload:
        user_id = str(payload.get("user_id"))
        if user_id not in self.people:
            raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] user not found: user_id"]})
        view = self.home.get(user_id, {})
        if view and payload.get("hash") not in (None, view["hash"]):
            raise SlackError("hash_conflict")
        self.home[user_id] = self._show(self._checked_view(payload, "home"), view, owner=user_id)
        return {"view": self.home[user_id]}

    def _chat_post_message(self, payload: Payload) -> Payload:
        channel, user_id = self._target(payload)
        text = str(payload.get("text") or "")
        self._checked_message("chat.postMessage", payload)
        if refusal := self.refusals.of(POST, payload):
            raise SlackError(refusal.word, **reasons(refusal.faults))
        pieces = [text]
        if not payload.get("blocks") and len(text) > TEXT_IN_ONE_MESSAGE:
            pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
        posted = [self._store(payload, channel, piece, user=user_id) for piece in pieces]
        return {"channel": channel, "ts": posted[0]["ts"], "message": shown(posted[0])}

    def _chat_post_ephemeral(self, payload: Payload) -> Payload:
        channel, _ = self._target(payload)
        self._checked_message("chat.postEphemeral", payload)
        user_id = str(payload.get("user"))
        if user_id not in self.people:
            raise SlackError("user_not_in_channel")
        posted = self._store(payload, channel, str(payload.get("text") or ""), user=user_id, ephemeral_to=user_id)
        return {"message_ts": posted["ts"]}

    def _chat_update(self, payload: Payload) -> Payload:
        self._need("chat:write")
        message = self._message_at(payload)
        self._checked_message("chat.update", payload)
        # A text without blocks takes the blocks away; metadata stays unless given.
        message.update(text=payload.get("text") or "", blocks=payload.get("blocks") or [], edited=True)
        message["metadata"] = payload.get("metadata", message["metadata"])
        return {"channel": message["channel"], "ts": message["ts"], "text": message["text"], "message": shown(message)}

    def _chat_delete(self, payload: Payload) -> Payload:
        self._need("chat:write")
        message = self._message_at(payload)
        self.messages.remove(message)
        return {"channel": message["channel"], "ts": message["ts"]}

    def _conversations_info(self, payload: Payload) -> Payload:
        channel, settings = self._visible(payload)
        shared = {name: settings.get(name, False) for name in ("ext_shared", "org_shared", "pending_ext_shared")}
        private, direct = settings.get("private", False), channel.startswith("D")
        details = {
            "id": channel,
            "name": self.conversation_name(channel),
            "is_channel": not private and not direct,
            "is_group": private,
            "is_im": direct,
            "is_mpim": settings.get("mpim", False),
            "is_private": private,
            "is_archived": settings.get("archived", False),
            "is_member": settings.get("member", False),
            "is_shared": shared["ext_shared"] or shared["org_shared"],
            **{f"is_{name}": value for name, value in shared.items()},
            "context_team_id": self.team_id,
        }
        return {"channel": details | ({"user": self._at_the_other_end(channel)} if direct else {})}

    def _conversations_members(self, payload: Payload) -> Payload:
        _, settings = self._visible(payload)
        app = [self.user_id] if settings.get("member") else []
        return _page([*settings.get("members", ()), *app], payload)

    def _visible(self, payload: Payload) -> tuple[str, Payload]:
        """The conversation, if the app is shown it: a private one only from inside. Then it needs the scope."""
        channel = str(payload.get("channel"))
        settings = self._conversation(channel)
        if settings.get("private") and not settings.get("member"):
            raise SlackError("channel_not_found")
        self._need(f"{self._family(channel)}:read")
        return channel, settings

    def _conversations_history(self, payload: Payload) -> Payload:
        channel = str(payload.get("channel"))
        settings = self._conversation(channel)
        self._need(f"{self._family(channel)}:history")
        if not settings.get("member"):
            raise SlackError("not_in_channel")
        page = _page(self._lasting(channel, payload)[::-1], payload, "messages")
        with_metadata = bool(payload.get("include_all_metadata"))
        page["messages"] = [shown(message, metadata=with_metadata) for message in page["messages"]]
        return {**page, "has_more": bool(page["response_metadata"]["next_cursor"])}

    def _lasting(self, channel: str, payload: Payload) -> list[Payload]:
        """The messages from the moment asked for on, oldest first; ephemeral ones are in no history."""
        oldest = float(payload.get("oldest") or 0)
        inclusive = bool(payload.get("inclusive"))
        lasting = [
            message for message in self.messages if message["channel"] == channel and not message["ephemeral_to"]
        ]
        return [m for m in lasting if float(m["ts"]) > oldest or (inclusive and float(m["ts"]) == oldest)]


def _page(items: list[Any], payload: Payload, name: str = "members") -> Payload:
    """So many of the items as were asked for, by ``name``, and the cursor to the next."""
    first = int(payload.get("cursor") or 0)
    end = first + int(payload.get("limit") or 100)
    following = str(end) if end < len(items) else ""
    return {name: items[first:end], "response_metadata": {"next_cursor": following}}
