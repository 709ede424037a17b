"""The world around a file: what has to be known of a workspace to read one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """``today``: the day at the workspace; later ones are refused. ``currency``: the reporting one.

    ``channels``: the key of every channel of the workspace -> its name. ``campaigns``: their keys. ``links``: source
    and medium -> channel, as `core.imports.utm` has them.
    """

    today: date
    currency: str
    channels: Mapping[str, str] = field(default_factory=dict)
    campaigns: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
