from threading import Thread

from support.live_service import example_quads, write_release

from kb.store.embedded import EmbeddedStore

QUERY = "SELECT ?node ?p ?o { ?node ?p ?o }"


def test_a_store_on_disk_answers_as_one_in_memory_does(tmp_path):
    release = write_release(tmp_path / "release", example_quads(100))

    on_disk, in_memory = EmbeddedStore.open(release.store, release.terms), EmbeddedStore.holding(example_quads(100))

    assert len(on_disk.select(QUERY)) == 100
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
