"""Terms put into queries: into VALUES blocks, which every endpoint knows, where examples stand in the files.

A block stands in each branch that the terms narrow; one outside a UNION or GRAPH lets engines scan the branches whole.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, QuerySolution

from kb.store.protocol import Store

Term = NamedNode | Literal

MOST_TERMS = 5_000
"""How many terms one query is given; for more it is asked several times."""


def bind(query: str, parameter: str, terms: Iterable[Term]) -> str:
    """The query with serialized terms in the place of the examples for a parameter."""
    return _replace(query, f"?{parameter}", " ".join(map(str, terms)))


def bind_pair(query: str, parameters: tuple[str, str], terms: tuple[Term | None, Term | None]) -> str:
    """The query with two terms in the place of the example for two parameters; None leaves one of them open."""
    first, second = (str(term) if term else "UNDEF" for term in terms)
    return _replace(query, f"(?{parameters[0]} ?{parameters[1]})", f"({first} {second})")


def extend(query: str, parameter: str, terms: Iterable[Term]) -> str:
    """The query with serialized terms beside the examples for a parameter."""
    found = re.search(rf"VALUES \?{parameter} \{{([^}}]*)\}}", query)
    assert found, f"no VALUES block for {parameter} in {query}"
    return query[: found.end(1)] + "".join(f"{term} " for term in terms) + query[found.end(1) :]


def in_language(query: str, language: str) -> str:
    """The query, if it tells things by their names in a language, with that of a record in the place of English."""
    return bind(query, "language", [Literal(language)]) if "VALUES ?language {" in query else query


def select_each(store: Store, query: str, parameter: str, terms: Iterable[Term]) -> Iterator[QuerySolution]:
    """The solutions of a query for each of many terms; none where there is no term."""
    given = list(dict.fromkeys(terms))
    for start in range(0, len(given), MOST_TERMS):
        yield from store.select(bind(query, parameter, given[start : start + MOST_TERMS]))


def _replace(query: str, parameters: str, terms: str) -> str:
    pattern = re.compile(rf"VALUES {re.escape(parameters)} \{{[^}}]*\}}")
    assert pattern.search(query), f"no VALUES block for {parameters} in {query}"
    return pattern.sub(lambda _: f"VALUES {parameters} {{ {terms} }}", query)
