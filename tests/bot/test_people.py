"""Who may ask: every kind of person before every surface. A missing cell is a failure, not an oversight."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from itertools import product
from typing import Any

import pytest

from bot import commands, registry
from bot.language import Languages
from bot.slack.people import KEPT_SECONDS, Role, person_of
from core.setup.command_words import Command
from tests.answers import Answer
from tests.bot.conftest import ADA, DAY, MAX, Team, inside
from tests.databases import Copies

GUESTS = "Guests can’t use ROI Bot. Ask a member of this workspace for the figures."
MEMBERS = "Only members of this workspace can use ROI Bot."
ADMINS = "Only admins of the workspace can do this. Ask one of them."
OWN = "Only the person who logged this, or an admin, can undo it."
CANARY = "7,654.32"
"""An amount that nobody refused may see, anywhere."""

Person = dict[str, Any]
KINDS: Mapping[str, Person] = {
    "member": {},
    "admin": {"is_admin": True},
    "owner": {"is_owner": True},
    "grid": {"team": "T9"},
    "guest": {"restricted": True},
    "single-channel guest": {"ultra": True},
    "stranger": {"stranger": True},
    "another team's": {"team": "T9"},
    "bot": {"bot": True},
    "deleted": {"deleted": True},
    "guest and admin": {"restricted": True, "is_admin": True},
    "deleted admin": {"deleted": True, "is_admin": True},
    "another team's admin": {"team": "T9", "is_admin": True},
}
REFUSED = {
    "guest": GUESTS,
    "single-channel guest": GUESTS,
    "guest and admin": GUESTS,
    "stranger": MEMBERS,
    "another team's": MEMBERS,
    "another team's admin": MEMBERS,
    "bot": MEMBERS,
    "deleted": MEMBERS,
    "deleted admin": MEMBERS,
}
WELCOME = tuple(kind for kind in KINDS if kind not in REFUSED)
MANAGING = ("admin", "owner")


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """One of everything, with the canary in it; and one person of each kind, in English and Polish.

    The bot is in this process: who asks what is the same to it as through HTTP.
    """
    with inside(copies) as team:
        set_up(team)
        yield team


def set_up(team: Team) -> None:
    team.slack.scopes += ",im:history"
    team.goal("newsletter", "10")
    team.campaign("Campaign Q3")
    team.cost(f"7654.32 ads linkedin campaign-q3 {DAY}")
    team.cost("7654.32 ads linkedin")
    for kind, code in product(KINDS, ("en", "pl")):
        person(team, kind, code)


def person(team: Team, kind: str, code: str = "en") -> str:
    """The person of this kind; made known to Slack when first asked for."""
    user = f"U{list(KINDS).index(kind)}{code.upper()}"
    if user not in team.slack.people:
        found = team.slack.person(user, name=f"Some {kind}", locale={"en": "en-GB", "pl": "pl-PL"}[code], **KINDS[kind])
        if kind == "grid":
            found["enterprise_user"] = {"id": "W1", "enterprise_id": "E1", "teams": ["T1", "T9"]}
        if kind.startswith("another"):
            found["enterprise_user"] = {"id": "W2", "enterprise_id": "E1", "teams": ["T8", "T9"]}
    return user


def entry(team: Team) -> int:
    """The id of Ada's first entry."""
    return int(query(team, "SELECT min(id) FROM entries")[0][0])


def query(team: Team, statement: str) -> list[Any]:
    with team.beside.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


TABLES = "entries names goals targets schedules deliveries metrics benchmarks company_figures".split()
COUNTS = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)  # noqa: S608 - the tables above


def count(team: Team) -> list[Any]:
    """How many rows each table has, and what the settings say."""
    return [*query(team, f"SELECT {COUNTS}")[0], query(team, "SELECT currency, timezone, language FROM workspaces")]


# --- every surface ---

Surface = Callable[[Team, str], Answer]
TARGET = {
    "campaign": "campaign-q3",
    "goal": "newsletter",
    "count": "5",
    "cost_per_conversion": "2",
    "end": "2027-01-01",
}


