"""Rival answers side by side: `/questions/<path>` tells positions, chains, passages, figures and conflicts."""

from collections.abc import Iterable

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.http.cache import Workshop
from api.http.framework import Route
from api.http.paths import raw_path, thing_path
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import Link, Reply
from api.http.representations import CSV, HTML, JSON_LD, N_TRIPLES, TURTLE, Representation, offers
from api.pages.linked import page
from api.pages.question import question_view
from api.pages.render import render
from kb.rdf.compaction import Context
from kb.rdf.formats import write_graph
from kb.rdf.jsonld import rooted_objects, serialize
from kb.reading.claims import Stance, read_claim
from kb.reading.description import Description
from kb.reading.facts import Facts
from kb.reading.lists import Lists
from kb.reading.rivals import Answered, answers_to
from kb.reading.tables import COLUMNS, FIGURES, Column, joined, row, write_csv

OFFERS = offers(JSON_LD, HTML, CSV, TURTLE, N_TRIPLES)
MOST_BESIDE = 12
"""How many answers of a related question a page tells."""
SCOPE = tuple(column for column in COLUMNS["questions"] if column.name in {"subject_name", "unit", "place_name"})
ASKED = (Column("question"), *(c for c in COLUMNS["questions"] if c.name in {"title", "status"}), *SCOPE)
POSITION = (
    "stance",
    "speakers",
    "remove",
    "manner",
    "utterance",
    "told_by",
    "works",
    "source",
    "start",
    "end",
    "sha256",
)
CLAIM = (Column("claim"), Column("gist", "elbe:gist"), *FIGURES)
HEADER = [
    "relation",
    *(f"scope_{c.name}" if c in SCOPE else c.name for c in ASKED),
    *(c.name for c in CLAIM),
    *POSITION,
]


class Questions:
    """Answers with the answers to questions."""

    tag = "lists"

    def __init__(self, publication: Publication, lists: Lists) -> None:
        self.publication, self.lists, self.root = publication, lists, publication.root
        self.workshop: Workshop[tuple[str, str], Reply] = Workshop(publication.answers.kept_bytes)

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route(
            "/questions/{path:path}",
            self.answer,
            "Rival answers to a question, side by side",
            "The answers, and those to broader and narrower questions",
            OFFERS,
            examples={"path": self.lists.filters["question"].example.removeprefix("question/")},
            errors=(404, 410),
            others={301: {"description": "The same path, written as it is here."}},
        )

    async def answer(self, path: str, request: Request) -> Response:
        """The answers to a question, put together once while they are remembered."""
        raw = raw_path(request.scope).lstrip("/").partition("/")[2]
        asked = thing_path(f"question/{raw}")
        if asked is None or asked.fragment:
            raise NotFound(f"{path!r} is not the path of a question; /questions lists them.")
        if asked.address("") != f"question/{raw}":
            return RedirectResponse(asked.address(self.root + "/").replace("/question/", "/questions/", 1), 301)
        form = OFFERS.choose(request.scope, asked.extension)
        reply = await self.workshop.get((asked.local, form.name), lambda: self.make(asked.local, form))
        return reply.response(request.headers)

    def make(self, local: str, form: Representation) -> Reply:
        """The answers in one representation, with its headers."""
        answers = answers_to(self.lists, NamedNode(self.publication.terms.id + local))
        address = f"{self.root}/questions/{local.removeprefix('question/')}"
        links = [Link(f"{self.root}/doc/{local}", "about"), Link(address, "canonical")]
        others = [other for other in OFFERS.forms if other != form]
        links += [Link(f"{address}?format={other.ending}", "alternate", other.media_type) for other in others]
        return self.publication.reply(self.body(answers, local, form), form.media_type, links=tuple(links))

    def body(self, answers: list[Answered], local: str, form: Representation) -> bytes:
        """The bytes of a representation."""
        triples = dict.fromkeys(triple for answered in answers for triple in answered.triples)
        if form == JSON_LD:
            return _write_jsonld(answers, self.publication.words)
        if form not in (HTML, CSV):
            return write_graph(triples, form.media_type, context=self.publication.words)
        asked = Description(NamedNode(self.publication.terms.id + local), tuple(triples))
        facts = Facts.of(triples, quotations=self.publication.quotations.of(asked), terms=self.publication.terms)
        if form == CSV:
            return write_csv(HEADER, [line for answered in answers for line in _positions(facts, answered)])
        view = question_view(facts, answers)
        formats = [other for other in OFFERS.forms if other != HTML]
        told = [answer.claim for answer in view.asked.answers]
        linked = page(view.iri, view.heading.text, told[:MOST_BESIDE])
        return render(
            "question.html",
            self.publication.site,
            local=local,
            question=view,
            formats=formats,
            linked=linked,
            most=MOST_BESIDE,
        )


def _write_jsonld(answers: list[Answered], words: Context) -> bytes:
    """The question with its answers as JSON-LD, and the others, each told in the same way, beside it."""
    asked, *others = rooted_objects(((answered.question, answered.triples) for answered in answers), words)
    document = {"@context": words.inlined(), **asked}
    if others:
        document["@included"] = [*document.get("@included", []), *others]
    return serialize(document)


def _positions(facts: Facts, answered: Answered) -> list[list[str]]:
    """A row for each stance that somebody takes on an answer."""
    asked = [answered.relation, *row(facts, answered.question.value, ASKED)]
    return [
        [*asked, *row(facts, claim.value, CLAIM), *_position(stance)]
        for claim in answered.claims
        for stance in read_claim(facts, claim.value).stances
    ]


def _position(stance: Stance) -> list[str]:
    """The fields of `POSITION` for a stance: who speaks, who tells of it, and where it is shown."""
    chain, innermost = stance.chain, stance.chain.utterances[0]
    speakers = [joined(speaker.text for speaker in each.speakers) for each in chain.utterances]
    shown = [(p.source.text, str(p.span.start), str(p.span.end), p.span.sha256) for p in chain.passages]
    return [
        stance.kind,
        speakers[0],
        str(chain.remove),
        innermost.manner.text if innermost.manner else "",
        innermost.utterance.iri or "",
        " < ".join(speakers[1:]),
        joined(work.text for work in chain.works),
        *(joined(passage[at] for passage in shown) for at in range(4)),
    ]
