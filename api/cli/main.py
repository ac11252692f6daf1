"""The `elbe` command: it parses what is asked, calls the library and prints."""

import asyncio
import csv
import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import IO, Any, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.cli.options import settings_from, settings_options
from kb import __version__, resources
from kb.authoring import loader
from kb.authoring.loader import Record
from kb.derivation import derive
from kb.errors import ElbeError, Invalid, ReleaseNotFound, SeedErrors
from kb.namespaces import ID, compact
from kb.rdf.formats import FORMATS
from kb.reading import aloud, conflicts, sources
from kb.release.build import build as build_release
from kb.release.build import export as export_release
from kb.release.release import Release
from kb.sandbox.pool import Sandbox
from kb.sandbox.query import Limits, Query
from kb.search.ranking import Search
from kb.store.embedded import EmbeddedStore
from kb.texts import anchors, coverage, mentions
from kb.validation import findings, process
from kb.validation.findings import Finding

FINDINGS, WRONG_USE = 1, 2

SOLUTIONS = {
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
}
GRAPHS = {format.extension: format.media_type for format in FORMATS}

P = ParamSpec("P")
R = TypeVar("R")

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)

seeds_option = click.option("--seeds", type=EXISTING, help="The authored files; those of Elbe itself if not given.")
out_option = click.option(
    "--out", type=FOLDER, default=Path("build"), show_default=True, help="The folder of releases."
)
texts_option = click.option(
    "--texts", type=EXISTING, required=True, help="The folder that holds the texts of the sources."
)
release_option = click.option(
    "--release",
    "source",
    type=FOLDER,
    default=Path("build"),
    show_default=True,
    help="A release, or a folder of them, of which the current one.",
)
json_option = click.option("--format", type=click.Choice(["text", "json", "ttl"]), default="text", show_default=True)


