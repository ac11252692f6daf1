"""What search engines read in the head of a page: claims as `schema:Claim`, without any rating.

https://schema.org/Claim
"""

from collections.abc import Iterable
from typing import Any

from kb.reading.claims import Claim


def _claim(told: Claim) -> dict[str, Any]:
    """A claim with those who assert it, and the sources that show where."""
    asserting = [stance for stance in told.stances if stance.kind == "asserts"]
    speakers = dict.fromkeys(each for stance in asserting for each in stance.chain.utterances[0].speakers)
    sources = dict.fromkeys(shown.source for stance in told.stances for shown in stance.chain.passages)
    return {
        "@type": "Claim",
        "@id": told.claim.iri,
        "text": told.gist or told.claim.text,
        "author": [{"@id": each.iri, "name": each.text} for each in speakers],
        "isBasedOn": [{"@type": "CreativeWork", "@id": each.iri, "name": each.text} for each in sources],
    }


def page(iri: str, name: str, claims: Iterable[Claim] = ()) -> dict[str, Any]:
    """A page about a thing, with the claims that it tells of."""
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": name,
        "about": {"@id": iri, "name": name},
    }
    if told := [_claim(each) for each in claims]:
        document["mentions"] = told
    return document
