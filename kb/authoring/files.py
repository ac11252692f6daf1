"""The authored files of a folder: how messages call each, and of which source it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.corpus import called, decode
from kb.errors import Place, Problem, SeedErrors

MOST_BYTES = 4_000_000
"""How large an authored file may be: several times the largest that there is."""


@dataclass(frozen=True)
class File:
    """An authored file: the name by which it can be opened, the source in whose folder it lies, and its language.

    The language is that of all texts that name none.
    """

    path: Path
    name: str
    source: str | None = None
    language: str = "en"

    def place(self, line: int) -> Place:
        """A line of the file."""
        return Place(self.name, line)

    def bytes(self) -> bytes:
        """What the file holds; raises SeedErrors for one that is too large."""
        if (size := self.path.stat().st_size) > MOST_BYTES:
            what = f"the file has {size} bytes, and {MOST_BYTES} are the most: divide it into several"
            raise SeedErrors([Problem(self.name, 1, what)])
        return self.path.read_bytes()

    def text(self) -> str:
        """What the file holds; raises SeedErrors for one that is too large, and for bytes that are not UTF-8."""
        return decode(self.bytes(), self.name)


def files(folder: Path, pattern: str, language: str = "en") -> Iterator[File]:
    """The files of a folder laid out as `seeds/` that match a pattern, by their paths."""
    for path in sorted(folder.glob(pattern)):
        parts = path.relative_to(folder).parts
        is_of_source = len(parts) == 3 and parts[0] == "sources"
        name, source = called(folder).joinpath(*parts).as_posix(), f"source/{parts[1]}" if is_of_source else None
        yield File(path, name, source, language)


def file(folder: Path, path: str) -> File:
    """The file of that path in a folder, whether or not it is there."""
    return File(folder / path, (called(folder) / path).as_posix())
