"""The pages: who sees what, what changes by itself, and who may ask for them."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.playground.app import BotApp
from tests.playground.conftest import ADA, ADAS, HOME, MAX, OPEN, PRIVATE, Playground
from tests.playground.kit import FORM, actions, button, mrkdwn

WARSAW = ZoneInfo("Europe/Warsaw")
ACTIONS = (
    *("say", "shortcut", "notice", "clock", "refusals", "messages/1.000001/act"),
    *("views/V1/act", "views/V1/submit", "views/V1/close"),
)


# --- who sees what ---


def test_the_start_is_the_first_persons_first_conversation(playground: Playground) -> None:
    """Nobody logs in."""
    response = playground.web.get(playground.url)
    assert (response.status_code, response.headers["location"]) == (307, f"/{ADA}/{OPEN}")


def test_a_page_says_where_one_is_and_who(playground: Playground) -> None:
    """The conversations one is in, those one acts as, and the language of the person."""
    page = playground.browser().look()
    sidebar = page.one("nav", id="sidebar").text
    assert all(name in sidebar for name in ("c0open", "g0private", "c0adas", "ROI Bot"))
    assert "c0adas" not in playground.browser(MAX).look().one("nav", id="sidebar").text
    assert 'lang="pl"' in playground.browser(MAX).get().text.partition(">")[2][:40]


def test_ephemeral_answers_are_on_nobody_elses_page(playground: Playground, app: BotApp) -> None:
    """Neither on the page nor in what it is sent later."""
    other = playground.browser(MAX)
    before = other.look()
    app.say({"text": "for Ada", "blocks": [{"type": "section", "text": mrkdwn("for Ada")}]})
    playground.command("campaign-q3")
    assert "for Ada" in playground.browser(ADA).messages()[0]
    assert other.feed(before).status_code == 204
    assert "for Ada" not in other.get().text


def test_a_notice_is_for_one_person(playground: Playground) -> None:
    """What has gone wrong for one is nothing to another."""
    playground.browser(ADA).send("/clock", {"date": "2099-01-01", "time": "09:00"})
    assert playground.browser(ADA).notice()
    assert playground.browser(MAX).notice() == ""


@pytest.mark.parametrize(("user", "place"), [(MAX, ADAS), (MAX, "C0NOWHERE"), (ADA, f"D{MAX}")])
def test_one_is_led_away_from_where_one_is_not(playground: Playground, user: str, place: str) -> None:
    """To one's own first conversation; the page tells nothing of the other, and its feed stays empty."""
    browser = playground.browser(user, place)
    response = browser.get()
    assert (response.status_code, response.headers["location"]) == (307, f"/{user}/{OPEN}")
    assert browser.get("/feed", seen="{}").status_code == 204


def test_a_person_nobody_knows_is_led_to_the_start(playground: Playground) -> None:
    """There is no page of theirs."""
    response = playground.browser("U0NOBODY").get()
    assert (response.status_code, response.headers["location"]) == (307, "/")


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(("user", "place"), [(MAX, ADAS), ("U0NOBODY", OPEN)])
def test_one_acts_only_where_one_is(playground: Playground, app: BotApp, user: str, place: str, action: str) -> None:
    """404, and the app hears nothing."""
    response = playground.browser(user, place).send(f"/{action}", {"text": "/roi", "callback_id": "log_cost"})
    assert response.status_code == 404
    assert app.sent == []


def test_unread_messages_are_counted_until_one_looks(playground: Playground) -> None:
    """In the sidebar, for each person by themselves."""
    playground.post(ADAS)
    playground.post(ADAS)
    assert "c0adas, unread: 2" in playground.browser().look().one("nav", id="sidebar").text
    playground.browser(place=ADAS).look()
    assert "unread" not in playground.browser().look().one("nav", id="sidebar").text


# --- what changes ---


def test_the_feed_is_silent_where_nothing_changed(playground: Playground) -> None:
    """204 for who has seen everything, on every kind of place."""
    playground.call("views.publish", user_id=ADA, view={"type": "home", "blocks": [actions(button())]})
    for place in (OPEN, PRIVATE, HOME, playground.slack.direct(ADA)):
        browser = playground.browser(place=place)
        assert (browser.feed().status_code, browser.feed().content) == (204, b"")


def test_the_feed_brings_what_changed_and_only_that(playground: Playground) -> None:
    """A new message redraws the messages, not the form; knowing the rest, the browser is told no more."""
    browser = playground.browser()
    before = browser.look()
    playground.post(OPEN)
    response = browser.feed(before)
    assert response.status_code == 200
    assert "12 leads" in response.text
    assert 'hx-target="#messages"' in response.text
    assert all(f'hx-target="#{region}"' not in response.text for region in ("modal", "now", "notice", "sidebar"))


