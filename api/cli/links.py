"""Links to other datasets: checked, reported, sought, accepted."""

import sys
from datetime import date
from pathlib import Path

import click

from api.cli.console import FINDINGS, complain, steps
from api.cli.options import release_option, seeds_option
from kb import files
from kb.authoring import loader
from kb.corpus import Corpus
from kb.reading import link_checks, link_gazetteer, link_review
from kb.reading.links import SCHEMES, Links
from kb.release.release import Release
from kb.search import tables
from kb.search.matching import Matcher
from kb.store.embedded import EmbeddedStore

TABLE = click.Path(dir_okay=False, path_type=Path)
SEVERAL = 10
"""How many things are asked for at once."""


@click.group()
def links() -> None:
    """Check the links of the record, find the wanted ones, and take in what a person accepts.

    Example: elbe links report
    """


@links.command()
@seeds_option
def check(seeds: Path) -> None:
    """List what is wrong with links, by file and line; exit 1 if something is."""
    record = loader.load(seeds)
    told = Links(EmbeddedStore.holding(record.default_graph(), record.terms))
    found = list(link_checks.findings(told))
    for iri, message in found:
        path = told.compact(iri)
        click.echo(f"{record.places.get(path, path)}: {message}")
    click.echo(f"{len(found)} findings" if found else "the links are consistent")
    sys.exit(FINDINGS if found else 0)


@links.command()
@seeds_option
def report(seeds: Path) -> None:
    """Tell how many things of each kind are linked, and what should be looked at."""
    told = _links(seeds)
    for scheme in SCHEMES.values():
        rows = told.coverage(scheme)
        if any(row.exact or row.near for row in rows):
            click.echo(f"{scheme.title}: things, the same, near, wanted, neither")
            for row in rows:
                label = told.store.terms.labels.get(row.class_, told.compact(row.class_))
                click.echo(f"  {label}: {row.things}, {row.exact}, {row.near}, {row.wanted}, {row.unsought}")
    for heading, found in (
        ("Names that share no word", link_checks.strangers(told)),
        ("Least evidence", link_checks.softest(told)),
    ):
        click.echo(f"{heading}:")
        for link in found:
            click.echo(
                f"  {told.compact(link.thing)} {link.state} {told.compact(link.item)} ({link.label}), {link.confidence}"
            )
    click.echo(f"Only described, without a name to look for: {len(told.described)}")
    click.echo("Neither linked nor wanted:")
    for thing in link_checks.unsought(told):
        click.echo(f"  {told.compact(thing)}")


@links.command()
@click.option("--service", required=True, help="The address of a service of the Entity Reconciliation API 0.2.")
@click.option("--kind", default="person", show_default=True, help="The kind of things that are sought.")
@click.option("--type", help="What the service calls that type; things of any type if not given.")
@click.option("--table", type=TABLE, default=Path("review.csv"), show_default=True, help="The table for review.")
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1), help="Candidates for each thing.")
@click.option("--rate", default=1.0, show_default=True, type=click.FloatRange(0.01), help="Requests a second.")
@click.option("--dataset", default="wikidata", show_default=True, type=click.Choice(list(SCHEMES)))
@seeds_option
def suggest(
    service: str, kind: str, type: str | None, table: Path, limit: int, rate: float, dataset: str, seeds: Path
) -> None:
    """Ask a service about things without a link, and write its candidates into a table for review.

    Things that the table holds already are not asked for again, so that what was broken off goes on.
    """
    from api.cli.suggesting import Asked, Service
    from api.cli.suggesting import suggest as ask

    told = _links(seeds)
    done = {row.thing for row in link_review.read(table)} if table.exists() else set()
    things = [
        Asked(told.compact(thing), next(iter(told.names[thing]), ""), kind)
        for thing in told.unlinked(SCHEMES[dataset])
        if told.compact(thing).startswith(f"{kind}/") and told.compact(thing) not in done and told.names[thing]
    ]
    with steps() as step:
        for number, rows in enumerate(ask(Service(service, rate), things, type, limit, SEVERAL)):
            link_review.append(table, rows)
            step(f"{min((number + 1) * SEVERAL, len(things))} of {len(things)}")
    click.echo(f"{table}: {len(things)} things asked for")


@links.command("from")
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--table", type=TABLE, default=Path("review.csv"), show_default=True, help="The table for review.")
@click.option("--dataset", default="wikidata", show_default=True, type=click.Choice(list(SCHEMES)))
@release_option
def from_data(data: Path, table: Path, dataset: str, source: Path) -> None:
    """Compare the places of a release that have no link with a gazetteer, and write candidates for review.

    DATA has columns such as name, latitude, longitude, kind and wikidata.
    """
    release = Release.open(source)
    scheme, store = SCHEMES[dataset], EmbeddedStore.open(release.store, release.terms)
    wanted = set(Links(store).unlinked(scheme))
    if table.exists():
        raise click.UsageError(f"{table} exists already: name a table that does not")
    with tables.opened(data) as opened, steps() as step:
        step(f"comparing with {data.name}")
        gazetteer = link_gazetteer.Gazetteer.of(opened.columns, scheme.begins)
        found = list(
            link_gazetteer.proposals(opened.rows, gazetteer, Matcher.open(release.search, release.terms), wanted)
        )
    link_review.append(table, found)
    click.echo(f"{table}: {len(found)} candidates for {len({each.thing for each in found})} places")


@links.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@release_option
def give(folder: Path, source: Path) -> None:
    """Write what other datasets can take in to FOLDER: QuickStatements, a catalogue for Mix'n'match, BEACON files.

    Nothing is sent: a person looks at the statements, and sends them.
    """
    from kb.export.giving.files import files as given

    if folder.exists():
        raise click.UsageError(f"{folder} exists already: name a folder that does not")
    release = Release.open(source)
    made = given(EmbeddedStore.open(release.store, release.terms), release.title, release.date.isoformat())
    for name, make in made.items():
        files.put(folder / name, body := make())
        click.echo(f"{folder / name}: {len(body.splitlines())} lines")


@links.command()
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", required=True, help="Who accepts: an IRI, such as https://orcid.org/0000-0002-1825-0097.")
@click.option("--set", "set_id", required=True, help="The IRI of the mapping set.")
@click.option("--day", default=None, help="The day of the mappings; today if not given.")
@seeds_option
def accept(table: Path, author: str, set_id: str, day: str | None, seeds: Path) -> None:
    """Print the rows of a reviewed TABLE that are marked in the column `accept` as a mapping set in SSSOM/TSV.

    A mark is one of exact, close, broad, narrow, related, not. The author is the person who marked them.
    """
    if not author.startswith(("http://", "https://")):
        raise click.BadParameter(f"{author!r} is no IRI", param_hint="--author")
    rows = link_review.read(table)
    for line in link_review.sssom(
        rows, author, day or date.today().isoformat(), set_id, f"{Corpus.read(seeds).base}id/"
    ):
        click.echo(line)
    complain(f"{sum(bool(row.accept.strip()) for row in rows)} of {len(rows)} rows are accepted")


def _links(seeds: Path) -> Links:
    """The links of a corpus."""
    record = loader.load(seeds)
    return Links(EmbeddedStore.holding(record.default_graph(), record.terms))
