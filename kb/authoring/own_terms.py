"""The words that are a corpus's own: entries of closed lists, predicates and kinds of entities, in `terms/*.ttl`."""

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kb.authoring.files import File, files
from kb.corpus import Corpus
from kb.errors import Problem, SeedErrors
from kb.model.vocabulary import Terms, core, joined
from kb.namespaces import compact, term

PATTERN = "terms/*.ttl"
_TYPE, _IN_SCHEME, _LABEL = term("rdf:type"), term("skos:inScheme"), term("skos:prefLabel")
_PREDICATE, _CLASS = term("elbe:ClaimPredicate"), term("rdfs:Class")
_NEEDED = {
    _PREDICATE: ("rdfs:label", "elbe:phrase", "elbe:questionPhrase", "elbe:singleValued", "schema:rangeIncludes"),
    _CLASS: ("rdfs:label", "rdfs:subClassOf"),
}
"""What has to be said of a term, by its class."""


def read(folder: Path, corpus: Corpus) -> Terms:
    """The words of a corpus: the core's and its own; raises SeedErrors."""
    shared, problems = core(corpus.base), list[Problem]()
    own = dict[Triple, None]()
    for file in files(folder, PATTERN):
        triples = _parsed(file, shared, problems)
        own |= dict.fromkeys([*triples, *_implied(triples, shared)])
        problems += _wrong(file, triples, corpus, shared)
    if problems:
        raise SeedErrors(problems)
    return joined(corpus.base, shared, own, corpus.terms, corpus.languages)


def _parsed(file: File, shared: Terms, problems: list[Problem]) -> list[Triple]:
    try:
        quads: list[Quad] = list(parse(file.text(), RdfFormat.TURTLE, base_iri=shared.id))
    except SyntaxError as error:
        problems.append(file.place(error.lineno or 1).problem(f"not Turtle: {error.msg}"))
        return []
    return [quad.triple for quad in quads]


def _implied(triples: list[Triple], shared: Terms) -> Iterator[Triple]:
    """The class and the list of each entry, which its path says."""
    lists = {_list_of(t.subject, shared): t for t in _listing(shared)}
    classes = {t.subject: t.object for t in shared.listed if t.predicate == _TYPE}
    subjects = [t.subject for t in triples if isinstance(t.subject, NamedNode)]
    for subject in dict.fromkeys(subjects):
        if subject.value.startswith(shared.id) and (model := lists.get(_list_of(subject, shared))):
            yield Triple(subject, _TYPE, classes[model.subject])
            yield Triple(subject, _IN_SCHEME, model.object)


def _listing(shared: Terms) -> Iterator[Triple]:
    return (t for t in shared.listed if t.predicate == _IN_SCHEME and isinstance(t.subject, NamedNode))


def _list_of(subject: object, shared: Terms) -> str:
    return shared.path(getattr(subject, "value", "")).partition("/")[0]


def _wrong(file: File, triples: list[Triple], corpus: Corpus, shared: Terms) -> Iterator[Problem]:
    text = file.text()
    lists = {_list_of(t.subject, shared) for t in _listing(shared)}
    known = shared.concepts | {t.subject.value for t in shared.declared if isinstance(t.subject, NamedNode)}
    namespace = next(iter(corpus.terms.values()), "")
    for subject in dict.fromkeys(t.subject for t in triples):
        place = file.place(_line(str(getattr(subject, "value", "")), text))
        said = {t.predicate: t.object for t in triples if t.subject == subject}
        if not isinstance(subject, NamedNode):
            yield place.problem("a blank node: give each term an IRI")
        elif subject.value in known:
            yield place.problem(f"{shared.compact(subject.value)} is one of the core's: call yours otherwise")
        elif subject.value.startswith(shared.id):
            if (name := _list_of(subject, shared)) not in lists:
                yield place.problem(f"there is no list {name!r}: there are {', '.join(sorted(lists))}")
            elif not isinstance(said.get(_LABEL), Literal):
                yield place.problem(f"{shared.path(subject.value)} has no skos:prefLabel")
        elif not namespace or not subject.value.startswith(namespace):
            where = f"begin it with {namespace}" if namespace else "state [terms] prefix and namespace in elbe.toml"
            yield place.problem(f"{subject.value} is none of the corpus's own terms: {where}")
        else:
            needed = [each for kind, each in _NEEDED.items() if Triple(subject, _TYPE, kind) in triples]
            if not needed:
                yield place.problem(f"{subject.value} is neither a elbe:ClaimPredicate nor a rdfs:Class")
            spared = {"elbe:questionPhrase"} if term("elbe:negationOf") in said else set()  # asked as what it denies
            for curie in (
                each for all_of in needed for each in all_of if term(each) not in said and each not in spared
            ):
                yield place.problem(f"{compact(subject.value)} has no {curie}")


def _line(iri: str, text: str) -> int:
    """Where a term is first spoken of, by the last part of its name."""
    found = re.search(rf"(?:[:/<#]){re.escape(re.split(r'[#/]', iri)[-1])}\b", text) if iri else None
    return text.count("\n", 0, found.start()) + 1 if found else 1
