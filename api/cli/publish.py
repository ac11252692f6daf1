"""Releases: built, validated, copied."""

import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from api.cli.console import FINDINGS, complain, steps
from api.cli.options import FOLDER, corpus_option, opened, out_option, release_option, seeds_option
from kb.validation.engines import COMPILED, ENGINES


@click.command()
@out_option
@seeds_option
def build(out: Path, seeds: Path) -> None:
    """Build a release from the authored files, validate it, and publish it as the current one.

    Example: elbe build --out build
    """
    from kb.release import build as releases

    with steps() as step:
        made = releases.build(out, seeds, step)
    graphs = ", ".join(f"{count} in {name}" for name, count in made.manifest["graphs"].items())
    click.echo(f"{out / made.id}: {graphs}")
    gc.freeze()  # else the interpreter collects all that the build has made before it ends, for half a second


@click.command()
@seeds_option
@click.option("--format", type=click.Choice(["text", "json", "ttl"]), default="text", show_default=True)
@click.option(
    "--engine", type=click.Choice(ENGINES), default=COMPILED, show_default=True, help="What the shapes are asked by."
)
def validate(seeds: Path, format: str, engine: str) -> None:
    """Check the authored files against shapes and rules; exit 1 if there is a finding.

    Example: elbe validate --format json
    """
    from kb.texts import desk
    from kb.validation.findings import report

    checked = desk.check(seeds, engine)
    if format == "ttl":
        click.echo(report((finding for _, finding in checked.findings), checked.terms), nl=False)
    elif format == "json":
        found = [asdict(place) | finding.facts() for place, finding in checked.findings]
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for place, finding in checked.findings:
            click.echo(str(finding.problem(place, checked.terms)))
        number = len(checked.findings)
        click.echo(f"{number} finding{'s'[: number > 1]}" if number else f"conforms: {checked.triples} triples")
    sys.exit(FINDINGS if checked.findings else 0)


@click.command()
@click.argument("folder", type=FOLDER)
@release_option
@corpus_option
def export(folder: Path, source: Path, corpus: Path | None) -> None:
    """Copy the dumps, ontology, shapes and manifest of a release to FOLDER, which must not exist yet.

    Example: elbe export elbe-dumps
    """
    from kb.release import copies

    release = opened(source, corpus)
    if folder.exists():
        raise click.UsageError(f"{folder} exists already: name a folder that does not")
    copied = copies.export(release, folder)
    click.echo(f"{folder}: {len(copied)} files of release {release.id}")


@click.command()
@click.option("--add", is_flag=True, help="Add them to the list.")
@seeds_option
def published(add: bool, seeds: Path) -> None:
    """List what the record defines and `published.txt` does not hold: what a release would publish for the first time.

    Example: elbe published
    """
    from kb.authoring import loader
    from kb.authoring import published as listing
    from kb.authoring.files import file

    folder = seeds
    known = file(folder, listing.NAME)
    record = loader.load(folder)
    new = listing.unlisted(known, listing.things(record.places, record.terms))
    for path in new:
        click.echo(path)
    if add:
        listing.add(known, new)
        complain(f"{len(new)} added to {known.name}")


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option("--format", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def diff(old: Path, new: Path, format: str) -> None:
    """Tell what two releases differ in: things added, removed, withdrawn or changed, and what changed of these.

    Example: elbe diff build/current build --format markdown
    """
    from kb.release import diff_words
    from kb.release.diff import difference
    from kb.release.release import Release

    found = difference(Release.open(old), Release.open(new))
    if format == "json":
        click.echo(json.dumps(diff_words.to_document(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(diff_words.to_text(found) if format == "text" else diff_words.to_markdown(found)))
