"""Nodes of one authored file to expanded JSON-LD, with what they define and what they refer to.

YAML-LD (https://json-ld.github.io/yaml-ld/spec/): keys are those of the published context, and inner ids are minted
from their parent's.
"""

import re
from dataclasses import dataclass, field

from kb import characters
from kb.authoring import literals
from kb.authoring.expansions import Malformed
from kb.authoring.files import File
from kb.authoring.syntax import Mapping, Scalar, Sequence, Value
from kb.corpus import LANGUAGE
from kb.errors import Place, Problem
from kb.hints import nearest
from kb.model import context
from kb.model.context import Expanded, Key
from kb.model.vocabulary import Terms, core
from kb.namespaces import expand

_PATH = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+")

_FRAGMENT = re.compile(r"[A-Za-z0-9.-]+")


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

    Ids and targets are paths below the base, or IRIs; `lines` has where a thing has a property or a value, both as they
    stand in RDF. Where a file or node could not be read, `is_partial`: what is not defined may stand there.
    """

    nodes: list[Expanded] = field(default_factory=list)
    nested: list[Expanded] = field(default_factory=list)
    defined: dict[str, Place] = field(default_factory=dict)
    lines: dict[tuple[str, str], Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_partial: bool = False
    terms: Terms = field(default_factory=core)


def read(content: Value, file: File, reading: Reading) -> None:
    """Add the nodes of a file, in which shorthands are expanded, to a reading."""
    _Nodes(file, reading).read(content)


class _Nodes:
    """The nodes of one file."""

    def __init__(self, file: File, reading: Reading) -> None:
        self.file, self.reading = file, reading

    def complain(self, line: int, message: str) -> None:
        self.reading.problems.append(self.file.place(line).problem(message))

    def read(self, content: Value) -> None:
        if not isinstance(content, Sequence):
            self.complain(content.line, "the file is no list: begin each node with `- id: …`")
            self.reading.is_partial = True
            return
        for item in content:
            id = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(item, Mapping) and isinstance(id, Scalar):
                self.reading.nodes.append(self.node(item, id))
            else:
                self.complain(item.line, "the node has no id: begin it with `- id: <kind>/<local>`")
                self.reading.is_partial = True

    def node(self, mapping: Mapping, id: str) -> Expanded:
        """A node and all that is nested in it."""
        self.define(mapping, id)
        node: Expanded = {"id": id, "type": mapping.type}
        keys = context.authored_keys()
        for name, value in mapping.items():
            if name in keys:
                self.note(id, expand(keys[name].iri), mapping.key_lines[name])
                node[name] = self.values(keys[name], value, id)
            elif name != "id":
                self.complain(mapping.key_lines[name], f"unknown key {name!r}{nearest(name, keys)}")
        return node

    def note(self, owner: str, what: str, line: int) -> None:
        """Note where a thing has a property or a value, if it is the first time."""
        self.reading.lines.setdefault((owner, what), self.file.place(line))

    def define(self, mapping: Mapping, id: str) -> None:
        """Note where a thing is defined, or what is wrong with its id."""
        first = self.reading.defined.setdefault(id, place := self.file.place(mapping.line))
        kind = id.partition("/")[0]
        if first is not place:
            message = f"{id!r} is defined twice, first at {first}: define it once and refer to it by its id"
            self.complain(mapping.line, message)
        elif "#" in id:
            if not _FRAGMENT.fullmatch(id.partition("#")[2]):
                self.complain(
                    mapping.line, f"id {id!r}: write what follows # in ASCII letters, digits, dots and hyphens"
                )
            if mapping.type is None:
                what = f"id {id!r} is that of a part, which is of no class here"
                self.complain(mapping.line, f"{what}: nest it in its thing, under the key that leads to it")
        elif not _PATH.fullmatch(id):
            self.complain(mapping.line, f"id {id!r}: write <kind>/<local> in lower-case ASCII words joined by hyphens")
        elif kind not in (kinds := self.reading.terms.kinds):
            self.complain(mapping.line, f"unknown kind {kind!r} in {id!r}: there are {', '.join(kinds)}")

    def values(self, key: Key, value: Value, owner: str) -> object:
        if key.is_text:
            return self.labels(value, owner)
        if not isinstance(value, Sequence):
            return self.value(key, value, owner, first=True)
        return [self.value(key, item, owner, first=index == 0) for index, item in enumerate(value)]

    def value(self, key: Key, value: Value, owner: str, first: bool) -> object:
        try:
            if isinstance(value, Sequence):
                raise Malformed(f"a list within a list under {key.name!r}")
            if isinstance(value, Scalar):
                return self.scalar(key, value, owner)
            return self.inner(key, value, owner, first)
        except ValueError as error:
            self.complain(value.line, str(error))
            self.reading.is_partial |= not isinstance(value, Scalar)
            return None

    def inner(self, key: Key, mapping: Mapping, owner: str, first: bool) -> Expanded:
        """A node nested in another, which names it and refers to it."""
        if not key.leads_to_things:
            raise Malformed(f"{key.name!r} takes a text, not a mapping")
        id = _inner_id(key, mapping, owner, first)
        node = self.node(mapping, id)
        self.note(owner, _whole(id, self.reading.terms), mapping.line)
        self.reading.nested.append(node)
        self.reading.references.append(Reference(owner, key.name, id, self.file.place(mapping.line)))
        return node

    def scalar(self, key: Key, value: Scalar, owner: str) -> object:
        if key.leads_to_things:
            return self.reference(key, value, owner)
        terms = self.reading.terms
        made = _predicate(value, terms) if key.type == "@vocab" else literals.checked(value, key.type)
        self.note(owner, made, value.line)
        return made

    def reference(self, key: Key, value: Scalar, owner: str) -> str:
        terms = self.reading.terms
        iri = _iri(value, terms)
        self.note(owner, iri, value.line)
        self.reading.references.append(Reference(owner, key.name, terms.compact(iri), self.file.place(value.line)))
        return iri

    def labels(self, value: Value, owner: str) -> object:
        if not isinstance(value, Mapping):
            self.complain(value.line, "write a mapping of language tags to texts, such as {en: …, ru: …}")
            return None
        for tag in value:
            if not LANGUAGE.fullmatch(tag):
                message = f"{tag!r} is no language tag in lower case, such as en or sr-latn"
                self.complain(value.key_lines[tag], message)
        return {tag: self.texts(text, owner) for tag, text in value.items()}

    def texts(self, value: Value, owner: str) -> str | list[str]:
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value):
            return [self.text(item, owner) for item in value]
        return self.text(value, owner)

    def text(self, value: Value, owner: str) -> str:
        if not isinstance(value, Scalar):
            self.complain(value.line, "write a text, or a list of texts")
        elif wrong := characters.untidy(value):
            self.complain(value.line, wrong)
        self.note(owner, str(value), value.line)
        return str(value)


def _inner_id(key: Key, mapping: Mapping, owner: str, first: bool) -> str:
    """The id of a nested node, its own or one made from its parent's; raises Malformed where it needs its own."""
    given = mapping.get("id")
    if given is not None:
        return owner.partition("#")[0] * str(given).startswith("#") + str(given)
    if not first and not key.may_repeat:
        raise Malformed(f"a second value of {key.name!r}: of two write two nodes, each with its own")
    if not first:
        raise Malformed(f"a second value of {key.name!r} needs an id of its own, such as `id: '#{key.name}.2'`")
    return owner + ("." if "#" in owner else "#") + key.name


def _whole(id: str, terms: Terms) -> str:
    """The IRI of a thing, by its path below the base."""
    return id if "://" in id else terms.iri(id)


def _iri(value: str, terms: Terms) -> str:
    """The IRI that an author's reference stands for: a CURIE, an IRI, or a path below the base."""
    prefix, colon, rest = value.partition(":")
    if not colon:
        return literals.iri(terms.iri(value))
    if not rest.startswith("//") and prefix not in terms.prefixes:
        raise Malformed(
            f"unknown prefix {prefix!r} in {str(value)!r}{nearest(prefix, terms.prefixes)}: write an id or an IRI"
        )
    return literals.iri(terms.expand(value) if prefix in terms.prefixes else str(value))


def _predicate(value: Scalar, terms: Terms) -> str:
    """The IRI of a claim predicate, which is written as a CURIE."""
    known = terms.predicates_by_curie
    if value not in known:
        raise Malformed(f"unknown predicate {str(value)!r}{nearest(value, known)}")
    return known[value]
