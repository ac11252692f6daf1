"""The way from items of Wikidata to the things of the record that are linked to them: `/wikidata/Q9161`."""

import re
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.openapi import problem
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import Link, write_json
from api.http.representations import HTML, JSON, offers
from api.pages.render import render
from kb.namespaces import ID, term
from kb.reading.things import linked_to

ITEM = re.compile("Q[1-9][0-9]{0,14}")
OFFERS = offers(JSON, HTML)


class Links:
    """Leads from items of Wikidata to things."""

    tag = "lists"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.root = publication, publication.root

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route(
            "/wikidata/{item}",
            self.lead,
            "The thing that an item of Wikidata is linked to",
            status=303,
            others={300: {"description": "Several things are linked to it."}, 404: problem("None is.")},
        )

    def lead(self, item: str, request: Request) -> Response:
        """The way to the thing that is exactly the item, or close to it; to several, where there are several."""
        name = item.strip().upper()
        if not ITEM.fullmatch(name):
            raise NotFound(f"{item[:50]!r} is not the name of an item of Wikidata, such as Q9161.")
        things = linked_to(self.publication.store, term(f"wd:{name}"))
        if not things:
            raise NotFound(f"Nothing in the record is linked to Wikidata's {name}.")
        headers = {"cache-control": f"public, max-age={self.publication.answers.max_age}"}
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
        form = OFFERS.choose(request.scope)
        if form == HTML:
            body = render("choices.html", self.root, name=name, choices=list(zip(things, targets, strict=True)))
        else:
            body = write_json({"item": name, "things": things})
        return Response(body, 300, headers, form.media_type)
