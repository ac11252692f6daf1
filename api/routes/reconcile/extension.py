"""Data extension: values of properties for things that are reconciled.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#data-extension-service
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from api.http.problems import BadRequest, BodyTooLarge
from api.routes.reconcile.answers import identifier
from api.routes.reconcile.queries import read_json
from api.routes.reconcile.vocabulary import TOLD, type_json
from api.settings import Reconciliation
from kb.hints import nearest
from kb.model.vocabulary import Terms
from kb.namespaces import expand
from kb.reading.extension import Values, claims, named, values
from kb.reading.facts import Facts, Reference, Value
from kb.store.protocol import Store

Json = dict[str, Any]
CLAIMS = "claims"
COUNTED = ("limit", "offset")


@dataclass(frozen=True)
class _Column:
    """A property that is asked for, with which of its values are wanted."""

    id: str
    limit: int = 0
    offset: int = 0
    language: str = ""
    count: bool = False

    def chosen(self, found: Sequence[Json]) -> list[Json]:
        """Those of the values that are wanted, or how many there are."""
        if self.count:
            return [{"int": len(found)}]
        return list(found[self.offset : self.offset + self.limit if self.limit else None])


def extend(store: Store, text: str, bounds: Reconciliation) -> Json:
    """The answer to a query of data extension: rows for the identifiers, and what the columns hold."""
    ids, columns = _read(text, bounds)
    things = {id: node for id in ids if (node := _thing(id, store.terms))}
    wanted = {column.id for column in columns}
    found = values(store, list(things.values()), wanted - {CLAIMS})
    about = claims(store, list(things.values())) if CLAIMS in wanted else {}
    calls = named(store, [value for each in found.values() for value in each if isinstance(value, NamedNode)])
    rows = {
        id: {column.id: column.chosen(_cells(things.get(id), column, found, about, calls)) for column in columns}
        for id in ids
    }
    return {"meta": [_meta(column, store.terms) for column in columns], "rows": rows}


def _cells(
    thing: NamedNode | None, column: _Column, found: Values, about: dict[str, list[Reference]], calls: Facts
) -> list[Json]:
    """All values of a property of a thing."""
    if thing is None:
        return []
    if column.id == CLAIMS:
        return [_referred(reference, calls.terms) for reference in about.get(thing.value, ())]
    return [
        _cell(value, column, calls)
        for value in found.get((thing.value, column.id), ())
        if _is_in(value, column.language)
    ]


def _is_in(value: Value, language: str) -> bool:
    """Whether a value is in a language, or no text."""
    return not language or not isinstance(value, Literal) or not value.language or value.language == language.lower()


def _cell(value: Value, column: _Column, calls: Facts) -> Json:
    """One value."""
    if isinstance(value, NamedNode) and TOLD[column.id].values == "thing":
        return _referred(calls.value(value), calls.terms)
    if TOLD[column.id].values == "number":
        return {"float": float(value.value)}
    return {"str": value.value}


def _referred(reference: Reference, terms: Terms) -> Json:
    """A thing of the record as a value."""
    return {"id": identifier(reference.iri or "", terms), "name": reference.text}


def _meta(column: _Column, terms: Terms) -> Json:
    """What a column holds."""
    told = TOLD[column.id]
    of_things = {"elbe:within": "elbe:Place", CLAIMS: "elbe:Claim"}.get(column.id)
    return {"id": told.id, "name": told.name} | ({"type": type_json(expand(of_things), terms)} if of_things else {})


def propose(type: str | None, classes: Iterable[str], limit: int, terms: Terms) -> Json:
    """The properties with which things of a type may be extended."""
    places, works = terms.below(expand("elbe:Place")), {expand("elbe:Work"), expand("elbe:Source")}
    events = terms.below(expand("elbe:Event"))
    only = {
        "elbe:within": places,
        "geo:lat": places,
        "geo:long": places,
        "dcterms:title": works,
        "elbe:eventType": events,
    }
    of_type = set(classes)
    fitting = [each for id, each in TOLD.items() if id not in only or not of_type or of_type & only[id]]
    answer: Json = {"properties": [{"id": each.id, "name": each.name} for each in fitting][:limit], "limit": limit}
    return answer | ({"type": type} if type else {})


def _thing(id: str, terms: Terms) -> NamedNode | None:
    """The node that an identifier stands for; None for what can be none."""
    try:
        return NamedNode(terms.id + id.removeprefix(terms.id))
    except ValueError:
        return None


def _read(text: str, bounds: Reconciliation) -> tuple[list[str], list[_Column]]:
    """The identifiers and the columns that are asked for."""
    asked = read_json(text, "extend")
    ids = asked.get("ids") if isinstance(asked, dict) else None
    columns = asked.get("properties") if isinstance(asked, dict) else None
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids) or not isinstance(columns, list):
        raise BadRequest("extend: write an object with 'ids', an array of identifiers, and 'properties', an array.")
    if len(ids) > bounds.reconcile_queries:
        raise BodyTooLarge(f"A table may be extended by {bounds.reconcile_queries} rows at once; this has {len(ids)}.")
    return list(dict.fromkeys(ids)), [_column(f"extend.properties[{at}]", each) for at, each in enumerate(columns)]


def _column(place: str, column: object) -> _Column:
    """One column."""
    id = column.get("id") if isinstance(column, dict) else None
    settings = column.get("settings", {}) if isinstance(column, dict) else None
    if not isinstance(id, str) or not isinstance(settings, dict):
        raise BadRequest(f"{place}: write an object with 'id', and 'settings' if there are any.")
    if id not in TOLD:
        raise BadRequest(
            f"{place}.id: there is no property {id[:100]!r}{nearest(id, TOLD)}; there are {', '.join(TOLD)}."
        )
    numbers = {name: _number(f"{place}.settings.{name}", settings.get(name, 0)) for name in COUNTED}
    language = settings.get("language", "")
    if not isinstance(language, str):
        raise BadRequest(f"{place}.settings.language: write the tag of a language.")
    return _Column(id, **numbers, language=language, count=settings.get("count") in (True, "on", "true"))


def _number(place: str, value: object) -> int:
    """A number of values, which clients also send as text."""
    try:
        number = int(float(value)) if isinstance(value, str | int | float) and value != "" else 0
    except (ValueError, OverflowError):
        number = -1
    if number < 0:
        raise BadRequest(f"{place}: write a number from 0 on.")
    return number
