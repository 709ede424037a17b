"""The pages as people use them: what the browser asks for and posts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from bot.playground.interactions import Interactions
from bot.playground.limits_data import TABLES
from bot.playground.regions import HOME, Regions, Viewer, next_monday
from bot.playground.stand_in import StandIn
from bot.playground.timeline import TooFar
from bot.playground.workspace import Payload

LARGEST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The endpoints under ``/{user}/{place}``."""

    slack: StandIn
    interactions: Interactions
    regions: Regions
    templates: Environment

    async def start(self, _request: Request) -> Response:
        user = next(iter(self.slack.people))
        return RedirectResponse(f"/{user}/{self.slack.conversations_of(user)[0][0]}")

    async def page(self, request: Request) -> Response:
        viewer = self._viewer(request)
        if viewer is None:
            return self._astray(request)
        if viewer.place in (HOME, self.slack.direct(viewer.user)):
            tab = "home" if viewer.place == HOME else "messages"
            await run_in_threadpool(self.interactions.open_tab, viewer.user, tab)
        return HTMLResponse(await run_in_threadpool(self.regions.page, viewer))

    async def feed(self, request: Request) -> Response:
        """Answers with what changed since the browser last looked; 204 where nothing did."""
        viewer = self._viewer(request)
        return await self._fresh(viewer, request.query_params.get("seen", "")) if viewer else Response(status_code=204)

    async def say(self, request: Request) -> Response:
        form = await request.form()
        text, thread = str(form.get("text", "")), str(form.get("thread", ""))
        parts = await _parts(form)

        def act(viewer: Viewer) -> None:
            files = self._uploaded(parts).get("files", [])
            if text.strip() or files:
                self.interactions.say(viewer.user, viewer.place, text, thread, files)

        return await self._done(request, form, act)

    async def file(self, request: Request) -> Response:
        """A file of a message that the person can read, for them to keep."""
        viewer = self._viewer(request)
        content = self.slack.file_seen_by(viewer.user, viewer.place, request.path_params["file_id"]) if viewer else None
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type="application/octet-stream", headers={"Content-Disposition": "attachment"})

    async def shortcut(self, request: Request) -> Response:
        form = await request.form()
        called = str(form.get("callback_id", ""))
        return await self._done(request, form, lambda v: self.interactions.shortcut(v.user, called))

    async def message_shortcut(self, request: Request) -> Response:
        form = await request.form()
        ts, called = request.path_params["ts"], str(form.get("callback_id", ""))
        return await self._done(request, form, lambda v: self.interactions.message_shortcut(v.user, ts, called))

    async def put_away(self, request: Request) -> Response:
        form = await request.form()
        return await self._done(request, form, lambda v: self.slack.put_away(v.user))

    async def clock(self, request: Request) -> Response:
        form = await request.form()
        return await self._done(request, form, lambda v: self._move(v, str(form.get("to", "")), form))

    async def refusals(self, request: Request) -> Response:
        """Which of its newer blocks this Slack refuses from now on; of tables both kinds go together."""
        form = await request.form()
        kinds = {str(kind) for kind in form.getlist("kind")}
        refused = {*kinds, *(TABLES if kinds & set(TABLES) else ())}
        return await self._done(request, form, lambda _: self.slack.refusals.refuse_only(refused))

    async def press_in_message(self, request: Request) -> Response:
        form = await request.form()
        ts, pressed = request.path_params["ts"], Pressed.of(form)

        def act(viewer: Viewer) -> None:
            self.interactions.press_in_message(
                viewer.user, ts, pressed.block_id, pressed.action_id, pressed.form, pressed.choice
            )

        return await self._done(request, form, act)

    async def press_in_view(self, request: Request) -> Response:
        form = await request.form()
        view_id, pressed, parts = request.path_params["view"], Pressed.of(form), await _parts(form)

        def act(viewer: Viewer) -> None:
            files = self._uploaded(parts)
            self.interactions.press_in_view(
                viewer.user, view_id, pressed.block_id, pressed.action_id, pressed.form, files, pressed.choice
            )

        return await self._done(request, form, act)

    async def submit(self, request: Request) -> Response:
        form = await request.form()
        view_id, typed, parts = request.path_params["view"], Pressed.of(form).form, await _parts(form)
        drawn = str(form.get("hash", ""))
        return await self._done(
            request, form, lambda v: self.interactions.submit(v.user, view_id, typed, self._uploaded(parts), drawn)
        )

    async def close(self, request: Request) -> Response:
        form = await request.form()
        view_id, everything = request.path_params["view"], bool(form.get("everything"))
        return await self._done(
            request, form, lambda v: self.interactions.close(v.user, view_id, everything=everything)
        )

    async def suggest(self, request: Request) -> Response:
        """The options of a searching menu, as list items."""
        viewer = self._viewer(request)
        if viewer is None:
            return Response(status_code=404)
        return await run_in_threadpool(self._suggest, viewer, request.path_params, request.query_params)

    def _viewer(self, request: Request) -> Viewer | None:
        user, place = request.path_params["user"], request.path_params["place"]
        may_read = user in self.slack.people and (place == HOME or self.slack.may_read(user, place))
        return Viewer(user=user, place=place) if may_read else None

    def _astray(self, request: Request) -> Response:
        """Leads a person who is not in that conversation to the first they are in."""
        user = request.path_params["user"]
        if user not in self.slack.people:
            return RedirectResponse("/")
        return RedirectResponse(f"/{user}/{self.slack.conversations_of(user)[0][0]}")

    async def _done(self, request: Request, form: FormData, act: Callable[[Viewer], None]) -> Response:
        """Does it and answers with what changed."""
        viewer = self._viewer(request)
        if viewer is None:
            return Response(status_code=404)
        await run_in_threadpool(self._try, act, viewer)
        return await self._fresh(viewer, str(form.get("seen", "")))

    def _try(self, act: Callable[[Viewer], None], viewer: Viewer) -> None:
        try:
            act(viewer)
        except KeyError:
            self.slack.notice(viewer.user, "That is no longer there.")
        except TooLarge:
            self.slack.notice(viewer.user, "A file may have 10 MB at most.")
        except TooFar:
            self.slack.notice(viewer.user, "The clock moves at most two years at a time.")
        except BadMoment:
            self.slack.notice(viewer.user, "Write the date and the time, as 2026-10-12 and 09:00.")

    async def _fresh(self, viewer: Viewer, seen: str) -> Response:
        changed = await run_in_threadpool(self.regions.changed, viewer, _signatures(seen))
        return HTMLResponse(changed) if changed else Response(status_code=204)

    def _move(self, viewer: Viewer, to: str, form: Mapping[str, Any]) -> None:
        zone = ZoneInfo(self.slack.people[viewer.user]["tz"])
        if to == "monday":
            self.slack.timeline.move_to(next_monday(self.slack.timeline.wanted(), zone))
        else:
            self.slack.timeline.move_to(_moment(str(form.get("date", "")), str(form.get("time", "")), zone))

    def _suggest(self, viewer: Viewer, path: Mapping[str, Any], asked: Mapping[str, str]) -> Response:
        try:
            if "view" in path:
                place = self.interactions.place_of_view(viewer.user, path["view"])
                surface = self.regions.surface_of_view(viewer, self.slack.view(viewer.user, path["view"]))
            else:
                place = self.interactions.place_of_message(viewer.user, path["ts"])
                surface = self.regions.surface_of_message(viewer, self.slack.message(viewer.user, path["ts"]))
        except KeyError:
            return Response(status_code=404)
        block_id, action_id = asked.get("block_id", ""), asked.get("action_id", "")
        options = self.interactions.suggest(viewer.user, place, block_id, action_id, asked.get("value", ""))
        if "error" in options:
            return PlainTextResponse(str(options["error"]), status_code=502)
        html = self.templates.get_template("objects/options.html").render(
            options=options.get("options", []),
            option_groups=options.get("option_groups", []),
            surface=surface,
            block_id=block_id,
            action_id=action_id,
        )
        return HTMLResponse(html)

    def _uploaded(self, parts: Sequence[Part]) -> dict[str, list[Payload]]:
        """Control name -> the files uploaded there, as Slack describes them. Raises `TooLarge`."""
        if any(len(part.content) > LARGEST_FILE for part in parts):
            raise TooLarge
        files: dict[str, list[Payload]] = {}
        for part in parts:
            file = self.slack.upload(part.filename, part.mimetype, part.content)
            files.setdefault(part.name, []).append(file)
        return files


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file as a browser posts it; ``name``: of its control. One that is too large is read one byte too far."""

    name: str
    filename: str
    mimetype: str
    content: bytes


class TooLarge(Exception):
    """Raised for a file over what Slack takes."""


class BadMoment(Exception):
    """Raised for a date or time that is none."""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """The fields that the page posts: the element used, and everything typed so far."""

    block_id: str
    action_id: str
    choice: str
    form: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, form: FormData) -> Pressed:
        typed: dict[str, list[str]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                typed.setdefault(name, []).append(value)
        first = {name: values[0] for name, values in typed.items()}
        return cls(
            block_id=first.get("block_id", ""),
            action_id=first.get("action_id", ""),
            choice=first.get("choice", ""),
            form=typed,
        )


async def _parts(form: FormData) -> list[Part]:
    """The files posted; where none was chosen, browsers post one without a name."""
    parts = []
    for name, part in form.multi_items():
        if isinstance(part, UploadFile):
            content = await part.read(LARGEST_FILE + 1)
            await part.close()
            mimetype = part.content_type or "application/octet-stream"
            parts.append(Part(name=name, filename=part.filename or "", mimetype=mimetype, content=content))
    return [part for part in parts if part.filename]


def _signatures(seen: str) -> dict[str, str]:
    try:
        signatures = json.loads(seen or "{}")
    except ValueError:
        return {}
    return signatures if isinstance(signatures, dict) else {}


def _moment(day: str, time_of_day: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T{time_of_day or '09:00'}").replace(tzinfo=zone)
    except ValueError as error:
        raise BadMoment from error
