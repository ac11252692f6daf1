"""Nodes of one authored file to expanded JSON-LD, with what they define and what they refer to.

YAML-LD (https://json-ld.github.io/yaml-ld/spec/): keys are terms of the published context, and inner ids are minted
from their parent's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kb.authoring import shorthands
from kb.authoring.shorthands import Malformed
from kb.authoring.syntax import Mapping, Scalar, Sequence, Value
from kb.errors import Place, Problem
from kb.hints import nearest
from kb.model import context, edtf, times
from kb.model.context import Expanded, Key
from kb.model.ontology import ontology
from kb.namespaces import ID, KINDS, PREFIXES, compact, expand

_PATH = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")


@dataclass(frozen=True)
class Reference:
    """A mention of one thing by another: who mentions what with which key, and where."""

    owner: str
    key: str
    target: str
    place: Place


@dataclass
class Reading:
    """What has been read so far from the files of a run: the nodes of lists, and those nested in them.

    Ids and targets are paths below the base, or IRIs.
    """

    nodes: list[Expanded] = field(default_factory=list)
    nested: list[Expanded] = field(default_factory=list)
    defined: dict[str, Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(content: Value, file: str, source: str | None, reading: Reading) -> None:
    """Add the nodes of a file to a reading; `source` is the path of the source in whose folder the file lies."""
    _Reader(file, source, reading).file_content(content)


class _Reader:
    def __init__(self, file: str, source: str | None, reading: Reading) -> None:
        self.file, self.source, self.reading = file, source, reading

    def wrong(self, value: Value, message: str) -> None:
        self.wrong_at(value.line, message)

    def wrong_at(self, line: int, message: str) -> None:
        self.reading.problems.append(Problem(self.file, line, message))

    def file_content(self, content: Value) -> None:
        if not isinstance(content, Sequence):
            self.wrong(content, "the file is no list: begin each node with `- id: …`")
            return
        for item in content:
            id = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and isinstance(id, Scalar):
                self.top_level(item, id)
            else:
                self.wrong(item, "the node has no id: begin it with `- id: <kind>/<local>`")

    def top_level(self, mapping: Mapping, id: str) -> None:
        try:
            whole = shorthands.mention(mapping, self.source) if id.startswith(shorthands.MENTION) else mapping
        except Malformed as error:
            self.wrong(mapping, str(error))
        else:
            self.reading.nodes.append(self.node(whole, id, None))

    def node(self, mapping: Mapping, id: str, term: Key | None) -> Expanded:
        """A node and all that is nested in it; `term` is the key that it is the value of."""
        is_first = self.define(mapping, id)
        node: Expanded = {"id": id, "type": self.type(mapping, id, term) if is_first else None}
        for key, value in mapping.items():
            if key == "id":
                continue
            if key not in context.authored_keys():
                self.wrong_at(mapping.key_lines[key], f"unknown key {key!r}{nearest(key, context.authored_keys())}")
                continue
            node[key] = self.values(context.authored_keys()[key], value, id)
        return node

    def define(self, mapping: Mapping, id: str) -> bool:
        """Note where a thing is defined; whether that is the first place."""
        place = Place(self.file, mapping.line)
        if id in self.reading.defined:
            first = self.reading.defined[id]
            self.wrong(mapping, f"{id!r} is defined twice, first at {first}: define it once and refer to it by its id")
        elif "#" not in id and not _PATH.fullmatch(id):
            self.wrong(mapping, f"id {id!r}: write <kind>/<local> in lower-case ASCII words joined by hyphens")
        return self.reading.defined.setdefault(id, place) is place

    def type(self, mapping: Mapping, id: str, term: Key | None) -> str | None:
        """The class: from the kind in an id; of an inner node, the range of the property that it is the value of."""
        if "#" in id:
            return ontology().ranges.get(expand(term.property)) if term else None
        kind = id.partition("/")[0]
        if kind not in KINDS:
            self.wrong(mapping, f"unknown kind {kind!r} in {id!r}: there are {', '.join(KINDS)}")
            return None
        if term and term.name == "reports" and "passage" not in mapping:
            return "elbe:ReportedUtterance"
        return KINDS[kind]

    def values(self, term: Key, value: Value, owner: str) -> object:
        if term.container == "@language":
            return self.labels(value)
        if not isinstance(value, Sequence):
            return self.value(term, value, owner, first=True)
        if term.name in _ONLY_ONE:
            self.wrong(value, f"two values of {term.name!r}: {_ONLY_ONE[term.name]}")
            return None
        return [self.value(term, item, owner, first=index == 0) for index, item in enumerate(value)]

    def value(self, term: Key, value: Value, owner: str, first: bool) -> object:
        try:
            if literal := shorthands.literal(value) if term.name == "object" else None:
                return literal
            value = self.expand(term, value)
            if isinstance(value, Mapping):
                return self.inner(term, value, owner, first)
            if isinstance(value, Sequence):
                raise Malformed(f"a list within a list under {term.name!r}")
            return self.scalar(term, value, owner)
        except ValueError as error:
            self.wrong(value, str(error))
            return None

    def expand(self, term: Key, value: Value) -> Value:
        if term.name in ("passage", "notClaims", "notMentions"):
            return shorthands.passage(value, self.source)
        if term.name in ("validTime", "saidAt"):
            return shorthands.time_span(value)
        return value

    def inner(self, term: Key, mapping: Mapping, owner: str, first: bool) -> Expanded:
        if term.type != "@id":
            raise Malformed(f"{term.name!r} takes a text, not a mapping")
        if term.name == "object" and not shorthands.is_dimension(mapping):
            raise Malformed("an object is an id, {value: …, unit: …}, {date: …} or {text: …, lang: …}")
        given = mapping.get("id")
        if given is None and not first:
            raise Malformed(f"a second value of {term.name!r} needs an id of its own, such as `id: '#{term.name}.2'`")
        if given is None:
            id = owner + ("." if "#" in owner else "#") + term.name
        else:
            id = owner.partition("#")[0] * str(given).startswith("#") + str(given)
        node = self.node(mapping, id, term)
        node["type"] = _TYPES.get(term.name, node["type"])
        self.reading.nested.append(node)
        self.reading.references.append(Reference(owner, term.name, id, Place(self.file, mapping.line)))
        return node

    def scalar(self, term: Key, value: Scalar, owner: str) -> object:
        if term.type == "@id":
            return self.reference(term, value, owner)
        if term.type == "@vocab":
            return self.predicate(value)
        if check := _LEXICAL.get(term.type or ""):
            check(value)
        return str(value)

    def reference(self, term: Key, value: Scalar, owner: str) -> str:
        iri = _iri(value)
        self.reading.references.append(Reference(owner, term.name, compact(iri), Place(self.file, value.line)))
        return iri

    def predicate(self, value: Scalar) -> str:
        known = ontology().predicates_by_curie
        if value not in known:
            raise Malformed(f"unknown predicate {str(value)!r}{nearest(value, known)}")
        return known[value]

    def labels(self, value: Value) -> object:
        if not isinstance(value, Mapping):
            self.wrong(value, "write a mapping of language tags to texts, such as {en: …, ru: …}")
            return None
        for tag in value:
            if not _LANGUAGE.fullmatch(tag):
                message = f"{tag!r} is no language tag in lower case, such as en or sr-latn"
                self.wrong_at(value.key_lines[tag], message)
        return {tag: self.texts(text) for tag, text in value.items()}

    def texts(self, value: Value) -> str | list[str]:
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value):
            return [str(item) for item in value]
        if not isinstance(value, Scalar):
            self.wrong(value, "write a text, or a list of texts")
        return str(value)


def _iri(value: str) -> str:
    """The IRI that an author's reference stands for: a CURIE, an IRI, or a path below the base."""
    prefix, colon, _ = value.partition(":")
    if colon and prefix in PREFIXES:
        return expand(value)
    return value if "://" in value else ID + value


