"""What a curator is told of faults between things: shapes and checks find them, with file, line and remedy."""

import pytest

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.validation.checks import validate

UTTERANCES = "seeds/sources/chronicle/utterances.yaml"
LOOP = "denies: claim/crossing-strength\n    reports: utterance/chronicle/anna-says"


def told(folder) -> list[str]:
    record = load(folder)
    authored = record.default_graph()
    found = [str(f.problem(record.place(f.focus))) for f in validate(authored, derive(authored))]
    return [problem.replace(str(folder), "seeds") for problem in found]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("  asserts:\n", "  reports: utterance/chronicle/anna-says/anna\n  asserts:\n", f"{UTTERANCES}:24", "Give each report an utterance of its own: "),
        ("denies: claim/crossing-strength", LOOP, f"{UTTERANCES}:18", "A relation leads from a thing back to itself. Cut the circle where it is wrong."),
        ("speaker: person/anna", "speaker: work/chronicle-of-the-river", f"{UTTERANCES}:23", "Name who speaks: a person, organization, group or the authors of a work (agent/…), never the work itself."),
        ('      object: {value: "1200", unit: unit/person, precision: precision/approximate}\n', "", f"{UTTERANCES}:11", "Give the claim one object: "),
        ("subject: event/crossing\n", "subject: [event/crossing, person/anna]\n", f"{UTTERANCES}:11", "Give the claim one subject, by its id; of two subjects write two claims."),
        ("person-count/person\n", "case-count/person\n", f"{UTTERANCES}:11", "A claim answers a question that asks with another predicate. Let it answer the question of its own predicate"),
        ("  reports:\n    id: utterance/chronicle/anna-says/anna", "  reports:\n  - utterance/chronicle/strength\n  - id: utterance/chronicle/anna-says/anna", f"{UTTERANCES}:18", "Report one utterance: a chain does not branch; of two reported utterances write two chains."),
    ],
)  # fmt: skip
def test_a_fault_between_things_is_told_with_file_line_and_remedy(mended, old, new, place, message):
    assert [
        problem for problem in told(mended("utterances.yaml", old, new)) if problem.startswith(f"{place}: {message}")
    ]


def test_a_claim_that_nobody_speaks_is_told_where_it_stands(mended):
    stray = "- id: claim/stray\n  subject: person/anna\n  predicate: elbe:met\n  object: person/boris\n"
    stray += "  answers: question/person/anna/met\n  gist: Anna met Boris.\n- id: person/anna\n"

    (problem,) = told(mended("all.yaml", "- id: person/anna\n", stray))
    assert problem == (
        "seeds/authority/all.yaml:11: Put the claim under asserts, denies, doubts or considers of an utterance: "
        "nobody speaks it. (claim/stray, Claim.stance)"
    )


def test_a_finding_on_two_things_names_the_other(mended):
    problems = told(mended("utterances.yaml", "person-count/person\n", "case-count/person\n"))

    other = "answers_other_predicate: question/event/crossing/case-count/person"
    assert [problem for problem in problems if problem.endswith(f"(claim/crossing-strength, {other})")]


@pytest.mark.parametrize("edtf", ["1944-21", "1944-23/1945-21", "1944-33", "1984-1X", "XXXX-12-XX", "'[..1944]'"])
def test_times_of_every_kind_conform(mended, edtf):
    assert told(mended("utterances.yaml", "validTime: 1945-04", f"validTime: {edtf}")) == []
