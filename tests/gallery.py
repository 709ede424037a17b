"""Every view of the bot, drawn with the sample values: messages, modals and sentences, in any language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.desk.desk import AdminsOnly, AlreadyDone, ForeignWorkspace
from bot.desk.sentences import sentence
from bot.desk.sentences.quick_entry import MISSING, SAID_ONCE
from bot.desk.sentences.setup import NAMES_OF_KINDS
from bot.forms.fields import FieldMissing
from bot.language import Language
from bot.services.saved_fields.campaigns import fields as campaign_fields
from bot.slack.people import NotWelcome, Role, Unknown
from bot.views import (
    alerts,
    answer_buttons,
    digests,
    exchange,
    help,
    history,
    metrics,
    modals,
    notices,
    outages,
    preview,
    receipts,
    refusals,
    repeats,
    schedules,
    targets,
)
from bot.views.blocks import Block, button, message, paragraph
from bot.views.forms import entries as entry_forms
from bot.views.forms import goals as goal_forms
from bot.views.forms import plans as plan_forms
from bot.views.forms import settings as settings_forms
from core.calendar.period_words import AmbiguousDate, UnknownDate, UnknownPeriod
from core.calendar.periods import EndBeforeStart
from core.calendar.weekly import UnknownChoice, UnknownTime, UnknownTimezone
from core.ledger.entries import (
    Conversion,
    CorrectedSince,
    CorrectionNotYours,
    Cost,
    NothingChanged,
    NothingToUndo,
    NotYours,
    TakenBack,
    UnknownEntry,
)
from core.ledger.entry_fields import CreditWithoutReason, DayTooFar, NotACount, NoteTooLong, ShareTooHigh
from core.ledger.history_filter import Chosen
from core.ledger.hourly_rates import HourlyRateUnknown, PeopleAndHours, RateNotYours, TooManyPeople, WorkUnreadable
from core.ledger.media import MediaTooHigh
from core.ledger.metrics import MetricKind
from core.ledger.quick_line import AmbiguousWord, SaidTwice, WordMissing
from core.ledger.quick_words import UnknownWord
from core.ledger.refunds import RefundNotCorrected
from core.ledger.repeats import Every, State, UnknownRepeat
from core.ledger.splits import (
    NothingToSplitBy,
    SplitHasCampaign,
    SplitKey,
    SplitTellsHours,
    TooManyParts,
    UnknownPart,
    WeightsMissing,
    WeightsUnreadable,
)
from core.ledger.spreads import SpreadTooLong
from core.money.exchange import CurrencyEnded, NothingToExchange, RateInOther, RateUnknown
from core.money.money import (
    CurrencyDiffers,
    CurrencyUnclear,
    Money,
    NotANumber,
    NotInReporting,
    NotPositive,
    NumberUnclear,
    TooLarge,
    TooManyDecimals,
    UnknownCurrency,
)
from core.performance.extremes import Extremes
from core.plans.own_benchmarks import SourceMissing
from core.posts.deliveries import Kind, UnknownDelivery, UnknownSchedule
from core.posts.deliveries import State as DeliveryState
from core.posts.refusals import MISSING_SCOPE
from core.problems import Problem
from core.sales.pipelines import Pipeline
from core.setup.campaigns import MarginTooHigh, UnknownCampaign
from core.setup.categories import Category
from core.setup.company_figures import MonthAhead
from core.setup.goals import Basis, RateMissing, RateTooHigh, SecondStageCounts, Stage, UnknownGoal
from core.setup.names import NameMissing, NameTaken, NameTooLong
from core.setup.registers import NameUnclear
from core.setup.workspaces import NotAPercentage, OtherCurrency
from storage.outages import Cause, Outage, Unsettled
from tests import (
    gallery_answers,
    gallery_closings,
    gallery_company,
    gallery_completeness,
    gallery_currency_change,
    gallery_deals,
    gallery_details,
    gallery_digests,
    gallery_doubts,
    gallery_drafts,
    gallery_drill_down,
    gallery_effects,
    gallery_exports,
    gallery_first_views,
    gallery_home,
    gallery_import_results,
    gallery_import_words,
    gallery_imports,
    gallery_inputs,
    gallery_judged,
    gallery_judgements,
    gallery_languages,
    gallery_messages,
    gallery_old_receipts,
    gallery_questions,
    gallery_replacements,
    gallery_shared_costs,
)
from tests import samples as s

EXTREMES = {
    "no difference": Extremes(),
    "best and worst": s.EXTREMES,
    "best and worst with rivals": s.RIVALLED,
}
PASSING = ("token_revoked", "may_not_write", "unreachable", "rate_limited", "accesslimited")
ENDED = [
    replace(s.DELIVERY, state=state, reason=reason)
    for state, reason in (
        (DeliveryState.SENT, ""),
        (DeliveryState.CLAIMED, ""),
        (DeliveryState.PENDING, "token_revoked"),
        (DeliveryState.FAILED, "not_in_channel"),
        (DeliveryState.UNCONFIRMED, "unclear"),
        (DeliveryState.SKIPPED, "nothing_to_report"),
        (DeliveryState.SKIPPED, "too_late"),
        (DeliveryState.SKIPPED, "accesslimited"),
    )
]
REFUSED = ("not_in_channel", "ext_shared", "direct", "not_shown", "is_archived", "u-reason")


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    return {
        **_reports(language),
        **_receipts(language),
        **gallery_currency_change.messages(language),
        **_outlooks(language),
        **_history(language),
        **_repeats(language),
        **_posts(language),
        **gallery_shared_costs.messages(language),
        **gallery_company.messages(language),
        **gallery_completeness.messages(language),
        **gallery_deals.messages(language),
        **gallery_closings.messages(language),
        **gallery_doubts.messages(language),
        **gallery_drafts.messages(language),
        **gallery_drill_down.messages(language),
        **gallery_first_views.messages(language),
        **gallery_judgements.messages(language),
        **gallery_judged.messages(language),
        **gallery_exports.messages(language),
        **gallery_import_words.messages(language),
        **gallery_imports.messages(language),
        **gallery_import_results.messages(language),
        **gallery_questions.messages(language),
        **gallery_messages.messages(language),
        **gallery_replacements.messages(language),
        "not known whether it was saved": outages.with_look(language, outages.not_known(language)),
        "saved, its receipt lost": outages.with_look(language, outages.not_shown(language)),
        "too slow": outages.with_look(language, outages.too_slow(language)),
        "typed again, unknown": outages.asked_again(language, saved=False),
        "typed again, saved": outages.asked_again(language, saved=True),
        "form, not known": outages.with_look(language, outages.not_known_of_form(language)),
    }


def _reports(language: Language) -> dict[str, Block]:
    full, none = s.ranking(*s.CAMPAIGNS), s.ranking()
    many = replace(s.REPORT, channels=s.CHANNELS * 5)
    campaign = gallery_answers.campaign_answer(language, s.REPORT, "u-key")
    return {
        "campaign": campaign,
        "campaign for a member": gallery_answers.campaign_answer(language, s.VEILED, "u-key"),
        **{f"campaign, guests {n}": answer_buttons.sharing_with_guests(language, campaign, n) for n in (None, 1, 2, 5)},
        "campaign without anything": gallery_answers.campaign_answer(language, s.BARE_REPORT, "u-key"),
        **{
            f"campaign with a target: {name}": gallery_answers.campaign_answer(
                language, replace(s.REPORT, targets=(found,)), "u-key"
            )
            for name, found in s.TARGETS.items()
        },
        **{
            f"campaign with {share} % of its budget spent": gallery_answers.campaign_answer(
                language, replace(s.REPORT, spending=replace(spent, days=(40, 92))), "u-key"
            )
            for share, spent in s.SPENDING.items()
        },
        "campaign without a worth": gallery_answers.campaign_answer(language, s.report_of(s.PLAIN), "u-key"),
        "campaign without conversions": gallery_answers.campaign_answer(language, s.report_of(s.BARREN), "u-key"),
        "campaign on many channels": gallery_answers.campaign_answer(language, many, "u-key"),
        **{f"channels: {name}": _compared(language, found) for name, found in EXTREMES.items()},
        **{
            f"campaign that {name}": gallery_answers.campaign_answer(language, s.judged_report(name), "u-key")
            for name in s.VERDICTS
        },
        "campaign behind, one goal": gallery_answers.campaign_answer(
            language, s.judged_report("behind", worths={"u-goal": 100.0}), "u-key"
        ),
        "campaign behind, no goal": gallery_answers.campaign_answer(
            language, s.judged_report("behind", worths={}), "u-key"
        ),
        "campaign too early, without days": gallery_answers.campaign_answer(
            language, s.judged_report("young", dates=False), "u-key"
        ),
        "campaigns with verdicts": gallery_answers.campaigns_answer(language, s.YEAR, "campaigns"),
        "channels": gallery_answers.channel_answer(
            language, replace(s.ranking(*s.CHANNELS), metrics=s.METRICS), "channels"
        ),
        "no channels": gallery_answers.channel_answer(language, none, "channels"),
        "content": gallery_answers.content_answer(language, s.ranking(*s.CONTENTS), "content"),
        "metrics without money": gallery_answers.channel_answer(language, replace(none, metrics=s.METRICS), "channels"),
        "campaigns": gallery_answers.campaigns_answer(language, full, "campaigns"),
        "overview": gallery_answers.overview_answer(language, full, "", new=False, year=s.YEAR),
        "overview of nothing": gallery_answers.overview_answer(language, none, "", new=False, year=s.YEAR),
        "overview of a new workspace": gallery_answers.overview_answer(language, none, "", new=True, year=s.YEAR),
        "comparison": gallery_answers.comparison_answer(language, s.COMPARISON, "compare u-key"),
        **{
            f"side by side: {name}": gallery_answers.comparison_answer(language, s.side_by_side(change), "compare")
            for name, change in (("moved", s.MOVED), ("still", s.STILL), ("unknown", None))
        },
        "help": help.help_answer(language),
        "help where files are taken": help.help_answer(language, drops=True),
        "help of all": help.all_of_help(language, admin=True),
        "help of all for a member": help.all_of_help(language, admin=False),
        **gallery_languages.messages(language),
        "help after a word": help.not_understood(language, "u-word"),
        "shared": help.shared_post(language, campaign, "u-Anna"),
    }


def _compared(language: Language, extremes: Extremes) -> Block:
    return gallery_answers.channel_answer(
        language, s.ranking(*s.CHANNELS, extremes=extremes, more=s.BEST if extremes.best else None), "channels"
    )


def _receipts(language: Language) -> dict[str, Block]:
    """What takes a form's place once it is saved, and what an undo says there."""
    revenue = Money(minor=99_00, currency="USD")
    facts: dict[str, Cost | Conversion] = {
        "hours": s.HOURS,
        "several people": s.SEVERAL,
        "credit": s.CREDIT,
        **{f"invoice with {found} found": s.invoice(found) for found in (0, 3_000_00, 4_500_00)},
        "revenue": s.conversion(revenue=revenue),
        "not counted": s.conversion(counts=False),
        "spread": s.SPREAD,
        "exchanged": replace(s.COST, amount=Money(minor=100_00, currency="EUR"), exchange=s.RATE),
        "exchanged in part": replace(s.SPREAD, amount=Money(minor=100_00, currency="EUR"), exchange=s.TYPED_RATE),
        "revenue exchanged": s.conversion_in_euro(),
        "content": replace(s.COST, content="reel"),
        **{f"split: {key}": s.split(key) for key in SplitKey if key is not SplitKey.NONE},
        **{basis: s.conversion(basis) for basis in Basis},
        **{category: replace(s.COST, category=category) for category in Category},
    }
    aims = {f"target: {name}": targets.target_saved(language, found, s.NAMES) for name, found in s.TARGETS.items()}
    made = {name: receipts.receipt(language, s.entry(fact), s.NAMES, s.TODAY) for name, fact in facts.items()}
    return (
        {f"receipt: {name}": receipt for name, receipt in made.items()}
        | aims
        | {
            **_metrics(language),
            **_repeated(language),
            **gallery_drill_down.receipt_messages(language),
            **gallery_effects.messages(language),
            **gallery_old_receipts.messages(language),
            "rate saved": exchange.fx_saved(language, s.TYPED_RATE),
            "receipt: rounded with the rest": _rounded(language),
            "receipt: twin": receipts.receipt(language, s.entry(s.COST), s.NAMES, s.TODAY, twin=True),
            "receipt: changed": receipts.receipt(language, s.entry(s.COST), s.NAMES, s.TODAY, changed=True),
            "taken back": receipts.taken_back(language, s.entry(s.COST, sign=-1, reverses=7), s.NAMES),
            "put back": receipts.put_back(language, s.entry(s.COST, reverses=8), s.NAMES),
            "ask undo": receipts.ask_undo(language, s.entry(s.COST), s.NAMES),
        }
    )


