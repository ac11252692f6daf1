"""Links to other authorities, from SSSOM tables (https://mapping-commons.github.io/sssom/spec-formats-tsv/).

In RDF a link is a `sssom:Mapping` (the standard's OWL form calls it `owl:Axiom`, which reasoners could read as
asserted, also where it is negative) with the properties that the standard gives its slots.
"""

import csv
import re
from collections.abc import Container, Iterator, Mapping
from itertools import takewhile

from pyoxigraph import Literal, NamedNode, Quad

from kb import characters
from kb.authoring import literals, syntax
from kb.authoring.files import File
from kb.authoring.nodes import Reading
from kb.errors import Place, SeedErrors
from kb.model import times
from kb.model.vocabulary import Terms
from kb.namespaces import term

REQUIRED = ("record_id", "subject_id", "predicate_id", "object_id", "mapping_justification")
PREDICATES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")

Spaces = Mapping[str, str]

_SLOTS = {
    "subject_id": "owl:annotatedSource",
    "predicate_id": "owl:annotatedProperty",
    "object_id": "owl:annotatedTarget",
    "mapping_justification": "sssom:mapping_justification",
    "confidence": "sssom:confidence",
    "predicate_modifier": "sssom:predicate_modifier",
    "subject_label": "sssom:subject_label",
    "object_label": "sssom:object_label",
    "comment": "rdfs:comment",
    "see_also": "rdfs:seeAlso",
    "mapping_date": "dcterms:created",
}
_IRIS = (
    "record_id",
    "subject_id",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "predicate_modifier",
    "see_also",
)
_DATATYPES = {"confidence": "xsd:double", "mapping_date": "xsd:date"}
_CONFIDENCE = re.compile(r"0|1|0\.[0-9]*[1-9]")
_BAR = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\r\n?|\n")
_SPACE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NEGATED = {"Not": "sssom:NegatedPredicate"}


def read(file: File, known: Container[str], reading: Reading) -> list[Quad]:
    """The mappings of a `*.sssom.tsv` file; what is wrong in its rows is added to the reading's problems.

    Raises SeedErrors for bytes that are not UTF-8 and for what is no table.
    """
    quads: list[Quad] = []
    spaces = _spaces(reading.terms)
    prefixes = _curie_map(file, spaces)
    for line, cells in _rows(file):
        row = {slot: _renamed(slot, cell, prefixes, spaces) for slot, cell in cells.items()}
        place = file.place(line)
        if wrong := list(_wrong(row, known, reading)):
            reading.problems += [place.problem(message) for message in wrong]
            continue
        subject = _iri(row["subject_id"], spaces).removeprefix(reading.terms.id)
        reading.defined[_iri(row["record_id"], spaces).removeprefix(reading.terms.id)] = place
        reading.lines.setdefault((subject, _iri(row["object_id"], spaces)), place)
        quads += _quads(row, spaces)
    return quads


def _curie_map(file: File, spaces: Spaces) -> dict[str, str]:
    """The prefixes that the head of the table declares otherwise than we do; raises SeedErrors if it is no YAML."""
    lines = takewhile(lambda line: line.startswith("#"), _LINE_END.split(file.text()))
    head = "\n".join(line[1:] for line in lines)
    stated = syntax.parse(head.encode(), file.name) if head.strip() else None
    declared = stated.get("curie_map") if isinstance(stated, syntax.Mapping) else None
    if declared is None:
        return {}
    if not isinstance(declared, syntax.Mapping):
        raise SeedErrors([file.place(declared.line).problem("curie_map: write prefixes, each with its namespace")])
    for prefix, namespace in declared.items():
        if not isinstance(namespace, syntax.Scalar) or not _SPACE.fullmatch(namespace):
            what = (
                f"the prefix {prefix!r} stands for no namespace: write an IRI, such as http://www.wikidata.org/entity/"
            )
            raise SeedErrors([file.place(declared.key_lines[prefix]).problem(what)])
    return {prefix: str(space) for prefix, space in declared.items() if spaces.get(prefix) != space}


def _renamed(slot: str, cell: str, prefixes: Mapping[str, str], spaces: Spaces) -> str:
    """A cell whose CURIEs have our prefixes in the place of those that the table declares."""
    if slot not in _IRIS or not prefixes:
        return cell
    return "|".join(_ours(value, prefixes, spaces) for value in _BAR.split(cell))


def _ours(value: str, prefixes: Mapping[str, str], spaces: Spaces) -> str:
    prefix, colon, local = value.partition(":")
    if not colon or prefix not in prefixes:
        return value
    iri = prefixes[prefix] + local
    ours = max((space for space in spaces.values() if iri.startswith(space)), key=len, default="")
    names = {space: name for name, space in spaces.items()}
    return f"{names[ours]}:{iri.removeprefix(ours)}" if ours else iri


