"""Lists of claims, entities, questions and sources, narrowed by filters; each list and each filter is a query file.

A filter's query selects claims and, where it speaks of them, the utterances that take a stance on those. Filters given
together are joined, so that they hold of one claim and one utterance. Parameters stand in VALUES blocks, with an
example; they are bound by putting other terms in its place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent

from pyoxigraph import NamedNode, Triple

from kb import resources
from kb.errors import FilterInvalid
from kb.namespaces import ID
from kb.reading.description import is_inner
from kb.reading.filters import (
    ENTITIES,
    FILTERS,
    LISTS,
    LONGEST,
    Filter,
    Filters,
    Term,
    check_names,
    days,
    search_words,
    suggestion,
)
from kb.store.protocol import Store

PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)

COMMENT = re.compile(r"^#.*\n", re.MULTILINE)


@dataclass(frozen=True)
class Told:
    """An item of a list, with the triples that the list tells of it."""

    item: NamedNode
    triples: tuple[Triple, ...]


class Lists:
    """The lists of a store that does not change."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.whole: dict[str, list[NamedNode]] = {}

    def items(self, list_name: str, filters: Filters) -> list[NamedNode]:
        """The items of a list that the filters leave, in its order; raises FilterInvalid."""
        everything = self.everything(list_name)
        if not (parts := self.parts(list_name, filters)):
            return everything
        kept = {item for (item,) in self.store.select(joined(LISTS[list_name], parts))}
        return [item for item in everything if item in kept]

    def query(self, list_name: str, filters: Filters) -> str:
        """The query for the items that the filters leave, for people to read and to change."""
        return joined(LISTS[list_name], [*self.parts(list_name, filters), pattern(read(f"lists/{list_name}"))])

    def everything(self, list_name: str) -> list[NamedNode]:
        """All items of a list, the last terms of its rows, in the order of all terms of the rows."""
        if list_name not in self.whole:
            rows = sorted(map(tuple, self.store.select(read(f"lists/{list_name}"))), key=values)
            self.whole[list_name] = [row[-1] for row in rows]
        return self.whole[list_name]

    def parts(self, list_name: str, filters: Filters) -> list[str]:
        """The queries that each item must be among the answers of, and how claims lead to items."""
        check_names(list_name, filters)
        about_items = [bound(f"lists/{list_name}_in_words", word=[word]) for word in search_words(filters)]
        about_claims = [
            bound(f"filters/{name}", **{name: self.terms(FILTERS[name], texts)})
            for name, texts in filters.items()
            if name not in {"from", "to", "q", "type"}
        ]
        if period := days(filters):
            about_claims.append(bound_period("filters/time", *period))
        if kinds := filters.get("type"):
            about_items.append(bound("filters/type", type=self.terms(FILTERS["type"], kinds)))
        if about_claims and list_name != "claims":
            about_claims.append(pattern(read(f"lists/{list_name}_of_claims")))
        return [*about_claims, *about_items]

    def terms(self, filter: Filter, texts: Sequence[str]) -> list[Term]:
        """The terms that a filter's values stand for; raises FilterInvalid."""
        if not filter.words:
            return [self.thing(filter, text) for text in texts]
        if wrong := [text for text in texts if text not in filter.words]:
            raise FilterInvalid(f"{filter.name}: {wrong[0][:LONGEST]!r} is not one of {', '.join(filter.words)}.")
        return [NamedNode(iri) for text in texts for iri in filter.words[text]]

    def thing(self, filter: Filter, text: str) -> NamedNode:
        """The thing of the record that a path or an IRI names."""
        path = text[:LONGEST].removeprefix(ID).strip("/")
        kind = path.partition("/")[0]
        if path in self.things and kind in (filter.kinds or (kind,)):
            return NamedNode(ID + path)
        kinds = f" of kind {', '.join(filter.kinds)}" if filter.kinds else ""
        taken = f"It takes the path or IRI of a thing{kinds}, such as {filter.example}."
        if path in self.things:
            raise FilterInvalid(f"{filter.name}: {path!r} is of kind {kind}. {taken}")
        fitting = [other for other in self.things if other.partition("/")[0] in (filter.kinds or (kind, *ENTITIES))]
        raise FilterInvalid(f"{filter.name}: the record has no {path!r}{suggestion(path, fitting)}. {taken}")

    @cached_property
    def things(self) -> frozenset[str]:
        """The paths of all things of the record."""
        iris = [thing.value for (thing,) in self.store.select(read("lists/things"))]
        return frozenset(iri.removeprefix(ID) for iri in iris if iri.startswith(ID) and "#" not in iri)

    def told(self, list_name: str, items: Sequence[NamedNode]) -> list[Told]:
        """What a list tells of some of its items: what is stated of each, and how all is named that this mentions.

        With a claim come the chains of those who take a stance on it.
        """
        groups = {item: [item] for item in items}
        if list_name == "claims":
            for claim, node in self.store.select(bound("lists/told_of_claims", claim=items)):
                groups[claim].append(node)
        facts = self.statements(dict.fromkeys(node for group in groups.values() for node in group))
        told = {item: [triple for node in group for triple in facts[node]] for item, group in groups.items()}
        mentioned = {o for triples in told.values() for _, _, o in triples if isinstance(o, NamedNode)}
        names = self.facts("lists/names_of_things", sorted(mentioned - facts.keys(), key=str))
        return [Told(item, tuple(triples + names_in(triples, names))) for item, triples in told.items()]

    def statements(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[Triple]]:
        """What is stated of nodes and of all that is part of them."""
        asked = list(nodes)
        facts = self.facts("lists/told_of_things", asked)
        parts = {
            node: [o for _, _, o in facts[node] if isinstance(o, NamedNode) and is_inner(o, node)] for node in asked
        }
        inner = [part for node in asked for part in parts[node]]
        if inner:
            told = self.statements(inner)
            for node in asked:
                facts[node] += [triple for part in parts[node] for triple in told[part]]
        return facts

    def named(self, triples: Iterable[Triple]) -> list[Triple]:
        """Triples, and the names of the things that they mention."""
        known = list(triples)
        mentioned = {triple.object for triple in known if isinstance(triple.object, NamedNode)}
        subjects = {triple.subject for triple in known}
        return known + names_in(known, self.facts("lists/names_of_things", sorted(mentioned - subjects, key=str)))

    def facts(self, query: str, nodes: Sequence[NamedNode], parameter: str = "node") -> dict[NamedNode, list[Triple]]:
        """The triples that a query gives for nodes, by subject."""
        found: dict[NamedNode, list[Triple]] = defaultdict(list)
        for node, predicate, value in self.store.select(bound(query, **{parameter: nodes})):
            found[node].append(Triple(node, predicate, value))
        return found


