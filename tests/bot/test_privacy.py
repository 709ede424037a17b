"""What people earn, and whose figures these are: shown to whom they belong, and sent to Slack alone."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.language import Languages
from bot.slack.client import Slack
from bot.slack.errors import Refused, SlackError
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.slack import FakeSlack

HOURS, RATE, PAY = "37.25", "61.73", "$2,299.44"
"""What one person costs: 37.25 hours at 61.73."""

SECRETS = ("2,299.44", "61.73", "37.25", "2\u00a0299,44", "61,73", "37,25")
ANSWER = b'{"ok": true, "ts": "1.100", "user": {"id": "U1"}, "team_id": "T1"}'
HIDDEN = "People and other: only admins see the amount"


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """Max has logged hours in a campaign; others have logged ads and other costs in it."""
    team.goal("newsletter", "10")
    team.campaign("Pay")
    team.cost(f'{HOURS}h {RATE} USD people pay {DAY} "salary of Max"', user=MAX)
    team.cost(f"100 ads linkedin pay {DAY}")
    team.cost(f"50 category:other linkedin pay {DAY}")
    team.cost(f"100 tools pay {DAY}")
    team.conversions(f"5 newsletter pay {DAY}")
    return team


def shown(answer: Any) -> str:
    return f"{answer.text}\n{said(answer.blocks)}"


# --- people's costs ---


def test_admins_see_what_people_cost(books: Team) -> None:
    """An admin's answer names people and other apart."""
    lines = books.ask("pay all").text.splitlines()
    assert f"People: {PAY}" in lines
    assert "Other: $50.00" in lines


@pytest.mark.parametrize("user", [MAX, ANNA])
def test_members_see_people_and_other_as_one(books: Team, user: str) -> None:
    """A member's answer has one sum for all, where little else was spent; the total is the same as the admin's."""
    answer = shown(books.ask("pay all", user))
    language = Languages().get("pl" if user == ANNA else "en")
    merged = {"en": "$2,549.44", "pl": "2\u00a0549,44\u00a0USD"}[language.code]
    together = " + ".join(language.say(name) for name in ("People", "Other", "Tools", "Ads"))
    assert f"{together}: {merged}" in answer
    assert f"\n{language.say('People')}: " not in answer
    assert f"\n{language.say('Other')}: " not in answer
    assert {"en": "cost $2,549.44", "pl": "2\u00a0549,44\u00a0USD"}[language.code] in answer


def test_the_answer_kept_for_an_admin_is_not_a_members(books: Team) -> None:
    """Answers are kept between requests, but not between rights."""
    for _ in range(3):
        assert f"People: {PAY}" in books.ask("pay all", ADA).text
        assert f"People: {PAY}" not in books.ask("pay all", MAX).text


def test_what_is_missing_does_not_tell_the_two_apart(books: Team) -> None:
    """Where only people have cost something, a member is not told that the rest of the sum is nothing."""
    books.campaign("Only people")
    books.cost(f"{HOURS}h {RATE} people only-people {DAY}", user=MAX)
    missing = next(line for line in books.ask("only-people all", ANNA).text.splitlines() if line.startswith("Bez"))
    other = Languages().get("pl").say("Other")
    assert other not in missing


def test_the_history_hides_what_others_earn(books: Team) -> None:
    """Amount, hours, rate and note of another's people entry are not in a member's history; the entry is."""
    other = books.person()
    history = shown(books.ask("history pay", other))
    assert HIDDEN in history
    assert not any(secret in history for secret in SECRETS)
    assert "salary of Max" not in history
    assert "$100.00 · Ads" in history


def test_the_history_hides_it_in_polish(books: Team) -> None:
    """Likewise in the other language and its formats."""
    history = shown(books.ask("history pay", ANNA))
    assert Languages().get("pl").say(HIDDEN) in history
    assert not any(secret in history for secret in SECRETS)


