"""The ten jobs, and how many steps each takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator, expect

from tests.browser.person import Person

STEPS = {
    "log an ad cost, one line": 1,
    "log an ad cost, form": 3,
    "log 12 sign-ups, one line": 1,
    "log 12 sign-ups, form": 2,
    "new campaign and goal": 4,
    "ask": 1,
    "correct": 2,
    "undo": 1,
    "compare two channels": 1,
    "find what to cut": 1,
    "digest seen arriving": 3,
    "alert seen arriving": 3,
}
"""Job -> its steps. A line typed and sent is one, and so is a press: of a button, an option of a menu, Escape. Text
typed into a field belongs to the form. What comes by itself, as a post on Monday, takes none.
"""


@dataclass
class Counted:
    """Somebody whose steps are counted, by job."""

    person: Person
    steps: dict[str, int] = field(default_factory=dict)
    job: str = ""

    def begin(self, job: str) -> None:
        self.job = job
        self.steps[job] = 0

    def ask(self, line: str) -> Locator:
        self.steps[self.job] += 1
        return self.person.ask(line)

    def open(self, line: str) -> Locator:
        self.steps[self.job] += 1
        return self.person.open(line)

    def choose(self, label: str, option: str) -> None:
        self.steps[self.job] += 1
        self.person.choose(label, option, option)

    def fill(self, label: str, text: str) -> None:
        self.person.form.get_by_role("textbox", name=label).fill(text)

    def press(self, message: Locator, button: str) -> None:
        self.steps[self.job] += 1
        self.person.press(message, button)

    def save(self, told: str) -> None:
        self.steps[self.job] += 1
        self.person.save()
        expect(self.person.form).to_contain_text(told)

    def close(self) -> None:
        self.steps[self.job] += 1
        self.person.dismiss()


def test_every_job_takes_few_steps(olivia: Person) -> None:
    """One line or three steps log, one asks, one finds what to cut."""
    counted = Counted(olivia)
    _log(counted)
    _plan(counted)
    _ask(counted)
    _watch(counted)
    assert counted.steps == STEPS


def _log(counted: Counted) -> None:
    counted.begin("log an ad cost, one line")
    receipt = counted.ask("/roi-cost 250 ads linkedin campaign-q3")
    expect(receipt).to_contain_text("$250.00 logged · Ads · LinkedIn · Campaign Q3")
    counted.begin("correct")
    counted.press(receipt, "Correct")
    expect(counted.person.form).to_be_visible()
    counted.fill("Amount", "260")
    counted.save("$260.00")
    counted.person.dismiss()
    counted.begin("undo")
    expect(counted.ask("/roi undo")).to_contain_text("$260.00")
    counted.begin("log an ad cost, form")
    counted.open("/roi-cost")
    counted.fill("Amount", "250")
    counted.choose("Campaign", "Campaign Q3")
    counted.save("$250.00 logged · Ads")
    counted.person.dismiss()
    counted.begin("log 12 sign-ups, one line")
    expect(counted.ask("/roi-conversion 12 newsletter linkedin campaign-q3")).to_contain_text("12 × Newsletter")


def _plan(counted: Counted) -> None:
    counted.begin("new campaign and goal")
    counted.open("/roi new")
    counted.fill("Name", "Harbour Days")
    counted.save("Harbour Days")
    counted.person.dismiss()
    counted.open("/roi goal")
    counted.fill("Name", "Sign-up")
    counted.fill("Conversion rate", "10")
    counted.fill("Value", "150")
    counted.save("Sign-up")
    counted.person.dismiss()
    counted.begin("log 12 sign-ups, form")
    counted.open("/roi-conversion")
    counted.fill("How many", "12")
    counted.save("12 × Sign-up")
    counted.person.dismiss()


def _ask(counted: Counted) -> None:
    counted.begin("ask")
    expect(counted.ask("/roi campaign-q3")).to_contain_text("ROI 17")
    counted.begin("compare two channels")
    answer = counted.ask("/roi compare linkedin youtube")
    expect(answer).to_contain_text("LinkedIn")
    expect(answer).to_contain_text("YouTube")
    counted.begin("find what to cut")
    expect(counted.ask("/roi where should I cut")).to_contain_text("Cut Product videos")


def _watch(counted: Counted) -> None:
    for job, line in (("digest seen arriving", "/roi digest"), ("alert seen arriving", "/roi alerts")):
        counted.begin(job)
        counted.open(line)
        counted.save("set up")
        counted.close()
    before = counted.person.messages.count()
    counted.person.go_to_monday()
    expect(counted.person.messages).to_have_count(before + 2)
    expect(counted.person.messages.nth(before)).to_contain_text("28 Sep – 4 Oct 2026")
    expect(counted.person.messages.nth(before + 1)).to_contain_text("Spend without results")
