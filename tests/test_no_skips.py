"""A test that is skipped says nothing: a run that skips one has failed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.processes import forked
from tests.program import RUN_SECONDS

SKIPPED = "import pytest\ndef test_runs(): pass\ndef test_not(): pytest.skip('no moon tonight')\n"
SKIPPED_WHOLE = "import pytest\npytest.skip('no moon tonight', allow_module_level=True)\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_fails(): assert False\n"


@pytest.mark.parametrize(
    ("tests", "processes", "status"),
    [(SKIPPED, "1", 1), (SKIPPED_WHOLE, "0", 1), (EXPECTED_TO_FAIL, "0", 0)],
)
def test_a_skip_fails_the_run(tmp_path: Path, tests: str, processes: str, status: int) -> None:
    """The run names the test and its reason, and ends with status 1, also from a process of its own; what is expected
    to fail passes.
    """
    (tmp_path / "test_moon.py").write_text(tests)
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-q", "-n", processes, "-c", os.devnull]
    begun = forked(_pytest, [*options, "--rootdir", str(tmp_path), str(tmp_path)], os.environ, tmp_path)
    assert begun.wait(RUN_SECONDS) == status, begun.printed.read_text("utf-8")
    told = begun.printed.read_text("utf-8")
    assert ("no test may be skipped" in told) == (status == 1)
    assert ("no moon tonight" in told) == (status == 1)


def _pytest(*options: str) -> None:
    sys.exit(pytest.main([*options]))
