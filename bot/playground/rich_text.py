"""Slack's rich text as HTML: sections, lists, quotes, preformatted text, and the pieces in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import UndefinedError
from markupsafe import Markup, escape

from bot.playground import mrkdwn
from bot.playground.moments import moment
from bot.playground.pictures import PICTURES
from bot.playground.surface import Names

Piece = Mapping[str, Any]

# Outermost first.
TAGS = {"bold": "b", "italic": "i", "strike": "s", "underline": "u", "code": "code"}


def html(block: Piece, names: Names) -> Markup:
    """A ``rich_text`` block or cell.

    Raises ``UndefinedError`` for a part or a piece that is not known.
    """
    return Markup("\n").join(_known(_PARTS, part)(part, names) for part in block["elements"])


def _known(table: Mapping[str, Callable[[Piece, Names], Markup]], part: Piece) -> Callable[[Piece, Names], Markup]:
    if part["type"] not in table:
        raise UndefinedError(f"unknown rich text: {part['type']}")
    return table[part["type"]]


def _section(part: Piece, names: Names) -> Markup:
    return Markup('<div class="rich-section">{}</div>').format(_pieces(part["elements"], names))


def _list(part: Piece, names: Names) -> Markup:
    tag = "ol" if part["style"] == "ordered" else "ul"
    start = Markup(' start="{}"').format(int(part["offset"]) + 1) if part.get("offset") and tag == "ol" else ""
    items = Markup("").join(Markup("<li>{}</li>").format(_pieces(item["elements"], names)) for item in part["elements"])
    looks = f"rich-list indent-{int(part.get('indent', 0))}{_bordered(part)}"
    return Markup('<{0} class="{1}"{2}>{3}</{0}>').format(tag, looks, start, items)


def _quote(part: Piece, names: Names) -> Markup:
    return Markup('<blockquote class="rich-quote{}">{}</blockquote>').format(
        _bordered(part), _pieces(part["elements"], names)
    )


def _preformatted(part: Piece, names: Names) -> Markup:
    return Markup('<pre class="rich-pre{}"><code>{}</code></pre>').format(
        _bordered(part), Markup("").join(_known(_PIECES, piece)(piece, names) for piece in part["elements"])
    )


def _bordered(part: Piece) -> str:
    return " bordered" if part.get("border") else ""


def _pieces(pieces: Iterable[Piece], names: Names) -> Markup:
    return Markup("").join(_dressed(piece, _known(_PIECES, piece)(piece, names)) for piece in pieces)


def _dressed(piece: Piece, drawn: Markup) -> Markup:
    for style, tag in reversed(TAGS.items()):
        if piece.get("style", {}).get(style):
            drawn = Markup("<{0}>{1}</{0}>").format(tag, drawn)
    return drawn


def _text(piece: Piece, _names: Names) -> Markup:
    # Line breaks are kept by the style sheet, so that preformatted text needs no other rule.
    return escape(piece["text"])


def _link(piece: Piece, _names: Names) -> Markup:
    return mrkdwn.link(piece["url"], escape(piece.get("text") or piece["url"]))


def _user(piece: Piece, names: Names) -> Markup:
    return mrkdwn.person(piece["user_id"], names)


def _channel(piece: Piece, names: Names) -> Markup:
    return mrkdwn.conversation(piece["channel_id"], names)


def _group(piece: Piece, _names: Names) -> Markup:
    return mrkdwn.mention(f"@{piece['usergroup_id']}")


def _team(piece: Piece, _names: Names) -> Markup:
    return mrkdwn.mention(f"@{piece['team_id']}")


def _broadcast(piece: Piece, _names: Names) -> Markup:
    return mrkdwn.mention(f"@{piece['range']}", loud=True)


def _emoji(piece: Piece, _names: Names) -> Markup:
    points = str(piece.get("unicode", ""))
    picture = "".join(chr(int(point, 16)) for point in points.split("-")) if points else PICTURES.get(piece["name"], "")
    if not picture:
        return escape(f":{piece['name']}:")
    return Markup('<span role="img" aria-label="{}">{}</span>').format(piece["name"].replace("_", " "), picture)


def _color(piece: Piece, _names: Names) -> Markup:
    # A swatch drawn by attributes: the page's policy allows no inline style.
    swatch = Markup(
        '<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="{}"/></svg>'
    )
    return Markup('<span class="color">{}{}</span>').format(swatch.format(piece["value"]), piece["value"])


def _date(piece: Piece, names: Names) -> Markup:
    drawn = moment(piece["timestamp"], piece["format"], piece.get("fallback", ""), names)
    return mrkdwn.link(piece["url"], drawn) if piece.get("url") else drawn


_PARTS: dict[str, Callable[[Piece, Names], Markup]] = {
    "rich_text_section": _section,
    "rich_text_list": _list,
    "rich_text_quote": _quote,
    "rich_text_preformatted": _preformatted,
}
_PIECES: dict[str, Callable[[Piece, Names], Markup]] = {
    "text": _text,
    "link": _link,
    "user": _user,
    "channel": _channel,
    "usergroup": _group,
    "team": _team,
    "broadcast": _broadcast,
    "emoji": _emoji,
    "color": _color,
    "date": _date,
}
