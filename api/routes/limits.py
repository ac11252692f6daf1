"""What the service does not do: its limits, and where its answers to queries are not those of SPARQL 1.1."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.limits import Limit
from api.http.publication import Publication
from api.http.representations import HTML, JSON, offers
from api.pages.render import render
from kb.rdf.jsonld import serialize
from kb.sandbox.departures import departures

OFFERS = offers(HTML, JSON)


class LimitsRoute:
    """Answers with what the service does not do."""

    tag = "sparql"

    def __init__(self, publication: Publication, limits: Sequence[Limit]) -> None:
        self.publication, self.limits = publication, limits

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route("/limits", self.answer, "Limits, and where queries are answered otherwise", "The limits", OFFERS)

    def answer(self, request: Request) -> Response:
        """The limits and the departures."""
        form = OFFERS.choose(request.scope)
        if form == HTML:
            facts = {"limits": self.limits, "departures": departures()}
            body = render("departures.html", self.publication.site, **facts)
        else:
            told = [{name: value for name, value in asdict(each).items() if value} for each in departures()]
            body = serialize({"limits": [asdict(limit) for limit in self.limits], "departures": told})
        return self.publication.reply(body, form.media_type).response(request.headers)
