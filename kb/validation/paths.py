"""Property paths of SHACL in SPARQL (https://www.w3.org/TR/shacl/#property-paths)."""

from pyoxigraph import NamedNode

from kb.errors import MalformedShapes
from kb.validation.results import Node
from kb.validation.shapes_graph import ShapesGraph

_REPEATED = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


def path(shapes: ShapesGraph, node: Node) -> str:
    """A path as SPARQL writes it; raises MalformedShapes for what is none."""
    if isinstance(node, NamedNode) and not shapes.is_list(node):
        return str(node)
    if shapes.is_list(node):
        return f"({'/'.join(path(shapes, step) for step in shapes.members(node))})"
    if inverse := shapes.value(node, "inversePath"):
        return f"^{path(shapes, inverse)}"
    if choices := shapes.value(node, "alternativePath"):
        return f"({'|'.join(path(shapes, choice) for choice in shapes.members(choices))})"
    for word, sign in _REPEATED.items():
        if repeated := shapes.value(node, word):
            return f"({path(shapes, repeated)}){sign}"
    raise MalformedShapes(f"{node} is no path")
