"""The derived graph: what the rule files compute from the record, labelled with their version."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kb import resources
from kb.model.vocabulary import Terms, core
from kb.namespaces import term
from kb.store.binding import in_language
from kb.store.embedded import EmbeddedStore
from kb.store.protocol import Store

FOLDER = "kb/derivation/rules"
DERIVED = "GRAPH <../graph/derived>"


def derive(record: Iterable[Quad], terms: Terms | None = None) -> list[Quad]:
    """The quads of the derived graph of a record in its words, or in no more than all records share.

    Rules read the record in the default graph and the ontology in a graph of its own. Those that read the derived graph
    are applied after those that do not.
    """
    terms = terms or core()
    given = [*record, *terms.graph()]
    names = sorted(path.stem for path in resources.folder(FOLDER).glob("*.rq"))
    later = {name for name in names if DERIVED in resources.read_text(f"{FOLDER}/{name}.rq")}
    derived: list[Quad] = []
    for group in ([name for name in names if name not in later], sorted(later)):
        store = EmbeddedStore.holding([*given, *derived], terms)
        derived += [
            Quad(t.subject, t.predicate, t.object, terms.derived_graph) for name in group for t in _apply(name, store)
        ]
    return derived


def _apply(name: str, store: Store) -> Iterator[Triple]:
    query = resources.read_text(f"{FOLDER}/{name}.rq")
    computed = store.construct(in_language(query, store.terms.languages[0]))
    yield from computed
    rule = NamedNode(f"{store.terms.id}rule/{name.replace('_', '-')}")
    sentence = query.partition("\n")[0].removeprefix("# ")
    yield Triple(rule, term("rdf:type"), term("elbe:Rule"))
    yield Triple(rule, term("skos:prefLabel"), Literal(sentence, language="en"))
    yield Triple(rule, term("owl:versionInfo"), Literal(sha256(query.encode()).hexdigest()[:12]))
    for predicate in {triple.predicate for triple in computed} - {term("rdf:type")}:
        yield Triple(rule, term("elbe:computes"), predicate)
