"""The service as a process: uvicorn, with connections that no client can hold for ever."""

import asyncio
import json
import logging
import os
import resource
import signal
import socket
import time
from http import HTTPStatus
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from api import logs
from api.crew import Crew
from api.editions import Editions
from api.headers import CommonHeaders
from api.metrics import Metrics
from api.operations import Operations
from api.problems import KINDS, MEDIA_TYPE, AddressTooLong, BadRequest, document
from api.rate import RateLimit
from api.requests import Requests
from api.settings import Settings
from api.sparql import ABORT

logger = logging.getLogger(__name__)

LONG = "The address is too long; send long queries with POST."
FAILED = 1
"""The exit code of a process that had nothing to serve."""
LEAST_READ = 4096
"""How many bytes a client must take of what is sent to it, in the time it may leave it unread."""


class Server(uvicorn.Server):
    """One process that serves, and is told by signals to end (SIGTERM, SIGINT) or to look for a release (SIGHUP)."""

    def __init__(self, source: Path, settings: Settings, crew: Crew | None = None) -> None:
        self.settings, self.crew = settings, crew
        self.editions = Editions(source, settings, crew)
        self.metrics = Metrics(self.editions, settings.workers)
        self.ends_at: float | None = None
        app = create_service(self.editions, self.metrics, settings)
        super().__init__(configuration(app, settings))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.editions.look)
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begins to end; told a second time by the keyboard, waits for no answer."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        if self.ends_at is None:
            self.editions.is_stopping = True
            self.ends_at = time.monotonic() + self.settings.unready_seconds

    async def on_tick(self, counter: int) -> bool:
        """Whether it is time to end; asked ten times a second."""
        if counter % 10 == 0:
            self.metrics.refresh()
        is_orphan = self.crew is not None and self.crew.parent != os.getppid()
        is_time = self.ends_at is not None and time.monotonic() >= self.ends_at
        self.should_exit = self.should_exit or self.editions.has_failed or is_orphan or is_time
        return await super().on_tick(counter)


def create_service(editions: Editions, metrics: Metrics, settings: Settings) -> ASGIApp:
    """What the server serves: the current edition, behind what all requests and answers have in common."""
    limited = RateLimit(editions, settings) if settings.client_rate else editions
    return Requests(CommonHeaders(Operations(limited, editions, metrics), settings), metrics, settings)


def serve(source: Path, settings: Settings, listener: socket.socket, crew: Crew | None = None) -> int:
    """Serves the current release of a folder in this process until it is told to end; returns its exit code."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until it is listened to
    server = Server(source, settings, crew)
    server.run([listener])
    return FAILED if server.editions.has_failed else 0


def configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves the application."""
    allow_descriptors(settings.connections + 256)
    return uvicorn.Config(
        app,
        http=type("Connection", (Connection,), {"settings": settings}),
        ws="none",
        lifespan="on",
        log_config=logs.CONFIGURATION,
        access_log=False,
        server_header=False,
        proxy_headers=settings.trusted_proxies is not None,
        forwarded_allow_ips=settings.trusted_proxies or "",
        h11_max_incomplete_event_size=largest_head(settings),
        timeout_graceful_shutdown=settings.stop_seconds,
    )


def allow_descriptors(number: int) -> None:
    """Lets this process open so many files and sockets, as far as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def largest_head(settings: Settings) -> int:
    """How many bytes of a request's head are read: what is too large by less is answered for what it is."""
    return settings.address_bytes + 8 * settings.header_bytes


class Connection(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # h11's, or httptools' where that is installed
    """A connection that is closed when its client is slow to send the head of a request, or stops reading an answer."""

    settings: Settings
    head_bytes: int = 0
    head_timer: asyncio.TimerHandle | None = None
    read_timer: asyncio.TimerHandle | None = None
    unread: int = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begins to wait for the head of a request, unless there are too many connections."""
        super().connection_made(transport)
        if len(self.connections) > self.settings.connections:
            transport.abort()
            return
        self.app_state: dict[str, Any] = {**self.app_state, ABORT: transport.abort}
        self.await_head()

    def data_received(self, data: bytes) -> None:
        """Stops the waiting once a request is being answered, and begins it again when the next begins to arrive."""
        before = self.cycle
        is_body = before is not None and before.more_body
        super().data_received(data)
        self.head_bytes = 0 if is_body or self.cycle is not before else self.head_bytes + len(data)
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if self.head_bytes > largest_head(self.settings) and not self.transport.is_closing():
            self.send_400_response("The head is too large.")
        elif is_answering:
            self.stop_timer("head_timer")
        elif self.head_timer is None and not self.transport.is_closing():
            self.await_head()

    def await_head(self) -> None:
        """Sets the time within which the head of a request is to arrive."""
        self.head_timer = self.loop.call_later(self.settings.header_seconds, self.transport.abort)

    def pause_writing(self) -> None:
        """Begins to watch whether the client reads."""
        super().pause_writing()
        self.watch_reading()

    def watch_reading(self) -> None:
        """Sets the time within which the client is to read some of what is sent to it."""
        self.unread = self.transport.get_write_buffer_size()
        self.read_timer = self.loop.call_later(self.settings.stall_seconds, self.check_reading)

    def check_reading(self) -> None:
        """Breaks off a connection whose client does not read."""
        if self.unread - self.transport.get_write_buffer_size() < LEAST_READ:
            self.transport.abort()
        else:
            self.watch_reading()

    def resume_writing(self) -> None:
        """Stops watching."""
        super().resume_writing()
        self.stop_timer("read_timer")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets all timers."""
        super().connection_lost(exc)
        self.stop_timer("head_timer")
        self.stop_timer("read_timer")

    def stop_timer(self, name: str) -> None:
        """Stops one of the timers, if it runs."""
        if timer := getattr(self, name):
            timer.cancel()
            setattr(self, name, None)

    def send_400_response(self, msg: str) -> None:
        """Answers what is not HTTP, or too large to be read, as all errors are answered."""
        is_long = len(getattr(self, "url", b"")) > self.settings.address_bytes
        error = (
            AddressTooLong(LONG) if is_long else BadRequest("The request is not HTTP/1.1, or its head is too large.")
        )
        kind = KINDS[type(error)]
        logger.info("a request that could not be read", extra={"facts": {"status": kind.status}})
        body = json.dumps(document(kind, error)).encode() + b"\n"
        head = (
            f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}\r\n"
            f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
            "access-control-allow-origin: *\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
