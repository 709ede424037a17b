"""Line commands: of each kind of line that logs something, its command, and the buttons that go on with a line of it.

The one table of them: whoever offers a line to be logged, or its form to be opened, reads it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class LineCommand:
    """A command that takes a line, and the action ids of the buttons that carry one.

    ``open_form`` opens the form filled with the line; ``log_as`` logs it as one of its readings; ``log_anyway`` logs
    what was in doubt.
    """

    command: str
    open_form: str
    log_as: str
    log_anyway: str


COST = LineCommand(
    command="/roi-cost",
    open_form="open_cost_line",
    log_as="log_cost_as",
    log_anyway="log_cost_anyway",
)
CONVERSION = LineCommand(
    command="/roi-conversion",
    open_form="open_conversion_line",
    log_as="log_conversion_as",
    log_anyway="log_conversion_anyway",
)

OF_KIND: Mapping[str, LineCommand] = {"cost": COST, "conversion": CONVERSION}
"""The kind of a line, as `core` calls it -> its command."""
