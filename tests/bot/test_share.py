"""Share posts an answer to the conversation, once, naming who shared it, without its buttons."""

from __future__ import annotations

from time import monotonic, sleep
from typing import Any

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, Payload, Team, said
from tests.screens import controls, find


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """A campaign with a return and with people in its costs."""
    team.goal("lead", "10")
    team.campaign("Shared one")
    team.cost(f"100 ads linkedin shared-one {DAY}")
    team.cost(f"10h 50 USD people shared-one {DAY}")
    team.cost(f"200 category:other shared-one {DAY}")
    team.conversions(f"160 lead linkedin shared-one {DAY}")
    return team


def test_share_posts_the_answer(books: Team) -> None:
    """Everybody in the conversation sees the same line, and the answer itself stays."""
    post = books.press("share", shown(books, "shared-one"))
    assert post["response_type"] == "in_channel"
    assert post["replace_original"] is False
    assert "ROI 100.00% · cost $800.00 · return $1,600.00" in post["text"]
    assert "ROI 100.00% · cost $800.00 · return $1,600.00" in said(post["blocks"])


def test_the_post_names_who_shared_it_without_a_mention(books: Team) -> None:
    """By display name, so that nobody is pinged."""
    post = books.share(shown(books, "shared-one", MAX), MAX)
    assert "Shared by Max Member" in post["text"]
    assert "Shared by Max Member" in said(post["blocks"])
    assert "<@" not in str(post)
    assert "'user_id'" not in str(post)


def test_a_name_that_looks_like_a_mention_pings_nobody(books: Team) -> None:
    """What people call themselves is never read by Slack."""
    user = books.person(name="<!channel> Bob & Co")
    post = books.press("share", shown(books, "shared-one", user), user)
    assert "<!channel>" not in post["text"]
    assert "&lt;!channel&gt; Bob &amp; Co" in post["text"]


def test_the_post_has_no_buttons(books: Team) -> None:
    """What others see cannot be pressed."""
    assert list(controls(books.press("share", shown(books, "shared-one"))["blocks"])) == []


def test_people_costs_are_merged_for_everybody(books: Team) -> None:
    """Even when an admin shares, what one person cost is not told."""
    answer = shown(books, "shared-one", ADA)
    assert "People: $500.00" in answer["text"]
    post = books.press("share", answer)
    assert "People and other: $700.00" in post["text"]
    assert "$500.00" not in str(post)


@pytest.mark.parametrize("text", ["2025", "channels 2025", "campaigns 2025", "shared-one august 2025"])
def test_every_report_can_be_shared(books: Team, text: str) -> None:
    """Overview, channels, campaigns, and a campaign's period: the post is what was shown."""
    answer = shown(books, text, MAX)
    post = books.share(answer, MAX)
    assert post["text"] == f"{answer['text']}\nShared by Max Member"


def test_the_overview_without_a_word_can_be_shared(new_team: Team) -> None:
    """Plain `/roi` as well."""
    new_team.cost("100 ads linkedin")
    post = new_team.share(shown(new_team, ""))
    assert post["text"].startswith("Overview")


def test_pressing_twice_posts_once(books: Team) -> None:
    """A double click does not double the post."""
    answer = shown(books, "shared-one")
    books.press("share", answer)
    again = books.press("share", answer)
    assert again["response_type"] == "ephemeral"
    assert "shared already" in again["text"]


def test_a_new_answer_can_be_shared_again(books: Team) -> None:
    """Asked anew, it is shared anew."""
    for _ in range(2):
        assert books.press("share", shown(books, "shared-one"))["response_type"] == "in_channel"


def test_a_share_that_slack_refused_can_be_tried_again(books: Team) -> None:
    """Nothing was posted, so the next press posts."""
    answer = shown(books, "shared-one")
    books.slack.fail_next("response_url", "429:30")
    assert books.client.press("share", message=answer, user=ADA).status == 200
    assert books.press("share", answer)["response_type"] == "in_channel"


@pytest.mark.parametrize("how", ["500-after", "drop-after"])
def test_a_share_whose_answer_was_lost_is_not_posted_again(books: Team, how: str) -> None:
    """Slack has posted it and said nothing or broken down: a second press must not double it."""
    answer = shown(books, "shared-one")
    books.slack.responses.clear()
    books.slack.fail_next("response_url", how)
    for _ in range(2):
        assert books.client.press("share", message=answer, user=ADA).status == 200
    assert [post.get("response_type") for _, post in books.slack.responses].count("in_channel") == 1


