"""The folder of releases: written beside, swapped in whole, one build at a time."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import ReleaseNotFound
from kb.release.release import Release


def intact(folder: Path) -> Release | None:
    """The release in that very folder, if each of its files is what its manifest states."""
    try:
        release = Release.open(folder)
        return release if release.folder == folder.resolve() and release.is_intact() else None
    except (ReleaseNotFound, OSError, ValueError, KeyError):
        return None


@contextmanager
def alone_in(out: Path) -> Iterator[None]:
    """Keeps other builds out of a folder, and clears what a killed one left there."""
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for remains in out.glob(".building-*"):
            shutil.rmtree(remains, ignore_errors=True)
        yield


@contextmanager
def draft_of(out: Path, id: str) -> Iterator[Path]:
    """A folder to write a release in, which takes its place when all is written and leaves nothing behind if not."""
    draft = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    draft.chmod(0o755)
    try:
        yield draft
        damaged = out / id
        if damaged.exists():
            damaged.rename(draft.with_name(f"{draft.name}-damaged"))
        draft.rename(out / id)
    finally:
        for remains in out.glob(f"{draft.name}*"):
            shutil.rmtree(remains, ignore_errors=True)


def point(link: Path, target: str) -> None:
    """Swaps a symbolic link in one step."""
    beside = link.with_name(f".{link.name}-{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(link)
