"""The service over time: one edition for each release that becomes current, taken up without a failed request.

A new edition is made beside the old one and takes its place in one step; what the old one is answering then, it ends.
"""

import asyncio
import logging
import tempfile
import weakref
from collections import Counter
from contextlib import suppress
from pathlib import Path

from starlette.types import Receive, Scope, Send

from api.app import Edition, create_app
from api.http.framework import free_memory
from api.http.problems import NotReady, problem
from api.server.crew import Crew
from api.settings import Settings
from kb.errors import ElbeError, ReleaseDamaged
from kb.release import taken_down
from kb.release.release import MANIFEST, Release

logger = logging.getLogger(__name__)

Mark = tuple[object, ...]


class Editions:
    """Answers with the edition that is current."""

    def __init__(self, source: Path, settings: Settings, crew: Crew | None = None) -> None:
        self.source, self.settings, self.crew = source, settings, crew
        self.current: Edition | None = None
        self.replaced: dict[asyncio.Task[None], Edition] = {}
        self.past: Counter[str] = Counter()
        """The counts of editions that have ended, and of releases that never became one."""
        self.seen: Mark | None = None
        """The release that was looked at last, taken up or not."""
        self.served: Mark | None = None
        """The release that is served."""
        self.asked = asyncio.Event()
        self.tried = asyncio.Event()
        """Whether the first release has been taken up, or could not be."""
        self.has_failed = False
        """Whether there is no first edition, so that nothing can be served."""
        self.is_stopping = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        if scope["type"] == "lifespan":
            await self.live(receive, send)
            return
        try:
            edition = self.get_current()
        except NotReady as error:
            await problem(scope, error)(scope, receive, send)
        else:
            await edition(scope, receive, send)

    def get_current(self) -> Edition:
        """The edition that is current; raises NotReady before there is one."""
        if self.current is None:
            raise NotReady("The service is about to end." if self.is_stopping else "A release is loading.")
        return self.current

    def all(self) -> list[Edition]:
        """The edition that is current and those whose last answers are being sent."""
        return [*self.replaced.values(), *filter(None, [self.current])]

    def counts(self) -> Counter[str]:
        """How often things have happened in all editions that there were."""
        return sum((edition.counts() for edition in self.all()), self.past)

    def state(self) -> dict[str, float]:
        """What is going on."""
        engines = [edition.engine for edition in self.all()]
        return {
            "queries_running": sum(engine.running for engine in engines),
            "queries_waiting": sum(engine.waiting for engine in engines),
            "requests_under_way": sum(edition.under_way for edition in self.all()),
            "editions": len(self.all()),
        }

    def processes(self) -> list[int]:
        """The processes that hold the data."""
        return [pid for edition in self.all() for pid in edition.engine.processes()]

    def look(self) -> None:
        """Looks at once whether there is a new release."""
        self.asked.set()

    async def live(self, receive: Receive, send: Send) -> None:
        """Makes the first edition and those that follow it, from the start of the server to its end.

        https://asgi.readthedocs.io/en/latest/specs/lifespan.html
        """
        await receive()
        watcher = asyncio.create_task(self.watch())
        if self.crew and self.crew.is_complete:  # in the place of one that died: who asks is not to notice
            await self.tried.wait()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        watcher.cancel()
        await asyncio.gather(watcher, return_exceptions=True)
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def stop(self) -> None:
        """Stops all editions."""
        for task in self.replaced:
            task.cancel()
        await asyncio.gather(*self.replaced, return_exceptions=True)
        if self.current:
            await self.current.stop()

    async def watch(self) -> None:
        """Takes up the release of the start, then each that becomes current."""
        await self.take_up()
        self.has_failed = self.current is None
        self.tried.set()
        if self.current and self.crew:
            self.crew.join()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.settings.processes.look_seconds):
                    await self.asked.wait()
            if self.asked.is_set() or _mark(self.source) != self.seen:
                self.asked.clear()
                await self.take_up()

    async def take_up(self) -> None:
        """Serves the release that is current by now; one that can't be served is refused, and the old one stays."""
        self.seen = _mark(self.source)
        try:
            release = Release.open(self.source)
            if self.current and self.seen == self.served:
                logger.info("release %s is current, and is served already", release.id)
                return
            new = await _begin(release, self.settings)
        except Exception as error:  # whatever is wrong with it: nobody who is served shall notice
            logger.error(
                "%s is not served: %s",
                self.source,
                error or type(error).__name__,
                exc_info=not isinstance(error, ElbeError),
            )
            self.past["releases_refused"] += 1
            return
        old, self.current, self.served = self.current, new, self.seen
        logger.info("release %s is served", release.id)
        if old:
            task = asyncio.create_task(old.end())
            self.replaced[task] = old
            task.add_done_callback(self.forget)

    def forget(self, task: asyncio.Task[None]) -> None:
        """Forgets an edition that has ended, but for its counts."""
        edition = self.replaced.pop(task)
        self.past += edition.counts()
        id = edition.release.id
        del edition, task
        free_memory()
        logger.info("release %s is no longer served", id)


async def _begin(release: Release, settings: Settings) -> Edition:
    """The edition of a release without what is taken down, started; raises what is wrong with either."""
    if not await asyncio.to_thread(release.is_intact):
        raise ReleaseDamaged(f"{release.folder} is damaged: a file is not what the manifest says.")
    listed = taken_down.read(_listing(release), release.terms)
    if not listed:
        return await _started(release, settings)
    private = tempfile.TemporaryDirectory(prefix="elbe-taken-down-", ignore_cleanup_errors=True)
    left = await asyncio.to_thread(taken_down.without, release, listed, Path(private.name))
    edition = await _started(left, settings)
    weakref.finalize(edition, private.cleanup)
    logger.info("%d things are taken down", len(left.manifest["takenDown"]))
    return edition


async def _started(release: Release, settings: Settings) -> Edition:
    """The edition of a release, started."""
    edition = await asyncio.to_thread(create_app, release, settings)
    await edition.start()
    return edition


def _listing(release: Release) -> Path:
    """The list of what is taken down, which lies beside a release."""
    return release.folder.parent / taken_down.NAME


def _mark(source: Path) -> Mark | None:
    """What tells the release in a folder, or the current one of a folder of releases, from others; None without one.

    With a list of what is taken down it is another.
    """
    try:
        release = Release.open(source)
        files = [release.folder / MANIFEST, *(path for path in [_listing(release)] if path.exists())]
        marks = [path.stat() for path in files]
    except (ElbeError, OSError):
        return None
    return str(release.folder), *((mark.st_ino, mark.st_mtime_ns, mark.st_size) for mark in marks)