def test_the_older_pages_hide_it_as_well(books: Team) -> None:
    """A page reached by a button keeps to the same rule as the first."""
    other = books.person()
    books.client.press("history_older", "999999", user=other)
    _, page = books.slack.responses[-1]
    assert HIDDEN in page["text"]
    assert not any(secret in page["text"] + said(page["blocks"]) for secret in SECRETS)


def test_ones_own_entries_and_the_admins_view_show_it(books: Team) -> None:
    """The author and an admin read the whole line."""
    for user in (MAX, ADA):
        assert f"{PAY} · People" in books.ask("history pay", user).text


def test_the_receipt_of_ones_own_shows_hours_and_rate(books: Team) -> None:
    """Who logs hours sees them in the receipt, and again when they are taken back and put back."""
    receipt = books.cost(f"{HOURS}h {RATE} people {DAY}", user=MAX)
    assert f"37.25 h × $61.73 = {PAY}" in receipt.text
    taken = books.press("undo", receipt.body or {}, MAX)
    assert PAY in taken["text"]
    assert PAY in books.press("redo", taken, MAX)["text"]


@pytest.mark.parametrize("action_id", ["undo", "undo_listed", "undo_sure", "redo"])
def test_pressing_anothers_button_tells_nothing(books: Team, action_id: str) -> None:
    """A button of another's receipt, fresh or old, refuses without saying what it would have taken back."""
    receipt = books.cost(f"{HOURS}h {RATE} people {DAY}", user=MAX)
    entry = next(e["value"] for block in receipt.blocks for e in block.get("elements", ()) if e.get("value"))
    other = books.person()
    sent = len(books.slack.responses)
    assert books.client.press(action_id, entry, user=other).status == 200
    told = [f"{answer['text']}{said(answer['blocks'])}" for _, answer in books.slack.responses[sent:]]
    assert len(told) == 1
    assert not any(secret in told[0] for secret in SECRETS)


@pytest.mark.parametrize(
    "text", ["", "all", "channels all", "campaigns all", "compare 2025-08", "history", "help", "2025-08"]
)
def test_no_other_answer_tells_it_to_members(books: Team, text: str) -> None:
    """No overview and no table has a line of people's costs, in either language."""
    for user in (books.person(), ANNA):
        answer = shown(books.ask(text, user))
        assert not any(secret in answer for secret in ("61.73", "37.25", "61,73", "37,25", "salary of Max"))


@pytest.mark.parametrize("user", [ADA, MAX])
def test_sharing_tells_it_to_nobody(books: Team, user: str) -> None:
    """Whoever shares, an admin too, posts the merged sum: everybody in the conversation reads it."""
    answer = books.ask("pay all", user)
    books.client.press("share", None, message=answer.body, user=user)
    _, post = books.slack.responses[-1]
    assert post["response_type"] == "in_channel"
    assert "People + Other + Tools + Ads: $2,549.44" in post["text"]
    assert not any(secret in f"{post['text']}{said(post['blocks'])}" for secret in SECRETS)


# --- one workspace ---


def test_another_workspace_sees_nothing(books: Team) -> None:
    """The same person's request in the name of another team: refused on every way in, and no figure shown."""
    refused = "I’m not installed in your workspace, so I can’t answer here."
    for command, text in (("/roi", "pay all"), ("/roi", "history"), ("/roi", "channels all"), ("/roi-cost", "1 ads")):
        answer = books.client.command(command, text, user=ADA, team_id="T2")
        assert answer.text == refused
        assert "$" not in shown(answer)


# --- to Slack alone ---


@dataclass(kw_only=True)
class Listener:
    """Somebody else's server: notes who came, with which token; answers with a redirect, or as Slack would."""

    redirect: str = ""
    came: list[tuple[str, str, str]] = field(default_factory=list)
    port: int = 0


@contextmanager
def listening(redirect: str = "", code: int = 302) -> Iterator[Listener]:
    """A server of this test's own. ``redirect``: where it sends everyone on."""
    listener = Listener(redirect=redirect)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            listener.came.append((self.path, self.headers.get("Authorization") or "", body))
            self.send_response(code if listener.redirect else 200)
            if listener.redirect:
                self.send_header("Location", listener.redirect)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER)

        do_POST = do_GET  # noqa: N815 - likewise

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        listener.port = server.server_address[1]
        running = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        running.start()
        yield listener
        server.shutdown()


