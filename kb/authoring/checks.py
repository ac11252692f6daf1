"""What refers to nothing, told with the name that may be meant; all else that is wrong between things shapes tell."""

from collections.abc import Iterator

from kb.authoring.nodes import Reading
from kb.errors import Problem
from kb.hints import nearest_path
from kb.model.vocabulary import Terms


def known_paths(reading: Reading) -> set[str]:
    """The paths of all that is defined so far, and of the concepts of closed lists."""
    return set(reading.defined) | reading.terms.concept_paths.keys() | {"elbe:unreadableValue"}


def dangling(reading: Reading) -> Iterator[Problem]:
    """What refers to a thing that is nowhere defined, unless it may be so in a file that could not be read."""
    known = known_paths(reading)
    for reference in reading.references:
        if _is_ours(reference.target) and reference.target not in known:
            kind = reference.target.partition("/")[0]
            if reading.is_partial and kind in reading.terms.kinds:
                continue
            hint = nearest_path(reference.target, known)
            yield reference.place.problem(
                f"unknown {kind} {reference.target!r}{hint}{_members(reading.terms, kind, 12 if hint else 30)}"
            )


def _members(terms: Terms, kind: str, most: int) -> str:
    """What stands in a closed list of no more than so many, as the end of a message."""
    members = sorted(path for path in terms.concept_paths if path.startswith(f"{kind}/"))
    return f": there are {', '.join(members)}" if 0 < len(members) <= most else ""


def _is_ours(target: str) -> bool:
    return target.startswith("elbe:") or ":" not in target
