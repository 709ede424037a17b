"""A kind of file: what a platform writes, declared once, so that the reader beneath knows no platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.imports.meanings import Meaning


class Brings(StrEnum):
    """What a file of a kind puts on the books."""

    SPEND = "spend"
    """Costs, and results that the platform claims."""
    RESULTS = "results"
    """Conversions."""
    DEALS = "deals"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What one platform's file looks like.

    ``key``: names it for good, also where it is stored. ``name``: the brand as it writes itself; empty where the words
    of it are translated. ``headers``: meaning -> every way the column is headed, in any language, compared as
    `core.imports.headers.folded` does; ``{currency}`` in one stands for three letters. The first of them that a
    header row holds is taken, so the more exact stand first. ``telling``: headers that only this kind writes, as they
    are compared; of two kinds that fit, the one with more of them is meant. ``needs``: sets of meanings;
    a header without one of each set is none of this kind. ``channel``: of all its spend; empty where it is asked or
    stands in a column. ``platforms``: what stands in the column `Meaning.PLATFORM` -> channel. ``footers``: regular
    expressions of the first filled cell of a row that sums others up. ``names``: regular expressions of the names its
    files come with, a last hint only. ``nothing``: what it writes in a cell or a file where there is nothing.
    """

    key: str
    name: str = ""
    brings: Brings = Brings.SPEND
    headers: Mapping[Meaning, tuple[str, ...]]
    needs: tuple[frozenset[Meaning], ...]
    telling: tuple[str, ...] = ()
    channel: str = ""
    platforms: Mapping[str, str] = field(default_factory=dict)
    footers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    micros: bool = False
    """Whether plain ``SPEND`` may be in millionths, which is then asked."""
    zeros: bool = False
    """Whether a revenue of zero says that there was none; elsewhere a tool writes it where it knows none."""
    shares: bool = False
    """Whether a probability is a share of one, ``0.2``, and no percentage."""
    tax: bool = False
    """Whether its amounts may hold VAT, which is then asked."""
    lines: bool = False
    """Whether only the lines that people choose are spend, as in the statement of a bank."""
    unnamed: bool = False
    """Whether a row without a campaign is spend that belongs to none; elsewhere it may be a sum of others."""
    midnights: bool = False
    """Whether a row of several days that ends at midnight ends with the day before."""
    whole: tuple[str, ...] = ()
    """Headers, as they are compared, that mean nothing here. A head of nothing but them and what has a meaning is one
    of this kind though it has none of the ``telling``."""
    debits: tuple[str, ...] = ()
    """How headers, as they are compared, begin of columns that hold nothing but what was paid."""
    accounts: tuple[str, ...] = ()
    """Headers, as they are compared, of a bank's account, in which what was paid is below zero."""
    partial: tuple[str, ...] = ()
    """Headers, as they are compared, of reports that hold only a part of what was spent."""
    credits: bool = False
    """Whether an amount below zero is money that comes back; elsewhere it is refused."""
