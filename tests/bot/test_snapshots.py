"""Everything the bot shows looks as it was kept: each message and form of the gallery, in both languages."""

from __future__ import annotations

from pathlib import Path

from bot.views.blocks import button, context, message, paragraph
from bot.views.inputs import field, number_input, select
from tests.snapshots.files import FOLDER, faults, pictures, rewrite
from tests.snapshots.transcript import message as told
from tests.snapshots.transcript import view

WHAT_TO_DO = "\n\nIf this is how it should look: `make snapshots` writes the files of tests/snapshots anew."


def test_everything_looks_as_it_was_kept() -> None:
    """Every message, form and sentence stands in its file; no file is missing, none is left over."""
    found = faults(FOLDER, pictures())
    assert not found, "\n\n".join(found) + WHAT_TO_DO


def test_what_differs_is_told_and_written_anew(tmp_path: Path) -> None:
    """A changed line is shown with the kept one; a file that is missing or left over is named; writing ends it."""
    rewrite(tmp_path, {"en/same.txt": "Saved\n", "en/moved.txt": "Cost\n$1.00\n", "en/old.txt": "Gone\n"})
    wanted = {"en/same.txt": "Saved\n", "en/moved.txt": "Cost\n$2.00\n", "en/new.txt": "Here\n"}
    moved = "--- kept en/moved.txt\n+++ now en/moved.txt\n@@ -1,2 +1,2 @@\n Cost\n-$1.00\n+$2.00"
    assert faults(tmp_path, wanted) == [moved, "missing: en/new.txt", "left over: en/old.txt"]
    assert rewrite(tmp_path, wanted) == ["en/moved.txt", "en/new.txt", "en/old.txt"]
    assert faults(tmp_path, wanted) == []


def test_a_message_is_told_as_it_is_seen() -> None:
    """Title, bold words, buttons in a row; its text only where that says something else."""
    made = message("Cost & logged", [paragraph("$5.00", heading="Ads")], [button("Undo", "undo", "7", style="danger")])
    assert told(made) == "# Cost & logged\n\n**Ads**\n$5.00\n\n[Undo (danger)]\n"
    assert told(made | {"text": "$6.00"}).endswith("\n--- the text alone ---\n\n$6.00\n")


def test_a_form_is_told_as_it_is_seen() -> None:
    """Each field with its kind, what stands in it, its hint and its menu; an unknown block with its texts."""
    fields = [
        field("amount", "Amount", number_input("5"), hint="In dollars.", optional=True),
        field("basis", "Basis", select([("a", "Average"), ("b", "Guess")], "b"), dispatch=True),
        context("u-context"),
        {"type": "hologram", "text": {"type": "plain_text", "text": "u-text"}},
    ]
    made = {"title": {"text": "Log"}, "blocks": fields, "submit": {"text": "Save"}, "close": {"text": "Cancel"}}
    assert view(made).split("\n\n") == [
        "# Log",
        "(Amount: text · at most 40 characters · holds “5” · optional)\n    In dollars.",
        "(Basis: menu · holds Guess · sent at once)\n    - Average\n    - Guess",
        "~ u-context",
        "<hologram>\n    u-text",
        "[Save] [Cancel]\n",
    ]
