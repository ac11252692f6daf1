"""Untrusted SPARQL queries, each answered in a process that is killed when the query reaches a limit."""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kb.errors import (
    QueryCrashed,
    QueryError,
    SandboxBusy,
)
from kb.sandbox.channels import Answer, Worker, Zygote
from kb.sandbox.limits import Limits
from kb.store.protocol import Query

logger = logging.getLogger(__name__)
DEATHS = {
    signal.SIGABRT: "The query needs more memory than the {memory} MiB it may use.",
    signal.SIGSEGV: "The query is too complex for the engine's parser.",
    signal.SIGXCPU: "The query took longer than {seconds:g} seconds.",
}
"""What it means when a worker was ended by another signal than ours."""


class Sandbox:
    """Answers untrusted queries on the store in a folder, a few at a time."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.zygote = Zygote(folder, limits)
        self.places = asyncio.Semaphore(limits.workers)
        self.waiting = 0
        self.idle: list[Worker] = []
        self.killed = 0
        """How many workers have been ended before their time."""
        self.forked = 0
        """How many workers have been made."""
        self.running = 0
        """How many queries are being answered."""

    def processes(self) -> list[int]:
        """The process that holds the data."""
        return [self.zygote.process.pid] if self.zygote.process else []

    def counts(self) -> dict[str, int]:
        """How many processes have been made and ended before their time."""
        return {"query_processes_killed": self.killed, "query_processes_started": self.forked}

    async def start(self) -> None:
        """Loads the data and makes the workers."""
        await self.zygote.start()
        self.idle = [await self.fork() for _ in range(self.limits.workers)]

    async def stop(self) -> None:
        """Ends all processes."""
        for worker in self.idle:
            worker.abort()
        self.idle.clear()
        await self.zygote.stop()

    async def __aenter__(self) -> "Sandbox":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @asynccontextmanager
    async def answer(self, query: Query) -> AsyncIterator[Answer]:
        """The answer of a query; leaving before its end kills its worker.

        Raises QueryError, also from `pieces`; SandboxBusy when too many wait already.
        """
        await self.take_place()
        try:
            worker = await self.hire()
            answer = Answer(worker, self.limits)
            try:
                await answer.begin(query)
                yield answer
            except QueryCrashed:
                raise await self.explain(worker) from None
            finally:
                await self.release(answer)
        finally:
            self.running -= 1
            self.places.release()

    async def take_place(self) -> None:
        """Takes one of the places for running queries, after those who came before."""
        if self.places.locked() and self.waiting >= self.limits.queue:
            raise SandboxBusy(f"{self.waiting} queries are waiting already; try again in a moment.")
        if self.places.locked():
            await self.wait_for_place()
        else:
            await self.places.acquire()
        self.running += 1

    async def wait_for_place(self) -> None:
        """Takes a place when one is free; raises SandboxBusy when that takes too long."""
        self.waiting += 1
        try:
            async with asyncio.timeout(self.limits.queue_seconds):
                await self.places.acquire()
        except TimeoutError:
            raise SandboxBusy(f"No place became free in {self.limits.queue_seconds:g} seconds.") from None
        finally:
            self.waiting -= 1

    async def hire(self) -> Worker:
        """A worker that waits for work, or a new one."""
        while self.idle:
            worker = self.idle.pop()
            if not worker.is_gone:
                return worker
            await self.dismiss(worker)
        new = asyncio.ensure_future(self.fork())
        try:
            return await asyncio.shield(new)
        except asyncio.CancelledError:
            new.add_done_callback(self.keep)
            raise

    def keep(self, new: "asyncio.Future[Worker]") -> None:
        """Keeps a worker whose query went away while it was made."""
        if not new.cancelled() and not new.exception():
            self.idle.append(new.result())

    async def fork(self) -> Worker:
        """A new worker."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                pid = await self.zygote.fork(theirs)
            _, worker = await asyncio.get_running_loop().create_unix_connection(Worker, sock=ours)
        except BaseException:
            ours.close()
            raise
        self.forked += 1
        worker.pid = pid
        return worker

    async def release(self, answer: Answer) -> None:
        """Lets a worker wait for the next query, or ends it where it is still at work or has grown."""
        if answer.can_serve_again:
            self.idle.append(answer.worker)
        else:
            await self.dismiss(answer.worker)

    async def dismiss(self, worker: Worker) -> int:
        """Ends a worker, also when the asker goes away meanwhile; returns the signal that ended it."""
        if worker.end is None:
            self.killed += 1
            worker.abort()
            worker.end = asyncio.ensure_future(self.zygote.kill(worker.pid))
        return await asyncio.shield(worker.end)

    async def explain(self, worker: Worker) -> QueryError:
        """What the death of a worker says of its query."""
        cause = await self.dismiss(worker)
        logger.warning("a query process was ended by signal %s", cause or "unknown")
        message = DEATHS.get(signal.Signals(cause), "") if cause else ""
        facts = {"memory": self.limits.memory // 2**20, "seconds": self.limits.seconds}
        return QueryCrashed((message or "The process that answered the query died.").format(**facts))
