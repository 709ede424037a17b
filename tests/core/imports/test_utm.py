"""UTM: a source and a medium become a channel by the table, the most exact row first."""

from __future__ import annotations

import pytest

from core.imports.utm import (
    ANY,
    NO_CHANNEL,
    Link,
    LinkTwice,
    LinkUnreadable,
    channel_of,
    fits,
    key_of,
    link_of,
    parse_links,
    split,
    starting,
    unmatched,
    written,
)

CHANNELS = {"google": "google", "linkedin": "linkedin", "e-mail": "email", "no channel": NO_CHANNEL}


@pytest.mark.parametrize(
    ("cell", "channel"),
    [
        ("google / cpc", "google"),
        ("Google / CPC", "google"),
        ("bing / cpc", "microsoft"),
        ("facebook / paid_social", "facebook"),
        ("m.facebook.com / cpc", "facebook"),
        ("ig / paid", "instagram"),
        ("linkedin / paid-social", "linkedin"),
        ("brevo / email", "email"),
        ("newsletter / autumn", "email"),
        ("(direct) / (none)", ""),
        ("(not set) / (not set)", ""),
        ("", ""),
        ("google / organic", None),
        ("facebook.com / referral", None),
        ("partner-site / referral", None),
        ("cpc", None),
    ],
)
def test_the_usual_sources_are_channels(cell: str, channel: str | None) -> None:
    """None: nobody has said; organic visits are no ads and are not guessed to be any channel's."""
    assert channel_of(*split(cell), starting()) == channel


def test_the_most_exact_row_decides() -> None:
    """Both, then the source alone, then the medium alone."""
    links = {
        key_of("google", "cpc"): "google",
        key_of("google", ANY): "website",
        key_of(ANY, "cpc"): "other",
        key_of("quiet", ANY): NO_CHANNEL,
    }
    assert channel_of("google", "cpc", links) == "google"
    assert channel_of("google", "organic", links) == "website"
    assert channel_of("bing", "cpc", links) == "other"
    assert channel_of("quiet", "cpc", links) == ""
    assert channel_of("bing", "organic", links) is None


def test_what_no_row_fits_is_listed_once() -> None:
    """In alphabetical order; what names no source is not asked about."""
    pairs = [("partner", "referral"), ("google", "cpc"), ("Partner", "Referral"), ("(direct)", "(none)"), ("a", "b")]
    assert unmatched(pairs, starting()) == ["a / b", "partner / referral"]


def test_a_row_fits_what_it_speaks_of() -> None:
    """So that linking finds the entries of the past."""
    link = link_of("partner / referral", "linkedin")
    assert link == Link(source="partner", medium="referral", channel="linkedin")
    assert fits(link, "Partner", "REFERRAL")
    assert not fits(link, "partner", "cpc")
    assert fits(Link(source="partner", medium=ANY, channel="linkedin"), "partner", "")
    assert not fits(Link(source=ANY, medium="(none)", channel="linkedin"), "(direct)", "(none)")


def test_the_table_is_read_as_it_is_written() -> None:
    """One line each; a source alone stands for every medium of it."""
    text = "google / cpc = Google\n\nPartner Site = LinkedIn\n* / newsletter = E-mail\nintranet / * = No channel"
    links = parse_links(text, CHANNELS)
    assert [(link.key, link.channel) for link in links] == [
        ("google / cpc", "google"),
        ("partner site / *", "linkedin"),
        ("* / newsletter", "email"),
        ("intranet / *", NO_CHANNEL),
    ]
    names = {channel: word for word, channel in CHANNELS.items()}
    assert parse_links("\n".join(written(link, names[link.channel]) for link in links), CHANNELS) == links


@pytest.mark.parametrize("line", ["google / cpc", "= Google", "google / cpc = Nowhere", f"{'x' * 201} / cpc = Google"])
def test_a_line_that_is_no_row_is_named(line: str) -> None:
    """With its text, so that it can be shown."""
    with pytest.raises(LinkUnreadable) as raised:
        parse_links(f"a / b = Google\n{line}", CHANNELS)
    assert raised.value.text == line


def test_a_row_stands_once() -> None:
    with pytest.raises(LinkTwice):
        parse_links("google / cpc = Google\nGOOGLE / CPC = LinkedIn", CHANNELS)
