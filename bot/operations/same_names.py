"""Names that were or are alike, as `migrate` tells of them."""

from __future__ import annotations

from storage.namesakes import Kind, Namesakes

SENTENCES = {
    Kind.ALIKE: "{team}: {names} are written so much alike that the bot asks which is meant: rename one.",
    Kind.PARTED: "{team}: {names} were one person by the keys of 0.2.0: see whether each has the right rates.",
    Kind.JOINED: "{team}: {names} were several people by the keys of 0.2.0: see whether the rate is right.",
    Kind.DEALS: "{team}: {names} are steps of one deal: they were taken for the same name.",
    Kind.DIGITS: "{team}: names of people with a digit stay valid: {names}.",
}


def line(same: Namesakes) -> str:
    """One sentence with the names in quotation marks."""
    names = ", ".join(f"“{name}”" for name in same.names)
    return SENTENCES[same.kind].format(team=same.team, names=names)
