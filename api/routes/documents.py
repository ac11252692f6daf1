"""Things and their documents: `/id/…` is the thing and leads to `/doc/…`, what the record tells of it.

https://www.w3.org/TR/cooluris/, with the links of https://signposting.org/FAIR/#level2 (`/linkset/…`).
"""

import asyncio
import json
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.http import addresses
from api.http.cache import Kept
from api.http.negotiation import negotiate
from api.http.paths import ThingPath, raw_path, thing_path
from api.http.problems import ERRORS, MethodNotAllowed, NotAcceptable, NotFound, problem
from api.http.replies import Link, Reply, make_etag
from api.pages import entity
from api.pages.render import render
from api.settings import Settings
from kb.errors import EntityDeprecated
from kb.model import context
from kb.namespaces import ID
from kb.rdf.formats import write_graph
from kb.reading.description import Description, describe, exists
from kb.release.release import Release
from kb.store.protocol import Store
from kb.texts.quotations import Quotations

METHODS = "GET, HEAD, OPTIONS"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
CC_BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"
LINKSET = "application/linkset+json"


@dataclass(frozen=True)
class Representation:
    """A form in which documents come."""

    name: str
    media_type: str
    extension: str


REPRESENTATIONS = (
    Representation("HTML", "text/html", "html"),
    Representation("Turtle", "text/turtle", "ttl"),
    Representation("JSON-LD", "application/ld+json", "jsonld"),
    Representation("N-Triples", "application/n-triples", "nt"),
    Representation("RDF/XML", "application/rdf+xml", "rdf"),
)
BY_MEDIA_TYPE = {form.media_type: form for form in REPRESENTATIONS} | {"application/json": REPRESENTATIONS[2]}
BY_EXTENSION = {form.extension: form for form in REPRESENTATIONS}


class Documents:
    """Answers for `/id/`, `/doc/` and `/linkset/`."""

    def __init__(self, store: Store, quotations: Quotations, release: Release, settings: Settings) -> None:
        self.store, self.quotations, self.release, self.settings = store, quotations, release, settings
        self.modified = addresses.modified(release)
        self.root = addresses.prefix(settings)
        self.kept: Kept[tuple[str, str], Reply] = Kept(settings.kept_bytes)
        self.places = asyncio.Semaphore(2)  # making a page is work for Python; more at once would only be slower

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        try:
            response = await self.respond(scope)
        except EntityDeprecated as error:
            response = problem(scope, error)
            links = (Link(f"{self.root}/doc/{iri.removeprefix(ID)}", "successor-version") for iri in error.successors)
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
            raise NotFound(f"{raw!r} is not the path of a thing, such as person/ivan-konev.")
        if route == "id":
            return await self.lead(path, request)
        if raw != path.address(""):
            return redirect(path.address(f"{self.root}/{route}/"), 301)
        if route == "linkset":
            return (await self.linkset(path, addresses.public_url(scope, self.settings))).response(request)
        return (await self.document(path, request)).response(request)

    async def lead(self, path: ThingPath, request: Headers) -> Response:
        """The way from a thing to its document, in the representation asked for."""
        form = represented(path, request)
        await asyncio.to_thread(exists, self.store, NamedNode(path.iri))
        is_page = form.media_type == "text/html" and path.extension is None
        target = ThingPath(path.local, None if is_page else form.extension, path.fragment)
        return redirect(target.address(f"{self.root}/doc/"), 303)

    async def linkset(self, path: ThingPath, url: str) -> Reply:
        """The links of a document as a document of their own."""
        description = await asyncio.to_thread(self.describe, path)
        links = [link for link in self.links(path.local, description, "text/html") if link.relation != "linkset"]
        body = linkset(url + self.address(path.local).removeprefix(self.root), links)
        etag = make_etag(self.release.id, path.local, LINKSET, url)
        return Reply(body, LINKSET, etag, self.modified, self.settings.max_age, vary=None)

    def describe(self, path: ThingPath) -> Description:
        """The description of a thing, with the words of passages where their texts are at hand."""
        return self.quotations.told_with(describe(self.store, NamedNode(path.iri), self.settings.document_claims))

    async def document(self, path: ThingPath, request: Headers) -> Reply:
        """The document of a thing, made once while it is remembered."""
        media_type = represented(path, request).media_type
        key = (path.local, media_type)
        if known := self.kept.find(key):
            return known
        async with self.places:
            made = await asyncio.to_thread(self.make, path, media_type)
        self.kept.keep(key, made)
        return made

    def make(self, path: ThingPath, media_type: str) -> Reply:
        """The document of a thing in one representation, with its headers."""
        description = self.describe(path)
        return Reply(
            body=self.body(path, description, media_type),
            media_type=media_type,
            etag=make_etag(self.release.id, path.local, media_type, repr(self.settings), self.quotations.digest),
            modified=self.modified,
            max_age=self.settings.max_age,
            links=tuple(self.links(path.local, description, media_type)),
            location=self.address(path.local, BY_MEDIA_TYPE[media_type].extension),
        )

    def body(self, path: ThingPath, description: Description, media_type: str) -> bytes:
        """The bytes of a representation."""
        if media_type == "text/html":
            view = entity.entity_view(description, self.quotations.of(description), self.root)
            return render("entity.html", self.root, entity=view, local=path.local, formats=REPRESENTATIONS[1:])
        return write_graph(description.triples, media_type, description.entity, context=context.document())

    def links(self, local: str, description: Description, media_type: str) -> list[Link]:
        """The links that go with a document."""
        forms = [form for form in REPRESENTATIONS if form.media_type != media_type]
        types = ["https://schema.org/AboutPage", *description.types]
        return [
            Link(ID + local, "cite-as"),
            Link(self.address(local), "canonical"),
            *(Link(self.address(local, form.extension), "alternate", form.media_type) for form in forms),
            *(
                Link(self.address(local, f.extension), "describedby", f.media_type)
                for f in forms
                if f.extension != "html"
            ),
            *(Link(type_, "type") for type_ in types),
            *(Link(license, "license") for license in (CC0, CC_BY_SA)),
            Link(f"{self.root}/dumps/", "collection", "text/html"),
            Link(f"{self.root}/linkset/{local}", "linkset", LINKSET),
        ]

    def address(self, local: str, extension: str | None = None) -> str:
        """The address of a document, or of one representation of it."""
        return ThingPath(local, extension).address(f"{self.root}/doc/")


def represented(path: ThingPath, request: Headers) -> Representation:
    """The representation that a path or an Accept header asks for."""
    if path.extension:
        return BY_EXTENSION[path.extension]
    media_type = negotiate(", ".join(request.getlist("accept")), BY_MEDIA_TYPE)
    if media_type is None:
        raise NotAcceptable(f"Documents come as {', '.join(form.media_type for form in REPRESENTATIONS)}.")
    return BY_MEDIA_TYPE[media_type]


def redirect(location: str, status: int) -> Response:
    """An answer that leads elsewhere."""
    return Response(status_code=status, headers={"location": location, "vary": "Accept"})


def linkset(anchor: str, links: list[Link]) -> bytes:
    """Links as a document of their own.

    https://www.rfc-editor.org/rfc/rfc9264#name-json-document-format-applica
    """
    relations: dict[str, object] = {"anchor": anchor}
    for link in links:
        target = {"href": link.target} | ({"type": link.media_type} if link.media_type else {})
        targets = relations.setdefault(link.relation, [])
        assert isinstance(targets, list)
        targets.append(target)
    return json.dumps({"linkset": [relations]}, indent=2).encode() + b"\n"
