"""The authored files, loaded as one record: quads, with the place of each thing in the files."""

import json
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat
from pyoxigraph import parse as parse_rdf

from kb.authoring import sssom, syntax
from kb.authoring.checks import broken_chains, dangling, incomplete_claims, known_paths
from kb.authoring.nodes import Reading, read
from kb.errors import Place, Problem, SeedErrors
from kb.model import context, questions
from kb.model.context import Expanded
from kb.model.ontology import ontology, triples
from kb.namespaces import ID


@dataclass(frozen=True)
class Record:
    """What was authored: its quads, all in the default graph, and where each IRI is defined."""

    quads: list[Quad]
    places: dict[str, Place]

    def default_graph(self) -> list[Quad]:
        """What was authored, and the closed lists that it draws on."""
        return self.quads + [Quad(*triple) for triple in triples("schemes.ttl")]

    def place(self, iri: str) -> Place:
        """Where a thing, or the one that it is a part of, is defined; line 1 of the ontology for a concept."""
        return self.places.get(iri) or self.places.get(iri.partition("#")[0]) or Place("ontology/schemes.ttl", 1)


def load(folder: Path) -> Record:
    """The record authored in a folder laid out as `seeds/`.

    Raises SeedErrors that carry every problem of all files.
    """
    reading = Reading()
    for path in sorted(folder.rglob("*.yaml")):
        name, source = _names(path, folder)
        try:
            read(syntax.parse(path.read_bytes(), name), name, source, reading)
        except SeedErrors as errors:
            reading.problems += errors.problems
    if not reading.nodes and not reading.problems:
        reading.problems.append(Problem(folder.name, 1, "the folder holds no authored .yaml file"))
    _mint_questions(reading)
    links = sssom.load(folder / "links", known_paths(reading), reading)
    reading.problems += dangling(reading)
    reading.problems += broken_chains(reading)
    reading.problems += incomplete_claims(reading)
    if reading.problems:
        raise SeedErrors(reading.problems)
    places = {ID + id: place for id, place in reading.defined.items()}
    return Record(_quads(reading.nodes) + links, places)


def to_jsonld(nodes: list[Expanded]) -> str:
    """Expanded nodes as a JSON-LD document with the published context and its base."""
    return json.dumps({"@context": context.document() | {"@base": ID}, "@graph": nodes}, ensure_ascii=False)


def _quads(nodes: list[Expanded]) -> list[Quad]:
    return list(parse_rdf(to_jsonld(nodes), RdfFormat.JSON_LD, base_iri=ID))


def _names(path: Path, folder: Path) -> tuple[str, str | None]:
    """How messages call a file, and the path of the source in whose folder it lies."""
    parts = path.relative_to(folder).parts
    source = f"source/{parts[1]}" if len(parts) == 3 and parts[0] == "sources" else None
    return "/".join((folder.name, *parts)), source


def _mint_questions(reading: Reading) -> None:
    """Define the questions that claims answer and no curator wrote, and complete those that one did."""
    known = known_paths(reading)
    labels = _labels(reading)
    curated = {
        str(node["id"]): node for node in reading.nodes + reading.nested if str(node["id"]).startswith("question/")
    }
    answered = {r.target: r.place for r in reversed(reading.references) if r.key in ("answers", "broader")}
    for path in sorted(answered.keys() | curated):
        question = questions.parse(path, known) if path.startswith("question/") else None
        place = reading.defined.get(path) or answered[path]
        reading.defined.setdefault(path, place)
        if question is None:
            reading.problems.append(place.problem(f"question {path!r} names no known subject and predicate"))
        elif path in curated:
            curated[path] |= {key: value for key, value in question.node().items() if key not in curated[path]}
        elif question.scope and not question.place:
            reading.problems.append(place.problem(_uncurated(path)))
        else:
            label = {"prefLabel": {"en": questions.title(question, labels)}}
            reading.nodes.append(question.node() | label)


def _uncurated(path: str) -> str:
    what = f"the scope at the end of {path!r} is no place"
    return f"{what}: define the question, with place or validTime, in authority/questions.yaml"


def _labels(reading: Reading) -> dict[str, str]:
    labels = dict(ontology().labels)
    for node in reading.nodes + reading.nested:
        names = node.get("prefLabel")
        label = names.get("en") if isinstance(names, dict) else node.get("gist")
        if isinstance(label, str):
            labels[ID + str(node["id"])] = label
    return labels
