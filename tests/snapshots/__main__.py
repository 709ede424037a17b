"""`python -m tests.snapshots` writes the files anew, after somebody has looked at what changed."""

from __future__ import annotations

import sys

from tests.snapshots.files import FOLDER, pictures, rewrite


def main() -> None:
    """Says what is different from what was kept; git shows the lines."""
    changed = rewrite(FOLDER, pictures())
    sys.stdout.write("".join(f"{name}\n" for name in changed))
    sys.stdout.write(f"{len(changed)} snapshot{'s' * (len(changed) != 1)} changed, all are as the bot shows them now\n")


if __name__ == "__main__":
    main()
