"""The elbe command, run within the process of the tests; `ELBE` starts one of its own."""

import sys
from dataclasses import dataclass

from click.testing import CliRunner

from api.cli.main import main

ELBE = [sys.executable, "-m", "api.cli.main"]


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def elbe(*arguments: object, stdin: str | None = None, env: dict[str, str] | None = None) -> Done:
    done = CliRunner().invoke(main, [*map(str, arguments)], input=stdin, env=env, catch_exceptions=False)
    return Done(done.exit_code, done.stdout, done.stderr)
