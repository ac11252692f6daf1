"""Hints at what may have been meant."""

import difflib
from collections.abc import Iterable


def nearest(name: str, names: Iterable[str], prefix: str = "", most: int = 1) -> str:
    """A hint at the most similar of some names, which all follow the prefix, or nothing."""
    return hint(prefix + close for close in difflib.get_close_matches(name, list(names), most, 0.6))


def nearest_path(path: str, paths: Iterable[str]) -> str:
    """A hint at the path of the same kind whose rest is most similar, or nothing."""
    kind, _, local = path.partition("/")
    prefix = f"{kind}/"
    return nearest(local, (other.removeprefix(prefix) for other in paths if other.startswith(prefix)), prefix)


def hint(names: Iterable[str]) -> str:
    """A hint at names that may be meant, as the end of a message; nothing where there are none."""
    meant = " or ".join(names)
    return f" (did you mean {meant}?)" if meant else ""
