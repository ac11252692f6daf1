"""The tables as a package of tabular data (https://specs.frictionlessdata.io/tabular-data-package/)."""

from collections.abc import Iterable
from typing import Any

from kb.export.tables.schema import ITEM, Field, Reference, Table, tables

NAME = "datapackage.json"

TYPES: dict[str, dict[str, Any]] = {
    "iri": {"type": "string", "format": "uri"},
    "item": {"type": "string"},
    "edtf": {"type": "string"},
    "language": {"type": "string"},
    "text": {"type": "string"},
    "decimal": {"type": "number"},
}
"""Where they are not called as ours are."""
PATTERNS: dict[str, Any] = {"item": ITEM}


def package(told: dict[str, Any]) -> dict[str, Any]:
    """The description of the package, with what is told of the release."""
    return {"profile": "tabular-data-package", **told, "resources": [_resource(table) for table in tables()]}


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": _resource_name(table.name),
        "path": f"{table.name}.csv",
        "title": table.title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(field, table.key) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(reference, table) for reference in table.references],
        },
    }


def _field(field: Field, key: Iterable[str]) -> dict[str, Any]:
    told = {"type": "string"} if field.is_many else TYPES.get(field.type, {"type": field.type})
    bounds = {"pattern": PATTERNS[field.type]} if field.type in PATTERNS else {}
    bounds |= {"required": True} if field.name in key else {}
    return {"name": field.name, "description": field.about, **told, **({"constraints": bounds} if bounds else {})}


def _foreign_key(reference: Reference, table: Table) -> dict[str, Any]:
    """A key into another table, or into the same one, which is called by no name."""
    resource = "" if reference.table == table.name else _resource_name(reference.table)
    return {"fields": reference.field, "reference": {"resource": resource, "fields": reference.key}}


def _resource_name(table: str) -> str:
    return table.replace("_", "-")
