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


def is_built(folder: Path) -> bool:
    """Whether a folder holds a release, whole."""
    try:
        return Release.open(folder).is_whole()
    except (ReleaseNotFound, OSError, ValueError):
        return False


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
