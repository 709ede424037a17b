"""A way to PostgreSQL over TCP that can be cut: at a commit, before or behind it, and altogether for a while."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url

NO_ENCRYPTION = (80877103, 80877104)
"""What a client asks for before it begins, by number; the answer is no."""


@dataclass(kw_only=True)
class Wire:
    """``cut``: what becomes of a commit: ``before`` it reaches the server, or ``behind`` it, its answer lost.

    ``passing``: so many commits come through first. ``gone``: whoever connects is sent away. ``started``: what each
    connection said at its start. ``named``: how many statements were prepared under a name.
    """

    server: Path
    url: str = ""
    cut: str = ""
    passing: int = 0
    gone_after_cut: bool = False
    gone: bool = False
    started: list[Mapping[str, str]] = field(default_factory=list)
    named: int = 0
    _clients: list[socket.socket] = field(default_factory=list)

    def end(self) -> None:
        """Nobody is connected any more, and whoever connects is sent away."""
        self.gone = True
        for client in self._clients:
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def serve(self, listening: socket.socket) -> None:
        with suppress(OSError):  # the end closes it
            while True:
                client = listening.accept()[0]
                threading.Thread(target=self._link, args=[client], daemon=True).start()

    def _link(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server:
            if self.gone:
                return
            self._clients.append(client)
            with suppress(OSError, EOFError):
                server.connect(str(self.server))
                self._begin(client, server)
                answers = _Answers(client=client, server=server)
                threading.Thread(target=answers.carry, daemon=True).start()
                while True:
                    self._carry(client, server, answers)
            for end in (client, server):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _begin(self, client: socket.socket, server: socket.socket) -> None:
        while True:
            size = _read(client, 4)
            said = _read(client, struct.unpack("!I", size)[0] - 4)
            if struct.unpack("!I", said[:4])[0] not in NO_ENCRYPTION:
                break
            client.sendall(b"N")
        words = said[4:].decode().split("\0")
        self.started.append(dict(zip(words[::2], words[1::2], strict=False)))
        server.sendall(size + said)

    def _carry(self, client: socket.socket, server: socket.socket, answers: _Answers) -> None:
        """One message to the server. Raises ``EOFError`` where the line is cut."""
        head = _read(client, 5)
        said = _read(client, struct.unpack("!I", head[1:])[0] - 4)
        self.named += head[:1] == b"P" and not said.startswith(b"\0")
        cut = self._cut_at(said)
        if cut == "before":
            raise EOFError
        answers.lost = cut == "behind"
        server.sendall(head + said)
        if answers.lost:
            answers.arrived.wait(10)
            raise EOFError

    def _cut_at(self, said: bytes) -> str:
        """How the line is to be cut at this message; empty where it is not."""
        if not self.cut or not said.startswith(b"COMMIT"):
            return ""
        if self.passing:
            self.passing -= 1
            return ""
        cut, self.cut = self.cut, ""
        if self.gone_after_cut:
            self.end()
        return cut


@dataclass(kw_only=True)
class _Answers:
    client: socket.socket
    server: socket.socket
    lost: bool = False
    arrived: threading.Event = field(default_factory=threading.Event)

    def carry(self) -> None:
        """What the server says goes to the client, until it is to be lost."""
        with suppress(OSError):
            while said := self.server.recv(65536):
                if self.lost:
                    break
                self.client.sendall(said)
            self.arrived.set()
            self.client.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """Before the database at ``url``, which is reached through a socket in a folder; its own is in ``Wire.url``."""
    parsed = make_url(url)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Wire(server=Path(str(parsed.query["host"])) / ".s.PGSQL.5432")
        port = listening.getsockname()[1]
        own = parsed.set(host="127.0.0.1", port=port, query={})
        made.url = own.render_as_string(hide_password=False)
        threading.Thread(target=made.serve, args=[listening], daemon=True).start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)


def _read(from_: socket.socket, size: int) -> bytes:
    """Raises ``EOFError`` where it ends before."""
    parts = b""
    while len(parts) < size:
        part = from_.recv(size - len(parts))
        if not part:
            raise EOFError
        parts += part
    return parts
