"""First views: short enough to be read at a glance, the same figures as the text, and all else one press away."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from bot.demo.company import OLIVIA, TOM, ZOFIA
from bot.demo.year import BEGINS
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team, said
from tests.bot.glances import at_a_glance
from tests.bot.test_home import home, screen
from tests.bot.test_sample_year import demo
from tests.catalogue import texts
from tests.databases import Copies
from tests.screens import find, offered

MOST_LINES, MOST_CHARACTERS, MOST_BUTTONS, MOST_COLUMNS, MOST_ROWS = 12, 900, 5, 4, 8
LINE, SMALL_PRINT = 110, 150
"""Characters of a line on a desktop."""

RANKINGS = ("", "this month", "q3", "channels", "campaigns", "content", "channels q3", "campaigns all", "content all")
UNITS = ("campaign-q3", "campaign-q3 all", "autumn-2026", "product-videos", "social-radar", "cold-chain-expo")
CHANNELS = ("youtube", "linkedin", "linkedin all", "campaign-q3 linkedin")
COMPARED = ("compare 2026-08 2026-09", "compare autumn-2025 autumn-2026", "compare campaign-q3", "compare linkedin")
ADVICE = ("where should I cut", "best", "worst", "budget", "where to spend more")
ASKED = (*RANKINGS, *UNITS, *CHANNELS, *COMPARED, *ADVICE)
IN_POLISH = {
    "kanały": "channels",
    "kanały zeszły miesiąc": "channels last month",
    "kampanie wszystko": "campaigns all",
    "treści wszystko": "content all",
    "gdzie ciąć": "where should I cut",
    "porównaj sierpień 2026 wrzesień 2026": "compare 2026-08 2026-09",
    "ten miesiąc": "this month",
    "linkedin wrzesień 2026": "linkedin 2026-09",
}
MARKS = {
    "▲": "pays|Pays|zarabia|Zarabia|Best|Najleps|More on|Warto dołożyć|Better|Lepiej",
    "△": "ahead|Probably pays|plus|na plusie|Raczej zarabia",
    "▽": "behind|Probably does not pay|minus|na minusie|Raczej",
    "▼": "loses|Loses|traci|Traci|Worst|Najgors|Cut|Utnij|Worse|Gorzej",
    "…": "open|early|Open|Too early|Watch|waha się|rusza|[Nn]ierozstrzygnięte|[Zz]a wcześnie|Obserwuj",
    "?": "idle|[Nn]othing came|stoi|nic nie",
    "!": "[Aa]lert",
}
"""Each mark -> the words one of which stands behind it."""


@pytest.fixture(scope="module")
def company(copies: Copies) -> Iterator[Team]:
    """The sample year on the Monday on which the demo begins."""
    with demo(copies, BEGINS) as working:
        yield working


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """A campaign with ads, a person's hours and leads."""
    team.goal("lead", "10", stage="lead")
    team.campaign("Alpha", budget="1000")
    team.cost(f"100 ads linkedin alpha {DAY}")
    team.cost(f"10h 45 USD people linkedin alpha {DAY}")
    team.cost(f"200 tools alpha {DAY}")
    team.conversions(f"160 lead linkedin alpha {DAY}")
    team.cost("50 ads facebook alpha 2025-07-07")
    return team


# --- short enough ---


@pytest.mark.parametrize("user", [OLIVIA, ZOFIA])
@pytest.mark.parametrize("text", ASKED)
def test_a_first_view_is_read_at_a_glance(company: Team, text: str, user: str) -> None:
    """At most twelve lines, 900 characters, one row of five buttons, and a table that a phone shows whole."""
    blocks = company.ask(text, user).blocks
    kinds = [block["type"] for block in blocks]
    assert kinds.count("actions") == 1
    assert kinds.count("table") <= 1
    assert lines(blocks) <= MOST_LINES, said(blocks)
    assert len(prose(blocks)) <= MOST_CHARACTERS, prose(blocks)
    [row] = [block["elements"] for block in blocks if block["type"] == "actions"]
    assert len(row) <= MOST_BUTTONS
    for table in (block for block in blocks if block["type"] == "table"):
        assert len(table["rows"]) <= 1 + MOST_ROWS
        assert {len(cells) for cells in table["rows"]} == {len(table["column_settings"])}
        assert len(table["column_settings"]) <= MOST_COLUMNS


