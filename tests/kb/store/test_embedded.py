from threading import Thread

from pyoxigraph import NamedNode, Variable
from support.live_service import EXAMPLE, example_quads, write_release

from kb.store.embedded import EmbeddedStore

NODE = Variable("node")
QUERY = "SELECT ?node ?p ?o { ?node ?p ?o }"


def test_a_substituted_variable_is_bound_not_pasted():
    store = EmbeddedStore.holding(example_quads(30))

    rows = store.select(QUERY, {NODE: NamedNode(EXAMPLE + "s1")})

    assert len(rows) == 10
    assert {row["node"] for row in rows} == {NamedNode(EXAMPLE + "s1")}


def test_a_store_on_disk_answers_as_one_in_memory_does(tmp_path):
    release = write_release(tmp_path / "release", example_quads(100))

    on_disk, in_memory = EmbeddedStore.open(release.store), EmbeddedStore.holding(example_quads(100))

    assert len(on_disk) == len(in_memory) == 100
    assert {tuple(row) for row in on_disk.select(QUERY)} == {tuple(row) for row in in_memory.select(QUERY)}


def test_solutions_outlive_the_thread_that_asked():
    store, rows = EmbeddedStore.holding(example_quads(10)), []
    thread = Thread(target=lambda: rows.extend(store.select(QUERY)))
    thread.start()
    thread.join()

    assert len([row["o"] for row in rows]) == 10


def test_constructed_triples_come_once():
    store = EmbeddedStore.holding(example_quads(10))

    triples = store.construct("CONSTRUCT { <http://example.org/a> <http://example.org/b> 1 } WHERE { ?s ?p ?o }")

    assert len(triples) == 1


def test_ask_tells_whether_there_is_a_solution():
    store = EmbeddedStore.holding(example_quads(10))

    assert store.ask("ASK { ?s ?p ?o }")
    assert not store.ask("ASK { ?s ?p 1 }")
