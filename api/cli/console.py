"""How the command talks to a person: sentences on standard error, progress on a terminal, and exit codes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

FINDINGS, WRONG_USE = 1, 2
"""The exit codes of what found something, and of what can't be done as asked."""


def complain(message: str) -> None:
    """Says something on standard error."""
    click.echo(message, err=True)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A progress line on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("start", total=None)
        yield lambda step: progress.update(task, description=step, refresh=True)
