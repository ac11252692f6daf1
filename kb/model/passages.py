"""Passages: a stretch of a source by offsets and digest.

Offsets are those of the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/#text-position-selector), in
Unicode code points of the file decoded as UTF-8 with no newline translation.
"""

from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import NamedNode

from kb.rdf.xml import NOT_XML


@dataclass(frozen=True)
class Span:
    """A stretch of a text, by code points, with the digest of its UTF-8 bytes."""

    start: int
    end: int
    sha256: str

    @property
    def length(self) -> int:
        """How many code points it has."""
        return self.end - self.start

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


@dataclass(frozen=True)
class Quotation:
    """The words of one passage: all of them, their beginning, or none where the document quotes enough already."""

    words: str
    length: int
    language: str
    rights: str

    @property
    def is_whole(self) -> bool:
        """Whether no word is left out."""
        return len(self.words) == self.length

    @property
    def is_writable(self) -> bool:
        """Whether it can stand in every format of RDF."""
        return self.is_whole and not NOT_XML.search(self.words)


def quote_node(passage: str) -> NamedNode:
    """The selector that holds the words of a passage."""
    return NamedNode(f"{passage}.selector.refinedBy")
