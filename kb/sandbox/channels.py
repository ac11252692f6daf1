"""The channels to the processes that answer queries: orders to the zygote, frames of answers from workers."""

import asyncio
import json
import logging
import os
import socket
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import cast

from kb import processes
from kb.errors import (
    FormNotOffered,
    QueryCrashed,
    QueryError,
    QueryMalformed,
    QueryRefused,
    QueryStopped,
)
from kb.sandbox.frames import BUFFER, DATA, END, ERROR, FORK, FRAME, HEAD, KILL, ORDER, READY, SPENT, frame
from kb.sandbox.limits import Limits
from kb.store.protocol import Query

logger = logging.getLogger(__name__)

PATIENCE = 10
"""Seconds within which the zygote carries an order out; it takes milliseconds."""


class Zygote:
    """The process that holds the data and forks workers; started again should it die."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self.lock = asyncio.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None

    async def start(self) -> None:
        """Starts the process, and waits until its data is loaded."""
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = processes.start(
                "kb.sandbox.zygote",
                theirs.fileno(),
                self.folder,
                json.dumps(asdict(self.limits)),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        ours.setblocking(False)
        self.control = ours
        kind, _ = await self.receive()
        if kind != READY:
            raise QueryCrashed(f"The query sandbox did not start on {self.folder}.")

    async def stop(self) -> None:
        """Ends the process and with it all workers."""
        if self.control:
            self.control.close()
        if self.process:
            with suppress(ProcessLookupError):
                self.process.kill()
            await asyncio.to_thread(self.process.wait)
        self.control = self.process = None

    async def fork(self, channel: socket.socket) -> int:
        """The process id of a new worker that serves the other end of a channel; restarts a dead zygote first."""
        async with self.lock:
            if self.process is None or self.process.poll() is not None:
                logger.warning("the query sandbox is started again")
                await self.stop()
                await self.start()
            try:
                pid = await self.order(FORK, 0, channel)
            except OSError as error:
                raise QueryCrashed("The query sandbox has ended.") from error
        if pid <= 0:
            raise QueryCrashed(f"No process can be made to answer the query: {os.strerror(-pid)}.")
        return pid

    async def kill(self, pid: int) -> int:
        """Ends a worker; returns the signal that ended it. 0 when the zygote is gone, and so all its workers."""
        async with self.lock:
            if self.control is None:
                return 0
            try:
                return await self.order(KILL, pid)
            except (OSError, QueryCrashed):
                return 0

    async def order(self, kind: bytes, pid: int, channel: socket.socket | None = None) -> int:
        """Sends an order and returns the number that answers it."""
        assert self.control is not None
        message = ORDER.pack(kind, pid)
        if channel is None:
            await asyncio.get_running_loop().sock_sendall(self.control, message)
        else:
            socket.send_fds(self.control, [message], [channel.fileno()])
        try:
            async with asyncio.timeout(PATIENCE):
                _, result = await self.receive()
        except TimeoutError:
            await self.stop()
            raise QueryCrashed("The query sandbox did not answer, and was ended.") from None
        return result

    async def receive(self) -> tuple[bytes, int]:
        """The next message of the zygote."""
        assert self.control is not None
        message = b""
        while len(message) < ORDER.size:
            part = await asyncio.get_running_loop().sock_recv(self.control, ORDER.size - len(message))
            if not part:
                raise QueryCrashed("The query sandbox has ended.")
            message += part
        kind, number = ORDER.unpack(message)
        return kind, number


class Worker(asyncio.Protocol):
    """One process that answers queries, one at a time, and the frames of its answers as they come."""

    def __init__(self) -> None:
        self.pid = 0
        self.transport: asyncio.Transport | None = None
        self.buffer = bytearray()
        self.is_gone = False
        self.is_paused = False
        self.waiter: asyncio.Future[None] | None = None
        self.end: asyncio.Task[int] | None = None
        """Set once the process has been told to end, which happens once: its number may be another's after that."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way to the process."""
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Keeps what has come; lets no more come while it is much."""
        self.buffer += data
        if len(self.buffer) > MOST_UNREAD:
            self.pause(True)
        self.wake()

    def connection_lost(self, error: Exception | None) -> None:
        """Notes that the process has ended, or has been left."""
        self.is_gone = True
        self.wake()

    def wake(self) -> None:
        """Lets whoever waits look again."""
        if self.waiter and not self.waiter.done():
            self.waiter.set_result(None)

    def pause(self, is_paused: bool) -> None:
        """Stops reading, so that the process has to wait, or goes on with it."""
        assert self.transport is not None
        if is_paused != self.is_paused and not self.is_gone:
            self.is_paused = is_paused
            self.transport.pause_reading() if is_paused else self.transport.resume_reading()

    def send(self, query: Query) -> None:
        """Gives it a query."""
        assert self.transport is not None
        self.transport.write(frame(HEAD, json.dumps(vars(query)).encode()))

    def abort(self) -> None:
        """Leaves it at once."""
        assert self.transport is not None
        self.transport.abort()

    def next(self) -> tuple[bytes, bytes] | None:
        """The next frame of its answer, kind and payload, if that has come whole."""
        if len(self.buffer) < FRAME.size:
            return None
        kind, size = FRAME.unpack_from(self.buffer)
        end = FRAME.size + size
        if len(self.buffer) < end:
            return None
        payload = bytes(self.buffer[FRAME.size : end])
        del self.buffer[:end]
        return kind, payload

    async def receive(self) -> tuple[bytes, bytes]:
        """The next frame of its answer; raises ConnectionError where none will come."""
        while (found := self.next()) is None:
            if self.is_gone:
                raise ConnectionResetError("the process has ended")
            self.pause(False)
            self.waiter = asyncio.get_running_loop().create_future()
            await self.waiter
        return found


MOST_UNREAD = 2 * BUFFER
"""How many bytes of an answer may have come that nobody has read; one frame may be larger."""


class Answer:
    """The answer of one query, as it comes; read to its end, it is whole."""

    def __init__(self, worker: Worker, limits: Limits) -> None:
        self.worker, self.limits = worker, limits
        self.seconds_left = limits.seconds
        self.is_late = False
        self.media_type = ""
        self.is_whole = False
        self.can_serve_again = False

    async def begin(self, query: Query) -> None:
        """Sends the query and learns in which format the answer comes."""
        self.worker.send(query)
        kind, payload = await self.receive()
        assert kind == HEAD
        self.media_type = payload.decode()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes of the answer; raises QueryError when it can't be completed."""
        while not self.is_whole:
            kind, payload = await self.receive()
            if kind == DATA:
                yield payload
            elif kind == END:
                self.is_whole = True
                self.can_serve_again = payload != SPENT

    async def receive(self) -> tuple[bytes, bytes]:
        """The next frame; raises QueryError where the worker reports one, or does not come to it."""
        kind, payload = self.worker.next() or await self.wait()
        if kind == ERROR:
            raise self.failure(json.loads(payload))
        return kind, payload

    async def wait(self) -> tuple[bytes, bytes]:
        """The next frame when it comes; only the time that the worker takes counts, not that of a slow reader."""
        began = time.monotonic()
        timer = asyncio.get_running_loop().call_later(self.seconds_left, self.stop_waiting)
        try:
            return await self.worker.receive()
        except ConnectionError as error:
            if self.is_late:
                raise QueryStopped(f"The query took longer than {self.limits.seconds:g} seconds.") from None
            raise QueryCrashed("The process that answered the query died.") from error
        finally:
            timer.cancel()
            self.seconds_left -= time.monotonic() - began

    def stop_waiting(self) -> None:
        """Ends the wait for a frame that comes too late."""
        self.is_late = True
        self.worker.abort()

    def failure(self, facts: dict[str, object]) -> QueryError:
        """The error that the worker reports; the worker itself is well unless it was stopped half-way."""
        kind, message = str(facts["kind"]), str(facts["message"])
        self.can_serve_again = kind != "stopped"
        if kind in PLACED_ERRORS:
            return PLACED_ERRORS[kind](message, int(str(facts["line"])), int(str(facts["column"])))
        return QueryStopped(message) if kind == "stopped" else FormNotOffered(message)


PLACED_ERRORS: dict[str, type[QueryMalformed] | type[QueryRefused]] = {
    "malformed": QueryMalformed,
    "refused": QueryRefused,
}
