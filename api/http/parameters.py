"""The parameters of an address or form: read alike everywhere, and refused where nothing takes them."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams
from starlette.types import Scope

from api.http.problems import BadRequest
from kb.hints import nearest

FOLLOWERS = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid")
"""What others append to an address that somebody shares, to follow who goes there; it says nothing to the service."""


def parse_parameters(encoded: bytes, most: int) -> list[tuple[str, str]]:
    """The parameters of a query string or form, percent-decoded as UTF-8; raises BadRequest, also for too many."""
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=most)
    except UnicodeDecodeError:
        raise BadRequest("The parameters are not percent-encoded UTF-8.") from None
    except ValueError as error:
        raise BadRequest(f"The parameters can't be read: {error}.") from None


def is_follower(name: str) -> bool:
    """Whether a parameter is one that others append."""
    return FOLLOWERS.fullmatch(name) is not None


def refuse_unknown(scope: Scope, taken: Collection[str]) -> None:
    """Raises BadRequest where a request has a parameter that its address does not take."""
    if not scope["query_string"]:
        return
    for name in QueryParams(scope["query_string"]):
        if name not in taken and not is_follower(name):
            takes = f"it takes {', '.join(taken)}" if taken else "it takes none"
            raise BadRequest(f"{scope['path']} takes no {name[:100]!r}{nearest(name, taken)}; {takes}.")
