"""What the dataset is and how much of what it holds (https://www.w3.org/TR/void/): the authored part and the counts."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, QuerySolution, Triple

from kb import resources
from kb.corpus import Corpus
from kb.model.vocabulary import Terms
from kb.namespaces import expand, term
from kb.rdf.triples import node, number, text, typed
from kb.release.release import citation
from kb.store.protocol import Store

URI_SPACE = term("void:uriSpace")


def _graphs(terms: Terms) -> dict[NamedNode, str]:
    """The graphs of a dataset, with what each holds."""
    return {
        terms.record_graph: "The authored record, which is the default graph",
        terms.derived_graph: "What is computed from the record",
        terms.ontology_graph: "The terms in which the record is written",
    }


def edition(corpus: Corpus, release: str, dataset: NamedNode) -> Iterator[Triple]:
    """What the dataset is called, of which version and day it is, and how it is cited."""
    yield Triple(dataset, term("dcterms:title"), Literal(corpus.title, language=corpus.language))
    yield typed(dataset, "owl:versionInfo", corpus.version, "xsd:string")
    yield typed(dataset, "dcterms:issued", corpus.date.isoformat(), "xsd:date")
    cited = Literal(citation(corpus.title, corpus.version, corpus.date, release), language=corpus.language)
    yield Triple(dataset, term("dcterms:bibliographicCitation"), cited)


def describe(said: Iterable[Triple], store: Store) -> list[Triple]:
    """What authors say of the dataset, with what is counted in its graphs; no address of any service."""
    said = list(said)
    counted = [triple for graph in _graphs(store.terms) for triple in _statistics(graph, store)]
    return [
        *said,
        number(store.terms.dataset, "void:triples", sum(_triples(graph, store) for graph in _graphs(store.terms))),
        *counted,
        *_linksets(store, said),
        *_vocabularies(counted, store.terms),
    ]


def _triples(graph: NamedNode, store: Store) -> int:
    """How many triples a graph holds."""
    return int(_rows(store, "totals", graph)[0]["triples"].value)


def _statistics(graph: NamedNode, store: Store) -> Iterator[Triple]:
    """How much a graph holds, in all, of each class and of each property."""
    terms = store.terms
    yield node(terms.dataset, "void:subset", graph)
    yield node(graph, "rdf:type", "void:Dataset")
    yield text(graph, "dcterms:title", _graphs(terms)[graph])
    yield from _counts(graph, _rows(store, "totals", graph)[0], TOTALS)
    for row in _rows(store, "classes", graph):
        partition = _part(graph, "class", row["class"].value, terms)
        yield node(graph, "void:classPartition", partition)
        yield node(partition, "void:class", row["class"])
        yield from _counts(partition, row, {"entities": "void:entities"})
        if row["example"] is not None and graph == terms.record_graph:
            yield node(terms.dataset, "void:exampleResource", row["example"].value)
    for row in _rows(store, "properties", graph):
        partition = _part(graph, "property", row["property"].value, terms)
        yield node(graph, "void:propertyPartition", partition)
        yield node(partition, "void:property", row["property"])
        yield from _counts(partition, row, OF_PROPERTY)


OF_PROPERTY = {"triples": "void:triples", "subjects": "void:distinctSubjects", "objects": "void:distinctObjects"}
TOTALS = OF_PROPERTY | {"entities": "void:entities", "properties": "void:properties", "classes": "void:classes"}


def _counts(subject: NamedNode, row: QuerySolution, names: dict[str, str]) -> Iterator[Triple]:
    """The numbers of a row, each as the property that it is named for."""
    return (number(subject, predicate, int(row[name].value)) for name, predicate in names.items())


def _part(graph: NamedNode, kind: str, iri: str, terms: Terms) -> NamedNode:
    """The name of a part of a graph, made from that of the class or property that it is about."""
    name = terms.compact(iri).replace(":", "-")
    return NamedNode(f"{terms.dataset.value}#{graph.value.rpartition('/')[2]}-{kind}-{name}")


def _linksets(store: Store, said: Iterable[Triple]) -> Iterator[Triple]:
    """How many links lead to each other dataset, by kind of link."""
    dataset = store.terms.dataset
    spaces = {
        triple.object.value: triple.subject
        for triple in said
        if triple.predicate == URI_SPACE and triple.subject != dataset and isinstance(triple.object, Literal)
    }
    found = Counter(
        (other.value, row["predicate"].value)
        for row in _rows(store, "links", store.terms.record_graph)
        for space, other in spaces.items()
        if isinstance(other, NamedNode) and row["object"].value.startswith(space)
    )
    for (other, predicate), links in sorted(found.items()):
        linkset = NamedNode(f"{other}-{store.terms.compact(predicate).partition(':')[2]}")
        yield node(dataset, "void:subset", linkset)
        yield node(linkset, "rdf:type", "void:Linkset")
        yield node(linkset, "void:subjectsTarget", dataset)
        yield node(linkset, "void:objectsTarget", other)
        yield node(linkset, "void:linkPredicate", predicate)
        yield number(linkset, "void:triples", links)


def _vocabularies(counted: Iterable[Triple], terms: Terms) -> list[Triple]:
    """The vocabularies whose classes and properties the dataset uses."""
    used = {
        triple.object.value
        for triple in counted
        if triple.predicate.value in {expand("void:class"), expand("void:property")}
        and isinstance(triple.object, NamedNode)
    }
    namespaces = {space for space in terms.prefixes.values() for iri in used if iri.startswith(space)}
    return [node(terms.dataset, "void:vocabulary", space) for space in sorted(namespaces)]


def _rows(store: Store, query: str, graph: NamedNode) -> list[QuerySolution]:
    """The solutions of one of the queries about datasets, asked of one graph."""
    return store.of_graph(graph).select(resources.query("release/statistics", query))
