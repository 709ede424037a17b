"""The words of `check` beside its sums.

It tells the head of each workspace's chain, to be noted elsewhere, what does not follow, and what the bot cannot have
written.
"""

from __future__ import annotations

from collections.abc import Iterator

from storage.audit import Audit
from storage.flaws import Flaw, FlawKind
from storage.seals import Chain, Link


def differences(report: Audit) -> list[str]:
    """A line for each sum, row and chain that is not as it should be."""
    lines = [f"{one.grain} {one.keys}: stands {one.stands}, recomputed {one.recomputed}" for one in report.differences]
    lines += [flaw(one) for one in report.flaws]
    lines += [line for chain in report.chains for line in findings(chain)]
    return lines


def outcome(report: Audit, wrong: int) -> Iterator[str]:
    """How many differences there are, and what to type where sums can be mended; nothing where nothing is ``wrong``."""
    if wrong:
        yield f"The books do not balance: {wrong} differences."
    if teams := ", ".join(chain.team for chain in report.mendable):
        yield f"`roibot check --mend` puts the sums of these workspaces together anew from their entries: {teams}."


def heading(chain: Chain) -> str:
    """The head and how many entries lead to it."""
    return f"{chain.team}: {chain.length} entries logged, head {chain.head or 'none yet'}"


def findings(chain: Chain) -> Iterator[str]:
    """A sentence for each thing that is not as it was logged."""
    if chain.broken:
        yield f"{chain.team}: {_broken(chain.broken)}{_more(chain.breaks)}"
    if chain.entries < chain.length:
        yield f"{chain.team}: {chain.length} entries were logged and {chain.entries} stand: some were taken out."
    if chain.entries > chain.length:
        yield f"{chain.team}: {chain.length} entries were logged and {chain.entries} stand: some were put in."
    if not chain.ends:
        yield f"{chain.team}: the newest entry that stands is not the one that was logged last."


def flaw(one: Flaw) -> str:
    """A sentence that names the row."""
    if one.kind is FlawKind.DEAL:
        return f"{one.workspace}: {_of_deal(one)}"
    return _unreadable(one) if one.kind is FlawKind.UNREADABLE else _FLAWS[one.kind].format(one)


def _of_deal(one: Flaw) -> str:
    if not one.deal:
        return f"entry {one.entry} is the return of a deal, and no step has booked it."
    if not one.entry:
        return f"the deal {one.deal} is won by its steps, and has nothing booked."
    if not one.column:
        return f"the deal {one.deal} has booked entry {one.entry}, and nothing by its steps."
    booked = f"whose {_SAID.get(one.column, one.column)} is {one.stands or 'nothing'}"
    return f"the deal {one.deal} has booked entry {one.entry}, {booked}, and {one.expected or 'nothing'} by its steps."


def _unreadable(one: Flaw) -> str:
    what = _ROWS.get(one.grain, "a total by {0.grain} of workspace {0.workspace}").format(one)
    return f"{what} cannot be read: its {one.stands or 'row'} is not as the bot writes it."


_ROWS = {
    "entry": "entry {0.entry}",
    "goal": "version {0.entry} of the goals",
    "rate": "a rate of the bank",
    "step": "step {0.entry} of a deal",
}
_SAID = {"amount_minor": "revenue in minor units", "goal_id": "version of its goal"}
_FLAWS = {
    FlawKind.HOMELESS: "workspace {0.workspace} does not exist, and entries are of it: {0.count}, the first is entry "
    "{0.entry}.",
    FlawKind.CURRENCY: "{0.workspace}: it counts in {0.expected}, and entries are booked in {0.stands}: {0.count}, the "
    "first is entry {0.entry}.",
    FlawKind.GOAL: "{0.workspace}: entry {0.entry} of {0.day} is of a goal that does not exist.",
    FlawKind.VALUE: "{0.workspace}: entry {0.entry} of {0.day} brings {0.stands} in minor units, and {0.expected} by "
    "its goal or revenue.",
    FlawKind.RATE: "{0.workspace}: entry {0.entry} of {0.day} is booked at the rate {0.stands}, and the bank published "
    "{0.expected}.",
}


def _broken(link: Link) -> str:
    if not link.sealed:
        return f"entry {link.entry} of {link.day} carries no seal: it was not logged by the bot."
    return (
        f"entry {link.entry} of {link.day} is the first that does not follow: it was altered, or put there, "
        "or what stood before it was taken out or moved."
    )


def _more(breaks: int) -> str:
    return f" Of those that follow, {breaks - 1} more do not." if breaks > 1 else ""