def command(name: str, text: str = "") -> Surface:
    return lambda team, user: team.client.command(name, text, user=user)


def submit(command: str, text: str, values: dict[str, Any]) -> Surface:
    """The form as an admin has it on the screen, sent in another's name."""

    def act(team: Team, user: str) -> Answer:
        return team.client.submit(team.form(command, text, ADA), values, user=user)

    return act


def button(action_id: str, value: str = "-") -> Surface:
    return lambda team, user: team.client.press(action_id, value.format(entry=entry(team)), user=user)


def message(text: str) -> Surface:
    return lambda team, user: team.client.message(text, user=user)


def menu(name: str) -> Surface:
    return lambda team, user: team.client.suggest(name, "", view=team.form("/roi-cost", user=ADA), user=user)


def change_category(team: Team, user: str) -> Answer:
    return team.client.select(team.form("/roi-cost", user=ADA), "category", "tools", user=user)


def stop(team: Team, user: str) -> Answer:
    """*Stop* above the digest form."""
    where = team.conversation()
    team.fill("/roi", {"conversation": where}, "digest", ADA)
    view = team.form("/roi", "digest", ADA)
    number = query(team, "SELECT max(id) FROM schedules")[0][0]
    return team.client.press("stop_schedule", str(number), view=view, user=user)


def stages(team: Team, user: str) -> Answer:
    """The form of the stages, as an admin has opened it, sent in another's name."""
    team.client.press("open_stages", view=team.form("/roi", "deal", ADA), user=ADA)
    return team.client.submit(team.slack.opened[-1], {"stages": "Stolen 5"}, user=user)


def refund_form(team: Team, user: str) -> Answer:
    """The form behind *Refund*, of an entry that is on the books."""
    shown = team.form("/roi", "close", ADA)
    forged = {**shown, "callback_id": "refund", "private_metadata": json.dumps({"nonce": "u", "entry": entry(team)})}
    return team.client.submit(forged, {}, user=user)


def link_form(team: Team, user: str) -> Answer:
    """The form behind *Link it*, of a source that no file has named."""
    shown = team.form("/roi", "import", ADA)
    fields = json.dumps({"nonce": "u", "source": "partner / referral"})
    return team.client.submit({**shown, "callback_id": "link_source", "private_metadata": fields}, {}, user=user)


def sources_form(team: Team, user: str) -> Answer:
    """The table of sources, as somebody has opened it, sent in another's name."""
    team.client.press("open_sources", message=team.ask("sources", ADA).body, user=ADA)
    return team.client.submit(team.slack.opened[-1], {"links": ""}, user=user)


def change_form(team: Team, user: str) -> Answer:
    """The form that changes an import, which nobody has opened."""
    shown = team.form("/roi", "import", ADA)
    return team.client.submit({**shown, "callback_id": "import_change"}, {}, user=user)