def lines(blocks: list[Payload]) -> int:
    """How many are drawn outside the table and the buttons, the title included."""
    drawn = 0
    for block in blocks:
        width = SMALL_PRINT if block["type"] == "context" else LINE
        texts = said(block).splitlines() if block["type"] in ("header", "rich_text", "section", "context") else []
        drawn += sum(max(1, math.ceil(len(text) / width)) for text in texts)
    return drawn


def prose(blocks: list[Payload]) -> str:
    return "\n".join(said(block) for block in blocks if block["type"] not in ("table", "actions"))


@pytest.mark.parametrize("user", [OLIVIA, ZOFIA])
@pytest.mark.parametrize("text", ASKED)
def test_no_mark_stands_without_its_word(company: Team, text: str, user: str) -> None:
    """What a sign means is said right behind it."""
    for line in said(company.ask(text, user).blocks).splitlines():
        for mark, words in MARKS.items():
            if re.search(rf"(?:^|(?<= )){re.escape(mark)} ", line):
                assert re.search(rf"{re.escape(mark)} .*?(?:{words})", line), line


def test_a_long_name_is_cut_before_its_mark_is(new_team: Team) -> None:
    """A name of sixty characters leaves room for the verdict behind it."""
    name = "Autumn and winter webinars for logistics managers in Poland."
    new_team.goal("sale", "10", stage="customer")
    new_team.campaign(name)
    new_team.cost(f'5000 ads linkedin "{name}" {DAY}')
    [table] = [block for block in new_team.ask("2025-08").blocks if block["type"] == "table"]
    cell = table["rows"][1][0]["text"]
    assert re.search("… [^ ]\u00a0\\w+$", cell), cell


def test_the_roi_line_breaks_between_its_parts_only(company: Team) -> None:
    """On a phone; the text keeps ordinary spaces, for scripts that read it."""
    answer = company.ask("campaign-q3", OLIVIA)
    roi = "ROI 176.92% · cost $65,000.00 · return $180,000.00"
    assert roi in answer.text
    assert roi.replace(" ", "\u00a0").replace("\u00a0·\u00a0", " · ") in "\n".join(texts(answer.blocks))


# --- the same figures ---


def test_the_same_is_to_be_cut_wherever_it_is_said(company: Team) -> None:
    """In the overview, by the question in words and on Home; the campaign and its only channel are one problem."""
    overview, asked = (
        [
            line
            for line in company.ask(text, OLIVIA).text.splitlines()
            if line.startswith(("Cut ", "More on ", "Watch "))
        ]
        for text in ("", "where should I cut")
    )
    named = [line.partition(":")[0] for line in overview]
    assert named == ["Cut Product videos", "More on Always on", "Watch Autumn 2026"]
    assert overview == asked
    shown = screen(home(company, OLIVIA))
    decided = [line for line in shown[shown.index("To decide, last 365 days") :] if line[:2] in ("▼ ", "! ", "▽ ")]
    assert any("Product videos" in line for line in decided)
    assert not any("YouTube" in line for line in decided)


@pytest.mark.parametrize("text", [*RANKINGS, *UNITS, "linkedin all"])
def test_the_table_has_the_figures_of_the_text(company: Team, text: str) -> None:
    """Cost, return and ROI of each row as in the text, without their cents, halves away from zero."""
    answer = company.ask(text, OLIVIA)
    rows = list(cells(answer))
    assert rows or not any(block["type"] == "table" for block in answer.blocks)
    for name, *figures in rows:
        [line] = [one for one in answer.text.splitlines() if one.startswith(f"{name}: ROI ")]
        roi, cost, returned = re.findall(r"(?:ROI|cost|return) (?:-?\$)?(-?[\d,.]+|n/a)", line)[:3]
        minus = "-" if "cost -" in line else ""
        assert figures == [minus + whole(cost), whole(returned), whole(roi)], line


def cells(answer: Answer) -> Iterator[list[str]]:
    """Each row of the table: the name without its verdict, and the figures."""
    for table in (block for block in answer.blocks if block["type"] == "table"):
        for name, *figures in table["rows"][1:]:
            yield [re.split(r" (?=[▲△▽▼…?!]\u00a0)", name["text"])[0], *(one["text"] for one in figures)]


def whole(figure: str) -> str:
    if figure == "n/a":
        return "–"
    rounded = Decimal(figure.replace(",", "")).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,}"


