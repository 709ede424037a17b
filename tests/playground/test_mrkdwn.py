"""Slack's mark-up and markdown as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import mrkdwn
from tests.playground.drawn import NAMES, tree

LINK = '<a href="{0}" target="_blank" rel="noopener noreferrer">{1}</a>'
ALLOWED = {"b", "i", "s", "code", "pre", "blockquote", "br", "a", "span", "time"}


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain", "plain"),
        ("*bold* _italic_ ~struck~", "<b>bold</b> <i>italic</i> <s>struck</s>"),
        ("*bold _and italic_*", "<b>bold <i>and italic</i></b>"),
        ("*a _b* c_", "<b>a _b</b> c_"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("`*not bold* <@U1>`", "<code>*not bold* &lt;@U1&gt;</code>"),
        ("```\na *b*\n  c\n```", "<pre><code>a *b*\n  c</code></pre>"),
        ("one\ntwo", "one<br>\ntwo"),
        ("&gt; quoted\nnot", "<blockquote>quoted</blockquote>not"),
        (">>> all\nof it", "<blockquote>all<br>\nof it</blockquote>"),
        ("a\n&gt; b\n&gt; c", "a<blockquote>b<br>\nc</blockquote>"),
        ("<https://example.com|the *site*>", LINK.format("https://example.com", "the *site*")),
        ("<https://example.com?a=1&amp;b=2>", LINK.format(*2 * ["https://example.com?a=1&amp;b=2"])),
        ("see https://example.com/a.", "see " + LINK.format(*2 * ["https://example.com/a"]) + "."),
        ("<mailto:anna@example.com|Anna>", LINK.format("mailto:anna@example.com", "Anna")),
        ("<javascript:alert(1)|click>", "click"),
        ("<@U1> <@U9>", '<span class="mention">@Anna Nowak</span> <span class="mention">@U9</span>'),
        ("*<@U1>*", '<b><span class="mention">@Anna Nowak</span></b>'),
        ("<#C1|old-name>", '<span class="mention">#marketing</span>'),
        (
            "<#C9> <#DU1>",
            '<span class="mention">#private conversation</span> <span class="mention">#direct message</span>',
        ),
        ("<!here>", '<span class="mention loud">@here</span>'),
        ("<!subteam^S1|@sales>", '<span class="mention">@sales</span>'),
        ("&lt;!channel&gt; &amp;amp;", "&lt;!channel&gt; &amp;amp;"),
        ('"quotes" & <', "&#34;quotes&#34; &amp; &lt;"),
        (":tada: :no_such:", "🎉 :no_such:"),
        ("\ue0000\ue001", "0"),
        ("<|> <!>", ' <span class="mention">@</span>'),
        ("", ""),
    ],
)
def test_mark_up_becomes_html(written: str, drawn: str) -> None:
    """Each piece of Slack's mark-up, alone and inside another."""
    assert mrkdwn.html(written, NAMES) == drawn


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<!date^1785499980^{date_num} {time}|then>", "2026-07-31 2:13 PM"),
        ("<!date^1785499980^on {date_short_pretty}|then>", "on Jul 31, 2026"),
        ("<!date^1785499980^{date_long}^https://example.com|then>", "Friday, July 31, 2026"),
        ("<!date^soon^{date}|then>", "then"),
        ("<!date^99999999999^{date}|then>", "then"),
    ],
)
def test_dates_are_written_in_the_viewers_zone(written: str, words: str) -> None:
    """Tokens become the viewer's date and time; what is no moment becomes the fallback."""
    drawn = tree(str(mrkdwn.html(written, NAMES)))
    assert drawn.text.replace("\u202f", " ") == words


def test_bare_addresses_stay_words_where_the_bot_said_verbatim() -> None:
    """A verbatim text makes no links of its own."""
    assert mrkdwn.html("https://example.com", NAMES, links=False) == "https://example.com"


@given(st.text(alphabet="*_~`<>&|@#!^:/. \nab;gtlUC1\"'", max_size=80))
def test_whatever_is_written_is_safe(written: str) -> None:
    """No text opens a tag that is not ours, or leaves one open."""
    nodes = tree(str(mrkdwn.html(written, NAMES))).every()
    assert {node.tag for node in nodes} <= ALLOWED
    assert {name for node in nodes for name in node.attributes} <= {"class", "href", "target", "rel", "datetime"}


@given(st.text(alphabet="ab *_~<>&\n;", max_size=60))
def test_plain_text_loses_no_word(written: str) -> None:
    """What a plain text says stands on the page, sign by sign."""
    assert tree(str(mrkdwn.plain(written))).content == written


def test_markdown_is_drawn_without_html() -> None:
    """Lists, tables and links are drawn; tags, pictures and scripts are words."""
    written = "- **a**\n\n|x|\n|-|\n|1|\n\n<script>x</script> ![p](https://e.com/p.png) [l](javascript:x)"
    page = tree(str(mrkdwn.markdown(written)))
    assert page.one("li").one("strong").text == "a"
    assert page.one("td").text == "1"
    assert page.every("script") + page.every("img") == []
    assert [link["href"] for link in page.every("a")] == ["https://e.com/p.png"]
    assert page.one("a")["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("# a\n## b", "h3 h4"),
        ("### a\n# b", "h3 h3"),
        ("# a\n#### b\n###### c", "h3 h4 h5"),
        ("## a\n### b\n## c", "h3 h4 h4"),
    ],
)
def test_headings_of_markdown_skip_no_level(written: str, tags: str) -> None:
    """Whatever level a bot begins with, the page's outline goes down one step at a time."""
    assert " ".join(node.tag for node in tree(str(mrkdwn.markdown(written))).every() if node.tag[0] == "h") == tags
