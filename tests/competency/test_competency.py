"""The competency questions: each a query that ships with Elbe, with the exact rows that answer it."""

from pathlib import Path

import pyoxigraph
import pytest

from kb import resources
from kb.derivation.derive import derive
from kb.namespaces import ID

QUERIES = sorted((resources.folder("seeds") / "queries").glob("[0-9]*.rq"))
ROWS = Path(__file__).parent


@pytest.fixture(scope="session")
def store(record) -> pyoxigraph.Store:
    quads = record.default_graph()
    store = pyoxigraph.Store()
    store.bulk_extend(quads + derive(quads))
    return store


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_question_is_answered_by_exactly_these_rows(query, store):
    results = store.query(query.read_text(encoding="utf-8"), base_iri=ID)

    answer = results.serialize(format=pyoxigraph.QueryResultsFormat.CSV).decode()
    assert answer.replace("\r\n", "\n") == (ROWS / f"{query.stem}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("rows", sorted(ROWS.glob("*.csv")), ids=lambda path: path.stem)
def test_each_answer_has_its_question_and_rows(rows):
    assert rows.stem in {query.stem for query in QUERIES}
    assert len(rows.read_text(encoding="utf-8").splitlines()) > 1


def test_each_query_opens_with_the_question_it_answers():
    for query in QUERIES:
        assert query.read_text(encoding="utf-8").splitlines()[0].endswith("?")
