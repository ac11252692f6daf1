"""What a page tells of an entity, drawn from the triples of its description and the words of its passages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal

from kb.model.passages import Quotation
from kb.model.vocabulary import Terms
from kb.namespaces import expand
from kb.rdf.iris import position
from kb.reading.assessments import assessments
from kb.reading.claims import Answers, Chain, Claim, Shown, read_answers, read_chain, read_claim, read_passage
from kb.reading.conflicts import Conflict, read_conflict
from kb.reading.description import Description
from kb.reading.facts import Facts, Reference, Value

RDF_TYPE = expand("rdf:type")
NAME_KINDS = {"skos:prefLabel": "name", "skos:altLabel": "also", "skos:hiddenLabel": "form found in sources"}


@dataclass(frozen=True)
class Name:
    """One name of an entity."""

    kind: str
    text: str
    language: str


@dataclass(frozen=True)
class Property:
    """The values of one property of a node, and whether a rule computed them."""

    name: Reference
    values: tuple[Reference, ...]
    is_computed: bool


@dataclass(frozen=True)
class Block:
    """All statements about one node."""

    node: Reference
    anchor: str
    properties: tuple[Property, ...]


@dataclass(frozen=True)
class Naming:
    """Where one source names the entity."""

    source: Reference
    passages: tuple[Shown, ...]


@dataclass(frozen=True)
class EntityView:
    """The page of an entity."""

    iri: str
    heading: Reference
    kinds: tuple[Reference, ...]
    names: tuple[Name, ...]
    itself: Claim | None
    content: tuple[Reference, ...]
    """The parts of the claim that it is."""
    chain: Chain | None
    standing: tuple[Property, ...]
    conflicts: tuple[Conflict, ...]
    answers: tuple[Answers, ...]
    namings: tuple[Naming, ...]
    notes: tuple[Block, ...]
    blocks: tuple[Block, ...]
    omitted: int


def entity_view(description: Description, quotations: Mapping[str, Quotation], terms: Terms) -> EntityView:
    """The page of a described entity."""
    facts, iri = Facts.of(description.triples, description.computed, quotations, terms), description.entity.value
    blocks = {node: _block(facts, node, iri) for node in facts.objects}
    itself = read_claim(facts, iri) if facts.first(iri, "rdf:subject") else None
    return EntityView(
        iri=iri,
        heading=facts.reference(iri),
        kinds=tuple(facts.reference(type_) for type_ in description.types),
        names=tuple(_names(facts, iri)),
        itself=itself,
        content=_content(itself) if itself else (),
        chain=read_chain(facts, iri) if facts.values(iri, "elbe:speaker") else None,
        standing=tuple(each for each in blocks[iri].properties if each.is_computed),
        conflicts=tuple(read_conflict(facts, node) for node in blocks if facts.first(node, "elbe:conflictType")),
        answers=tuple(_answers(facts, iri)),
        namings=tuple(_namings(facts, iri)),
        notes=tuple(blocks[note.assessment.iri or ""] for note in assessments(facts, iri)),
        blocks=tuple(blocks[node] for node in sorted(blocks, key=lambda node: (node != iri, position(node)))),
        omitted=description.omitted,
    )


def _names(facts: Facts, entity: str) -> Iterator[Name]:
    """The names of the entity, the preferred ones first, by language."""
    for curie, kind in NAME_KINDS.items():
        literals = [value for value in facts.values(entity, curie) if isinstance(value, Literal)]
        for literal in sorted(literals, key=lambda literal: (literal.language or "", literal.value)):
            yield Name(kind, literal.value, literal.language or "")


def _content(claim: Claim) -> tuple[Reference, ...]:
    """The subject, predicate and object of a claim; a figure in its parts."""
    parts = [claim.subject, claim.predicate]
    if figure := claim.figure:
        words = {"at least": figure.lower, "": figure.value, "up to": figure.upper}
        figures = [Reference(f"{word} {text}".strip(), None, "") for word, text in words.items() if text]
        parts += [figure.precision, *figures, figure.unit]
    else:
        parts.append(claim.object)
    return tuple(part for part in parts if part)


def _answers(facts: Facts, entity: str) -> Iterator[Answers]:
    """The claims told beside the entity, by the question they answer; those of a source in its own order."""
    claims = sorted(node for node in facts.objects if node != entity and facts.first(node, "rdf:subject"))
    if facts.first(entity, "elbe:codePoints"):
        if claims:
            told = read_answers(facts, "", claims)
            yield replace(told, claims=tuple(sorted(told.claims, key=_offset)))
        return
    questions: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        questions[facts.first(claim, "elbe:answers")].append(claim)
    for question, answering in sorted(questions.items()):
        told = read_answers(facts, question, answering)
        yield replace(told, question=None) if question == entity else told


def _offset(claim: Claim) -> int:
    """Where in its source a claim is first made."""
    return min((shown.span.start for stance in claim.stances for shown in stance.chain.passages), default=0)


def _namings(facts: Facts, entity: str) -> Iterator[Naming]:
    """Where each source names the entity, in the order of the source."""
    for mention in sorted(facts.having("oa:hasBody", entity)):
        passages = [read_passage(facts, passage.value) for passage in facts.values(mention, "oa:hasTarget")]
        in_order = sorted(passages, key=lambda passage: passage.span.start)
        yield Naming(in_order[0].source, tuple(in_order))


def _block(facts: Facts, node: str, entity: str) -> Block:
    """All that the description states of one node."""
    in_words = facts.terms.compact
    properties = sorted(facts.objects[node].items(), key=lambda item: (item[0] != RDF_TYPE, in_words(item[0])))
    return Block(
        node=facts.reference(node),
        anchor=node.removeprefix(entity).removeprefix("#") if node.startswith(entity + "#") else "",
        properties=tuple(_property(facts, node, iri, values) for iri, values in properties),
    )


def _property(facts: Facts, node: str, iri: str, values: list[Value]) -> Property:
    """One property of a node as a page shows it."""
    shown = _written(values) if iri == expand("elbe:edtf") else _shown(facts, node, values)
    return Property(facts.reference(iri), shown, (node, iri) in facts.computed)


def _written(values: list[Value]) -> tuple[Reference, ...]:
    """Values as they are written, not in words."""
    return tuple(Reference(value.value, None, "") for value in values)


def _shown(facts: Facts, node: str, values: list[Value]) -> tuple[Reference, ...]:
    """Values of a node in a steady order, the words of a quotation in their language."""
    language = facts.languages.get(node, "")
    references = (facts.value(value) for value in sorted(values, key=str))
    return tuple(each if each.iri or each.language else replace(each, language=language) for each in references)
