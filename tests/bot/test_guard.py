"""Figures never reach outsiders: every message that carries one, in every kind of conversation, in every way it comes.

The table says what must come out. Its cells are made from the axes, so that one left out is a failure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import product

import pytest

from bot.playground.workspace import Payload
from core.calendar.weekly import Weekday, Weekly
from core.posts.deliveries import Kind
from tests.answers import Answer
from tests.bot.conftest import ANNA, MAX, ZONE, Team, at_work, said, today
from tests.databases import Copies
from tests.screens import find, offered
from tests.slack import SCOPES

OLD_SCOPES = "commands,chat:write,users:read"
"""Those of the manifest of before."""

LIMIT = "4,321.09"
"""The sum that everything on the books comes to: whoever reads it has read a figure."""


class Place(StrEnum):
    OWN = "own"
    ORGANISATION = "shared within our own organisation"
    PRIVATE = "private"
    DIRECT = "direct"
    OTHER_DIRECT = "direct, between others"
    GROUP = "direct, of several"
    SHARED = "externally shared"
    PENDING = "about to be shared"
    LATER = "shared later"
    UNKNOWN = "unknown"
    NO_SCOPE = "scope missing"


class Way(StrEnum):
    COMMAND = "command"
    BUTTON = "button"
    SCHEDULE = "schedule"
    NOTICE = "notice"


class Outcome(StrEnum):
    POSTED = "posted"
    ASKER = "only the asker reads it"
    OUTSIDE = "refused: shared with another organisation"
    DIRECT = "refused: a direct message of others"
    INVITE = "refused: /invite"
    GRANT = "refused or waiting: what to grant and how"
    SILENT = "nothing to tell, or told without a figure"


ANSWERS = {
    "overview": "2025-07",
    "campaign": "guarded",
    "channels": "channels 2025-07",
    "campaigns": "campaigns 2025-07",
    "content": "content 2025-07",
    "comparison": "compare guarded 2025-07",
}
"""Everything under which *Share* stands."""

OTHER_ANSWERS = {"history": "history"}
REFUSALS = {
    Outcome.OUTSIDE: "shared with another organisation",
    Outcome.DIRECT: "Of direct messages",
    Outcome.INVITE: "/invite @ROI Bot",
    Outcome.GRANT: "channels:read and groups:read",
}
IN_POLISH = {
    Outcome.OUTSIDE: "współdzielona z inną organizacją",
    Outcome.DIRECT: "W wiadomościach bezpośrednich",
    Outcome.INVITE: "/invite @ROI Bot",
    Outcome.GRANT: "channels:read i groups:read",
}

GUARDED = {
    Place.OWN: Outcome.POSTED,
    Place.ORGANISATION: Outcome.POSTED,
    Place.PRIVATE: Outcome.POSTED,
    Place.DIRECT: Outcome.POSTED,
    Place.OTHER_DIRECT: Outcome.DIRECT,
    Place.GROUP: Outcome.DIRECT,
    Place.SHARED: Outcome.OUTSIDE,
    Place.PENDING: Outcome.OUTSIDE,
    Place.LATER: Outcome.OUTSIDE,
    Place.UNKNOWN: Outcome.INVITE,
    Place.NO_SCOPE: Outcome.GRANT,
}
EVERYWHERE_ALONE = dict.fromkeys(Place, Outcome.ASKER)
WITHOUT_FIGURES = dict.fromkeys(Place, Outcome.SILENT)

TABLE: Mapping[tuple[str, Way], Mapping[Place, Outcome]] = {
    **{(name, Way.COMMAND): EVERYWHERE_ALONE for name in (*ANSWERS, *OTHER_ANSWERS)},
    **{(name, Way.BUTTON): GUARDED for name in ANSWERS},
    **{(kind, Way.SCHEDULE): GUARDED for kind in ("digest", "alerts", "intro")},
    **{(kind, Way.BUTTON): GUARDED for kind in ("digest", "alerts")},
    **{(kind, Way.NOTICE): WITHOUT_FIGURES for kind in ("digest", "alerts")},
}
"""*Send again* is the button of digests and alerts; a notice goes to the person who set them up."""

NEEDED = {
    Way.COMMAND: (*ANSWERS, *OTHER_ANSWERS),
    Way.BUTTON: (*ANSWERS, "digest", "alerts"),
    Way.SCHEDULE: tuple(kind.value for kind in Kind if kind is not Kind.NOTICE),
    Way.NOTICE: ("digest", "alerts"),
}


def cells(way: Way, *names: str) -> list[tuple[str, Place]]:
    return [(name, place) for name, place in product(names or NEEDED[way], Place)]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """The team with figures on its books, and a conversation of each kind."""

    team: Team

    def conversation(self, place: Place) -> str:
        """A new one, as it is before anything is asked or set up in it."""
        if place is Place.DIRECT:
            return self.team.slack.direct(MAX)
        if place is Place.OTHER_DIRECT:
            return "DOTHERS"
        made = self.team.conversation(member=place is not Place.UNKNOWN)
        self.team.slack.conversations[made] |= {
            "private": place in (Place.PRIVATE, Place.GROUP, Place.UNKNOWN),
            "mpim": place is Place.GROUP,
            "ext_shared": place is Place.SHARED,
            "pending_ext_shared": place is Place.PENDING,
            "org_shared": place is Place.ORGANISATION,
        }
        return made

    @contextmanager
    def now(self, place: Place, *conversations: str) -> Iterator[None]:
        """What has happened by the time of posting: shared meanwhile, or the scopes are those of an old manifest."""
        slack = self.team.slack
        if place is Place.LATER:
            for conversation in conversations:
                slack.conversations[conversation]["ext_shared"] = True
        if place is Place.NO_SCOPE:
            slack.scopes = OLD_SCOPES
        yield
        slack.scopes = SCOPES

    def ask(self, text: str, conversation: str, user: str = MAX) -> Answer:
        return self.team.client.command("/roi", text, user=user, channel=conversation)

    def share(self, text: str, place: Place, user: str = MAX) -> tuple[list[Payload], str]:
        """What everybody in the conversation then reads, and what the person is told."""
        conversation, slack = self.conversation(place), self.team.slack
        shown = {**(self.ask(text, conversation, user).body or {}), "channel": conversation}
        shown |= {"ts": f"1754300000.{next(self.team.numbers):06d}", "ephemeral_to": user}
        sent, posted = len(slack.responses), len(slack.messages)
        with self.now(place, conversation):
            assert self.team.client.press("share", message=shown, user=user).status == 200
            if slack.responses[sent:] and "share" in offered(slack.responses[-1][1].get("blocks", ())):
                self._press_again(slack.responses[-1][1], conversation, user)
        answers = [said for _, said in slack.responses[sent:]]
        read = [one for one in answers if one["response_type"] == "in_channel"]
        read += [one for one in slack.messages[posted:] if one["channel"] == conversation]
        return read, "\n".join(one["text"] for one in answers if one["response_type"] == "ephemeral")

    def _press_again(self, question: Payload, conversation: str, user: str) -> None:
        """Where *Share* was chosen in a menu, a message asks first."""
        asked = {**question, "channel": conversation, "ts": f"1754300000.{next(self.team.numbers):06d}"}
        asked |= {"ephemeral_to": user}
        assert self.team.client.press("share", message=asked, user=user).status == 200


@pytest.fixture(scope="module")
def matrix(copies: Copies) -> Iterator[Matrix]:
    """A campaign whose whole cost is one sum, so that no answer is without it."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("lead", "10", stage="lead")
        team.campaign("Guarded")
        team.cost("4321.09 ads linkedin guarded reel 2025-07-08")
        yield Matrix(team=team)


