"""A graph of shapes, read as SHACL reads it (https://www.w3.org/TR/shacl/#shapes)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from kb.errors import MalformedShapes
from kb.namespaces import expand, term
from kb.validation.results import Node, Shape

SH = expand("sh:")
_NIL = term("rdf:nil")
_MEMBERS_ARE_SHAPES = ("and", "or", "xone")
_IS_SHAPE = ("node", "property", "not", "qualifiedValueShape")
TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")


class ShapesGraph:
    """The shapes among some triples; parameters are named by their local names."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(dict.fromkeys(triples))
        self._objects: dict[tuple[Node, NamedNode], list[Node]] = defaultdict(list)
        self._words: dict[Node, set[str]] = defaultdict(set)
        for subject, predicate, value in self.triples:
            self._objects[subject, predicate].append(value)
            if predicate.value.startswith(SH):
                self._words[subject].add(predicate.value.removeprefix(SH))

    def values(self, shape: Node, parameter: str) -> list[Node]:
        """The values of a parameter of a shape."""
        return self._told(shape, f"sh:{parameter}")

    def value(self, shape: Node, parameter: str) -> Node | None:
        """The one value of a parameter, None without; raises MalformedShapes for several."""
        found = self.values(shape, parameter)
        if len(found) > 1:
            raise MalformedShapes(f"{shape} has {len(found)} values of sh:{parameter}; it takes one")
        return found[0] if found else None

    def number(self, shape: Node, parameter: str) -> int | None:
        """The value of a parameter that is an integer; raises MalformedShapes for another."""
        value = self.value(shape, parameter)
        if value is None:
            return None
        try:
            return int(value.value)
        except ValueError:
            raise MalformedShapes(f"sh:{parameter} of {shape} is {value}; it takes an integer") from None

    def says(self, shape: Node, parameter: str) -> bool:
        """Whether a parameter is true."""
        return any(
            isinstance(value, Literal) and value.value in ("true", "1") for value in self.values(shape, parameter)
        )

    def members(self, head: Node) -> list[Node]:
        """The members of a list; raises MalformedShapes for one without end."""
        found, seen = [], set()
        while head != _NIL:
            first, rest = self._told(head, "rdf:first"), self._told(head, "rdf:rest")
            if head in seen or len(first) != 1 or len(rest) != 1:
                raise MalformedShapes(f"{head} is no list that ends")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        return found

    def is_list(self, node: Node) -> bool:
        """Whether a node is the head of a list that has members."""
        return bool(self._told(node, "rdf:first"))

    def words(self, shape: Node) -> set[str]:
        """The local names of all properties of SHACL that a node has."""
        return self._words.get(shape, set())

    def is_of(self, node: Node, class_: str) -> bool:
        """Whether a node is said to be of a class, given as prefix and name."""
        return term(class_) in self._told(node, "rdf:type")

    def with_targets(self) -> Iterator[Shape]:
        """The shapes that are asked of nodes by themselves, in the order of the triples."""
        for node in self._words:
            if not isinstance(node, Literal) and (self.words(node) & set(TARGETS) or self.is_class(node)):
                yield node

    def is_class(self, node: Node) -> bool:
        """Whether a shape is a class too, whose instances it is asked of."""
        return self._is_declared(node) and (self.is_of(node, "rdfs:Class") or self.is_of(node, "owl:Class"))

    def is_of_property(self, shape: Node) -> bool:
        """Whether a shape is said to be one of a property, or is a member of another as such."""
        return self.is_of(shape, "sh:PropertyShape") or shape in self._members

    @cached_property
    def _members(self) -> set[Node]:
        """What other shapes have as shapes of their properties."""
        found = (values for (_, word), values in self._objects.items() if word == term("sh:property"))
        return set(chain.from_iterable(found))

    def shapes(self) -> set[Node]:
        """All shapes, those within others too."""
        found: set[Node] = {*self.with_targets()}
        for (subject, predicate), values in self._objects.items():
            word = predicate.value.removeprefix(SH)
            if predicate == term("rdf:type") and self._is_declared(subject):
                found.add(subject)
            elif word in _IS_SHAPE:
                found.update(values)
            elif word in _MEMBERS_ARE_SHAPES:
                found.update(member for head in values for member in self.members(head))
        return found

    def _told(self, node: Node, curie: str) -> list[Node]:
        """The values of a property of a node."""
        return self._objects.get((node, term(curie)), [])

    def _is_declared(self, node: Node) -> bool:
        """Whether a node is said to be a shape."""
        return self.is_of(node, "sh:NodeShape") or self.is_of(node, "sh:PropertyShape")
