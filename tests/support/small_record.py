"""A record small enough to read: one event, told by a chronicle that quotes one person."""

from pathlib import Path

STATED = "9eb1d8d9b5c0d0ce4be2bb9b6ed9e8cd3dd8dd20cbb40f2cb3a3a8c6b0a4c6b1"
"""The digest that the record states of its chronicle, which is that of no text."""
TEXT = "The army came. About 1,200 crossed by night. Anna doubts it."
"""A text that the chronicle may have."""

AUTHORITY = """\
- id: record/authority/all
  file: seeds/authority/all.yaml
  title: {en: All}
  reviewStatus: review-status/not-reviewed
  wasGeneratedBy: {wasAssociatedWith: software/hand, date: 2026-11-23}
- id: software/hand
  prefLabel: {en: By hand}
- id: agent/chronicle-authors
  prefLabel: {en: Authors of the chronicle}
  authorsOf: source/chronicle
- id: person/anna
  prefLabel: {en: Anna, sr: Ана}
- id: person/boris
  prefLabel: {en: Boris, ru: Борис}
- id: place/riverside
  prefLabel: {en: Riverside}
- id: event/crossing
  prefLabel: {en: "Troops cross the river, 1945"}
  eventType: event-type/military-operation
- id: work/chronicle-of-the-river
  prefLabel: {en: Chronicle of the river}
  title: {en: Chronicle of the river}
"""

SOURCE = f"""\
- id: record/sources/chronicle/source
  file: seeds/sources/chronicle/source.yaml
  title: {{en: The chronicle as a source}}
  reviewStatus: review-status/not-reviewed
  wasGeneratedBy: {{wasAssociatedWith: software/hand, date: 2026-11-23}}
- id: source/chronicle
  prefLabel: {{en: Chronicle}}
  sha256: "{STATED}"
  codePoints: 400
  language: en
  transmission: transmission/collected
  rights: Public domain.
"""

UTTERANCES = """\
- id: record/sources/chronicle/utterances
  file: seeds/sources/chronicle/utterances.yaml
  title: {en: What the chronicle says}
  reviewStatus: review-status/not-reviewed
  wasGeneratedBy: {wasAssociatedWith: software/hand, date: 2026-11-23}
- id: utterance/chronicle/strength
  speaker: agent/chronicle-authors
  manner: manner/encyclopedic
  passage: {start: 10, end: 20, sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
  asserts:
    - id: claim/crossing-strength
      answers: question/event/crossing/person-count/person
      subject: event/crossing
      predicate: elbe:personCount
      object: {value: "1200", unit: unit/person, precision: precision/approximate}
      validTime: 1945-04
      gist: About 1,200 people crossed.
- id: utterance/chronicle/anna-says
  speaker: agent/chronicle-authors
  manner: manner/encyclopedic
  passage: {start: 30, end: 60, sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}
  reports:
    id: utterance/chronicle/anna-says/anna
    speaker: person/anna
    manner: manner/eyewitness
    rendering: rendering/direct-speech
    denies: claim/crossing-strength
"""

CORPUS = """\
title = "A small record"
base = "https://w3id.org/elbe/"
version = "1.2.0"
date = 2026-11-30
languages = ["en", "sr-latn"]
"""

DATASET = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .
<> dcterms:description "One event, told by a chronicle."@en ;
    dcterms:publisher <#publisher> ;
    dcterms:license <http://example.org/licence> ;
    void:uriSpace "https://w3id.org/elbe/id/" .
"""

MENTIONS_HEAD = """\
- id: record/sources/chronicle/mentions
  file: seeds/sources/chronicle/mentions.yaml
  title: {en: Whom and what the chronicle names}
  reviewStatus: review-status/not-reviewed
  wasGeneratedBy: {wasAssociatedWith: software/hand, date: 2026-11-23}
"""
"""The head of an index of what the chronicle names."""

FILES = {
    "elbe.toml": CORPUS,
    "dataset.ttl": DATASET,
    "authority/all.yaml": AUTHORITY,
    "sources/chronicle/source.yaml": SOURCE,
    "sources/chronicle/utterances.yaml": UTTERANCES,
}


def write_seeds(folder: Path, files: dict[str, str]) -> Path:
    """A folder that holds the files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder
