"""The plain form of tables and charts: the same figures in lines that a phone shows whole."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.playground.limits import check_message
from bot.views.plain_blocks import without
from bot.views.plain_tables import FENCE, LIKE_A_BACKTICK, LONGEST_LINE
from core.posts.native_blocks import NativeBlock, kinds_in
from tests.bot.conftest import Payload

HEAD = ("Channel", "Cost", "Return", "ROI %")
ROWS = (
    ("YouTube ▼\u00a0loses", "5,548", "2,325", "-58"),
    ("Facebook ▲\u00a0pays", "6,350", "30,770", "385"),
    ("Instagram ▲\u00a0pays", "2,150", "36,075", "1,578"),
    ("LinkedIn ▲\u00a0pays", "21,740", "110,830", "410"),
)
DRAWN = (
    "```Channel      Cost  Return  ROI %\n"
    "YouTube     5,548   2,325    -58 ▼ loses\n"
    "Facebook    6,350  30,770    385 ▲ pays\n"
    "Instagram   2,150  36,075  1,578 ▲ pays\n"
    "LinkedIn   21,740 110,830    410 ▲ pays```"
)
POLISH_HEAD = ("Kanał", "Koszt", "Zwrot", "ROI %")
POLISH_ROWS = (("Instagram ▲\u00a0zarabia", "2\u00a0150", "36\u00a0075", "1\u00a0578"),)
POLISH_DRAWN = "```Kanał       Koszt   Zwrot  ROI %\nInstagram   2\u00a0150  36\u00a0075  1\u00a0578 ▲ zarabia```"

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
marks = st.sampled_from(["▲\u00a0pays", "▼\u00a0traci", "…\u00a0rusza", "?\u00a0stoi"])
figures = st.integers(-(10**7), 10**7).map("{:,}".format)
rows = st.lists(st.tuples(names, st.none() | marks, figures, figures, figures), min_size=1, max_size=30)


# --- tables ---


@pytest.mark.parametrize(("table", "drawn"), [((HEAD, *ROWS), DRAWN), ((POLISH_HEAD, *POLISH_ROWS), POLISH_DRAWN)])
def test_a_table_becomes_a_code_block_with_its_verdicts_last(table: Sequence[Sequence[str]], drawn: str) -> None:
    """No mark from another font moves a column, and no line is longer than a phone shows."""
    (block,) = _plain(table)
    assert block == {"type": "section", "text": {"type": "mrkdwn", "text": drawn}}


def test_a_long_name_is_cut_and_its_verdict_keeps_the_mark() -> None:
    """The column widens to sixteen characters; the word goes where the line would be too long."""
    (block,) = _plain((HEAD, ("Social Radar licence ?\u00a0idle", "249", "0", "-100"), ("Always on", "3", "4", "83")))
    assert block["text"]["text"].splitlines()[1:] == [
        "Social Radar li…     249       0   -100 ?",
        "Always on              3       4     83```",
    ]


def test_large_figures_stand_closer_and_are_whole() -> None:
    """The names give way before any figure does."""
    (block,) = _plain((HEAD, ("Social Radar licence ▲\u00a0pays", "12,345,678", "112,345,678", "1,578")))
    assert block["text"]["text"].splitlines()[1] == "Social Rad… 12,345,678 112,345,678 1,578 ▲```"


def test_what_people_typed_ends_no_code_block_and_is_not_read() -> None:
    """Backticks look alike and are others; Slack's three signs are escaped."""
    (block,) = _plain((HEAD, ("```<!here> & co", "1", "2", "3")))
    text = block["text"]["text"]
    assert text.count(FENCE) == 2
    assert f"{LIKE_A_BACKTICK * 3}&lt;!here&gt; &amp; co" in text


def test_wide_letters_take_two_places() -> None:
    """As they do where every letter is as wide as any other; accents take none."""
    (block,) = _plain((HEAD, ("東京", "1", "2", "3"), ("Cafe\u0301", "1", "2", "3")))
    assert block["text"]["text"].splitlines()[1:] == [
        "東京            1       2      3",
        "Cafe\u0301            1       2      3```",
    ]


def test_a_table_of_a_hundred_rows_takes_several_sections() -> None:
    """Each of which Slack takes, and no row is lost."""
    many = [(f"Campaign {number:03} ▲\u00a0pays", "21,740", "110,830", "410") for number in range(99)]
    blocks = _plain((HEAD, *many))
    assert len(blocks) > 1
    assert check_message({"text": "all", "blocks": blocks}) == []
    assert sum(block["text"]["text"].count("Campaign ") for block in blocks) == 99


def test_a_data_table_keeps_its_caption_and_numbers() -> None:
    """The caption stands above, as plain text."""
    cells = [
        [_cell("Channel"), _cell("Cost")],
        [_cell("YouTube"), {"type": "raw_number", "value": 5548, "text": "5,548"}],
    ]
    table = {"type": "data_table", "caption": "All <campaigns>", "rows": cells}
    caption, code = without({"text": "", "blocks": [table]})["blocks"]
    assert caption["text"] == {"type": "plain_text", "text": "All <campaigns>"}
    assert code["text"]["text"] == "```Channel      Cost\nYouTube     5,548```"