def test_share_says_first_who_will_see_it(books: Team) -> None:
    """A dialog asks before anything is posted."""
    ask: Any = find(books.ask("shared-one").blocks, "share").element["confirm"]
    assert "Everyone in this conversation will see" in ask["text"]["text"]
    assert (ask["confirm"]["text"], ask["deny"]["text"]) == ("Share", "Cancel")


@pytest.mark.parametrize(
    ("guests", "english", "polish"),
    [
        (0, "see these figures, and that you shared them.", "zobaczą te liczby"),
        (1, "see these figures, including 1 guest, and", "w tym 1 gość, zobaczą"),
        (2, "see these figures, including 2 guests, and", "w tym 2 goście, zobaczą"),
        (5, "see these figures, including 5 guests, and", "w tym 5 gości, zobaczą"),
    ],
)
def test_share_names_the_guests_who_will_read_it(books: Team, guests: int, english: str, polish: str) -> None:
    """Of this conversation, among colleagues; nobody is asked about twice."""
    place = books.conversation()
    books.slack.conversations[place]["members"] = [MAX, *(books.person(restricted=True) for _ in range(guests)), ADA]
    assert english in question(books, place, MAX)
    assert polish in question(books, place, ANNA)
    asked = [said for method, said in books.slack.calls if method == "conversations.members"]
    assert [said["channel"] for said in asked].count(place) == 1


def test_guests_of_a_conversation_slack_does_not_show_may_be_there(books: Team) -> None:
    """The bot is not in it, so it says what it does not know."""
    place = books.conversation(member=False)
    books.slack.conversations[place] |= {"private": True, "members": [MAX, GUEST]}
    ask: Any = find(asked_in(books, place, MAX)["blocks"], "share").element["confirm"]
    assert ask["text"]["text"].endswith("that you shared them; guests may be among them.")
    ask = find(asked_in(books, place, ANNA)["blocks"], "share").element["confirm"]
    assert ask["text"]["text"].endswith("mogą być wśród nich goście.")


def test_an_answer_waits_for_no_guests(books: Team) -> None:
    """What takes Slack more than a second is said to be unknown, and known to the next answer."""
    place = books.conversation()
    books.slack.conversations[place]["members"] = [MAX]
    books.slack.fail_next("conversations.members", "slow:1.2")
    ask: Any = find(asked_in(books, place, MAX)["blocks"], "share").element["confirm"]
    assert "guests may be among them" in ask["text"]["text"]
    assert "guests" not in question(books, place, MAX)


def test_a_polish_answer_is_shared_in_polish(books: Team) -> None:
    """In the words of the person who shares it."""
    post = books.press("share", shown(books, "shared-one", ANNA), ANNA)
    assert "ROI 100,00%" in post["text"]
    assert "Anna Nowak" in post["text"]
    assert "Shared by" not in post["text"]


def question(team: Team, place: str, user: str, text: str = "shared-one") -> str:
    """What *Share* asks there, once it is known who is in the conversation: a slow machine may take a second for it."""
    end = monotonic() + 20
    while True:
        ask: Any = find(asked_in(team, place, user, text)["blocks"], "share").element["confirm"]
        told = str(ask["text"]["text"])
        if ("may be among them" not in told and "mogą być wśród" not in told) or monotonic() > end:
            return told
        sleep(0.2)


def asked_in(team: Team, place: str, user: str, text: str = "shared-one") -> Payload:
    """An answer in this conversation."""
    return team.client.command("/roi", text, user=user, channel=place).body or {}


def shown(team: Team, text: str, user: str = ADA) -> Payload:
    """An answer as it stands in the conversation, with the time Slack gave it."""
    return {**(team.ask(text, user).body or {}), "ts": f"1754300000.{next(team.numbers):06d}", "ephemeral_to": user}


def test_share_in_the_menu_posts_an_answer_once(books: Team) -> None:
    """Asked twice from one answer, the second question shares nothing more."""
    answer = {**(books.ask("channels all").body or {}), "ts": "1754300000.000100"}
    first, second = (books.press("share", answer) for _ in range(2))
    assert books.press("share", first)["response_type"] == "in_channel"
    again = books.press("share", second)
    assert again["response_type"] == "ephemeral"
    assert "This was shared already." in again["text"]