def explained(command: Callable[P, R]) -> Callable[P, R]:
    """The command, ending with a sentence on standard error, not a traceback, for what a person can put right."""

    @wraps(command)
    def explain(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (SeedErrors, Invalid) as error:
            _complain(str(error))
            _complain(f"{len(error.problems)} problem{'s'[: len(error.problems) > 1]}; nothing was written")
            sys.exit(FINDINGS)
        except ElbeError as error:
            _complain(f"error: {error}")
            sys.exit(WRONG_USE)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            _complain(f"error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
            sys.exit(WRONG_USE)

    return explain


def _complain(message: str) -> None:
    click.echo(message, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ELBE"})
@click.version_option(__version__, prog_name="elbe")
def main() -> None:
    """A knowledge base of contested history: who said what, on whose word, in which passage, against whom."""


@main.command(short_help="Build and publish a release.")
@out_option
@seeds_option
@explained
def build(out: Path, seeds: Path | None) -> None:
    """Build a release from the authored files, validate it, and publish it as the current one.

    Example: elbe build --out build
    """
    with _steps() as step:
        made = build_release(out, seeds, step)
    graphs = ", ".join(f"{count} in {name}" for name, count in made.manifest["graphs"].items())
    click.echo(f"{out / made.id}: {graphs}")
    gc.freeze()  # else the interpreter collects all that the build has made before it ends, for half a second


@main.command(name="validate", short_help="Check shapes and rules.")
@seeds_option
@json_option
@explained
def validate_(seeds: Path | None, format: str) -> None:
    """Check the authored files against shapes and rules; exit 1 if there is a finding.

    Example: elbe validate --format json
    """
    with process.started() as validating:
        record = _record(seeds)
        authored = record.default_graph()
        validating.begin(authored)
        validating.complete(derive.derive(authored))
        broken = validating.findings()
    if format == "ttl":
        click.echo(findings.report(broken), nl=False)
    elif format == "json":
        click.echo(json.dumps([_as_json(finding, record) for finding in broken], indent=2, ensure_ascii=False))
    else:
        for finding in broken:
            click.echo(str(finding.problem(record.place(finding.focus))))
        click.echo(f"{len(broken)} findings" if broken else f"conforms: {len(authored)} triples")
    sys.exit(FINDINGS if broken else 0)


@main.command(short_help="Check the digests of all passages.")
@texts_option
@seeds_option
@explained
def verify(texts: Path, seeds: Path | None) -> None:
    """Check the digest of every passage against the texts; exit 1 if one differs.

    Example: elbe verify --texts ../shared/seeds
    """
    record = _record(seeds)
    store = EmbeddedStore.holding(record.quads)
    found = anchors.read_texts(texts, {source.iri: source.sha256 for source in sources.sources(store).values()})
    cited = sources.passages(store)
    wrong = list(anchors.mismatches(cited, found))
    for passage, message in wrong:
        click.echo(str(record.place(passage.iri).problem(f"{compact(passage.iri)} {message}")))
    click.echo(f"{len(cited) - len(wrong)} of {len(cited)} passages verified in {len(found)} texts")
    sys.exit(FINDINGS if wrong else 0)


@main.command(short_help="Find the passage of some words.")
@click.argument("source")
@click.argument("words")
@texts_option
@seeds_option
@explained
def anchor(source: str, words: str, texts: Path, seeds: Path | None) -> None:
    """Print start, end and digest of the passage of SOURCE that holds WORDS, or of each if there are several.

    An ellipsis in WORDS stands for whatever lies between; the passage is the shortest from each beginning.

    Example: elbe anchor serbia-wiki "By the end of 1944 … in Serbia" --texts ../shared/seeds
    """
    store = EmbeddedStore.holding(_record(seeds).quads)
    text = _text_of(store, source, texts)
    spans = anchors.anchor(text, words)
    for span in spans:
        click.echo(f"passage: {span}")
    if not spans:
        _complain(f"{source} holds no such words; check quotation marks and spaces, or join two ends with …")
        sys.exit(FINDINGS)
    if len(spans) > 1:
        _complain(f"{len(spans)} passages hold these words: give more of them")
        sys.exit(FINDINGS)


@main.command(short_help="Read a source's record aloud.")
@click.argument("source")
@click.option("--texts", type=EXISTING, help="The folder that holds the texts; shows the words that no claim rests on.")
@seeds_option
@explained
def show(source: str, texts: Path | None, seeds: Path | None) -> None:
    """Read the record of SOURCE aloud, in the order of the document, then the stretches without a claim.

    Example: elbe show serbia-wiki
    """
    store = EmbeddedStore.holding(_record(seeds).default_graph())
    shown = sources.get_source(store, source)
    for line in aloud.read_aloud(store, shown):
        click.echo(line)
    text = _text_of(store, source, texts) if texts else None
    gaps = [(start, end) for start, end in coverage.gaps(store, shown) if text is None or text[start:end].strip()]
    click.echo(f"\n{len(gaps)} stretches without a claim:")
    for start, end in gaps:
        click.echo(f"{start}-{end}" + (f"  {' '.join(text[start:end].split())}" if text else ""))


@main.command(name="mentions", short_help="Propose and check where a source names entities.")
@click.argument("source")
@texts_option
@seeds_option
@explained
def mentions_(source: str, texts: Path, seeds: Path | None) -> None:
    """List where SOURCE spells a name that its mentions lack, as YAML to read and correct; exit 1 if it does.

    Then come, as comments, what has to be decided, mentions that no label explains, and names that overlap.

    Example: elbe mentions serbia-wiki --texts ../shared/seeds
    """
    store = EmbeddedStore.holding(_record(seeds).default_graph())
    shown = sources.get_source(store, source)
    text = _text_of(store, source, texts)
    found = mentions.compare(text, mentions.labels(store), mentions.recorded(store, shown.iri))
    for line in mentions.report(compact(shown.iri), text, found):
        click.echo(line)
    sys.exit(FINDINGS if found.missing or found.overlapping else 0)


@main.command(name="conflicts", short_help="List the conflicts that rules found.")
@click.option("--type", "kind", help="The conflicts of one type only, such as figures or denial.")
@click.option("--format", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@seeds_option
@explained
def conflicts_(kind: str | None, format: str, seeds: Path | None) -> None:
    """List the conflicts that the rules compute, by question and type: rule, reason, and what each side says.

    Example: elbe conflicts --type figures
    """
    authored = _record(seeds).default_graph()
    store = EmbeddedStore.holding([*authored, *derive.derive(authored)])
    types = conflicts.types(store)
    if kind not in (None, *types):
        raise click.UsageError(f"no conflict type is called {kind!r}: there are {', '.join(types)}")
    found = conflicts.conflicts(store, kind)
    if format == "json":
        click.echo(json.dumps([asdict(conflict) for conflict in found], indent=2, ensure_ascii=False))
    elif format == "csv":
        table = csv.DictWriter(sys.stdout, conflicts.COLUMNS, lineterminator="\r\n")
        table.writeheader()
        table.writerows(conflicts.rows(found))
    else:
        for line in conflicts.told(found):
            click.echo(line)


@main.command(short_help="Copy the dumps of a release.")
@click.argument("folder", type=FOLDER)
@release_option
@explained
def export(folder: Path, source: Path) -> None:
    """Copy the dumps, ontology, shapes and manifest of a release to FOLDER, which must not exist yet.

    Example: elbe export elbe-dumps
    """
    opened = Release.open(source)
    if folder.exists():
        raise click.UsageError(f"{folder} exists already: name a folder that does not")
    copied = export_release(opened, folder)
    click.echo(f"{folder}: {len(copied)} files of release {opened.id}")


@main.command(short_help="Answer a SPARQL query.")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option(
    "--format",
    "name",
    type=click.Choice([*SOLUTIONS, *GRAPHS]),
    help="csv for solutions and ttl for graphs if not given.",
)
@release_option
@explained
def query(file: IO[str], name: str | None, source: Path) -> None:
    """Answer the SPARQL query of FILE (- for standard input) from a release.

    Example: elbe query tests/competency/q02.rq --format csv
    """
    asked = Query(
        text=file.read(),
        base=ID,
        solutions=SOLUTIONS.get(name or "csv"),
        graph=GRAPHS.get(name or "ttl"),
    )
    asyncio.run(_print_answer(Release.open(source), asked))


@main.command(name="search", short_help="Find things by their names.")
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, help="A kind of thing, such as person; may be given several times.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1))
@release_option
@explained
def search_(text: tuple[str, ...], kinds: tuple[str, ...], limit: int, source: Path) -> None:
    """Find things of a release by words of their names, in any script, best first; exit 1 if there are none.

    Example: elbe search Джилас --kind person
    """
    found = Search.open(Release.open(source).search).find(" ".join(text), kinds)
    for hit in found.hits[:limit]:
        click.echo(f"{compact(hit.thing.iri)}\t{hit.thing.label}\t{hit.match}\t{hit.score:.3f}")
    sys.exit(0 if found.hits else FINDINGS)


async def _print_answer(opened: Release, asked: Query) -> None:
    limits = Limits(workers=1)
    async with Sandbox(opened.store, limits) as sandbox, sandbox.answer(asked) as answer:
        async for piece in answer.pieces():
            sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


@main.command(short_help="Serve the API and pages.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@release_option
@settings_options
@explained
def serve(host: str, port: int, source: Path, **values: Any) -> None:
    """Serve the API and pages on a release; builds one first if there is none.

    A new release that becomes the current one of its folder is taken up by itself, or at once on SIGHUP. Each option
    can be set by the environment variable that stands with it.

    Example: elbe serve --port 8000 --workers 2
    """
    from api.app import quoted
    from api.server import (
        workers,  # the service takes longer to import than all else together, and no other command needs it
    )

    settings = settings_from(values)
    try:
        opened = Release.open(source)
    except ReleaseNotFound:
        with _steps() as step:
            opened = build_release(source, progress=step)
    for missing in quoted(EmbeddedStore.open(opened.store), settings).missing:
        _complain(f"note: {settings.texts} holds no text of {compact(missing)}; its passages are not quoted")
    _complain(f"release {opened.id} at http://{host}:{port}/")
    sys.exit(workers.run(source, settings, host, port))


def _record(seeds: Path | None) -> Record:
    return loader.load(seeds or resources.folder("seeds"))


def _text_of(store: EmbeddedStore, slug: str, texts: Path) -> str:
    source = sources.get_source(store, slug)
    return anchors.read_texts(texts, {source.iri: source.sha256})[source.iri]


def _as_json(finding: Finding, record: Record) -> dict[str, object]:
    place = record.place(finding.focus)
    return {"file": place.file, "line": place.line} | asdict(finding)


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """A progress line on a terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("start", total=None)
        yield lambda step: progress.update(task, description=step)


if __name__ == "__main__":
    main()
