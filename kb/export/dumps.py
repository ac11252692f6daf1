"""The dumps of a release: the record in each format of RDF."""

from collections.abc import Iterator

from pyoxigraph import Quad

from kb.model import context
from kb.rdf import formats
from kb.rdf import graphs as ground


def dumps(quads: list[Quad]) -> Iterator[tuple[str, bytes]]:
    """The quads in each format, by the name of the file."""
    graphs, words = ground.graphs(quads), context.document()
    computed = [triple for triples in graphs.named.values() for triple in triples]
    for format in formats.FORMATS:
        if format.dataset:
            yield f"elbe.{format.extension}", formats.write_dataset(graphs, format, context=words)
        else:
            yield f"elbe.{format.extension}", formats.write_graph(graphs.default, format.media_type, context=words)
            yield f"elbe-derived.{format.extension}", formats.write_graph(computed, format.media_type, context=words)
