"""What the texts say that nothing told there carries is explained line by line, by what it is and why no claim has it."""

import csv
from hashlib import sha256
from pathlib import Path

import pytest
from support.places import TEXTS

from kb.reading.sources import sources
from kb.store.embedded import EmbeddedStore
from kb.texts.anchors import read_texts
from kb.texts.uncarried import uncarried

EXPLAINED = Path(__file__).parent / "uncarried.tsv"


def explained() -> list[dict[str, str]]:
    with EXPLAINED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_each_line_gives_a_reason():
    assert all(row["reason"].endswith(".") and len(row["reason"]) > 20 for row in explained())


@pytest.mark.whole
def test_what_nothing_told_carries_is_explained(record):
    if not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: no sentence was looked at, since the texts of the sources are not at {TEXTS}")
    store = EmbeddedStore.holding(record.default_graph(), record.terms)
    texts = read_texts(TEXTS, {source.iri: source.sha256 for source in sources(store).values()})

    found = {
        (
            slug,
            each.start,
            each.end,
            each.kind,
            sha256(texts[source.iri][each.start : each.end].encode()).hexdigest()[:16],
        )
        for slug, source in sources(store).items()
        for each in uncarried(store, source, texts[source.iri])
    }
    known = {(row["source"], int(row["start"]), int(row["end"]), row["kind"], row["sha256"]) for row in explained()}
    assert sorted(found - known) == [], "mend the record, or explain these in uncarried.tsv"
    assert sorted(known - found) == [], "these are carried now: take them out of uncarried.tsv"
