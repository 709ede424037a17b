"""A small, strict stand-in for Slack's Socket Mode: WebSocket (RFC 6455) on the server's side, and envelopes.

What a client may not do is noted in ``faults``: a frame without a mask, an envelope answered twice.
"""

from __future__ import annotations

import hashlib
import json
import socket
import struct
import threading
import time
from base64 import b64encode
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any

from bot.playground import payloads
from tests.slack import FakeSlack
from tests.slack_server import Reply, Request

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
FINAL, MASKED = 0x80, 0x80
SHORT, LONG = 126, 127


@dataclass(eq=False)
class Wire:
    """One connection; ``silent``: nothing that comes over it is answered any more, as when a network is gone."""

    sock: socket.socket
    silent: bool = False
    answers: dict[str, Any] = field(default_factory=dict)

    def send(self, opcode: int, content: bytes) -> None:
        """One frame, without a mask: a server's have none."""
        size = len(content)
        length = bytes([size]) if size < SHORT else struct.pack("!BH", SHORT, size)
        self.sock.sendall(bytes([FINAL | opcode]) + length + content)

    def drop(self) -> None:
        """Closes it without a word."""
        self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()


class SocketSlack(FakeSlack):
    """Slack for one workspace that also takes Socket Mode's connections; ``wires`` are all there were, newest last."""

    def __init__(self) -> None:
        super().__init__()
        self.app_token = "xapp-test"
        self.wires: list[Wire] = []
        self._numbers = count(1)
        self._listener = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> SocketSlack:
        super().__enter__()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()
        super().__exit__(kind, error, at)

    def command(self, command: str, text: str = "", *, user: str = "U1") -> str:
        """Sends a slash command over the newest connection; answers with the envelope's id."""
        form = payloads.command(
            self,
            command,
            text,
            user=user,
            channel="C1",
            trigger_id=self.trigger(),
            response_url=self.response_url(),
        )
        return self.envelope("slash_commands", form)

    def envelope(self, kind: str, payload: Any) -> str:
        """Sends any payload; answers with the envelope's id."""
        number = f"envelope-{next(self._numbers)}"
        told = {"type": kind, "envelope_id": number, "payload": payload, "accepts_response_payload": True}
        self.wires[-1].send(TEXT, json.dumps(told).encode())
        return number

    def answer(self, envelope: str, seconds: float = 20) -> Any:
        """What the bot answered to an envelope. Raises ``TimeoutError`` where it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for wire in self.wires:
                if envelope in wire.answers:
                    return wire.answers[envelope]
            time.sleep(0.01)
        raise TimeoutError(f"{envelope} was not answered")

    def _perform(self, request: Request) -> Reply:
        if request.method != "apps.connections.open":
            return super()._perform(request)
        if request.token != self.app_token:
            return Reply(body={"ok": False, "error": "invalid_auth"})
        return Reply(body={"ok": True, "url": f"ws://127.0.0.1:{self._listener.getsockname()[1]}/link/?ticket=1"})

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:  # the stand-in has ended
                return
            threading.Thread(target=self._talk, args=(sock,), daemon=True).start()

    def _talk(self, sock: socket.socket) -> None:
        """The handshake, a greeting, and then whatever comes."""
        wire, stream = Wire(sock=sock), sock.makefile("rb")
        lines = [line.strip().decode() for line in iter(stream.readline, b"\r\n")]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        proof = b64encode(hashlib.sha1((headers["sec-websocket-key"] + GUID).encode()).digest()).decode()  # noqa: S324 - as RFC 6455 says
        said = ("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade")
        sock.sendall("\r\n".join([*said, f"Sec-WebSocket-Accept: {proof}", "", ""]).encode())
        wire.send(TEXT, json.dumps({"type": "hello", "num_connections": 1}).encode())
        self.wires.append(wire)
        try:
            while self._take(wire, stream):
                pass
        except (OSError, struct.error, ValueError, IndexError):  # it was closed
            return

    def _take(self, wire: Wire, stream: Any) -> bool:
        opcode, content = self._frame(stream)
        if wire.silent:
            return True
        if opcode == PING:
            wire.send(PONG, content)
        elif opcode == TEXT:
            self._answered(wire, json.loads(content))
        return opcode != CLOSE

    def _frame(self, stream: Any) -> tuple[int, bytes]:
        first, second = stream.read(2)
        if not second & MASKED:
            self.faults.append("socket: a frame without a mask")
        size = second & ~MASKED
        if size in (SHORT, LONG):
            [size] = struct.unpack(*(("!H", stream.read(2)) if size == SHORT else ("!Q", stream.read(8))))
        mask = stream.read(4)
        return first & ~FINAL, bytes(byte ^ mask[at % 4] for at, byte in enumerate(stream.read(size)))

    def _answered(self, wire: Wire, answer: Any) -> None:
        envelope = answer.get("envelope_id")
        if any(envelope in each.answers for each in self.wires):
            self.faults.append(f"socket: {envelope} is answered twice")
        wire.answers[envelope] = answer.get("payload") or {}
