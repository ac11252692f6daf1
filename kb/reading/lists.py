"""Lists of claims, entities, questions and sources, narrowed by filters; each list and each filter is a query file.

A filter's query selects claims and, where it speaks of them, the utterances that take a stance on those. Filters given
together are joined, so that they hold of one claim and one utterance. Parameters stand in VALUES blocks, with an
example; they are bound by putting other terms in its place.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from textwrap import dedent
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from kb import resources
from kb.errors import FilterInvalid, SearchRefused
from kb.namespaces import PREFIXES
from kb.reading.entries import Entry, describe_claims, describe_things
from kb.reading.filters import (
    LISTS,
    LONGEST,
    Filter,
    Filters,
    Term,
    check_names,
    days,
    filters_of,
    search_words,
    suggestion,
)
from kb.search.asking import Asking
from kb.search.ranking import Found
from kb.store.binding import bind, bind_pair, extend
from kb.store.protocol import Store

BOOLEAN = NamedNode(PREFIXES["xsd"] + "boolean")
_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_COMMENT = re.compile(r"^#.*\n", re.MULTILINE)


class Lists:
    """The lists of a store that does not change."""

    def __init__(
        self, store: Store, examples: Mapping[str, str] = MappingProxyType({}), asking: Asking | None = None
    ) -> None:
        self.store, self.examples, self.asking = store, examples, asking
        self.whole: dict[str, list[NamedNode]] = {}

    def items(self, list_name: str, filters: Filters) -> list[NamedNode]:
        """The items of a list that the filters leave, in its order; raises FilterInvalid."""
        everything = self.everything(list_name)
        if not (parts := self.parts(list_name, filters)):
            return everything
        kept = {item for (item,) in self.store.select(_join(LISTS[list_name], parts))}
        return [item for item in everything if item in kept]

    def query(self, list_name: str, filters: Filters) -> str:
        """The query for the items that the filters leave, for people to read and to change."""
        return _join(LISTS[list_name], [*self.parts(list_name, filters), _pattern(self._whole(list_name))])

    def _whole(self, list_name: str) -> str:
        """The query for all items of a list; entities are also those of kinds that are the record's own."""
        query, own = _read(f"lists/{list_name}"), self.store.terms.own_kinds
        return extend(query, "class", map(NamedNode, own)) if own and list_name == "entities" else query

    def everything(self, list_name: str) -> list[NamedNode]:
        """All items of a list, the last terms of its rows, in the order of all terms of the rows."""
        if list_name not in self.whole:
            rows = sorted(map(tuple, self.store.select(self._whole(list_name))), key=_values)
            self.whole[list_name] = [row[-1] for row in rows]
        return self.whole[list_name]

    def parts(self, list_name: str, filters: Filters) -> list[str]:
        """The queries that each item must be among the answers of, and how claims lead to items."""
        check_names(list_name, filters, self.filters)
        about_items = self.in_words(list_name, filters)
        about_claims = [
            bind(_read(f"filters/{name}"), name, self.terms(self.filters[name], texts))
            for name, texts in filters.items()
            if name not in {"from", "to", "q", "type", "linked"}
        ]
        if period := days(filters):
            about_claims.append(bind_pair(_read("filters/time"), ("from", "to"), period))
        if kinds := filters.get("type"):
            about_items.append(bind(_read("filters/type"), "type", self.terms(self.filters["type"], kinds)))
        if linked := filters.get("linked"):
            self.check_words(self.filters["linked"], linked)
            about_items.append(bind(_read("filters/linked"), "linked", [Literal(linked[0], datatype=BOOLEAN)]))
        if about_claims and list_name != "claims":
            about_claims.append(_pattern(_read(f"lists/{list_name}_of_claims")))
        return [*about_claims, *about_items]

    def in_words(self, list_name: str, filters: Filters) -> list[str]:
        """The queries for what words find; each of them is in all of it where the search finds too much to rank."""
        words = search_words(filters)
        if words and self.asking:
            kinds = {kind for kind in self.asking.search.kinds if kind in self._kinds_of(list_name)}
            try:
                found = self.asking.find(" ".join(word.value for word in words), kinds) if kinds else Found((), True)
            except SearchRefused as error:
                raise FilterInvalid(f"q: {error}") from None
            if found.is_whole:
                items = " ".join(sorted(f"<{hit.thing.iri}>" for hit in found.hits))
                return [f"VALUES ?{LISTS[list_name]} {{ {items} }}\n"]
        return [bind(_read(f"lists/{list_name}_in_words"), "word", [word]) for word in words]

    def _kinds_of(self, list_name: str) -> Collection[str]:
        """The kinds of the things that a list has."""
        return self.filters["type"].words if list_name == "entities" else (LISTS[list_name],)

    def terms(self, filter: Filter, texts: Sequence[str]) -> list[Term]:
        """The terms that a filter's values stand for; raises FilterInvalid."""
        if not filter.words:
            return [self.thing(filter, text) for text in texts]
        self.check_words(filter, texts)
        return [NamedNode(iri) for text in texts for iri in filter.words[text]]

    def check_words(self, filter: Filter, texts: Sequence[str]) -> None:
        """Raises FilterInvalid for a value that is none of the words that a filter may say."""
        if wrong := [text for text in texts if text not in filter.words]:
            raise FilterInvalid(f"{filter.name}: {wrong[0][:LONGEST]!r} is not one of {', '.join(filter.words)}.")

    def thing(self, filter: Filter, text: str) -> NamedNode:
        """The thing of the record that a path or an IRI names."""
        path = self.store.terms.path(text[:LONGEST]).strip("/")
        kind = path.partition("/")[0]
        if path in self.things and kind in (filter.kinds or (kind,)):
            return NamedNode(self.store.terms.iri(path))
        kinds = f" of kind {', '.join(filter.kinds)}" if filter.kinds else ""
        taken = f"It takes the path or IRI of a thing{kinds}, such as {filter.example}."
        if path in self.things:
            raise FilterInvalid(f"{filter.name}: {path!r} is of kind {kind}. {taken}")
        kinds_taken = filter.kinds or (kind, *self.filters["type"].words)
        fitting = [other for other in self.things if other.partition("/")[0] in kinds_taken]
        raise FilterInvalid(f"{filter.name}: the record has no {path!r}{suggestion(path, fitting)}. {taken}")

    @cached_property
    def filters(self) -> dict[str, Filter]:
        """The ways to narrow a list, by name."""
        return filters_of(self.store.terms, self.things, self.examples)

    def filters_of(self, list_name: str) -> list[Filter]:
        """The filters of a list."""
        return [filter for filter in self.filters.values() if list_name in filter.lists]

    @cached_property
    def things(self) -> frozenset[str]:
        """The paths of all things of the record."""
        iris = [thing.value for (thing,) in self.store.select(_read("lists/things"))]
        terms = self.store.terms
        return frozenset(terms.path(iri) for iri in iris if terms.has(iri) and "#" not in iri)

    def describe(self, list_name: str, items: Sequence[NamedNode]) -> list[Entry]:
        """What a list tells of some of its items; with a claim come the chains of those who take a stance on it."""
        return describe_claims(self.store, items) if list_name == "claims" else describe_things(self.store, items)


