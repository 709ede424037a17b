"""What is typed stays text, whatever it is, and never breaks the server."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.playground.controls import control_name
from tests.databases import examples
from tests.playground.conftest import ADA, MAX, Playground
from tests.playground.drawn import Node, posted
from tests.playground.kit import FORM
from tests.playground.test_pages import ACTIONS

TAGS = [
    "<x-typed>",
    "</x-typed>",
    "<script>x</script>",
    '"><x-typed a="',
    "' onload='x",
    "</textarea><x-typed>",
    "<!--",
]
SIGNS = ["{{ 7*7 }}", "{% x %}", "&lt;", "&", "<!channel>", "<@U0ADA>", "<javascript:x|x>", "=1+1", "%0", "ś", "🧮"]
SPACES = ["\x00", "\r\n", "\n", "\u202e", "\ufeff"]
COMMANDS = ["/", "/roi", "/roi ", "/invite", "/invite @ROI Bot"]
OPTION = '{"text": {"type": "plain_text", "text": "<x-typed>"}, "value": "<x-typed>"}'
PIECES = st.sampled_from([*TAGS, *SIGNS, *SPACES, *COMMANDS]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=5
)
TYPED = st.lists(PIECES, max_size=6).map("".join) | st.sampled_from(
    ["2026-08-03T09:00", OPTION, '{"text": 7, "value": 7}']
)
MOMENT = control_name("moment", "moment")
FEWER = settings(examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Of a whole form, each of whose fields holds one of the texts that are tried."""

FEW = settings(examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])


def clean(browser_page: Node) -> bool:
    """Whether all that was typed has remained text: no element and no attribute of it is on the page."""
    nodes = browser_page.every()
    return not any(
        node.tag in ("x-typed", "script") or any(name.startswith("on") for name in node.attributes) for node in nodes
    )


@FEW
@given(text=TYPED)
def test_what_is_typed_in_the_composer_stays_text(playground: Playground, text: str) -> None:
    """Never an error of the server, never a tag: as a message, as a command, and as what the app says again."""
    playground.app.say({"text": text[:3000] or "-", "response_type": "in_channel"})
    for user in (ADA, MAX):
        browser = playground.browser(user)
        assert browser.say(text).status_code < 400
    assert clean(playground.browser(ADA).look())


@FEWER
@given(typed=st.lists(TYPED, min_size=len(FORM), max_size=len(FORM)))
def test_what_is_typed_in_a_form_stays_text(playground: Playground, typed: list[str]) -> None:
    """In every kind of field: never an error of the server, never a tag, and the text is there again as it was."""
    view = playground.open(*FORM)
    names = [block["block_id"] for block in FORM]
    form: dict[str, str | list[str]] = {control_name(name, name): text for name, text in zip(names, typed, strict=True)}
    form[MOMENT] = [str(form[MOMENT]), "Europe/Warsaw"]
    browser = playground.browser()
    pressed = {"block_id": "note", "action_id": "note"}
    assert browser.send(f"/views/{view['id']}/act", {**form, **pressed}).status_code < 500
    assert browser.send(f"/views/{view['id']}/submit", form).status_code < 500
    page = browser.look()
    assert clean(page)
    kept = posted(page.one("dialog"))[control_name("note", "note")][0]
    assert kept.splitlines() == typed[names.index("note")].splitlines()


@FEW
@given(day=TYPED | st.dates().map(str), hour=TYPED | st.times().map(str), seen=TYPED, action=st.sampled_from(ACTIONS))
def test_nothing_posted_breaks_the_server(playground: Playground, day: str, hour: str, seen: str, action: str) -> None:
    """Whatever the hidden fields of a page were made to say."""
    browser = playground.browser()
    form = {"date": day, "time": hour, "to": hour, "seen": seen, "callback_id": day, "block_id": day, "choice": hour}
    assert browser.send(f"/{action}", form).status_code < 500
    assert browser.get("/feed", seen=seen).status_code < 500
    assert clean(browser.look())
