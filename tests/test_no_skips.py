"""A test that is skipped says nothing: a run that skips one has failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import ROOT

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
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(tmp_path)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == status, answer.stdout
    assert ("no test may be skipped" in answer.stdout) == (status == 1)
    assert ("no moon tonight" in answer.stdout) == (status == 1)
