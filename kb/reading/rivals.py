"""Rival answers to a question, and beside them those to the questions that are broader or narrower than it."""

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kb.namespaces import term
from kb.reading.description import exists
from kb.reading.lists import Lists, bound

ON_QUESTION = term("elbe:onQuestion")


@dataclass(frozen=True)
class Answered:
    """A question with the claims that answer it and the conflicts among them, and the triples that tell of these."""

    relation: str
    """What it is to the question that was asked for: that itself (`asked`), `broader`, or `narrower`."""
    question: NamedNode
    claims: tuple[NamedNode, ...]
    conflicts: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]


def answers_to(lists: Lists, question: NamedNode) -> list[Answered]:
    """The question that is asked for with its answers, and then those that are broader or narrower than it.

    Raises EntityNotFound or EntityDeprecated.
    """
    exists(lists.store, question)
    relations = {question: "asked"}
    rows = lists.store.select(bound("answers/related_questions", question=[question]))
    relations |= {other: relation.value for relation, other in sorted(rows, key=lambda row: str(tuple(row)))}
    claims: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for answered, claim in lists.store.select(bound("answers/claims_on", question=relations)):
        claims[answered].append(claim)
    told = {each.item: each.triples for each in lists.told("questions", list(relations))}
    told |= {each.item: each.triples for each in lists.told("claims", [c for group in claims.values() for c in group])}
    return [
        with_conflicts(lists, relation, other, sorted(claims[other], key=str), told)
        for other, relation in relations.items()
    ]


def with_conflicts(
    lists: Lists, relation: str, question: NamedNode, claims: list[NamedNode], told: dict[NamedNode, tuple[Triple, ...]]
) -> Answered:
    """A question with its claims, and what is computed of the conflicts on it."""
    computed = lists.facts("answers/conflicts_on", [question], "question")
    conflicts = [node for node, facts in computed.items() if any(fact.predicate == ON_QUESTION for fact in facts)]
    triples = [triple for node in (question, *claims) for triple in told[node]]
    triples += lists.named(triple for facts in computed.values() for triple in facts)
    return Answered(
        relation,
        question,
        tuple(claims),
        tuple(sorted(conflicts, key=str)),
        tuple(dict.fromkeys(triples)),
    )
