"""A small, strict stand-in for Slack's Web API, served over real HTTP: ``with FakeSlack() as slack: slack.url``."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from bot.playground import manifest
from bot.playground.methods import Methods
from bot.playground.workspace import Payload
from tests.slack_server import FAILURES, Reply, Request, Server, broken

Rule = Callable[[str, Payload, int], "str | None"]

SCOPES = ",".join(manifest.read(Path(__file__).parents[1] / "manifest.yml").scopes)
"""What the printed manifest asks for, and no more."""


class FakeSlack(Methods):
    """Slack for one workspace: ``T1`` with the person ``U1`` and the public conversation ``C1`` the bot is in.

    Fill ``people`` (by ``person``) and ``conversations`` as a test needs; read ``messages``, ``views``, ``opened``,
    ``home``, ``calls``, ``responses`` and ``faults`` afterwards. ``faults`` are payloads real Slack would refuse.
    Time passes by itself; ``wait`` moves it on without sleeping. Safe to use from several threads.
    """

    def __init__(self, *, token: str = "xoxb-test", scopes: str = SCOPES) -> None:
        super().__init__(token=token, scopes=scopes)
        self.rule: Rule | None = None
        self.typed: dict[str, Payload] = {}
        """View id -> ``state.values`` when *Save* was pressed last."""
        self._failures: defaultdict[str, deque[str]] = defaultdict(deque)
        self._attempts: Counter[str] = Counter()
        self._server = Server(self._answer)
        self.address = self._server.root
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

    def response_url(self) -> str:
        """A fresh response_url."""
        return f"{self._server.root}/commands/{self.response_id()}"

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

    def leave(self) -> None:
        """From here on nobody answers at its address: who connects is refused."""
        self._server.stop()

    def come_back(self) -> None:
        """It answers again, at the same address."""
        self._server = Server(self._answer, self._server.server_address[1])
        self._server.start()

    def set_ahead(self, seconds: float) -> None:
        """Its answers are dated so much later than they are."""
        self._server.ahead = seconds

    def wait(self, seconds: float) -> None:
        """Let time pass for trigger ids and response_urls."""
        with self._lock:
            self._skipped += seconds

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
        if request.method == "response_url":
            status, body = self.respond(request.response_id, request.payload)
            return Reply(status=status, body=body)
        if request.method == "upload":
            status, body = self.receive(request.response_id, request.content)
            return Reply(status=status, body=body)
        if request.method == "file":
            content = self.download(request.response_id, request.token)
            return Reply(status=302, headers={"Location": "/"}) if content is None else Reply(body=content)
        answer = self.call(request.method, request.payload, request.token, request.size)
        return Reply(body=answer, headers={"x-oauth-scopes": self.scopes})
