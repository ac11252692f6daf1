"""The authored files of a folder: how messages call each, and of which source it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.corpus import RELEASES, called, decode
from kb.errors import Place, Problem, SeedErrors
from kb.model.vocabulary import Terms, core

MOST_BYTES = 4_000_000
"""How large an authored file may be: several times the largest that there is."""


@dataclass(frozen=True)
class File:
    """An authored file: the name by which it can be opened, the source in whose folder it lies, and its language.

    The language is that of all texts that name none, and the terms are the words that it may use.
    """

    path: Path
    name: str
    source: str | None = None
    language: str = "en"
    terms: Terms = field(default_factory=core)

    def place(self, line: int) -> Place:
        """A line of the file."""
        return Place(self.name, line)

    def bytes(self) -> bytes:
        """What the file holds; raises SeedErrors for one that is too large or can't be read."""
        try:
            if (size := self.path.stat().st_size) > MOST_BYTES:
                what = f"the file has {size} bytes, and {MOST_BYTES} are the most: divide it into several"
                raise SeedErrors([Problem(self.name, 1, what)])
            return self.path.read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise SeedErrors([Problem(self.name, 1, f"the file can't be read: {error.strerror}")]) from None

    def text(self) -> str:
        """What the file holds; raises SeedErrors for one that is too large, and for bytes that are not UTF-8."""
        return decode(self.bytes(), self.name)


def files(folder: Path, pattern: str, language: str = "en", terms: Terms | None = None) -> Iterator[File]:
    """The files of a folder laid out as `seeds/` that match a pattern, by their paths."""
    for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
        parts = path.relative_to(folder).parts
        is_of_source = len(parts) == 3 and parts[0] == "sources"
        name, source = called(folder).joinpath(*parts).as_posix(), f"source/{parts[1]}" if is_of_source else None
        yield File(path, name, source, language, terms or core())


READ = ("**/*.yaml", "terms/*.ttl", "links/*.sssom.tsv", "elbe.toml", "dataset.ttl", "published.txt")
"""The patterns of what is read in a folder."""
_ALIKE = {
    **dict.fromkeys((".yaml", ".yml", ".json", ".jsonld"), "only files are read whose names end in .yaml"),
    **dict.fromkeys((".tsv", ".csv", ".sssom"), "only tables are read that are called links/<name>.sssom.tsv"),
    **dict.fromkeys(
        (".ttl", ".nt", ".trig", ".rdf"), "only dataset.ttl is read, in the folder itself, and terms/<name>.ttl"
    ),
    ".toml": "only elbe.toml is read, in the folder itself",
}
"""How what ends so would be read."""


def strays(folder: Path) -> Iterator[Problem]:
    """What looks like an authored file and is not read, since it is called otherwise or lies elsewhere."""
    read = {path for pattern in READ for path in folder.glob(pattern) if path.is_file()}
    for path in sorted(folder.rglob("*")):
        remedy = _ALIKE.get(path.suffix.lower())
        if remedy and path not in read and not _is_apart(path.relative_to(folder)):
            yield Place((called(folder) / path.relative_to(folder)).as_posix(), 1).problem(
                f"nothing reads this: {remedy}"
            )


def _is_apart(path: Path) -> bool:
    """Whether a path within a folder is no author's: a setting of editors, or a release made in the default place."""
    return path.parts[0] == RELEASES or any(part.startswith(".") for part in path.parts)


def file(folder: Path, path: str) -> File:
    """The file of that path in a folder, whether or not it is there."""
    return File(folder / path, (called(folder) / path).as_posix())
