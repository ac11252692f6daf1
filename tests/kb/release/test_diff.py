import json

import pytest
from support.command import elbe

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.errors import ReleaseDamaged
from kb.export import dumps
from kb.namespaces import BASE, ID
from kb.release.diff import difference
from kb.release.release import Release
from kb.resources import folder as data
from kb.store.embedded import EmbeddedStore


@pytest.fixture
def published(tmp_path):
    """A maker of releases as far as they are compared: of a folder of authored files, by a name."""

    def publish(name, seeds):
        authored = load(seeds).default_graph()
        folder = tmp_path / name
        dumps.write(folder / "dumps", EmbeddedStore.holding([*authored, *derive(authored)]))
        (folder / "manifest.json").write_text(json.dumps({"release": name, "base": BASE, "languages": ["en"]}))
        (folder / "ontology").symlink_to(data("ontology"))
        return Release(folder)

    return publish


def told(found):
    return [(change.kind, change.iri.removeprefix(ID), change.properties) for change in found.changes]


def test_equal_releases_differ_in_nothing(published, small_seeds):
    assert difference(published("old", small_seeds), published("new", small_seeds)).changes == []


def test_a_name_that_changed_is_told_with_both(published, small_seeds, mended):
    old = published("old", small_seeds)
    (change,) = difference(old, published("new", mended("all.yaml", "en: Boris", "en: Boris the Elder"))).changes

    assert (change.kind, change.group, change.name) == ("changed", "entities", "Boris the Elder")
    assert change.before["skos:prefLabel"] == ["Boris (en)"]
    assert change.after["skos:prefLabel"] == ["Boris the Elder (en)"]


def test_a_figure_that_changed_is_a_change_of_its_claim(published, small_seeds, mended):
    old = published("old", small_seeds)
    found = difference(old, published("new", mended("utterances.yaml", '"1200"', '"1300"')))

    claims = found.groups()["claims"]
    assert {property for change in claims for property in change.properties} == {"object: crm:P90_has_value"}


def test_a_passage_that_moved_is_a_change_of_the_passage(published, small_seeds, mended):
    old = published("old", small_seeds)
    found = difference(old, published("new", mended("utterances.yaml", "end: 20", "end: 21")))

    (passage,) = found.groups()["passages"]
    assert passage.iri.endswith("#passage")
    assert "selector: oa:end" in passage.properties


def test_what_is_in_one_release_only_came_or_went(published, small_seeds, tmp_path):
    old = published("old", small_seeds)
    more = small_seeds / "authority/more.yaml"
    more.write_text("- id: person/clara\n  prefLabel: {en: Clara, ru: Клара}\n  anonymity: anonymity/described\n")
    new = published("new", small_seeds)

    assert ("added", "person/clara") in [line[:2] for line in told(difference(old, new))]
    assert ("removed", "person/clara") in [line[:2] for line in told(difference(new, old))]


def test_a_dump_that_is_not_in_order_is_refused_with_its_line(published, small_seeds):
    old, new = published("old", small_seeds), published("new", small_seeds)
    lines = (new.dumps / "elbe.nq").read_bytes().splitlines(keepends=True)
    (new.dumps / "elbe.nq").write_bytes(b"".join(reversed(lines)))

    with pytest.raises(ReleaseDamaged, match=r"elbe\.nq:2: "):
        difference(old, new)


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_the_command_tells_both_sides(published, small_seeds, mended, format):
    old = published("old", small_seeds)
    new = published("new", mended("all.yaml", "en: Boris", "en: Boris the *Elder*"))
    done = elbe("diff", old.folder, new.folder, "--format", format)

    assert done.returncode == 0, done.stderr
    assert "person/boris" in done.stdout
    assert ("Boris the \\*Elder\\*" if format == "markdown" else "Boris the *Elder*") in done.stdout
    if format == "json":
        (change,) = json.loads(done.stdout)["changes"]["entities"]
        assert change["properties"]["skos:prefLabel"]["before"] == ["Boris (en)"]
