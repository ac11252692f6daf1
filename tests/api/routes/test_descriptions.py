"""The dataset is described whatever its authors say of it, as long as a build takes it."""

import asyncio

import httpx
import pytest
from support.small_record import DATASET, FILES, write_seeds

from api.app import create_app
from api.settings import Settings
from kb.release.build import build

pytestmark = pytest.mark.process

PATHS = ("/", "/dataset", "/void", "/.well-known/void")
FORMS = ("text/html", "text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
SAID = {
    "as little as there may be": DATASET,
    "two languages": DATASET.replace('"One event, told by a chronicle."@en', '"One."@en, "Eins."@de, "Један."@sr-cyrl'),
    "no language": DATASET.replace("@en", ""),
    "rights without a node": DATASET.replace(" ;", ' ; dcterms:rights "All mine" ;', 1),
    "a period that is none": DATASET + '<> dcterms:temporal <#period> . <#period> dcterms:title "x" .',
    "a circle": DATASET + "<> dcterms:relation <>, <#publisher> . <#publisher> dcterms:relation <> .",
    "an address that is no link": DATASET.replace("http://example.org/licence", "javascript:alert(1)"),
}


async def statuses(app):
    """What each address answers in each form."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return {(path, form): await client.get(path, headers={"Accept": form}) for path in PATHS for form in FORMS}


@pytest.mark.parametrize("said", SAID)
def test_a_description_that_a_build_takes_is_told_in_each_form(tmp_path, said):
    seeds = write_seeds(tmp_path / "seeds", FILES | {"dataset.ttl": SAID[said]})
    answers = asyncio.run(statuses(create_app(build(tmp_path / "out", seeds), Settings())))

    expected = {(path, form): 200 for path in PATHS for form in FORMS}
    expected |= {(path, "text/html"): 406 for path in PATHS if "void" in path}
    assert {key: answer.status_code for key, answer in answers.items() if key[0] != "/"} == {
        key: status for key, status in expected.items() if key[0] != "/"
    }
    assert answers["/", "text/html"].status_code == 200
    assert 'href="javascript' not in answers["/dataset", "text/html"].text
