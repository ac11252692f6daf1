"""The derived graph: what the rule files compute from the record, labelled with their version."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kb import resources
from kb.names import DERIVED_GRAPH, ID, expand
from kb.store import EmbeddedStore, Store

FOLDER = "kb/rules"
TYPE = NamedNode(expand("rdf:type"))


def derive(record: Iterable[Quad]) -> list[Quad]:
    """The quads of the derived graph, in order of the rules."""
    store = EmbeddedStore.holding(record)
    names = sorted(path.stem for path in resources.folder(FOLDER).glob("*.rq"))
    return [Quad(t.subject, t.predicate, t.object, DERIVED_GRAPH) for name in names for t in _apply(name, store)]


def _apply(name: str, store: Store) -> Iterator[Triple]:
    query = resources.read_text(f"{FOLDER}/{name}.rq")
    computed = store.construct(query)
    yield from computed
    rule = NamedNode(f"{ID}rule/{name.replace('_', '-')}")
    sentence = query.partition("\n")[0].removeprefix("# ")
    yield Triple(rule, TYPE, NamedNode(expand("elbe:Rule")))
    yield Triple(rule, NamedNode(expand("skos:prefLabel")), Literal(sentence, language="en"))
    yield Triple(rule, NamedNode(expand("owl:versionInfo")), Literal(sha256(query.encode()).hexdigest()[:12]))
    for predicate in {triple.predicate for triple in computed} - {TYPE}:
        yield Triple(rule, NamedNode(expand("elbe:computes")), predicate)