SURFACES: Mapping[str, Surface] = {
    "/roi": command("/roi"),
    "/roi all": command("/roi", "all"),
    "/roi <campaign>": command("/roi", "campaign-q3"),
    "/roi <nothing known>": command("/roi", "campain-q3"),
    "/roi channels": command("/roi", "channels all"),
    "/roi campaigns": command("/roi", "campaigns all"),
    "/roi compare": command("/roi", "compare campaign-q3"),
    "/roi content": command("/roi", "content all"),
    "/roi metric": command("/roi", "metric"),
    "/roi company": command("/roi", "company"),
    "/roi benchmark": command("/roi", "benchmark"),
    "/roi deal": command("/roi", "deal"),
    "/roi history": command("/roi", "history"),
    "/roi undo": command("/roi", "undo"),
    "/roi help": command("/roi", "help"),
    "/roi repeats": command("/roi", "repeats"),
    "/roi new": command("/roi", "new"),
    "/roi goal": command("/roi", "goal"),
    "/roi target": command("/roi", "target"),
    "/roi digest": command("/roi", "digest"),
    "/roi alerts": command("/roi", "alerts"),
    "/roi rate": command("/roi", "rate"),
    "/roi fx": command("/roi", "fx"),
    "/roi settings": command("/roi", "settings"),
    "/roi export": command("/roi", "export"),
    "/roi import": command("/roi", "import"),
    "/roi sources": command("/roi", "sources"),
    "/roi import list": command("/roi", "import list"),
    "/roi language": command("/roi", "language"),
    "/roi language slack": command("/roi", "language slack"),
    "/roi-cost": command("/roi-cost"),
    "/roi-conversion": command("/roi-conversion"),
    "/roi-cost in one line": command("/roi-cost", "5 ads"),
    "/roi-conversion in one line": command("/roi-conversion", "5 newsletter"),
    "an unknown command": command("/roi-budget", "x"),
    "the cost form": submit("/roi-cost", "", {"amount": "5"}),
    "the conversion form": submit("/roi-conversion", "", {"goal": "newsletter", "count": "5"}),
    "the campaign form": submit("/roi", "new", {"name": "Stolen"}),
    "the goal form": submit("/roi", "goal", {"name": "stolen goal", "basis": "fixed", "value": "5"}),
    "the target form": submit("/roi", "target", TARGET),
    "the metric form": submit("/roi", "metric", {"count": "5", "channel": "linkedin"}),
    "the company form": submit("/roi", "company", {"revenue": "5"}),
    "the benchmark form": submit("/roi", "benchmark", {"channel": "linkedin", "value": "5", "source": "Rival"}),
    "the deal form": submit("/roi", "deal", {"name": "Stolen", "amount": "5"}),
    "the stages form": stages,
    "the digest form": submit("/roi", "digest", {"conversation": "C1"}),
    "the alerts form": submit("/roi", "alerts", {"conversation": "C1"}),
    "the fx form": submit("/roi", "fx", {"currency": "EUR", "rate": "4"}),
    "the rate form": submit("/roi", "rate", {"person": "Stolen", "rate": "5"}),
    "the settings form": submit("/roi", "settings", {"language": "pl"}),
    "the language form": submit("/roi", "language", {"language": "slack"}),
    "the close form": submit("/roi", "close", {}),
    "the refund form": refund_form,
    "the import form": submit("/roi", "import", {}),
    "the import_change form": change_form,
    "the link_source form": link_form,
    "the sources form": sources_form,
    "Link it": button("link_source", "partner / referral"),
    "Edit the table": button("open_sources"),
    "Undo a link": button("unlink_source", "9999 - 0"),
    "Import": button("open_import"),
    "Save an import": button("import_save", "9999"),
    "Change an import": button("import_change", "9999 9999"),
    "Not now": button("import_not_now", "9999"),
    "Undo an import": button("undo_import", "9999"),
    "All imports": button("imports"),
    "Older imports": button("imports_older", "9999"),
    "Refund": button("refund", "{entry}"),
    "Restore after all": button("redo_sure", "{entry}"),
    "Reopen": button("reopen", "2025-03-01"),
    "Show all": button("history_all", "all"),
    "Undo": button("undo", "{entry}"),
    "Undo in the history": button("undo_listed", "{entry}"),
    "Undo after all": button("undo_sure", "{entry}"),
    "Redo": button("redo", "{entry}"),
    "Undo a metric": button("undo_metric", "1"),
    "Undo a metric in the history": button("undo_metric_listed", "1"),
    "Undo a metric after all": button("undo_metric_sure", "1"),
    "Redo a metric": button("redo_metric", "1"),
    "Log another metric": button("log_metric"),
    "Change a month": button("company_month", "2025-08"),
    "Add another benchmark": button("add_benchmark"),
    "Undo a benchmark": button("undo_benchmark", "9999"),
    "Redo a benchmark": button("redo_benchmark", "9999"),
    "Undo a deal": button("undo_deal", "1"),
    "Undo a deal in the history": button("undo_deal_listed", "1"),
    "Undo a deal after all": button("undo_deal_sure", "1"),
    "Redo a deal": button("redo_deal", "1"),
    "Add another deal": button("log_deal"),
    "Change a deal": button("change_deal", "stolen"),
    "Stages": button("open_stages"),
    "Use these shares": button("calibrate_stages"),
    "Older": button("history_older", "9999"),
    "Share": button("share", "campaign-q3"),
    "Compare": button("compare", "campaign-q3"),
    "Log a cost": button("log_cost"),
    "Log conversions": button("log_conversions"),
    "Log a doubtful cost anyway": button("log_cost_anyway", "command:1.2 5 USD category:ads 2025-08-04"),
    "Log doubtful conversions anyway": button("log_conversion_anyway", "command:1.3 5 goal:newsletter 2025-08-04"),
    "Log another cost": button("open_cost_line~another", "2025-08-04 category:ads campaign:campaign-q3"),
    "Log other conversions": button("open_conversion_line~another", "2025-08-04 goal:newsletter"),
    "Open the form of a cost": button("open_cost_line", "2025-08-04 5 ads campain-q3"),
    "Open the form of conversions": button("open_conversion_line", "2025-08-04 5 newsleter"),
    "Log a cost as read": button("log_cost_as~0", "command:1.4 5 USD category:ads 2025-08-04"),
    "Log conversions as read": button("log_conversion_as~1", "command:1.5 5 goal:newsletter 2025-08-04"),
    "Ask as read": button("ask_as~0", "campaign-q3 2026-04-03"),
    "Edit campaign": button("edit_campaign", "campaign-q3"),
    "Answer in Polish": button("answer_in", "u"),
    "Your language": button("open_language", "open"),
    "Send again": button("send_again", "1"),
    "Pause": button("pause_repeat", "9999"),
    "Resume": button("resume_repeat", "9999"),
    "Change": button("change_repeat", "9999"),
    "End": button("end_repeat", "9999"),
    "an unknown button": button("approve"),
    "Stop": stop,
    "the category": change_category,
    "the campaign menu": menu("campaign"),
    "the channel menu": menu("channel"),
    "the content menu": menu("content"),
    "the shortcut for costs": lambda team, user: team.client.shortcut("log_cost", user),
    "the shortcut for conversions": lambda team, user: team.client.shortcut("log_conversions", user),
    "the shortcut of a message": lambda team, user: team.client.message_shortcut(
        "log_cost_from_message", "We paid $5 for campaign-q3", user
    ),
    "the shortcut of files": lambda team, user: team.client.message_shortcut("import_from_message", "No file", user),
    "a form behind a button": button("open_typed", "D1:1.1:0 /roi goal"),
    "a question in the Messages tab": message("all"),
    "a line in the Messages tab": message(f"5 ads {DAY}"),
    "Home": lambda team, user: team.client.event("app_home_opened", user=user, tab="home"),
}  # fmt: skip


