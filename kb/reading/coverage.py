"""What the record rests on: how many claims stand in each source, in which manner, and how many of them are relayed."""

from collections import Counter
from dataclasses import dataclass

from kb import resources
from kb.reading.entries import describe_things
from kb.reading.facts import Facts, Reference
from kb.store.protocol import Store


@dataclass(frozen=True)
class Share:
    """One part of what the record says: how many claims, and how many of them are told on the word of another."""

    name: Reference
    claims: int
    relayed: int


@dataclass(frozen=True)
class Coverage:
    """The parts of the record by source and by manner of speaking, the largest first."""

    sources: tuple[Share, ...]
    manners: tuple[Share, ...]


def coverage(store: Store) -> Coverage:
    """What the record rests on; a claim that is made in two manners counts in each."""
    rows = [row for row in store.select(resources.query("reading", "counted")) if row["source"]]
    nodes = dict.fromkeys(row[name] for row in rows for name in ("source", "manner") if row[name])
    triples = dict.fromkeys(triple for entry in describe_things(store, nodes) for triple in entry.triples)
    facts = Facts.of(triples, terms=store.terms)

    def shares(name: str) -> tuple[Share, ...]:
        all_, relayed = Counter[str](), Counter[str]()
        for row in rows:
            if node := row[name]:
                all_[node.value] += int(row["claims"].value)
                relayed[node.value] += int(row["claims"].value) * (row["is_relayed"].value == "true")
        return tuple(Share(facts.reference(node), count, relayed[node]) for node, count in all_.most_common())

    return Coverage(shares("source"), shares("manner"))
