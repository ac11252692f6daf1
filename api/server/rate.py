"""How often one client may ask: so many requests a second on average, and so many at once.

The headers are those of https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/.
"""

import asyncio
import ipaddress
import math
from collections import OrderedDict

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import TooManyRequests, problem
from api.server.headers import raw
from api.settings import Rate


class _Buckets:
    """A bucket of tokens for each client, which fills at an even rate; those of clients long unseen are forgotten."""

    def __init__(self, rate: float, burst: int, clients: int) -> None:
        self.rate, self.burst, self.clients = rate, burst, clients
        self.full_at: OrderedDict[str, float] = OrderedDict()
        """When the bucket of each client will be full again."""

    def take(self, client: str, now: float) -> float:
        """The tokens that are left when one has been taken; less than nothing where there was none to take."""
        full_at = max(self.full_at.pop(client, now), now)
        left = self.burst - (full_at - now) * self.rate - 1
        self.full_at[client] = full_at + 1 / self.rate if left >= 0 else full_at
        if len(self.full_at) > self.clients:
            self.full_at.popitem(last=False)
        return left

    def seconds_until(self, left: float) -> int:
        """In how many whole seconds there will be a token."""
        return max(1, math.ceil(-left / self.rate))


class RateLimit:
    """Wraps the service; turns clients away that ask too often. Each process that serves counts for itself."""

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        self.app = app
        self.buckets = _Buckets(rate.client_rate, rate.client_burst, rate.clients)
        window = math.ceil(rate.client_burst / rate.client_rate)
        self.policy = f'"client";q={rate.client_burst};w={window}'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        left = self.buckets.take(_client_of(scope), asyncio.get_running_loop().time())
        limits = {"ratelimit-policy": self.policy, "ratelimit": f'"client";r={max(0, int(left))}'}
        if left < 0:
            await problem(scope, self.refusal(left, limits))(scope, receive, send)
            return

        async def send_with_limits(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *raw(limits)]
            await send(message)

        await self.app(scope, receive, send_with_limits)

    def refusal(self, left: float, limits: dict[str, str]) -> TooManyRequests:
        """What a client is told that asks too often."""
        seconds = self.buckets.seconds_until(left)
        message = (
            f"A client may ask {self.buckets.rate:g} times a second, and {self.buckets.burst} times at once; "
            f"try again in {seconds} s."
        )
        headers = {"retry-after": str(seconds), **limits, "ratelimit": f"{limits['ratelimit']};t={seconds}"}
        return TooManyRequests(message, **headers)


def _client_of(scope: Scope) -> str:
    """The client that is counted: an IPv4 address, or the 64 bits of an IPv6 address that name its network."""
    address = str((scope.get("client") or ("",))[0])
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return address
