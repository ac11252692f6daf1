"""`/links/give/…`: what other datasets can take in, as files."""

import pytest


@pytest.mark.parametrize(
    ("name", "media_type", "begins"),
    [
        ("quickstatements-1.txt", "text/plain", "Q"),
        ("quickstatements-2.csv", "text/csv", "qid,"),
        ("mixnmatch.tsv", "text/tab-separated-values", "id\tname\t"),
        ("beacon-wikidata.txt", "text/plain", "#FORMAT: BEACON\n"),
        ("beacon-geonames.txt", "text/plain", "#FORMAT: BEACON\n"),
    ],
)
def test_each_file_is_there_and_named_on_the_page_of_links(record, name, media_type, begins):
    answer = record.get(f"/links/give/{name}")
    page = record.get("/links", Accept="text/html").text

    assert (answer.status, answer.media_type) == (200, media_type)
    assert answer.text.startswith(begins)
    assert f'href="/links/give/{name}"' in page


def test_another_name_is_a_404_problem_with_a_hint(record):
    answer = record.get("/links/give/mixmatch.tsv")

    assert answer.status == 404
    assert "did you mean mixnmatch.tsv?" in answer.json["detail"]