def press_with(team: Team, response_url: str) -> None:
    """*Share* with a response_url that is not Slack's."""
    extra: Mapping[str, Any] = {"response_url": response_url}
    client, ask = team.client, team.slack.response_url
    team.slack.response_url = lambda: response_url  # type: ignore[method-assign]  # reason: what a forger would send
    try:
        assert (
            client.press("share", "pay all", user=ADA, message={"ts": None, "blocks": _share(), **extra}).status == 200
        )
    finally:
        team.slack.response_url = ask  # type: ignore[method-assign]  # reason: back as it was


def _share() -> list[dict[str, Any]]:
    text = {"type": "plain_text", "text": "Share"}
    return [
        {"type": "actions", "elements": [{"type": "button", "action_id": "share", "value": "pay all", "text": text}]}
    ]


@pytest.mark.parametrize("shape", ["http://127.0.0.1:{port}/x", "http://localhost:{port}/x", "http://2130706433:{port}/x",
                                   "http://hooks.slack.com@127.0.0.1:{port}/x", "http://[::ffff:127.0.0.1]:{port}/x",
                                   "http://127.0.0.1:{port}/hooks.slack.com", "//127.0.0.1:{port}/x"])  # fmt: skip
def test_a_response_url_elsewhere_is_not_called(books: Team, shape: str) -> None:
    """An address that is not Slack's gets no connection, however it is dressed up."""
    with listening() as stranger:
        press_with(books, shape.format(port=stranger.port))
    assert stranger.came == []


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.slack.com/x",
        "https://hooks.slack.com.evil.example/x",
        "https://hooks.slack.com@evil.example/x",
        "https://hooks.slack.com:8443/x",
        "https://hooks.slack.com\\@evil.example/x",
        "https://evil.example/https://hooks.slack.com/",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "ftp://hooks.slack.com/x",
        "http://[",
        "https://hooks.slack.com\x7f/",
        "",
        " ",
    ],
)
def test_only_slacks_own_host_is_answered(address: str) -> None:
    """Everything else is refused before a connection is made, as an error of Slack's kind and no other."""
    with pytest.raises(Refused):
        Slack("xoxb-canary", "https://slack.com/api/").respond(address, {"text": "x"})


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirected_response_url_is_not_followed(code: int) -> None:
    """Slack's host may answer with a redirect; the message does not go on to where it points."""
    with listening() as stranger, listening(f"http://127.0.0.1:{stranger.port}/x", code) as slack:
        own = f"http://127.0.0.1:{slack.port}"
        with pytest.raises(SlackError):
            Slack("xoxb-canary", f"{own}/api/").respond(f"{own}/commands/R1", {"text": "$1"})
    assert len(slack.came) == 1
    assert stranger.came == []


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_the_token_does_not_follow_a_redirect(code: int) -> None:
    """A Web API that answers with a redirect gets neither the token nor the message carried to another host."""
    with listening() as stranger, listening(f"http://127.0.0.1:{stranger.port}/api/x", code) as slack:
        own = Slack("xoxb-canary", f"http://127.0.0.1:{slack.port}/api/")
        for ask in (lambda: own.post("C1", {"text": "$1"}, "k"), own.identity, lambda: own.user("U1")):
            with contextlib.suppress(SlackError):
                ask()
    assert slack.came != []
    assert stranger.came == []


def test_a_token_is_sent_to_slack_alone() -> None:
    """The control: the stand-in does receive the token, so the tests above look in the right place."""
    with FakeSlack() as slack:
        assert Slack(slack.token, slack.url).identity().team_id == "T1"
    with listening() as own:
        Slack("xoxb-canary", f"http://127.0.0.1:{own.port}/api/").post("C1", {"text": "x"}, "k")
    assert own.came[0][1] == "Bearer xoxb-canary"