def test_no_cell_is_missing() -> None:
    """Each message that carries a figure is in the table, each way it comes, and each kind of conversation."""
    wanted = {(name, way) for way, names in NEEDED.items() for name in names}
    assert set(TABLE) == wanted
    assert [row for row, outcomes in TABLE.items() if set(outcomes) != set(Place)] == []


@pytest.mark.parametrize(("name", "place"), cells(Way.COMMAND))
def test_an_answer_is_read_by_who_asked(matrix: Matrix, name: str, place: Place) -> None:
    """In whatever conversation it is asked, nothing is posted."""
    conversation, posted = matrix.conversation(place), len(matrix.team.slack.messages)
    with matrix.now(place, conversation):
        answer = matrix.ask((ANSWERS | OTHER_ANSWERS)[name], conversation)
    assert answer.body is not None
    assert TABLE[name, Way.COMMAND][place] is Outcome.ASKER
    assert answer.body["response_type"] == "ephemeral"
    assert len(matrix.team.slack.messages) == posted


@pytest.mark.parametrize(("name", "place"), cells(Way.BUTTON, *ANSWERS))
def test_share_posts_in_our_own_conversations_only(matrix: Matrix, name: str, place: Place) -> None:
    """Where it does not, the person reads why and what to do, and no figure was posted."""
    read, told = matrix.share(ANSWERS[name], place)
    outcome = TABLE[name, Way.BUTTON][place]
    if outcome is Outcome.POSTED:
        assert [LIMIT in one["text"] for one in read] == [True]
    else:
        assert read == []
        assert REFUSALS[outcome] in told
        assert LIMIT not in told


