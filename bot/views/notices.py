"""Direct messages to the person who set a schedule up: a post got stuck, waits or was skipped."""

from __future__ import annotations

from bot.language import Language
from bot.views.blocks import (
    Block,
    button,
    message,
    paragraph,
)
from bot.views.refusals import how_to_grant, no_leave, refusal
from core.posts.deliveries import Delivery


def stuck_notice(language: Language, delivery: Delivery, reason: str, *, unclear: bool) -> Block:
    """A post is unconfirmed or was refused, and what to do."""
    if unclear:
        title = language.say("A post is unconfirmed")
        text = language.say(
            "Slack didn’t say whether the post for {week} arrived. Look in the conversation: if it "
            "isn’t there, send it again.",
            week=language.period(delivery.week),
        )
    else:
        title = language.say("A post couldn’t be sent")
        text = language.say(
            "The post for {week}: {why}", week=language.period(delivery.week), why=refusal(language, reason)
        )
    again = button(language.say("Send again"), "send_again", str(delivery.id), style="primary")
    return _about_conversation(message(title, [paragraph(text)], (again,)), delivery.conversation)


def waiting_notice(language: Language, delivery: Delivery) -> Block:
    """Once: a scope is missing, how it is granted, and until when that helps."""
    text = language.say(
        "The post for {week} waits. If the permission comes within 24 hours of when it was due, "
        "I post it late; after that it is skipped, and the next comes at its time. The same "
        "holds for all digests and alerts that you have set up.",
        week=language.period(delivery.week),
    )
    parts = [paragraph(no_leave(language)), paragraph(text), paragraph(how_to_grant(language))]
    return _about_conversation(message(language.say("Posts wait for a permission"), parts), delivery.conversation)


def skipped_notice(language: Language, delivery: Delivery, reason: str) -> Block:
    """A post has waited for a day, why, and that the next comes."""
    text = language.say("The post for {week} waited for 24 hours and was skipped.", week=language.period(delivery.week))
    following = language.say("The next comes at its time; until then /roi shows the figures.")
    parts = [paragraph(text), paragraph(refusal(language, reason)), paragraph(following)]
    return _about_conversation(message(language.say("A post was skipped"), parts), delivery.conversation)


def _about_conversation(view: Block, conversation: str) -> Block:
    """The message with the conversation it is about below its title."""
    where = f"<#{conversation}>"
    mention = {"type": "section", "text": {"type": "mrkdwn", "text": where}}
    title, *rest = view["blocks"]
    return {"text": f"{view['text']}\n{where}", "blocks": [title, mention, *rest]}
