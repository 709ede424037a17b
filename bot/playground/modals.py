"""Modals and Home tabs: how one is shown, stacked, drawn anew and closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground.limits import Fault, check_view
from bot.playground.workspace import Payload, SlackError, Workspace, identified, reasons

MODAL_STACK = 3

UNSAID: Payload = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "close": None,
    "submit": None,
    "clear_on_close": False,
    "notify_on_close": False,
    "title": None,
}
"""What a view that does not say it is taken to say."""


class Modals(Workspace):
    """A workspace whose people have forms open."""

    def submitted(self, view_id: str, answer: Any) -> Payload | None:
        """Does to the open modals what the bot's answer to a submission asks; returns the view then on top, if any."""
        with self._lock:
            answer = answer if isinstance(answer, Mapping) else {}
            action = answer.get("response_action")
            if action == "errors":
                self._note("view_submission", self.misplaced(view_id, answer.get("errors")))
                return self.views.get(view_id)
            if view_id not in self.views:  # closed by now: whatever is answered, nothing comes up again
                return None
            if action in ("update", "push"):
                return self._put_up(view_id, answer["view"], pushed=action == "push")
            self._close(view_id, everything=action == "clear")
            return None

    def _put_up(self, view_id: str, view: Payload, *, pushed: bool) -> Payload:
        """The form that an answer puts in the place of another, or on top of it."""
        self._note("view_submission", check_view(view))
        place = self._pushed(view_id) if pushed else {"id": view_id}
        return self._show(view, self.views[view_id], **place)

    def misplaced(self, view_id: str, errors: Any) -> list[Fault]:
        """What is wrong with the errors of an answer to a form: they must name its input blocks."""
        blocks = self.views.get(view_id, {}).get("blocks", [])
        inputs = {block["block_id"] for block in blocks if block["type"] == "input"}
        if not isinstance(errors, Mapping) or not errors:
            return [Fault(pointer="/errors", reason="must name at least one field")]
        return [
            Fault(pointer=f"/errors/{key}", reason="no input block has this id") for key in errors if key not in inputs
        ]

    def depth(self, view_id: str) -> int:
        """How many forms stand on top of each other where this one is."""
        root = self.views[view_id]["root_view_id"]
        return sum(view["root_view_id"] == root for view in self.views.values())

    def _checked_view(self, payload: Payload, surface: str) -> Payload:
        """The view of a call. Raises `SlackError` where Slack would not take it on this ``surface``."""
        view = payload.get("view")
        faults = check_view(view) if isinstance(view, Mapping) else [Fault(pointer="/view", reason="must be an object")]
        if isinstance(view, dict) and view.get("type") == surface and not faults:
            return view
        faults = faults or [Fault(pointer="/view/type", reason=f"must be {surface}")]
        self._note("views", faults)
        raise SlackError("invalid_arguments", **reasons(faults))

    def _show(self, view: Payload, before: Payload, *, opened: bool = False, **place: Any) -> Payload:
        """Keeps the view as Slack would hand it out. ``before``: what stood there; ``place``: id, root, owner."""
        drawn = self._drawn(view, before, place)
        view_id = drawn["id"]
        self.views[view_id] = drawn
        inherited = self.owners.get(view_id) or self.owners.get(drawn["root_view_id"], "")
        self.owners[view_id] = place.get("owner") or inherited
        if opened:
            self.opened.append(drawn)
        return drawn

    def _drawn(self, view: Payload, before: Payload, place: Payload) -> Payload:
        number = next(self._numbers)
        view_id = place.get("id") or before.get("id") or f"V{number}"
        return {
            **UNSAID,
            **view,
            "blocks": identified(view["blocks"], number),
            "id": view_id,
            "team_id": self.team_id,
            "app_id": self.app_id,
            "bot_id": self.bot_id,
            "app_installed_team_id": self.team_id,
            "hash": f"{int(self._now())}.{number:08x}",
            "root_view_id": place.get("root_view_id") or before.get("root_view_id") or view_id,
            "previous_view_id": place.get("previous_view_id") or before.get("previous_view_id"),
            "state": {"values": {}},
        }

    def _pushed(self, view_id: str) -> Payload:
        if self.depth(view_id) >= MODAL_STACK:
            raise SlackError("push_limit_reached")
        root = self.views[view_id]["root_view_id"]
        return {"id": f"V{next(self._numbers)}", "root_view_id": root, "previous_view_id": view_id}

    def _by_external_id(self, external_id: Any) -> Payload | None:
        if not external_id:
            return None
        return next((view for view in self.views.values() if view["external_id"] == external_id), None)

    def _close(self, view_id: str, *, everything: bool) -> None:
        """``everything``: and all that stand on the same root."""
        root = self.views.get(view_id, {}).get("root_view_id")
        stack = [key for key, view in self.views.items() if everything and view["root_view_id"] == root]
        for closed in {view_id, *stack} & self.views.keys():
            del self.views[closed]
            del self.owners[closed]
