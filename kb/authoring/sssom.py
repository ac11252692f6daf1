"""Links to other authorities, from SSSOM tables (https://mapping-commons.github.io/sssom/spec-formats-tsv/).

In RDF a link is a `sssom:Mapping` (the standard's OWL form calls it `owl:Axiom`, which reasoners could read as
asserted, also where it is negative) with the properties that the standard gives its slots.
"""

import csv
import re
from collections.abc import Container, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kb.authoring.files import File
from kb.authoring.nodes import Reading
from kb.namespaces import ID, PREFIXES, term

REQUIRED = ("record_id", "subject_id", "predicate_id", "object_id", "mapping_justification")
PREDICATES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")

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
_PREFIXES = PREFIXES | {"elbeid": ID}
_NEGATED = {"Not": "sssom:NegatedPredicate"}


def read(file: File, known: Container[str], reading: Reading) -> list[Quad]:
    """The mappings of a `*.sssom.tsv` file; what is wrong in its rows is added to the reading's problems.

    Raises SeedErrors for bytes that are not UTF-8.
    """
    quads: list[Quad] = []
    for line, row in _rows(file.text()):
        place = file.place(line)
        if wrong := list(_wrong(row, known, reading)):
            reading.problems += [place.problem(message) for message in wrong]
            continue
        reading.defined[_iri(row["record_id"]).removeprefix(ID)] = place
        quads += _quads(row)
    return quads


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    lines = text.splitlines()
    heading = sum(1 for line in lines if line.startswith("#"))
    table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    for index, row in enumerate(table):
        yield heading + index + 2, {key: value for key, value in row.items() if key and value}


def _wrong(row: dict[str, str], known: Container[str], reading: Reading) -> Iterator[str]:
    if missing := [slot for slot in REQUIRED if slot not in row]:
        yield f"the mapping lacks {', '.join(missing)}"
        return
    if unknown := set(row) - set(_SLOTS) - {"record_id"}:
        yield f"unknown column {', '.join(sorted(unknown))}"
    if unreadable := [row[slot] for slot in _IRIS if slot in row and not _is_iri(row[slot].split("|"))]:
        yield f"{', '.join(map(repr, unreadable))}: write IRIs, or CURIEs with one of {', '.join(_PREFIXES)}"
        return
    if not row["record_id"].startswith("elbeid:mapping/"):
        yield f"record_id {row['record_id']!r}: write elbeid:mapping/<local>"
    if row["record_id"].removeprefix("elbeid:") in reading.defined:
        yield f"record_id {row['record_id']!r} stands twice"
    if row["subject_id"].removeprefix("elbeid:") not in known and not reading.is_partial:
        yield f"unknown subject {row['subject_id']!r}"
    if not _CONFIDENCE.fullmatch(row.get("confidence", "1")):
        yield f"confidence {row['confidence']!r}: write a number from 0 to 1 without needless digits, such as 0.85"
    if row["predicate_id"] not in PREDICATES:
        yield f"predicate {row['predicate_id']!r} is none of {', '.join(PREDICATES)}"


def _quads(row: dict[str, str]) -> Iterator[Quad]:
    mapping = NamedNode(_iri(row["record_id"]))
    yield Quad(mapping, term("rdf:type"), term("sssom:Mapping"))
    for slot, value in row.items():
        if slot in _SLOTS:
            values = value.split("|") if slot == "see_also" else [value]
            yield from (Quad(mapping, term(_SLOTS[slot]), _term(slot, item)) for item in values)
    if "predicate_modifier" not in row:
        yield Quad(
            NamedNode(_iri(row["subject_id"])), NamedNode(_iri(row["predicate_id"])), NamedNode(_iri(row["object_id"]))
        )


def _term(slot: str, value: str) -> NamedNode | Literal:
    if slot in _IRIS:
        return NamedNode(_iri(value))
    datatype = _DATATYPES.get(slot)
    return Literal(value, datatype=term(datatype) if datatype else None)


def _is_iri(values: list[str]) -> bool:
    known = (*(f"{prefix}:" for prefix in _PREFIXES), "http://", "https://")
    return all(value in _NEGATED or value.startswith(known) for value in values)


def _iri(value: str) -> str:
    prefix, _, local = _NEGATED.get(value, value).partition(":")
    return _PREFIXES[prefix] + local if prefix in _PREFIXES else value
