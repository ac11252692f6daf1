"""Links to other authorities, from SSSOM tables (https://mapping-commons.github.io/sssom/spec/)."""

import csv
from collections.abc import Container, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kb.names import ID, expand
from kb.reader import Place, Reading

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
_IRIS = ("subject_id", "predicate_id", "object_id", "mapping_justification", "predicate_modifier", "see_also")
_DATATYPES = {"confidence": "xsd:decimal", "mapping_date": "xsd:date"}


def load(folder: Path, known: Container[str], reading: Reading) -> list[Quad]:
    """The mappings of all `*.sssom.tsv` files of a folder; what is wrong in them is added to the reading's problems."""
    quads: list[Quad] = []
    for path in sorted(folder.glob("*.sssom.tsv")):
        file = f"{folder.parent.name}/{folder.name}/{path.name}"
        for line, row in _rows(path):
            place = Place(file, line)
            if wrong := list(_wrong(row, known, reading)):
                reading.problems += [place.problem(message) for message in wrong]
                continue
            reading.defined[f"mapping/{row['record_id']}"] = place
            quads += _quads(row)
    return quads


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
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
    if f"mapping/{row['record_id']}" in reading.defined:
        yield f"record_id {row['record_id']!r} stands twice"
    if row["subject_id"].removeprefix("elbeid:") not in known:
        yield f"unknown subject {row['subject_id']!r}"
    if row["predicate_id"] not in PREDICATES:
        yield f"predicate {row['predicate_id']!r} is none of {', '.join(PREDICATES)}"


def _quads(row: dict[str, str]) -> Iterator[Quad]:
    mapping = NamedNode(f"{ID}mapping/{row['record_id']}")
    yield Quad(mapping, NamedNode(expand("rdf:type")), NamedNode(expand("sssom:Mapping")))
    for slot, value in row.items():
        if slot in _SLOTS:
            values = value.split("|") if slot == "see_also" else [value]
            yield from (Quad(mapping, NamedNode(expand(_SLOTS[slot])), _term(slot, item)) for item in values)
    if "predicate_modifier" not in row:
        yield Quad(
            NamedNode(_iri(row["subject_id"])), NamedNode(_iri(row["predicate_id"])), NamedNode(_iri(row["object_id"]))
        )


def _term(slot: str, value: str) -> NamedNode | Literal:
    if slot in _IRIS:
        return NamedNode(_iri(value))
    datatype = _DATATYPES.get(slot)
    return Literal(value, datatype=NamedNode(expand(datatype)) if datatype else None)


def _iri(value: str) -> str:
    prefix, _, local = value.partition(":")
    if prefix == "elbeid":
        return ID + local
    return value if value.startswith(("http://", "https://")) else expand(value)