@pytest.mark.parametrize("place", Place)
def test_a_refused_share_is_explained_in_polish(matrix: Matrix, place: Place) -> None:
    """In the reader's language; the direct message is Max's own and nobody else's."""
    outcome = GUARDED[place]
    if place is Place.DIRECT or outcome is Outcome.POSTED:
        assert place in (Place.OWN, Place.ORGANISATION, Place.PRIVATE, Place.DIRECT)
        return
    read, told = matrix.share("guarded", place, ANNA)
    assert (read, IN_POLISH[outcome] in told) == ([], True)


# --- what comes by itself ---


class Schedules:
    """Digests and alerts in a conversation of each kind, each run once, each looked at as its owner and readers do."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix, self.team = matrix, matrix.team
        self.owners: dict[tuple[str, Place], str] = {}
        self.places: dict[tuple[str, Place], str] = {}
        self.intros: dict[Place, tuple[list[str], str]] = {}
        self.run = _monday(datetime.now().astimezone())
        for name, place in product(("digest", "alerts"), Place):
            self._set_up(name, place)
        later = [self.places[name, Place.LATER] for name in ("digest", "alerts")]
        with matrix.now(Place.LATER, *later):
            self.tick(Place.NO_SCOPE)

    def tick(self, missing: Place | None = None, late: timedelta = timedelta()) -> None:
        """Where a scope is missing for one conversation only, all can run at once."""
        blind = {self.places[name, missing] for name in ("digest", "alerts")} if missing else set()

        def rule(method: str, asked: Payload, _: int) -> str | None:
            unseen = method == "conversations.info" and asked["channel"] in blind
            return "error:missing_scope" if unseen else None

        self.team.slack.rule = rule
        self.team.tick(self.run + late)
        self.team.slack.rule = None

    def posts(self, name: str, place: Place) -> list[str]:
        """What is there of a digest or alerts; not that it was set up, nor what its owner is told."""
        there = self.team.posts(self.places[name, place])
        return [text for text in there if text.startswith(("Weekly digest", "Spend without"))]

    def notices(self, name: str, place: Place) -> list[Payload]:
        direct = self.team.slack.direct(self.owners[name, place])
        shown = [one for one in self.team.slack.messages if one["channel"] == direct]
        return [one for one in shown if "couldn’t be sent" in one["text"] or "wait for a permission" in one["text"]]

    def send_again(self, name: str, place: Place) -> str:
        """The owner presses *Send again*, in a world as it was; what they are told, in place of the notice."""
        (notice,) = self.notices(name, place)
        sent = len(self.team.slack.responses)
        answer = self.team.client.press("send_again", message=notice, user=self.owners[name, place])
        assert answer.status == 200
        return str(self.team.slack.responses[sent][1]["text"])

    def _set_up(self, name: str, place: Place) -> None:
        """Each owner is somebody of their own, so that what they hear is about this cell; Slack refuses none there."""
        owner = self.team.person()
        conversation = self.matrix.conversation(place)
        if place is Place.DIRECT:
            conversation = self.team.slack.direct(owner)
        self.owners[name, place], self.places[name, place] = owner, conversation
        values = {"conversation": conversation}
        if name == "digest":
            values |= {"weekday": "mon", "time": "09:00", "timezone": ZONE}
        with self.matrix.now(Place.NO_SCOPE if place is Place.NO_SCOPE else Place.OWN):
            view = self.team.fill("/roi", values, name, owner).view
        if name == "digest":
            there = [text for text in self.team.posts(conversation) if "has set up" in text]
            self.intros[place] = (there, said(view))


@pytest.fixture(scope="module")
def scheduled(matrix: Matrix) -> Schedules:
    """The week's only cost is the sum looked for; without a conversion it is worth an alert."""
    spent = _monday(datetime.now().astimezone()).date() - timedelta(days=3)
    matrix.team.cost(f"4321.09 ads linkedin guarded {spent}" if spent <= today() else f"4321.09 ads tiktok {spent}")
    return Schedules(matrix)


