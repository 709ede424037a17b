"""A small, strict stand-in for Slack's Web API, served over real HTTP: ``with FakeSlack() as slack: slack.url``."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from bot.playground.limits import check_message, check_view
from tests.slack_methods import Methods
from tests.slack_server import FAILURES, Payload, Reply, Request, Server, broken
from tests.slack_workspace import BYTES_PER_POST, RESPONSE_SECONDS, RESPONSE_USES, SlackError, Ticket

Rule = Callable[[str, Payload, int], "str | None"]


class FakeSlack(Methods):
    """Slack for one workspace: ``T1`` with the person ``U1`` and the public conversation ``C1`` the bot is in.

    Fill ``people`` (by ``person``) and ``conversations`` as a test needs; read ``messages``, ``views``, ``opened``,
    ``home``, ``calls``, ``responses`` and ``faults`` afterwards. ``faults`` are payloads real Slack would refuse.
    Time passes by itself; ``wait`` moves it on without sleeping. Safe to use from several threads.
    """

    def __init__(self, *, token: str = "xoxb-test", scopes: str = "commands,chat:write,users:read") -> None:
        super().__init__(token=token, scopes=scopes)
        self.rule: Rule | None = None
        self._failures: defaultdict[str, deque[str]] = defaultdict(deque)
        self._attempts: Counter[str] = Counter()
        self._server = Server(self._answer)
        self.person("U1")

    def __enter__(self) -> FakeSlack:
        self._server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.stop()

    @property
    def url(self) -> str:
        """The address for ``SLACK_API_URL``, with a slash at its end."""
        return f"{self._server.root}/api/"

    def trigger(self, view_id: str = "") -> str:
        """A fresh trigger id: works once, within 3 seconds; ``view_id`` is the modal it was got in, if any."""
        with self._lock:
            trigger_id = f"{next(self._numbers)}.{self.team_id}.{next(self._numbers):08x}"
            self._triggers[trigger_id] = Ticket(given=self._now(), view_id=view_id)
            return trigger_id

    def response_url(self) -> str:
        """A fresh response_url: works 5 times within 30 minutes."""
        with self._lock:
            response_id = f"R{next(self._numbers)}"
            self._response_urls[response_id] = Ticket(given=self._now())
            return f"{self._server.root}/commands/{response_id}"

    def fail_next(self, method: str, how: str) -> None:
        """Break the next call of ``method`` (``response_url`` for posts to response_urls); repeated calls queue up.

        ``how``: ``429:<seconds>``, ``500``, ``500-after`` (done, then 500), ``drop`` (nothing done, connection closed),
        ``drop-after`` (done, then connection closed), ``slow:<seconds>``, ``error:<slack error>``.

        Raises ``ValueError`` for anything else.
        """
        if how.partition(":")[0] not in FAILURES:
            raise ValueError(f"unknown failure {how!r}")
        with self._lock:
            self._failures[method].append(how)

    def wait(self, seconds: float) -> None:
        """Let time pass for trigger ids and response_urls."""
        with self._lock:
            self._skipped += seconds

    def submitted(self, view_id: str, answer: Any) -> Payload | None:
        """Do to the open modals what the bot's answer to a submission asks; returns the view then shown, if any."""
        with self._lock:
            action = answer.get("response_action") if isinstance(answer, Mapping) else None
            if action == "errors" and isinstance(answer, Mapping):
                self._note("view_submission", self._misplaced(view_id, answer.get("errors")))
                return self.views.get(view_id)
            if action in ("update", "push") and isinstance(answer, Mapping):
                self._note("view_submission", check_view(answer["view"]))
                place = self._pushed(view_id) if action == "push" else {"id": view_id}
                return self._show(answer["view"], self.views.get(view_id, {}), **place)
            self._close(view_id, everything=action == "clear")
            return None

    def _answer(self, request: Request) -> Reply:
        with self._lock:
            self.calls.append((request.method, request.payload))
            self._attempts[request.method] += 1
            how = self._failure(request)
        return broken(how, lambda: self._perform(request))

    def _failure(self, request: Request) -> str | None:
        if queue := self._failures[request.method]:
            return queue.popleft()
        return self.rule and self.rule(request.method, request.payload, self._attempts[request.method])

    def _perform(self, request: Request) -> Reply:
        with self._lock:
            if request.method == "response_url":
                return self._respond(request)
            try:
                body = {"ok": True, **self._call(request)}
            except SlackError as problem:
                body = problem.body
            return Reply(body=body, headers={"x-oauth-scopes": self.scopes})

    def _call(self, request: Request) -> Payload:
        handler = self._methods().get(request.method)
        if handler is None:
            raise SlackError("unknown_method")
        if request.token != self.token:
            raise SlackError("invalid_auth" if request.token else "not_authed")
        if request.method.startswith("chat.post") and request.size > BYTES_PER_POST:
            raise SlackError("msg_too_long")
        return handler(request.payload)

    def _respond(self, request: Request) -> Reply:
        ticket = self._response_urls.get(request.response_id)
        if ticket is None or ticket.used >= RESPONSE_USES or self._now() > ticket.given + RESPONSE_SECONDS:
            return Reply(status=404, body="expired_url")
        ticket.used += 1
        if faults := check_message(request.payload):
            self._note("response_url", faults)
            return Reply(status=400, body="invalid_blocks")
        self.responses.append((request.response_id, request.payload))
        return Reply(body="ok")
