"""Escapes: Slack escapes ``&``, ``<`` and ``>`` in what people type."""

from __future__ import annotations


def unescaped(text: str) -> str:
    """The text as it was typed. The ampersand comes last, so that a typed ``&lt;`` is not read twice."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
