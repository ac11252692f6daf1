"""The authored files of a folder: how messages call each, and of which source it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb import resources
from kb.errors import Place, Problem, SeedErrors


@dataclass(frozen=True)
class File:
    """An authored file, called as a person can open it; the one who reads it knows of what `source` it speaks."""

    path: Path
    name: str
    source: str | None = None

    def place(self, line: int) -> Place:
        """A line of the file."""
        return Place(self.name, line)

    def text(self) -> str:
        """What the file holds; raises SeedErrors for bytes that are not UTF-8."""
        return decode(self.path.read_bytes(), self.name)


def files(folder: Path, pattern: str) -> Iterator[File]:
    """The files of a folder laid out as `seeds/` that match a pattern, by their paths."""
    for path in sorted(folder.glob(pattern)):
        parts = path.relative_to(folder).parts
        is_of_source = len(parts) == 3 and parts[0] == "sources"
        yield file(folder, "/".join(parts), f"source/{parts[1]}" if is_of_source else None)


def file(folder: Path, path: str, source: str | None = None) -> File:
    """The file of that path in a folder, whether or not it is there."""
    return File(folder / path, (called(folder) / path).as_posix(), source)


def called(folder: Path) -> Path:
    """How messages call a folder of authored files: the one that Elbe ships `seeds`, any other as it was given."""
    return Path("seeds") if folder.resolve() == resources.folder("seeds").resolve() else folder


def decode(data: bytes, name: str) -> str:
    """The text of a file; raises SeedErrors, in which it is called `name`, for bytes that are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8: save the file in that encoding"
        raise SeedErrors([Problem(name, line, message)]) from None
