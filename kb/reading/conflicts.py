"""The conflicts that rules found: question by question, each with its rule, its reason and what its sides say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from kb import resources
from kb.model.stances import STANCES
from kb.namespaces import term
from kb.rdf import iris
from kb.reading.claims import Claim, Stance, read_chain, read_claim
from kb.reading.entries import describe_claims
from kb.reading.facts import Facts, Reference
from kb.reading.nodes import facts as facts_of
from kb.reading.nodes import mentioned
from kb.store.binding import select_each
from kb.store.protocol import Store

BETWEEN = term("elbe:between")
COLUMNS = (
    *("question", "title", "type", "conflict", "reason", "rule", "version"),
    *("stance", "speaker", "gist", "claim", "utterance"),
)


@dataclass(frozen=True)
class Conflict:
    """A conflict that a rule found, between claims or between utterances."""

    conflict: Reference
    type: Reference
    reason: str
    questions: tuple[Reference, ...]
    """On which it is; none if one speech is rendered in different ways."""
    claim: Reference | None
    """The claim that utterances are divided over."""
    sides: tuple[Reference, ...]
    rule: Reference
    version: str


@dataclass(frozen=True)
class Saying:
    """What one side says: a claim, and the stance that is taken on it."""

    claim: Claim
    stance: Stance


@dataclass(frozen=True)
class Dispute:
    """A conflict as it stands on one of its questions, or on a speech, with what its sides say."""

    conflict: Conflict
    on: Reference | None
    title: str
    sayings: tuple[Saying, ...]

    @property
    def head(self) -> dict[str, str | None]:
        """What is said of the conflict, by the names of the first columns."""
        return {
            "question": iris.path(self.on.iri) if self.on and self.on.iri else None,
            "title": self.title,
            "type": self.conflict.type.text,
            "conflict": _short(self.conflict.conflict),
            "reason": self.conflict.reason,
            "rule": _short(self.conflict.rule),
            "version": self.conflict.version,
        }

    @property
    def sides(self) -> list[dict[str, str]]:
        """What each speaker says, by the names of the other columns."""
        rows = {
            tuple(row.items()): row
            for saying in self.sayings
            for speaker in saying.stance.chain.utterances[0].speakers
            for row in [_side(saying, speaker)]
        }
        return sorted(rows.values(), key=lambda row: [row[name] for name in ("gist", "stance", "speaker", "utterance")])


def read_conflict(facts: Facts, conflict: str) -> Conflict:
    """A conflict with its two sides or more."""
    rule = facts.first(conflict, "elbe:byRule")
    return Conflict(
        conflict=facts.reference(conflict),
        type=facts.reference(facts.first(conflict, "elbe:conflictType")),
        reason=facts.first(conflict, "elbe:reason"),
        questions=tuple(facts.value(question) for question in facts.values(conflict, "elbe:onQuestion")),
        claim=facts.named(conflict, "elbe:onClaim"),
        sides=tuple(facts.value(side) for side in sorted(facts.values(conflict, "elbe:between"), key=str)),
        rule=facts.reference(rule),
        version=facts.first(rule, "owl:versionInfo"),
    )


def types(store: Store) -> list[str]:
    """The names of the types of conflict that there are."""
    return [row["type"].value for row in store.select(resources.query("reading", "conflict_types"))]


def disputes(store: Store, type: str | None = None) -> list[Dispute]:
    """The conflicts of a type, or of all types, by question and type; one that touches two questions stands at each."""
    conflicts = [row["conflict"] for row in store.select(resources.query("reading", "conflicts"))]
    facts = _facts(store, conflicts)
    found = [each for conflict in conflicts for each in _disputes(facts, conflict.value)]
    columns = ("title", "question", "type", "conflict")
    ordered = sorted(found, key=lambda dispute: [dispute.head[name] or "" for name in columns])
    return [dispute for dispute in ordered if type in (None, dispute.conflict.type.text)]


def tell(found: Iterable[Dispute]) -> Iterator[str]:
    """Lines that tell conflicts to a person: under each question its conflicts, and who says what."""
    for (question, title), group in groupby(found, key=lambda each: (each.head["question"], each.title)):
        yield f"\n{title}" + (f"  ({question})" if question else "")
        for dispute in group:
            head = dispute.head
            yield f"  {head['type']}: {head['reason']}  [{head['rule']} {head['version']}]"
            said = (f"    {side['speaker']} {side['stance']}: {side['gist']}" for side in dispute.sides)
            yield from dict.fromkeys(said)


def rows(found: Iterable[Dispute]) -> Iterator[dict[str, str]]:
    """One row for each thing said, with the columns of COLUMNS."""
    for dispute in found:
        for side in dispute.sides:
            yield {column: (dispute.head | side)[column] or "" for column in COLUMNS}


def _disputes(facts: Facts, node: str) -> Iterator[Dispute]:
    """A conflict at each of its questions."""
    conflict = read_conflict(facts, node)
    sayings = tuple(saying for side in conflict.sides if side.iri for saying in _sayings(facts, side.iri, conflict))
    speeches = [speech for side in conflict.sides if side.iri and (speech := facts.named(side.iri, "elbe:ofSpeech"))]
    for question in conflict.questions or (None,):
        yield Dispute(conflict, question, (question or speeches[0]).text, sayings)


def _sayings(facts: Facts, side: str, conflict: Conflict) -> Iterator[Saying]:
    """What a side says: those who assert it as a claim, or what it says, as an utterance, on the claim at issue."""
    if facts.values(side, "elbe:answers"):
        claim = read_claim(facts, side)
        yield from (Saying(claim, stance) for stance in claim.stances if stance.kind == "asserts")
    for kind in STANCES:
        for said in facts.values(side, f"elbe:{kind}"):
            if kind != "considers" and (not conflict.claim or said.value == conflict.claim.iri):
                yield Saying(read_claim(facts, said.value), Stance(kind, read_chain(facts, side)))


def _facts(store: Store, conflicts: list[NamedNode]) -> Facts:
    """What there is to know of conflicts, of the claims of their sides, and of who speaks there."""
    quads = [quad for of_node in facts_of(store, "node", conflicts).values() for quad in of_node]
    quads += [quad for of_node in facts_of(store, "naming", mentioned(quads, store.terms)).values() for quad in of_node]
    sides = [q.object for q in quads if q.predicate == BETWEEN and isinstance(q.object, NamedNode)]
    said = [claim for _, claim in select_each(store, resources.query("reading", "stances_of"), "node", sides)]
    entries = describe_claims(store, list(dict.fromkeys([*sides, *said])))
    triples = [*(quad.triple for quad in quads), *(triple for entry in entries for triple in entry.triples)]
    return Facts.of(dict.fromkeys(triples), terms=store.terms)


def _side(saying: Saying, speaker: Reference) -> dict[str, str]:
    return {
        "stance": saying.stance.kind,
        "speaker": speaker.text,
        "gist": saying.claim.gist,
        "claim": _short(saying.claim.claim),
        "utterance": _short(saying.stance.chain.utterances[0].utterance),
    }


def _short(reference: Reference) -> str:
    return iris.path(reference.iri or "")
