"""Checks that need files of others, which are not part of the repository.

The files lie in ``shared/data`` beside the checkout, if they are there at all; what Slack's published types say of
blocks lies where `make slack-types` puts it, which needs Node. What is not there is not asked for: its file is not
collected. So no test is skipped, and a bare clone runs all that it holds.
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ROOT.parent / "shared" / "data"
"""The one place that says where the files of others lie."""

SLACK_TYPES = ROOT / ".venv" / "slack-types"
"""JSON Schemas made from the package @slack/types (MIT), by `make slack-types`."""

collect_ignore_glob: list[str] = [
    *([] if OTHERS.is_dir() else ["test_exports.py", "test_imports.py", "test_manifest_schema.py"]),
    *([] if (SLACK_TYPES / "view.json").is_file() else ["test_slack_types.py"]),
]
