"""The service for one release as an ASGI application, made from the release and settings."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.cache import Kept
from api.http.framework import complete, create_framework
from api.http.limits import limits_of
from api.http.publication import Publication
from api.http.scope import ROUTE, SITE
from api.pages.render import Site
from api.routes import documents
from api.routes.about import About
from api.routes.dataset import Dataset
from api.routes.documents import Documents
from api.routes.dumps import Dumps
from api.routes.examples import Queries
from api.routes.giving import Giving
from api.routes.home import Home
from api.routes.limits import LimitsRoute
from api.routes.links import LinkRoutes
from api.routes.lists import ListRoutes
from api.routes.overviews import Overviews
from api.routes.parts import Parts
from api.routes.questions import Questions
from api.routes.reconcile import openapi as reconciliation
from api.routes.reconcile.answers import Answering
from api.routes.reconcile.endpoint import ReconcileEndpoint
from api.routes.reconcile.services import ReconcileServices
from api.routes.search import SearchRoute
from api.routes.sitemap import Crawling
from api.routes.sparql import openapi as protocol
from api.routes.sparql.endpoint import SparqlEndpoint
from api.routes.statements import Statements
from api.routes.static import Static
from api.routes.vocabulary import Vocabulary
from api.settings import Quoting, Settings
from kb.reading.lists import Lists
from kb.reading.overview import Overview
from kb.release.release import Release
from kb.sandbox.pool import Sandbox
from kb.search.asking import Asking
from kb.search.ranking import Search
from kb.store.embedded import EmbeddedStore
from kb.store.protocol import Engine, Store
from kb.texts.quotations import NONE as NO_QUOTATIONS
from kb.texts.quotations import Bounds, Quotations, open_texts

DESCRIPTION = """\
Who said what, on whose word, in which passage, against whom. HEAD is answered wherever GET is. Errors are
`application/problem+json`; `/problems/` lists them.
"""


ALONE = {"sparql", "reconcile"}
"""The first steps of paths that are themselves an address; the web framework answers what is below them."""


class _Site:
    """Leads the busy addresses past the web framework, and the others to it."""

    def __init__(
        self, pages: Site, framework: ASGIApp, sparql: ASGIApp, reconcile: ASGIApp, documents: ASGIApp
    ) -> None:
        self.pages, self.framework = pages, framework
        self.routes = {
            "sparql": ("/sparql", sparql),
            "reconcile": ("/reconcile", reconcile),
            "id": ("/id/{path}", documents),
            "doc": ("/doc/{path}", documents),
            "linkset": ("/linkset/{path}", documents),
        }
        """The parts that answer, by the first step of a path, with the template of their addresses."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        scope[SITE] = self.pages
        await self.route(scope)(scope, receive, send)

    def route(self, scope: Scope) -> ASGIApp:
        """The application that answers a request."""
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        first, _, rest = path.removeprefix("/").partition("/")
        if first not in self.routes or (first in ALONE and rest):
            return self.framework
        scope[ROUTE], part = self.routes[first]
        return part


class Edition:
    """The service for one release, which never changes: another release gets another edition."""

    def __init__(self, release: Release, engine: Engine, site: ASGIApp, kept: dict[str, Kept[Any, Any]]) -> None:
        self.release, self.engine, self.site, self.kept = release, engine, site, kept
        self.under_way = 0
        """How many requests are being answered."""
        self.last_ended = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        self.under_way += 1
        try:
            await self.site(scope, receive, send)
        finally:
            self.under_way -= 1
            if not self.under_way:
                self.last_ended.set()

    async def start(self) -> None:
        """Starts the query processes; leaves none behind where that fails."""
        try:
            await self.engine.start()
        except BaseException:
            await self.stop()
            raise

    async def end(self) -> None:
        """Stops when all answers that are under way have ended, or when there is no more time for them."""
        try:
            while self.under_way:
                self.last_ended.clear()
                await self.last_ended.wait()
        finally:
            await self.stop()

    async def stop(self) -> None:
        """Ends the query processes."""
        await self.engine.stop()

    def counts(self) -> Counter[str]:
        """How often things have happened that are worth knowing."""
        counts = Counter(self.engine.counts())
        for name, kept in self.kept.items():
            counts[f"{name}_hits"], counts[f"{name}_misses"] = kept.hits, kept.misses
        return counts


def create_app(release: Release, settings: Settings) -> Edition:
    """The service for a release; its query processes start and stop with it."""
    engine = Sandbox(release.store, settings.query)
    store = EmbeddedStore.open(release.store, release.terms)
    publication = Publication(release, store, quoted(store, settings.quoting), settings.reach, settings.answers)
    search = Search.open(release.search, release.terms)
    limits, index = limits_of(settings), Lists(store, release.examples, Asking(search))
    answering = Answering(search.matcher)
    dataset = Dataset(publication)
    overview = Overview(store)
    lists, questions = ListRoutes(publication, index, overview), Questions(publication, index)
    overviews = Overviews(publication, index, overview)
    families = (
        Home(publication, limits, dataset.schema_org),
        LimitsRoute(publication, limits),
        dataset,
        Dumps(publication),
        Parts(publication),
        Vocabulary(publication),
        lists,
        overviews,
        SearchRoute(publication, search),
        ReconcileServices(publication, answering, search),
        questions,
        Queries(publication, engine, index),
        LinkRoutes(publication),
        Giving(publication),
        Crawling(publication),
        Static(publication),
        About(publication),
        Statements(publication),
    )
    framework = create_framework(str(release.manifest["elbe"]), DESCRIPTION, publication.root, families)
    operations = protocol.OPERATIONS | reconciliation.OPERATIONS | documents.operations(publication.example)
    complete(framework, families, operations)
    things = Documents(publication)
    sparql = SparqlEndpoint(engine, publication, settings.requests, limits, settings.query.query_bytes)
    reconcile = ReconcileEndpoint(publication, answering, settings.requests, settings.reconciliation)
    kept: dict[str, Kept[Any, Any]] = {
        "query": sparql.kept,
        "document": things.workshop.kept,
        "list": lists.workshop.kept,
        "overview": overviews.workshop.kept,
        "question": questions.workshop.kept,
    }
    return Edition(release, engine, _Site(publication.site, framework, sparql, reconcile, things), kept)


def quoted(store: Store, quoting: Quoting) -> Quotations:
    """The quotations from the texts at hand; raises TextsError where they are not those of the record."""
    bounds = Bounds(quoting.quoted_points, quoting.quoted_share)
    return open_texts(Path(quoting.texts), store, bounds) if quoting.texts else NO_QUOTATIONS
