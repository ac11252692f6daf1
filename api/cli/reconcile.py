"""A table of others, with the things of a release that it names."""

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

import click

from api.cli.console import complain
from api.cli.options import release_option
from kb.release.release import Release

TOLD = 20
"""How many broken rows are told of one by one."""

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--column", required=True, help="The column that holds names.")
@click.option("--type", help="What they are names of, such as person or place; of anything if not given.")
@click.option("--near", help="A place, or latitude,longitude, that the things lie in or have to do with.")
@click.option("--date", help="The column that holds dates, with years, of the things.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else standard output.")
@click.option("--delimiter", help="What parts the cells, if it is not found out rightly.")
@click.option("--encoding", help="The encoding, if it is not found out rightly.")
@click.option(
    "--processes", type=click.IntRange(1), help="How many processes work; one for each processor if not given."
)
@release_option
def reconcile(file: Path, column: str, out: Path | None, source: Path, **more: str | int | None) -> None:
    """Add to each row of FILE, a CSV file or workbook, the thing that a column names.

    Added are elbe_id, elbe_label, elbe_wikidata, elbe_score (0 to 100) and elbe_match, which is true only where it is
    safe. Rows that are broken are kept as they are, and told of on standard error.

    Example: elbe reconcile names.csv --column name --type person
    """
    from kb.search import reconciling, tables

    release = Release.open(source)
    index = reconciling.Index(release.search, release.terms)
    with tables.opened(file, _text(more["delimiter"]), _text(more["encoding"])) as table, _written(out) as target:
        date, type, near = (_text(more[name]) for name in ("date", "type", "near"))
        wanted = reconciling.wanted(table.columns, column, date, type, near, release.terms)
        writer = csv.writer(target, delimiter=table.delimiter, lineterminator="\n")
        writer.writerow([*table.columns, *reconciling.COLUMNS])
        processes = more["processes"]
        with _watched(table.source, file) as watch:
            done = reconciling.reconcile(index, table.rows, wanted, int(processes) if processes else None)
            writer.writerows(_rows(watch(done), len(table.columns), file))


def _text(value: str | int | None) -> str | None:
    """The text of an option; a tab may be written as two signs."""
    return str(value).replace("\\t", "\t") if value else None


def _rows(done: Iterable[object], columns: int, file: Path) -> Iterator[list[str]]:
    """Rows as they are written: what is added stands behind the columns, and cells that are too many behind that."""
    from kb.search.reconciling import Reconciled

    broken = 0
    for each in done:
        assert isinstance(each, Reconciled)
        row, cells = each.row, each.row.cells
        if row.problem:
            broken += 1
            if broken <= TOLD:
                complain(f"{file}:{row.line}: {row.problem}; it is kept as it is")
        filled = [*cells[:columns], *[""] * (columns - len(cells))]
        yield [*filled, *each.added, *cells[columns:]]
    if broken > TOLD:
        complain(f"{file}: {broken} rows in all are broken and kept as they are")


@contextmanager
def _written(out: Path | None) -> Iterator[IO[str]]:
    """Where rows are written: standard output, or a file that is there whole or not at all."""
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]  # of any terminal or pipe
        yield sys.stdout
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as target:
            yield target
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _watched(source: BinaryIO, file: Path) -> Iterator[Callable[[Iterable[object]], Iterable[object]]]:
    """A progress bar on a terminal, by how much of a file has been read; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda rows: rows
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} % of {task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(file.name, total=file.stat().st_size or 1)

        def watch(rows: Iterable[object]) -> Iterator[object]:
            for at, row in enumerate(rows):
                if at % 100 == 0:
                    progress.update(task, completed=source.tell())
                yield row

        yield watch
