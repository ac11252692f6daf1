"""An engine that asks a store for what does not conform, one query for each constraint of each shape.

SHACL Core whole (https://www.w3.org/TR/shacl/#core-components). A shape within another (sh:node, sh:not, sh:or …) is
asked of the values of that one, and its answers are put together here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kb.errors import MalformedShapes
from kb.namespaces import expand
from kb.store.embedded import EmbeddedStore
from kb.validation.components import OF_NODES, OF_VALUES, Asked, patterns
from kb.validation.paths import path
from kb.validation.results import Node, Result, Shape
from kb.validation.shapes_graph import SH, TARGETS, ShapesGraph

_PATHS = {"alternativePath", "inversePath", "oneOrMorePath", "zeroOrMorePath", "zeroOrOnePath"}
_READ_WITH_OTHERS = {
    "flags",
    "ignoredProperties",
    "qualifiedMaxCount",
    "qualifiedMinCount",
    "qualifiedValueShapesDisjoint",
}
_OF_SHAPES = {"closed", "deactivated", "message", "path", "severity", *TARGETS}
_FOR_PEOPLE = {"defaultValue", "description", "group", "name", "order"}


def results(store: EmbeddedStore, shapes: ShapesGraph) -> Iterator[Result]:
    """What does not conform in the default graph of a store; MalformedShapes names what can't be used or is unknown."""
    _check(shapes)
    validation = _Validation(store, shapes)
    for shape in shapes.with_targets():
        if nodes := validation.targets(shape):
            yield from validation.results(shape, nodes)


@lru_cache(maxsize=4)
def _check(graph: ShapesGraph) -> None:
    """Raises MalformedShapes for what is no shape, or uses what SHACL Core does not have."""
    known = {*_PATHS, *_READ_WITH_OTHERS, *_OF_SHAPES, *_FOR_PEOPLE, *OF_VALUES, *OF_NODES, *_MEMBERS, *_OTHERS}
    for shape in graph.shapes():
        if unknown := graph.words(shape) - known:
            raise MalformedShapes(f"{shape} uses sh:{min(unknown)}, which SHACL Core does not have")
        if graph.is_of_property(shape) and not graph.values(shape, "path"):
            raise MalformedShapes(f"{shape} is a shape of a property and has no sh:path")


