"""A release as it is published at an address: what each family of addresses is given."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from api.http.replies import Link, Reply
from api.pages.render import Site
from api.settings import Answers, Reach
from kb.examples import Example, examples
from kb.export.giving.files import File, files
from kb.model import context
from kb.model.vocabulary import Terms
from kb.rdf.compaction import Context
from kb.reading.reviews import reviews
from kb.reading.things import things
from kb.release.release import Release
from kb.store.protocol import Store
from kb.texts.quotations import Quotations

HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?", re.ASCII)


@dataclass(frozen=True)
class Publication:
    """A release with its store and the texts at hand, where it is reached, and how much an answer holds."""

    release: Release
    store: Store
    quotations: Quotations
    reach: Reach
    answers: Answers

    @cached_property
    def root(self) -> str:
        """The path that all links of the service begin with; empty where it has a host of its own."""
        return urlsplit(self.reach.public_url or "").path.rstrip("/")

    @property
    def terms(self) -> Terms:
        """The words of the record."""
        return self.release.terms

    @cached_property
    def words(self) -> Context:
        """The context in whose words the record is written."""
        return context.words(self.terms)

    @cached_property
    def site(self) -> Site:
        """What its pages share."""
        release = self.release
        return Site(
            self.root,
            self.terms,
            release.licences,
            release.title,
            release.version,
            release.date.isoformat(),
            release.id,
            reviews(self.store),
        )

    @property
    def example(self) -> str:
        """The path of a thing of the record, where one has to be shown."""
        return self.release.examples.get("about") or next(iter(things(self.store)), "").removeprefix(self.terms.id)

    @cached_property
    def queries(self) -> dict[str, Example]:
        """The named queries: those of all corpora, and its own."""
        return examples(self.release.queries, self.terms.languages[0])

    @cached_property
    def given(self) -> dict[str, File]:
        """What makes each file that other datasets can take in."""
        return files(self.store, self.release.title, self.release.date.isoformat())

    @cached_property
    def modified(self) -> datetime:
        """The beginning of the day of the record's version, which its authors state."""
        return datetime.combine(self.release.date, time(), UTC)

    def url(self, scope: Scope) -> str:
        """The address of the service without a slash at its end: the one set, or the one by which a request came."""
        if self.reach.public_url:
            return self.reach.public_url.rstrip("/")
        host = Headers(scope=scope).get("host", "")
        if not HOST.fullmatch(host):
            server = scope.get("server") or ("localhost", 80)
            host = f"{server[0]}:{server[1]}"
        return f"{scope['scheme']}://{host}{scope.get('root_path', '')}"

    def reply(
        self,
        body: bytes,
        media_type: str,
        *,
        links: tuple[Link, ...] = (),
        vary: str | None = "Accept",
        location: str | None = None,
        total: int | None = None,
    ) -> Reply:
        """A representation of what the release holds, with what lets clients keep it."""
        return Reply(body, media_type, self.modified, self.answers.max_age, links, vary, location, total)