def _whole_number(value: Scalar) -> None:
    if not value.isdecimal():
        raise Malformed(f"{str(value)!r} is no whole number")


def _decimal(value: Scalar) -> None:
    if value.plain or not _DECIMAL.fullmatch(value):
        raise Malformed(f'{str(value)!r}: write decimals as quoted strings in canonical form, such as "1219" or "0.5"')


def _boolean(value: Scalar) -> None:
    if value not in ("true", "false"):
        raise Malformed(f"{str(value)!r} is neither true nor false")


def _date(value: Scalar) -> None:
    if not times.is_day(value):
        raise Malformed(f"{str(value)!r} is no full date, such as 2026-11-23")


def _edtf(value: Scalar) -> None:
    edtf.bounds(value)


_LEXICAL: dict[str, Callable[[Scalar], None]] = {
    "xsd:integer": _whole_number,
    "xsd:decimal": _decimal,
    "xsd:boolean": _boolean,
    "xsd:date": _date,
    "loc:EDTF": _edtf,
}
_TYPES = {"object": "crm:E54_Dimension", "selector": "oa:TextPositionSelector", "target": "elbe:Passage"}
"""The classes of inner nodes that are values of properties without a range of ours."""
_ONLY_ONE = {
    "object": "a claim has exactly one object; write two claims",
    "reports": "a chain does not branch; write two utterances, each with the passage that shows it",
    "passage": "one utterance rests on one passage",
    "answers": "a claim answers one question; join questions with `broader`",
    "subject": "a claim has exactly one subject; write two claims",
    "predicate": "a claim has exactly one predicate; write two claims",
}