class _Validation:
    """Shapes asked of one store; a pattern of nodes binds each to ?focus."""

    def __init__(self, store: EmbeddedStore, shapes: ShapesGraph) -> None:
        self.store, self.shapes = store, shapes

    def targets(self, shape: Shape) -> str | None:
        """The pattern of the nodes that a shape is asked of by itself; None where there are none."""
        classes = [*self.shapes.values(shape, "targetClass"), *([shape] if self.shapes.is_class(shape) else [])]
        found = [self._instances(class_) for class_ in classes]
        if named := self.shapes.values(shape, "targetNode"):
            found.append(f"VALUES ?focus {{ {' '.join(map(str, named))} }}")
        found += [f"?focus {each} ?any ." for each in self.shapes.values(shape, "targetSubjectsOf")]
        found += [f"?any {each} ?focus ." for each in self.shapes.values(shape, "targetObjectsOf")]
        if not any(map(self._is_any, found)):
            return None
        whole = " UNION ".join(f"{{ {each} }}" for each in found)
        return f"{{ SELECT DISTINCT ?focus {{ {whole} }} }}"

    def results(self, shape: Shape, nodes: str) -> Iterator[Result]:
        """What does not conform to a shape among some nodes."""
        if self.shapes.says(shape, "deactivated"):
            return
        asked = Asked(self.shapes, shape, nodes, self._path(shape), self.subclasses)
        for parameter, binds, pattern in patterns(asked):
            for row in self._select(f"SELECT DISTINCT * {{ {pattern} }}"):
                yield self._result(shape, parameter, row["focus"], row["value"] if binds else None)
        if self.shapes.says(shape, "closed"):
            yield from self._beside_closed(shape, nodes)
        for parameter in sorted(self.shapes.words(shape)):
            if parameter in _MEMBERS:
                yield from self._of_members(asked, parameter, _MEMBERS[parameter])
            elif parameter in _OTHERS:
                yield from _OTHERS[parameter](self, asked)

    @cached_property
    def subclasses(self) -> dict[NamedNode, list[NamedNode]]:
        """The classes below each class that has some."""
        below = defaultdict(list)
        for row in self._select(f"SELECT DISTINCT ?class ?above {{ ?class <{expand('rdfs:subClassOf')}>+ ?above }}"):
            below[row["above"]].append(row["class"])
        return below

    def failing(self, shape: Node, nodes: str) -> set[Node]:
        """The nodes that do not conform to a shape."""
        assert not isinstance(shape, Literal)
        return {result.focus for result in self.results(shape, nodes)}

    def _instances(self, class_: Node) -> str:
        assert isinstance(class_, NamedNode)
        below = self.subclasses.get(class_, [])
        if not below:
            return f"?focus a {class_} ."
        return f"VALUES ?class {{ {' '.join(map(str, [class_, *below]))} }} ?focus a ?class ."

    def _path(self, shape: Shape) -> str | None:
        found = self.shapes.value(shape, "path")
        return path(self.shapes, found) if found else None

    def _select(self, query: str) -> QuerySolutions:
        found = self.store.store.query(query)
        assert isinstance(found, QuerySolutions)
        return found

    def _is_any(self, pattern: str) -> bool:
        return bool(self.store.store.query(f"ASK {{ {pattern} }}"))

    def _result(
        self, shape: Shape, component: str, focus: Node, value: Node | None = None, path: Shape | None = None
    ) -> Result:
        of_shape = self.shapes.value(shape, "path")
        severity = self.shapes.value(shape, "severity")
        return Result(
            focus=focus,
            shape=shape,
            component=f"{component[0].upper()}{component[1:]}ConstraintComponent",
            path=path or (of_shape if not isinstance(of_shape, Literal) else None),
            value=value,
            severity=severity.value.removeprefix(SH) if severity else "Violation",
            messages=tuple(each for each in self.shapes.values(shape, "message") if isinstance(each, Literal)),
        )

    def _beside_closed(self, shape: Shape, nodes: str) -> Iterator[Result]:
        """What a closed shape does not list."""
        known = {self.shapes.value(member, "path") for member in self.shapes.values(shape, "property")}
        for ignored in self.shapes.values(shape, "ignoredProperties"):
            known.update(self.shapes.members(ignored))
        names = ", ".join(sorted(str(each) for each in known if isinstance(each, NamedNode)))
        for row in self._select(f"SELECT * {{ {nodes} ?focus ?path ?value FILTER(?path NOT IN ({names})) }}"):
            yield self._result(shape, "closed", row["focus"], row["value"], row["path"])

    def _pairs(self, asked: Asked) -> Iterator[tuple[Node, Node]]:
        """Each node with each of its values."""
        for row in self._select(f"SELECT DISTINCT ?focus ?value {{ {asked.values} }}"):
            yield row["focus"], row["value"]

    def _property(self, asked: Asked) -> Iterator[Result]:
        for member in self.shapes.values(asked.shape, "property"):
            assert not isinstance(member, Literal)
            yield from self.results(member, _values_as_nodes(asked))

    def _of_members(self, asked: Asked, parameter: str, breaks: "_Breaks") -> Iterator[Result]:
        """A result for each value for which it breaks something how many members it fails, of how many."""
        for value in self.shapes.values(asked.shape, parameter):
            members = self.shapes.members(value) if self.shapes.is_list(value) else [value]
            failing = [self.failing(member, _values_as_nodes(asked)) for member in members]
            if not any(failing) and not breaks(0, len(members)):
                continue
            for focus, each in self._pairs(asked):
                if breaks(sum(each in failed for failed in failing), len(members)):
                    yield self._result(asked.shape, parameter, focus, each)

    def _qualified(self, asked: Asked) -> Iterator[Result]:
        for member in self.shapes.values(asked.shape, "qualifiedValueShape"):
            failing = self.failing(member, _values_as_nodes(asked))
            rivals = [self.failing(each, _values_as_nodes(asked)) for each in self._siblings(asked.shape, member)]
            counts = {row["focus"]: 0 for row in self._select(f"SELECT ?focus {{ {asked.nodes} }}")}
            for focus, value in self._pairs(asked):
                counts[focus] += value not in failing and all(value in rival for rival in rivals)
            for parameter, breaks in (("qualifiedMinCount", int.__lt__), ("qualifiedMaxCount", int.__gt__)):
                limit = self.shapes.number(asked.shape, parameter)
                for focus, count in counts.items():
                    if limit is not None and breaks(count, limit):
                        yield self._result(asked.shape, parameter, focus)

    def _siblings(self, shape: Shape, member: Node) -> set[Node]:
        """The shapes of qualified values beside one, if a value may conform to one of them only."""
        if not self.shapes.says(shape, "qualifiedValueShapesDisjoint"):
            return set()
        beside = {
            found
            for parent in self.shapes.shapes()
            if shape in self.shapes.values(parent, "property")
            for property in self.shapes.values(parent, "property")
            for found in self.shapes.values(property, "qualifiedValueShape")
        }
        return beside - {member}


def _values_as_nodes(asked: Asked) -> str:
    """The pattern that binds the values of a shape's nodes to ?focus, each once."""
    if asked.path is None:
        return asked.nodes
    return f"{{ SELECT DISTINCT (?each AS ?focus) {{ {{ SELECT (?value AS ?each) {{ {asked.values} }} }} }} }}"


_Breaks = Callable[[int, int], bool]

_MEMBERS: Mapping[str, _Breaks] = {
    "and": lambda failed, members: failed > 0,
    "node": lambda failed, members: failed > 0,
    "not": lambda failed, members: failed == 0,
    "or": lambda failed, members: failed == members,
    "xone": lambda failed, members: members - failed != 1,
}
"""By how many members a value fails, of how many, each logical component is broken."""
_OTHERS = {"property": _Validation._property, "qualifiedValueShape": _Validation._qualified}
