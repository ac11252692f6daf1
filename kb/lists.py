"""Lists of claims, entities, questions and sources, narrowed by filters; each list and each filter is a query file.

A filter's query selects claims and, where it speaks of them, the utterances that take a stance on those. Filters given
together are joined, so that they hold of one claim and one utterance. Parameters stand in VALUES blocks, with an
example; they are bound by putting other terms in its place.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from kb import resources
from kb.description import is_inner
from kb.errors import FilterInvalid
from kb.hints import hint, nearest
from kb.model.times import days as bounds
from kb.namespaces import ID, KINDS, ONTOLOGY, PREFIXES, expand
from kb.store.protocol import Store

Term = NamedNode | Literal
Filters = Mapping[str, Sequence[str]]
"""The values given for each filter, as somebody wrote them; any one of a filter's values is enough."""

LISTS = {"claims": "claim", "entities": "entity", "questions": "question", "sources": "source"}
"""The lists, and the variable that stands for an item of each."""

PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)
COMMENT = re.compile(r"^#.*\n", re.MULTILINE)
DAY = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
LONGEST = 300
MOST_VALUES = 20

SPEAKERS = ("agent", "group", "organization", "person", "speaker")
ENTITIES = ("agent", "event", "group", "military-unit", "organization", "person", "photograph", "place", "role", "work")
STANCES = ("asserts", "denies", "doubts", "considers")


@dataclass(frozen=True)
class Filter:
    """One way to narrow a list: what it keeps, and what it may say."""

    name: str
    meaning: str
    example: str
    kinds: tuple[str, ...] = ()
    """The kinds of things that it names, where it names things and not any will do."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that it may say, with the IRIs that each stands for."""
    is_repeatable: bool = True
    lists: tuple[str, ...] = tuple(LISTS)


FILTERS = {
    filter.name: filter
    for filter in (
        Filter(
            "about",
            "A thing that claims speak of: their subject or object, or the place of which they hold.",
            "person/ivan-konev",
        ),
        Filter(
            "speaker",
            "Who takes the stance on a claim, in words of their own or in words that others report.",
            "person/joseph-stalin",
            kinds=SPEAKERS,
        ),
        Filter("source", "The source that shows it.", "source/serbia-wiki", kinds=("source",)),
        Filter(
            "question",
            "The question that claims answer; those that answer a narrower one are among them.",
            "question/event/soviet-rapes-in-serbia-1944/case-count/rape",
            kinds=("question",),
        ),
        Filter(
            "place",
            "A place that claims speak of. Places that lie within it today count as it does, and so do events that any "
            "claim puts there.",
            "place/serbia",
            kinds=("place",),
        ),
        Filter(
            "from",
            "The first day, month or year of a period. A claim is kept if the time of which it holds, the date that it "
            "states, or a date that any claim gives for the event it is about may lie in the period. Where such a time "
            "is open or unknown at one side, nothing bounds it there. Claims without any time are left out.",
            "1944-10",
            is_repeatable=False,
        ),
        Filter("to", "The last day, month or year of a period, as `from`.", "1945-05-09", is_repeatable=False),
        Filter("manner", "The manner of the utterance that takes the stance.", "manner/memoir", kinds=("manner",)),
        Filter(
            "stance",
            "The stance that is taken on a claim.",
            "denies",
            words={word: (ONTOLOGY + word,) for word in STANCES},
        ),
        Filter(
            "disputed",
            "Whether the question that a claim answers is disputed: answers conflict, or one is denied or doubted.",
            "true",
            words={
                "true": (f"{ID}status/disputed",),
                "false": (f"{ID}status/undisputed", f"{ID}status/unresolved"),
            },
            is_repeatable=False,
        ),
        Filter(
            "q",
            "Words, each of which stands in the gist of the claim, the title of the question, or a name of the entity "
            "or source; also as a part of a longer word, in capitals or not.",
            "red army",
            is_repeatable=False,
        ),
        Filter(
            "type",
            "The kind of entity.",
            "person",
            words={kind: (expand(KINDS[kind]),) for kind in ENTITIES},
            lists=("entities",),
        ),
    )
}


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
        return joined(LISTS[list_name], [read(f"lists/{list_name}"), *self.parts(list_name, filters)])

    def everything(self, list_name: str) -> list[NamedNode]:
        """All items of a list, the last terms of its rows, in the order of all terms of the rows."""
        if list_name not in self.whole:
            rows = sorted(map(tuple, self.store.select(read(f"lists/{list_name}"))), key=values)
            self.whole[list_name] = [row[-1] for row in rows]
        return self.whole[list_name]

    def parts(self, list_name: str, filters: Filters) -> list[str]:
        """The queries that each item must be among the answers of."""
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
            about_claims.append(read(f"lists/{list_name}_of_claims"))
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


def check_names(list_name: str, filters: Filters) -> None:
    """Raises FilterInvalid for a filter that the list does not have, or that is given too often."""
    known = [name for name, filter in FILTERS.items() if list_name in filter.lists]
    for name, texts in filters.items():
        if name not in known:
            raise FilterInvalid(f"There is no {name[:LONGEST]!r} here{suggestion(name, known)}: {', '.join(known)}.")
        if len(texts) > (MOST_VALUES if FILTERS[name].is_repeatable else 1):
            raise FilterInvalid(f"{name} is given {len(texts)} times, which is too often.")


def search_words(filters: Filters) -> list[Literal]:
    """The words to be searched for; raises FilterInvalid where they are too many."""
    words = [word for text in filters.get("q", ()) for word in text.lower().split()]
    if len(words) > MOST_VALUES or sum(map(len, words)) > LONGEST:
        raise FilterInvalid(f"q: at most {MOST_VALUES} words of {LONGEST} characters together are searched for.")
    return [Literal(word) for word in words]


def days(filters: Filters) -> tuple[Literal | None, Literal | None] | None:
    """The first and the last day of the period that is asked for, if one is."""
    first, last = (day(name, filters[name][0]) if name in filters else None for name in ("from", "to"))
    if first and last and first.value > last.value:
        raise FilterInvalid(f"from: the period ends, on {last.value}, before it starts, on {first.value}.")
    return (first, last) if first or last else None


def day(name: str, text: str) -> Literal:
    """The first day of a date where that is the start of a period, the last where it is the end."""
    try:
        found = bounds(text)[name == "to"] if DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise FilterInvalid(
            f"{name}: {text[:LONGEST]!r} is no day, month or year that exists: write it as 1944-10-20, 1944-10 or 1944."
        )
    return Literal(found.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))


def suggestion(text: str, names: Collection[str]) -> str:
    """The names that may be meant, as the end of a message."""
    word = text[:LONGEST].rpartition("/")[2]
    alike = nearest(text[:LONGEST], sorted(names), most=3)
    return alike or hint([name for name in sorted(names) if word and word in name][:3])


def read(name: str) -> str:
    """The text of a query file."""
    return resources.read_text(f"kb/queries/{name}.rq")


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


def joined(item: str, queries: Iterable[str]) -> str:
    """The query for the items that all queries have in common."""
    parts = list(queries)
    prefixes = sorted({line for part in parts for line in PREFIX.findall(part)})
    groups = [f"  {{\n{indented(COMMENT.sub('', PREFIX.sub('', part)))}  }}\n" for part in parts]
    return f"{''.join(prefixes)}\nSELECT DISTINCT ?{item} WHERE {{\n{''.join(groups)}}}\n"


def indented(text: str) -> str:
    """The lines of a text, four spaces to the right."""
    return "".join(f"    {line}\n" for line in text.splitlines() if line)
