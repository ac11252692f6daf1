"""The engines that find what does not conform to shapes, by name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.validation.results import Engine

COMPILED = "compiled"
_PYSHACL = "pyshacl"
ENGINES = (COMPILED, _PYSHACL)


def engine_named(name: str) -> "Engine":
    """One of `ENGINES`, imported when it is asked for: pySHACL takes half a second to import."""
    if name == _PYSHACL:
        from kb.validation.reference import results
    else:
        from kb.validation.compiled import results
    return results
