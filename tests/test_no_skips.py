"""A test that is skipped says nothing: with ROIBOT_NO_SKIPS=1 a run that skips one has failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = "import pytest\ndef test_runs(): pass\ndef test_not(): pytest.skip('no moon tonight')\n"
SKIPPED_WHOLE = "import pytest\npytest.skip('no moon tonight', allow_module_level=True)\n"
EXPECTED_TO_FAIL = "import pytest\n@pytest.mark.xfail\ndef test_fails(): assert False\n"


@pytest.mark.parametrize("processes", ["0", "2"])
@pytest.mark.parametrize(
    ("tests", "allowed", "status"),
    [
        (SKIPPED, False, 1),
        (SKIPPED, True, 0),
        (SKIPPED_WHOLE, False, 1),
        (EXPECTED_TO_FAIL, False, 0),
        ("def test_runs(): pass\n", False, 0),
    ],
)
def test_a_skip_fails_the_run_where_none_is_allowed(
    tmp_path: Path, tests: str, allowed: bool, status: int, processes: str
) -> None:
    """The run names the test and its reason, and ends with status 1; allowed, or only expected to fail, it passes."""
    (tmp_path / "test_moon.py").write_text(tests)
    environment = os.environ | {"ROIBOT_NO_SKIPS": "0" if allowed else "1"}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "-q",
        "-n",
        processes,
        "-c",
        os.devnull,
        "--rootdir",
    ]
    answer = subprocess.run(
        [*command, str(tmp_path), str(tmp_path)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == status, answer.stdout
    assert ("allows none" in answer.stdout) == (status == 1)
    assert ("no moon tonight" in answer.stdout) == (status == 1)
