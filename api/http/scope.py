"""Where the parts of the service leave what others need of a request: in its scope, and in its context."""

import asyncio
from collections.abc import Coroutine
from contextvars import ContextVar
from typing import Any

from starlette.types import Receive, Scope

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered."""
ROUTE, QUERY = "elbe.route", "elbe.query"
"""Where, in a request's scope, the parts of the service leave the template of its address and the text of its query."""
SITE = "elbe.site"
"""Where an edition leaves what its pages share, for the page of an error."""
ABORT = "elbe.abort"
"""Where `api.server` leaves the means to break a connection off."""
PATIENCE = 0.02
"""Seconds of work after which it is worth while to watch whether the client is still there."""


async def abort(scope: Scope) -> None:
    """Breaks the connection off, so that its client sees an error; other servers do so when an answer is unfinished."""
    if break_off := scope.get("state", {}).get(ABORT):
        break_off()
        await asyncio.sleep(0)


async def while_connected(receive: Receive, work: Coroutine[Any, Any, None]) -> None:
    """Does work for a client; stops it when the client goes away."""
    task, watchers = asyncio.current_task(), list[asyncio.Task[None]]()
    assert task is not None

    def watch() -> None:
        watchers.append(asyncio.ensure_future(_cancel_when_gone(receive, task)))

    timer = asyncio.get_running_loop().call_later(PATIENCE, watch)
    try:
        await work
    except asyncio.CancelledError:
        if not any(watcher.done() for watcher in watchers):
            raise
        task.uncancel()
    finally:
        timer.cancel()
        for watcher in watchers:
            watcher.cancel()


async def _cancel_when_gone(receive: Receive, task: asyncio.Task[Any]) -> None:
    """Waits until the client is gone, and cancels what is done for it."""
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()
