"""Tables of others, read as they come: encodings and delimiters found out, broken rows kept and told of.

What is read is never held whole: rows are given as they are read.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from kb.errors import TableRefused

SAMPLE = 256 * 1024
"""How many bytes are looked at to find out encoding and delimiter."""
_LONGEST = 128 * 1024
"""How many letters a cell may have."""

DELIMITERS = ",;\t|"
ENCODINGS = ("cp1252", "cp1250", "cp1251", "koi8_r")
"""The encodings that tables without a mark are written in where they are not in UTF-8; others have to be named."""
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
XLSX = ".xlsx"


@dataclass(frozen=True)
class Row:
    """A row with the line where it begins, and what is wrong with it, if something is."""

    line: int
    cells: list[str]
    problem: str | None = None
    is_read: bool = True
    """Whether its cells could be told apart; else it has one, which is the line as it stands."""


@dataclass
class Table:
    """A table: its columns, how it is written, and its rows as they are read."""

    columns: list[str]
    delimiter: str
    encoding: str
    rows: Iterator[Row]
    source: BinaryIO
    """Where it is read from, by which it is seen how much has been read."""


@contextmanager
def opened(path: Path, delimiter: str | None = None, encoding: str | None = None) -> Iterator[Table]:
    """The table in a file; raises TableRefused for one that has no columns."""
    with path.open("rb") as file:
        if path.suffix.lower() == XLSX:
            yield _workbook(path, file)
            return
        sample = file.read(SAMPLE)
        file.seek(0)
        encoding = encoding or _find_encoding(sample)
        text = sample.decode(encoding, "replace")
        delimiter = delimiter or _find_delimiter(text)
        with io.TextIOWrapper(file, encoding, "replace", newline="") as lines:
            rows = _Reader(lines, delimiter).rows()
            columns = next(rows, Row(1, [])).cells
            if not any(columns):
                raise TableRefused(f"{path}:1: the first line names no columns: write them there")
            yield Table(columns, delimiter, encoding, _checked(rows, len(columns)), file)


def _find_encoding(sample: bytes) -> str:
    """The encoding of a file by its beginning: by its mark, UTF-8 where it can be that, else what it looks like."""
    if marked := next((name for mark, name in MARKS.items() if sample.startswith(mark)), None):
        return marked
    try:
        sample[: len(sample) - 4 if len(sample) == SAMPLE else None].decode()  # a letter may be cut at its end
        return "utf-8"
    except UnicodeDecodeError as error:
        if len(sample) == SAMPLE and error.start >= SAMPLE - 8:
            return "utf-8"
    likely = [match.encoding for match in from_bytes(sample, cp_isolation=list(ENCODINGS))]
    return max(likely, key=lambda encoding: _letters(sample.decode(encoding, "replace")), default="latin-1")


def _letters(text: str) -> int:
    """How many letters beyond ASCII a text has; one that is read in a wrong encoding has other signs instead."""
    return sum(c.isalpha() for c in text if not c.isascii())


def _find_delimiter(text: str) -> str:
    """The delimiter of a table by its beginning: what parts its first lines, else what its heading has most of."""
    try:
        return csv.Sniffer().sniff(text[:65_536], DELIMITERS).delimiter
    except csv.Error:
        heading = text.partition("\n")[0]
        return max(DELIMITERS, key=heading.count)


class _Reader:
    """Reads rows of delimited text; what is none is given as it stands, and reading goes on with the next line."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self.lines, self.delimiter = lines, delimiter
        self.line = 0
        self.returned: deque[str] = deque()
        self.taken: list[str] = []

    def rows(self) -> Iterator[Row]:
        """The rows."""
        reader = self.start()
        while True:
            begun = self.line + 1
            self.taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                first, *rest = self.taken
                self.returned.extendleft(reversed(rest))
                self.line = begun
                reader = self.start()
                yield Row(begun, [first.rstrip("\r\n")], f"this is no row ({error})", is_read=False)
                continue
            if cells:
                yield Row(begun, cells)

    def start(self) -> Iterator[list[str]]:
        """A reader of the lines from here on; the bound of a cell is one of the process, so it is set here."""
        csv.field_size_limit(_LONGEST)
        return csv.reader(self.take(), delimiter=self.delimiter, strict=True)

    def take(self) -> Iterator[str]:
        """The lines, those first that were read in vain."""
        while True:
            line = self.returned.popleft() if self.returned else next(self.lines, None)
            if line is None:
                return
            self.line += 1
            self.taken.append(line)
            yield line


def _checked(rows: Iterator[Row], columns: int) -> Iterator[Row]:
    """Rows, with those told of that have more or fewer cells than the table has columns, or signs that were lost."""
    for row in rows:
        if row.problem:
            yield row
        elif len(row.cells) != columns:
            counted = f"the row has {len(row.cells)} cells and the table {columns} columns"
            yield Row(row.line, row.cells, counted)
        elif any("\ufffd" in cell for cell in row.cells):
            yield Row(row.line, row.cells, "some bytes are no letters in the encoding of the table")
        else:
            yield row


def _workbook(path: Path, file: BinaryIO) -> Table:
    """The first sheet of a workbook."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise TableRefused(
            f"{path}: to read workbooks, install Elbe with its extra: pip install 'elbe[xlsx]'"
        ) from None
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    except Exception as error:  # the library has no family of errors
        raise TableRefused(f"{path}: this is no workbook that can be read: {error}") from None
    values = ([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
    columns = next(values, [])
    if not any(columns):
        raise TableRefused(f"{path}: the first row of the first sheet names no columns: write them there")
    rows = (Row(line, cells) for line, cells in enumerate(values, 2) if any(cells))
    return Table(columns, ",", "utf-8", _checked(rows, len(columns)), file)


def _cell(value: object) -> str:
    """A cell of a workbook as text."""
    return "" if value is None else str(value)
