import json
import os
import pty
import subprocess

import pytest
from support.command import ELBE, elbe
from support.small_record import CORPUS, FILES, write_seeds

pytestmark = pytest.mark.process


def test_build_prints_the_release_and_nothing_else(small_seeds, tmp_path):
    made = elbe("build", "--out", tmp_path / "out", "--corpus", small_seeds)

    assert made.returncode == 0
    assert made.stdout.startswith(str(tmp_path / "out" / os.readlink(tmp_path / "out/current")))
    assert made.stderr == ""


def test_build_shows_its_progress_on_a_terminal_only(small_seeds, tmp_path):
    parent, child = pty.openpty()
    command = [*ELBE, "build", "--out", tmp_path / "out", "--corpus", small_seeds]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=child, timeout=60, check=True)
    os.close(child)

    assert b"validate" in os.read(parent, 100_000)


def test_errors_in_seeds_are_all_listed_with_exit_code_1(mended, tmp_path):
    seeds = mended("utterances.yaml", "manner: manner/eyewitness", "maner: manner/eyewitness")
    failed = elbe("build", "--out", tmp_path / "out", "--corpus", seeds)

    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [
        f"{seeds}/sources/chronicle/utterances.yaml:25: unknown key 'maner' (did you mean manner?)",
        "1 problem; nothing was written",
    ]
    assert failed.stdout == ""


def test_validate_tells_that_the_record_conforms(small_seeds):
    checked = elbe("validate", "--corpus", small_seeds)

    assert checked.returncode == 0
    assert checked.stdout.startswith("conforms: ")


def test_a_finding_names_file_line_rule_and_remedy(mended):
    seeds = mended("all.yaml", "{en: Boris, ru: Борис}", "{ru: Борис}")
    checked = elbe("validate", "--corpus", seeds)

    assert checked.returncode == 1
    assert checked.stdout.startswith(f"{seeds}/authority/all.yaml:14: ")
    assert "person/boris" in checked.stdout


def test_findings_are_offered_as_json_and_as_a_report(mended):
    seeds = mended("all.yaml", "{en: Boris, ru: Борис}", "{ru: Борис}")

    finding, *_ = json.loads(elbe("validate", "--corpus", seeds, "--format", "json").stdout)
    report = elbe("validate", "--corpus", seeds, "--format", "ttl").stdout
    assert (finding["file"], finding["line"]) == (f"{seeds}/authority/all.yaml", 14)
    assert "sh:conforms false" in report


def test_export_copies_the_dumps_to_a_new_folder_and_not_over_an_old_one(release, tmp_path):
    copied = elbe("export", tmp_path / "copy", "--release", release.folder)
    again = elbe("export", tmp_path / "copy", "--release", release.folder)

    assert copied.returncode == 0
    assert (tmp_path / "copy/dumps/elbe.jsonld").stat().st_size > 1000
    assert again.returncode == 2


def test_what_is_published_for_the_first_time_is_listed_and_added(small_seeds):
    listed = elbe("published", "--corpus", small_seeds)
    assert "person/anna\n" in listed.stdout
    assert not (small_seeds / "published.txt").exists()

    added = elbe("published", "--add", "--corpus", small_seeds)
    assert added.stdout == listed.stdout
    assert "person/anna\n" in (small_seeds / "published.txt").read_text(encoding="utf-8")
    assert elbe("published", "--corpus", small_seeds).stdout == ""


@pytest.mark.parametrize(
    "broken", ["- id: person/anna\n\tx: y\n", "- a: [\n", "\x00", "- id: person/anna\n  widthin: x\n"]
)
def test_findings_are_json_or_a_report_also_where_a_file_can_not_be_read(small_seeds, broken):
    (small_seeds / "authority/all.yaml").write_text(broken)
    checked = elbe("validate", "--corpus", small_seeds, "--format", "json")

    finding, *_ = json.loads(checked.stdout)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert (finding["file"], finding["focus"]) == (f"{small_seeds}/authority/all.yaml", None)
    assert "sh:conforms false" in elbe("validate", "--corpus", small_seeds, "--format", "ttl").stdout


def test_a_corpus_is_the_folder_that_one_stands_in_and_no_other_shares_its_releases(small_seeds, tmp_path, monkeypatch):
    monkeypatch.chdir(small_seeds / "authority")
    made = elbe("build", "--out", tmp_path / "out")
    other = write_seeds(tmp_path / "other", FILES | {"elbe.toml": CORPUS.replace("w3id.org/elbe", "example.org/river")})

    assert made.returncode == 0
    assert "note:" not in made.stderr
    for command in (["build", "--out"], ["search", "Anna", "--release"]):
        refused = elbe(*command, tmp_path / "out", "--corpus", other)

        assert refused.returncode == 2
        assert "is a release of 'A small record' (https://w3id.org/elbe/), not of" in refused.stderr


@pytest.mark.whole
def test_what_elbe_ships_is_named_where_no_corpus_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = elbe("show", "nothing")

    assert "note: there is no elbe.toml here; this is of the corpus that Elbe ships" in shown.stderr
