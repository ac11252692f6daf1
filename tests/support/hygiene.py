"""Rules about terms and alignments: queries that find what breaks them, each beside an example of that."""

from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store
from support.places import TESTS
from support.vocabularies import iris

from kb.namespaces import BASE, compact

RULES = TESTS / "ontology" / "rules"


def rules(subject: str) -> list[Path]:
    """The rules about `terms` or about `alignments`."""
    return sorted((RULES / subject).glob("*.rq"))


def store_of(*paths: Path) -> Store:
    """A store that holds what the Turtle files say."""
    store = Store()
    for path in paths:
        store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=BASE)
    return store


def offenders(store: Store, rule: Path) -> set[str]:
    """The terms that break a rule."""
    solutions = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(solutions, QuerySolutions)
    terms = [solution["term"] for solution in solutions]
    return {compact(term.value) for term in terms if isinstance(term, NamedNode)}


def marked(example: Path) -> set[str]:
    """The terms of an example that are named for breaking its rule."""
    return {name for name in map(compact, iris(example)) if name.startswith("elbe:wrong")}