@pytest.mark.parametrize("text", ["compare 2026-08 2026-09", "compare autumn-2025 autumn-2026"])
def test_a_comparison_has_the_figures_of_both(company: Team, text: str) -> None:
    """The earlier on the left, and the change from it."""
    answer = company.ask(text, OLIVIA)
    heads = re.findall(r"ROI (-?[\d,.]+)% · cost \$([\d,.]+) · return \$([\d,.]+)", answer.text)
    (later_roi, *later), (earlier_roi, *earlier) = heads[0], next(one for one in heads[1:] if one != heads[0])
    [cost, returned, earned, roi] = cells(answer)
    assert [cost[1:3], returned[1:3]] == [[whole(one), whole(other)] for one, other in zip(earlier, later, strict=True)]
    assert roi[1:3] == [f"{whole(earlier_roi)}%", f"{whole(later_roi)}%"]
    assert earned[0] == "Earned"
    assert all(row[3].startswith(("+", "-")) for row in (cost, returned, earned, roi))


@pytest.mark.parametrize("text", ASKED)
def test_a_sentence_at_a_glance_is_the_texts(company: Team, text: str) -> None:
    """Whatever amount, percentage or point a sentence of the first view names stands to the cent in the text."""
    answer = company.ask(text, OLIVIA)
    exact = {*FIGURE.findall(answer.text), *FIGURE.findall(at_a_glance(answer.text))}
    exact |= {whole(points).lstrip("-") for points in re.findall(r"[+-]([\d,]+\.\d\d)", answer.text)}
    sentences = said([block for block in answer.blocks if block["type"] == "rich_text"])
    assert set(FIGURE.findall(sentences)) <= exact


FIGURE = re.compile(r"-?\$?\d[\d,]*(?:\.\d+)?%?")


# --- one press away ---


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize("user", [OLIVIA, TOM])
def test_whatever_the_text_says_opens(company: Team, text: str, user: str) -> None:
    """Each section of *Details* opens for whoever may read the answer, and together they hold all of the text."""
    answer = company.ask(text, user)
    screen = company.read(text, user)
    told = [re.sub("<@U\\w+>", "", line).removesuffix(".") for line in answer.text.splitlines()]
    unread = [line for line in told if line not in screen and at_a_glance(line) not in screen]
    assert [line for line in unread if not line.startswith("Estimate: ") or "· estimate" not in screen] == []


@pytest.mark.parametrize(("typed", "english"), IN_POLISH.items())
def test_what_is_typed_in_polish_is_answered_alike(company: Team, typed: str, english: str) -> None:
    """The same figures, whatever language the question is in; and its Details know what was typed."""
    answer = company.ask(typed, ZOFIA)
    assert answer.text == company.ask(english, ZOFIA).text
    assert said(company.details(typed, user=ZOFIA)) == said(company.details(english, user=ZOFIA))


def test_all_that_could_be_pressed_can_still_be(books: Team) -> None:
    """The buttons of answers that were sent before are answered as they were."""
    shown = books.ask("alpha all").body or {}
    assert {"details", "share", "compare", "cost", "conversions", "edit"} == offered(shown["blocks"])
    books.client.press("open_figures", "alpha all", user=ADA)
    assert books.slack.opened[-1]["callback_id"] == "figures"
    for action, value, form in (
        ("log_cost", "alpha", "cost"),
        ("log_conversions", "alpha", "conversion"),
        ("edit_campaign", "alpha", "campaign"),
    ):
        books.client.press(action, value, user=ADA)
        assert books.slack.opened[-1]["callback_id"] == form
    sent = len(books.slack.responses)
    books.client.press("compare", "alpha 2025-08", user=ADA)
    assert books.slack.responses[sent][1]["text"].startswith("Comparison · Alpha")


@pytest.mark.parametrize(("choice", "form"), [("cost", "cost"), ("conversions", "conversion"), ("edit", "campaign")])
def test_the_menu_opens_the_same_forms(books: Team, choice: str, form: str) -> None:
    """With the campaign in them."""
    books.client.press(choice, message=books.ask("alpha all").body, user=ADA)
    assert books.slack.opened[-1]["callback_id"] == form
    assert "Alpha" in str(books.slack.opened[-1])


@pytest.mark.parametrize(
    ("text", "wanted"), [("2025-08", "channels 2025-08"), ("channels 2025-08", "campaigns 2025-08")]
)
def test_the_other_rows_of_the_same_days_are_a_choice_away(books: Team, text: str, wanted: str) -> None:
    """Beside the answer, which stays."""
    by = wanted.partition(" ")[0]
    post = books.press(f"rank:{by}", books.ask(text).body or {})
    assert post["replace_original"] is False
    assert post["text"] == books.ask(wanted).text


