"""The JSON Schema of authored files, by which editors complete and check them while they are written.

https://json-schema.org/draft/2020-12/schema. What it can't say, the loader and the shapes do.
"""

import re
from typing import Any

from kb.authoring.vocabulary import Use, Vocabulary, forms

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LOCAL = "[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*"


def schema(vocabulary: Vocabulary, title: str) -> Schema:
    """The schema of a corpus's files."""
    classes = {name: _class(vocabulary, name) for name in vocabulary.uses}
    parts = forms()["$defs"] | _lists(vocabulary) | {"node": _node(vocabulary)} | classes
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "array",
        "items": _ref("node"),
        "$defs": {name: parts[name] for name in sorted(_reached("node", parts, set()))},
    }


def _reached(name: str, parts: Schema, found: set[str]) -> set[str]:
    """The names of the parts that a part refers to, and those that they do, with those already found."""
    found.add(name)
    for each in re.findall(r"'#/\$defs/([^']+)'", str(parts[name])):
        if each not in found:
            _reached(each, parts, found)
    return found


def _lists(vocabulary: Vocabulary) -> Schema:
    """The closed lists, and that of the predicates, by the classes of their members."""
    lists = vocabulary.lists | {"elbe:ClaimPredicate": vocabulary.predicates}
    return {
        f"list:{name}": {
            "enum": [member.name for member in members],
            "enumDescriptions": [f"{member.label}: {member.definition}" for member in members],
        }
        for name, members in lists.items()
    }


def _node(vocabulary: Vocabulary) -> Schema:
    """A node of a file or one nested in it: what it may hold follows from the kind in its id."""
    return {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {
                "type": "string",
                "pattern": f"^({'|'.join(vocabulary.classes)})/{_LOCAL}$",
                "description": "What the thing is called for ever: <kind>/<local>, in lower-case ASCII words.",
            }
        },
        "allOf": [
            {
                "if": {"properties": {"id": {"type": "string", "pattern": f"^{kind}/"}}, "required": ["id"]},
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for kind, name in vocabulary.classes.items()
        ],
    }


def _class(vocabulary: Vocabulary, name: str) -> Schema:
    """A thing of a class: its keys, and those without which it can't do unless it is withdrawn."""
    form = forms()["classes"].get(name, {})
    uses = vocabulary.uses[name]
    needed = [key for key, use in uses.items() if use.is_needed]
    properties = {key: _described(vocabulary, use) for key, use in uses.items()}
    found: Schema = {
        "type": "object",
        "properties": {"id": _ref("id")} | properties | form.get("properties", {}),
        "additionalProperties": False,
    }
    if definition := vocabulary.definition(name):
        found["description"] = definition
    if needed := [*needed, *form.get("required", [])]:
        found["if"] = {"required": ["deprecated"]}
        found["else"] = {"required": needed}
    return found


def _described(vocabulary: Vocabulary, use: Use) -> Schema:
    """What a key holds, with the sentence on it."""
    one = _value(vocabulary, use)
    several = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    return (several if use.may_repeat and not use.key.is_text else one) | {"description": use.help}


def _value(vocabulary: Vocabulary, use: Use) -> Schema:
    """One value of a key."""
    key, of = use.key, forms()["forms"]
    if key.name in of:
        return _ref(of[key.name])
    if key.is_text:
        return _ref("texts" if use.may_repeat else "text") | _bounds(use)
    if key.type == "@vocab":
        return _ref("list:elbe:ClaimPredicate")
    if key.leads_to_things:
        return _thing(vocabulary, use.leads_to)
    return _ref(key.type if key.type != "xsd:string" and key.type in forms()["$defs"] else "string") | _bounds(use)


def _thing(vocabulary: Vocabulary, name: str | None) -> Schema:
    """A thing of a class: one of a list, a part written in place, or a reference to one of a kind."""
    if name in vocabulary.lists:
        return _ref(f"list:{name}")
    kinds = vocabulary.kinds(name) if name else []
    if name in vocabulary.uses and not kinds:
        return _ref(name)
    reference = {"pattern": f"^({'|'.join(kinds)})/|:"} if kinds else {}
    referred = {"if": {"type": "object"}, "then": {"required": ["id"]}, "else": _ref("reference") | reference}
    return {"if": {"type": "object", "minProperties": 2}, "then": _ref("node"), "else": referred}


def _bounds(use: Use) -> Schema:
    """What shapes ask of a bare text."""
    asked = {"pattern": use.pattern, "maxLength": use.length}
    return {name: value for name, value in asked.items() if value is not None}


def _ref(name: object) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