@given(rows)
@example([("Social Radar", "▼\u00a0traci", *["-10,000,000"] * 3)])
@example([("``` ▲\u00a0pays\n", None, "1", "2", "3")])
def test_whatever_the_names_are_nothing_is_lost(table: list[tuple[str, str | None, str, str, str]]) -> None:
    """Every figure and mark stands in its line, Slack takes the sections, and lines are no longer than a phone's."""
    lines = [(f"{name} {mark}" if mark else name, *figures) for name, mark, *figures in table]
    blocks = _plain((HEAD, *lines))
    assert check_message({"text": "all", "blocks": blocks}) == []
    texts = [block["text"]["text"] for block in blocks]
    assert all(text.startswith(FENCE) and text.endswith(FENCE) and text.count("`") == 6 for text in texts)
    drawn = "\n".join(text.removeprefix(FENCE).removesuffix(FENCE) for text in texts).split("\n")
    assert len(drawn) == 1 + len(table)
    for line, (_, mark, *numbers) in zip(map(html.unescape, drawn[1:]), table, strict=True):
        assert re.search(r"\s+".join(map(re.escape, numbers)) + (f" {re.escape(mark[0])}" if mark else ""), line)
        assert _width(line) <= LONGEST_LINE
        assert not re.search(r"[\t\r\n]", line)


@given(rows)
def test_every_column_ends_at_one_place(table: list[tuple[str, str | None, str, str, str]]) -> None:
    """Whatever letters the names are written in."""
    lines = [(f"{name} {mark}" if mark else name, *figures) for name, mark, *figures in table]
    texts = [block["text"]["text"].strip("`") for block in _plain((HEAD, *lines))]
    drawn = map(html.unescape, "\n".join(texts).split("\n")[1:])
    ends = {_width(line[: line.rindex(last) + len(last)]) for line, (*_, last) in zip(drawn, table, strict=True)}
    assert len(ends) == 1


# --- charts, and the rest of the message ---


def test_a_chart_becomes_a_line() -> None:
    """Each point with the values of all series; thousands are set apart as in the rest of the message."""
    chart = _chart(bar=[("Cost", [9731, 12658]), ("Return", [11557, 18873])])
    message = {"text": "cost $9,731.48", "blocks": [chart]}
    weeks = "6\u00a0Sep\u00a09,731 / 11,557 · 4\u00a0Oct\u00a012,658 / 18,873"
    assert _line(message) == f"By week, USD (Cost / Return): {weeks}"
    polish = {"text": "koszt 9\u00a0731,48 USD", "blocks": [_chart(bar=[("Koszt", [9731, 12658])])]}
    assert _line(polish) == "By week, USD: 6\u00a0Sep\u00a09\u00a0731 · 4\u00a0Oct\u00a012\u00a0658"


def test_a_pie_becomes_a_line() -> None:
    """Each of its segments."""
    segments = [{"label": "Ads", "value": 60}, {"label": "People", "value": 40}]
    chart = {"type": "data_visualization", "title": "Cost, %", "chart": {"type": "pie", "segments": segments}}
    assert _line({"text": "", "blocks": [chart]}) == "Cost, %: Ads\u00a060 · People\u00a040"


def test_only_the_kinds_that_are_named_change() -> None:
    """All else stays as it is, block by block, and the message that was given too."""
    header = {"type": "header", "text": {"type": "plain_text", "text": "Alpha"}}
    message = {"text": "Alpha", "blocks": [header, _table((HEAD, *ROWS)), _chart(bar=[("Cost", [1, 2])])]}
    kept = without(message, frozenset({NativeBlock.CHART}))
    assert kinds_in(kept) == {NativeBlock.TABLE}
    assert kept["blocks"][:2] == message["blocks"][:2]
    assert kinds_in(message) == {NativeBlock.TABLE, NativeBlock.CHART}
    assert without(kept, frozenset({NativeBlock.CHART})) is kept
    assert without({"text": "words"}) == {"text": "words"}


def _plain(table: Sequence[Sequence[str]]) -> list[Payload]:
    blocks: list[Payload] = without({"text": "", "blocks": [_table(table)]})["blocks"]
    return blocks


def _table(table: Sequence[Sequence[str]]) -> Payload:
    columns = [{"align": "left", "is_wrapped": True}, *[{"align": "right", "is_wrapped": False}] * 3]
    return {"type": "table", "column_settings": columns, "rows": [[_cell(text) for text in row] for row in table]}


def _cell(text: str) -> Payload:
    return {"type": "raw_text", "text": text}


def _chart(bar: Sequence[tuple[str, Sequence[int]]]) -> Payload:
    labels = ("6 Sep", "4 Oct")
    series = [
        {"name": name, "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]}
        for name, values in bar
    ]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": list(labels)}}
    return {"type": "data_visualization", "title": "By week, USD", "chart": chart}


def _line(message: Payload) -> str:
    (block,) = without(message)["blocks"]
    (element,) = block["elements"]
    return str(element["text"])


def _width(text: str) -> int:
    """The places a text takes, counted here once more."""
    shown = [sign for sign in text if unicodedata.category(sign) not in ("Mn", "Me", "Cf", "Cc")]
    return len(shown) + sum(unicodedata.east_asian_width(sign) in ("W", "F") for sign in shown)
