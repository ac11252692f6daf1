"""Utterances and assessments are called so that each can be told from all others."""

from collections import Counter

from kb.authoring.loader import load
from kb.namespaces import ID, expand

ANNA = "utterance/chronicle/anna-says/anna"
CALLED = {"elbe:Utterance", "elbe:ReportedUtterance", "elbe:Assessment"}
ASSESSMENTS = """
- id: assessment/one
  target: claim/crossing-strength
  motivation: oa:assessing
  creator: software/hand
  created: 2026-11-23
  verdict: verdict/doubtful
  confidence: "0.5"
  reason: {en: Too many.}
- id: assessment/two
  target: claim/crossing-strength
  motivation: oa:assessing
  creator: software/hand
  created: 2026-11-23
  verdict: verdict/doubtful
  confidence: "0.5"
  reason: {en: Too few.}
"""


def called(folder) -> dict[str, str]:
    """The English labels of a record's things, by path."""
    return {
        quad.subject.value.removeprefix(ID): quad.object.value
        for quad in load(folder).quads
        if quad.predicate.value == expand("skos:prefLabel") and quad.object.language == "en"
    }


def test_an_utterance_is_called_by_who_speaks_of_what_in_which_source(small_seeds):
    assert called(small_seeds)["utterance/chronicle/strength"] == (
        "Authors of the chronicle, in “Chronicle”, on “Troops cross the river, 1945”"
    )


def test_whoever_tells_of_another_is_called_so(small_seeds):
    assert called(small_seeds)["utterance/chronicle/anna-says"] == (
        "Authors of the chronicle, telling what Anna said, in “Chronicle”, on “Troops cross the river, 1945”"
    )


def test_what_is_reported_names_to_whom_it_is_said_and_who_tells_of_it_but_for_the_authors_of_the_source(mended):
    told = mended(
        "utterances.yaml",
        "    speaker: person/anna\n",
        "    speaker: person/boris\n    manner: manner/memoir\n    reports:\n      id: utterance/chronicle/anna-says/anna-to-boris\n"
        "      speaker: person/anna\n      addressee: person/boris\n      manner: manner/memoir\n"
        "      asserts: claim/crossing-strength\n",
    )
    lines = (told / "sources/chronicle/utterances.yaml").read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if "asserts: claim/crossing-strength" in line)
    (told / "sources/chronicle/utterances.yaml").write_text("\n".join(lines[: first + 1]) + "\n", encoding="utf-8")

    assert called(told)["utterance/chronicle/anna-says/anna-to-boris"] == (
        "Anna to Boris, as told by Boris, in “Chronicle”, on “Troops cross the river, 1945”"
    )


def test_what_else_differs_is_added_where_two_would_be_called_alike(mended):
    again = (
        "- id: utterance/chronicle/again\n  speaker: agent/chronicle-authors\n  manner: manner/memoir\n"
        "  passage: {start: 5, end: 8, sha256: cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc}\n"
        "  asserts: claim/crossing-strength\n- id: utterance/chronicle/anna-says\n"
    )
    folder = mended("utterances.yaml", "- id: utterance/chronicle/anna-says\n", again)

    labels = called(folder)
    assert labels["utterance/chronicle/again"].endswith("“Troops cross the river, 1945” (memoir)")
    assert labels["utterance/chronicle/strength"].endswith("“Troops cross the river, 1945” (encyclopedic article)")


def test_what_nothing_tells_apart_is_numbered_in_the_order_of_the_source(mended):
    again = (
        "- id: utterance/chronicle/again\n  speaker: agent/chronicle-authors\n  manner: manner/encyclopedic\n"
        "  passage: {start: 5, end: 8, sha256: cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc}\n"
        "  asserts: claim/crossing-strength\n- id: utterance/chronicle/anna-says\n"
    )
    labels = called(mended("utterances.yaml", "- id: utterance/chronicle/anna-says\n", again))

    assert labels["utterance/chronicle/again"].endswith(" (no. 1 of 2, in the order of the source)")
    assert labels["utterance/chronicle/strength"].endswith(" (no. 2 of 2, in the order of the source)")


def test_an_assessment_is_called_by_verdict_and_target(small_seeds):
    path = small_seeds / "authority/all.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ASSESSMENTS, encoding="utf-8")

    labels = called(small_seeds)
    assert labels["assessment/one"] == "Doubtful: About 1,200 people crossed (no. 1 of 2, in the order of their ids)"
    assert labels["assessment/two"] == "Doubtful: About 1,200 people crossed (no. 2 of 2, in the order of their ids)"


def test_a_label_that_is_written_stays(mended):
    folder = mended(
        "utterances.yaml",
        "- id: utterance/chronicle/strength\n",
        "- id: utterance/chronicle/strength\n  prefLabel: {en: The count}\n",
    )

    assert called(folder)["utterance/chronicle/strength"] == "The count"


def test_no_two_utterances_or_assessments_of_the_record_are_called_alike(record):
    kinds = {expand(kind) for kind in CALLED}
    things = {q.subject for q in record.quads if q.predicate.value == expand("rdf:type") and q.object.value in kinds}
    labels = [q.object for q in record.quads if q.subject in things and q.predicate.value == expand("skos:prefLabel")]

    assert len(labels) >= len(things) > 1000
    assert [label for label, number in Counter(labels).items() if number > 1] == []
