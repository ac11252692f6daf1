"""Logs as JSON, an object a line, so that nothing that a client sends can pass for a line of its own."""

import json
import logging
import re
import secrets
from datetime import UTC, datetime
from logging.config import dictConfig
from typing import Any

from starlette.types import Scope

from api.http.scope import REQUEST_ID

FIT = re.compile(r"[A-Za-z0-9._~+/=-]{1,128}")
"""What a client may send as the id of its request."""


class _JsonLines(logging.Formatter):
    """Writes a record as JSON in ASCII: time, level, logger, message, the request that it is about, and other facts."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        moment = datetime.fromtimestamp(record.created, UTC)
        facts: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if id := REQUEST_ID.get():
            facts["request"] = id
        facts |= getattr(record, "facts", {})
        if record.exc_info:
            facts["exception"] = self.formatException(record.exc_info)
        return json.dumps(facts)


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": _JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
"""How the service logs: on standard error."""


def start() -> None:
    """Lets this process log so.

    The log tells no place in the code, thread or process; not to look for them is a third of its time:
    https://docs.python.org/3/howto/logging.html#optimization
    """
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    dictConfig(CONFIGURATION)


def request_id(scope: Scope) -> str:
    """The id of a request: that which its sender gave it, where it is fit, or a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and FIT.fullmatch(given := value.decode("latin-1")):
            return str(given)
    return secrets.token_hex(8)
