"""What editors have withdrawn is gone from the service but for its tombstone."""

import gzip

import pytest
from support.live_service import serving
from support.small_record import FILES, UTTERANCES, write_seeds

from api.settings import Settings
from kb.namespaces import ID
from kb.release.build import build

pytestmark = pytest.mark.process

CLAIM = "    - id: claim/crossing-strength\n"
WITHDRAWN = "      deprecated: true\n      reason: {en: Read wrongly.}\n      date: 2026-11-30\n      isReplacedBy: claim/other\n"
OTHER = """\
    - id: claim/other
      subject: event/crossing
      predicate: elbe:personCount
      object: {value: "900", unit: unit/person, precision: precision/approximate}
      gist: Some 900 people crossed.
"""
GONE = "claim/crossing-strength"


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A release of the small record in which one of two claims is withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn")
    utterances = UTTERANCES.replace(CLAIM, OTHER + CLAIM + WITHDRAWN)
    seeds = write_seeds(folder / "seeds", FILES | {"sources/chronicle/utterances.yaml": utterances})
    return build(folder / "out", seeds)


@pytest.fixture(scope="module")
def service(released):
    with serving(released, Settings()) as running:
        yield running


@pytest.mark.parametrize("route", ["doc", "id"])
def test_a_withdrawn_claim_is_410_with_reason_and_successor(service, route):
    answer = service.get(f"/{route}/{GONE}", Accept="application/json")

    assert answer.status == 410
    assert answer.json["detail"] == f"{GONE} is no longer used. Read wrongly."
    assert answer.json["isReplacedBy"] == [f"{ID}claim/other"]


@pytest.mark.parametrize(
    "path",
    [
        "/claims?format=csv", "/claims?about=event/crossing&format=csv", "/search?q=1,200&format=csv",
        "/questions/event/crossing/person-count/person?format=csv", "/sitemap.xml", "/dumps/claims.csv", "/doc/event/crossing.ttl",
    ],
)  # fmt: skip
def test_a_withdrawn_claim_is_in_no_list_table_or_document(service, path):
    answer = service.get(path)

    assert answer.status == 200
    assert GONE not in answer.text
    assert "1,200" not in answer.text.replace("q=1,200", "")


@pytest.mark.parametrize("stance", ["asserts", "denies", "doubts", "considers"])
def test_a_withdrawn_claim_has_no_stance_to_a_naive_query(service, stance):
    said = service.rows(f"SELECT ?c {{ ?u <https://w3id.org/elbe/ontology#{stance}> ?c }}")

    assert ID + GONE not in {row["c"] for row in said}


def test_a_question_counts_the_answers_that_are_left(service):
    rows = service.rows("SELECT ?n { ?q <https://w3id.org/elbe/ontology#answerCount> ?n }")

    assert [row["n"] for row in rows] == ["1"]


def test_dumps_hold_its_tombstone_and_which_utterances_once_said_it(service):
    lines = [
        line for line in gzip.decompress(service.get("/dumps/elbe.nq.gz").body).decode().splitlines() if GONE in line
    ]
    own = [line for line in lines if line.startswith(f"<{ID}{GONE}>")]

    assert {line.split("> ")[1].rpartition("#")[2].rpartition("/")[2] for line in own} == {
        "type", "deprecated", "reason", "date", "isReplacedBy",
    }  # fmt: skip
    assert all("ontology#withdrawnClaim>" in line for line in lines if line not in own)
