"""Sentences for problems with numbers, amounts, currencies and exchange rates."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed
from bot.language import Language
from core.money import exchange, money
from core.setup import names


def _number(language: Language, problem: money.NotANumber) -> str:
    return language.say("I can’t read the number “{text}”. Write it like 1234.56 or 1234,56.", text=problem.text[:40])


def _number_unclear(language: Language, problem: money.NumberUnclear) -> str:
    places = max(0, -int(problem.fraction.as_tuple().exponent))
    readings = {
        "text": problem.text[:40],
        "whole": f"{problem.whole:f}",
        "fraction": language.number(problem.fraction, places),
    }
    if places <= problem.places:
        return language.say("“{text}” can be read as {whole} or as {fraction}. Write the one you mean.", **readings)
    return language.say_n(
        "“{text}” can be read as {whole} or as {fraction}. Write {whole}, or at most {n} decimal place.",
        "“{text}” can be read as {whole} or as {fraction}. Write {whole}, or at most {n} decimal places.",
        problem.places,
        **readings,
    )


def _not_positive(language: Language, problem: money.NotPositive) -> str:
    if problem.counted:
        return language.say("Write a number above zero.")
    return language.say("Write an amount above zero.")


def _currency_differs(language: Language, problem: money.CurrencyDiffers) -> str:
    return language.say(
        "“{text}” is in {said}, but the currency here is {currency}. Make them the same.",
        text=problem.text[:40],
        said=problem.said,
        currency=problem.currency,
    )


def _rate_in_other(language: Language, problem: exchange.RateInOther) -> str:
    return language.say(
        "“{text}” is in {said}, but an exchange rate here is what one unit is in {reporting}, your reporting currency.",
        text=problem.text[:40],
        said=problem.said,
        reporting=problem.currency,
    )


def _currency_unclear(language: Language, problem: money.CurrencyUnclear) -> str:
    return language.say(
        "“{sign}” can mean {codes} here. Write the code instead: 250 {code}.",
        sign=problem.sign,
        codes=", ".join(problem.codes),
        code=problem.codes[0],
    )


def _too_many_decimals(language: Language, problem: money.TooManyDecimals) -> str:
    if problem.currency and not problem.decimals:
        return language.say("{currency} amounts have no decimals.", currency=problem.currency)
    if problem.currency:
        return language.say_n(
            "{currency} takes at most {n} decimal place.",
            "{currency} takes at most {n} decimal places.",
            problem.decimals,
            currency=problem.currency,
        )
    return language.say_n("At most {n} decimal place.", "At most {n} decimal places.", problem.decimals)


def _rate_unknown(language: Language, problem: exchange.RateUnknown) -> str:
    return language.say(
        "There is no exchange rate from {currency} to {reporting} for {day}. Enter the amount in "
        "{reporting}, or ask an admin to add one with /roi fx.",
        currency=problem.currency,
        reporting=problem.reporting,
        day=language.day(problem.day),
    )


def _currency_ended(language: Language, problem: exchange.CurrencyEnded) -> str:
    return language.say(
        "{currency} ended with {day}: write the amount in the currency of its date, or a date within its time.",
        currency=problem.currency,
        day=language.day(problem.last),
    )


SENTENCES: Sentences = {
    exchange.NothingToExchange: lambda language, problem: language.say(
        "{currency} is your reporting currency and needs no exchange rate. Choose another.", currency=problem.currency
    ),
    exchange.RateUnknown: _rate_unknown,
    exchange.RateInOther: _rate_in_other,
    exchange.CurrencyEnded: _currency_ended,
    money.NotANumber: _number,
    money.NumberUnclear: _number_unclear,
    money.CurrencyDiffers: _currency_differs,
    money.NotInReporting: lambda language, problem: language.say(
        "“{text}” is in {said}. This amount is in {currency}, the reporting currency: type it in {currency}.",
        text=problem.text[:40],
        said=problem.said,
        currency=problem.currency,
    ),
    money.CurrencyUnclear: _currency_unclear,
    money.NotPositive: _not_positive,
    money.TooLarge: fixed("That number is too large. Please check it."),
    money.TooManyDecimals: _too_many_decimals,
    money.UnknownCurrency: lambda language, problem: language.say(
        "I don’t know the currency “{text}”. Use its code: USD, EUR, PLN.", text=names.one_line(problem.text)[:20]
    ),
}
