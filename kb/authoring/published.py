"""The IRIs that have been published, which keep their meaning for ever: a list beside the authored files.

From version 0.2 on each of them is defined, or has a tombstone that says what became of it. The list only grows.
"""

from collections.abc import Collection, Iterable, Iterator

from kb.authoring.files import File
from kb.errors import Problem
from kb.hints import nearest_path
from kb.model.vocabulary import Terms

NAME = "published.txt"
MOST_HINTS = 20
"""How many that are gone are looked for among what is there, which takes its time."""
HEADING = "# Published IRIs, as paths below the base: each stays defined, or has a tombstone; none is taken out.\n"


def _paths(listing: File) -> dict[str, int]:
    """The paths that were published, each with its line; none where nothing was. Raises SeedErrors for other bytes."""
    if not listing.path.is_file():
        return {}
    lines = enumerate(listing.text().splitlines(), 1)
    return {line: number for number, line in lines if line and not line.startswith("#")}


def gone(listing: File, defined: Collection[str]) -> Iterator[Problem]:
    """What was published and is nowhere defined any more."""
    missing = {path: line for path, line in _paths(listing).items() if path not in defined}
    for path, line in missing.items():
        hint = nearest_path(path, defined) if len(missing) <= MOST_HINTS else ""
        yield listing.place(line).problem(
            f"{path!r} was published and is not defined any more{hint}: define it, or leave a tombstone in its "
            "place, with `deprecated: true`, `reason`, `date`, and `isReplacedBy` where something stands for it now"
        )


def unlisted(listing: File, defined: Iterable[str]) -> list[str]:
    """The paths of things that the list lacks, in order."""
    known = _paths(listing)
    return sorted(path for path in defined if path not in known)


def add(listing: File, more: Iterable[str]) -> None:
    """Adds paths to the list, which stays in order."""
    text = HEADING + "".join(f"{path}\n" for path in sorted({*_paths(listing), *more}))
    listing.path.write_text(text, encoding="utf-8")


def things(iris: Iterable[str], terms: Terms) -> list[str]:
    """The paths of those IRIs that are things of the record."""
    return [iri.removeprefix(terms.id) for iri in iris if iri.startswith(terms.id) and "#" not in iri]
