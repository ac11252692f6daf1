"""The way from items of Wikidata to the things of the record that are linked to them: `/wikidata/Q9161`."""

import re
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.openapi import problem
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import Link
from api.http.representations import HTML, JSON, offers
from api.pages.render import render
from kb.namespaces import term
from kb.rdf.jsonld import serialize
from kb.reading.things import EXACT, linked_to

ITEM = re.compile("Q[1-9][0-9]{0,14}")
OFFERS = offers(JSON, HTML)
MEANINGS = {
    EXACT: "the same",
    "skos:closeMatch": "close, but not the same",
    "skos:broadMatch": "a part of it, or narrower than it",
    "skos:narrowMatch": "the whole of it, or broader than it",
    "skos:relatedMatch": "something that has to do with it",
}
"""What a thing is that is linked to an item, by the kind of match."""


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
            offers=OFFERS,
            others={
                300: {"description": "The things linked to it, none of which alone is the same."},
                404: problem("None is."),
            },
        )

    def lead(self, item: str, request: Request) -> Response:
        """The way to the thing that is the item; else those that are linked to it, with how close they are."""
        name = item.strip().upper()
        if not ITEM.fullmatch(name):
            raise NotFound(f"{item[:50]!r} is not the name of an item of Wikidata, such as Q9161.")
        linked = linked_to(self.publication.store, term(f"wd:{name}"))
        if not linked:
            raise NotFound(f"Nothing in the record is linked to Wikidata's {name}.")
        exact = [iri for iri, match in linked if match == EXACT]
        if len(exact) == 1:
            return Response(status_code=303, headers=self.headers() | {"location": self.target(exact[0])})
        return self.choices(name, linked, request)

    def choices(self, name: str, linked: list[tuple[str, str]], request: Request) -> Response:
        """The list of things, none of which alone is the item.

        https://www.rfc-editor.org/rfc/rfc9110#name-300-multiple-choices
        """
        form = OFFERS.choose(request.scope)
        if form == HTML:
            choices = [(iri, self.target(iri), MEANINGS[match]) for iri, match in linked]
            body = render("choices.html", self.publication.site, name=name, choices=choices)
        else:
            body = serialize({"item": name, "things": [{"id": iri, "match": match} for iri, match in linked]})
        links = ", ".join(str(Link(self.target(iri), "alternate")) for iri, _ in linked)
        return Response(body, 300, self.headers() | {"link": links, "vary": "Accept"}, form.media_type)

    def target(self, iri: str) -> str:
        """Where a thing leads on."""
        return f"{self.root}/id/{self.publication.terms.path(iri)}"

    def headers(self) -> dict[str, str]:
        """The headers of all answers."""
        return {"cache-control": f"public, max-age={self.publication.answers.max_age}"}
