"""What a page tells of an entity, drawn from the triples of its description and the words of its passages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal

from kb.model.passages import Quotation
from kb.model.stances import STANCES
from kb.model.vocabulary import Terms
from kb.namespaces import expand
from kb.rdf.iris import position
from kb.reading.assessments import Assessment, assessments, read_assessment
from kb.reading.claims import Answers, Chain, Claim, Shown, read_answers, read_chain, read_claim, read_passage
from kb.reading.conflicts import Conflict, read_conflict
from kb.reading.description import Description
from kb.reading.facts import Facts, Reference, Value

RDF_TYPE = expand("rdf:type")
ABOUT = ("rdf:subject", "rdf:object", "elbe:place", "elbe:answers")
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
class Linked:
    """A link to another dataset, with what its mapping says: how sure it is, on what ground, and how it was found."""

    target: Reference
    match: Reference
    confidence: str
    justification: Reference
    comment: str
    mapping: Reference
    is_rejected: bool


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
    warnings: tuple[str, ...]
    record: tuple[Property, ...]
    """What identifies it, and what is recorded of how it came about."""
    links: tuple[Linked, ...]
    standing: tuple[Property, ...]
    conflicts: tuple[Conflict, ...]
    about: tuple[Answers, ...]
    said: tuple[Answers, ...]
    """What it says itself, as somebody who speaks."""
    namings: tuple[Naming, ...]
    notes: tuple[Assessment, ...]
    assessment: Assessment | None
    """What it judges, if it is an assessment."""
    omitted: int


OF_ITSELF = frozenset(
    expand(curie)
    for curie in (
        *("rdf:type", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:exactMatch", "skos:closeMatch"),
        *("skos:broadMatch", "skos:relatedMatch", "skos:narrowMatch", "elbe:sha256", "elbe:notClaims", "elbe:gist"),
        *("elbe:notMentions", "elbe:anonymity", "elbe:contentNote", "rdf:subject", "rdf:predicate", "rdf:object"),
        *("elbe:answers", "elbe:validTime", "elbe:place", "elbe:hedge", "elbe:asserts", "elbe:denies", "elbe:doubts"),
        *("elbe:considers", "elbe:passage", "elbe:speaker", "elbe:manner", "elbe:onPredicate", "elbe:verdict"),
        *("elbe:reason", "oa:hasTarget", "oa:motivatedBy", "elbe:restsOn", "elbe:confidence", "dcterms:creator"),
        *("dcterms:created", "elbe:candidate", "elbe:nameForm", "elbe:codePoints", "elbe:byImplication"),
        *("elbe:byOurReading", "elbe:cites", "prov:wasAttributedTo", "prov:wasQuotedFrom"),
    )
)
"""What the page of a thing says elsewhere, or leaves to the list of all statements."""


def entity_view(description: Description, quotations: Mapping[str, Quotation], terms: Terms) -> EntityView:
    """The page of a described entity."""
    facts, iri = Facts.of(description.triples, description.computed, quotations, terms), description.entity.value
    own = _block(facts, iri, iri).properties
    itself = read_claim(facts, iri) if facts.first(iri, "rdf:subject") else None
    about, said = _answers(facts, iri)
    is_note = bool(facts.values(iri, "elbe:verdict"))
    return EntityView(
        iri=iri,
        heading=facts.reference(iri),
        kinds=tuple(facts.reference(type_) for type_ in description.types),
        names=tuple(_names(facts, iri)),
        itself=itself,
        content=_content(itself) if itself else (),
        chain=read_chain(facts, iri) if facts.values(iri, "elbe:speaker") else None,
        warnings=tuple(value.value for value in facts.values(iri, "elbe:contentNote")),
        record=tuple(each for each in own if not each.is_computed and (each.name.iri or "") not in OF_ITSELF),
        links=tuple(_links(facts, iri)),
        standing=tuple(each for each in own if each.is_computed),
        conflicts=tuple(read_conflict(facts, node) for node in facts.objects if facts.first(node, "elbe:conflictType")),
        about=about,
        said=said,
        namings=tuple(_namings(facts, iri)),
        notes=() if is_note else tuple(each for each in assessments(facts, iri) if each.verdict),
        assessment=read_assessment(facts, iri) if is_note else None,
        omitted=description.omitted,
    )


def statements(description: Description, quotations: Mapping[str, Quotation], terms: Terms) -> list[Block]:
    """All statements of an entity's document, by the node that they are about; its own and its parts come first."""
    facts, iri = Facts.of(description.triples, description.computed, quotations, terms), description.entity.value
    in_order = sorted(facts.objects, key=lambda node: (node != iri, not node.startswith(f"{iri}#"), position(node)))
    return [_block(facts, node, iri) for node in in_order]


def _links(facts: Facts, entity: str) -> Iterator[Linked]:
    """The links of the entity to other datasets, and those that were looked at and rejected."""
    for mapping in sorted(facts.having("owl:annotatedSource", entity)):
        target = facts.first(mapping, "owl:annotatedTarget")
        label = facts.first(mapping, "sssom:object_label")
        yield Linked(
            Reference(f"{facts.terms.compact(target)}{f' ({label})' if label else ''}", target),
            facts.reference(facts.first(mapping, "owl:annotatedProperty")),
            facts.first(mapping, "sssom:confidence"),
            facts.reference(facts.first(mapping, "sssom:mapping_justification")),
            facts.first(mapping, "rdfs:comment"),
            facts.reference(mapping),
            bool(facts.values(mapping, "sssom:predicate_modifier")),
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


def _answers(facts: Facts, entity: str) -> tuple[tuple[Answers, ...], tuple[Answers, ...]]:
    """The claims told beside the entity by the question they answer, those about it and those that it makes itself."""
    mine = set(_spoken(facts, entity))
    claims = sorted(node for node in facts.objects if node != entity and facts.first(node, "rdf:subject"))
    about = [claim for claim in claims if claim not in mine or _concerns(facts, claim, entity)]
    return tuple(_by_question(facts, about, entity)), tuple(
        _by_question(facts, [c for c in claims if c in mine], entity)
    )


def _spoken(facts: Facts, speaker: str) -> Iterator[str]:
    """The claims on which a speaker takes a stance."""
    for utterance in facts.having("elbe:speaker", speaker):
        for kind in STANCES:
            yield from (value.value for value in facts.values(utterance, f"elbe:{kind}"))


def _concerns(facts: Facts, claim: str, entity: str) -> bool:
    """Whether a claim speaks of the entity."""
    return any(value.value == entity for curie in ABOUT for value in facts.values(claim, curie))


def _by_question(facts: Facts, claims: Iterable[str], entity: str) -> Iterator[Answers]:
    questions: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        questions[facts.first(claim, "elbe:answers")].append(claim)
    for question, answering in sorted(questions.items()):
        told = read_answers(facts, question, answering)
        yield replace(told, question=None) if question == entity else told


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
