"""Constraint components of SHACL that look at values, in SPARQL (https://www.w3.org/TR/shacl/#core-components).

Each pattern finds what does not conform: it binds a node to ?focus and, where a component looks at values one by one,
the value to ?value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kb.errors import MalformedShapes
from kb.namespaces import expand
from kb.validation.results import Node, Shape
from kb.validation.shapes_graph import SH, ShapesGraph

_XSD = expand("xsd:")
_TIMES = ("date", "dateTime", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "time")
_DURATIONS = ("dayTimeDuration", "duration", "yearMonthDuration")
_CAST = ("boolean", "decimal", "double", "float", "integer", "string", *_TIMES, *_DURATIONS)
"""The datatypes of which the engine can tell whether a text is one of theirs."""
_SIGNED = (
    "byte",
    "int",
    "long",
    "negativeInteger",
    "nonNegativeInteger",
    "nonPositiveInteger",
    "positiveInteger",
    "short",
)
_INTEGERS = (*_SIGNED, "unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort")
"""Datatypes that the store keeps as xsd:integer."""
_KINDS = {
    "BlankNode": "isBlank(?value)",
    "BlankNodeOrIRI": "!isLiteral(?value)",
    "BlankNodeOrLiteral": "!isIRI(?value)",
    "IRI": "isIRI(?value)",
    "IRIOrLiteral": "!isBlank(?value)",
    "Literal": "isLiteral(?value)",
}


@dataclass(frozen=True)
class Asked:
    """What a pattern is made from: a shape, the pattern of its nodes, the path to their values, and the subclasses.

    Where a shape is of nodes, each is its own value, and there is no path.
    """

    shapes: ShapesGraph
    shape: Shape
    nodes: str
    path: str | None
    subclasses: Mapping[NamedNode, Iterable[NamedNode]]

    @property
    def of_node(self) -> str:
        """The values of ?focus."""
        return f"?focus {self.path} ?value ." if self.path else "BIND(?focus AS ?value)"

    @property
    def values(self) -> str:
        """The nodes with their values."""
        return f"{self.nodes} {self.of_node}"


def _unless(condition: str) -> str:
    """A filter that keeps what does not fulfil a condition, and that of which it can't be said."""
    return f"FILTER(!COALESCE({condition}, false))"


def _class(asked: Asked, value: Node) -> str:
    classes = " ".join(map(str, [value, *asked.subclasses.get(_iri(value), ())]))
    return f"{asked.values} MINUS {{ VALUES ?class {{ {classes} }} ?value a ?class }}"


def _datatype(asked: Asked, value: Node) -> str:
    name = _iri(value).value.removeprefix(_XSD)
    if name in _INTEGERS:
        remedy = "ask for xsd:integer, with sh:minInclusive and sh:maxInclusive"
        raise MalformedShapes(
            f"sh:datatype of {asked.shape} is {value}, which the store keeps as xsd:integer; {remedy}"
        )
    right = f"DATATYPE(?value) = {value}"
    if name in _CAST:
        right += f' && CONCAT(STR(<{_XSD}{name}>(STR(?value))), "x") != ""'
    return f"{asked.values} {_unless(right)}"


def _node_kind(asked: Asked, value: Node) -> str:
    kind = _KINDS.get(_iri(value).value.removeprefix(SH))
    if kind is None:
        raise MalformedShapes(f"sh:nodeKind of {asked.shape} is {value}; there are: {', '.join(_KINDS)}")
    return f"{asked.values} FILTER(!({kind}))"


def _compared(sign: str) -> "_Component":
    return lambda asked, value: f"{asked.values} {_unless(f'?value {sign} {value}')}"


def _long(sign: str) -> "_Component":
    return lambda asked, value: (
        f"{asked.values} {_unless(f'!isBlank(?value) && STRLEN(STR(?value)) {sign} {value.value}')}"
    )


def _pattern(asked: Asked, value: Node) -> str:
    flags = asked.shapes.value(asked.shape, "flags")
    regex = ", ".join(["STR(?value)", str(value), *([str(flags)] if flags else [])])
    return f"{asked.values} {_unless(f'!isBlank(?value) && REGEX({regex})')}"


def _language_in(asked: Asked, value: Node) -> str:
    ranges = [f"LANGMATCHES(LANG(?value), {each})" for each in asked.shapes.members(value)]
    return f"{asked.values} {_unless(' || '.join(ranges) or 'false')}"


