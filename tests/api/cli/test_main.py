import json
import shlex
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import click
import pytest
from support.command import ELBE, elbe
from support.live_service import until
from support.places import PROJECT, TEXTS

from api.cli.console import FINDINGS
from api.cli.main import COMMANDS, main
from kb import __version__

CONTEXT = click.Context(main)
IMPORTED = """
import json, sys
from click.testing import CliRunner
from api.cli.main import main
done = CliRunner().invoke(main, sys.argv[1:])
print(json.dumps([done.exit_code, sorted(sys.modules)]))
"""


def command(name: str) -> click.Command:
    found = main.get_command(CONTEXT, name)
    assert found is not None
    return found


def example(name: str) -> list[str]:
    """The arguments of the example in the help of a command."""
    [line] = [line.strip() for line in (command(name).help or "").splitlines() if "Example:" in line]
    elbe, *arguments = shlex.split(line.removeprefix("Example: "))
    assert (elbe, arguments[0]) == ("elbe", name)
    return arguments


def imported(*arguments: object) -> set[str]:
    """The modules that a command has imported when it is done."""
    run = [sys.executable, "-c", IMPORTED, *map(str, arguments)]
    exit_code, modules = json.loads(subprocess.run(run, capture_output=True, check=True, cwd=PROJECT).stdout)
    assert exit_code == 0
    return {module.partition(".")[0] for module in modules} | set(modules)


@pytest.fixture(scope="module")
def place(tmp_path_factory, release) -> Path:
    """A folder like the project's as the examples find it: with a release built, and the texts where there are any."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "seeds").mkdir()
    (folder / "seeds/queries").symlink_to(PROJECT / "seeds/queries")
    (folder / "build").symlink_to(release.folder.parent)
    (folder / "names.csv").write_text("name\nИван Конев\n", encoding="utf-8")
    (folder / "question.rq").write_text("SELECT ?thing ?name { ?thing <http://purl.org/dc/terms/title> ?name }")
    if TEXTS.is_dir():
        (folder / "texts").symlink_to(TEXTS)
    return folder


def test_each_command_is_listed_with_what_it_does():
    listed = elbe("--help").stdout

    assert [name for name, (_, what) in COMMANDS.items() if f"  {name} " not in listed or what not in listed] == []
    assert [name for name in COMMANDS if command(name).name != name] == []


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("add", "serve")])
def test_the_example_of_each_command_works_as_its_help_has_it(name, place, monkeypatch):
    arguments = example(name)
    if "texts" in arguments and not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: {name} was not tried, since the texts of the sources are not at {TEXTS}")
    monkeypatch.chdir(place)
    done = elbe(*arguments)

    complaints = [line for line in done.stderr.splitlines() if "the corpus that Elbe ships" not in line]
    assert (done.returncode, complaints) == (FINDINGS if name == "coverage" else 0, [])
    assert done.stdout


def test_the_example_of_serve_serves(place, free_port):
    arguments = [word.replace("8000", str(free_port)) for word in example("serve")]
    served = subprocess.Popen([*ELBE, *arguments], cwd=place, stderr=subprocess.DEVNULL)

    def is_ready() -> bool:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{free_port}/ready"):
            return True
        return False

    try:
        until(is_ready, 60)
    finally:
        served.terminate()
        assert served.wait(30) == 0


@pytest.mark.process
def test_the_help_imports_no_command_and_no_store():
    assert imported("--help").isdisjoint({"api.cli.ask", "api.cli.curate", "api.cli.serve", "pyoxigraph", "rich"})


def test_what_asks_a_release_imports_neither_what_builds_one_nor_the_service(release):
    for arguments in (["search", "Djilas"], ["query", "seeds/queries/09_bornholm.rq"]):
        known = imported(*arguments, "--release", release.folder)

        assert known.isdisjoint({"yaml", "fastapi", "rich", "kb.authoring", "kb.derivation", "kb.validation"})


@pytest.mark.process
def test_the_command_is_a_module_and_the_entry_point():
    told = subprocess.run([*ELBE, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert told == f"elbe, version {__version__}\n"
    assert project["scripts"] == {"elbe": "api.cli.main:main"}


def test_a_word_that_is_no_command_is_wrong_use():
    assert elbe("biuld").returncode == 2


def test_a_command_without_a_release_says_how_to_make_one(tmp_path):
    refused = elbe("export", tmp_path / "copy", "--release", tmp_path)

    assert refused.returncode == 2
    assert "run `elbe build --out" in refused.stderr


@pytest.mark.process
def test_output_into_a_closed_pipe_ends_quietly(small_seeds):
    command = " ".join(ELBE) + f" show chronicle --corpus {small_seeds} | head -c 1"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)

    assert ended.stderr == ""
