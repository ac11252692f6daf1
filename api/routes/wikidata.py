"""The way from items of Wikidata to the things of the record that are linked to them: `/wikidata/Q9161`."""

import json
import re

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from api.http import addresses
from api.http.negotiation import prefers_html
from api.http.openapi import problem
from api.http.problems import NotFound
from api.http.replies import READ, Link
from api.pages.render import render
from api.settings import Settings
from kb.namespaces import ID, expand
from kb.reading.things import linked_to
from kb.store.protocol import Store

ITEM = re.compile("Q[1-9][0-9]{0,14}")


class Links:
    """Leads from items of Wikidata to things."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.root = addresses.prefix(settings)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["lists"])
        routes.add_api_route(
            "/wikidata/{item}",
            self.lead,
            methods=READ,
            status_code=303,
            summary="The thing that an item of Wikidata is linked to",
            response_class=Response,
            responses={300: {"description": "Several things are linked to it."}, 404: problem("None is.")},
        )
        return routes

    def lead(self, item: str, request: Request) -> Response:
        """The way to the thing that is exactly the item, or close to it; to several, where there are several."""
        name = item.strip().upper()
        if not ITEM.fullmatch(name):
            raise NotFound(f"{item[:50]!r} is not the name of an item of Wikidata, such as Q9161.")
        things = linked_to(self.store, NamedNode(expand(f"wd:{name}")))
        if not things:
            raise NotFound(f"Nothing in the record is linked to Wikidata's {name}.")
        headers = {"cache-control": f"public, max-age={self.settings.max_age}"}
        targets = [f"{self.root}/id/{iri.removeprefix(ID)}" for iri in things]
        if len(targets) == 1:
            return Response(status_code=303, headers=headers | {"location": targets[0]})
        links = ", ".join(str(Link(target, "alternate")) for target in targets)
        return self.choices(name, things, targets, request, headers | {"link": links, "vary": "Accept"})

    def choices(
        self, name: str, things: list[str], targets: list[str], request: Request, headers: dict[str, str]
    ) -> Response:
        """The list of several things.

        https://www.rfc-editor.org/rfc/rfc9110#name-300-multiple-choices
        """
        if prefers_html(", ".join(request.headers.getlist("accept")), "application/json"):
            body = render("choices.html", self.root, name=name, choices=list(zip(things, targets, strict=True)))
            return Response(body, 300, headers, "text/html")
        return Response(json.dumps({"item": name, "things": things}).encode(), 300, headers, "application/json")
