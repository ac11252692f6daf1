"""What an engine finds in a graph by shapes: validation results (https://www.w3.org/TR/shacl/#results)."""

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

Node = NamedNode | BlankNode | Literal
"""A term of a graph of data or of shapes."""
Shape = NamedNode | BlankNode


@dataclass(frozen=True)
class Result:
    """One node that does not conform to one constraint.

    `component` and `severity` are local names in SHACL's namespace, or whole IRIs of another. A `path` that is no IRI
    is a node of the graph of shapes.
    """

    focus: Node
    shape: Shape
    component: str
    path: Shape | None = None
    value: Node | None = None
    severity: str = "Violation"
    messages: tuple[Literal, ...] = ()
