"""Records made of a few lines, each a claim and who says it, as the quads that the loader gives."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kb.derivation.derive import derive
from kb.model.edtf import bounds
from kb.model.questions import expected
from kb.model.spoken import spoken
from kb.model.vocabulary import _triples, core
from kb.namespaces import ID, PREFIXES, expand

PREFIX_LINES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@base <{ID}> .\n"
SPEAKERS = """
<person/anna> skos:prefLabel "Anna"@en .
<person/boris> skos:prefLabel "Boris"@en .
<person/clara> skos:prefLabel "Clara"@en .
<place/left-bank> skos:prefLabel "Left bank"@en ; elbe:within <place/valley> .
<place/right-bank> skos:prefLabel "Right bank"@en ; elbe:within <place/valley> .
<place/valley> skos:prefLabel "Valley"@en .
<event/crossing> skos:prefLabel "Troops cross the river"@en .
"""
LIMITS = {
    "exact": ["90_has_value"],
    "approximate": ["90_has_value"],
    "nearly": ["90_has_value", "90b_has_upper_value_limit"],
    "just-over": ["90_has_value", "90a_has_lower_value_limit"],
    "at-least": ["90a_has_lower_value_limit"],
    "more-than": ["90a_has_lower_value_limit"],
    "up-to": ["90b_has_upper_value_limit"],
    "less-than": ["90b_has_upper_value_limit"],
    "range": ["90a_has_lower_value_limit", "90b_has_upper_value_limit"],
    "best-estimate": ["90_has_value", "90a_has_lower_value_limit"],
}
"""Which limits the figures of a precision give, in order; a single figure gives all of them."""


@dataclass(frozen=True)
class Said:
    """One claim, first made here unless it has no object, with who says it and how; `more` and `also` add Turtle to claim and utterance."""

    claim: str
    predicate: str = ""
    object: str = ""
    speaker: str = "anna"
    stance: str = "asserts"
    manner: str = "encyclopedic"
    subject: str = "event/crossing"
    unit: str | None = None
    time: str | None = None
    place: str | None = None
    scope: str = ""
    more: str = ""
    also: str = ""
    source: str = "chronicle"


def count(claim: str, figure: str, unit: str = "person", predicate: str = "elbe:personCount", **more: str) -> Said:
    """A claim whose object is a figure, such as `exact 1200` or `range 100 200`."""
    precision, *numbers = figure.split()
    names = LIMITS[precision]
    given = " ; ".join(f"crm:P{name} {number}.0" for name, number in zip(names, numbers * len(names), strict=False))
    node = f"a crm:E54_Dimension ; crm:P91_has_unit <unit/{unit}> ; elbe:precision <precision/{precision}> ; {given}"
    return Said(claim, predicate, node, unit=f"unit/{unit}", **more)


def dated(claim: str, predicate: str, edtf: str, **more: str) -> Said:
    return Said(claim, f"elbe:{predicate}", span(edtf), **more)


def framed(claim: str, framing: str, **more: str) -> Said:
    return Said(claim, "elbe:framedAs", f"<framing/{framing}>", **more)


def span(edtf: str) -> str:
    """The Turtle of a time: its text and bounds."""
    limits = zip(("P82a_begin_of_the_begin", "P82b_end_of_the_end"), bounds(edtf), strict=True)
    days = "".join(f' ; crm:{name} "{day}"^^xsd:date' for name, day in limits if day)
    return f'a crm:E52_Time-Span ; elbe:edtf "{edtf}"^^loc:EDTF ; skos:prefLabel "{spoken(edtf)}"@en{days}'


def turtle(said: Said, order: int) -> str:
    """The claim and the utterance, the order-th, in Turtle."""
    utterance = f"<utterance/{said.source}/said-{order}>"
    passage = f"utterance/{said.source}/said-{order}#passage"
    claim = f"<claim/{said.claim}>"
    lines = [
        f"{utterance} a elbe:Utterance ; elbe:speaker <person/{said.speaker}> ; elbe:manner <manner/{said.manner}> ;",
        f"  elbe:passage <{passage}> ; elbe:{said.stance} {claim} {said.also} .",
        f"<{passage}> oa:hasSource <source/{said.source}> ; oa:hasSelector <{passage}.selector> .",
        f"<{passage}.selector> oa:start {order * 10} ; oa:end {order * 10 + 9} .",
    ]
    if not said.object:
        return "\n".join(lines)
    asked = expected(said.subject, expand(said.predicate), said.unit, core()) + said.scope
    node = f"<claim/{said.claim}#object>"
    inline = said.object.startswith("<")
    positive = core().positive(expand(said.predicate))
    lines += [
        f"<{asked}> a elbe:Question ; elbe:onSubject <{said.subject}> ; elbe:onPredicate <{positive}> ; "
        f'skos:prefLabel "{asked}"@en .',
        f"<{asked}> elbe:inUnit <{said.unit}> ." if said.unit else "",
        f"{claim} a elbe:Claim ; elbe:answers <{asked}> ; rdf:subject <{said.subject}> ; rdf:predicate {said.predicate} ;",
        f'  rdf:object {said.object if inline else node} ; elbe:gist "This is {said.claim}."@en {said.more} .',
        "" if inline else f"{node} {said.object} .",
        f"{claim} elbe:validTime <claim/{said.claim}#validTime> . <claim/{said.claim}#validTime> {span(said.time)} ."
        if said.time
        else "",
        f"{claim} elbe:place <place/{said.place}> ." if said.place else "",
    ]
    return "\n".join(lines)


def made(all_said: Iterable[Said], more: str = "") -> list[Quad]:
    """A record that says just this."""
    told = "\n".join(turtle(said, order) for order, said in enumerate(all_said, 1))
    schemes = [Quad(t.subject, t.predicate, t.object) for t in _triples("schemes.ttl")]
    quads = parse((PREFIX_LINES + SPEAKERS + told + more).encode(), RdfFormat.TURTLE)
    return [*schemes, *(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)]


def computed(property: str, *all_said: Said, more: str = "") -> set[tuple[str, str]]:
    """The subjects and objects of a property in the derived graph, as paths."""
    derived = derive(made(all_said, more))
    return {
        (q.subject.value.removeprefix(ID), q.object.value.removeprefix(ID))
        for q in derived
        if q.predicate.value == expand(property)
    }
