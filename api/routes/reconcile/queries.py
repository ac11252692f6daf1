"""What a batch of reconciliation queries asks, read within bounds.

Errors name the query and the member that is wrong: `q3.limit`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from api.http.problems import BadRequest, BodyTooLarge
from api.routes.reconcile.vocabulary import COMPARED, SYNONYMS
from api.settings import Reconciliation
from kb.hints import nearest
from kb.search.contexts import Given

MEMBERS = ("query", "type", "limit", "properties", "type_strict")
STRICTNESS = ("any", "should", "all")


@dataclass(frozen=True)
class Query:
    """One query: a name, types and how strictly they are meant, what is known, and how many candidates are wanted."""

    name: str
    types: tuple[str, ...]
    strictness: str
    given: tuple[Given, ...]
    limit: int


def read_json(text: str, parameter: str) -> Any:
    """The value of a parameter that holds JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        raise BadRequest(f"{parameter} nests too deep.") from None
    except ValueError as error:
        raise BadRequest(f"{parameter} is no JSON: {error}.") from None


def read_batch(text: str, bounds: Reconciliation) -> dict[str, Query]:
    """The queries of a batch by their keys."""
    batch = read_json(text, "queries")
    if not isinstance(batch, dict):
        raise BadRequest("queries: write an object, with a query for each key of your own.")
    if len(batch) > bounds.reconcile_queries:
        raise BodyTooLarge(f"A batch may have {bounds.reconcile_queries} queries; this has {len(batch)}.")
    return {key: _read_query(key, query, bounds) for key, query in batch.items()}


def _read_query(key: str, query: object, bounds: Reconciliation) -> Query:
    """One query."""
    if not isinstance(query, dict):
        _refuse(key, "write an object with the member 'query'")
    for member in query:
        if member not in MEMBERS:
            _refuse(
                key, f"there is no member {member[:50]!r}{nearest(member, MEMBERS)}; there are {', '.join(MEMBERS)}"
            )
    given = _read_properties(key, query.get("properties", []))
    name = query.get("query", "")
    if not isinstance(name, str):
        _refuse(f"{key}.query", "write a text")
    if "query" not in query and not query.get("properties"):
        _refuse(key, "write a 'query', or 'properties'")
    strictness = query.get("type_strict", "any")
    if strictness not in STRICTNESS:
        _refuse(f"{key}.type_strict", f"write one of {', '.join(STRICTNESS)}")
    return Query(name, _read_types(key, query.get("type", [])), strictness, given, _read_limit(key, query, bounds))


def _read_limit(key: str, query: Mapping[str, Any], bounds: Reconciliation) -> int:
    """How many candidates are wanted: no more than are given."""
    limit = query.get("limit", bounds.reconcile_usual)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit < float("inf"):
        _refuse(f"{key}.limit", "write a number from 1 on")
    return min(int(limit), bounds.reconcile_candidates)


def _read_types(key: str, types: object) -> tuple[str, ...]:
    """The types that are asked for."""
    found = [types] if isinstance(types, str) else types
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        _refuse(f"{key}.type", "write the identifier of a type, or an array of such")
    return tuple(each for each in found if each)


def _read_properties(key: str, properties: object) -> tuple[Given, ...]:
    """What is known, by the properties that are compared; others change nothing."""
    if not isinstance(properties, list):
        _refuse(f"{key}.properties", "write an array")
    found = []
    for at, each in enumerate(properties):
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            _refuse(f"{key}.properties[{at}]", "write an object with 'pid' and 'v'")
        word = SYNONYMS.get(each["pid"], each["pid"])
        values = tuple(_text(f"{key}.properties[{at}].v", value) for value in _several(each["v"]))
        if word in COMPARED and any(values):
            found.append(Given(word, tuple(value for value in values if value)))
    return tuple(found)


def _several(value: object) -> list[object]:
    """A value or an array of values as a list."""
    return value if isinstance(value, list) else [value]


def _text(place: str, value: object) -> str:
    """The text of a value; of another entity its identifier."""
    named = value.get("id") if isinstance(value, dict) else value
    if not isinstance(named, str if isinstance(value, dict) else str | int | float):
        _refuse(place, "write a text, a number, true, false, or an object with 'id'")
    return str(named)


def _refuse(place: str, remedy: str) -> NoReturn:
    """Tells what is wrong where."""
    raise BadRequest(f"{place[:100]}: {remedy}.")