def seen(team: Team, surface: Surface, user: str) -> str:
    """Everything this person sees of an answer, wherever it appears."""
    before = [len(team.slack.responses), len(team.slack.opened), len(team.slack.messages)]
    team.slack.home.pop(user, None)
    answer = surface(team, user)
    assert answer.status == 200
    # The form a surface opens for Ada is not seen by the other.
    opened = [view for view in team.slack.opened[before[1] :] if view not in _forms_of_ada(team, before[1])]
    shown = [answer.body, team.slack.responses[before[0] :], opened, team.slack.messages[before[2] :]]
    return unescape(json.dumps([*shown, team.slack.home.get(user)], ensure_ascii=False)).replace("\u00a0", " ")


def _forms_of_ada(team: Team, since: int) -> list[Any]:
    """Forms that fill in for what another has on the screen: those with a Save button."""
    return [view for view in team.slack.opened[since:] if view.get("submit")]


# One gate decides who is refused, whatever is asked. So every surface meets one person who is refused and one who is
# not, each kind in its turn; and every kind meets the surfaces that answer in different ways, in both languages.
TURNS = {
    surface: (list(REFUSED)[number % len(REFUSED)], ("en", "pl")[number % 2], WELCOME[number % len(WELCOME)])
    for number, surface in enumerate(SURFACES)
}


