"""Where the parts of the service leave what others need of a request: in its scope, and in its context."""

import asyncio
from contextvars import ContextVar

from starlette.types import Scope

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that is being answered."""
ROUTE, QUERY = "elbe.route", "elbe.query"
"""Where, in a request's scope, the parts of the service leave the template of its address and the text of its query."""
ABORT = "elbe.abort"
"""Where `api.server` leaves the means to break a connection off."""


async def abort(scope: Scope) -> None:
    """Breaks the connection off, so that its client sees an error; other servers do so when an answer is unfinished."""
    if break_off := scope.get("state", {}).get(ABORT):
        break_off()
        await asyncio.sleep(0)
