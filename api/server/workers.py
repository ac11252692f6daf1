"""The service as one process, or as several that one watches.

Each process that serves has a socket of its own on the same port (SO_REUSEPORT), so that the system spreads connections
evenly; the watcher holds the sockets too, so that what has come for a process that died is answered by the next.
"""

import logging
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import time
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from prometheus_client.multiprocess import mark_process_dead

from api.server import logs
from api.server.crew import Crew
from api.server.process import FAILED, serve
from api.settings import Settings

logger = logging.getLogger(__name__)

BACKLOG = 2048
PAUSE = 1
"""Seconds between the death of a process and the next in its place."""
FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus_client, when imported, looks for the folder in which processes add up their figures."""


def run(source: Path, settings: Settings, host: str, port: int) -> int:
    """Serves the current release of a folder until told to end; returns the exit code."""
    logs.start()
    first = _listen(host, port, settings.processes.workers > 1)
    if settings.processes.workers == 1:
        return serve(source, settings, first)
    port = first.getsockname()[1]
    listeners = [first, *(_listen(host, port, True) for _ in range(1, settings.processes.workers))]
    with tempfile.TemporaryDirectory(prefix="elbe-figures-") as figures:
        os.environ[FIGURES] = figures
        return _Workers(source, settings, listeners).run()


def _listen(host: str, port: int, is_shared: bool) -> socket.socket:
    """A socket that listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=is_shared)


class _Workers:
    """Several processes that serve, watched by this one, which passes signals on and replaces those that die."""

    def __init__(self, source: Path, settings: Settings, listeners: list[socket.socket]) -> None:
        self.source, self.settings, self.listeners = source, settings, listeners
        self.context = multiprocessing.get_context("spawn")
        self.processes: dict[BaseProcess, socket.socket] = {}
        self.crew = Crew(settings.processes.workers, self.context.Value("i", 0), os.getpid())
        self.is_ending = False
        self.code = 0

    def run(self) -> int:
        """Watches the processes until all have ended; returns the exit code."""
        signal.signal(signal.SIGTERM, self.end)
        signal.signal(signal.SIGINT, self.end)
        signal.signal(signal.SIGHUP, self.pass_on)
        for listener in self.listeners:
            self.start(listener)
        while self.processes:
            wait([process.sentinel for process in self.processes])
            for process in [process for process in self.processes if not process.is_alive()]:
                self.replace(process)
        return self.code

    def start(self, listener: socket.socket) -> None:
        """Starts a process on a socket."""
        process = self.context.Process(target=_work, args=(self.source, self.settings, listener, self.crew))
        process.start()
        self.processes[process] = listener

    def replace(self, process: BaseProcess) -> None:
        """Starts another process in the place of one that has ended, unless all are to end."""
        listener = self.processes.pop(process)
        mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
        if process.exitcode == FAILED and not self.crew.is_complete:
            self.code = FAILED
            self.end()
        if not self.is_ending:
            logger.error("a process that served ended with exit code %s; another takes its place", process.exitcode)
            time.sleep(PAUSE)
        if not self.is_ending:
            self.start(listener)

    def end(self, number: int = signal.SIGTERM, frame: FrameType | None = None) -> None:
        """Tells all processes to end, and lets go of the sockets, which they hold until they are done."""
        self.is_ending = True
        for listener in self.listeners:
            listener.close()
        self.pass_on(number)

    def pass_on(self, number: int, frame: FrameType | None = None) -> None:
        """Sends a signal to all processes."""
        for process in self.processes:
            if process.pid and process.is_alive():
                os.kill(process.pid, number)


def _work(source: Path, settings: Settings, listener: socket.socket, crew: Crew) -> None:
    """The life of one of several processes."""
    sys.exit(serve(source, settings, listener, crew))
