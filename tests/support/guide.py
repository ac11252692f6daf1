"""The guide for authors, followed: its files written, its commands run, what it shows compared with what they print."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from support.places import PROJECT

GUIDE = (PROJECT / "docs/authoring.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"(?:<!-- (?P<how>file|add|in): (?P<path>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """A block of the guide: a file that it writes, adds to or shows a part of, or commands with what they print."""

    how: str | None
    path: str | None
    language: str
    text: str

    @property
    def commands(self) -> Iterator[tuple[str, list[str]]]:
        """Each command, with the lines that it is shown to print."""
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            yield command, shown


BLOCKS = [Block(**found.groupdict()) for found in _BLOCK.finditer(GUIDE)]


def write(block: Block, corpus: Path) -> None:
    """Writes what a block has of a file of the corpus."""
    assert block.path
    path = corpus / block.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w" if block.how == "file" else "a", encoding="utf-8", newline="") as file:
        file.write(("\n" if block.how == "add" else "") + block.text)


def is_as_shown(printed: str, shown: list[str]) -> bool:
    """Whether a command prints what the guide shows, in which … stands for anything."""
    pattern = ".*".join(re.escape(part) for part in "\n".join(shown).split("…"))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


class Follower:
    """Someone who follows the guide with an `elbe` that is installed somewhere, in an empty folder."""

    def __init__(self, elbe: Path, folder: Path) -> None:
        self.folder = folder
        known = {key: value for key, value in os.environ.items() if not key.startswith(("ELBE", "PYTHON"))}
        self.environment = known | {"PATH": f"{elbe.parent}:{os.environ['PATH']}"}

    def follow(self, blocks: list[Block]) -> list[str]:
        """Does what the blocks say, and returns the commands that were run, but for the one that serves."""
        done = []
        for block in blocks:
            if block.how in ("file", "add"):
                write(block, self.folder)
            for command, shown in block.commands if block.language == "console" else ():
                if command == "elbe serve":
                    continue
                printed = self.run(command)
                assert is_as_shown(printed, shown), f"{command} prints\n{printed}\nand not\n{shown}"
                done.append(command)
        return done

    def run(self, command: str) -> str:
        """What a command prints; `cd` goes to a folder."""
        if command.startswith("cd "):
            self.folder = self.folder / command.removeprefix("cd ")
            return ""
        ran = subprocess.run(
            command, shell=True, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
        return ran.stdout

    @contextmanager
    def serving(self, port: int) -> Iterator[str]:
        """The service of `elbe serve`, at its address."""
        command = ["elbe", "serve", "--port", str(port)]
        process = subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            for _ in range(900):
                with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/ready"):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
