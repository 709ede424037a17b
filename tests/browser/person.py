"""Somebody at the page, who types and presses as people do. Nobody waits a fixed time: each step waits for its sign."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect

OLIVIA, JAN, EMMA, ZOFIA, TOM = "U0OLIVIA", "U0JANKOW", "U0EMMAFI", "U0ZOFIAN", "U0TOMREED"
"""An owner; a member who reads Polish; a member; an admin who reads Polish; a guest (docs/sample-data.md)."""

MARKETING, LEADERSHIP = "C0MARKETING", "G0LEADERSHIP"
HOME = "home"


@dataclass(frozen=True, kw_only=True)
class Person:
    """``user`` looks at ``place``, a conversation's id or `HOME`."""

    page: Page
    address: str
    user: str = OLIVIA
    place: str = MARKETING

    def at(self, place: str = MARKETING, *, user: str = "") -> Person:
        """The same browser there, as ``user``."""
        there = replace(self, place=place, user=user or self.user)
        self.page.goto(f"{self.address}/{there.user}/{place}")
        return there

    # --- the composer and its answers ---

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("combobox", name="Message, or / for a command")

    @property
    def messages(self) -> Locator:
        return self.page.locator("#messages article")

    def say(self, text: str) -> None:
        """Types it in the composer and presses Enter."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def ask(self, text: str) -> Locator:
        """Says it; the message it is answered with."""
        before = self.messages.count()
        self.say(text)
        return self.message(before)

    def write(self, text: str) -> Locator:
        """Writes it to the bot, where it stays; the message it is answered with."""
        before = self.messages.count()
        self.say(text)
        return self.message(before + 1)

    def message(self, index: int) -> Locator:
        """The message of that number, once it is the newest."""
        expect(self.messages).to_have_count(index + 1)
        return self.messages.nth(index)

    def press(self, message: Locator, button: str) -> None:
        """A button of a message."""
        message.get_by_role("button", name=button, exact=True).click()

    def details(self, message: Locator, section: str) -> Locator:
        """Opens a section of what stands behind an answer's *Details*; the modal."""
        self.press(message, "Details")
        expect(self.form).to_be_visible()
        self.form.get_by_role("combobox", name="Section").select_option(label=section)
        return self.form

    # --- forms ---

    @property
    def form(self) -> Locator:
        return self.page.locator("dialog.modal")

    def open(self, command: str) -> Locator:
        """Types a command that opens a form; the form."""
        self.say(command)
        expect(self.form).to_be_visible()
        return self.form

    def save(self) -> None:
        """Presses Enter on the form's Save, as the keyboard reaches it."""
        self.form.get_by_role("button", name="Save").press("Enter")

    def dismiss(self) -> None:
        """Escape."""
        self.page.keyboard.press("Escape")
        expect(self.form).to_have_count(0)

    def choose(self, label: str, typed: str, option: str) -> None:
        """Types in a searching menu and takes the option with the arrow keys and Enter."""
        box = self.form.get_by_role("combobox", name=label)
        box.fill(typed)
        wanted = self.form.get_by_role("option", name=option, exact=True)
        expect(wanted).to_be_visible()
        self._walk_to(box, wanted)
        box.press("Enter")
        expect(box).to_have_attribute("aria-expanded", "false")

    def _walk_to(self, box: Locator, wanted: Locator) -> None:
        for _ in range(self.form.get_by_role("option").count()):
            if wanted.get_attribute("aria-selected") == "true":
                return
            box.press("ArrowDown")

    # --- the bar above ---

    def go_to_monday(self) -> None:
        """Moves the bot's clock to the next Monday, 09:00."""
        self.page.locator("details.clock summary").click()
        self.page.get_by_role("button", name="Next Monday 09:00").click()


def watched(page: Page) -> list[str]:
    """Grows by each error of a script or of the console, and each answer of the server that is its own failure."""
    faults: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error":
            faults.append(f"console: {said.text}")

    def answered(answer: Response) -> None:
        if answer.status >= 500:
            faults.append(f"{answer.status}: {answer.url}")

    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", heard)
    page.on("response", answered)
    return faults
