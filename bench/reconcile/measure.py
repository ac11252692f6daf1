"""How well names are matched: variants of names, each with the thing that it means, given to the matcher by kind."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from kb.model.vocabulary import core
from kb.namespaces import ID, expand
from kb.search.contexts import stored
from kb.search.index import Name, Thing
from kb.search.matching import Candidate, Matcher, entity_names

HERE = Path(__file__).parent
TOP = 3
HELD_OUT = "held_out.csv"
"""Forms by which nothing was tuned: names of places in GeoNames by chance, and of towns that the record has not."""
APART = "cldr-other-name"
"""A kind that no bar is on: names that share few letters with any of the record, which no matcher of letters finds."""


@dataclass(frozen=True)
class Variant:
    """A form of a name, the kind of things it is sought among, and the things that it may mean; none for a stranger."""

    form: str
    type: str
    things: frozenset[str]
    kind: str
    where: str


@dataclass(frozen=True)
class Row:
    """What was found for the variants of one kind."""

    kind: str
    forms: int
    first: int
    top: int
    matched: int
    wrong: int

    @property
    def recall(self) -> float:
        """The part whose thing is among the first three."""
        return self.top / self.forms if self.forms else 1.0

    @property
    def precision(self) -> float:
        """The part of the matches that are right."""
        return 1 - self.wrong / self.matched if self.matched else 1.0


def variants(table: str = "variants.csv") -> list[Variant]:
    """The variants, as a table has them."""
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        return [
            Variant(row["form"], row["type"], frozenset(row["thing"].split("|")) - {""}, row["kind"], row["where"])
            for row in csv.DictReader(file)
        ]


def people() -> Iterator[Name]:
    """People whose names stand in Cyrillic alone, some of them namesakes, beside those of the record."""
    with (HERE / "people.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            thing = Thing(ID + row["id"], row["type"], expand(core().kinds[row["type"]]), row["name"], row["language"])
            yield Name(thing, "skos:prefLabel", row["name"], row["language"], ())


def matcher(index: Path) -> Matcher:
    """The matcher of the things of a release's index, and of the people."""
    opened = sqlite3.connect(f"{index.absolute().as_uri()}?immutable=1", uri=True)
    return Matcher([*entity_names(opened, core()), *people()], stored(opened))


def found(matcher: Matcher, variant: Variant) -> list[Candidate]:
    """What the matcher offers for a variant."""
    return matcher.candidates(variant.form, core().below(expand(core().kinds[variant.type])), limit=TOP)


def measure(matcher: Matcher, given: Iterable[Variant]) -> list[Row]:
    """What is found, kind by kind."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for variant in given:
        candidates = found(matcher, variant)
        ids = [candidate.thing.iri.removeprefix(ID) for candidate in candidates]
        is_matched = bool(candidates) and candidates[0].match
        row = counts[variant.kind]
        if variant.things:
            row[0] += 1
            row[1] += bool(ids) and ids[0] in variant.things
            row[2] += not variant.things.isdisjoint(ids)
        row[3] += is_matched
        row[4] += is_matched and ids[0] not in variant.things
    return [Row(kind, *numbers) for kind, numbers in sorted(counts.items())]


def total(rows: Iterable[Row]) -> Row:
    """All kinds together, but for the one that no bar is on."""
    counted = [row for row in rows if row.kind != APART]
    columns = zip(*(astuple(row)[1:] for row in counted), strict=True)
    return Row("all", *map(sum, columns))
