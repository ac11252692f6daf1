"""Things and their documents: `/id/…` is the thing and leads to `/doc/…`, what the record tells of it.

https://www.w3.org/TR/cooluris/, with the links of https://signposting.org/FAIR/#level2 (`/linkset/…`).
"""

import asyncio
from typing import Any

from pyoxigraph import NamedNode
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.http.cache import Workshop
from api.http.openapi import Schema, format_parameter, operation, problems, responses
from api.http.parameters import refuse_unknown
from api.http.paths import ThingPath, raw_path, thing_path
from api.http.problems import ERRORS, MethodNotAllowed, NotFound, problem
from api.http.publication import Publication
from api.http.replies import Link, Reply
from api.http.representations import DOCUMENTS, HTML, LINKSET, Representation
from api.pages import entity
from api.pages.linked import page
from api.pages.render import render
from kb.errors import EntityDeprecated
from kb.rdf.formats import write_graph
from kb.rdf.jsonld import serialize
from kb.reading.description import Description, describe, exists

MOST_CLAIMS = 60
"""How many claims about a thing, and as many by it, its page tells."""
MOST_OF_SOURCE = 30
"""How many claims of a source its page tells, each with its passages."""
METHODS = "GET, HEAD, OPTIONS"


class Documents:
    """Answers for `/id/`, `/doc/` and `/linkset/`."""

    def __init__(self, publication: Publication) -> None:
        self.publication, self.root = publication, publication.root
        self.workshop: Workshop[tuple[str, str], Reply] = Workshop(publication.answers.kept_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        try:
            response = await self.respond(scope)
        except EntityDeprecated as error:
            response = problem(scope, error)
            paths = map(self.publication.terms.path, error.successors)
            links = (Link(f"{self.root}/doc/{path}", "successor-version") for path in paths)
            response.headers["link"] = ", ".join(map(str, links))
        except ERRORS as error:
            response = problem(scope, error)
        await response(scope, receive, send)

    async def respond(self, scope: Scope) -> Response:
        """The answer to a request, unless it is a problem."""
        method, request = scope["method"], Headers(scope=scope)
        if method == "OPTIONS":
            return Response(status_code=204, headers={"allow": METHODS})
        if method not in {"GET", "HEAD"}:
            raise MethodNotAllowed(f"Documents are read with GET, not {method}.", allow=METHODS)
        route, _, raw = raw_path(scope).lstrip("/").partition("/")
        path = thing_path(raw)
        if path is None:
            raise NotFound(f"{raw!r} is not the path of a thing, such as {self.publication.example}.")
        refuse_unknown(scope, () if route == "linkset" else ("format",))
        if route == "id":
            return await self.lead(path, scope)
        if raw != path.address(""):
            return _redirect(path.address(f"{self.root}/{route}/"), 301)
        if route == "linkset":
            return (await self.linkset(path, self.publication.url(scope))).response(request)
        form = DOCUMENTS.choose(scope, path.extension)
        if form == HTML and path.local.startswith("question/"):
            await asyncio.to_thread(exists, self.publication.store, self.thing(path))
            return _redirect(f"{self.root}/questions/{path.local.removeprefix('question/')}", 303)
        reply = await self.workshop.get((path.local, form.name), lambda: self.make(path, form))
        return reply.response(request)

    async def lead(self, path: ThingPath, scope: Scope) -> Response:
        """The way from a thing to its document, in the representation asked for."""
        form = DOCUMENTS.choose(scope, path.extension)
        await asyncio.to_thread(exists, self.publication.store, self.thing(path))
        is_page = form == HTML and path.extension is None
        target = ThingPath(path.local, None if is_page else form.ending, path.fragment)
        if is_page and path.fragment:
            return _redirect(target.address(f"{self.root}/statements/"), 303)
        return _redirect(target.address(f"{self.root}/doc/"), 303)

    async def linkset(self, path: ThingPath, url: str) -> Reply:
        """The links of a document as a document of their own."""
        description = await asyncio.to_thread(self.describe, path)
        links = [link for link in self.links(path.local, description, HTML) if link.relation != "linkset"]
        body = _linkset(url + self.address(path.local).removeprefix(self.root), links)
        return self.publication.reply(body, LINKSET.media_type, vary=None)

    def thing(self, path: ThingPath) -> NamedNode:
        """The thing that a path leads to."""
        return NamedNode(self.publication.terms.iri(path.local))

    def describe(self, path: ThingPath) -> Description:
        """The description of a thing, with the words of passages where their texts are at hand."""
        most = self.publication.answers.document_claims
        description = describe(self.publication.store, self.thing(path), most)
        return self.publication.quotations.told_with(description)

    def make(self, path: ThingPath, form: Representation) -> Reply:
        """The document of a thing in one representation, with its headers."""
        description = self.describe(path)
        return self.publication.reply(
            self.body(path, description, form),
            form.media_type,
            links=tuple(self.links(path.local, description, form)),
            location=self.address(path.local, form.ending),
        )

    def body(self, path: ThingPath, description: Description, form: Representation) -> bytes:
        """The bytes of a representation."""
        if form == HTML:
            quotations = self.publication.quotations.of(description)
            view = entity.entity_view(description, quotations, self.publication.terms)
            site, formats = self.publication.site, DOCUMENTS.forms[1:]
            told = [view.itself] if view.itself else []
            linked = page(view.iri, view.heading.text, told)
            facts = {"entity": view, "local": path.local, "formats": formats, "linked": linked}
            most = MOST_OF_SOURCE if path.local.startswith("source/") else MOST_CLAIMS
            return render("entity.html", site, **facts, most=most)
        return write_graph(description.triples, form.media_type, description.entity, context=self.publication.words)

    def links(self, local: str, description: Description, form: Representation) -> list[Link]:
        """The links that go with a document in one representation."""
        forms = [other for other in DOCUMENTS.forms if other != form]
        types = ["https://schema.org/AboutPage", *description.types]
        return [
            Link(self.publication.terms.iri(local), "cite-as"),
            Link(self.address(local), "canonical"),
            *(Link(self.address(local, each.ending), "alternate", each.media_type) for each in forms),
            *(Link(self.address(local, each.ending), "describedby", each.media_type) for each in forms if each != HTML),
            *(Link(type_, "type") for type_ in types),
            *(Link(each["iri"], "license") for each in self.publication.release.licences),
            Link(f"{self.root}/dumps/", "collection", "text/html"),
            Link(f"{self.root}/linkset/{local}", "linkset", LINKSET.media_type),
        ]

    def address(self, local: str, extension: str | None = None) -> str:
        """The address of a document, or of one representation of it."""
        return ThingPath(local, extension).address(f"{self.root}/doc/")


def _redirect(location: str, status: int) -> Response:
    """An answer that leads elsewhere."""
    return Response(status_code=status, headers={"location": location, "vary": "Accept"})


def _linkset(anchor: str, links: list[Link]) -> bytes:
    """Links as a document of their own.

    https://www.rfc-editor.org/rfc/rfc9264#name-json-document-format-applica
    """
    relations: dict[str, object] = {"anchor": anchor}
    for link in links:
        target = {"href": link.target} | ({"type": link.media_type} if link.media_type else {})
        targets = relations.setdefault(link.relation, [])
        assert isinstance(targets, list)
        targets.append(target)
    return serialize({"linkset": [relations]})


def _describe_address(name: str, summary: str, told: dict[int | str, Schema], example: str, **more: Any) -> Schema:
    """What OpenAPI says of an address for each thing of the record."""
    path = {
        "name": "path",
        "in": "path",
        "required": True,
        "description": "The path of a thing; one of a document may end in the extension of a representation.",
        "schema": {"type": "string"},
        "example": example,
    }
    parameters = [path, *more.pop("parameters", [])]
    told = told | problems(404, 406, 410) | MOVED
    return {"get": operation(name, summary, told, tags=["linked data"], parameters=parameters)}


LEADS: dict[int | str, Schema] = {303: {"description": "The document of the thing, in the representation accepted."}}
MOVED: dict[int | str, Schema] = {301: {"description": "The same path, written as it is here."}}
FORMAT = [format_parameter(DOCUMENTS)]


def operations(example: str) -> dict[str, Schema]:
    """What OpenAPI says of these addresses, which are answered outside the web framework, with a thing as example."""
    document = responses("The document", DOCUMENTS.media_types)
    told = responses("The links", [LINKSET.media_type])
    return {
        "/id/{path}": _describe_address(
            "id", "A thing, which leads to its document", LEADS, example, parameters=FORMAT
        ),
        "/doc/{path}": _describe_address(
            "doc", "What the record tells of a thing", document, example, parameters=FORMAT
        ),
        "/linkset/{path}": _describe_address("linkset", "The links of a document", told, example),
    }
