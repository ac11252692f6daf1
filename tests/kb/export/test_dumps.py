import tracemalloc

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from support.live_service import example_quads
from support.words import CORE, DERIVED_GRAPH

from kb.errors import Unwritable
from kb.export import dumps
from kb.model import context
from kb.namespaces import ID
from kb.rdf.formats import FORMATS, write_graph
from kb.rdf.graphs import graphs
from kb.store.embedded import EmbeddedStore

BROKEN = Quad(*(NamedNode(f"https://example.org/{name}") for name in ("thing", "1", "other")))
"""Its predicate can't be an element of RDF/XML."""


def record(number):
    names = [[NamedNode(f"{ID}claim/{place}-{n}") for place in "spo"] for n in range(number)]
    return [*example_quads(number), *(Quad(*names, graph) for names in names for graph in (None, DERIVED_GRAPH))]


def test_a_dump_has_the_bytes_of_the_same_quads_written_at_once(tmp_path):
    quads, words = record(100), context.words(CORE)
    derived = [quad for quad in quads if quad.graph_name == DERIVED_GRAPH]
    dumps.write(tmp_path, EmbeddedStore.holding(quads))

    for form in FORMATS:
        if form.dataset:
            written = {"elbe": b"".join(form.write(graphs(quads), words))}
        else:
            authored = [quad for quad in quads if quad not in derived]
            parts = {"elbe": authored, "elbe-derived": derived}
            written = {name: write_graph(part, form.name, context=words) for name, part in parts.items()}
        assert {name: (tmp_path / f"{name}.{form.extension}").read_bytes() for name in written} == written


def test_a_store_too_large_to_be_held_is_dumped_in_the_same_bytes(tmp_path, monkeypatch):
    store = EmbeddedStore.holding(record(100))
    dumps.write(tmp_path / "held", store)
    monkeypatch.setattr(dumps, "HELD", 0)
    dumps.write(tmp_path / "read", store)

    held, read = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("held", "read"))
    assert len(held) == 12
    assert held == read


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
def test_a_dump_of_a_store_too_large_to_be_held_holds_a_fraction_of_what_it_writes(form, monkeypatch):
    monkeypatch.setattr(dumps, "HELD", 0)
    texts = (
        Quad(NamedNode(f"{ID}claim/a-{n % 100}"), NamedNode("urn:p"), Literal(f"{n} " * 30)) for n in range(10_000)
    )
    dataset = dumps._dataset_of(EmbeddedStore.holding(texts).store)
    tracemalloc.start()
    size = sum(map(len, form.write(dataset, context.words(CORE))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < size / 10


def test_what_a_format_can_not_hold_is_told(tmp_path):
    with pytest.raises(Unwritable, match=r"example\.org/1"):
        dumps.write(tmp_path, EmbeddedStore.holding([BROKEN]))


def test_a_folder_that_can_not_be_written_is_told_with_its_name(tmp_path):
    (tmp_path / "dumps").touch()

    with pytest.raises(OSError, match="dumps"):
        dumps.write(tmp_path / "dumps", EmbeddedStore.holding([]))
