"""The derived graph: what the rule files compute from the record, labelled with their version."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kb import resources
from kb.model import ontology
from kb.namespaces import DERIVED_GRAPH, ID, term
from kb.store.embedded import EmbeddedStore
from kb.store.protocol import Store

FOLDER = "kb/derivation/rules"


def derive(record: Iterable[Quad]) -> list[Quad]:
    """The quads of the derived graph.

    Rules read the record in the default graph and the ontology in a graph of its own. Those that read the derived graph
    are applied after those that do not.
    """
    given = [*record, *ontology.graph()]
    names = sorted(path.stem for path in resources.folder(FOLDER).glob("*.rq"))
    later = {name for name in names if f"<{DERIVED_GRAPH.value}>" in resources.read_text(f"{FOLDER}/{name}.rq")}
    derived: list[Quad] = []
    for group in ([name for name in names if name not in later], sorted(later)):
        store = EmbeddedStore.holding([*given, *derived])
        derived += [
            Quad(t.subject, t.predicate, t.object, DERIVED_GRAPH) for name in group for t in _apply(name, store)
        ]
    return derived


def _apply(name: str, store: Store) -> Iterator[Triple]:
    query = resources.read_text(f"{FOLDER}/{name}.rq")
    computed = store.construct(query)
    yield from computed
    rule = NamedNode(f"{ID}rule/{name.replace('_', '-')}")
    sentence = query.partition("\n")[0].removeprefix("# ")
    yield Triple(rule, term("rdf:type"), term("elbe:Rule"))
    yield Triple(rule, term("skos:prefLabel"), Literal(sentence, language="en"))
    yield Triple(rule, term("owl:versionInfo"), Literal(sha256(query.encode()).hexdigest()[:12]))
    for predicate in {triple.predicate for triple in computed} - {term("rdf:type")}:
        yield Triple(rule, term("elbe:computes"), predicate)
