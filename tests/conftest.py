"""Records small enough to read, and the real one."""

import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from support.small_record import FILES, TEXT, write_seeds

from kb import resources
from kb.authoring import loader
from kb.authoring.loader import Record

hypothesis.settings.register_profile("elbe", deadline=None)  # which else would be of the clock, on a busy machine too
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=5_000)  # for `make fuzz`
hypothesis.settings.load_profile("elbe")

STARTING = {"release", "small_release", "service", "tight"}
"""Fixtures that start a process, or are made for one: whatever is given them is marked so."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `process` what is given a service or a release, and as `whole` what is given the record that we ship."""
    for item in items:
        given = set(getattr(item, "fixturenames", ()))
        if given & STARTING:
            item.add_marker("process")
        if "record" in given:
            item.add_marker("whole")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Refuses processes, but for git's, to tests that are not marked: `make test-quick` counts on the mark."""
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("process") is None:
            patch.setattr(subprocess.Popen, "__init__", _only_git(subprocess.Popen.__init__))
        return (yield)


def _only_git(start: Callable[..., None]) -> Callable[..., None]:
    def refuse(self: "subprocess.Popen[Any]", args: Any, *more: Any, **named: Any) -> None:
        assert args[0] == "git", f"mark this test with @pytest.mark.process, since it starts {args}"
        start(self, args, *more, **named)

    return refuse


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


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder that holds a text of the chronicle."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "chronicle.txt").write_text(TEXT, encoding="utf-8")
    return folder


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
