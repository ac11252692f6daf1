"""Who says what: claims, the stances that are taken on them, and the chains of speech by which sources tell of these.

From these classes pages, tables, documents, and the record read aloud are made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb import resources
from kb.model.passages import Quotation, Span
from kb.model.stances import STANCES
from kb.namespaces import expand
from kb.reading.entries import describe_claims
from kb.reading.facts import Facts, Reference
from kb.store.protocol import Store

_INFERRED = ("elbe:byImplication", "elbe:byOurReading")
"""What says that a stance is not taken in so many words."""


@dataclass(frozen=True)
class Shown:
    """The place in a source that shows an utterance, with its words where the text is at hand."""

    source: Reference
    span: Span
    quotation: Quotation | None = None


@dataclass(frozen=True)
class Utterance:
    """What was said on one occasion: who speaks, in what manner, and with what proviso."""

    utterance: Reference
    speakers: tuple[Reference, ...]
    manner: Reference | None = None
    provisos: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()
    """Content notes: what a reader may want to know before the words."""


@dataclass(frozen=True)
class Chain:
    """An utterance, then those that tell of it up to the source's own, with passages that show it and works cited."""

    utterances: tuple[Utterance, ...]
    passages: tuple[Shown, ...]
    works: tuple[Reference, ...] = ()

    @property
    def remove(self) -> int:
        """At how many removes from the source the utterance stands."""
        return len(self.utterances) - 1


