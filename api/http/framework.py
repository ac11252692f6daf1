"""The web framework, and all in which the service differs from what FastAPI does by itself.

Routes are told to it as data; no other module knows it. Its own ways are kept out here: models for parameters and
answers, 422, errors in JSON of its own, redirects by the address of the request, one operation for GET and another for
HEAD, and memory of handlers that outlives them.
"""

import gc
import re
import warnings
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.dependencies import models
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match
from starlette.types import Scope

from api.http.openapi import EVERYWHERE, OPERATIONS, PROBLEM, Schema, format_parameter, problems, responses
from api.http.parameters import refuse_unknown
from api.http.problems import ERRORS, BadRequest, MethodNotAllowed, NotFound, RequestError, problem
from api.http.replies import READ
from api.http.representations import Offers

DETAILS: dict[int, tuple[type[RequestError], str]] = {
    404: (NotFound, "There is no {path}; / tells what there is."),
    405: (MethodNotAllowed, "{path} does not take {method}."),
}


@dataclass(frozen=True)
class Route:
    """One address, or one template of addresses, that is read: how it is answered, and what OpenAPI says of it."""

    path: str
    answer: Callable[..., Any]
    summary: str | None = None
    """None for an address that OpenAPI does not tell of."""
    says: str = "The document"
    """What the answer is, in a word or two."""
    offers: Offers | None = None
    """The representations among which `format` and Accept choose."""
    media_types: tuple[str, ...] = ()
    """The media types of what comes as it is."""
    parameters: tuple[Schema, ...] = ()
    examples: Mapping[str, str] = field(default_factory=dict)
    """An example of each part of the path that varies."""
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    errors: tuple[int, ...] = ()
    others: Mapping[int | str, Schema] = field(default_factory=dict)
    """What else is answered, by its status."""
    status: int = 200
    refuses: bool = True
    """Whether a parameter that it does not have is refused before it is asked; some say what may be meant instead."""


class _Family(Protocol):
    """A family of addresses: what it is about, and its routes."""

    @property
    def tag(self) -> str | None:
        """What it is about, as OpenAPI sorts it."""

    def routes(self) -> Iterable[Route]:
        """The routes."""


def create_framework(version: str, description: str, root: str, families: Iterable[_Family]) -> FastAPI:
    """The application that answers for families of addresses; redirects lead below a root."""
    framework = FastAPI(
        title="Elbe",
        version=version,
        description=description,
        responses=EVERYWHERE,
        generate_unique_id_function=_operation_id,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for family in families:
        framework.include_router(_router(family))
    _handle_errors(framework, root)
    return framework


def _router(family: _Family) -> APIRouter:
    """The routes of a family as the framework takes them."""
    found = APIRouter(tags=[family.tag] if family.tag else None)
    for route in family.routes():
        found.add_api_route(
            route.path,
            route.answer,
            methods=READ,
            status_code=route.status,
            summary=route.summary,
            description="",
            include_in_schema=route.summary is not None,
            response_class=Response,
            responses=_answers(route),
            openapi_extra={"parameters": _parameters(route)},
            dependencies=[Depends(_check_of(route))] if route.refuses else None,
        )
    return found


def _answers(route: Route) -> dict[int | str, Any]:
    """What a route may answer."""
    media_types = route.offers.media_types if route.offers else route.media_types
    told = responses(route.says, media_types, route.headers) if route.status == 200 else {}
    return {**told, **problems(*route.errors), **route.others}


def _parameters(route: Route) -> list[Schema]:
    """The parameters of a route, `format` among them where there is a choice."""
    return [*route.parameters, *([format_parameter(route.offers)] if route.offers else [])]


def _check_of(route: Route) -> Callable[[Request], Awaitable[None]]:
    """What refuses the parameters that a route does not have."""
    taken = [parameter["name"] for parameter in _parameters(route)]

    async def check(request: Request) -> None:
        refuse_unknown(request.scope, taken)

    return check


def _handle_errors(framework: FastAPI, root: str) -> None:
    """Lets the framework answer all errors as problems, and lead from an address to that with or without a slash."""

    def ours(request: Request, error: Exception) -> Response:
        return problem(request.scope, error)

    def its(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and (path := _other_path(framework, request.scope)):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{root}{path}{query}", 308)
        return problem(request.scope, _translate(request.scope, error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        details = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        return problem(request.scope, BadRequest("; ".join(details)))

    framework.add_exception_handler(HTTPException, its)
    framework.add_exception_handler(RequestValidationError, invalid)
    for family in (*ERRORS, Exception):
        framework.add_exception_handler(family, ours)


def _other_path(framework: FastAPI, scope: Scope) -> str | None:
    """The path with a slash more or less at its end, where that is an address of the service."""
    path: str = scope["path"]
    other = path.rstrip("/") if path.endswith("/") else f"{path}/"
    if not other or other.startswith("//"):
        return None
    matches = (route.matches({**scope, "path": other})[0] for route in framework.routes)
    return other if any(match is not Match.NONE for match in matches) else None


def _translate(scope: Scope, error: HTTPException) -> Exception:
    """An error of the framework as one of ours."""
    family, detail = DETAILS.get(error.status_code, (BadRequest, "{detail}"))
    headers = {name.lower(): ", ".join(sorted(value.split(", "))) for name, value in (error.headers or {}).items()}
    return family(detail.format(**scope, detail=error.detail), **headers)


def _operation_id(route: APIRoute) -> str:
    """The name of an operation, which is that of its address."""
    return re.sub(r"\W+", "-", route.path_format).strip("-") or "home"


def complete(framework: FastAPI, families: Iterable[_Family], more: Mapping[str, Schema]) -> None:
    """Lets the description hold what all addresses have in common, and what is answered outside the framework.

    HEAD, which is answered as GET is, is left out, and so are errors that the framework promises and never makes.
    """
    examples = {route.path.replace(":path}", "}"): route.examples for family in families for route in family.routes()}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate Operation ID")  # of GET and HEAD, of which one remains
        document = framework.openapi()
    for path, operations in document["paths"].items():
        operations.pop("head", None)
        for operation in operations.values():
            operation["responses"].pop("422", None)
            for parameter in operation.get("parameters", ()):
                if example := examples.get(path, {}).get(parameter["name"]):
                    parameter["schema"]["examples"] = [example]
    document["paths"] |= {**more, **OPERATIONS}
    document["components"] = {"schemas": {"Problem": PROBLEM}}
    framework.openapi = lambda: document  # type: ignore[method-assign]  # which is how FastAPI has it extended


def free_memory() -> None:
    """Lets go of what an application that has ended held, its open files included; takes a fifth of a second.

    FastAPI remembers what it found out of the handlers of routes, and thereby the handlers and all that they hold.
    """
    for function in vars(models).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()
    gc.collect()
