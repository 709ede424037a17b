"""Slack's own mark-up, and markdown, as safe HTML: whatever comes in, only the tags written here come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from bot.playground.moments import moment
from bot.playground.pictures import PICTURES
from bot.playground.surface import Names

OPENS = ("http://", "https://", "mailto:", "tel:", "slack://")
BROADCASTS = ("here", "channel", "everyone")
STYLES = {"*": "b", "_": "i", "~": "s"}
OUTLINE = 2  # the level of the heading above anything a bot writes: the conversation's or the modal's
DEEPEST = 6

_PREFORMATTED = re.compile(r"```(.+?)```", re.DOTALL)
_ATOMS = re.compile(r"`(?P<code>[^`\n]+)`|<(?P<control>[^<>\n]+)>|(?P<address>https?://[^\s<>|]*[\w/=&;#])")
_STYLED = re.compile(r"(?<!\w)([*_~])(?=\S)([^\n]*?\S)\1(?!\w)")
_PICTURE = re.compile(r":([a-z0-9_+-]+):")
_KEPT = re.compile("\ue000(\\d+)\ue001")


def html(written: str, names: Names, *, links: bool = True) -> Markup:
    """mrkdwn as HTML; ``links``: bare web addresses become links."""
    parts = _PREFORMATTED.split(_clean(written))
    drawn = [_pre(part) if index % 2 else _lines(part, names, links=links) for index, part in enumerate(parts)]
    return Markup("").join(drawn)


def plain(written: str, *, emoji: bool = True) -> Markup:
    """Words as HTML that shows them as they are, line breaks kept; ``emoji``: ``:tada:`` becomes a picture."""
    return _broken(_pictures(written) if emoji else written)


def markdown(written: str) -> Markup:
    """A ``markdown`` block as HTML: no HTML or pictures of its own, and headings that continue the page's outline."""
    tokens = _MARKDOWN.parse(written)
    _settle_headings(tokens)
    for token in _every(tokens):
        if token.type == "link_open":
            token.attrs.update(target="_blank", rel="noopener noreferrer")
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S704 - markdown-it escapes it


def link(address: str, words: Markup) -> Markup:
    """A link that opens beside the page; bare words for an address a browser should not open."""
    if safe_url(address) == "#":
        return words
    template = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
    return template.format(address, words)


def mention(words: str, *, loud: bool = False) -> Markup:
    """The name of somebody or something; ``loud``: it calls everybody."""
    return Markup('<span class="mention{}">{}</span>').format(" loud" if loud else "", words)


def safe_url(address: str) -> str:
    """The address if a browser may open it from a bot's word, else ``#``."""
    return address if address.lower().startswith(OPENS) else "#"


def person(user: str, names: Names) -> Markup:
    return mention("@" + names.people.get(user, user))


def conversation(channel: str, names: Names) -> Markup:
    return mention("#" + names.conversation(channel))


def _clean(written: str) -> str:
    """The text without the two signs that stand for kept pieces."""
    return written.replace("\ue000", "").replace("\ue001", "")


def _pre(written: str) -> Markup:
    return Markup("<pre><code>{}</code></pre>").format(_unescaped(written).strip("\n"))


def _lines(written: str, names: Names, *, links: bool) -> Markup:
    """The lines as HTML, those behind ``>`` in a quote; ``>>>`` quotes all that follows."""
    drawn = []
    for quoted, lines in _runs(written):
        inner = _inline("\n".join(lines), names, links=links)
        drawn.append(Markup("<blockquote>{}</blockquote>").format(inner) if quoted else inner)
    return Markup("").join(drawn)


def _runs(written: str) -> Iterator[tuple[bool, list[str]]]:
    before, quote, after = _whole_quote(written)
    run: list[str] = []
    quoted = False
    for line in before.split("\n"):
        mark = re.match(r"(&gt;|>) ?", line)
        if run and bool(mark) != quoted:
            yield quoted, run
            run = []
        quoted = bool(mark)
        run.append(line[mark.end() :] if mark else line)
    if run and not (quote and run == [""]):
        yield quoted, run
    if quote:
        yield True, after.split("\n")


def _whole_quote(written: str) -> tuple[str, bool, str]:
    match = re.search(r"(?m)^(?:&gt;|>){3} ?", written)
    if match is None:
        return written, False, ""
    return written[: match.start()].removesuffix("\n"), True, written[match.end() :]


def _inline(written: str, names: Names, *, links: bool) -> Markup:
    kept: list[Markup] = []

    def keep(match: re.Match[str]) -> str:
        if match["address"] and not links:
            return match[0]
        kept.append(_atom(match, names))
        return f"\ue000{len(kept) - 1}\ue001"

    styled = _styled(_pictures(_ATOMS.sub(keep, written)))
    return Markup(_KEPT.sub(lambda found: str(kept[int(found[1])]), str(styled)))  # noqa: S704 - all of it is escaped


def _atom(match: re.Match[str], names: Names) -> Markup:
    """A piece inside which no style is looked for."""
    if match["code"]:
        return Markup("<code>{}</code>").format(_unescaped(match["code"]))
    if match["address"]:
        address = _unescaped(match["address"])
        return link(address, escape(address))
    return _control(match["control"], names)


def _control(written: str, names: Names) -> Markup:
    body, _, label = written.partition("|")
    text = _unescaped(label)
    if body.startswith("@"):
        return person(body[1:], names)
    if body.startswith("#"):
        return conversation(body[1:], names)
    if body.startswith("!"):
        return _special(body[1:], text, names)
    return link(_unescaped(body), escape(text or _unescaped(body)))


def _special(body: str, label: str, names: Names) -> Markup:
    kind, _, rest = body.partition("^")
    if kind in BROADCASTS:
        return mention(f"@{kind}", loud=True)
    if kind == "date":
        return _date(rest, label, names)
    return mention(label or f"@{rest or kind}")


def _date(rest: str, fallback: str, names: Names) -> Markup:
    seconds, _, more = rest.partition("^")
    form, _, address = more.partition("^")
    drawn = moment(seconds, form, fallback, names)
    return link(_unescaped(address), drawn) if address else drawn


def _styled(written: str) -> Markup:
    """The text with bold, italic and struck words, one inside the other; the rest escaped."""
    drawn, until = Markup(""), 0
    for run in _STYLED.finditer(written):
        tag = Markup(f"<{STYLES[run[1]]}>{{}}</{STYLES[run[1]]}>")  # noqa: S704 - the tag is a constant
        drawn += _broken(_unescaped(written[until : run.start()])) + tag.format(_styled(run[2]))
        until = run.end()
    return drawn + _broken(_unescaped(written[until:]))


def _broken(words: str) -> Markup:
    return Markup("<br>\n").join(words.split("\n"))


def _pictures(words: str) -> str:
    return _PICTURE.sub(lambda found: PICTURES.get(found[1], found[0]), words)


def _unescaped(words: str) -> str:
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _every(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or [])


def _settle_headings(tokens: list[Token]) -> None:
    """Renumbers headings so that no level is left out on the way down."""
    above = OUTLINE
    for token in tokens:
        if token.type == "heading_open":
            above = min(int(token.tag[1]) + OUTLINE, above + 1, DEEPEST)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{above}"


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    return reader.disable("image")


_MARKDOWN = _reader()
