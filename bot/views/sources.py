"""Sources and channels in words: what has come without a channel, the team's own table, and what linking has done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Paragraph, button, message, paragraph, rows
from bot.views.inputs import field, lines_input, search
from bot.views.modals import form
from core.imports.utm import NO_CHANNEL, Link, written

MOST_LISTED = 10
LONGEST_TABLE = 3_000
"""Characters of the table in its form: what Slack takes."""


def sources(language: Language, unlinked: Mapping[str, int], links: Sequence[Link], names: Mapping[str, str]) -> Block:
    """The sources without a channel, each with *Link it*, and the team's own table."""
    parts = [*_unlinked(language, unlinked), *_own(language, links, names)]
    return message(
        language.say("Sources and channels"), parts, [button(language.say("Edit the table"), "open_sources", "-")]
    )


def _unlinked(language: Language, unlinked: Mapping[str, int]) -> Iterator[Paragraph]:
    if not unlinked:
        yield paragraph(language.say("Every source that files have named belongs to a channel."))
        return
    for key, count in list(unlinked.items())[:MOST_LISTED]:
        results = language.say_n("{n} result without a channel", "{n} results without a channel", count)
        yield paragraph(f"{key} · {results}", buttons=[button(language.say("Link it"), "link_source", key)])
    yield from map(paragraph, words.more(language, len(unlinked) - MOST_LISTED))


def _own(language: Language, links: Sequence[Link], names: Mapping[str, str]) -> Iterator[Paragraph]:
    if links:
        lines = [_line(language, link, names) for link in links[:MOST_LISTED]]
        lines += words.more(language, len(links) - MOST_LISTED)
        yield rows(lines, heading=language.say("Your own table"))
    yield paragraph(
        language.say("The usual ones, such as google / cpc and facebook / paid_social, are known without being listed.")
    )


def link_form(language: Language, key: str, metadata: str) -> Block:
    """The form behind *Link it*."""
    hint = language.say("Earlier results from this source move to the channel too. You can undo it.")
    menu = search(language.say("Choose or type a channel"))
    blocks = [field("channel", language.say("Channel of {source}", source=key[:100]), menu, hint=hint)]
    return form(language, "link_source", language.say("Link a source"), blocks, metadata)


def sources_form(language: Language, links: Sequence[Link], names: Mapping[str, str], metadata: str) -> Block:
    """The team's own table, a line each."""
    text = "\n".join(_line(language, link, names) for link in links)
    hint = language.say("One line each: source / medium = channel. * is any; “{none}” is none.", none=_none(language))
    label = language.say("Sources and channels")
    blocks = [field("links", label, lines_input(text, longest=LONGEST_TABLE), hint=hint, optional=True)]
    return form(language, "sources", language.say("Sources and channels"), blocks, metadata)


def linked(
    language: Language, links: Sequence[Link], moved: int, names: Mapping[str, str], undo: str, *, undone: bool = False
) -> Block:
    """What linking has done, with *Undo*; or that it was undone."""
    title = language.say("Undone") if undone else language.say("Linked")
    lines = [_line(language, link, names) for link in links[:MOST_LISTED]]
    lines += words.more(language, len(links) - MOST_LISTED)
    text = language.say("New files are read so from now on.")
    if moved:
        text = language.say_n("{n} earlier entry moves.", "{n} earlier entries move.", moved) + f" {text}"
    if undone:
        text = language.say_n("{n} earlier entry moves back.", "{n} earlier entries move back.", moved) if moved else ""
    parts = [*([rows(lines)] if lines else []), *([paragraph(text)] if text else [])]
    return message(title, parts, [] if undone else [button(language.say("Undo"), "unlink_source", undo)])


def channel_words(language: Language, channels: Iterable[str], names: Mapping[str, str]) -> Mapping[str, str]:
    """Word in lower case -> key, of every channel as it is called here, and of none."""
    told = {words.channel(language, key, names).casefold(): key for key in channels}
    return {**{key: key for key in channels}, **told, _none(language).casefold(): NO_CHANNEL}


def _line(language: Language, link: Link, names: Mapping[str, str]) -> str:
    name = words.channel(language, link.channel, names) if link.channel not in ("", NO_CHANNEL) else _none(language)
    return written(link, name)


def _none(language: Language) -> str:
    return language.say("No channel")
