import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad, QuerySolutions, Store
from pyoxigraph import NamedNode as Node

from kb.rdf.formats import SOLUTION_FORMATS
from kb.sandbox.row_counts import ROW_COUNTS

HEADER_ROWS = {"text/csv": 1, "text/tab-separated-values": 1}
AWKWARD = st.lists(st.text(alphabet='"\\,{}[]\r\n\ta<>&', max_size=12), max_size=8)


def results(texts: list[str]) -> QuerySolutions:
    store = Store()
    store.extend(
        Quad(Node(f"http://example.org/{i}"), Node("http://example.org/p"), Literal(t)) for i, t in enumerate(texts)
    )
    return store.query(
        "SELECT ?o ?none ?o2 { ?s ?p ?o OPTIONAL { ?s <http://example.org/none> ?none } BIND(?o AS ?o2) }"
    )


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
@given(texts=AWKWARD, seed=st.integers())
def test_rows_are_counted_wherever_the_pieces_are_cut(media_type, texts, seed):
    written = results(texts).serialize(format=SOLUTION_FORMATS[media_type])
    count, rows, chance = ROW_COUNTS[media_type](), 0, random.Random(seed)

    while written:
        size = chance.randint(1, 9)
        rows, written = count(written[:size]), written[size:]

    assert rows - HEADER_ROWS.get(media_type, 0) == len(texts)


@pytest.mark.parametrize("media_type", SOLUTION_FORMATS)
def test_rows_without_any_value_count_too(media_type):
    written = Store().query("SELECT ?x { VALUES ?y { 1 2 3 } }").serialize(format=SOLUTION_FORMATS[media_type])

    assert ROW_COUNTS[media_type]()(written) - HEADER_ROWS.get(media_type, 0) == 3
