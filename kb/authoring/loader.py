"""The authored files, loaded as one record: quads, with the place of each thing in the files."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple
from pyoxigraph import parse as parse_rdf

from kb import resources
from kb.authoring import (
    checks,
    dataset,
    expansion,
    nodes,
    own_terms,
    published,
    questions,
    shorthands,
    sssom,
    syntax,
    withdrawal,
)
from kb.authoring.files import file, files, strays
from kb.authoring.labels import labels
from kb.authoring.nodes import Reading
from kb.corpus import Corpus, called
from kb.errors import Place, Problem, SeedErrors
from kb.model import context
from kb.model.context import Expanded
from kb.model.vocabulary import Terms, core
from kb.model.wording import read_in


@dataclass(frozen=True)
class Record:
    """What was authored: quads, all in the default graph; what is said of the dataset; and where it stands.

    Places are those of IRIs that are defined; lines, of the properties and values that each has.
    """

    corpus: Corpus
    terms: Terms
    quads: list[Quad]
    dataset: list[Triple]
    places: dict[str, Place]
    lines: dict[tuple[str, str], Place]

    def default_graph(self) -> list[Quad]:
        """What was authored, and the closed lists that it draws on."""
        return self.quads + [Quad(*triple) for triple in self.terms.listed]

    def place(self, iri: str, path: str | None = None, value: str | None = None) -> Place:
        """Where a thing has a value or a property; else where it, or what has it as a part, is defined."""
        for what in (value, path):
            if what and (line := self.lines.get((iri, what))):
                return line
        return self.places.get(iri) or self.places.get(iri.partition("#")[0]) or _declared(iri)


@cache
def _declared(iri: str) -> Place:
    """Where a member of a closed list, or a term, is declared in the ontology."""
    name = iri.partition("/id/")[2].partition("#")[0]
    heads = {"schemes.ttl": f"<{name}>", "elbe.ttl": f"elbe:{iri.partition('#')[2]}"}
    for file_name, head in heads.items():
        lines = resources.read_text(f"ontology/{file_name}").splitlines()
        if number := next((number for number, line in enumerate(lines, 1) if line.split(" ")[0] == head), None):
            return Place(f"ontology/{file_name}", number)
    return Place("ontology/schemes.ttl", 1)


def load(folder: Path) -> Record:
    """The record authored in a folder laid out as `seeds/`.

    Raises SeedErrors that carry every problem of all files; while one can't be read, nothing is said to be unknown that
    may stand there.
    """
    reading, corpus = Reading(), None
    with _keeping(reading):
        corpus = Corpus.read(folder)
        reading.terms = core(corpus.base)
        reading.terms = own_terms.read(folder, corpus)
    _read_nodes(folder, corpus.language if corpus else "en", reading)
    if not reading.is_partial:
        questions.mint(reading)
    links = _read_links(folder, reading)
    said = list[Triple]()
    with _keeping(reading):
        said = dataset.read(file(folder, dataset.NAME), reading.terms)
    with _keeping(reading):
        gone = list(published.gone(file(folder, published.NAME), checks.known_paths(reading)))
        reading.problems += [] if reading.is_partial else gone
    reading.problems += [*checks.dangling(reading), *strays(folder)]
    if reading.problems or not corpus:
        raise SeedErrors(reading.problems)
    authored = _quads(reading.nodes, reading.terms)
    if problems := list(expansion.lost(reading, authored)):
        raise SeedErrors(problems)
    base = reading.terms.id
    places = {base + path: place for path, place in reading.defined.items()}
    if problems := [places[claim].problem(what) for claim, what in withdrawal.open_sums(authored)]:
        raise SeedErrors(problems)
    lines = {(base + path, what): place for (path, what), place in reading.lines.items()}
    kept = withdrawal.buried(authored + links)
    kept += [label for language in read_in(corpus.language) for label in labels(kept, language, reading.terms)]
    return Record(corpus, reading.terms, kept, said, places, lines)


def _read_nodes(folder: Path, language: str, reading: Reading) -> None:
    authored_files = list(files(folder, "**/*.yaml", language, reading.terms))
    if not authored_files:
        reading.problems.append(Problem(str(called(folder)), 1, "the folder holds no authored .yaml file"))
    for authored in authored_files:
        try:
            content = syntax.parse(authored.bytes(), authored.name)
        except SeedErrors as errors:
            reading.problems += errors.problems
            reading.is_partial = True
            continue
        nodes.read(shorthands.expanded(content, authored, reading.problems), authored, reading)


def _read_links(folder: Path, reading: Reading) -> list[Quad]:
    known, links = checks.known_paths(reading), list[Quad]()
    for table in files(folder, "links/*.sssom.tsv"):
        with _keeping(reading):
            links += sssom.read(table, known, reading)
    return links


@contextmanager
def _keeping(reading: Reading) -> Iterator[None]:
    """Keep what is wrong in one file with what is wrong in the others."""
    try:
        yield
    except SeedErrors as errors:
        reading.problems += errors.problems


def _to_jsonld(nodes: list[Expanded], terms: Terms) -> str:
    """Expanded nodes as a JSON-LD document with the context of a record."""
    return json.dumps({"@context": context.inlined(terms), "@graph": nodes}, ensure_ascii=False)


def _quads(nodes: list[Expanded], terms: Terms) -> list[Quad]:
    return list(parse_rdf(_to_jsonld(nodes, terms), RdfFormat.JSON_LD, base_iri=terms.id))
