"""Passages: from words to offsets and digest, and from a digest back to the check that the words still stand there.

Offsets are those of the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/#text-position-selector), in
Unicode code points of the file decoded as UTF-8 with no newline translation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kb.errors import TextsError

ELLIPSIS = "…"


@dataclass(frozen=True)
class Span:
    """A stretch of a text, by code points, with the digest of its UTF-8 bytes."""

    start: int
    end: int
    sha256: str

    def __str__(self) -> str:
        return f"{{start: {self.start}, end: {self.end}, sha256: {self.sha256}}}"


@dataclass(frozen=True)
class Passage:
    """A passage of the record: its IRI, the IRI of its source, and the span it claims."""

    iri: str
    source: str
    span: Span


def digest(text: str) -> str:
    """The SHA-256 of a text as UTF-8, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def span(text: str, start: int, end: int) -> Span:
    """The span of a text between two offsets."""
    return Span(start, end, digest(text[start:end]))


def anchor(text: str, words: str) -> list[Span]:
    """Every span of a text that holds the words; an ellipsis (…) among them stands for whatever lies between."""
    opening, gap, closing = (part.strip() for part in words.partition(ELLIPSIS))
    if not opening or (gap and not closing):
        return []
    ends = ((start, _end(text, start + len(opening), closing)) for start in _starts(text, opening))
    return [span(text, start, end) for start, end in ends if end is not None]


def read_texts(folder: Path, digests: Mapping[str, str]) -> dict[str, str]:
    """The text of each source whose file a folder holds; files are known by their digest, whatever their names.

    `digests` are the SHA-256 of the files, by IRI of the source. Raises TextsError if the folder holds none of them.
    """
    if not folder.is_dir():
        raise TextsError(f"{folder} is no folder: name the one that holds the texts of the sources")
    files = {
        sha256(data).hexdigest(): data for data in (path.read_bytes() for path in folder.iterdir() if path.is_file())
    }
    found = {source: files[digest].decode() for source, digest in digests.items() if digest in files}
    if not found:
        raise TextsError(f"{folder} holds the text of no source: not one file has the digest that a source.yaml states")
    return found


def mismatches(passages: list[Passage], texts: Mapping[str, str]) -> Iterator[tuple[Passage, str]]:
    """The passages whose words do not have the digest that the record states, each with what is wrong."""
    for passage in passages:
        text = texts.get(passage.source)
        if text is None:
            yield passage, "the folder holds no text with this source's digest"
        elif passage.span.end > len(text):
            yield passage, f"ends at {passage.span.end}, but the text has {len(text)} code points"
        elif span(text, passage.span.start, passage.span.end) != passage.span:
            yield passage, "the words between these offsets have another digest"


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _end(text: str, at: int, closing: str) -> int | None:
    if not closing:
        return at
    found = text.find(closing, at)
    return found + len(closing) if found >= 0 else None
