"""How the record is linked to other datasets: `/links`, and the way from their identifiers: `/wikidata/Q9161`."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import isnan

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.openapi import parameter, problem
from api.http.paging import single
from api.http.problems import BadRequest, NotFound
from api.http.publication import Publication
from api.http.replies import Link as HeaderLink
from api.http.representations import CSV, HTML, JSON, JSON_LD, SPARQL, offers
from api.pages.render import render
from kb.hints import nearest
from kb.rdf.jsonld import serialize
from kb.reading.links import SCHEMES, Link, Links, Scheme, Wanted, state_of
from kb.reading.tables import write_csv
from kb.reading.things import EXACT, linked_to

CHOICES = offers(JSON, HTML)
LISTED = offers(JSON_LD, HTML, CSV, SPARQL)
STATES = ("exact", "close", "broad", "narrow", "related", "rejected", "wanted")
COLUMNS = ("thing", "label", "class", "state", "item", "itemLabel", "confidence", "evidence", "date")
MEANINGS = {
    "exact": "the same",
    "close": "close, but not the same",
    "broad": "a part of it, or narrower than it",
    "narrow": "the whole of it, or broader than it",
    "related": "something that has to do with it",
    "rejected": "looked at, and not the same",
}
"""What a thing is that is linked to an item, by what the link says."""


class LinkRoutes:
    """Tells of links, and leads from items of other datasets to things."""

    tag = "lists"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.root = publication, publication.root

    @cached_property
    def links(self) -> Links:
        """The links of the record, read when they are asked for first."""
        return Links(self.publication.store)

    def routes(self) -> Iterable[Route]:
        """The routes."""
        states = {"type": "string", "enum": list(STATES)}
        yield Route(
            "/links",
            self.tell,
            "Links to other datasets, what was rejected, and what is still wanted",
            "The links",
            LISTED,
            parameters=(parameter("state", "Only links that say so; `wanted` for what was not found.", states),),
        )
        for scheme in SCHEMES.values():
            yield Route(
                f"/{scheme.name}/{{item}}",
                self._leader(scheme),
                f"The thing that an identifier of {scheme.title} is linked to",
                status=303,
                offers=CHOICES,
                others={
                    300: {"description": "The things linked to it, none of which alone is the same."},
                    404: problem("None is."),
                },
            )

    def _leader(self, scheme: Scheme) -> Callable[[str, Request], Response]:
        """What answers for the identifiers of a dataset."""

        def lead(item: str, request: Request) -> Response:
            return self.lead(scheme, item, request)

        return lead

    def lead(self, scheme: Scheme, item: str, request: Request) -> Response:
        """The way to the thing that is the item; else those that are linked to it, with how close they are."""
        name = item.strip().upper() if scheme.name == "wikidata" else item.strip()
        iri = scheme.iri(name)
        if iri is None:
            raise NotFound(f"{item[:50]!r} is no identifier of {scheme.title}.")
        linked = linked_to(self.publication.store, NamedNode(iri))
        exact = [thing for thing, match in linked if match == EXACT]
        if len(exact) == 1:
            return Response(status_code=303, headers=self.headers() | {"location": self.target(exact[0])})
        linked += [(link.thing, "rejected") for link in self.links.rejected if link.item == iri]
        if not linked:
            raise NotFound(f"Nothing in the record is linked to {scheme.title}'s {name}.")
        return self.choices(iri, f"{scheme.title}'s {name}", linked, request)

    def choices(self, item: str, name: str, linked: list[tuple[str, str]], request: Request) -> Response:
        """The list of things, none of which alone is the item.

        https://www.rfc-editor.org/rfc/rfc9110#name-300-multiple-choices
        """
        form = CHOICES.choose(request.scope)
        if form == HTML:
            choices = [(thing, self.target(thing), MEANINGS[state_of(match)]) for thing, match in linked]
            body = render("choices.html", self.publication.site, name=name, choices=choices)
        else:
            things = [{"id": thing, "match": match} for thing, match in linked]
            body = serialize({"item": item, "things": things})
        links = ", ".join(str(HeaderLink(self.target(thing), "alternate")) for thing, _ in linked)
        return Response(body, 300, self.headers() | {"link": links, "vary": "Accept"}, form.media_type)

    def tell(self, request: Request) -> Response:
        """All links and all that is wanted, or those of one state."""
        form = LISTED.choose(request.scope)
        state = single("state", tuple(text for text in request.query_params.getlist("state") if text))
        if state and state not in STATES:
            raise BadRequest(f"state: {state[:50]!r} is not one of {', '.join(STATES)}{nearest(state, STATES)}.")
        links = [link for link in self.links.links if state in (None, link.state)]
        wanted = self.links.wanted if state in (None, "wanted") else []
        if form == HTML:
            body = self.page(state, links, wanted)
        elif form == CSV:
            body = write_csv(COLUMNS, self.rows(links, wanted))
        elif form == SPARQL:
            body = _values(links).encode()
        else:
            body = self.document(links, wanted)
        return self.publication.reply(body, form.media_type).response(request.headers)

    def page(self, state: str | None, links: Sequence[Link], wanted: Sequence[Wanted]) -> bytes:
        """The page for people."""
        coverage = {scheme.title: self.links.coverage(scheme) for scheme in SCHEMES.values() if self.is_used(scheme)}
        folder = self.publication.release.folder / "links"
        return render(
            "links.html",
            self.publication.site,
            state=state,
            states=STATES,
            meanings=MEANINGS,
            rows=[dict(zip(COLUMNS, row, strict=True)) for row in self.rows(links, wanted)],
            coverage=coverage,
            labels=self.publication.terms.labels,
            files=sorted(path.name for path in folder.glob("*.sssom.tsv")),
            given=sorted(self.publication.given),
        )

    def is_used(self, scheme: Scheme) -> bool:
        """Whether anything is linked to a dataset."""
        return any(scheme.identifier(link.item) for link in self.links.links)

    def rows(self, links: Sequence[Link], wanted: Sequence[Wanted]) -> list[list[str]]:
        """Links and what is wanted as rows."""
        return [*map(self.link_row, links), *map(self.wanted_row, wanted)]

    def link_row(self, link: Link) -> list[str]:
        """A link as a row."""
        said = [
            link.state,
            link.item,
            link.label,
            "" if isnan(link.confidence) else str(link.confidence),
            link.comment,
            "",
        ]
        return [link.thing, self.label(link.thing), self.publication.terms.compact(link.class_), *said]

    def wanted_row(self, wanted: Wanted) -> list[str]:
        """What is wanted as a row."""
        sought = ["wanted", "", "", "", f"{wanted.reason} {wanted.where}".strip(), wanted.day]
        return [wanted.thing, self.label(wanted.thing), self.publication.terms.compact(wanted.class_), *sought]

    def label(self, thing: str) -> str:
        """What a thing is called first."""
        return next(iter(self.links.names.get(thing, ())), self.publication.terms.compact(thing))

    def document(self, links: Sequence[Link], wanted: Sequence[Wanted]) -> bytes:
        """The positive links of things as JSON-LD, and what is rejected and wanted for readers."""
        words = self.publication.words
        told = [link for link in links if not link.is_rejected]
        things: dict[str, dict[str, list[str]]] = {}
        for link in told:
            key = "sameAs" if link.match == EXACT else link.match
            things.setdefault(link.thing, {}).setdefault(key, []).append(link.item)
        document = {
            "@context": {**words.inlined(), "rejected": None, "wanted": None},
            "@graph": [{"id": words.reference(thing)} | matches for thing, matches in things.items()],
            "rejected": [{"thing": link.thing, "item": link.item} for link in links if link.is_rejected],
            "wanted": [{"thing": each.thing, "where": each.where, "date": each.day} for each in wanted],
        }
        return serialize(document)

    def target(self, iri: str) -> str:
        """Where a thing leads on."""
        return f"{self.root}/id/{self.publication.terms.path(iri)}"

    def headers(self) -> dict[str, str]:
        """The headers of all answers."""
        return {"cache-control": f"public, max-age={self.publication.answers.max_age}"}


def _values(links: Sequence[Link]) -> str:
    """A VALUES block of things and the items that are the same, to be put into queries elsewhere."""
    pairs = sorted({(link.thing, link.item) for link in links if link.state == "exact"})
    lines = "".join(f"  (<{thing}> <{item}>)\n" for thing, item in pairs)
    said = "# Things of this record, and the items of other datasets that are the same.\n"
    return f"{said}VALUES (?thing ?item) {{\n{lines}}}\n"
