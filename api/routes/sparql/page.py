"""The page with a form for queries."""

from api.http import addresses
from api.http.limits import limits
from api.pages.render import render, sample
from api.settings import Settings
from kb import namespaces
from kb.examples import examples
from kb.release.release import Release


def sparql(release: Release, settings: Settings, endpoint: str) -> bytes:
    """The page with a form for queries."""
    return render(
        "sparql.html",
        addresses.prefix(settings),
        release=release,
        endpoint=endpoint,
        limits=limits(settings),
        sample=sample(),
        examples=examples().values(),
        prefixes=namespaces.PREFIXES,
    )
