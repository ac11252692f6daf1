import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, Quad
from support.words import DERIVED_GRAPH, ONTOLOGY_GRAPH

from kb import resources
from kb.errors import Invalid, ReleaseNotFound, SeedErrors
from kb.namespaces import ID, expand
from kb.release.build import build
from kb.release.recipe import release_id
from kb.release.release import ZIPPED, Release
from kb.store.embedded import EmbeddedStore

pytestmark = pytest.mark.process


BUILD = [sys.executable, "-m", "api.cli.main", "build"]
ANOTHER_DAY = (
    "import datetime, runpy, sys, time; "
    "real = time.time; time.time = lambda: real() - 1e9; time.time_ns = lambda: int((real() - 1e9) * 1e9); "
    "sys.argv[0] = 'elbe'; runpy.run_module('api.cli.main', run_name='__main__')"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Release:
    return build(tmp_path_factory.mktemp("releases"), resources.folder("seeds"))


def quads_of(path: Path, graph=None) -> set[Quad]:
    return {Quad(q.subject, q.predicate, q.object, graph or q.graph_name) for q in pyoxigraph.parse(path=str(path))}


def is_whole(release: Release) -> bool:
    return release.is_intact() and release.has_caches()


def current(out: Path) -> str:
    return os.readlink(out / "current")


def test_a_release_holds_what_its_manifest_states(built):
    listed = {file["path"]: (file["bytes"], file["sha256"]) for file in built.manifest["files"]}
    found = {
        path.relative_to(built.folder).as_posix(): (path.stat().st_size, sha256(path.read_bytes()).hexdigest())
        for path in built.folder.rglob("*")
        if path.is_file() and not {built.store, built.folder / ZIPPED} & set(path.parents)
    }

    assert set(found) - set(listed) == {"manifest.json", "caches.json", "search.sqlite"}
    assert listed.items() <= found.items()
    assert {f"dumps/elbe.{name}" for name in ("nq", "trig", "ttl", "nt", "jsonld", "rdf")} < set(listed)
    assert {
        "dumps/claims.csv",
        "dumps/csv-metadata.json",
        "dumps/elbe.sqlite",
        "report.ttl",
        "ontology/context.jsonld",
        "ontology/elbe.ttl",
    } < set(listed)


def test_the_current_release_is_the_newest(built):
    assert current(built.folder.parent) == built.id


@pytest.mark.parametrize("extension", ["trig", "jsonld"])
def test_each_dataset_dump_holds_the_same_quads(built, extension):
    assert quads_of(built.dumps / f"elbe.{extension}") == quads_of(built.dumps / "elbe.nq")


@pytest.mark.parametrize("extension", ["ttl", "nt", "rdf"])
def test_each_graph_dump_holds_the_same_triples_graph_by_graph(built, extension):
    record = quads_of(built.dumps / f"elbe.{extension}", DefaultGraph())
    derived = quads_of(built.dumps / f"elbe-derived.{extension}", DERIVED_GRAPH)

    declared = quads_of(built.dumps / f"elbe-ontology.{extension}", ONTOLOGY_GRAPH)

    assert record | derived | declared == quads_of(built.dumps / "elbe.nq")


def test_the_store_holds_each_literal_of_the_dumps_unchanged(built):
    assert set(pyoxigraph.Store.read_only(str(built.store))) == quads_of(built.dumps / "elbe.nq")


def test_the_manifest_counts_the_triples_of_each_graph(built):
    quads = quads_of(built.dumps / "elbe.nq")

    counts = Counter(getattr(quad.graph_name, "value", "default") for quad in quads)
    assert built.manifest["graphs"] == counts
    assert set(counts) == {"default", DERIVED_GRAPH.value, ONTOLOGY_GRAPH.value}


def test_decision_9_the_ontology_is_a_graph_of_the_store_and_of_the_dataset(built):
    store = EmbeddedStore.open(built.store, built.terms)
    label = f"<{expand('elbe:asserts')}> <{expand('rdfs:label')}> ?label"
    asked = f"SELECT ?label WHERE {{ GRAPH <{ONTOLOGY_GRAPH.value}> {{ {label} }} }}"

    assert [row["label"].value for row in store.select(asked)] == ["asserts"]
    assert not [quad for quad in quads_of(built.dumps / "elbe.nq") if isinstance(quad.subject, BlankNode)]


def test_decision_14_version_and_date_of_a_release_are_those_that_its_authors_state(small_seeds, tmp_path):
    built = build(tmp_path, small_seeds)

    assert (built.title, built.version, built.date) == ("A small record", "1.2.0", date(2026, 11, 30))
    assert built.citation == f"A small record. Version 1.2.0, 2026-11-30, release {built.id}."
    assert Literal(built.citation, language="en") in {quad.object for quad in quads_of(built.void)}


def test_turtle_tells_each_subject_once(built):
    lines = (built.dumps / "elbe.ttl").read_text(encoding="utf-8").splitlines()
    subjects = [line.split(" ")[0] for line in lines if line.startswith("<")]

    assert len(subjects) == len(set(subjects)) > 100


def test_builds_are_equal_whatever_hash_seed_locale_zone_clock_and_folder(built, tmp_path):
    out = tmp_path / "elsewhere" / "ünder"
    environment = os.environ | {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    subprocess.run(
        [sys.executable, "-c", ANOTHER_DAY, "build", "--out", out], env=environment, cwd=tmp_path, check=True
    )

    other = Release.open(out)
    assert other.id == built.id
    for file in built.manifest["files"]:
        assert (
            subprocess.run(["cmp", built.folder / file["path"], other.folder / file["path"]], check=False).returncode
            == 0
        )
    assert (other.folder / "manifest.json").read_bytes() == (built.folder / "manifest.json").read_bytes()


def test_a_second_build_of_the_same_inputs_changes_nothing(small_seeds, tmp_path):
    first = build(tmp_path / "out", small_seeds)
    stamp = (first.folder / "manifest.json").stat().st_mtime_ns

    second = build(tmp_path / "out", small_seeds)

    assert (second.folder, (second.folder / "manifest.json").stat().st_mtime_ns) == (first.folder, stamp)


def test_a_change_of_one_word_makes_another_release(small_seeds, tmp_path):
    first = build(tmp_path / "out", small_seeds)
    (small_seeds / "authority/all.yaml").write_text(
        (small_seeds / "authority/all.yaml").read_text().replace("en: Boris", "en: Borys"), encoding="utf-8"
    )

    second = build(tmp_path / "out", small_seeds)

    assert first.id != second.id == current(tmp_path / "out")
    assert is_whole(first)


def test_a_damaged_release_is_built_anew(small_seeds, tmp_path):
    first = build(tmp_path / "out", small_seeds)
    (first.dumps / "elbe.ttl").write_text("damaged")

    assert is_whole(build(tmp_path / "out", small_seeds))


def test_an_error_in_the_seeds_leaves_the_old_release_as_it_was(small_seeds, tmp_path):
    first = build(tmp_path / "out", small_seeds)
    (small_seeds / "authority/more.yaml").write_text("- id: person/x\n  prefLabel: {en: X}\n  wrong: 1\n")

    with pytest.raises(SeedErrors):
        build(tmp_path / "out", small_seeds)

    assert {path.name for path in (tmp_path / "out").iterdir()} == {".lock", first.id, "current"}


def test_a_finding_of_the_shapes_leaves_the_old_release_as_it_was(small_seeds, tmp_path):
    first = build(tmp_path / "out", small_seeds)
    (small_seeds / "authority/more.yaml").write_text("- id: person/x\n  prefLabel: {ru: Икс}\n")

    with pytest.raises(Invalid, match=r"seeds/authority/more\.yaml:2: "):
        build(tmp_path / "out", small_seeds)

    assert current(tmp_path / "out") == first.id


def test_a_killed_build_leaves_the_old_release_whole_and_the_next_one_clears_up(small_seeds, tmp_path):
    out = tmp_path / "out"
    first = build(out, small_seeds)
    process = subprocess.Popen([*BUILD, "--out", out], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not list(out.glob(".building-*/dumps")) and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert list(out.glob(".building-*")), "the build was not killed in its midst"
    assert current(out) == first.id
    assert is_whole(first)

    second = build(out, resources.folder("seeds"))
    assert current(out) == second.id
    assert not list(out.glob(".building-*"))


def test_a_disk_that_takes_no_more_leaves_the_old_release_and_a_message(small_seeds, tmp_path):
    out = tmp_path / "out"
    first = build(out, small_seeds)

    full = subprocess.run(
        [*BUILD, "--out", out],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert full.returncode == 2
    assert "error: File too large" in full.stderr.splitlines()
    assert "Traceback" not in full.stderr
    assert {path.name for path in out.iterdir()} == {".lock", first.id, "current"}
    assert is_whole(first)


def test_builds_that_run_at_once_do_not_disturb_each_other(small_seeds, tmp_path):
    builds = [subprocess.Popen([*BUILD, "--out", tmp_path / "out", "--corpus", small_seeds]) for _ in range(3)]

    assert [process.wait(60) for process in builds] == [0, 0, 0]
    assert is_whole(Release.open(tmp_path / "out"))


def test_a_folder_without_a_release_says_what_to_do(tmp_path):
    with pytest.raises(ReleaseNotFound, match="holds no release: run `elbe build --out"):
        Release.open(tmp_path)


def processor_time(*command) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_record_is_built_and_validated_in_five_times_what_rdflib_takes_to_read_it(tmp_path, built):
    read = "import rdflib, sys; rdflib.Dataset().parse(sys.argv[1])"

    reading = processor_time(sys.executable, "-c", read, built.dumps / "elbe.nq")

    assert processor_time(*BUILD, "--out", tmp_path) < 5 * reading


def test_every_iri_of_ours_in_the_dumps_is_of_a_known_kind(built):
    kinds = {
        q.subject.value.removeprefix(ID).split("/")[0]
        for q in quads_of(built.dumps / "elbe.nq")
        if ID in q.subject.value
    }

    assert {"claim", "utterance", "question", "person"} < kinds


def test_a_copy_of_the_seeds_elsewhere_makes_the_same_release(tmp_path, built):
    shutil.copytree(resources.folder("seeds"), tmp_path / "seeds")

    assert release_id(tmp_path / "seeds") == built.id
