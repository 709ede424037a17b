"""Escapes: Slack escapes three signs in what people type; here it is as they typed it."""

from __future__ import annotations


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