def _rounded(language: Language) -> Block:
    """The line of a refund that took the rounding of its sale."""
    given_back = Money(minor=-33_33, currency=s.RATE.currency)
    line = exchange.exchange_line(language, s.RATE, given_back, Money(minor=-1, currency=s.RATE.reporting))
    return message(language.say("Refund"), [paragraph(line)])


def _outlooks(language: Language) -> dict[str, Block]:
    """What a form's *Preview* says."""
    made = {f"outlook: {name}": preview.outlook_answer(language, one) for name, one in s.OUTLOOKS.items()}
    return made | {"outlook: mistakes": preview.mistakes_answer(language, [("u-label", "u-told")])}


def _metrics(language: Language) -> dict[str, Block]:
    logged = s.metric(MetricKind.CLICKS)
    return {
        "receipt: metric": metrics.receipt(language, logged, s.NAMES),
        "receipt: metric, changed": metrics.receipt(language, logged, s.NAMES, changed=True),
        "metric taken back": metrics.taken_back(language, s.metric(MetricKind.CLICKS), s.NAMES),
        "metric put back": metrics.put_back(language, logged, s.NAMES),
        "ask undo of a metric": metrics.ask_undo(language, logged, s.NAMES),
    }


def _repeated(language: Language) -> dict[str, Block]:
    """Costs that come again: their receipts, and what is said where one is taken back."""
    times = {
        "monthly": receipts.Repeating(repeat=s.repeat()),
        "yearly": receipts.Repeating(repeat=s.repeat(Every.YEARLY), replaced=0),
        "overdue": receipts.Repeating(repeat=replace(s.repeat(), next_day=s.TODAY), replaced=1),
    }
    spread = s.entry(s.SPREAD)
    made = {
        f"receipt: {name}": receipts.receipt(language, spread, s.NAMES, s.TODAY, repeating=repeating)
        for name, repeating in times.items()
    }
    return made | {
        "receipt: nothing to split by": receipts.receipt(language, s.entry(s.UNDIVIDED), s.NAMES, s.TODAY),
        "taken back, repeats": receipts.taken_back(
            language, s.entry(s.SPREAD, sign=-1, reverses=7), s.NAMES, s.repeat()
        ),
    }


