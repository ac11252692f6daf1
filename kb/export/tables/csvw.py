"""What the columns of the tables are, for programs (https://www.w3.org/TR/tabular-metadata/)."""

from collections.abc import Iterable
from typing import Any

from kb.export.tables.schema import ITEM, Field, Reference, Table, tables
from kb.namespaces import PREFIXES
from kb.reading.tables import SEPARATOR

NAME = "csv-metadata.json"
"""Where those who read one of the tables look for it."""

DATATYPES: dict[str, Any] = {
    "iri": "anyURI",
    "item": {"base": "string", "format": ITEM},
    "edtf": {"base": "string", "@id": PREFIXES["loc"] + "EDTF"},
    "language": {"base": "string", "format": "[a-z]{2,3}(-[a-z0-9]{2,8})*"},
    "text": "string",
}
"""Where they are not called as ours are."""


def metadata(told: dict[str, Any]) -> dict[str, Any]:
    """The description of all tables, with what is told of the release."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        **told,
        "dialect": {"lineTerminators": ["\r\n"], "quoteChar": '"', "doubleQuote": True},
        "tables": [_table(table) for table in tables()],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "tableSchema": {
            "columns": [_column(field, table.key) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(reference) for reference in table.references],
        },
    }


def _column(field: Field, key: Iterable[str]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field.name,
        "titles": field.name,
        "dc:description": field.about,
        "datatype": DATATYPES.get(field.type, field.type),
    }
    if field.name in key:
        column["required"] = True
    if field.is_many:
        column["separator"] = SEPARATOR
    if field.type == "item":
        column["valueUrl"] = f"{PREFIXES['wd']}{{{field.name}}}"
    return column


def _foreign_key(reference: Reference) -> dict[str, Any]:
    to = {"resource": f"{reference.table}.csv", "columnReference": reference.key}
    return {"columnReference": reference.field, "reference": to}