def _rows(file: File) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows, each with the line where it begins; raises SeedErrors for what is no table."""
    lines = _LINE_END.split(file.text())
    heading = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    table = csv.reader((line + "\n" for line in lines[heading:]), delimiter="\t", strict=True)
    columns: list[str] = []
    line = heading + 1
    try:
        for cells in table:
            if cells and not columns:
                columns = _columns(cells, file.place(line))
            elif len(cells) > len(columns):
                what = f"the row has {len(cells)} cells and the table {len(columns)} columns: is there a tab too many?"
                raise SeedErrors([file.place(line).problem(what)])
            elif any(cells):
                yield line, {key: value for key, value in zip(columns, cells, strict=False) if value}
            line = heading + table.line_num + 1
        if not columns:
            raise SeedErrors([file.place(1).problem(f"the table names no columns: begin with {', '.join(REQUIRED)}")])
    except csv.Error as error:
        message = f"this is no table ({error}): a cell that begins with a quote ends with one; double those within"
        raise SeedErrors([file.place(line).problem(message)]) from None


def _columns(cells: list[str], place: Place) -> list[str]:
    """The names of the columns; raises SeedErrors for one that stands twice or that we do not have."""
    if twice := sorted({name for name in cells if cells.count(name) > 1}):
        raise SeedErrors([place.problem(f"column {', '.join(map(repr, twice))} stands twice: keep one of the two")])
    if unknown := sorted(set(cells) - set(_SLOTS) - {"record_id"}):
        known = ", ".join(["record_id", *_SLOTS])
        raise SeedErrors([place.problem(f"unknown column {', '.join(map(repr, unknown))}: there are {known}")])
    return cells


def _wrong(row: dict[str, str], known: Container[str], reading: Reading) -> Iterator[str]:
    if missing := [slot for slot in REQUIRED if slot not in row]:
        yield f"the mapping lacks {', '.join(missing)}"
        return
    if unreadable := list(_unreadable(row, _spaces(reading.terms))):
        yield from unreadable
        return
    if not row["record_id"].startswith("elbeid:mapping/"):
        yield f"record_id {row['record_id']!r}: write elbeid:mapping/<local>"
    if row["record_id"].removeprefix("elbeid:") in reading.defined:
        first = reading.defined[row["record_id"].removeprefix("elbeid:")]
        yield f"record_id {row['record_id']!r} stands twice, first at {first}: take out the row of what is withdrawn"
    if row["subject_id"].removeprefix("elbeid:") not in known and not reading.is_partial:
        yield f"unknown subject {row['subject_id']!r}"
    if not _CONFIDENCE.fullmatch(row.get("confidence", "1")):
        yield f"confidence {row['confidence']!r}: write a number from 0 to 1 without needless digits, such as 0.85"
    if not times.is_day(row.get("mapping_date", "2000-01-01")):
        yield f"mapping_date {row['mapping_date']!r} is no full date, such as 2026-11-23"
    if row["predicate_id"] not in PREDICATES:
        yield f"predicate {row['predicate_id']!r} is none of {', '.join(PREDICATES)}"


def _spaces(terms: Terms) -> dict[str, str]:
    """The prefixes of CURIEs, with what they stand for."""
    return terms.prefixes | {"elbeid": terms.id}


def _unreadable(row: dict[str, str], spaces: Spaces) -> Iterator[str]:
    """What is wrong with cells that hold no IRIs where they should, or characters that no text holds."""
    for slot, cell in row.items():
        if wrong := characters.forbidden(cell) or (slot not in _IRIS and characters.untidy(cell)):
            yield f"{slot}: {wrong}"
        for value in _values(slot, cell) if slot in _IRIS else ():
            if not _is_known(value, spaces):
                yield f"{value!r}: write IRIs, or CURIEs with one of {', '.join(spaces)}"
                continue
            try:
                literals.iri(_iri(value, spaces))
            except ValueError:
                yield f"{slot} {value!r} is no IRI: write one value, without spaces or signs that none holds"


def _values(slot: str, cell: str) -> list[str]:
    """The values of a cell: several only of see_also, between bars that no backslash stands before."""
    return [value.replace(r"\|", "|") for value in _BAR.split(cell)] if slot == "see_also" else [cell]


def _quads(row: dict[str, str], spaces: Spaces) -> Iterator[Quad]:
    mapping = NamedNode(_iri(row["record_id"], spaces))
    yield Quad(mapping, term("rdf:type"), term("sssom:Mapping"))
    for slot, value in row.items():
        if slot in _SLOTS:
            yield from (Quad(mapping, term(_SLOTS[slot]), _term(slot, item, spaces)) for item in _values(slot, value))
    if "predicate_modifier" not in row:
        yield Quad(*(NamedNode(_iri(row[slot], spaces)) for slot in ("subject_id", "predicate_id", "object_id")))


def _term(slot: str, value: str, spaces: Spaces) -> NamedNode | Literal:
    if slot in _IRIS:
        return NamedNode(_iri(value, spaces))
    datatype = _DATATYPES.get(slot)
    return Literal(value, datatype=term(datatype) if datatype else None)


def _is_known(value: str, spaces: Spaces) -> bool:
    known = (*(f"{prefix}:" for prefix in spaces), "http://", "https://")
    return value in _NEGATED or value.startswith(known)


def _iri(value: str, spaces: Spaces) -> str:
    prefix, _, local = _NEGATED.get(value, value).partition(":")
    return spaces[prefix] + local if prefix in spaces else value
