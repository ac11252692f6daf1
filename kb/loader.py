"""The authored files, loaded as one record: quads, with the place of each thing in the files."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat
from pyoxigraph import parse as parse_rdf

from kb import documents, mappings
from kb.errors import Place, Problem, SeedErrors
from kb.hints import nearest
from kb.model import context, questions
from kb.model.context import Expanded
from kb.model.ontology import concepts, ontology, triples
from kb.namespaces import ID, KINDS
from kb.reader import Reading, read

STANCES = ("asserts", "denies", "doubts", "considers")


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
            read(documents.parse(path.read_bytes(), name), name, source, reading)
        except SeedErrors as errors:
            reading.problems += errors.problems
    if not reading.nodes and not reading.problems:
        reading.problems.append(Problem(folder.name, 1, "the folder holds no authored .yaml file"))
    _mint_questions(reading)
    links = mappings.load(folder / "links", _known(reading), reading)
    reading.problems += _dangling(reading)
    reading.problems += _chains(reading)
    reading.problems += _claims(reading)
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


def _known(reading: Reading) -> set[str]:
    return set(reading.defined) | {iri.removeprefix(ID) for iri in concepts()} | {"elbe:unreadableValue"}


def _mint_questions(reading: Reading) -> None:
    """Define the questions that claims answer and no curator wrote, and complete those that one did."""
    known = _known(reading)
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


def _dangling(reading: Reading) -> Iterator[Problem]:
    known = _known(reading)
    for reference in reading.references:
        if _is_ours(reference.target) and reference.target not in known:
            kind, _, local = reference.target.partition("/")
            alike = [id.removeprefix(f"{kind}/") for id in known if id.startswith(f"{kind}/")]
            hint = nearest(local, alike, f"{kind}/")
            yield reference.place.problem(f"unknown {kind} {reference.target!r}{hint}")


def _is_ours(target: str) -> bool:
    return target.startswith("elbe:") or ":" not in target


def _chains(reading: Reading) -> Iterator[Problem]:
    reports = [r for r in reading.references if r.key == "reports"]
    inner_of = {r.owner: r.target for r in reports}
    for target, count in Counter(r.target for r in reports).items():
        if count > 1:
            for reference in (r for r in reports if r.target == target):
                yield reference.place.problem(
                    f"{target!r} is reported by {count} utterances: give each report one of its own"
                )
    for reference in reports:
        if _returns(reference.owner, inner_of):
            yield reference.place.problem(f"the chain of {reference.owner!r} loops: an utterance can't report itself")
    for reference in reading.references:
        if reference.key == "speaker" and reference.target.partition("/")[0] in ("work", "source"):
            yield reference.place.problem(
                f"a work as speaker: {reference.target!r} is spoken by its authors, agent/…-authors"
            )


def _returns(start: str, inner_of: dict[str, str]) -> bool:
    seen: set[str] = set()
    at = inner_of.get(start)
    while at and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = inner_of.get(at)
    return False


def _claims(reading: Reading) -> Iterator[Problem]:
    spoken = {r.target for r in reading.references if r.key in STANCES}
    for node in reading.nodes + reading.nested:
        id = str(node["id"])
        if node["type"] != KINDS["claim"]:
            continue
        place = reading.defined[id]
        if id not in spoken:
            yield place.problem(
                f"no utterance takes a stance on {id!r}: put it under asserts, denies, doubts or considers"
            )
        for key in ("subject", "predicate", "object", "answers"):
            if node.get(key) is None:
                yield place.problem(f"the claim {id!r} has no {key!r}")
        if all(isinstance(node.get(key), str) for key in ("subject", "predicate", "answers")):
            yield from _misasked(node, place)


def _misasked(claim: Expanded, place: Place) -> Iterator[Problem]:
    """A claim's question has to be the one of its subject, predicate and unit."""
    object_, subject = claim.get("object"), str(claim["subject"]).removeprefix(ID)
    unit = str(object_.get("unit", "")).removeprefix(ID) if isinstance(object_, dict) else ""
    expected = questions.expected(subject, str(claim["predicate"]), unit or None)
    answered = str(claim["answers"]).removeprefix(ID)
    if answered != expected and not answered.startswith(expected + "/"):
        yield place.problem(
            f"the claim answers {answered!r}: its subject, predicate and unit make the question {expected!r}"
        )


def _labels(reading: Reading) -> dict[str, str]:
    labels = dict(ontology().labels)
    for node in reading.nodes + reading.nested:
        names = node.get("prefLabel")
        label = names.get("en") if isinstance(names, dict) else node.get("gist")
        if isinstance(label, str):
            labels[ID + str(node["id"])] = label
    return labels
