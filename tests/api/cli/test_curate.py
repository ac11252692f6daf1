import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest
from support.command import elbe
from support.small_record import STATED, TEXT


@pytest.fixture
def anchored(mended) -> Path:
    """The small record, with the digests of the text above."""
    folder = mended(
        "source.yaml",
        STATED,
        sha256(TEXT.encode()).hexdigest(),
    )
    utterances = folder / "sources/chronicle/utterances.yaml"
    spans = {"{start: 10, end: 20, sha256: " + "a" * 64: (15, 44), "{start: 30, end: 60, sha256: " + "b" * 64: (45, 60)}
    content = utterances.read_text(encoding="utf-8")
    for old, (start, end) in spans.items():
        content = content.replace(
            old, f"{{start: {start}, end: {end}, sha256: {sha256(TEXT[start:end].encode()).hexdigest()}"
        )
    utterances.write_text(content, encoding="utf-8")
    return folder


def test_conflicts_are_told_under_their_question(small_seeds):
    listed = elbe("conflicts", "--corpus", small_seeds)

    assert listed.returncode == 0
    assert "(question/event/crossing/person-count/person)\n  denial: 1 speaker asserts, 1 denies: " in listed.stdout


def test_conflicts_are_offered_as_json_and_as_a_table(small_seeds):
    (conflict,) = json.loads(elbe("conflicts", "--corpus", small_seeds, "--format", "json").stdout)
    table = list(csv.DictReader(io.StringIO(elbe("conflicts", "--corpus", small_seeds, "--format", "csv").stdout)))

    assert (conflict["type"], conflict["rule"]) == ("denial", "rule/conflicting-denial")
    assert [side["stance"] for side in conflict["sides"]] == [row["stance"] for row in table] == ["asserts", "denies"]
    assert {row["version"] for row in table} == {conflict["version"]}


def test_conflicts_of_one_type_are_listed_and_an_unknown_type_is_wrong_use(small_seeds):
    none = elbe("conflicts", "--corpus", small_seeds, "--type", "figures")
    wrong = elbe("conflicts", "--corpus", small_seeds, "--type", "figure")

    assert (none.returncode, none.stdout) == (0, "")
    assert wrong.returncode == 2
    assert "no conflict type is called 'figure': there are dates, denial, figures" in wrong.stderr


def test_verify_counts_the_passages_whose_words_stand_where_they_should(anchored, texts):
    verified = elbe("verify", "--texts", texts, "--corpus", anchored)

    assert (verified.returncode, verified.stdout) == (0, "2 of 2 passages verified in 1 texts\n")


def test_verify_names_the_line_of_a_passage_whose_words_have_changed(anchored, texts):
    utterances = anchored / "sources/chronicle/utterances.yaml"
    utterances.write_text(utterances.read_text().replace("start: 15", "start: 14"), encoding="utf-8")
    verified = elbe("verify", "--texts", texts, "--corpus", anchored)

    assert verified.returncode == 1
    assert verified.stdout.startswith(
        f"{anchored}/sources/chronicle/utterances.yaml:9: utterance/chronicle/strength#passage "
    )


def test_verify_refuses_a_folder_without_the_texts(anchored, tmp_path):
    (tmp_path / "empty").mkdir()
    refused = elbe("verify", "--texts", tmp_path / "empty", "--corpus", anchored)

    assert refused.returncode == 2
    assert "holds the text of no source" in refused.stderr


def test_mentions_proposes_names_as_yaml_until_they_are_entered(anchored, texts):
    proposed = elbe("mentions", "chronicle", "--texts", texts, "--corpus", anchored)
    name = '- id: mention/chronicle/person/anna\n  names:\n    - {words: "Anna", at: [45]}\n'
    (anchored / "sources/chronicle/mentions.yaml").write_text(name, encoding="utf-8")
    entered = elbe("mentions", "chronicle", "--texts", texts, "--corpus", anchored)

    assert (proposed.returncode, proposed.stdout.partition("#")[0]) == (1, name)
    assert (entered.returncode, entered.stdout.partition("#")[0]) == (0, "")


def test_coverage_lists_stretches_and_on_demand_what_no_claim_carries(anchored, texts):
    utterances = anchored / "sources/chronicle/utterances.yaml"
    told = utterances.read_text(encoding="utf-8")
    utterances.write_text(
        told.replace('value: "1200"', 'value: "1300"').replace("About 1,200", "Some"), encoding="utf-8"
    )
    stretches = elbe("coverage", "chronicle", "--texts", texts, "--corpus", anchored)
    details = elbe("coverage", "chronicle", "--texts", texts, "--corpus", anchored, "--details")

    assert stretches.returncode == details.returncode == 1
    assert stretches.stdout.startswith("0-15  no claim: The army came.\n")
    assert details.stdout == stretches.stdout + "21-26  numeral: 1,200\n"


def test_anchor_prints_what_a_passage_is_made_of(anchored, texts):
    found = elbe("anchor", "chronicle", "About … night.", "--texts", texts, "--corpus", anchored)

    assert found.returncode == 0
    assert found.stdout == f"passage: {{start: 15, end: 44, sha256: {sha256(TEXT[15:44].encode()).hexdigest()}}}\n"


def test_anchor_prints_every_candidate_where_words_are_ambiguous(anchored, texts):
    found = elbe("anchor", "chronicle", "ed", "--texts", texts, "--corpus", anchored)
    many = elbe("anchor", "chronicle", "e", "--texts", texts, "--corpus", anchored)

    assert (found.returncode, len(found.stdout.splitlines())) == (0, 1)
    assert (many.returncode, len(many.stdout.splitlines())) == (1, TEXT.count("e"))


def test_show_reads_a_source_aloud_and_lists_the_rest(anchored, texts):
    shown = elbe("show", "chronicle", "--texts", texts, "--corpus", anchored)

    assert "15-44  Authors of the chronicle\n  asserts: About 1,200 people crossed." in shown.stdout
    assert "0-15  The army came." in shown.stdout
