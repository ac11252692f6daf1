"""What is taken down is gone at once, without another build, wherever the service tells of it."""

import json

import pytest
from support.live_service import serving, until
from support.small_record import FILES, write_seeds
from support.words import CORE

from api.settings import Settings
from kb.errors import SeedErrors
from kb.namespaces import ID
from kb.release import taken_down
from kb.release.build import build

pytestmark = pytest.mark.process

ANNA = "person/anna"
SAID = "utterance/chronicle/anna-says/anna"
EVERYTHING = "SELECT ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of releases, of which nothing is taken down."""
    folder = tmp_path_factory.mktemp("taken")
    build(folder / "out", write_seeds(folder / "seeds", FILES))
    return folder / "out"


@pytest.fixture(scope="module")
def running(folder):
    with serving(folder, Settings.of(look_seconds=0.1), folder / "log") as service:
        yield service


@pytest.fixture
def service(running, folder):
    """The service, from which Anna has been taken down since it began."""
    assert running.get(f"/doc/{ANNA}", Accept="text/turtle").status == 200
    (folder / taken_down.NAME).write_text(f"# Asked for on 30 November.\n{ANNA} She asks for it.\n")
    until(lambda: running.get(f"/doc/{ANNA}", Accept="text/turtle").status == 410, 30)
    yield running
    (folder / taken_down.NAME).unlink()
    until(lambda: running.get(f"/doc/{ANNA}", Accept="text/turtle").status == 200, 30)


def test_a_thing_that_is_taken_down_is_gone_wherever_it_was_told_of_and_back_when_the_list_is(service):
    gone = service.get(f"/doc/{ANNA}", Accept="application/json")
    assert (gone.status, gone.json["detail"]) == (410, "person/anna is no longer used. She asks for it.")
    assert service.get(f"/id/{ANNA}").status in (303, 410)
    assert service.get(f"/doc/{SAID}").status == 410

    told = service.post(EVERYTHING)
    assert "Anna" not in told.text
    assert {row["p"]["value"].rpartition("#")[2] for row in told.json["results"]["bindings"] if row["s"]["value"] == ID + ANNA} == {
        "deprecated", "reason",
    }  # fmt: skip
    for path in (
        "/entities?format=csv",
        "/search?q=Anna&format=csv",
        "/claims?format=jsonld",
        "/sitemap.xml",
        "/questions?format=jsonld",
    ):
        assert "person/anna" not in service.get(path).text, path
    for name in ("elbe.nq", "elbe.nq.gz", "elbe.ttl", "claims.csv"):
        withheld = service.get(f"/dumps/{name}", Accept="application/json")
        assert (withheld.status, withheld.json["type"].rpartition("/")[2]) == (410, "withheld")
    assert json.loads(service.get("/dumps/manifest.json").text)["takenDown"] == [
        "conflict/denial/crossing-strength",
        ANNA,
        SAID,
    ]


def test_what_can_be_told_without_it_stays(service):
    assert service.get("/doc/claim/crossing-strength", Accept="text/turtle").status == 200
    assert service.get("/doc/person/boris", Accept="text/turtle").status == 200
    assert "About 1,200" in service.get("/claims?format=csv").text


def test_what_is_counted_with_it_is_not_told_until_it_is_counted_again(service):
    counted = service.rows(
        "SELECT ?p { GRAPH <https://w3id.org/elbe/graph/derived> { <https://w3id.org/elbe/id/claim/crossing-strength> ?p ?o } }"
    )

    assert "https://w3id.org/elbe/ontology#independentSources" not in {row["p"] for row in counted}


def test_a_list_that_names_what_the_release_does_not_hold_withholds_no_file(folder, tmp_path):
    from kb.release.release import Release

    left = taken_down.without(Release.open(folder), {f"{ID}person/somebody": "It is asked for."}, tmp_path)

    assert left.downloads.keys() == Release.open(folder).downloads.keys()
    assert left.is_intact()


@pytest.mark.parametrize(
    "line", ["person/anna", "anna She asks.", "https://example.org/a She asks.", "person/anna#name She asks."]
)
def test_a_line_that_names_no_thing_or_no_reason_is_refused(tmp_path, line):
    (tmp_path / "list").write_text(f"person/boris He asks.\n{line}\n")

    with pytest.raises(SeedErrors, match=r"list:2: this names no thing, or no reason: write the path"):
        taken_down.read(tmp_path / "list", CORE)