def names_in(triples: Iterable[Triple], names: Mapping[NamedNode, list[Triple]]) -> list[Triple]:
    """The names of the things that triples mention."""
    mentioned = dict.fromkeys(triple.object for triple in triples if isinstance(triple.object, NamedNode))
    return [name for node in mentioned for name in names.get(node, ())]


def values(row: Iterable[Term]) -> list[str]:
    """The values of a row's terms, by which rows are ordered."""
    return [term.value for term in row]


def read(name: str) -> str:
    """The text of a query file."""
    return resources.query("reading", name)


def bound(name: str, **parameters: Iterable[Term]) -> str:
    """A query file with terms for its parameters."""
    text = read(name)
    for parameter, terms in parameters.items():
        text = replaced(text, f"?{parameter}", " ".join(map(str, terms)))
    return text


def bound_period(name: str, first: Term | None, last: Term | None) -> str:
    """A query file with a first and a last day."""
    return replaced(read(name), "(?from ?to)", f"({first or 'UNDEF'} {last or 'UNDEF'})")


def replaced(query: str, parameters: str, terms: str) -> str:
    """The query with serialized terms in the place of the example for its parameters."""
    pattern = re.compile(rf"VALUES {re.escape(parameters)} \{{[^}}]*\}}")
    assert pattern.search(query), f"no VALUES block for {parameters} in {query}"
    return pattern.sub(lambda _: f"VALUES {parameters} {{ {terms} }}", query)


def pattern(query: str) -> str:
    """A query as the bare pattern of its WHERE, to be joined item by item; a SELECT is evaluated whole."""
    prefixes, body = "".join(PREFIX.findall(query)), query[query.index("WHERE {") + len("WHERE {") : query.rindex("}")]
    return f"{prefixes}{dedent(body).strip()}\n"


def joined(item: str, queries: Iterable[str]) -> str:
    """The query for the items that all queries and patterns have in common."""
    parts = list(queries)
    prefixes = sorted({line for part in parts for line in PREFIX.findall(part)})
    groups = [grouped(COMMENT.sub("", PREFIX.sub("", part))) for part in parts]
    return f"{''.join(prefixes)}\nSELECT DISTINCT ?{item} WHERE {{\n{''.join(groups)}}}\n"


def grouped(part: str) -> str:
    """A SELECT in braces, and a pattern without."""
    return f"  {{\n{indented(part, 4)}  }}\n" if part.startswith("SELECT") else indented(part, 2)


def indented(text: str, spaces: int) -> str:
    """The lines of a text, so many spaces to the right."""
    return "".join(f"{' ' * spaces}{line}\n" for line in text.splitlines() if line)
