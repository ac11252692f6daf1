"""A service of reconciliation, asked politely: one batch at a time, with patience, and never twice for the same."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from kb.errors import TableRefused
from kb.reading.link_review import Proposal

TRIES, PATIENCE, SECONDS = 4, 2.0, 60
"""How often a request is tried, how many seconds are waited before the second try, and how long an answer may take."""
MOST_BYTES = 16 * 2**20
AGENT = "elbe links suggest (reconciliation client)"


@dataclass(frozen=True)
class Asked:
    """A thing for which candidates are sought."""

    thing: str
    label: str
    kind: str


class Service:
    """A service at an address, asked no more often than so many times a second."""

    def __init__(self, url: str, rate: float) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise TableRefused(f"{url!r} is no address of a service, such as https://reconcile.example.org/en/api")
        self.url, self.pause, self.last = url, 1 / rate, 0.0

    def space(self) -> str:
        """What the IRIs of its identifiers begin with."""
        manifest = self._ask(None)
        return str(manifest.get("identifierSpace", ""))

    def candidates(self, asked: Sequence[Asked], type: str | None, limit: int) -> list[list[dict[str, Any]]]:
        """The candidates of each thing."""
        more = {"type": type} if type else {}
        batch = {f"q{at}": {"query": each.label, "limit": limit, **more} for at, each in enumerate(asked)}
        answer = self._ask({"queries": json.dumps(batch, ensure_ascii=False)})
        return [_results(answer.get(f"q{at}")) for at in range(len(asked))]

    def _ask(self, form: dict[str, str] | None) -> dict[str, Any]:
        """The answer to a request, tried several times where the service is busy or out of reach."""
        for attempt in range(TRIES):
            time.sleep(max(0.0, self.last + self.pause - time.monotonic()))
            self.last = time.monotonic()
            try:
                return self._send(form)
            except HTTPError as error:
                if error.code not in (429, 500, 502, 503, 504) or attempt == TRIES - 1:
                    raise TableRefused(f"{self.url} answers {error.code} {error.reason}") from None
                time.sleep(_wait(error.headers.get("retry-after"), attempt))
            except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
                if attempt == TRIES - 1:
                    raise TableRefused(f"{self.url} can't be reached: {getattr(error, 'reason', error)}") from None
                time.sleep(_wait(None, attempt))
        raise AssertionError("the last try ends with an answer or an error")

    def _send(self, form: dict[str, str] | None) -> dict[str, Any]:
        """The answer to one request."""
        data = urlencode(form).encode() if form else None
        request = Request(self.url, data, {"Accept": "application/json", "User-Agent": AGENT})
        with urlopen(request, timeout=SECONDS) as response:
            text = response.read(MOST_BYTES + 1)
        try:
            answer = json.loads(text)
        except ValueError:
            raise TableRefused(f"{self.url} answers with what is no JSON: is it a service of reconciliation?") from None
        if not isinstance(answer, dict):
            raise TableRefused(f"{self.url} answers with what is no object: is it a service of reconciliation?")
        return answer


def suggest(
    service: Service, things: Sequence[Asked], type: str | None, limit: int, batch: int
) -> Iterator[list[Proposal]]:
    """Candidates for things, a batch at a time; a thing without candidates has a row that says so."""
    space = service.space()
    for start in range(0, len(things), batch):
        asked = things[start : start + batch]
        found = service.candidates(asked, type, limit)
        yield [row for each, results in zip(asked, found, strict=True) for row in _proposals(each, results, space)]


def _proposals(asked: Asked, results: Iterable[dict[str, Any]], space: str) -> list[Proposal]:
    """The rows for one thing."""
    rows = [
        Proposal(
            asked.thing,
            asked.label,
            asked.kind,
            item=_iri(str(each.get("id", "")), space),
            item_label=str(each.get("name", "")),
            score=str(each.get("score", "")),
            match=str(bool(each.get("match"))).lower(),
            reasons=_reasons(each),
        )
        for each in results
    ]
    return rows or [Proposal(asked.thing, asked.label, asked.kind, reasons="no candidates")]


def _reasons(each: dict[str, Any]) -> str:
    """What speaks for a candidate."""
    features = each.get("features") or []
    told = [f"{one.get('id')} {one.get('value')}" for one in features if isinstance(one, dict)]
    types = [str(one.get("name") or one.get("id") if isinstance(one, dict) else one) for one in each.get("type") or []]
    return "; ".join(filter(None, [str(each.get("description") or ""), ", ".join(types), ", ".join(told)]))


def _iri(id: str, space: str) -> str:
    """The IRI of an identifier."""
    return id if id.startswith(("http://", "https://")) or not space else space + id


def _results(answer: object) -> list[dict[str, Any]]:
    """The candidates in the answer to one query."""
    found = answer.get("result") if isinstance(answer, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _wait(told: str | None, attempt: int) -> float:
    """How many seconds to wait: as many as the service tells, else twice as many each time."""
    return min(float(told), SECONDS) if told and told.isdigit() else PATIENCE * 2**attempt