@pytest.mark.parametrize("surface", SURFACES)
def test_every_surface_refuses_some_and_answers_the_others(books: Team, surface: str) -> None:
    """The refused see a sentence and no figure; members, admins and owners are answered."""
    refused, code, welcome = TURNS[surface]
    refuses(books, surface, refused, code)
    shown = seen(books, SURFACES[surface], person(books, welcome))
    assert GUESTS not in shown
    assert MEMBERS not in shown
    assert "Reference" not in shown


@pytest.mark.parametrize("code", ["en", "pl"])
@pytest.mark.parametrize("kind", REFUSED)
def test_the_refused_are_refused_however_they_ask(books: Team, kind: str, code: str) -> None:
    """Guests, strangers, bots and those who have left, by a command, a form, a button, a menu and in Home."""
    for surface in ("/roi all", "the cost form", "Undo", "the campaign menu", "Home"):
        refuses(books, surface, kind, code)


@pytest.mark.parametrize("kind", WELCOME)
def test_the_welcome_are_answered_however_they_ask(books: Team, kind: str) -> None:
    """Members, admins, owners and people of an organisation that includes this workspace read the figures."""
    user = person(books, kind)
    assert "Campaign Q3" in seen(books, SURFACES["/roi <campaign>"], user)
    assert "Campaign Q3" in seen(books, SURFACES["the campaign menu"], user)
    assert " logged" in seen(books, SURFACES["the cost form"], user)


def refuses(team: Team, surface: str, kind: str, code: str) -> None:
    """One sentence in the person's language; nothing is shown and nothing saved."""
    saved = _without_adas_own(team, surface)
    shown = seen(team, SURFACES[surface], person(team, kind, code))
    assert CANARY not in shown
    assert "Campaign Q3" not in shown
    assert _without_adas_own(team, surface, after=saved) == saved
    if surface.endswith("menu"):
        assert '"options": []' in shown
    elif kind in ("bot", "deleted", "deleted admin") and surface.endswith("Messages tab"):
        assert shown == "[null, [], [], [], null]"  # two bots would answer each other for ever
    elif surface != "Home" or REFUSED[kind] == GUESTS:  # the others have no Home tab here to look at
        assert Languages().get(code).say(REFUSED[kind]) in shown


def _without_adas_own(team: Team, surface: str, after: list[Any] | None = None) -> list[Any]:
    """What is saved; before *Stop*, Ada sets up the digest which the other then tries to stop."""
    found = count(team)
    if surface == "Stop":
        if after is not None:
            assert query(team, "SELECT active FROM schedules ORDER BY id DESC LIMIT 1") == [(1,)]
        return found[:4] + found[6:]
    return found


# --- what members may not ---


@pytest.mark.parametrize(
    "surface",
    [
        "/roi company",
        "/roi goal",
        "/roi rate",
        "/roi fx",
        "/roi settings",
        "Change a month",
        "the company form",
        "the goal form",
        "the rate form",
        "the fx form",
        "the settings form",
        "Answer in Polish",
        "the stages form",
        "Stages",
        "Use these shares",
        "the close form",
        "Stop",
    ],
)
def test_what_is_the_admins_is_refused_to_members(books: Team, surface: str) -> None:
    """Goals, settings and what others have set up: a member is told to ask an admin, and nothing changes."""
    saved = _without_adas_own(books, surface)
    assert ADMINS in seen(books, SURFACES[surface], person(books, "member"))
    assert _without_adas_own(books, surface, after=saved) == saved


@pytest.mark.parametrize("surface", ["Undo", "Undo in the history", "Undo after all"])
@pytest.mark.parametrize("kind", ["member", "grid"])
def test_what_others_logged_is_refused_to_members(books: Team, kind: str, surface: str) -> None:
    """A member takes back own entries only, and does not learn what stands in the others'."""
    saved = count(books)
    shown = seen(books, SURFACES[surface], person(books, kind))
    assert OWN in shown
    assert CANARY not in shown
    assert count(books) == saved


