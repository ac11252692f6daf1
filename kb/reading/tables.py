"""Flat rows for those who work with tables: columns are paths from a thing to what is told of it.

CSV as of https://www.rfc-editor.org/rfc/rfc4180
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode

from kb.model.stances import STANCES
from kb.namespaces import compact
from kb.reading.facts import Facts, Reference, Value

_PIECE = 1 << 16

STANCE = "|".join(f"^elbe:{stance}" for stance in STANCES)
_FORMULA, _NUMBER = re.compile("[=+@\t\r-]"), re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
"""What a spreadsheet computes when it opens a table (https://owasp.org/www-community/attacks/CSV_Injection)."""
SEPARATOR = " | "
"""What stands between the values of one cell."""


@dataclass(frozen=True)
class Column:
    """A column: its name, the path to its values, and whether it calls things by their names."""

    name: str
    path: str = ""
    is_named: bool = False


FIGURES = (
    Column("value", "rdf:object/crm:P90_has_value"),
    Column("lower", "rdf:object/crm:P90a_has_lower_value_limit"),
    Column("upper", "rdf:object/crm:P90b_has_upper_value_limit"),
    Column("unit", "rdf:object/crm:P91_has_unit", is_named=True),
    Column("precision", "rdf:object/elbe:precision", is_named=True),
    Column("time", "elbe:validTime/elbe:edtf"),
    Column("time_in_words", "elbe:validTime", is_named=True),
    Column("time_begin", "elbe:validTime/crm:P82a_begin_of_the_begin"),
    Column("time_end", "elbe:validTime/crm:P82b_end_of_the_end"),
    Column("place", "elbe:place"),
    Column("place_name", "elbe:place", is_named=True),
    Column("independent_sources", "elbe:independentSources"),
)
COLUMNS = {
    "claims": (
        Column("claim"),
        Column("gist", "elbe:gist"),
        Column("question", "elbe:answers"),
        Column("question_title", "elbe:answers", is_named=True),
        Column("subject", "rdf:subject"),
        Column("subject_name", "rdf:subject", is_named=True),
        Column("predicate", "rdf:predicate"),
        Column("predicate_name", "rdf:predicate", is_named=True),
        Column("object", "rdf:object"),
        Column("object_name", "rdf:object", is_named=True),
        *FIGURES,
        Column("asserted_by", "^elbe:asserts/elbe:speaker", is_named=True),
        Column("denied_by", "^elbe:denies/elbe:speaker", is_named=True),
        Column("doubted_by", "^elbe:doubts/elbe:speaker", is_named=True),
        Column("considered_by", "^elbe:considers/elbe:speaker", is_named=True),
        Column("manner", f"{STANCE}/elbe:manner", is_named=True),
        Column("source", f"{STANCE}/elbe:shownIn"),
        Column("source_name", f"{STANCE}/elbe:shownIn", is_named=True),
    ),
    "entities": (
        Column("entity"),
        Column("name", is_named=True),
        Column("kind", "rdf:type", is_named=True),
        Column("names", "skos:prefLabel|skos:altLabel"),
        Column("found_as", "skos:hiddenLabel"),
        Column("event_type", "elbe:eventType", is_named=True),
        Column("within", "elbe:within"),
        Column("within_name", "elbe:within", is_named=True),
        Column("latitude", "geo:lat"),
        Column("longitude", "geo:long"),
        Column("exact_match", "skos:exactMatch"),
    ),
    "questions": (
        Column("question"),
        Column("title", is_named=True),
        Column("status", "elbe:status", is_named=True),
        Column("answers", "elbe:answerCount"),
        Column("subject", "elbe:onSubject"),
        Column("subject_name", "elbe:onSubject", is_named=True),
        Column("predicate", "elbe:onPredicate"),
        Column("predicate_name", "elbe:onPredicate", is_named=True),
        Column("unit", "elbe:inUnit", is_named=True),
        Column("place", "elbe:place"),
        Column("place_name", "elbe:place", is_named=True),
        Column("broader", "skos:broader"),
        Column("broader_title", "skos:broader", is_named=True),
    ),
    "sources": (
        Column("source"),
        Column("name", is_named=True),
        Column("title", "dcterms:title"),
        Column("publisher", "dcterms:publisher"),
        Column("language", "dcterms:language"),
        Column("issued", "dcterms:issued"),
        Column("transmission", "elbe:transmission", is_named=True),
        Column("address", "schema:url"),
        Column("rights", "dcterms:rights"),
        Column("code_points", "elbe:codePoints"),
        Column("sha256", "elbe:sha256"),
    ),
}
"""The columns of each list, the item itself in the first."""


def _walk(facts: Facts, item: str, path: str) -> list[Value]:
    """What a path leads to: steps parted by `/`, alternatives by `|`, `^` before those that lead backwards."""
    found: list[Value] = [NamedNode(item)]
    for step in path.split("/") if path else ():
        found = [value for node in found for one in step.split("|") for value in _follow(facts, node.value, one)]
    return list(dict.fromkeys(found))


def _follow(facts: Facts, node: str, step: str) -> list[Value]:
    """The values one step away from a node."""
    if step.startswith("^"):
        return [NamedNode(subject) for subject in facts.having(step[1:], node)]
    return facts.values(node, step)


def cell(facts: Facts, item: str, column: Column) -> list[Reference]:
    """What stands in a column for an item, in a steady order."""
    values = sorted(_walk(facts, item, column.path), key=str)
    if column.is_named:
        return [reference for reference in dict.fromkeys(map(facts.value, values)) if not _is_nameless(reference)]
    return [Reference(value.value, value.value, getattr(value, "language", None) or "") for value in values]


def _is_nameless(reference: Reference) -> bool:
    """Whether a node is one within a thing, such as a figure, which has no name."""
    return "#" in (reference.iri or "") and reference.text == compact(reference.iri or "")


def row(facts: Facts, item: str, columns: Iterable[Column]) -> list[str]:
    """What stands in each column for an item, as text."""
    return [joined(reference.text for reference in cell(facts, item, column)) for column in columns]


def joined(values: Iterable[str]) -> str:
    """The values of one cell, a bar within one of them behind a backslash."""
    return SEPARATOR.join(value.replace("|", r"\|") for value in values)


def write_csv(header: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Rows below a header as CSV."""
    return b"".join(csv_pieces(chain([header], rows)))


def csv_pieces(rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Rows as CSV, in pieces; what a spreadsheet would take for a formula stands behind an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow(_guarded(row))
        if text.tell() > _PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _guarded(row: Iterable[str]) -> list[str]:
    return [f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell for cell in row]
