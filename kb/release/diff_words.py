"""The difference of two releases as text, as Markdown, and as a document for programs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kb.release.diff import Change, Difference

SIGNS = {"added": "+", "removed": "-", "changed": "~", "withdrawn": "×"}


def to_text(difference: Difference) -> Iterator[str]:
    """Lines for a terminal: groups, things, and what changed of those that are in both."""
    yield f"{difference.old} → {difference.new}"
    for group, changes in difference.groups().items():
        yield f"\n{group}: {_counts(changes)}"
        for change in changes:
            yield f"  {SIGNS[change.kind]} {difference.terms.compact(change.iri)}  {change.name}".rstrip()
            yield from (f"      {line}" for line in _changed(change))


def to_markdown(difference: Difference) -> Iterator[str]:
    """The same as Markdown, for the notes of a release."""
    yield f"# Changes from release `{difference.old}` to `{difference.new}`"
    for group, changes in difference.groups().items():
        yield f"\n## {group.capitalize()}: {_counts(changes)}\n"
        for change in changes:
            link = f"[{difference.terms.compact(change.iri)}](<{change.iri}>)"
            yield f"- {change.kind}: {link} {_escaped(change.name)}".rstrip()
            yield from (f"  - {_escaped(line)}" for line in _changed(change))


def to_document(difference: Difference) -> dict[str, Any]:
    """The same for programs: every value before and after, also of what came and went."""
    return {
        "old": difference.old,
        "new": difference.new,
        "changes": {
            group: [
                {
                    "id": change.iri,
                    "change": change.kind,
                    "name": change.name,
                    "properties": {
                        property: {"before": sorted(change.before[property]), "after": sorted(change.after[property])}
                        for property in change.properties
                    },
                }
                for change in changes
            ]
            for group, changes in difference.groups().items()
        },
    }


def _counts(changes: list[Change]) -> str:
    counted = Counter(change.kind for change in changes)
    return ", ".join(f"{counted[kind]} {kind}" for kind in SIGNS if counted[kind])


def _changed(change: Change) -> Iterator[str]:
    """What a thing that is in both releases said, and what it says."""
    if change.kind in ("changed", "withdrawn"):
        for property in change.properties:
            before, after = (" | ".join(sorted(side[property])) or "nothing" for side in (change.before, change.after))
            yield f"{property}: {before} → {after}"


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text)