def test_members_read_the_goals(books: Team) -> None:
    """Who may not set goals may still see what each is worth."""
    shown = seen(books, SURFACES["/roi goal"], MAX)
    assert "newsletter" in shown
    assert "$10.00" in shown


@pytest.mark.parametrize("kind", MANAGING)
def test_admins_take_back_what_others_logged(books: Team, kind: str) -> None:
    """An admin may take back and put back anybody's entry."""
    receipt = books.cost("11 tools", MAX)
    taken = books.press("undo", receipt.body or {}, person(books, kind))
    assert taken["text"].startswith("Undone")
    assert books.press("redo", taken, person(books, kind))["text"].startswith("Restored")


def test_a_post_that_failed_is_sent_again_on_its_authors_word(books: Team) -> None:
    """*Send again* is its author's or an admin's: another member is refused, and nothing is posted."""
    where = books.conversation(member=False)
    books.fill("/roi", {"conversation": where}, "digest", MAX)
    owed = query(books, "SELECT max(id) FROM deliveries")[0][0]
    books.slack.conversations[where] = {"member": True}
    shown = seen(books, button("send_again", str(owed)), person(books, "member"))
    assert ADMINS in shown
    assert books.posts(where) == []
    assert "Sent" in seen(books, button("send_again", str(owed)), MAX)
    assert len(books.posts(where)) == 1


def test_rights_are_asked_for_again(books: Team) -> None:
    """Whoever becomes a guest is refused within five minutes: what Slack said is not kept for longer."""
    assert KEPT_SECONDS <= 300


# --- one person at a time ---


@pytest.mark.parametrize(
    ("said_of", "role"),
    [
        ({}, Role.MEMBER),
        ({"is_admin": True}, Role.ADMIN),
        ({"is_owner": True}, Role.ADMIN),
        ({"is_primary_owner": True}, Role.ADMIN),
        ({"is_restricted": True}, Role.GUEST),
        ({"is_ultra_restricted": True}, Role.GUEST),
        ({"is_restricted": True, "is_admin": True}, Role.GUEST),
        ({"is_stranger": True}, Role.STRANGER),
        ({"is_stranger": True, "is_admin": True}, Role.STRANGER),
        ({"team_id": "T2"}, Role.STRANGER),
        ({"team_id": "T2", "is_owner": True}, Role.STRANGER),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T3", "T1"]}}, Role.MEMBER),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T3"]}}, Role.STRANGER),
        ({"team_id": "T2", "enterprise_user": {}}, Role.STRANGER),
        ({"team_id": "T2", "enterprise_user": {"teams": None}}, Role.STRANGER),
        ({"team_id": "T2", "enterprise_user": None}, Role.STRANGER),
        ({"is_bot": True}, Role.BOT),
        ({"is_bot": True, "is_admin": True}, Role.BOT),
        ({"deleted": True}, Role.BOT),
        ({"deleted": True, "is_owner": True}, Role.BOT),
    ],
)
def test_what_slack_says_of_a_person_makes_the_role(said_of: Person, role: Role) -> None:
    """What refuses outweighs what allows."""
    assert person_of({"id": "U1", "team_id": "T1"} | said_of, "T1").role is role


@pytest.mark.parametrize(
    ("locale", "language"),
    [("pl-PL", "pl"), ("pl", "pl"), ("PL-pl", "pl"), ("en-US", "en"), ("de-DE", "en"), (None, "en")],
)
def test_the_language_is_the_persons(locale: str | None, language: str) -> None:
    """Polish for pl-*, else English."""
    assert person_of({"id": "U1", "locale": locale}, "T1").language == language


def test_everyone_and_every_surface_is_in_the_matrix() -> None:
    """Whatever the bot registers is a surface here."""
    known = " ".join(SURFACES)
    assert set(commands.COMMANDS) | {"/roi"} <= set(SURFACES)
    assert {f"the {form} form" for form in registry.FORMS} <= set(SURFACES)
    assert set(commands.ROI_COMMANDS) - set(known.split()) <= {Command.HELP}
