"""The connections to Slack: no request is sent twice (R-07), no redirect followed, loopback reached without a proxy."""

from __future__ import annotations

import ssl
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
    getproxies,
    proxy_bypass,
)

import httpx
from slack_sdk import WebClient

INTERACTIVE_SECONDS = 2
"""Inside a request: Slack waits three seconds for the acknowledgement."""

TRY_SECONDS = 1
"""Inside a request, for a message that may be refused for its blocks and is then sent in another form."""

APP_SECONDS = 4
"""To be told where Socket Mode connects to."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Never asked through a proxy: there it would mean the proxy's own machine."""


def web_client(token: str, base_url: str, seconds: int) -> WebClient:
    """For the Web API. ``seconds``: how long an answer is waited for."""
    tls = certificates() if urlsplit(base_url).scheme == "https" else None
    client = _StraightClient(token=token, base_url=base_url, timeout=seconds, ssl=tls, retry_handlers=[])
    client.proxy = _proxy(base_url)
    return client


def app_client(base_url: str) -> WebClient:
    """For what the app-level token opens, as Socket Mode's connections."""
    return web_client("", base_url, APP_SECONDS)


@cache
def certificates() -> ssl.SSLContext:
    """Whom to trust. Read once: that takes ten times as long as the rest of an answer."""
    return ssl.create_default_context()


def http_client(*, trust_env: bool) -> httpx.Client:
    """For response_urls. No connection is kept: one that Slack has closed meanwhile would lose an answer."""
    return httpx.Client(
        verify=certificates(),
        timeout=INTERACTIVE_SECONDS,
        follow_redirects=False,
        trust_env=trust_env,
        limits=httpx.Limits(max_keepalive_connections=0),
    )


def _proxy(base_url: str) -> str | None:
    """The environment's proxy, NO_PROXY honoured: the SDK by itself would send loopback through it too."""
    address = urlsplit(base_url)
    if not address.hostname or address.hostname in LOOPBACK or proxy_bypass(address.hostname):
        return None
    return getproxies().get(address.scheme)


class _Straight(HTTPRedirectHandler):
    """Follows no redirect: urllib would carry the token along, to any host."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class _StraightClient(WebClient):
    """The SDK's client with an opener of its own, for the SDK's follows redirects."""

    def _perform_urllib_http_request_internal(
        self,
        url: str,  # noqa: ARG002 - as the SDK calls it
        req: Request,
    ) -> dict[str, Any]:
        proxies = {"http": self.proxy, "https": self.proxy} if self.proxy else {}
        opener = build_opener(ProxyHandler(proxies), HTTPSHandler(context=self.ssl), _Straight)
        with opener.open(req, timeout=self.timeout) as response:
            body = response.read().decode(response.headers.get_content_charset() or "utf-8")
            return {"status": response.status, "headers": response.headers, "body": body}