def _history(language: Language) -> dict[str, Block]:
    reader = history.Reader(id="U1", admin=False, timezone=s.ZONE)
    listed = history.Page(entries=s.LISTED, older="7/7")
    rhythmic = history.Page(entries=s.LISTED, rhythms={7: Every.MONTHLY})
    one = history.history_answer(language, rhythmic, s.NAMES, reader, Chosen(campaign="u-key"))
    return {
        "history": history.history_answer(language, listed, s.NAMES, reader, Chosen()),
        "history of one campaign": one,
        "history of nothing": history.history_answer(language, history.Page(entries=()), s.NAMES, reader, Chosen()),
    }


def _repeats(language: Language) -> dict[str, Block]:
    reader = history.Reader(id="U1", admin=False, timezone=s.ZONE)
    paused = replace(s.repeat(Every.YEARLY), state=State.PAUSED, end=date(2027, 1, 3), created_by="U2")
    return {
        "repeats": repeats.repeats_answer(language, [s.repeat(), paused], s.NAMES, reader),
        "repeats, one paused": repeats.repeats_answer(
            language, [replace(paused, created_by="U1")], s.NAMES, reader, "u-told"
        ),
        "no repeats": repeats.repeats_answer(language, (), s.NAMES, reader),
    }


def _posts(language: Language) -> dict[str, Block]:
    """What the bot posts by itself."""
    weeks = {
        "digest": s.digest(),
        "digest too young": s.digest(s.PLAIN),
        "digest with a best": replace(s.digest(), extremes=s.EXTREMES),
        "digest of one channel": s.digest(channel="u-channel"),
        "digest of the first week": s.digest(before=s.EMPTY),
        "digest of nothing": s.digest(s.EMPTY),
    }
    kinds = (Kind.DIGEST, Kind.ALERTS)
    skipped = replace(s.DELIVERY, state=DeliveryState.SKIPPED)
    return {
        **{name: digests.digest_post(language, report, delayed=False) for name, report in weeks.items()},
        **{f"{name}, late": digests.digest_post(language, made, delayed=True) for name, made in weeks.items()},
        **gallery_digests.messages(language),
        "alerts": alerts.alert_post(language, s.ALERTS, delayed=False),
        "alerts, late": alerts.alert_post(language, s.ALERTS, delayed=True),
        "alerts, too few": alerts.alert_post(language, s.FEW, delayed=False),
        "alerts, leads alone": alerts.alert_post(language, s.LEADS_ALONE, delayed=False),
        "alerts, a question": alerts.alert_post(language, s.QUESTION, delayed=False),
        "unconfirmed": notices.stuck_notice(language, s.DELIVERY, "unclear", unclear=True),
        **{f"refused: {r}": notices.stuck_notice(language, s.DELIVERY, r, unclear=False) for r in REFUSED},
        **{f"skipped: {r}": notices.skipped_notice(language, skipped, r) for r in PASSING},
        "waiting for a permission": notices.waiting_notice(language, s.DELIVERY),
        "digest, not taken": digests.digest_post(language, s.digest(), delayed=True, waited="token_revoked"),
        "digest, waited for": digests.digest_post(language, s.digest(), delayed=False, waited=MISSING_SCOPE),
        "nothing shared": help.not_shared(language, refusals.refusal(language, MISSING_SCOPE)),
        **{
            f"intro of {kind}": schedules.intro_post(language, s.schedule(kind), s.ZONE, "u-Anna", s.NAMES)
            for kind in kinds
        },
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    running = schedules.running(language, [s.schedule(), replace(s.schedule(), channel="u-channel")], s.ZONE, s.NAMES)
    goals = "\n".join(goal_forms.goal_words(language, s.goal(counts=counts)) for counts in (True, False))
    return {
        "cost": entry_forms.cost_form(language, {}, "USD", s.TODAY, s.METADATA),
        **{
            f"cost of {category}": entry_forms.cost_form(
                language, {"category": category.value}, "USD", s.TODAY, s.METADATA, admin=True
            )
            for category in (Category.TOOLS, Category.MATERIALS, Category.AGENCY)
        },
        "cost that repeats": entry_forms.cost_form(
            language, {"category": "tools", "repeat": "monthly"}, "USD", s.TODAY, s.METADATA, replacing=True
        ),
        "cost of people": entry_forms.cost_form(language, s.TYPED, "USD", s.TODAY, s.METADATA),
        "conversion": entry_forms.conversion_form(language, {}, ("u-goal", "u-Goal"), "USD", s.TODAY, s.METADATA),
        "campaign": plan_forms.campaign_form(language, "u-key", "USD", s.TODAY, s.METADATA),
        "old campaign": plan_forms.campaign_form(language, "", "USD", s.TODAY, s.METADATA, campaign_fields(s.CAMPAIGN)),
        "metric": entry_forms.metric_form(language, "u-listed", s.TODAY, s.METADATA),
        "goal": goal_forms.goal_form(language, goals, "u-Goal", "USD", s.METADATA),
        "target": plan_forms.target_form(
            language,
            targets.listed_targets(language, tuple(s.TARGETS.values()), s.NAMES, 9),
            "USD",
            s.TODAY,
            s.METADATA,
        ),
        "digest": plan_forms.digest_form(language, running, s.ZONE, s.METADATA),
        "alerts": plan_forms.alerts_form(language, running, "100", "USD", s.METADATA),
        "rate": plan_forms.rate_form(language, plan_forms.rate_words(language, s.HOURLY), "USD", s.TODAY, s.METADATA),
        "fx": exchange.fx_form(language, exchange.fx_words(language, s.TYPED_RATE), "USD", s.TODAY, s.METADATA),
        **gallery_company.views(language),
        "settings": settings_forms.settings_form(language, s.WORKSPACE, "USD", s.ZONE, "pl", s.METADATA),
        **gallery_currency_change.views(language),
        "note": modals.note(language, "ROI Bot", [paragraph("u-text")], [button("u-text", "undo", "7")]),
        **gallery_closings.views(language),
        **gallery_languages.views(language),
        **gallery_drill_down.views(language),
        **{f"home, {name}": made for name, made in gallery_home.views(language, ENDED).items()},
        **gallery_import_words.views(language),
        **gallery_imports.views(language),
        **gallery_import_results.views(language),
        **gallery_inputs.views(language),
        **gallery_details.views(language),
        **gallery_digests.views(language),
        **gallery_old_receipts.views(language),
        **{
            f"set up: {reason or 'told'}": _set_up(language, reason)
            for reason in ("", "unclear", MISSING_SCOPE, *REFUSED)
        },
        "still saving": modals.still_saving(language),
        "digest, how runs ended": plan_forms.digest_form(language, _ended(language), s.ZONE, s.METADATA),
        "set up by another": modals.note(language, "ROI Bot", [schedules.stays(language, s.schedule())]),
        **gallery_deals.views(language),
        **gallery_doubts.forms(language),
        **gallery_drafts.forms(language),
        **gallery_judged.forms(language),
        **gallery_replacements.forms(language),
    }


def _ended(language: Language) -> list[Block]:
    runs = dict(enumerate(ENDED))
    return schedules.running(language, [replace(s.schedule(), id=number) for number in runs], s.ZONE, s.NAMES, runs)


def _set_up(language: Language, reason: str) -> Block:
    parts = schedules.schedule_saved(language, s.schedule(), s.ZONE, s.NAMES)
    return modals.note(language, "ROI Bot", [*parts, schedules.introduced(language, reason)])


def saved_forms(language: Language) -> dict[str, Block]:
    """Name -> modal in a form's place: a message whose header is now the title (`bot.desk.replies.as_modal`)."""
    made = _receipts(language) | gallery_company.receipts(language) | gallery_deals.saved_forms(language)
    made |= gallery_closings.saved(language) | gallery_currency_change.messages(language)
    return {name: _in_modal(language, told["blocks"]) for name, told in made.items()}


def _in_modal(language: Language, blocks: list[Block]) -> Block:
    if blocks[0]["type"] != "header":
        return modals.note(language, "ROI Bot", []) | {"blocks": blocks}
    return modals.note(language, blocks[0]["text"]["text"], []) | {"blocks": blocks[1:]}


def long_messages(language: Language) -> dict[str, Block]:
    """Name -> message with as much in it as people can put there."""
    ranked = replace(s.ranking(*s.MANY_ROWS), names=s.MANY_NAMES)
    overview = gallery_answers.overview_answer(language, ranked, "", new=False, year=s.YEAR)
    reader = history.Reader(id="U1", admin=True, timezone=s.ZONE)
    page = history.Page(entries=[s.entry(s.LONG_COST)] * 8, older="7/7")
    receipt = receipts.receipt(language, s.entry(s.LONG_COST), s.MANY_NAMES, s.TODAY, twin=True, changed=True)
    return {
        "overview": overview,
        "campaign": gallery_answers.campaign_answer(language, s.MANY_CHANNELS, "u-key"),
        "channels": gallery_answers.channel_answer(language, replace(ranked, metrics=s.MANY_METRICS), "channels"),
        "campaigns": gallery_answers.campaigns_answer(language, ranked, "campaigns"),
        "content": gallery_answers.content_answer(language, ranked, "content"),
        "outlook": preview.outlook_answer(language, s.LONG_OUTLOOK),
        "comparison": gallery_answers.comparison_answer(language, s.LONG_COMPARISON, "compare"),
        "shared": help.shared_post(language, overview, "&" * 80),
        "receipt": receipt,
        "history": history.history_answer(language, page, s.MANY_NAMES, reader, Chosen(campaign="u-1")),
        "repeats": repeats.repeats_answer(
            language, [replace(s.repeat(), first=s.LONG_COST)] * 60, s.MANY_NAMES, reader, "u-told"
        ),
        **gallery_company.long_messages(language),
        "digest": digests.digest_post(language, s.MANY_IN_DIGEST, delayed=True),
        "alerts": alerts.alert_post(language, s.MANY_ALERTS, delayed=True),
        **gallery_shared_costs.long_messages(language),
        **gallery_completeness.long_messages(language),
        **gallery_deals.long_messages(language),
        **gallery_closings.long_messages(language),
        "campaign with everything": _everything(language),
    }


def _everything(language: Language) -> Block:
    """All that a campaign's answer may hold, each as long as it can be."""
    report = replace(
        s.MANY_CHANNELS,
        pipeline=Pipeline(day=s.TODAY, deals=gallery_deals.MANY, total=s.ARTICLE),
        completeness=gallery_completeness.LONG,
        priced=gallery_company.LONG_PRICED,
    )
    return help.shared_post(language, gallery_answers.campaign_answer(language, report, "u-key"), s.LONG)


def long_views(language: Language) -> dict[str, Block]:
    """Name -> modal likewise."""
    running = schedules.running(language, [s.schedule()] * 60, s.ZONE, s.MANY_NAMES)
    old = campaign_fields(replace(s.CAMPAIGN, name=s.LONG, kind=s.LONG))
    return {
        "cost": entry_forms.cost_form(language, s.LONG_TYPED, "USD", s.TODAY, s.METADATA),
        "campaign": plan_forms.campaign_form(language, ", ".join([s.LONG] * 15), "USD", s.TODAY, s.METADATA, old),
        "goal": goal_forms.goal_form(language, "\n".join([s.LONG * 3] * 15), s.LONG, "USD", s.METADATA),
        "target": plan_forms.target_form(
            language,
            targets.listed_targets(language, s.MANY_TARGETS[:10], s.MANY_NAMES, 60),
            "USD",
            s.TODAY,
            s.METADATA,
        ),
        "digest": plan_forms.digest_form(language, running, s.ZONE, s.METADATA),
        "alerts": plan_forms.alerts_form(language, running, "100", "USD", s.METADATA),
        **gallery_company.long_views(language),
        **{f"long {name}": made for name, made in gallery_deals.long_views(language).items()},
        **gallery_drill_down.long_views(language),
    }


def sentences(language: Language) -> list[str]:
    """Every problem in words."""
    return [sentence(language, problem) for problem in PROBLEMS]


PROBLEMS: tuple[Problem, ...] = (
    AdminsOnly(),
    AlreadyDone(),
    ForeignWorkspace(),
    FieldMissing(field="u-field"),
    NotWelcome(role=Role.GUEST),
    NotWelcome(role=Role.STRANGER),
    Unknown(),
    MarginTooHigh(text="u-text"),
    UnknownCampaign(name="u-name"),
    UnknownCampaign(name="u-name", alike=("u-one", "u-two")),
    UnknownDelivery(),
    UnknownSchedule(),
    CreditWithoutReason(),
    CreditWithoutReason(in_line=True),
    RateInOther(text="u-text", said="PLN", currency="USD"),
    MediaTooHigh(),
    DayTooFar(day=date(2028, 1, 1)),
    NotACount(text="u-text"),
    NoteTooLong(length=501),
    NothingToUndo(),
    NotYours(),
    UnknownEntry(),
    RefundNotCorrected(),
    MonthAhead(text="u-text"),
    SourceMissing(),
    CorrectionNotYours(),
    TakenBack(),
    CorrectedSince(),
    NothingChanged(),
    ShareTooHigh(text="u-text"),
    SpreadTooLong(until=date(2046, 8, 1)),
    NothingToSplitBy(key=SplitKey.ADS),
    SplitTellsHours(campaign="u-campaign", month=date(2026, 8, 1)),
    SplitHasCampaign(),
    TooManyParts(),
    UnknownPart(name="u-name"),
    UnknownPart(name="u-name", alike=("u-one",)),
    WeightsMissing(),
    WeightsUnreadable(text="u-text"),
    RateMissing(basis=Basis.HISTORY),
    RateTooHigh(text="u-text"),
    *(SecondStageCounts(goal="u-goal", stage=stage) for stage in Stage),
    UnknownGoal(name="u-name"),
    UnknownGoal(name="u-name", alike=("u-one",)),
    NotANumber(text="u-text"),
    NumberUnclear(text="1,250", whole=Decimal(1250), fraction=Decimal("1.25"), places=2),
    NumberUnclear(text="1,234", whole=Decimal(1234), fraction=Decimal("1.234"), places=2),
    CurrencyDiffers(text="u-text", said="EUR", currency="USD"),
    NotInReporting(text="u-text", said="EUR", currency="USD"),
    CurrencyUnclear(sign="$", codes=("USD", "CAD")),
    NotPositive(text="u-text"),
    NotPositive(text="u-text", counted=True),
    TooLarge(text="u-text"),
    TooManyDecimals(text="u-text", currency="JPY", decimals=0),
    TooManyDecimals(text="u-text", currency="USD", decimals=2),
    TooManyDecimals(text="u-text", currency="", decimals=2),
    UnknownCurrency(text="u-text"),
    NameMissing(text="u-text"),
    NameTooLong(length=61),
    *(NameTaken(name="u-name", kind=kind, suggestion="u-other") for kind in NAMES_OF_KINDS),
    NameTaken(name="u-name", kind="goal", suggestion="u-other", other="u-kept"),
    NameUnclear(name="u-name", choices=("u-first", "u-second")),
    AmbiguousDate(text="u-text", days=(date(2026, 3, 8), date(2026, 8, 3))),
    UnknownDate(text="u-text"),
    UnknownPeriod(text="u-text"),
    EndBeforeStart(start=date(2026, 8, 2), end=date(2026, 8, 1)),
    PeopleAndHours(),
    RateNotYours(),
    HourlyRateUnknown(person="u-name", day=date(2026, 8, 1)),
    TooManyPeople(),
    WorkUnreadable(text="u-text"),
    AmbiguousWord(word="u-word", choices=("category:other", "channel:other")),
    *(SaidTwice(kind=kind, first="u-one", second="u-two") for kind in SAID_ONCE),
    UnknownWord(word="u-word"),
    UnknownWord(word="u-word", alike=("u-one",)),
    *(WordMissing(kind=kind) for kind in MISSING),
    UnknownRepeat(),
    UnknownChoice(text="u-text", field="u-field"),
    UnknownTime(text="u-text"),
    UnknownTimezone(text="u-text"),
    NotAPercentage(text="u-text"),
    OtherCurrency(currency="EUR", reporting="USD"),
    RateUnknown(currency="UAH", reporting="USD", day=date(2026, 8, 3)),
    CurrencyEnded(currency="BGN", reporting="USD", day=date(2026, 8, 3), last=date(2025, 12, 31)),
    NothingToExchange(currency="USD"),
    *(Outage(cause=cause) for cause in Cause),
    Unsettled(cause=Cause.AWAY, transaction="7"),
    *gallery_deals.PROBLEMS,
    *gallery_imports.PROBLEMS,
    *gallery_import_results.PROBLEMS,
    *gallery_closings.PROBLEMS,
    *gallery_languages.PROBLEMS,
    *gallery_doubts.PROBLEMS,
    *gallery_drafts.PROBLEMS,
    *gallery_judged.PROBLEMS,
    *gallery_questions.PROBLEMS,
    *gallery_replacements.PROBLEMS,
)
"""At least one of each kind; of those with several sentences, one for each."""
