"""The first morning: what people new to the bot typed before they had read more than the beginning of the README."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.person import OLIVIA, ZOFIA, Person

ENGLISH = {
    "/roi-cost 250 linkedin ads campaign-q3": "$250.00 logged · Ads · LinkedIn · Campaign Q3 · 5 Oct 2026",
    "/roi-cost campaign-q3 $1,200 for a designer yesterday": "$1,200.00 logged · People · No channel · Campaign Q3",
    "/roi-conversion 12 sign-ups newsletter": "12 × Newsletter logged · return $180.00",
    "/roi-conversion campaign-q3 3 customers from linkedin yesterday": "3 × Customer",
    "/roi-cost newsletter tool 49 usd a month": "Repeats monthly: next on 5 Nov 2026",
    "/roi how is campaign-q3 doing?": "ROI 17",
    "/roi linkedin last month": "ROI 421.62%",
    "/roi compare linkedin and newsletter": "it has no cost of its own to compare. Here is LinkedIn",
    "/roi where can we cut costs?": "Cut Product videos",
    "/roi undo": "Undone",
    "/roi help": "Eight things to type",
}
POLISH = {
    "/roi-cost 250 zł reklama linkedin campaign-q3": "250,00 PLN) · Reklamy · LinkedIn · Campaign Q3",
    "/roi-cost campaign-q3 1 200,50 grafik wczoraj": "1 200,50 USD · Ludzie · Bez kanału · Campaign Q3 · 4 paź 2026",
    "/roi-conversion 12 zapisów newsletter": "12 × Newsletter",
    "/roi-conversion campaign-q3 3 klientów z linkedina wczoraj": "3 × Customer",
    "/roi-cost abonament newsletter 49 usd miesięcznie": "Powtarza się co miesiąc: następny raz 5 lis 2026",
    "/roi jak idzie campaign-q3?": "ROI 17",
    "/roi linkedin zeszły miesiąc": "ROI 421,62%",
    "/roi porównaj linkedin i newsletter": "więc nie da się go porównać. Oto LinkedIn",
    "/roi gdzie ciąć koszty?": "Utnij wydatki na Product videos",
    "/roi cofnij": "Cofnięto",
    "/roi pomoc": "Przydatne polecenia",
}
"""Line -> what its answer says. Of an amount with three digits behind its only comma both readings are offered."""


def test_nothing_is_refused_on_the_first_morning(olivia: Person) -> None:
    """Each line is answered or logged as it was meant."""
    for user, lines in ((OLIVIA, ENGLISH), (ZOFIA, POLISH)):
        person = olivia.at(user=user)
        for typed, told in lines.items():
            expect(person.ask(typed), typed).to_contain_text(told)