@dataclass(frozen=True)
class Stance:
    """A stance towards a claim, by the local name of its property, and who takes it as told by whom.

    `inferred` names the steps beyond the words by which it is read out of them, if it is.
    """

    kind: str
    chain: Chain
    inferred: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A quantity: its best value and its limits as text, what it counts, and how precise it is."""

    value: str
    lower: str
    upper: str
    unit: Reference | None
    precision: Reference | None


@dataclass(frozen=True)
class Period:
    """A time that a claim states: as EDTF, and its first and last day as `xsd:date`; an open side is empty."""

    edtf: str
    begin: str
    end: str


@dataclass(frozen=True)
class Claim:
    """A proposition, the question that it answers, its scope, and all stances that are taken on it."""

    claim: Reference
    gist: str
    question: Reference | None
    subject: Reference | None
    predicate: Reference | None
    object: Reference | None
    figure: Figure | None
    time: Reference | None
    """When it holds, in words."""
    edtf: str
    place: Reference | None
    hedges: tuple[Reference, ...]
    stances: tuple[Stance, ...]
    period: Period | None = None
    """What it states, if that is a time."""
    warnings: tuple[str, ...] = ()
    independent_sources: int = 0
    """How many sources assert it that do not draw on each other, as a rule counts."""


@dataclass(frozen=True)
class Answers:
    """The claims that answer one question, and how it stands by a rule."""

    question: Reference | None
    status: Reference | None
    claims: tuple[Claim, ...]


def read_claim(facts: Facts, claim: str) -> Claim:
    """A claim with its content, its scope, and all who take a stance on it."""
    return Claim(
        claim=facts.reference(claim),
        gist=facts.first(claim, "elbe:gist"),
        question=facts.named(claim, "elbe:answers"),
        subject=facts.named(claim, "rdf:subject"),
        predicate=facts.named(claim, "rdf:predicate"),
        object=facts.named(claim, "rdf:object"),
        figure=_read_figure(facts, claim),
        time=facts.named(claim, "elbe:validTime"),
        edtf=facts.first(claim, "elbe:validTime", "elbe:edtf"),
        place=facts.named(claim, "elbe:place"),
        hedges=tuple(facts.value(hedge) for hedge in facts.values(claim, "elbe:hedge")),
        stances=tuple(
            Stance(kind, read_chain(facts, utterance), _inferred(facts, utterance, claim))
            for kind in STANCES
            for utterance in sorted(facts.having(f"elbe:{kind}", claim))
        ),
        period=_read_period(facts, claim),
        warnings=tuple(value.value for value in facts.values(claim, "elbe:contentNote")),
        independent_sources=int(facts.first(claim, "elbe:independentSources") or 0),
    )


def _inferred(facts: Facts, utterance: str, claim: str) -> tuple[Reference, ...]:
    """The steps by which a stance of an utterance on a claim is read out of its words."""
    inferred = (curie for curie in _INFERRED if claim in {each.value for each in facts.values(utterance, curie)})
    return tuple(facts.reference(expand(curie)) for curie in inferred)


def read_chain(facts: Facts, utterance: str) -> Chain:
    """The chain from an utterance to the source, the passages that show it, and the works that are cited."""
    chain = [utterance]
    while reporting := [other for other in facts.having("elbe:reports", chain[-1]) if other not in chain]:
        chain.append(reporting[0])
    passages = [node.value for part in chain for node in facts.values(part, "elbe:passage")]
    works = [work.value for part in chain for work in facts.values(part, "elbe:cites", "elbe:citedWork")]
    return Chain(
        tuple(_read_utterance(facts, part) for part in chain),
        tuple(read_passage(facts, passage) for passage in passages),
        tuple(facts.reference(work) for work in dict.fromkeys(works)),
    )


def read_passage(facts: Facts, passage: str) -> Shown:
    """The place that a passage names."""
    start, end = (facts.first(passage, "oa:hasSelector", f"oa:{side}") for side in ("start", "end"))
    return Shown(
        source=facts.reference(facts.first(passage, "oa:hasSource")),
        span=Span(int(start), int(end), facts.first(passage, "elbe:sha256")),
        quotation=facts.quotations.get(passage),
    )


def read_answers(facts: Facts, question: str, claims: Iterable[str]) -> Answers:
    """The claims that answer a question, with how it stands; `question` is empty for claims that answer none."""
    return Answers(
        facts.reference(question) if question else None,
        facts.named(question, "elbe:status"),
        tuple(read_claim(facts, claim) for claim in claims),
    )


def read_all(store: Store) -> Iterator[Claim]:
    """All claims of a store."""
    claims = [row["claim"] for row in store.select(resources.query("reading", "lists/claims"))]
    entries = describe_claims(store, list(dict.fromkeys(claims)))
    facts = Facts.of(dict.fromkeys(triple for entry in entries for triple in entry.triples), terms=store.terms)
    return (read_claim(facts, entry.item.value) for entry in entries)


def _read_utterance(facts: Facts, utterance: str) -> Utterance:
    """One utterance of a chain."""
    return Utterance(
        facts.reference(utterance),
        tuple(facts.value(speaker) for speaker in facts.values(utterance, "elbe:speaker")),
        facts.named(utterance, "elbe:manner"),
        tuple(facts.value(proviso) for proviso in facts.values(utterance, "elbe:proviso")),
        tuple(value.value for value in facts.values(utterance, "elbe:contentNote")),
    )


def _read_figure(facts: Facts, claim: str) -> Figure | None:
    """The quantity that a claim states, if it does."""
    if not facts.values(claim, "rdf:object", "crm:P91_has_unit"):
        return None
    figures = ("crm:P90_has_value", "crm:P90a_has_lower_value_limit", "crm:P90b_has_upper_value_limit")
    value, lower, upper = (facts.first(claim, "rdf:object", curie) for curie in figures)
    unit, precision = (facts.named(claim, "rdf:object", curie) for curie in ("crm:P91_has_unit", "elbe:precision"))
    return Figure(value, lower, upper, unit, precision)


def _read_period(facts: Facts, claim: str) -> Period | None:
    """The time that a claim states, if it does."""
    if not (edtf := facts.first(claim, "rdf:object", "elbe:edtf")):
        return None
    begin, end = (
        facts.first(claim, "rdf:object", curie) for curie in ("crm:P82a_begin_of_the_begin", "crm:P82b_end_of_the_end")
    )
    return Period(edtf, begin, end)
