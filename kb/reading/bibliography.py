"""The works that are cited, as a bibliography tells them, and in which sources."""

from collections import defaultdict
from dataclasses import dataclass

from kb import resources
from kb.reading.entries import describe_things
from kb.reading.facts import Facts, Reference
from kb.store.protocol import Store


@dataclass(frozen=True)
class CitedWork:
    """A work with what identifies it, and the sources in which somebody cites it."""

    work: Reference
    title: Reference | None
    creators: tuple[Reference, ...]
    issued: str
    publishers: tuple[Reference, ...]
    identifiers: tuple[str, ...]
    sources: tuple[Reference, ...]


def bibliography(store: Store) -> list[CitedWork]:
    """The cited works, by what they are called."""
    cited = defaultdict(list)
    for row in store.select(resources.query("reading", "bibliography")):
        cited[row["work"]].append(row["source"])
    things = dict.fromkeys([*cited, *(source for sources in cited.values() for source in sources)])
    facts = Facts.of(
        dict.fromkeys(triple for entry in describe_things(store, things) for triple in entry.triples), terms=store.terms
    )
    works = (_read_work(facts, work.value, tuple(facts.value(each) for each in cited[work])) for work in cited)
    return sorted(works, key=lambda each: each.work.text.casefold())


def _read_work(facts: Facts, work: str, sources: tuple[Reference, ...]) -> CitedWork:
    return CitedWork(
        facts.reference(work),
        facts.named(work, "dcterms:title"),
        tuple(facts.value(each) for each in facts.values(work, "dcterms:creator")),
        issued.text if (issued := facts.named(work, "dcterms:issued")) else "",
        tuple(facts.value(each) for each in facts.values(work, "dcterms:publisher")),
        tuple(sorted(value.value for value in facts.values(work, "dcterms:identifier"))),
        sources,
    )
