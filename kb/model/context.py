"""The published JSON-LD context, as the table of the keys that authors may use.

https://www.w3.org/TR/json-ld11/#the-context
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from kb import resources
from kb.namespaces import PREFIXES
from kb.rdf.compaction import Context


@dataclass(frozen=True)
class Key:
    """One key: the property it stands for, and how its values are read."""

    name: str
    property: str
    type: str | None = None
    container: str | None = None


@cache
def document() -> dict[str, Any]:
    """The context as parsed JSON, without base; read once a process, and not to be changed."""
    context: dict[str, Any] = json.loads(resources.read_text("ontology/context.jsonld"))["@context"]
    return context


@cache
def words() -> Context:
    """The context read backwards, in whose words the record is written."""
    return Context(document())


@cache
def authored_keys() -> dict[str, Key]:
    """The keys that authors may use: all terms but prefixes, keyword aliases and reverse terms."""
    return {
        name: Key(name, definition["@id"], definition.get("@type"), definition.get("@container"))
        for name, definition in document().items()
        if isinstance(definition, dict) and "@id" in definition and name not in PREFIXES
    }


Expanded = dict[str, object]