@pytest.mark.parametrize(("name", "place"), cells(Way.SCHEDULE, "digest", "alerts"))
def test_what_is_due_is_posted_in_our_own_conversations_only(scheduled: Schedules, name: str, place: Place) -> None:
    """Whatever they were when it was set up: they are looked at when it is due."""
    wanted = TABLE[name, Way.SCHEDULE][place] is Outcome.POSTED
    assert [LIMIT in text for text in scheduled.posts(name, place)] == [True] * wanted


@pytest.mark.parametrize("place", Place)
def test_an_introduction_goes_to_our_own_conversations_only(scheduled: Schedules, place: Place) -> None:
    """Elsewhere the form says why the conversation was not told; one shared later had been told before."""
    there, told = scheduled.intros[place]
    outcome = TABLE["intro", Way.SCHEDULE][place]
    if outcome is Outcome.POSTED or place is Place.LATER:
        assert len(there) == 1
    else:
        assert there == []
        assert REFUSALS[outcome] in told


@pytest.mark.parametrize(("name", "place"), cells(Way.NOTICE))
def test_the_owner_hears_once_and_reads_no_figure(scheduled: Schedules, name: str, place: Place) -> None:
    """Why, and what to do; where it was posted there is nothing to hear."""
    told = scheduled.notices(name, place)
    outcome = TABLE[name, Way.SCHEDULE][place]
    assert TABLE[name, Way.NOTICE][place] is Outcome.SILENT
    assert len(told) == (outcome is not Outcome.POSTED)
    for one in told:
        assert REFUSALS[outcome] in one["text"]
        assert LIMIT not in str(one)


@pytest.mark.parametrize(("name", "place"), cells(Way.BUTTON, "digest", "alerts"))
def test_send_again_is_guarded_alike(scheduled: Schedules, name: str, place: Place) -> None:
    """A refused post stays refused as long as the conversation is not ours; what waits needs no button."""
    outcome = TABLE[name, Way.BUTTON][place]
    if outcome is Outcome.POSTED:
        assert scheduled.notices(name, place) == []
        return
    if outcome is Outcome.GRANT:
        assert "send_again" not in str(scheduled.notices(name, place)[0]["blocks"])
        return
    assert REFUSALS[outcome] in scheduled.send_again(name, place)
    assert scheduled.posts(name, place) == []


