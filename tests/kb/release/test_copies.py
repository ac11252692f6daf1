import json

import pytest

from kb.release import copies
from kb.release.build import build


@pytest.mark.process
def test_an_export_is_a_copy_without_the_caches(small_seeds, tmp_path):
    built = build(tmp_path / "out", small_seeds)

    copied = copies.export(built, tmp_path / "copy")

    found = {path for path in (tmp_path / "copy").rglob("*") if path.is_file()}
    assert found == set(copied) == {tmp_path / "copy" / path for path in [*listed(built), "manifest.json"]}
    assert json.loads((tmp_path / "copy/manifest.json").read_text()) == built.manifest
    assert all((tmp_path / "copy" / path).read_bytes() == (built.folder / path).read_bytes() for path in listed(built))


def listed(release):
    return [file["path"] for file in release.manifest["files"]]
