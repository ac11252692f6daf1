"""Records small enough to read, and the real one."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_record import FILES, write_seeds

from kb import resources
from kb.authoring import loader
from kb.authoring.loader import Record


@pytest.fixture
def small_seeds(tmp_path: Path) -> Path:
    """A folder of authored files about one event, told by a chronicle that quotes one person."""
    return write_seeds(tmp_path / "seeds", FILES)


@pytest.fixture
def mended(tmp_path: Path) -> Callable[..., Path]:
    """A maker of the same folder with one thing changed: `mended(file, old, new)`."""

    def mend(file: str, old: str, new: str) -> Path:
        path = next(name for name in FILES if name.endswith(file))
        assert FILES[path].count(old) == 1, f"{old!r} does not stand once in {path}"
        return write_seeds(tmp_path / "seeds", FILES | {path: FILES[path].replace(old, new)})

    return mend


@pytest.fixture(scope="session")
def record() -> Record:
    """The record that Elbe ships."""
    return loader.load(resources.folder("seeds"))


@pytest.fixture
def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
