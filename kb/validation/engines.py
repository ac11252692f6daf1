"""The engines that find what does not conform to shapes, by name."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.store.embedded import EmbeddedStore
    from kb.validation.results import Result
    from kb.validation.shapes_graph import ShapesGraph

Engine = Callable[["EmbeddedStore", "ShapesGraph"], "Iterable[Result]"]
"""What validates the default graph of a store by shapes.

Raises MalformedShapes for shapes that it can't use; what it does not know it refuses.
"""

COMPILED = "compiled"
_PYSHACL = "pyshacl"
ENGINES = (COMPILED, _PYSHACL)


def engine_named(name: str) -> Engine:
    """One of `ENGINES`, imported when it is asked for: pySHACL takes half a second to import."""
    if name == _PYSHACL:
        from kb.validation.reference import results
    else:
        from kb.validation.compiled import results
    return results
