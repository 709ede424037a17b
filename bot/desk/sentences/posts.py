"""Sentences for problems with scheduled posts."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed
from core.posts import deliveries

SENTENCES: Sentences = {
    deliveries.UnknownDelivery: fixed("This no longer needs to be sent again."),
    deliveries.UnknownSchedule: fixed("This digest or alert no longer exists."),
}
