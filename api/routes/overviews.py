"""All that is claimed at one sight: `/map` by place, `/timeline` by time."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.http.cache import Workshop
from api.http.filters import Given, read_filters, read_given
from api.http.framework import Route
from api.http.openapi import filter_parameter
from api.http.publication import Publication
from api.http.replies import Reply
from api.http.representations import CSV, HTML, Offers
from api.pages.filter_form import FilterForm
from api.pages.map_chart import draw_map
from api.pages.render import render
from kb.errors import FilterInvalid
from kb.reading.by_place import count_places
from kb.reading.by_time import Moment, moments
from kb.reading.lists import Lists
from kb.reading.overview import Overview
from kb.reading.tables import write_csv

FORMS = Offers((HTML, CSV))
MOST_MOMENTS = 100
"""How many times a page of the timeline shows."""


class Overviews:
    """Answers with a map and a timeline of the claims that filters leave."""

    tag = "lists"

    def __init__(self, publication: Publication, lists: Lists, overview: Overview) -> None:
        self.publication, self.lists, self.overview = publication, lists, overview
        self.filter_form = FilterForm(lists, overview)
        self.workshop: Workshop[tuple[str, str], Reply] = Workshop(publication.answers.kept_bytes)

    def routes(self) -> Iterable[Route]:
        """The routes."""
        parameters = tuple(map(filter_parameter, self.lists.filters_of("claims")))
        for path, make, summary in (
            ("/map", self.map, "How much is claimed of each place, and in which source"),
            ("/timeline", self.timeline, "What is claimed of when, in the order of time"),
        ):
            yield Route(
                path, partial(self.answer, path, make), summary, summary, FORMS, parameters=parameters, refuses=False
            )

    async def answer(self, path: str, make: Any, request: Request) -> Response:
        """An overview of the claims that the parameters leave; what is wrong with these stands in the page."""
        form = FORMS.choose(request.scope)
        try:
            given = read_filters(path, request.query_params, "claims", ("format",), self.lists)
            key = (f"{path}?{self.query(given)}", form.name)
            reply = await self.workshop.get(key, lambda: make(path, given, form))
        except FilterInvalid as error:
            if form != HTML:
                raise
            wrong = read_given(request.query_params, "claims", self.lists)
            return Response(self.page(path, wrong, None, error), 400, {"vary": "Accept"}, HTML.media_type)
        return reply.response(request.headers)

    def query(self, given: Given, **more: str) -> str:
        """The query of an address with these filters, some of them replaced."""
        pairs = [(name, text) for name, texts in given.items() if name not in more for text in texts]
        return urlencode([*pairs, *more.items()])

    def claims(self, given: Given) -> list[str]:
        """The claims that filters leave."""
        return [claim.value for claim in self.lists.items("claims", given)]

    def map(self, path: str, given: Given, form: Any) -> Reply:
        """The places of claims."""
        places = count_places(self.overview, self.claims(given))
        sources = self.overview.names(sorted({source for place in places for source in place.by_source}))
        if form == CSV:
            rows = (
                [
                    place.place.iri or "",
                    place.place.text,
                    *map(str, place.point or ("", "")),
                    sources[source].text,
                    str(n),
                ]
                for place in places
                for source, n in sorted(place.by_source.items())
            )
            body = write_csv(("place", "name", "latitude", "longitude", "source", "claims"), rows)
        else:
            body = self.page(path, given, {"places": places, "sources": sources, "map": draw_map(places)})
        return self.publication.reply(body, form.media_type)

    def timeline(self, path: str, given: Given, form: Any) -> Reply:
        """The times of claims."""
        claims = self.claims(given)
        found = moments(self.overview, claims)
        undated = sorted(set(claims) - {moment.time.claim for moment in found})
        if form == CSV:
            body = write_csv(("begin", "end", "edtf", "claim", "gist", "speakers"), map(_row, found))
        else:
            shown = found[:MOST_MOMENTS]
            names = self.overview.names(undated[:MOST_MOMENTS])
            facts = {"moments": shown, "total": len(found), "decades": self._decades(found, given)}
            body = self.page(path, given, {**facts, "undated": list(names.values()), "undated_total": len(undated)})
        return self.publication.reply(body, form.media_type)

    def _decades(self, found: Iterable[Moment], given: Given) -> list[tuple[str, int, str]]:
        """The years in which times begin, how many do, and the query that is left with those alone."""
        counts: dict[str, int] = {}
        for moment in found:
            year = (moment.time.begin or moment.time.end)[:4]
            if year:
                counts[year] = counts.get(year, 0) + 1
        years = sorted(counts.items())
        return [(year, n, self.query(given, **{"from": year, "to": year})) for year, n in years]

    def page(self, path: str, given: Given, facts: dict[str, Any] | None, error: FilterInvalid | None = None) -> bytes:
        """A page with the form, and what is shown if nothing is wrong in it."""
        wrong: dict[str, Any] | None = None
        if error:
            field = str(error).partition(":")[0]
            choices = [(f"{path}?{self.query(given, **{field: each})}", text) for each, text in error.choices.items()]
            known = field if field in self.lists.filters else ""
            wrong = {"field": known, "message": str(error), "choices": choices}
        fields = {**self.filter_form.fields("claims", given), "action": path, "legend": "Narrow what is shown"}
        terms, query = self.publication.terms, self.query(given)
        more = {
            "facts": facts,
            "error": wrong,
            "query": query,
            "path_of": terms.path,
            "with_filter": partial(self.query, given),
        }
        return render(f"{path[1:]}.html", self.publication.site, **fields, **more)


def _row(moment: Moment) -> list[str]:
    """A time as a row of a table."""
    time, speakers = moment.time, " | ".join(speaker.text for speaker in moment.speakers)
    return [time.begin, time.end, time.edtf, time.claim, moment.claim.text, speakers]
