"""What may be authored, for editors and the guide: the keys of each class, the closed lists, a sentence on each.

Read from the context, the shapes and the ontology, so that it is what the loader and the shapes hold to.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, QuerySolution, RdfFormat, parse

from kb import resources
from kb.model import context
from kb.model.context import Key
from kb.model.vocabulary import Terms
from kb.namespaces import expand
from kb.store.embedded import EmbeddedStore

_ENTITIES = ("elbe:Person", "elbe:Place", "elbe:Event", "elbe:Work")
"""Classes whose shapes have in common what any entity may have, also of a kind that is a corpus's own."""


@dataclass(frozen=True)
class Use:
    """What a class does with a key: what to write, what it leads to, whether it must be there, and how often."""

    key: Key
    help: str
    leads_to: str | None = None
    is_needed: bool = False
    most: int | None = None
    pattern: str | None = None
    length: int | None = None

    @property
    def may_repeat(self) -> bool:
        """Whether a thing can have several values of it."""
        return self.key.may_repeat and self.most != 1


@dataclass(frozen=True)
class Listed:
    """A concept of a closed list, or a predicate of claims: as it is written, what it is called, what it means."""

    name: str
    label: str
    definition: str


@dataclass(frozen=True)
class Predicate(Listed):
    """A predicate of claims: the classes of subjects and objects, whether answers are rivals, what it denies."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    is_single_valued: bool
    negates: str | None


@dataclass(frozen=True)
class Vocabulary:
    """What may be authored, asked of a store that holds ontology, lists and shapes."""

    store: EmbeddedStore

    @classmethod
    def of(cls, terms: Terms, shapes: Iterable[Path]) -> "Vocabulary":
        """What may be authored in the words of a record and by the shapes of some folders."""
        asked = [quad for folder in shapes for path in sorted(folder.glob("*.ttl")) for quad in _parsed(path)]
        return cls(EmbeddedStore.holding([*(Quad(*each) for each in (*terms.declared, *terms.listed)), *asked], terms))

    @cached_property
    def uses(self) -> dict[str, dict[str, Use]]:
        """The keys of each class that has a closed shape, by the CURIE of the class, in the order of the context."""
        allowed: dict[str, set[str]] = {}
        for row in self._rows("allowed"):
            allowed.setdefault(self._curie(row["class"]), set()).add(_iri(row["property"]))
        for name in (self.store.terms.curie(iri) for iri in self.store.terms.entity_classes):
            allowed.setdefault(name, set.intersection(*(allowed[each] for each in _ENTITIES)))
        demands: dict[tuple[str, str], list[QuerySolution]] = {}
        for row in self._rows("demands"):
            demands.setdefault((self._curie(row["class"]), _iri(row["property"])), []).append(row)
        found = {}
        for name, properties in sorted(allowed.items()):
            keys = [key for key in context.authored_keys().values() if expand(key.iri) in properties]
            uses = (self._use(key, demands.get((name, expand(key.iri)), [])) for key in keys)
            found[name] = {use.key.name: use for use in _written(name, uses)}
        return found

    def _use(self, key: Key, demands: list[QuerySolution]) -> Use:
        """What the shapes of a class ask of a key, those of the class itself last and so foremost."""
        help = self._helps.get(expand(key.iri)) or forms()["help"].get(key.name, "")
        use = Use(key, help)
        for row in demands:
            told: dict[str, Any] = {
                "help": row["help"].value,
                "leads_to": self._curie(row["leads"]) if row["leads"] else use.leads_to,
                "is_needed": use.is_needed or bool(row["least"] and int(row["least"].value)),
                "most": int(row["most"].value) if row["most"] else use.most,
                "pattern": row["pattern"].value if row["pattern"] else use.pattern,
                "length": int(row["length"].value) if row["length"] else use.length,
            }
            use = replace(use, **told)
        return use

    @cached_property
    def lists(self) -> dict[str, list[Listed]]:
        """The members of each closed list, by the CURIE of their class, in order."""
        found: dict[str, list[Listed]] = {}
        for row in self._rows("listed"):
            member = Listed(self._curie(row["term"]), row["label"].value, row["definition"].value)
            found.setdefault(self._curie(row["class"]), []).append(member)
        return found

    @cached_property
    def predicates(self) -> list[Predicate]:
        """The predicates of claims, in order."""
        return [
            Predicate(
                self._curie(row["term"]),
                row["label"].value,
                row["definition"].value,
                tuple(map(self.store.terms.compact, row["subjects"].value.split())),
                tuple(map(self.store.terms.compact, row["objects"].value.split())),
                row["single"].value == "true",
                self._curie(row["positive"]) if row["positive"] else None,
            )
            for row in self._rows("predicates")
        ]

    @cached_property
    def chosen(self) -> set[str]:
        """The classes of what authors choose: the values of keys, and the objects of predicates."""
        leads = {use.leads_to for uses in self.uses.values() for use in uses.values() if use.leads_to}
        return leads | {name for predicate in self.predicates for name in predicate.objects}

    @cached_property
    def classes(self) -> dict[str, str]:
        """The class of each kind of thing that authors write in YAML."""
        return {
            kind: name for kind, name in self.store.terms.kinds.items() if name in self.uses and name != "sssom:Mapping"
        }

    @property
    def entities(self) -> list[str]:
        """The classes of entities."""
        return [self.classes[kind] for kind in self.kinds("elbe:Entity")]

    def kinds(self, above: str) -> list[str]:
        """The kinds of things that are of a class or of one below it."""
        below = {self._curie(row["class"]) for row in self._rows("below") if self._curie(row["above"]) == above}
        return [kind for kind, name in self.classes.items() if name == above or name in below]

    def definition(self, name: str) -> str:
        """What a class is, in a sentence; nothing where the ontology does not say."""
        return self._helps.get(self.store.terms.expand(name), "")

    @cached_property
    def _helps(self) -> dict[str, str]:
        """A sentence on each term; where there are several, the last."""
        return {_iri(row["property"]): row["help"].value for row in self._rows("helps")}

    def _curie(self, term: object) -> str:
        return self.store.terms.compact(_iri(term))

    def _rows(self, name: str) -> list[QuerySolution]:
        return self.store.select(resources.query("authoring", name))


def _written(name: str, uses: Iterable[Use]) -> Iterator[Use]:
    """What of the keys of a class authors write: not those that it can't have, nor those that the loader makes."""
    form = forms()["classes"].get(name, {})
    made, replaced = form.get("made", ()), form.get("properties", {})
    for use in uses:
        if use.most == 0 or (use.key.name in made and replaced):
            continue
        yield replace(use, is_needed=use.is_needed and use.key.name not in (*made, *replaced))


def forms() -> dict[str, Any]:
    """What the shorthands look like, and what only those who write them need to be told."""
    found: dict[str, Any] = json.loads(resources.read_text("kb/authoring/forms.json"))
    return found


def _parsed(path: Path) -> list[Quad]:
    return list(parse(path.read_bytes(), RdfFormat.TURTLE))


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