def _in(asked: Asked, value: Node) -> str:
    return f"{asked.values} MINUS {{ VALUES ?value {{ {' '.join(map(str, asked.shapes.members(value)))} }} }}"


def _equals(asked: Asked, value: Node) -> str:
    missing = f"{asked.nodes} ?focus {value} ?value MINUS {{ {asked.values} }}"
    return f"{{ {asked.values} MINUS {{ ?focus {value} ?value }} }} UNION {{ {missing} }}"


def _disjoint(asked: Asked, value: Node) -> str:
    return f"{asked.values} ?focus {value} ?value ."


def _less_than(sign: str) -> "_Component":
    return lambda asked, value: f"{asked.values} ?focus {value} ?other {_unless(f'?value {sign} ?other')}"


_Component = Callable[[Asked, Node], str]

OF_VALUES: Mapping[str, _Component] = {
    "class": _class,
    "datatype": _datatype,
    "disjoint": _disjoint,
    "equals": _equals,
    "in": _in,
    "languageIn": _language_in,
    "lessThan": _less_than("<"),
    "lessThanOrEquals": _less_than("<="),
    "maxExclusive": _compared("<"),
    "maxInclusive": _compared("<="),
    "maxLength": _long("<="),
    "minExclusive": _compared(">"),
    "minInclusive": _compared(">="),
    "minLength": _long(">="),
    "nodeKind": _node_kind,
    "pattern": _pattern,
}
"""What makes the pattern of a component, by its parameter; it binds ?value."""


def _has_value(asked: Asked, value: Node) -> str:
    if asked.path:
        return f"{asked.nodes} FILTER NOT EXISTS {{ ?focus {asked.path} {value} }}"
    return f"{asked.nodes} FILTER(!sameTerm(?focus, {value}))"


def _min_count(asked: Asked, value: Node) -> str:
    least = asked.shapes.number(asked.shape, "minCount")
    if least == 1:
        return f"{asked.nodes} FILTER NOT EXISTS {{ {asked.of_node} }}"
    return f"{asked.nodes} MINUS {{ {_counted(asked, f'>= {least}')} }}" if least else _NOTHING


def _max_count(asked: Asked, value: Node) -> str:
    return _counted(asked, f"> {asked.shapes.number(asked.shape, 'maxCount')}")


def _unique_lang(asked: Asked, value: Node) -> str:
    if not isinstance(value, Literal) or value.value != "true":
        return _NOTHING
    tagged = f'{asked.values} BIND(LCASE(LANG(?value)) AS ?language) FILTER(?language != "")'
    return f"{{ SELECT ?focus ?language {{ {tagged} }} GROUP BY ?focus ?language HAVING (COUNT(DISTINCT ?value) > 1) }}"


OF_NODES: Mapping[str, _Component] = {
    "hasValue": _has_value,
    "maxCount": _max_count,
    "minCount": _min_count,
    "uniqueLang": _unique_lang,
}
"""The same of components that look at all values of a node; they bind none."""
_NOTHING = "FILTER(false)"
_SEVERAL = {"class", "disjoint", "equals", "hasValue", "lessThan", "lessThanOrEquals"}
"""The parameters that a shape may have more than one value of, each a constraint of its own."""


def _counted(asked: Asked, condition: str) -> str:
    return f"{{ SELECT ?focus {{ {asked.values} }} GROUP BY ?focus HAVING (COUNT(DISTINCT ?value) {condition}) }}"


def _iri(value: Node) -> NamedNode:
    if not isinstance(value, NamedNode):
        raise MalformedShapes(f"{value} stands where an IRI must")
    return value


def patterns(asked: Asked) -> Iterator[tuple[str, bool, str]]:
    """The parameter of each component of a shape that looks at values, whether it binds ?value, and its pattern."""
    for table, binds in ((OF_VALUES, True), (OF_NODES, False)):
        for parameter in sorted(asked.shapes.words(asked.shape) & set(table)):
            if parameter not in _SEVERAL:
                asked.shapes.value(asked.shape, parameter)
            for value in asked.shapes.values(asked.shape, parameter):
                if isinstance(value, BlankNode) and not asked.shapes.is_list(value):
                    raise MalformedShapes(f"sh:{parameter} of {asked.shape} has no name; give it an IRI or a value")
                yield parameter, binds, table[parameter](asked, value)
