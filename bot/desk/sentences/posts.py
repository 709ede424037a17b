"""Sentences for problems with scheduled posts."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed
from core.posts import deliveries

SENTENCES: Sentences = {
    deliveries.UnknownDelivery: fixed("This needs no second sending any more."),
    deliveries.UnknownSchedule: fixed("This is no longer set up."),
}
