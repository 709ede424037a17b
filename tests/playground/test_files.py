"""Files of a form: how they arrive at the app, and who may read them."""

from __future__ import annotations

from tests.playground.app import BotApp
from tests.playground.conftest import TOKEN, Playground
from tests.playground.kit import field

FILE = field("file", {"type": "file_input", "filetypes": ["csv"], "max_files": 1}, optional=True)
MEGABYTE = 1024 * 1024
FILE_KEYS = {"id", "name", "title", "mimetype", "filetype", "size", "url_private", "url_private_download"}


def test_a_file_arrives_as_slack_describes_it(playground: Playground, app: BotApp) -> None:
    """Its content is behind url_private, for the app's token only."""
    playground.open(FILE)
    content = "dzień,koszt\r\n2026-08-03,250\r\n".encode()
    playground.browser().submit(files={"file": ("koszty <1>.csv", content)})
    [file] = app.last["view"]["state"]["values"]["file"]["file"]["files"]
    assert set(file) >= FILE_KEYS
    assert (file["name"], file["filetype"], file["size"]) == ("koszty <1>.csv", "csv", len(content))
    address = file["url_private"]
    assert address.startswith(f"{playground.url}/files/")
    answer = playground.web.get(address, headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.content) == (200, content)
    assert playground.web.get(address).is_redirect, "to the sign-in page, as in Slack"
    assert playground.web.get(address, headers={"Authorization": "Bearer xoxb-other"}).is_redirect


def test_no_file_is_an_empty_list(playground: Playground, app: BotApp) -> None:
    """A browser posts an empty part where nothing was chosen."""
    playground.open(FILE)
    playground.browser().submit(files={"file": ("", b"")})
    assert app.last["view"]["state"]["values"]["file"]["file"] == {"type": "file_input", "files": []}


def test_a_file_that_is_required_is_missed(playground: Playground, app: BotApp) -> None:
    """The form is not sent without it."""
    playground.open({**FILE, "optional": False})
    playground.browser().submit(files={"file": ("", b"")})
    assert playground.browser().form().one("p", class_="error").text == "Add a file."
    assert app.heard("view_submission") == []


def test_a_file_over_ten_megabytes_is_not_cut(playground: Playground, app: BotApp) -> None:
    """It is refused: a part of it would look like the whole."""
    playground.open(FILE)
    playground.browser().submit(files={"file": ("big.csv", b"x" * (10 * MEGABYTE + 2))})
    assert app.heard("view_submission") == []