@pytest.mark.parametrize("text", ["", "channels", "campaigns 2025-08", "linkedin this month", "content"])
@pytest.mark.parametrize(
    "period", ["Last 30 days", "This month", "Last month", "This quarter", "This year", "Everything"]
)
def test_another_period_takes_the_place_of_the_answer(books: Team, text: str, period: str) -> None:
    """The same question, redrawn where it stood."""
    drawn = press_period(books, text, period)
    words = {"Last 30 days": "", "Everything": "all"}.get(period, period.lower())
    bare = text.removesuffix(" 2025-08").removesuffix(" this month")
    assert drawn["replace_original"] is True
    assert drawn["text"] == books.ask(f"{bare} {words}".strip()).text


def test_a_polish_reader_chooses_a_period_in_polish(books: Team) -> None:
    """And goes on reading Polish."""
    assert press_period(books, "kanały sierpień 2025", "Wszystko", ANNA)["text"] == books.ask("kanały all", ANNA).text


def press_period(team: Team, text: str, period: str, user: str = ADA) -> Payload:
    """The answer once that period was chosen under it."""
    sent = len(team.slack.responses)
    assert team.client.press("period", period, message=team.ask(text, user).body, user=user).status == 200
    return team.slack.responses[sent][1]


# --- sharing from the menu ---


def test_share_in_the_menu_asks_first(books: Team) -> None:
    """Who will see it; nothing is posted until that is pressed, and then once."""
    asked = books.press("share", books.ask("channels 2025-08", MAX).body or {}, MAX)
    assert asked["response_type"] == "ephemeral"
    assert "Everyone in this conversation will see these figures" in asked["text"]
    stands = {**asked, "ts": "1754300000.900001", "ephemeral_to": MAX}
    post = books.press("share", stands, MAX)
    assert post["response_type"] == "in_channel"
    assert post["text"] == f"{books.ask('channels 2025-08', MAX).text}\nShared by Max Member"
    again = books.press("share", stands, MAX)
    assert again["response_type"] == "ephemeral"
    assert "shared already" in again["text"]


def test_what_is_shared_has_nothing_to_press(books: Team) -> None:
    """But its table and its small print."""
    post = books.share(books.ask("channels 2025-08").body or {})
    assert {block["type"] for block in post["blocks"]} >= {"header", "rich_text", "table", "context"}
    assert offered(post["blocks"]) == set()


# --- behind the veil ---


@pytest.mark.parametrize(
    "text", ["alpha all", "channels 2025-08", "2025-08", "linkedin 2025-08", "compare alpha 2025-08"]
)
def test_no_section_tells_a_member_what_one_person_cost(books: Team, text: str) -> None:
    """Neither the table nor Details nor the text; an admin reads it where costs are told by category."""
    told = books.ask(text, MAX).raw + books.read(text, MAX)
    assert not re.search(r"(?<![\d,.])450(?:\.00)?(?![\d,.])", told)


def test_an_admin_reads_it_in_the_costs(books: Team) -> None:
    """The control."""
    assert "People: $450.00" in said(books.details("alpha all", "costs"))
    assert "People + Tools: $650.00" in said(books.details("alpha all", "costs", MAX))


def test_a_section_that_is_none_is_the_first(books: Team) -> None:
    """A forged choice opens what *Details* opens."""
    view = books.details("alpha all")
    chosen: Any = {"text": {"type": "plain_text", "text": "x"}, "value": "secrets"}
    control = find(view["blocks"], "section")
    assert control.element["initial_option"]["value"] == "how"
    books.client.select(view, "section", {**control.element["options"][0], **chosen}, user=ADA)
    shown = books.slack.views[view["id"]]
    assert find(shown["blocks"], "section").element["initial_option"]["value"] == "how"


def test_what_nothing_came_of_is_decided_in_details_too(company: Team) -> None:
    """Home opens them without the answer, so the verdict and both ways out stand there as well."""
    view = company.details("social-radar", user=OLIVIA)
    assert "Nothing came of $2,988.00 in 12 months" in said(view["blocks"])
    company.client.press("serve_all", view=view, user=OLIVIA)
    assert company.slack.opened[-1]["callback_id"] == "campaign"
