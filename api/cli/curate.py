"""What curators do: see to the words of passages, and read what the record says."""

import csv
import json
import sys
from pathlib import Path

import click

from api.cli.console import FINDINGS, complain
from api.cli.options import EXISTING, seeds_option
from kb.authoring import loader
from kb.derivation import derive
from kb.reading import aloud
from kb.reading import conflicts as reading
from kb.reading.sources import get_source
from kb.store.embedded import EmbeddedStore
from kb.texts.desk import Desk

TEXTS = "texts"
"""Where in a corpus the texts of its sources lie, if nothing else is said."""

texts_option = click.option(
    "--texts", type=EXISTING, help="The folder that holds the texts of the sources; texts/ of the corpus if not given."
)


@click.command()
@texts_option
@seeds_option
def verify(texts: Path | None, seeds: Path) -> None:
    """Check the digest of every passage against the texts; exit 1 if one differs.

    Example: elbe verify --texts texts
    """
    found = _desk(seeds).verify(_texts(texts, seeds))
    for problem in found.problems:
        click.echo(str(problem))
    click.echo(f"{found.verified} of {found.passages} passages verified in {found.texts} texts")
    sys.exit(FINDINGS if found.problems else 0)


@click.command()
@click.argument("source")
@click.argument("words")
@texts_option
@seeds_option
def anchor(source: str, words: str, texts: Path | None, seeds: Path) -> None:
    """Print start, end and digest of the passage of SOURCE that holds WORDS, or of each if there are several.

    An ellipsis in WORDS stands for whatever lies between; the passage is the shortest from each beginning.

    Example: elbe anchor serbia-wiki "By the end of 1944 … in Serbia" --texts texts
    """
    spans = _desk(seeds).anchor(source, words, _texts(texts, seeds))
    for span in spans:
        click.echo(f"passage: {span}")
    if not spans:
        complain(f"{source} holds no such words; check quotation marks and spaces, or join two ends with …")
        sys.exit(FINDINGS)
    if len(spans) > 1:
        complain(f"{len(spans)} passages hold these words: give more of them")
        sys.exit(FINDINGS)


@click.command()
@click.argument("source")
@click.option("--texts", type=EXISTING, help="The folder that holds the texts; shows the words that no claim rests on.")
@seeds_option
def show(source: str, texts: Path | None, seeds: Path) -> None:
    """Read the record of SOURCE aloud, in the order of the document, then the stretches without a claim.

    Example: elbe show serbia-wiki
    """
    desk = _desk(seeds)
    for line in aloud.read_aloud(desk.store, get_source(desk.store, source)):
        click.echo(line)
    gaps = desk.gaps(source, texts or (seeds / TEXTS if (seeds / TEXTS).is_dir() else None))
    click.echo(f"\n{len(gaps)} stretches without a claim:")
    for gap in gaps:
        click.echo(f"{gap.start}-{gap.end}" + (f"  {' '.join(gap.words.split())}" if gap.words else ""))


@click.command()
@click.argument("source")
@texts_option
@click.option(
    "--details", is_flag=True, help="Also the numerals, names and limiting words that nothing told there carries."
)
@seeds_option
def coverage(source: str, texts: Path, details: bool, seeds: Path) -> None:
    """List what of SOURCE no claim rests on, with its words; exit 1 if there is anything.

    With --details also each numeral, each name of the index of mentions and each word that limits a sentence for which
    nothing stands in what is told there. Read these: some need no claim.

    Example: elbe coverage serbia-wiki --texts texts --details
    """
    desk = _desk(seeds)
    gaps = desk.gaps(source, texts)
    left = desk.uncarried(source, texts) if details else []
    for gap in gaps:
        click.echo(f"{gap.start}-{gap.end}  no claim: {' '.join((gap.words or '').split())}")
    for each in left:
        click.echo(f"{each.start}-{each.end}  {each.kind}: {' '.join(each.words.split())}")
    sys.exit(FINDINGS if gaps or left else 0)


@click.command()
@click.argument("source")
@texts_option
@seeds_option
def mentions(source: str, texts: Path | None, seeds: Path) -> None:
    """List where SOURCE spells a name that its mentions lack, as YAML to read and correct; exit 1 if it does.

    Then come, as comments, what has to be decided, mentions that no label explains, and names that overlap.

    Example: elbe mentions serbia-wiki --texts texts
    """
    found = _desk(seeds).mentions(source, _texts(texts, seeds))
    for line in found.lines():
        click.echo(line)
    sys.exit(0 if found.are_complete else FINDINGS)


@click.command()
@click.option("--type", "kind", help="The conflicts of one type only, such as figures or denial.")
@click.option("--format", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@seeds_option
def conflicts(kind: str | None, format: str, seeds: Path) -> None:
    """List the conflicts that the rules compute, by question and type: rule, reason, and what each side says.

    Example: elbe conflicts --type figures
    """
    record = loader.load(seeds)
    authored = record.default_graph()
    store = EmbeddedStore.holding([*authored, *derive.derive(authored, record.terms)], record.terms)
    types = reading.types(store)
    if kind not in (None, *types):
        raise click.UsageError(f"no conflict type is called {kind!r}: there are {', '.join(types)}")
    found = reading.disputes(store, kind)
    if format == "json":
        click.echo(json.dumps([each.head | {"sides": each.sides} for each in found], indent=2, ensure_ascii=False))
    elif format == "csv":
        table = csv.DictWriter(sys.stdout, reading.COLUMNS, lineterminator="\r\n")
        table.writeheader()
        table.writerows(reading.rows(found))
    else:
        for line in reading.tell(found):
            click.echo(line)


def _texts(given: Path | None, corpus: Path) -> Path:
    """The folder of texts: the one given, or that of the corpus."""
    if given is None and not (corpus / TEXTS).is_dir():
        raise click.UsageError(f"{corpus} has no folder {TEXTS}: name the one that holds the texts with --texts")
    return given or corpus / TEXTS


def _desk(seeds: Path) -> Desk:
    record = loader.load(seeds)
    return Desk(record, EmbeddedStore.holding(record.default_graph(), record.terms))