# --- a missing scope ---


def test_what_waits_is_posted_as_delayed_once_granted(new_team: Team) -> None:
    """Within a day; the owner of two that wait hears once, by name of both scopes, and nothing is posted meanwhile."""
    places, run = _two_digests(new_team, MAX)
    new_team.slack.scopes = OLD_SCOPES
    for hours in (0, 1):
        new_team.tick(run + timedelta(hours=hours))
    assert [new_team.posts(place)[1:] for place in places] == [[], []]
    (notice,) = _direct(new_team, MAX)
    assert "channels:read and groups:read" in notice
    assert "reinstall" in notice
    new_team.slack.scopes = SCOPES
    new_team.tick(run + timedelta(hours=23))
    for place in places:
        [_, digest] = new_team.posts(place)
        assert "Late: a permission was missing in Slack when this was due." in digest
    assert len(_direct(new_team, MAX)) == 1


def test_what_waits_for_more_than_a_day_is_skipped(new_team: Team) -> None:
    """An old digest is no news; the next comes at its time, and does not call itself late. Heard in Polish."""
    places, run = _two_digests(new_team, ANNA)
    new_team.slack.scopes = OLD_SCOPES
    new_team.tick(run)
    new_team.slack.scopes = SCOPES
    new_team.tick(run + timedelta(hours=25))
    assert [len(new_team.posts(place)) for place in places] == [1, 1]
    new_team.tick(run + timedelta(weeks=1))
    for place in places:
        [_, digest] = new_team.posts(place)
        assert "Late: " not in digest
    (notice,) = _direct(new_team, ANNA)
    assert "channels:read i groups:read" in notice


def test_a_guests_direct_message_gets_no_figures(new_team: Team) -> None:
    """Whoever set it up may have become a guest meanwhile: `users.info` is asked when it is due."""
    owner = new_team.person()
    run = _monday(datetime.now().astimezone())
    values = {"conversation": new_team.slack.direct(owner), "weekday": "mon", "time": "09:00", "timezone": ZONE}
    new_team.fill("/roi", values, "digest", owner)
    new_team.slack.person(owner, restricted=True)
    posted = len(_direct(new_team, owner))
    new_team.tick(run)
    assert "Weekly digest" not in "".join(_direct(new_team, owner)[posted:])


@pytest.mark.parametrize("event", ["channel_shared", "channel_unshared"])
def test_slacks_word_that_a_conversation_is_shared_is_taken(new_team: Team, event: str) -> None:
    """It is acknowledged; what counts is what Slack says when something is posted."""
    assert new_team.client.event(event, channel="C1", connected_team_id="T9").status == 200


def test_the_forms_do_not_offer_such_conversations(new_team: Team) -> None:
    """Slack is asked to leave out those shared with others, and direct messages."""
    for word in ("digest", "alerts"):
        asked = find(new_team.form("/roi", word, MAX)["blocks"], "conversation").element["filter"]
        assert asked["exclude_external_shared_channels"] is True
        assert set(asked["include"]) == {"public", "private"}


def _two_digests(team: Team, owner: str) -> tuple[list[str], datetime]:
    run = _monday(datetime.now().astimezone())
    places = [team.conversation(), team.conversation()]
    team.slack.conversations[places[1]]["private"] = True
    for place in places:
        values = {"conversation": place, "weekday": "mon", "time": "09:00", "timezone": ZONE}
        team.fill("/roi", values, "digest", owner)
    return places, run


def _direct(team: Team, user: str) -> list[str]:
    return team.posts(team.slack.direct(user))


def _monday(after: datetime) -> datetime:
    """When digests and alerts of Mondays at nine are next due."""
    return Weekly(weekday=Weekday.MON, at=time(9), timezone=ZONE).next_after(after)
