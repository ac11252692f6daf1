"""Rival answers to a question, and beside them those to related questions, such as other figures of the same thing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode, Quad, Triple

from kb import resources
from kb.namespaces import term
from kb.reading.description import exists
from kb.reading.entries import describe_things, with_names
from kb.reading.lists import Lists
from kb.reading.nodes import Quads
from kb.store.binding import select_each
from kb.store.protocol import Store

ON_QUESTION = term("elbe:onQuestion")


@dataclass(frozen=True)
class Answered:
    """A question with its answers, the conflicts among them, editors' notes, and the triples that tell of these."""

    relation: str
    """What it is to the question that was asked for: that itself (`asked`), `broader`, `narrower`, or `beside` it."""
    question: NamedNode
    claims: tuple[NamedNode, ...]
    conflicts: tuple[NamedNode, ...]
    notes: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]


def answers_to(lists: Lists, question: NamedNode) -> list[Answered]:
    """The question that is asked for with its answers, and then those that are related to it.

    Raises EntityNotFound or EntityDeprecated.
    """
    exists(lists.store, question)
    relations = {question: "asked", **_related(lists.store, question)}
    claims = _claims_on(lists.store, relations)
    entries = lists.describe("questions", list(relations))
    entries += lists.describe("claims", [claim for group in claims.values() for claim in group])
    told = {entry.item: entry.triples for entry in entries}
    conflicts = _conflicts_on(lists.store, relations)
    named = with_names(lists.store, conflicts)
    notes = _notes_on(lists.store, relations)
    noted = {
        entry.item: entry.triples for entry in describe_things(lists.store, sorted({*chain(*notes.values())}, key=str))
    }
    return [
        Answered(
            relation,
            other,
            tuple(claims[other]),
            tuple(sorted(_on_questions(conflicts[other]), key=str)),
            tuple(notes[other]),
            tuple(
                dict.fromkeys(
                    chain(
                        *(told[node] for node in (other, *claims[other])),
                        named[other],
                        *(noted[note] for note in notes[other]),
                    )
                )
            ),
        )
        for other, relation in relations.items()
    ]


def _related(store: Store, question: NamedNode) -> dict[NamedNode, str]:
    """What the questions that are related to a question are to it."""
    rows = select_each(store, resources.query("reading", "answers/related_questions"), "question", [question])
    return {other: relation.value for relation, other in sorted(rows, key=lambda row: str(tuple(row)))}


def _claims_on(store: Store, questions: Iterable[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """The claims that answer each question, in the order of their IRIs."""
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for question, claim in select_each(store, resources.query("reading", "answers/claims_on"), "question", questions):
        found[question].append(claim)
    return defaultdict(list, {question: sorted(claims, key=str) for question, claims in found.items()})


def _notes_on(store: Store, questions: Iterable[NamedNode]) -> dict[NamedNode, list[NamedNode]]:
    """The editors' notes on each question, its answers, and who gives these."""
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for question, note in select_each(store, resources.query("reading", "answers/notes_on"), "question", questions):
        found[question].append(note)
    return defaultdict(list, {question: sorted(notes, key=str) for question, notes in found.items()})


def _conflicts_on(store: Store, questions: Iterable[NamedNode]) -> Quads:
    """What is computed of the conflicts on each question."""
    found: dict[NamedNode, list[Quad]] = {question: [] for question in questions}
    query = resources.query("reading", "answers/conflicts_on")
    for question, node, property, value in select_each(store, query, "question", found):
        found[question].append(Quad(node, property, value, store.terms.derived_graph))
    return found


def _on_questions(quads: Iterable[Quad]) -> set[NamedNode]:
    """The conflicts that quads tell of."""
    return {q.subject for q in quads if q.predicate == ON_QUESTION and isinstance(q.subject, NamedNode)}
