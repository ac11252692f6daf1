"""What is withdrawn, as it is published: a tombstone, which says why, since when, and what stands in its place.

Editors add `deprecated: true`, `reason` and `date` to what they withdraw, and `isReplacedBy` where there is something;
they may leave the rest in the file, or take it out. What only a withdrawn thing carries goes with it, for its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kb.model.stances import STANCES
from kb.namespaces import term
from kb.rdf import iris
from kb.rdf.iris import thing

_DEPRECATED = term("owl:deprecated")
_WITHDRAWN_CLAIM = term("elbe:withdrawnClaim")
_WHY = (term("elbe:reason"), term("dcterms:date"))
_KEPT = (term("rdf:type"), _DEPRECATED, term("dcterms:isReplacedBy"), *_WHY)
"""What stays of a thing that is withdrawn."""
_STANCES = tuple(term(f"elbe:{stance}") for stance in STANCES)
_INFERRED = (term("elbe:byImplication"), term("elbe:byOurReading"))
_ABOUT = (term("owl:annotatedSource"), term("oa:hasBody"))
"""What makes a link or a mention go with the one thing that it is about."""
_REPORTS, _ADDEND = term("elbe:reports"), term("elbe:addendOf")


def buried(quads: list[Quad]) -> list[Quad]:
    """The quads of a record, in which tombstones stand for what is withdrawn and for what only that carries."""
    gone = _gone(quads)
    if not gone:
        return quads
    why = defaultdict[str, list[Quad]](list)
    for quad in quads:
        if quad.predicate in _WHY:
            why[_iri(quad)].append(quad)
    left = [kept for quad in quads for kept in _left(quad, gone)]
    inherited = [
        Quad(NamedNode(iri), quad.predicate, quad.object)
        for iri, cause in gone.items()
        if iri != cause
        for quad in [Quad(NamedNode(cause), _DEPRECATED, _TRUE), *why[cause]]
    ]
    return list(dict.fromkeys(left + inherited))


def open_sums(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """Claims that are still parts of sums of which other parts are withdrawn, each with what to do about it."""
    held = list(quads)
    gone = _gone(held)
    parts = defaultdict[str, list[str]](list)
    for quad in held if gone else ():
        if quad.predicate == _ADDEND and isinstance(quad.object, NamedNode):
            parts[quad.object.value].append(_iri(quad))
    for whole, addends in parts.items():
        lost = [iris.path(part) for part in addends if part in gone]
        for part in addends:
            if lost and part not in gone and whole not in gone:
                what = f"the sum {iris.path(whole)} has lost a part, {', '.join(lost)}, which is withdrawn"
                yield part, f"{what}: write subsetOf in place of addendOf, since those that are left do not make it up"


_TRUE = Literal(True)


def _left(quad: Quad, gone: dict[str, str]) -> Iterator[Quad]:
    """What is left of a quad: all, nothing, or that an utterance once said a claim that is withdrawn."""
    if thing(_iri(quad)) in gone:
        if _iri(quad) in gone and quad.predicate in _KEPT:
            yield quad
    elif not (isinstance(quad.object, NamedNode) and quad.object.value in gone):
        yield quad
    elif quad.predicate in _STANCES:
        yield Quad(quad.subject, _WITHDRAWN_CLAIM, quad.object)
    elif quad.predicate not in _INFERRED:
        yield quad


def _gone(quads: list[Quad]) -> dict[str, str]:
    """What is withdrawn, with that for whose sake: itself, or what it goes with."""
    gone = {iri: iri for iri in map(_iri, (quad for quad in quads if _is_deprecation(quad)))}
    if not gone:
        return gone
    sayers, carried = defaultdict[str, set[str]](set), defaultdict[str, list[str]](list)
    for quad in quads:
        if isinstance(quad.object, NamedNode):
            if quad.predicate in _STANCES:
                sayers[quad.object.value].add(_iri(quad))
            elif quad.predicate == _REPORTS:
                carried[_iri(quad)].append(quad.object.value)
            elif quad.predicate in _ABOUT:
                carried[quad.object.value].append(_iri(quad))
    before = 0
    while before != len(gone):
        before = len(gone)
        for iri, cause in list(gone.items()):
            gone |= {other: cause for other in carried[iri] if other not in gone}
        silenced = (claim for claim, who in sayers.items() if claim not in gone and who <= gone.keys())
        gone |= {claim: gone[min(sayers[claim])] for claim in silenced}
    return gone


def _is_deprecation(quad: Quad) -> bool:
    return quad.predicate == _DEPRECATED and isinstance(quad.object, Literal) and quad.object.value in ("true", "1")


def _iri(quad: Quad) -> str:
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value
