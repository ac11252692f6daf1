"""What helps people to reconcile: suggestions while they type, previews, and what may be fetched.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#suggest-services
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.openapi import integer, parameter
from api.http.paging import single
from api.http.problems import BadRequest, NotFound
from api.http.publication import Publication
from api.pages.render import render
from api.routes.reconcile.answers import Answering, identifier
from api.routes.reconcile.extension import propose
from api.routes.reconcile.vocabulary import COMPARED, FEATURES, TOLD, type_json, whole_type_json
from kb.errors import SearchRefused
from kb.hints import nearest
from kb.model.vocabulary import Terms
from kb.rdf.jsonld import serialize
from kb.reading.extension import claims, values
from kb.search.ranking import LONGEST, Hit, Search

Json = dict[str, Any]
JSON, HTML = "application/json", "text/html"
SHOWN = 10
"""How many suggestions are made at once."""
FURTHEST = 1000
EMBEDDED = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *",
    "cross-origin-opener-policy": "unsafe-none",
}
"""What lets any page embed a preview, which holds no script."""
PREVIEWED = ("skos:prefLabel", "skos:altLabel", "skos:exactMatch", "elbe:within", "geo:lat", "geo:long")

ID_PARAMETER = parameter("id", "An identifier, as candidates have it.", {"type": "string"}, "person/anna")
PREFIX = parameter("prefix", "What is typed so far, in any script.", {"type": "string", "maxLength": LONGEST}, "Ан")
CURSOR = parameter("cursor", "How many suggestions to leave out at the beginning.", integer(0, FURTHEST, 0))


class ReconcileServices:
    """Suggests, previews and proposes."""

    tag = "reconciliation"

    def __init__(self, publication: Publication, answering: Answering, search: Search) -> None:
        self.publication, self.answering, self.search = publication, answering, search

    def routes(self) -> Iterable[Route]:
        """The routes."""
        for name, answer, what in (
            ("entity", self.suggest_entity, "Entities by the beginning of a name"),
            ("type", self.suggest_type, "Types by the beginning of a name"),
            ("property", self.suggest_property, "Properties by the beginning of a name"),
        ):
            path = f"/reconcile/suggest/{name}"
            # what widgets for suggestions send besides, such as type or lang, is not refused
            parameters = (PREFIX, CURSOR)
            yield Route(path, answer, what, "Suggestions", media_types=(JSON,), parameters=parameters, refuses=False)
        about, given = (ID_PARAMETER,), (400, 404)
        yield Route(
            "/reconcile/flyout",
            self.flyout,
            "A few words on an entity",
            media_types=(JSON,),
            parameters=about,
            errors=given,
        )
        yield Route(
            "/reconcile/preview",
            self.preview,
            "A small page on an entity",
            media_types=(HTML,),
            parameters=about,
            errors=given,
        )
        yield Route(
            "/reconcile/feature",
            self.feature,
            "What a score is made of",
            media_types=(HTML,),
            parameters=(parameter("id", "The identifier of a feature.", {"type": "string"}, "name"),),
            errors=given,
        )
        yield Route(
            "/reconcile/properties",
            self.properties,
            "The properties with which a table may be extended",
            media_types=(JSON,),
            parameters=(
                parameter("type", "The type of the things in it.", {"type": "string"}, "elbe:Place"),
                parameter("limit", "How many are wanted.", integer(1, FURTHEST, len(TOLD))),
            ),
        )

    def suggest_entity(self, request: Request) -> Response:
        """Entities whose names begin so, in any script."""
        prefix, cursor = _typed(request)
        return self.reply(
            {
                "result": [
                    _suggestion(hit, self.publication.terms) for hit in self.found(prefix)[cursor : cursor + SHOWN]
                ]
            },
            request,
        )

    def found(self, prefix: str) -> Sequence[Hit]:
        """The entities that are found by what is typed."""
        if prefix in {identifier(iri, self.publication.terms) for iri in self.search.matcher.labels}:
            prefix = self.search.matcher.labels[self.publication.terms.id + prefix].text
        try:
            hits = self.search.find(prefix).hits
        except SearchRefused:
            return []
        return [hit for hit in hits if hit.thing.iri in self.search.matcher.labels]

    def suggest_type(self, request: Request) -> Response:
        """Types whose names have words that begin so."""
        prefix, cursor = _typed(request)
        found = [whole_type_json(iri, self.publication.terms) for iri in self.answering.types.default]
        return self.reply({"result": _beginning(found, prefix)[cursor : cursor + SHOWN]}, request)

    def suggest_property(self, request: Request) -> Response:
        """Properties whose names have words that begin so: those that are compared, then those that are told."""
        prefix, cursor = _typed(request)
        found = [each.as_json() for each in (*COMPARED.values(), *TOLD.values())]
        return self.reply({"result": _beginning(found, prefix)[cursor : cursor + SHOWN]}, request)

    def flyout(self, request: Request) -> Response:
        """A few words on an entity, as HTML in JSON."""
        id = _required(request, "id")
        html = render("preview.html", self.publication.site, **self.told(id), is_whole=False).decode()
        return self.reply({"id": id, "html": html}, request)

    def preview(self, request: Request) -> Response:
        """A small page on an entity, to be embedded."""
        told = self.told(_required(request, "id"))
        site = replace(self.publication.site, root=self.publication.url(request.scope))
        body = render("preview.html", site, **told, is_whole=True)
        response = self.publication.reply(body, HTML, vary=None).response(request.headers)
        response.headers.update(EMBEDDED)
        return response

    def told(self, id: str) -> Json:
        """What is told of an entity: what identifies it, and how many claims there are about it."""
        terms = self.publication.terms
        iri = terms.id + id.removeprefix(terms.id)
        if iri not in self.search.matcher.labels:
            raise NotFound(f"The record has no entity {id[:100]!r}.")
        node, thing = NamedNode(iri), self.search.matcher.labels[iri].thing
        found = values(self.publication.store, [node], PREVIEWED)
        texts = {curie: [value.value for value in found.get((iri, curie), ())] for curie in PREVIEWED}
        names = [
            text for text in dict.fromkeys(texts["skos:prefLabel"] + texts["skos:altLabel"]) if text != thing.label
        ]
        return {
            "id": identifier(iri, terms),
            "thing": thing,
            "kind": terms.labels.get(thing.class_, thing.kind),
            "names": [text for text in names if text != thing.label],
            "links": texts["skos:exactMatch"],
            "within": [terms.compact(place) for place in texts["elbe:within"]],
            "point": [texts[curie][0] for curie in ("geo:lat", "geo:long") if texts[curie]],
            "claims": len(claims(self.publication.store, [node]).get(iri, ())),
        }

    def feature(self, request: Request) -> Response:
        """What a part of a score means."""
        id = _required(request, "id")
        if id not in FEATURES:
            raise NotFound(f"There is no feature {id[:100]!r}{nearest(id, FEATURES)}; there are {', '.join(FEATURES)}.")
        body = render("feature.html", self.publication.site, id=id, meaning=FEATURES[id])
        return self.publication.reply(body, HTML, vary=None).response(request.headers)

    def properties(self, request: Request) -> Response:
        """The properties of things of a type."""
        type = single("type", tuple(request.query_params.getlist("type"))) or None
        limit = _number("limit", request, len(TOLD))
        if limit < 1:
            raise BadRequest("limit: write a number from 1 on.")
        classes = self.answering.types.classes([type]) if type else ()
        found = (
            propose(type, classes, limit, self.publication.terms)
            if classes or not type
            else {"properties": [], "type": type, "limit": limit}
        )
        return self.reply(found, request)

    def reply(self, document: Json, request: Request) -> Response:
        """A document."""
        return self.publication.reply(serialize(document), JSON, vary=None).response(request.headers)


def _typed(request: Request) -> tuple[str, int]:
    """What is typed so far, and how many suggestions to leave out."""
    prefix = _required(request, "prefix")
    if len(prefix) > LONGEST:
        raise BadRequest(f"prefix: a beginning may have {LONGEST} characters; this has {len(prefix)}.")
    return prefix.strip(), _number("cursor", request, 0)


def _required(request: Request, name: str) -> str:
    """The value of a parameter that is needed."""
    value = single(name, tuple(request.query_params.getlist(name)))
    if value is None:
        raise BadRequest(f"The request has no parameter {name!r}.")
    return value


def _number(name: str, request: Request, usual: int) -> int:
    """The value of a parameter that is a number."""
    text = single(name, tuple(request.query_params.getlist(name)))
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or len(text) > 6 or int(text) > FURTHEST:
        raise BadRequest(f"{name}: {text[:100]!r} is no number from 0 to {FURTHEST}.")
    return int(text)


def _suggestion(hit: Hit, terms: Terms) -> Json:
    """An entity that is suggested."""
    kind = terms.labels.get(hit.thing.class_, hit.thing.kind)
    is_other = hit.shown_name and hit.shown_name != hit.thing.label
    return {
        "id": identifier(hit.thing.iri, terms),
        "name": hit.thing.label,
        "description": f"{kind}; {hit.shown_name}" if is_other else kind,
        "notable": [type_json(hit.thing.class_, terms)],
    }


def _beginning(found: Iterable[Json], prefix: str) -> list[Json]:
    """What has a word in its name or identifier that begins so."""
    begun = prefix.casefold()
    return [each for each in found if any(word.startswith(begun) for word in _sought(each))]


def _sought(each: Json) -> list[str]:
    """What a type or property is found by: its identifier, its name, the words of that."""
    name = each["name"].casefold()
    return [each["id"].casefold(), name, *name.split()]
