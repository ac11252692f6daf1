"""The published JSON-LD context, as the table of the keys that authors may use.

https://www.w3.org/TR/json-ld11/#the-context
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kb import resources
from kb.model.vocabulary import Terms
from kb.namespaces import PREFIXES
from kb.rdf.compaction import Context

STUB = ("id", "type", "label", "sameAs")
"""The keys by which one thing is referred to in the document of another."""


@dataclass(frozen=True)
class Key:
    """One key: the IRI of the property that it stands for, the type of its values, and the containers they stand in."""

    name: str
    iri: str
    type: str | None = None
    containers: frozenset[str] = frozenset()

    @property
    def leads_to_things(self) -> bool:
        """Whether its values are things, by their IRIs or nested."""
        return self.type == "@id"

    @property
    def is_text(self) -> bool:
        """Whether its values are texts, each in a language."""
        return "@language" in self.containers

    @property
    def may_repeat(self) -> bool:
        """Whether a node can have several values of it."""
        return "@set" in self.containers


@cache
def document() -> dict[str, Any]:
    """The published context as parsed JSON, without base; read once a process, and not to be changed."""
    context: dict[str, Any] = json.loads(resources.read_text("ontology/context.jsonld"))["@context"]
    return context


@lru_cache(maxsize=16)
def words(terms: Terms) -> Context:
    """The context read backwards, in whose words a record is written."""
    return Context(document(), terms.id, terms.own_prefixes)


def inlined(terms: Terms) -> dict[str, Any]:
    """The context as a document of a record has it: with its base, and the prefixes of its own terms."""
    return {**document(), **terms.own_prefixes, "@base": terms.id}


@cache
def authored_keys() -> dict[str, Key]:
    """The keys that authors may use: all terms but prefixes, keyword aliases, reverse terms and those of stubs."""
    return {
        name: Key(name, definition["@id"], definition.get("@type"), frozenset(_listed(definition.get("@container"))))
        for name, definition in document().items()
        if isinstance(definition, dict) and "@id" in definition and name not in PREFIXES and name not in STUB
    }


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


Expanded = dict[str, object]
