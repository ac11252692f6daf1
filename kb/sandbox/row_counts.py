"""The formats of SPARQL results and graphs that an untrusted query may be answered in, and how their rows are counted.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/. The engine writes results faster than Python could, but does not say
how many rows it wrote: they are counted in what it writes.
"""

from collections.abc import Callable
from typing import Protocol

XML_TYPES = frozenset({"application/sparql-results+xml", "application/rdf+xml"})


class RowCount(Protocol):
    """Counts the rows in results that come in pieces."""

    def __call__(self, piece: bytes) -> int:
        """The number of rows so far."""


class MarkCount:
    """Counts a mark that stands once in each row and nowhere else, also where it is cut by the end of a piece."""

    def __init__(self, mark: bytes) -> None:
        self.mark, self.rows, self.rest = mark, 0, b""

    def __call__(self, piece: bytes) -> int:
        """The number of rows so far."""
        text = self.rest + piece
        self.rows += text.count(self.mark)
        self.rest = text[len(text) - len(self.mark) + 1 :] if len(self.mark) > 1 else b""
        return self.rows


class UnquotedCount:
    """Counts marks that stand outside quotation marks."""

    def __init__(self, marks: tuple[bytes, ...], escapes: tuple[bytes, ...] = ()) -> None:
        self.marks, self.escapes = marks, escapes
        self.rows, self.is_quoted, self.rest = 0, False, b""

    def __call__(self, piece: bytes) -> int:
        """The number of rows so far."""
        text, self.rest = _split_safely(self.rest + piece)
        for escape in self.escapes:
            text = text.replace(escape, b"")
        parts = text.split(b'"')
        outside = b'"'.join(parts[self.is_quoted :: 2])
        self.is_quoted ^= len(parts) % 2 == 0
        self.rows += sum(outside.count(mark) for mark in self.marks)
        return self.rows


def _split_safely(text: bytes) -> tuple[bytes, bytes]:
    """The text up to a last byte that may be the first half of a mark or an escape, and that byte."""
    is_cut = text.endswith((b",", b"[")) or (len(text) - len(text.rstrip(b"\\"))) % 2
    end = len(text) - bool(is_cut)
    return text[:end], text[end:]


ROW_COUNTS: dict[str, Callable[[], RowCount]] = {
    "application/sparql-results+json": lambda: UnquotedCount((b"[{", b",{"), escapes=(rb"\\", rb"\"")),
    "application/sparql-results+xml": lambda: MarkCount(b"<result>"),
    "text/csv": lambda: UnquotedCount((b"\n",)),
    "text/tab-separated-values": lambda: MarkCount(b"\n"),
}
"""How rows are counted in each format; the header line of CSV and TSV counts as one."""
