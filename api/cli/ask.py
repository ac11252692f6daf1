"""What anyone asks of a release: queries, and things by their names."""

import sys
from pathlib import Path
from typing import IO

import click

from api.cli.console import FINDINGS
from api.cli.options import corpus_option, opened, release_option
from kb.corpus import decode
from kb.errors import SeedErrors
from kb.rdf.formats import FORMATS

SOLUTIONS = {
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
}
GRAPHS = {format.extension: format.media_type for format in FORMATS}


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--format",
    "name",
    type=click.Choice([*SOLUTIONS, *GRAPHS]),
    help="csv for solutions and ttl for graphs if not given.",
)
@release_option
@corpus_option
def query(file: IO[bytes], name: str | None, source: Path, corpus: Path | None) -> None:
    """Answer the SPARQL query of FILE (- for standard input) from a release.

    Example: elbe query question.rq --format csv
    """
    import asyncio

    from kb.sandbox.limits import Limits
    from kb.sandbox.pool import Sandbox
    from kb.store.protocol import Query

    try:
        text = decode(file.read(), getattr(file, "name", "<stdin>"))
    except SeedErrors as error:
        raise click.UsageError(str(error)) from None
    release = opened(source, corpus)
    asked = Query(
        text,
        release.terms.id,
        solutions=SOLUTIONS.get(name or "csv"),
        graph=GRAPHS.get(name or "ttl"),
        record_graph=release.terms.record_graph.value,
    )

    async def write() -> None:
        async with Sandbox(release.store, Limits(workers=1)) as sandbox, sandbox.answer(asked) as answer:
            async for piece in answer.pieces():
                sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()

    asyncio.run(write())


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, help="A kind of thing, such as person; may be given several times.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1))
@release_option
@corpus_option
def search(text: tuple[str, ...], kinds: tuple[str, ...], limit: int, source: Path, corpus: Path | None) -> None:
    """Find things of a release by words of their names, in any script, best first; exit 1 if there are none.

    Example: elbe search Иван --kind person
    """
    from kb.search.asking import Asking
    from kb.search.ranking import Search

    release = opened(source, corpus)
    found = Asking(Search.open(release.search, release.terms)).find(" ".join(text), kinds)
    for hit in found.hits[:limit]:
        click.echo(f"{release.terms.compact(hit.thing.iri)}\t{hit.thing.label}\t{hit.match}\t{hit.score:.3f}")
    sys.exit(0 if found.hits else FINDINGS)
