import gzip
import json
import shutil

import pyoxigraph
import pytest
from support.small_record import FILES, write_seeds

from kb.errors import CachesOutdated
from kb.release import caches, recipe
from kb.release.build import build
from kb.release.release import Release
from kb.search.ranking import Search


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder of releases, to be copied."""
    folder = tmp_path_factory.mktemp("built")
    build(folder / "out", write_seeds(folder / "seeds", FILES))
    return folder / "out"


@pytest.fixture
def release(built, tmp_path):
    shutil.copytree(built, tmp_path / "out", symlinks=True)
    return Release.open(tmp_path / "out")


def outdate(release):
    (release.folder / "caches.json").write_text('{"recipe": "that of another version"}')


def remove_record(release):
    (release.folder / "caches.json").unlink()


def remove_index(release):
    release.search.unlink()


def remove_store(release):
    (release.store / "CURRENT").unlink()


def test_caches_state_the_recipe_and_the_libraries_that_made_them(release):
    stated = json.loads((release.folder / "caches.json").read_text())

    assert stated == {"recipe": recipe.of_caches(), "versions": recipe.versions(recipe.CACHE_LIBRARIES)}


@pytest.mark.parametrize("spoil", [outdate, remove_record, remove_index, remove_store])
@pytest.mark.parametrize("cache", ["store", "search"])
def test_caches_of_another_version_are_refused_with_the_remedy(release, spoil, cache):
    spoil(release)

    with pytest.raises(
        CachesOutdated, match=f"this version of Elbe has made: run `elbe build --out {release.folder.parent}`"
    ):
        getattr(release, cache)


def test_a_build_makes_outdated_caches_anew_and_leaves_the_files_as_they_are(release, small_seeds):
    kept = {path: path.read_bytes() for path in release.dumps.iterdir()}
    quads = set(pyoxigraph.Store.read_only(str(release.store)))
    release.search.write_bytes(b"made by another version")
    outdate(release)
    steps = []

    again = build(release.folder.parent, small_seeds, steps.append)

    assert steps == ["index", "publish"]
    assert again.folder == release.folder
    assert {path: path.read_bytes() for path in again.dumps.iterdir()} == kept
    assert set(pyoxigraph.Store.read_only(str(again.store))) == quads
    assert Search.open(again.search, again.terms).find("Boris").hits


def test_a_build_makes_the_caches_of_kept_releases_anew_too(release, small_seeds):
    path = small_seeds / "authority/all.yaml"
    path.write_text(path.read_text().replace("en: Boris", "en: Borys"), encoding="utf-8")
    outdate(release)

    built = build(release.folder.parent, small_seeds)

    assert built.id != release.id
    assert release.has_caches()


def test_each_dump_lies_compressed_beside_it_the_same_bytes_each_time_and_outside_the_manifest(release, tmp_path):
    listed = {file["path"] for file in release.manifest["files"]}

    for name in release.downloads:
        zipped, again = release.find_zipped(name), tmp_path / "again" / f"{name}.gz"
        caches._zip_file(release.dumps / name, again)
        assert gzip.decompress(zipped.read_bytes()) == (release.dumps / name).read_bytes()
        assert zipped.read_bytes() == again.read_bytes()
        assert zipped.relative_to(release.folder).as_posix() not in listed
    assert release.find_zipped("manifest.json") is None
