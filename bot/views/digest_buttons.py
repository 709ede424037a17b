"""The buttons under a weekly digest: what is behind it, the weeks before it, and what becomes of the next one."""

from __future__ import annotations

from bot.language import Language, mark
from bot.views.answer_buttons import details_button
from bot.views.blocks import Block, button, message, option, paragraph
from core.calendar.periods import Period
from core.posts.asked_digests import AskedDigest

CHOICES = {
    "cost": mark("Log a cost"),
    "change_digest": mark("Change this digest"),
    "pause_digest": mark("Pause"),
    "stop_digest": mark("Stop"),
}
"""What is chosen -> its words; all but the first take the number of the schedule."""


def digest_buttons(language: Language, week: Period, channel: str, schedule: int) -> tuple[Block, ...]:
    """They say all that is needed of a post of long ago. ``schedule``: the number of the schedule that it came of."""
    asked = AskedDigest(week=week, channel=channel)
    weeks = AskedDigest(week=week, channel=channel, weeks=True)
    return (
        details_button(language, asked.words),
        button(language.say("Eight weeks"), "weeks", weeks.words),
        _menu(language, schedule),
    )


def _menu(language: Language, schedule: int) -> Block:
    options = [
        option(language.say(text), choice if choice == "cost" else f"{choice}:{schedule}")
        for choice, text in CHOICES.items()
    ]
    return {"type": "overflow", "action_id": "more", "options": options}


def stop_question(language: Language, schedule: int) -> Block:
    """The question that *Stop* asks first."""
    question, text, stop = stop_words(language)
    return message(question, [paragraph(text)], (button(stop, "stop_schedule", str(schedule), style="danger"),))


def stop_words(language: Language) -> tuple[str, str, str]:
    """The question, what it comes to, and the word that does it."""
    text = language.say("Nothing more will be posted there. You can set it up again at any time.")
    return language.say("Stop it?"), text, language.say("Stop")


def paused_message(language: Language, schedule: int) -> Block:
    """What *Pause* has done, and how it is resumed."""
    text = language.say("Paused: nothing is posted there until somebody resumes it.")
    return message("", [paragraph(text)], (resume_button(language, schedule),))


def resume_button(language: Language, schedule: int) -> Block:
    return button(language.say("Resume"), "resume_schedule", str(schedule))


def pause_button(language: Language, schedule: int) -> Block:
    return button(language.say("Pause"), "pause_schedule", str(schedule))
