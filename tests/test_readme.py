"""The README's commands, run as they stand there."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from support.places import PROJECT

pytestmark = pytest.mark.process


README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = [block.strip("\n").split("\n") for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)]
COMMANDS = {block[0].removeprefix("$ "): block[1:] for block in BLOCKS}
BIN = str(Path(sys.executable).parent)


def run(command: str, port: int = 8000) -> str:
    """What a command of the README prints, in this environment and with this port."""
    adapted = command.replace(".venv/bin", BIN).replace(":8000", f":{port}")
    return subprocess.run(
        adapted, shell=True, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True
    ).stdout


@pytest.fixture(scope="module")
def served() -> Iterator[int]:
    """`make serve`, in this environment; gives the port once the service is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {"ELBE_SERVE_PORT": str(port)}
    make = ["make", "serve", f"BIN={BIN}", "VENV=build/readme"]
    (PROJECT / "build/readme").mkdir(parents=True, exist_ok=True)
    for name in ("created", "installed"):
        (PROJECT / "build/readme" / name).touch()
    process = subprocess.Popen(
        make, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, 15)
        process.communicate(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(900):
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/ready"):
            return
        time.sleep(0.1)
    pytest.fail("make serve was not ready in 90 seconds")


def test_the_readme_is_short_enough_to_be_read():
    assert 80 <= len(README.splitlines()) <= 150


def test_make_serve_serves(served):
    assert json.loads(run("curl -s http://127.0.0.1:8000/health", served))["status"] == "alive"


def test_the_query_prints_what_the_readme_shows(served):
    command = next(command for command in COMMANDS if " query " in command)

    assert run(command).splitlines() == COMMANDS[command]


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("curl")])
def test_each_request_is_answered_as_the_readme_shows(command, served):
    answer = run(command, served)

    assert answer.splitlines()[: len(COMMANDS[command])] == COMMANDS[command]
    assert len(answer) > 200


def test_make_test_and_make_check_are_what_is_run_for_every_change():
    script = (PROJECT / ".ci/run").read_text(encoding="utf-8")

    assert "make check\nmake test\n" in script
    assert "make test" in COMMANDS


def test_every_command_of_the_table_exists():
    named = re.findall(r"^\| `elbe (\w+)", README, re.MULTILINE)

    listed = run(".venv/bin/elbe --help")
    assert named
    assert [name for name in named if f"  {name} " not in listed] == []


def test_every_folder_of_the_table_exists():
    folders = re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE)

    assert len(folders) == 9
    assert all((PROJECT / folder).is_dir() for folder in folders)