def _values(row: Iterable[Term]) -> list[str]:
    """The values of a row's terms, by which rows are ordered."""
    return [term.value for term in row]


def _read(name: str) -> str:
    """The text of a query file."""
    return resources.query("reading", name)


def _pattern(query: str) -> str:
    """A query as the bare pattern of its WHERE, to be joined item by item; a SELECT is evaluated whole."""
    prefixes, body = "".join(_PREFIX.findall(query)), query[query.index("WHERE {") + len("WHERE {") : query.rindex("}")]
    return f"{prefixes}{dedent(body).strip()}\n"


def _join(item: str, queries: Iterable[str]) -> str:
    """The query for the items that all queries and patterns have in common."""
    parts = list(queries)
    prefixes = sorted({line for part in parts for line in _PREFIX.findall(part)})
    groups = [_group(_COMMENT.sub("", _PREFIX.sub("", part))) for part in parts]
    return f"{''.join(prefixes)}\nSELECT DISTINCT ?{item} WHERE {{\n{''.join(groups)}}}\n"


def _group(part: str) -> str:
    """A SELECT in braces, and a pattern without."""
    return f"  {{\n{_indent(part, 4)}  }}\n" if part.startswith("SELECT") else _indent(part, 2)


def _indent(text: str, spaces: int) -> str:
    """The lines of a text, so many spaces to the right."""
    return "".join(f"{' ' * spaces}{line}\n" for line in text.splitlines() if line)
