"""A corpus begun: its folder with one worked document, and the entry of each source that is taken in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from kb import files, resources
from kb.corpus import FILE
from kb.errors import CorpusExists, TextsError

FOLDER = "kb/authoring/start"
_DOT = "dot-"
"""What stands in the names of the files that are written for the dot with which those begin."""


@dataclass(frozen=True)
class Intake:
    """What is said of a source when it is taken in: what it is called, in which language it is, what is known of it."""

    slug: str
    title: str
    language: str
    rights: str
    transmission: str
    by: str
    day: date


def begin(folder: Path, title: str, base: str, languages: list[str], day: date) -> list[Path]:
    """Writes a corpus into a folder that is empty or not there; returns its files. Raises CorpusExists."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CorpusExists(f"{folder} is not empty: name a folder that is, or that is not there yet")
    said = {
        "{title}": _quoted(title),
        '"{base}': f'"{base}',
        "{languages}": json.dumps(languages),
        "{language}": languages[0],
        "{date}": day.isoformat(),
    }
    written = []
    for path in _templates():
        name = path.relative_to(resources.folder(FOLDER)).as_posix().replace(_DOT, ".")
        text = path.read_bytes().decode()
        for place, value in said.items() if path.suffix in {".toml", ".ttl", ".yaml"} else ():
            text = text.replace(place, value)
        files.put(folder / name, text.encode())
        written.append(folder / name)
    return written


def take_in(folder: Path, text: Path, texts: Path, intake: Intake) -> list[Path]:
    """Writes the entry of a source, and its text beside those that a corpus has; returns the files.

    Raises CorpusExists for one that is there, TextsError for a text that can't be taken in.
    """
    entry = folder / "sources" / intake.slug
    if entry.exists():
        raise CorpusExists(f"{entry} is there already: name the source otherwise, with --slug")
    data, kept = text.read_bytes(), texts / text.name
    points = _points(text, data)
    if kept.exists() and kept.read_bytes() != data:
        raise CorpusExists(f"{kept} is another text: give {text.name} another name")
    digest = sha256(data).hexdigest()
    files.put(kept, data)
    files.put(entry / "source.yaml", "\n".join(_source(intake, digest, points)).encode())
    files.put(entry / "utterances.yaml", "\n".join(_record(intake, "utterances", f"What {intake.title} says")).encode())
    return [kept, entry / "source.yaml", entry / "utterances.yaml"]


def slug(name: str) -> str:
    """The name of a source that a file's name suggests."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "source"


def is_corpus(folder: Path) -> bool:
    """Whether a folder says whose record it is."""
    return (folder / FILE).is_file()


def _templates() -> list[Path]:
    return sorted(path for path in resources.folder(FOLDER).rglob("*") if path.is_file())


def _points(text: Path, data: bytes) -> int:
    try:
        points = len(data.decode())
    except UnicodeDecodeError as error:
        raise TextsError(f"{text} is not UTF-8 at byte {error.start}: save it in that encoding") from None
    if not points:
        raise TextsError(f"{text} is empty: there is nothing in it to anchor a passage to")
    return points


def _record(intake: Intake, name: str, title: str) -> Iterator[str]:
    """How a file of the source came about."""
    path = f"sources/{intake.slug}/{name}"
    yield from (f"- id: record/{path}", f"  title: {_quoted(title)}", f"  file: {path}.yaml")
    yield "  reviewStatus: review-status/not-reviewed"
    yield f"  wasGeneratedBy: {{wasAssociatedWith: {intake.by}, date: {intake.day.isoformat()}}}"
    yield ""


def _source(intake: Intake, digest: str, points: int) -> Iterator[str]:
    yield from _record(intake, "source", f"{intake.title}, as a source")
    yield from (f"- id: source/{intake.slug}", f"  prefLabel: {_quoted(intake.title)}")
    yield from (f"  sha256: {digest}", f"  codePoints: {points}", f"  language: {intake.language}")
    yield from (f"  transmission: {intake.transmission}", f"  rights: {_quoted(intake.rights)}")
    yield from ("  anonymity: anonymity/editorial", "")
    yield from (f"- id: agent/{intake.slug}-authors", f"  prefLabel: {_quoted(f'Authors of {intake.title}')}")
    yield from (f"  authorsOf: source/{intake.slug}", "")


def _quoted(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)
