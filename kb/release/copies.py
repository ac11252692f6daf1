"""Copies of a release without its caches."""

import shutil
import tempfile
from pathlib import Path

from kb import files
from kb.release.release import MANIFEST, Release


def export(release: Release, folder: Path) -> list[Path]:
    """Copy a release without its caches to a new folder, whole or not at all; the files copied."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        paths = copy_files(release, draft)
        draft.chmod(0o755)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [folder / path for path in paths]


def copy_files(release: Release, folder: Path) -> list[Path]:
    """Copies the files that the manifest of a release lists to a folder, and the manifest last; their paths in it."""
    paths = [Path(file["path"]) for file in release.manifest["files"]] + [Path(MANIFEST)]
    for path in paths:
        files.copy(release.folder / path, folder / path)
    return paths
