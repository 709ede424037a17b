"""The matrix of faults in short, through Socket Mode as well; `make torture` goes through all of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.__main__ import a_copy, with_a_digest
from tests.faults.house import PROCESSES, SERVE, SOCKET, TICK
from tests.faults.lives import lived
from tests.faults.matrix import faults
from tests.faults.table import HEADINGS, table

SHORT = {
    "dead token for two days": PROCESSES,
    "dead token for 23 hours": (SOCKET,),
    "posted, answer lost (drop-after)": (SOCKET,),
    "posted, answer lost (drop-after), history may be read": (SERVE,),
    "out of reach for two days, from before the start": (SOCKET, TICK),
}


def test_each_fault_of_slacks_keeps_the_promises(tmp_path: Path) -> None:
    """Posted once or never, as delayed or not; its owner told; `tick`, the log, /metrics and `/roi digest` agree."""
    books, known = with_a_digest(tmp_path), {fault.name: fault for fault in faults() if fault.name in SHORT}
    each = [(known[name], process) for name, processes in SHORT.items() for process in processes]
    copied = [a_copy(books, tmp_path / f"{number}.db") for number in range(len(each))]
    with ThreadPoolExecutor(len(each)) as pool:
        lives = list(pool.map(lambda one, url: lived(one[0], one[1], url), each, copied))
    assert [broken for life in lives for broken in life.faults()] == []
    heading, _, *rows = table(lives)
    assert all(name in heading for name in HEADINGS)
    assert {name for name in SHORT if any(row.startswith((f"| {name}:", f"| {name} |")) for row in rows)} == set(SHORT)
