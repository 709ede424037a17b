"""Rich text: sections, lists, quotes and preformatted text, and the pieces they hold."""

from __future__ import annotations

from bot.playground.limits_shapes import (
    Check,
    Kind,
    each,
    flag,
    kind,
    matching,
    one_of,
    record,
    string,
    tagged,
    url,
    whole,
)

_ID = string(255)
_STYLE: dict[str, Check] = {"style": record({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))}
_DATE: dict[str, Check] = {"timestamp": whole(0, 10**10 - 1), "format": string(255)}

PIECES: dict[str, Kind] = {
    "text": kind({"text": string(3000)}, _STYLE),
    "link": kind(
        {"url": matching(r"(https?://|mailto:|tel:)\S+", "a URL")}, {**_STYLE, "text": string(3000), "unsafe": flag}
    ),
    "emoji": kind({"name": string(100)}, {**_STYLE, "unicode": string(100), "url": url(), "skin_tone": whole(1, 6)}),
    "user": kind({"user_id": _ID}, _STYLE),
    "usergroup": kind({"usergroup_id": _ID}, _STYLE),
    "channel": kind({"channel_id": _ID}, _STYLE),
    "team": kind({"team_id": _ID}, _STYLE),
    "broadcast": kind({"range": one_of("here", "channel", "everyone")}, _STYLE),
    "color": kind({"value": matching(r"#[0-9A-Fa-f]{6}", "a colour #RRGGBB")}, _STYLE),
    # Slack lets the fallback out; without it an old client shows nothing.
    "date": kind({**_DATE, "fallback": string(3000)}, {**_STYLE, "url": url()}),
}

_PIECES = each(tagged(PIECES, tuple(PIECES), "rich text piece"), 1, 3000)
_PLAIN_PIECES = each(tagged(PIECES, ("text", "link"), "rich text piece"), 1, 3000)
_BORDER: dict[str, Check] = {"border": whole(0, 1)}
_SECTION = {"rich_text_section": kind({"elements": _PIECES})}
_SECTIONS = each(tagged(_SECTION, ("rich_text_section",), "rich text part"), 1, 1000)

PARTS: dict[str, Kind] = {
    **_SECTION,
    "rich_text_list": kind(
        {"style": one_of("bullet", "ordered"), "elements": _SECTIONS},
        {**_BORDER, "indent": whole(0, 8), "offset": whole(0, 10**6)},
    ),
    "rich_text_quote": kind({"elements": _PIECES}, _BORDER),
    "rich_text_preformatted": kind({"elements": _PLAIN_PIECES}, _BORDER),
}

RICH_TEXT_KEYS: dict[str, Check] = {"elements": each(tagged(PARTS, tuple(PARTS), "rich text part"), 1, 1000)}
RICH_TEXT: Check = record({"type": one_of("rich_text"), **RICH_TEXT_KEYS}, {"block_id": _ID})
