"""The service as a process: uvicorn, with connections that no client can hold for ever."""

import asyncio
import os
import resource
import signal
import socket
import time
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from api.server import logs
from api.server.access_log import Requests
from api.server.connection import Connection, largest_head
from api.server.crew import Crew
from api.server.editions import Editions
from api.server.headers import CommonHeaders
from api.server.metrics import Metrics
from api.server.probes import Operations
from api.server.rate import RateLimit
from api.settings import Settings

FAILED = 1
"""The exit code of a process that had nothing to serve."""


class _Server(uvicorn.Server):
    """One process that serves, and is told by signals to end (SIGTERM, SIGINT) or to look for a release (SIGHUP)."""

    def __init__(self, source: Path, settings: Settings, crew: Crew | None = None) -> None:
        self.settings, self.crew = settings, crew
        self.editions = Editions(source, settings, crew)
        self.metrics = Metrics(self.editions, settings.processes.workers)
        self.ends_at: float | None = None
        app = _create_service(self.editions, self.metrics, settings)
        super().__init__(_configuration(app, settings))

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
            self.ends_at = time.monotonic() + self.settings.processes.unready_seconds

    async def on_tick(self, counter: int) -> bool:
        """Whether it is time to end; asked ten times a second."""
        if counter % 10 == 0:
            self.metrics.refresh()
        is_orphan = self.crew is not None and self.crew.parent != os.getppid()
        is_time = self.ends_at is not None and time.monotonic() >= self.ends_at
        self.should_exit = self.should_exit or self.editions.has_failed or is_orphan or is_time
        return await super().on_tick(counter)


def _create_service(editions: Editions, metrics: Metrics, settings: Settings) -> ASGIApp:
    """What the server serves: the current edition, behind what all requests and answers have in common."""
    limited = RateLimit(editions, settings.rate) if settings.rate.client_rate else editions
    answering = CommonHeaders(Operations(limited, editions, metrics), settings.requests, settings.reach)
    return Requests(answering, metrics, settings.logs)


def serve(source: Path, settings: Settings, listener: socket.socket, crew: Crew | None = None) -> int:
    """Serves the current release of a folder in this process until it is told to end; returns its exit code."""
    logs.start()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until it is listened to
    server = _Server(source, settings, crew)
    server.run([listener])
    return FAILED if server.editions.has_failed else 0


def _configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves the application."""
    _allow_descriptors(settings.processes.connections + 256)
    return uvicorn.Config(
        app,
        http=type("Connection", (Connection,), {"requests": settings.requests, "most": settings.processes.connections}),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.reach.trusted_proxies is not None,
        forwarded_allow_ips=settings.reach.trusted_proxies or "",
        h11_max_incomplete_event_size=largest_head(settings.requests),
        timeout_graceful_shutdown=settings.processes.stop_seconds,
    )


def _allow_descriptors(number: int) -> None:
    """Lets this process open so many files and sockets, as far as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
