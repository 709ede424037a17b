"""Meanings: what a column of a file says."""

from __future__ import annotations

from enum import StrEnum


class Meaning(StrEnum):
    """A column without a meaning is not read at all, so that nothing of it can be kept."""

    DAY = "day"
    START = "start"
    END = "end"
    """The first and last day of a row, both included, where it is of more than one."""
    ACCOUNT = "account"
    CAMPAIGN = "campaign"
    CAMPAIGN_GROUP = "campaign_group"
    AD_SET = "ad_set"
    AD = "ad"
    PLATFORM = "platform"
    """The channel within a platform: Facebook or Instagram of Meta."""
    BREAKDOWN = "breakdown"
    """Age, gender, device, hour: rows that differ in it are summed."""
    CURRENCY = "currency"
    SPEND = "spend"
    SPEND_MICROS = "spend_micros"
    """Millionths of the currency's unit."""
    RESULTS = "results"
    RESULT_TYPE = "result_type"
    REVENUE = "revenue"
    IMPRESSIONS = "impressions"
    CLICKS = "clicks"
    CATEGORY = "category"
    CHANNEL = "channel"
    GOAL = "goal"
    COUNT = "count"
    AMOUNT = "amount"
    NOTE = "note"
    EXTERNAL_ID = "external_id"
    FIRST_CONTACT = "first_contact"
    SOURCE = "source"
    MEDIUM = "medium"
    SOURCE_MEDIUM = "source_medium"
    CONTENT = "content"
    TERM = "term"
    DEAL = "deal"
    """The name of a deal: never that of a person, whose columns have no meaning here."""
    STAGE = "stage"
    PROBABILITY = "probability"
    CLOSED_ON = "closed_on"
    CREATED_ON = "created_on"
    STATUS = "status"


class Level(StrEnum):
    """How fine a platform's rows are: the campaign's level is the same for all, whatever a platform calls it."""

    ACCOUNT = "account"
    CAMPAIGN = "campaign"
    AD_SET = "ad_set"
    AD = "ad"
