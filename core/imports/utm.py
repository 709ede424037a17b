"""UTM: which channel a source and a medium stand for, by a table that every team edits.

A row of the table is a source, a medium and a channel: ``google / cpc`` is Google. `ANY` in one stands for whatever is
there. The most exact row that fits decides: both, then the source alone, then the medium alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.problems import Problem
from core.setup.names import one_line

ANY = "*"
"""Any source, or any medium."""
SEPARATOR = " / "
NO_CHANNEL = "-"
"""In the place of a channel: known to belong to none, so that nobody is asked."""
LONGEST = 200
"""Characters of a source or a medium, as Google Analytics takes them at most in a report's cell."""
MOST_LINKS = 500

_UNKNOWN = frozenset({"(not set)", "(not provided)", "(data not available)", "not set"})
"""What analytics write where they do not know."""
_DIRECT = frozenset({"(direct)", "direct", "direct traffic"})
_NO_MEDIUM = frozenset({"", "(none)", "none", *_UNKNOWN})

_BRANDS = {
    "google": "google googleads google-ads adwords",
    "microsoft": "bing microsoft bingads",
    "facebook": "facebook fb meta facebook.com m.facebook.com l.facebook.com lm.facebook.com facebook-ads",
    "instagram": "instagram ig instagram.com l.instagram.com",
    "linkedin": "linkedin linkedin.com lnkd.in",
    "tiktok": "tiktok tiktok.com tt",
    "x": "twitter twitter.com x x.com t.co",
    "pinterest": "pinterest pinterest.com",
    "reddit": "reddit reddit.com",
    "snapchat": "snapchat snapchat.com",
    "youtube": "youtube youtube.com",
}
_PAID = ("cpc", "ppc", "paid", "cpm", "cpv", "paidsearch", "paid-search", "paid_search", "paidsocial", "paid-social")
_SOCIAL = ("paid_social", "paid social", "social", "social-paid", "display")
_SEARCHED = frozenset({"google", "microsoft"})
_MAILED = ("email", "e-mail", "newsletter", "mailing")


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A row of the table. ``channel``: its key, or `NO_CHANNEL`."""

    source: str
    medium: str
    channel: str

    @property
    def key(self) -> str:
        return key_of(self.source, self.medium)


@dataclass(eq=False)
class LinkUnreadable(Problem):
    """A line that is not ``source / medium = channel``."""

    text: str
    field: str = "links"


@dataclass(eq=False)
class LinkTwice(Problem):
    text: str
    field: str = "links"


@dataclass(eq=False)
class TooManyLinks(Problem):
    most: int = MOST_LINKS
    field: str = "links"


def key_of(source: str, medium: str) -> str:
    """The two as one key, ``google / cpc``, whatever their case; a medium that says nothing is ``(none)``."""
    return f"{_folded(source)}{SEPARATOR}{_medium(medium)}"


def split(text: str) -> tuple[str, str]:
    """Source and medium of a cell ``google / cpc``; without a stroke it is the source."""
    source, _, medium = one_line(text).partition("/")
    return source.strip(), medium.strip()


def starting() -> Mapping[str, str]:
    """The table a workspace begins with: key -> channel."""
    links = {key_of(word, medium): channel for channel, word, medium in _usual()}
    links |= {key_of(ANY, medium): "email" for medium in _MAILED}
    return {**links, key_of("newsletter", ANY): "email", key_of("(direct)", ANY): NO_CHANNEL}


def channel_of(source: str, medium: str, links: Mapping[str, str]) -> str | None:
    """The channel of a source and medium: a key, empty where they belong to none, None where nobody has said.

    ``links``: key -> channel. Where neither is known to analytics they belong to no channel.
    """
    if says_nothing(source, medium):
        return ""
    for key in (key_of(source, medium), key_of(source, ANY), key_of(ANY, medium)):
        if key in links:
            return "" if links[key] == NO_CHANNEL else links[key]
    return None


def says_nothing(source: str, medium: str) -> bool:
    """Whether they name no source at all: empty, typed in directly, or not known."""
    return _folded(source) in {"", *_UNKNOWN, *_DIRECT} and _medium(medium) == "(none)"


def is_direct(source: str) -> bool:
    """Whether somebody came by an address typed in or bookmarked, so that no channel brought them."""
    return _folded(source) in _DIRECT


def unmatched(pairs: Iterable[tuple[str, str]], links: Mapping[str, str]) -> Sequence[str]:
    """The keys among (source, medium) that no row of the table fits, each once, in alphabetical order."""
    return sorted({key_of(*pair) for pair in pairs if channel_of(*pair, links) is None})


def fits(link: Link, source: str, medium: str) -> bool:
    """Whether a row speaks of a source and medium."""
    named = (link.source in (ANY, _folded(source)), link.medium in (ANY, _medium(medium)))
    return all(named) and not says_nothing(source, medium)


def parse_links(text: str, channels: Mapping[str, str]) -> Sequence[Link]:
    """Reads ``google / cpc = Google``, one line each. ``channels``: word in lower case -> key, or `NO_CHANNEL`.

    Raises `LinkUnreadable`, `LinkTwice`, `TooManyLinks`.
    """
    lines = [line for line in map(one_line, text.splitlines()) if line]
    if len(lines) > MOST_LINKS:
        raise TooManyLinks
    links: dict[str, Link] = {}
    for line in lines:
        link = _link(line, channels)
        if link.key in links:
            raise LinkTwice(text=line)
        links[link.key] = link
    return list(links.values())


def written(link: Link, channel: str) -> str:
    """The line of a row, as `parse_links` reads it. ``channel``: its name."""
    return f"{link.key} = {channel}"


def link_of(key: str, channel: str) -> Link:
    """The row of a key ``google / cpc``."""
    source, _, medium = key.partition(SEPARATOR)
    return Link(source=source, medium=medium, channel=channel)


def _link(line: str, channels: Mapping[str, str]) -> Link:
    named, equals, word = line.rpartition("=")
    source, medium = split(named)
    channel = channels.get(_folded(word))
    if not equals or not source or channel is None or max(len(source), len(medium)) > LONGEST:
        raise LinkUnreadable(text=line)
    return link_of(key_of(source, medium or ANY), channel)


def _usual() -> Iterable[tuple[str, str, str]]:
    """(channel, source, medium) of what the platforms and most teams write."""
    for channel, words in _BRANDS.items():
        media = _PAID if channel in _SEARCHED else (*_PAID, *_SOCIAL)
        yield from ((channel, word, medium) for word in words.split() for medium in media)


def _folded(text: str) -> str:
    return one_line(text).casefold()


def _medium(text: str) -> str:
    word = _folded(text)
    return "(none)" if word in _NO_MEDIUM else word