def test_the_feed_survives_what_it_never_said(playground: Playground) -> None:
    """A browser that remembers nonsense gets everything."""
    for seen in ("", "{", "[]", "7", '{"messages": 7}'):
        response = playground.browser().get("/feed", seen=seen)
        assert (response.status_code, 'hx-target="#messages"' in response.text) == (200, True)


def test_a_form_is_not_redrawn_while_one_types(playground: Playground) -> None:
    """Another person's message leaves it alone."""
    playground.open(FORM[0])
    browser = playground.browser()
    before = browser.look()
    playground.browser(MAX).say("hello")
    assert 'hx-target="#modal"' not in browser.feed(before).text


# --- the clock ---


def test_the_clock_goes_to_next_monday(playground: Playground, tmp_path: Path) -> None:
    """Nine o'clock of the person's zone, written where the app reads it; the page waits for the app."""
    before = json.loads((tmp_path / "clock-wanted.json").read_text("utf-8"))["offset_seconds"]
    playground.browser().send("/clock", {"to": "monday"})
    after = json.loads((tmp_path / "clock-wanted.json").read_text("utf-8"))["offset_seconds"]
    assert 0 < after - before <= 7 * 24 * 3600
    wanted = playground.slack.timeline.wanted().astimezone(WARSAW)
    assert (wanted.weekday(), f"{wanted:%H:%M}") == (0, "09:00")
    assert "moving…" in playground.browser().look().one(id="now").text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"date": "2099-01-01", "time": "09:00"}, "The clock moves at most two years at a time."),
        ({"date": "0001-01-01", "time": "00:00"}, "The clock moves at most two years at a time."),
        ({"date": "9999-12-31", "time": "23:59"}, "The clock moves at most two years at a time."),
        ({"date": "tomorrow", "time": "09:00"}, "Write the date and the time, as 2026-10-12 and 09:00."),
        ({"date": "2026-10-12", "time": "9"}, "Write the date and the time, as 2026-10-12 and 09:00."),
        ({}, "Write the date and the time, as 2026-10-12 and 09:00."),
    ],
)
def test_a_moment_out_of_reach_is_refused(
    playground: Playground, tmp_path: Path, form: dict[str, str], sentence: str
) -> None:
    """The sentence says what to do, and the clock stands where it stood."""
    before = (tmp_path / "clock-wanted.json").read_text("utf-8")
    browser = playground.browser()
    assert browser.send("/clock", form).status_code == 200
    assert browser.notice() == sentence
    assert (tmp_path / "clock-wanted.json").read_text("utf-8") == before


# --- who may ask ---


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::1]", ""])
def test_another_host_name_is_refused(playground: Playground, host: str) -> None:
    """A name somebody has pointed at this machine opens nothing."""
    for path in ("/", f"/{ADA}/{OPEN}", "/api/auth.test", "/static/page.css"):
        assert playground.web.get(playground.url + path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machines_own_names_are_good(playground: Playground, host: str) -> None:
    """With the port, as browsers send it."""
    port = httpx.URL(playground.url).port
    response = playground.web.get(f"{playground.url}/{ADA}/{OPEN}", headers={"Host": f"{host}:{port}"})
    assert response.status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"])
def test_another_sites_page_posts_nothing_here(playground: Playground, app: BotApp, origin: str) -> None:
    """403, whatever it tries; the app hears nothing and nothing is written."""
    for action in ACTIONS:
        address = f"{playground.url}/{ADA}/{OPEN}/{action}"
        response = playground.web.post(address, data={"text": "/roi"}, headers={"Origin": origin})
        assert response.status_code == 403
    assert app.sent == []
    assert playground.browser().messages() == []


def test_its_own_pages_may_post(playground: Playground, app: BotApp) -> None:
    """A browser says where the page is from."""
    address, headers = f"{playground.url}/{ADA}/{OPEN}/say", {"Origin": playground.url}
    assert playground.web.post(address, data={"text": "/roi"}, headers=headers).status_code in (200, 204)
    assert len(app.sent) == 1


def test_pages_load_nothing_from_elsewhere(playground: Playground) -> None:
    """The policy stands on every page and file, and every address on the page is the playground's own."""
    for path in (f"/{ADA}/{OPEN}", f"/{ADA}/{HOME}", "/static/page.js"):
        policy = playground.web.get(playground.url + path).headers["content-security-policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
        assert (rules["connect-src"], rules["form-action"], rules["base-uri"]) == ("'self'", "'self'", "'none'")
        assert rules["frame-ancestors"] == "'none'"
    html = playground.browser().get().text
    assert "http://" not in html
    assert "https://" not in html
    assert " onclick=" not in html
