"""What a page tells of an entity, drawn from the triples of its description and the words of its passages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Triple

from kb.model.passages import Quotation
from kb.namespaces import compact, expand
from kb.rdf.iris import position
from kb.reading.description import Description
from kb.reading.facts import Facts, Reference, Value

STANCES = {
    "elbe:asserts": "Asserted",
    "elbe:denies": "Denied",
    "elbe:doubts": "Doubted",
    "elbe:considers": "Called possible, not maintained,",
}
NAME_KINDS = {"skos:prefLabel": "name", "skos:altLabel": "also", "skos:hiddenLabel": "form found in sources"}
FIGURES = {
    "crm:P90a_has_lower_value_limit": "at least",
    "crm:P90_has_value": "",
    "crm:P90b_has_upper_value_limit": "up to",
}


@dataclass(frozen=True)
class Name:
    """One name of an entity."""

    kind: str
    text: str
    language: str


@dataclass(frozen=True)
class PassageView:
    """The place in a source that shows an utterance."""

    source: Reference
    start: str
    end: str
    sha256: str
    quotation: Quotation | None


@dataclass(frozen=True)
class Step:
    """One utterance of a chain: who speaks, and how."""

    speakers: tuple[Reference, ...]
    utterance: Reference
    manner: Reference | None


@dataclass(frozen=True)
class Statement:
    """A stance towards a claim; the chain goes from whoever takes it to the source that tells of it."""

    stance: str
    chain: tuple[Step, ...]
    passages: tuple[PassageView, ...]
    works: tuple[Reference, ...]


@dataclass(frozen=True)
class ClaimView:
    """A claim, and all who take a stance on it."""

    claim: Reference
    question: Reference | None
    content: tuple[Reference, ...]
    time: str
    place: Reference | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Answers:
    """The claims that answer one question, and how it stands by a rule."""

    question: Reference | None
    status: Reference | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class ConflictView:
    """A conflict that a rule found."""

    conflict: Reference
    type: Reference
    reason: str
    question: Reference | None
    sides: tuple[Reference, ...]
    rule: Reference
    version: str


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
    passages: tuple[PassageView, ...]


@dataclass(frozen=True)
class EntityView:
    """The page of an entity."""

    iri: str
    heading: Reference
    kinds: tuple[Reference, ...]
    names: tuple[Name, ...]
    itself: ClaimView | None
    chain: Statement | None
    standing: tuple[Property, ...]
    conflicts: tuple[ConflictView, ...]
    answers: tuple[Answers, ...]
    namings: tuple[Naming, ...]
    notes: tuple[Block, ...]
    blocks: tuple[Block, ...]
    omitted: int


def entity_view(description: Description, quotations: Mapping[str, Quotation], root: str) -> EntityView:
    """The page of a described entity."""
    facts = Facts(root, description.entity.value, description.computed, quotations)
    for triple in description.triples:
        facts.add(triple)
    iri = facts.entity
    is_claim = bool(facts.first(iri, "rdf:subject"))
    return EntityView(
        iri=iri,
        heading=facts.reference(iri),
        kinds=tuple(facts.reference(type_) for type_ in description.types),
        names=tuple(names(facts)),
        itself=claim_view(facts, iri) if is_claim else None,
        chain=Statement("Said", *chain_of(facts, iri)) if facts.values(iri, "elbe:speaker") else None,
        standing=tuple(each for each in block(facts, iri).properties if each.is_computed),
        conflicts=tuple(conflict_view(facts, node) for node in facts.objects if facts.first(node, "elbe:conflictType")),
        answers=tuple(answers(facts)),
        namings=tuple(namings(facts)),
        notes=tuple(
            block(facts, note) for note in facts.having("oa:hasTarget", iri) + facts.having("elbe:candidate", iri)
        ),
        blocks=tuple(
            block(facts, node) for node in sorted(facts.objects, key=lambda node: (node != iri, position(node)))
        ),
        omitted=description.omitted,
    )


def names(facts: Facts) -> Iterator[Name]:
    """The names of the entity, the preferred ones first, by language."""
    for curie, kind in NAME_KINDS.items():
        literals = [value for value in facts.values(facts.entity, curie) if isinstance(value, Literal)]
        for literal in sorted(literals, key=lambda literal: (literal.language or "", literal.value)):
            yield Name(kind, literal.value, literal.language or "")


def answers(facts: Facts) -> Iterator[Answers]:
    """The claims told beside the entity, by the question they answer; those of a source in its own order."""
    claims = [node for node in facts.objects if node != facts.entity and facts.first(node, "rdf:subject")]
    if facts.first(facts.entity, "elbe:codePoints"):
        if claims:
            yield Answers(None, None, claim_views(facts, sorted(claims, key=lambda claim: offset(facts, claim))))
        return
    questions: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(claims):
        questions[facts.first(claim, "elbe:answers")].append(claim)
    for question, answering in sorted(questions.items()):
        known = question and question != facts.entity
        yield Answers(
            facts.reference(question) if known else None,
            next((facts.value(status) for status in facts.values(question, "elbe:status")), None),
            claim_views(facts, answering),
        )


def namings(facts: Facts) -> Iterator[Naming]:
    """Where each source names the entity, in the order of the source."""
    for mention in sorted(facts.having("oa:hasBody", facts.entity)):
        passages = [passage_view(facts, passage.value) for passage in facts.values(mention, "oa:hasTarget")]
        in_order = sorted(passages, key=lambda passage: int(passage.start))
        yield Naming(in_order[0].source, tuple(in_order))


def claim_views(facts: Facts, claims: Iterable[str]) -> tuple[ClaimView, ...]:
    """The views of some claims."""
    return tuple(claim_view(facts, claim) for claim in claims)


def conflict_view(facts: Facts, conflict: str) -> ConflictView:
    """A conflict with its two sides or more."""
    question, rule = facts.first(conflict, "elbe:onQuestion"), facts.first(conflict, "elbe:byRule")
    return ConflictView(
        conflict=facts.reference(conflict),
        type=facts.reference(facts.first(conflict, "elbe:conflictType")),
        reason=facts.first(conflict, "elbe:reason"),
        question=facts.reference(question) if question else None,
        sides=tuple(facts.value(side) for side in sorted(facts.values(conflict, "elbe:between"), key=str)),
        rule=facts.reference(rule),
        version=facts.first(rule, "owl:versionInfo"),
    )


def offset(facts: Facts, claim: str) -> tuple[int, str]:
    """Where in its source a claim is first made."""
    starts = [int(passage.start) for statement in statements(facts, claim) for passage in statement.passages]
    return min(starts, default=0), claim


def claim_view(facts: Facts, claim: str) -> ClaimView:
    """A claim with its content, its scope, and all who take a stance on it."""
    place, question = facts.first(claim, "elbe:place"), facts.first(claim, "elbe:answers")
    return ClaimView(
        claim=facts.reference(claim),
        question=facts.reference(question) if question else None,
        content=tuple(
            facts.value(value) for part in ("subject", "predicate", "object") for value in content(facts, claim, part)
        ),
        time=facts.first(claim, "elbe:validTime", "elbe:edtf"),
        place=facts.reference(place) if place else None,
        statements=tuple(statements(facts, claim)),
    )


def content(facts: Facts, claim: str, part: str) -> list[Value]:
    """The subject, predicate or object of a claim; a figure in its parts."""
    values = facts.values(claim, f"rdf:{part}")
    if part != "object" or not any(facts.values(value.value, "crm:P91_has_unit") for value in values):
        return values
    figures = [
        Literal(f"{word} {value.value}".strip())
        for curie, word in FIGURES.items()
        for value in facts.values(claim, "rdf:object", curie)
    ]
    precision, unit = (facts.values(claim, "rdf:object", curie) for curie in ("elbe:precision", "crm:P91_has_unit"))
    return [*precision, *figures, *unit]


def statements(facts: Facts, claim: str) -> Iterator[Statement]:
    """The stances towards a claim."""
    for curie, word in STANCES.items():
        for utterance in sorted(facts.having(curie, claim)):
            yield Statement(word, *chain_of(facts, utterance))


def chain_of(facts: Facts, utterance: str) -> tuple[tuple[Step, ...], tuple[PassageView, ...], tuple[Reference, ...]]:
    """The chain from an utterance to the source, the passages that show it, and the works that are cited."""
    chain = [utterance]
    while reporting := [other for other in facts.having("elbe:reports", chain[-1]) if other not in chain]:
        chain.append(reporting[0])
    passages = [node.value for part in chain for node in facts.values(part, "elbe:passage")]
    works = [work.value for part in chain for work in facts.values(part, "elbe:cites", "elbe:citedWork")]
    return (
        tuple(step(facts, part) for part in chain),
        tuple(passage_view(facts, passage) for passage in passages),
        tuple(facts.reference(work) for work in dict.fromkeys(works)),
    )


def step(facts: Facts, utterance: str) -> Step:
    """One utterance of a chain."""
    manner = facts.first(utterance, "elbe:manner")
    return Step(
        speakers=tuple(facts.value(speaker) for speaker in facts.values(utterance, "elbe:speaker")),
        utterance=facts.reference(utterance),
        manner=facts.reference(manner) if manner else None,
    )


def passage_view(facts: Facts, passage: str) -> PassageView:
    """The place that a passage names."""
    return PassageView(
        source=facts.reference(facts.first(passage, "oa:hasSource")),
        start=facts.first(passage, "oa:hasSelector", "oa:start"),
        end=facts.first(passage, "oa:hasSelector", "oa:end"),
        sha256=facts.first(passage, "elbe:sha256"),
        quotation=facts.quotations.get(passage),
    )


def block(facts: Facts, node: str) -> Block:
    """All that the description states of one node."""
    properties = sorted(facts.objects[node].items(), key=lambda item: (item[0] != expand("rdf:type"), compact(item[0])))
    return Block(
        node=facts.reference(node),
        anchor=node.removeprefix(facts.entity).removeprefix("#") if node.startswith(facts.entity + "#") else "",
        properties=tuple(property_of(facts, node, iri, values) for iri, values in properties),
    )


def property_of(facts: Facts, node: str, iri: str, values: list[Value]) -> Property:
    """One property of a node as a page shows it."""
    is_computed = any(Triple(NamedNode(node), NamedNode(iri), value) in facts.computed for value in values)
    return Property(facts.reference(iri), shown(facts, node, values), is_computed)


def shown(facts: Facts, node: str, values: list[Value]) -> tuple[Reference, ...]:
    """Values of a node in a steady order, the words of a quotation in their language."""
    language = facts.languages.get(node, "")
    references = (facts.value(value) for value in sorted(values, key=str))
    return tuple(each if each.href or each.language else replace(each, language=language) for each in references)
