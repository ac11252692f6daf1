import pytest
from pyoxigraph import Literal, NamedNode
from support.live_service import EXAMPLE, example_quads

from kb.store import binding
from kb.store.binding import bind, bind_pair, select_each
from kb.store.embedded import EmbeddedStore

QUERY = "SELECT ?node ?p ?o { { VALUES ?node { <x:example> } ?node ?p ?o } UNION { VALUES ?node { <x:example> } ?s ?p ?node } }"


def nodes(*numbers):
    return [NamedNode(f"{EXAMPLE}s{number}") for number in numbers]


def test_terms_stand_in_each_branch_in_place_of_the_example():
    assert (
        bind(QUERY, "node", [NamedNode("x:a"), Literal('"}\n', language="en")]).count(
            r'VALUES ?node { <x:a> "\"}\n"@en }'
        )
        == 2
    )


def test_one_of_two_terms_may_stay_open():
    pair = bind_pair("VALUES (?from ?to) { (1 2) }", ("from", "to"), (Literal("a"), None))

    assert pair == 'VALUES (?from ?to) { ("a" UNDEF) }'


def test_a_query_without_the_parameter_is_refused():
    with pytest.raises(AssertionError, match="no VALUES block for"):
        bind(QUERY, "claim", [])


def test_a_query_is_asked_for_many_terms_at_once_and_for_very_many_in_parts(monkeypatch):
    store, asked = EmbeddedStore.holding(example_quads(100)), []
    select = store.select
    monkeypatch.setattr(store, "select", lambda query: [asked.append(query), *select(query)][1:])
    whole = {tuple(row) for row in select_each(store, QUERY, "node", nodes(*range(10)))}
    monkeypatch.setattr(binding, "MOST_TERMS", 4)

    assert {tuple(row) for row in select_each(store, QUERY, "node", nodes(*range(10)))} == whole != set()
    assert len(asked) == 1 + 3


def test_nothing_is_asked_for_no_terms():
    assert list(select_each(EmbeddedStore.holding([]), "no query at all", "node", [])) == []
