"""The index of what things are called: a full-text table of SQLite (https://www.sqlite.org/fts5.html).

It is a cache of the record beside the store.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kb import resources
from kb.model.vocabulary import Terms, core
from kb.namespaces import compact
from kb.search.spellings import whole_figures, words
from kb.store.protocol import Store

SPELLINGS = "|"
"""What stands between the spellings of a word in the index."""

GIST, HIDDEN = "elbe:gist", "skos:hiddenLabel"

IMPORTANCE = {"claim": 0.0, "question": 0.3, "source": 0.6, "work": 0.6}

CONCEPT = 0.3
"""How high each kind of thing stands among equals, and how high the concepts of closed lists do."""

SCHEMA = """
CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, class TEXT, label TEXT, language TEXT);
CREATE VIRTUAL TABLE names USING fts5(
  forms, thing UNINDEXED, predicate UNINDEXED, name UNINDEXED, language UNINDEXED,
  tokenize = 'ascii', prefix = '1 2 3', detail = 'none', columnsize = 0
);
CREATE TABLE contexts (thing INTEGER, property TEXT, value TEXT);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(names, 'row');
"""


@dataclass(frozen=True)
class Thing:
    """Something that has names, with the label by which it is shown."""

    iri: str
    kind: str
    class_: str
    label: str
    language: str

    @property
    def importance(self) -> float:
        """How high it stands among equals."""
        return IMPORTANCE.get(self.kind, CONCEPT if self.kind in _lists() else 1.0)


@dataclass(frozen=True)
class Name:
    """What a predicate calls a thing, and its words, as they stand in the index: the spellings of each joined."""

    thing: Thing
    predicate: str
    text: str
    language: str
    words: tuple[str, ...]

    @property
    def shown(self) -> str | None:
        """The name; None for a hidden label, which is to find and not to be shown."""
        return None if self.predicate == HIDDEN else self.text

    @property
    def order(self) -> tuple[float | str, ...]:
        """The place in the index, which ranks as many as it may from its beginning: short names of what matters."""
        size = (len(self.words), len(self.text))
        return -self.thing.importance, *size, self.thing.iri, self.predicate, self.text, self.language


@cache
def _lists() -> frozenset[str]:
    """The kinds of concepts."""
    return frozenset(path.partition("/")[0] for path in core().concept_paths)


def build(store: Store, path: Path) -> None:
    """Write the index of all that things are called to a new file; raises OSError if it can't be written."""
    names = sorted(_read_names(store), key=lambda name: name.order)
    things = {thing: id for id, thing in enumerate(dict.fromkeys(name.thing for name in names))}
    index = sqlite3.connect(path)
    try:
        index.executescript(SCHEMA)
        index.executemany(
            "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)",
            ((id, t.iri, t.kind, t.class_, t.label, t.language) for t, id in things.items()),
        )
        index.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?)",
            ((" ".join(n.words), things[n.thing], n.predicate, n.text, n.language) for n in names),
        )
        index.executemany("INSERT INTO contexts VALUES (?, ?, ?)", _read_contexts(store, things))
        index.execute("INSERT INTO names (names) VALUES ('optimize')")
        index.commit()
    except sqlite3.Error as error:
        raise OSError(f"the search index can't be written: {error}") from error
    finally:
        index.close()


def _read_contexts(store: Store, things: Mapping[Thing, int]) -> list[tuple[int, str, str]]:
    """What is known of things by which namesakes are told apart, in order."""
    ids = {thing.iri: id for thing, id in things.items()}
    rows = (tuple(row) for row in store.select(resources.query("search", "contexts")))
    return sorted((ids[thing.value], word.value, value.value) for thing, word, value in rows if thing.value in ids)


def _read_names(store: Store) -> list[Name]:
    """All that things are called, and all that can be found by it."""
    calls: dict[NamedNode, list[tuple[str, Literal]]] = defaultdict(list)
    classes: dict[NamedNode, str] = {}
    for thing, class_, property, name in map(tuple, store.select(resources.query("search", "names"))):
        calls[thing].append((compact(property.value), name))
        classes[thing] = min(classes.get(thing, class_.value), class_.value)
    return [
        Name(thing, predicate, name.value, name.language or "", found)
        for node, called in calls.items()
        for thing in [_described(node.value, classes[node], called, store.terms)]
        for predicate, name in called
        if (found := tuple(SPELLINGS.join(sorted(forms)) for forms in words(whole_figures(name.value))))
    ]


def _described(iri: str, class_: str, called: Iterable[tuple[str, Literal]], terms: Terms) -> Thing:
    """A thing with the label by which it is shown: its name in the record's language, or its gist, or the first."""
    _, _, label, language = min(
        (predicate not in {"skos:prefLabel", GIST}, terms.rank(name.language), name.value, name.language or "")
        for predicate, name in called
    )
    return Thing(iri, terms.path(iri).partition("/")[0], class_, label, language)
