"""What is wrong with a table that is to be restored."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed
from core.exports import restored

SENTENCES: Sentences = {
    restored.NotAnExport: fixed("This isn’t a table of entries that an admin has exported, so it can’t be restored."),
    restored.BooksNotEmpty: fixed(
        "There are entries already. An export is only restored where there are none: beside others its "
        "entries would count twice."
    ),
}
