"""Imported last by the process that the program is forked from: does once what each start would do anew.

What is there by then is no rubbish to look for: the first collection in a fork would go through all of it, which takes
longer than the fork itself and writes to every page they share. The one module here that does something when it is
imported, as a fork server runs nothing else.
"""

from __future__ import annotations

import gc
from importlib import import_module

from bot.language import Languages
from bot.playground.drawing import environment
from bot.slack.transport import certificates

LAZY = (
    "anyio._backends._asyncio",
    "psycopg",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)
"""What libraries import when they are first used."""

for name in LAZY:
    import_module(name)
Languages()
certificates()
for template in environment().list_templates():
    environment().get_template(template)
gc.collect()
gc.freeze()
