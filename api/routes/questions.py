"""Rival answers side by side: `/questions/<path>` tells positions, chains, passages, figures and conflicts."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pyoxigraph import NamedNode
from starlette.responses import RedirectResponse, Response

from api.http import addresses
from api.http.cache import Kept
from api.http.openapi import parameter, problems, representations
from api.http.paging import chosen
from api.http.paths import raw_path, thing_path
from api.http.problems import NotFound
from api.http.replies import READ, Link, Reply, make_etag
from api.pages.entity import STANCES, ClaimView, chain_of, claim_view
from api.pages.render import render
from api.settings import Settings
from kb.model import context
from kb.namespaces import ID
from kb.rdf.compaction import Context
from kb.rdf.formats import write_graph
from kb.rdf.jsonld import rooted_objects, serialize
from kb.reading.description import Description
from kb.reading.facts import Facts, Reference
from kb.reading.lists import Lists
from kb.reading.rivals import Answered, answers_to
from kb.reading.tables import COLUMNS, FIGURES, SEPARATOR, Column, cell, row, write_csv
from kb.release.release import Release
from kb.store.protocol import Store
from kb.texts.quotations import Quotations

FORMATS = {
    "jsonld": "application/ld+json",
    "html": "text/html",
    "csv": "text/csv",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}
EXAMPLE = "event/soviet-rapes-in-hungary-1944/person-count/raped-woman"
HEADINGS = {
    "asked": "Answers",
    "broader": "Answers to a broader question",
    "narrower": "Answers to a narrower question",
}
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
ON_PAGE = tuple(column for column in FIGURES if column.name not in {"time_begin", "time_end", "place"})
HEADER = [
    "relation",
    *(f"scope_{c.name}" if c in SCOPE else c.name for c in ASKED),
    *(c.name for c in CLAIM),
    *POSITION,
]


@dataclass(frozen=True)
class Position:
    """An answer as a page tells of it: what is claimed, its figures in the columns of the group, and who says so."""

    claim: ClaimView
    figures: tuple[list[Reference], ...]


@dataclass(frozen=True)
class Group:
    """The answers to one question, with the scope for which they hold."""

    heading: str
    question: Reference
    asked: tuple[tuple[str, list[Reference]], ...]
    figures: tuple[str, ...]
    """The columns in which some answer has a figure."""
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class Conflict:
    """A conflict that a rule found."""

    kind: Reference
    reason: str
    sides: tuple[Reference, ...]
    rule: Reference


class Questions:
    """Answers with the answers to questions."""

    def __init__(self, store: Store, quotations: Quotations, release: Release, settings: Settings) -> None:
        self.lists = Lists(store)
        self.quotations, self.release, self.settings = quotations, release, settings
        self.root = addresses.prefix(settings)
        self.modified = addresses.modified(release)
        self.kept: Kept[tuple[str, str], Reply] = Kept(settings.kept_bytes)
        self.places = asyncio.Semaphore(2)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["lists"])
        formats = {"type": "string", "enum": [*FORMATS]}
        routes.add_api_route(
            "/questions/{path:path}",
            self.answer,
            methods=READ,
            summary="Rival answers to a question, side by side",
            response_class=Response,
            responses=representations("The answers, and those to broader and narrower questions", FORMATS.values())
            | {
                301: {"description": "The same path, written as it is here."},
                **problems(404, 410),
            },
            openapi_extra={"parameters": [parameter("format", "The representation, stronger than Accept.", formats)]},
        )
        return routes

    async def answer(self, path: Annotated[str, Path(examples=[EXAMPLE])], request: Request) -> Response:
        """The answers to a question, put together once while they are remembered."""
        raw = raw_path(request.scope).lstrip("/").partition("/")[2]
        asked = thing_path(f"question/{raw}")
        if asked is None or asked.fragment:
            raise NotFound(f"{path!r} is not the path of a question; /questions lists them.")
        if asked.address("") != f"question/{raw}":
            return RedirectResponse(asked.address(self.root + "/").replace("/question/", "/questions/", 1), 301)
        media_type = chosen(request, FORMATS, asked.extension)
        key = (asked.local, media_type)
        if not (reply := self.kept.find(key)):
            async with self.places:
                reply = await asyncio.to_thread(self.make, asked.local, media_type)
            self.kept.keep(key, reply)
        return reply.response(request.headers)

    def make(self, local: str, media_type: str) -> Reply:
        """The answers in one representation, with its headers."""
        answers = answers_to(self.lists, NamedNode(ID + local))
        address = f"{self.root}/questions/{local.removeprefix('question/')}"
        links = [Link(f"{self.root}/doc/{local}", "about"), Link(address, "canonical")]
        links += [Link(f"{address}?format={f}", "alternate", m) for f, m in FORMATS.items() if m != media_type]
        etag = make_etag(self.release.id, "questions", local, media_type, repr(self.settings), self.quotations.digest)
        body = self.body(answers, local, media_type)
        return Reply(body, media_type, etag, self.modified, self.settings.max_age, links=tuple(links))

    def body(self, answers: list[Answered], local: str, media_type: str) -> bytes:
        """The bytes of a representation."""
        triples = dict.fromkeys(triple for answered in answers for triple in answered.triples)
        if media_type == "application/ld+json":
            return write_jsonld(answers)
        if media_type not in {"text/html", "text/csv"}:
            return write_graph(triples, media_type, context=context.document())
        asked = Description(NamedNode(ID + local), tuple(triples))
        facts = Facts(self.root, ID + local, quotations=self.quotations.of(asked))
        for triple in triples:
            facts.add(triple)
        if media_type == "text/csv":
            return write_csv(HEADER, [line for answered in answers for line in positions(facts, answered)])
        return render(
            "question.html",
            self.root,
            local=local,
            heading=facts.reference(ID + local),
            groups=[group(facts, answered) for answered in answers],
            conflicts=[conflict(facts, node.value) for answered in answers for node in answered.conflicts],
            formats=[name for name in FORMATS if name != "html"],
        )


def write_jsonld(answers: list[Answered]) -> bytes:
    """The question with its answers as JSON-LD, and the others, each told in the same way, beside it."""
    words = context.document()
    asked, *others = rooted_objects(((answered.question, answered.triples) for answered in answers), words)
    document = {"@context": Context(words).inlined(), **asked}
    if others:
        document["@included"] = [*document.get("@included", []), *others]
    return serialize(document)


def group(facts: Facts, answered: Answered) -> Group:
    """The answers to one question as a page tells of them."""
    question = answered.question.value
    columns = [column for column in COLUMNS["questions"] if column.name in {"status", "answers"}]
    asked = [(c.name.removesuffix("_name"), cell(facts, question, c)) for c in (*columns, *SCOPE)]
    cells = {column: [cell(facts, claim.value, column) for claim in answered.claims] for column in ON_PAGE}
    filled = [column for column in ON_PAGE if any(cells[column])]
    return Group(
        HEADINGS[answered.relation],
        facts.reference(question),
        tuple((name, found) for name, found in asked if found),
        tuple(column.name.removesuffix("_name").replace("_", " ") for column in filled),
        tuple(
            Position(claim_view(facts, claim.value), tuple(cells[column][at] for column in filled))
            for at, claim in enumerate(answered.claims)
        ),
    )


def conflict(facts: Facts, node: str) -> Conflict:
    """A conflict as a page tells of it."""
    name = partial(facts.first, node)
    return Conflict(
        facts.reference(name("elbe:conflictType")),
        name("elbe:reason"),
        tuple(facts.value(side) for side in sorted(facts.values(node, "elbe:between"), key=str)),
        facts.reference(name("elbe:byRule")),
    )


def positions(facts: Facts, answered: Answered) -> list[list[str]]:
    """A row for each stance that somebody takes on an answer."""
    asked = [answered.relation, *row(facts, answered.question.value, ASKED)]
    return [
        [*asked, *row(facts, claim.value, CLAIM), *position(facts, stance, utterance)]
        for claim in answered.claims
        for stance in STANCES
        for utterance in sorted(facts.having(stance, claim.value))
    ]


def position(facts: Facts, stance: str, utterance: str) -> list[str]:
    """The fields of `POSITION` for an utterance: who speaks, who tells of it, and where it is shown."""
    chain, passages, works = chain_of(facts, utterance)
    speakers = [SEPARATOR.join(speaker.text for speaker in step.speakers) for step in chain]
    shown = [(p.source.text, p.start, p.end, p.sha256) for p in passages]
    return [
        stance.removeprefix("elbe:"),
        speakers[0],
        str(len(chain) - 1),
        chain[0].manner.text if chain[0].manner else "",
        utterance,
        " < ".join(speakers[1:]),
        SEPARATOR.join(work.text for work in works),
        *(SEPARATOR.join(passage[at] for passage in shown) for at in range(4)),
    ]
