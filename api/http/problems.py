"""What goes wrong, as clients see it.

https://www.rfc-editor.org/rfc/rfc9457
"""

from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from api.http.negotiation import accept, prefers_html
from api.http.scope import REQUEST_ID, SITE
from api.pages.render import PLAIN, render_problem
from kb.errors import (
    ElbeError,
    EntityDeprecated,
    EntityNotFound,
    FilterInvalid,
    FormNotOffered,
    QueryCrashed,
    QueryMalformed,
    QueryRefused,
    QueryStopped,
    SandboxBusy,
    SearchRefused,
    Unwritable,
)
from kb.namespaces import BASE
from kb.rdf.jsonld import serialize

MEDIA_TYPE = "application/problem+json"


class RequestError(Exception):
    """A request that can't be answered as it stands; `headers` go with the answer."""

    def __init__(self, detail: str, **headers: str) -> None:
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(detail)


class BadRequest(RequestError):
    """The request lacks something, has it twice, or can't be decoded."""


class BadCursor(RequestError):
    """The cursor is not one that continues this list in this release."""


class NotFound(RequestError):
    """Nothing is at this address."""


class Withheld(RequestError):
    """The file is there, and is not to be had, since it holds what is taken down."""


class NotAcceptable(RequestError):
    """None of the media types that the client accepts is offered."""


class MethodNotAllowed(RequestError):
    """The address does not take this method."""


class MethodUnknown(RequestError):
    """The method is one that no address takes."""


class PreconditionFailed(RequestError):
    """The client asks on condition of another representation than this."""


class RequestTimeout(RequestError):
    """The request did not arrive in time."""


class BodyTooLarge(RequestError):
    """The body is larger than taken."""


class AddressTooLong(RequestError):
    """The address is longer than taken."""


class RangeNotSatisfiable(RequestError):
    """The file has no such part."""


class VersionNotSupported(RequestError):
    """The request is of a version of HTTP that is not spoken here."""


class UnsupportedMediaType(RequestError):
    """The body is of a media type, or an encoding, that is not taken."""


class HeadersTooLarge(RequestError):
    """The headers are larger than taken."""


class UpdateRefused(RequestError):
    """The request is a SPARQL update; the service is read-only."""


class TooManyRequests(RequestError):
    """The client asks more often than it may."""


class NotReady(RequestError):
    """The service can't answer yet, or no more."""


@dataclass(frozen=True)
class _Kind:
    """A kind of problem: its name, status, and what it means."""

    name: str
    status: int
    title: str
    headers: dict[str, str] = field(default_factory=dict)


KINDS: dict[type[Exception], _Kind] = {
    QueryMalformed: _Kind("malformed-query", 400, "The query is not SPARQL"),
    QueryRefused: _Kind("refused-query", 400, "The query asks for what no query may do here"),
    UpdateRefused: _Kind("read-only", 400, "This service is read-only"),
    FilterInvalid: _Kind("bad-filter", 400, "The list can't be narrowed so"),
    SearchRefused: _Kind("refused-search", 400, "The search has no words, or too many"),
    BadRequest: _Kind("bad-request", 400, "The request can't be understood"),
    BadCursor: _Kind("bad-cursor", 400, "The cursor does not continue this list"),
    NotFound: _Kind("not-found", 404, "Nothing is at this address"),
    EntityNotFound: _Kind("unknown-entity", 404, "The record has no such entity"),
    MethodNotAllowed: _Kind("method-not-allowed", 405, "The address does not take this method"),
    NotAcceptable: _Kind("not-acceptable", 406, "None of the accepted media types is offered"),
    FormNotOffered: _Kind("not-acceptable", 406, "None of the accepted media types is offered"),
    Unwritable: _Kind("not-acceptable", 406, "None of the accepted media types is offered"),
    RequestTimeout: _Kind("request-timeout", 408, "The request did not arrive in time", {"connection": "close"}),
    EntityDeprecated: _Kind("deprecated-entity", 410, "The entity is no longer part of the record"),
    Withheld: _Kind("withheld", 410, "The file is withheld"),
    PreconditionFailed: _Kind("precondition-failed", 412, "The representation is not the one that is meant"),
    BodyTooLarge: _Kind("too-large", 413, "The request is too large"),
    AddressTooLong: _Kind("address-too-long", 414, "The address is too long"),
    UnsupportedMediaType: _Kind("unsupported-media-type", 415, "The body's media type is not taken"),
    RangeNotSatisfiable: _Kind("range-not-satisfiable", 416, "The file has no such part"),
    TooManyRequests: _Kind("too-many-requests", 429, "The client asks too often"),
    HeadersTooLarge: _Kind("headers-too-large", 431, "The request's headers are too large"),
    MethodUnknown: _Kind("method-unknown", 501, "The method is none that this service knows", {"connection": "close"}),
    QueryStopped: _Kind("query-limit", 503, "The query reached a limit"),
    QueryCrashed: _Kind("query-crash", 503, "The query could not be answered"),
    SandboxBusy: _Kind("busy", 503, "Too many queries are running", {"retry-after": "5"}),
    VersionNotSupported: _Kind(
        "version-not-supported", 505, "The version of HTTP is not spoken", {"connection": "close"}
    ),
    NotReady: _Kind("not-ready", 503, "The service is not ready", {"retry-after": "5"}),
}
"""The one table of errors."""

UNFORESEEN = _Kind("internal-error", 500, "Something went wrong in the service")
ERRORS = (ElbeError, RequestError)


def problem(scope: Scope, error: Exception) -> Response:
    """The answer that tells of an error: a problem document, or a page for those who prefer one.

    OPTIONS asks which methods there are, so that not to take it is no error: the answer names them.
    """
    if isinstance(error, MethodNotAllowed) and scope["method"] == "OPTIONS":
        return Response(status_code=204, headers={"allow": f"{error.headers['allow']}, OPTIONS"})
    kind = KINDS.get(type(error), UNFORESEEN)
    facts = document(kind, error)
    headers = {"vary": "Accept", "cache-control": "no-store", **kind.headers, **getattr(error, "headers", {})}
    accepted = accept(Headers(scope=scope)) if scope["type"] == "http" else None
    if prefers_html(accepted, MEDIA_TYPE):
        return Response(render_problem(facts, scope.get(SITE, PLAIN)), kind.status, headers, "text/html")
    return Response(serialize(facts), kind.status, headers, MEDIA_TYPE)


def document(kind: _Kind, error: Exception) -> dict[str, object]:
    """The members of a problem document."""
    detail = kind.title if kind is UNFORESEEN else str(error)
    facts: dict[str, object] = {"type": _address(kind), "title": kind.title, "status": kind.status, "detail": detail}
    if getattr(error, "line", 0):
        facts |= {"line": vars(error)["line"], "column": vars(error)["column"]}
    if request := REQUEST_ID.get():
        facts["request"] = request
    if isinstance(error, EntityDeprecated):
        facts["isReplacedBy"] = list(error.successors)
    return facts


def _address(kind: _Kind) -> str:
    """The IRI that names a kind of problem, where it is explained."""
    return f"{BASE}problems/{kind.name}"
