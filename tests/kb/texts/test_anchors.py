from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.places import TEXTS

from kb.errors import TextsError
from kb.model.passages import Passage, Span, digest, span
from kb.reading import sources
from kb.store.embedded import EmbeddedStore
from kb.texts.anchors import anchor, mismatches, read_texts

TEXT = "Đilas wrote. 🇷🇺 Then Đilas spoke.\r\nThe end."


def test_offsets_count_code_points_and_not_bytes():
    assert anchor(TEXT, "Then Đilas") == [Span(16, 26, sha256("Then Đilas".encode()).hexdigest())]


def test_each_place_that_holds_the_words_is_found():
    assert [(s.start, s.end) for s in anchor(TEXT, "Đilas")] == [(0, 5), (21, 26)]


def test_an_ellipsis_stands_for_what_lies_between():
    assert [TEXT[s.start : s.end] for s in anchor(TEXT, "Then … end.")] == ["Then Đilas spoke.\r\nThe end."]


@pytest.mark.parametrize("words", ["", "…", "Stalin", "spoke. … Then", "Then …"])
def test_words_that_the_text_does_not_hold_have_no_anchor(words):
    assert anchor(TEXT, words) == []


@given(st.text(min_size=1), st.data())
def test_what_is_anchored_carries_the_digest_of_its_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert span(text, start, end).sha256 == digest(text[start:end])


def test_texts_are_known_by_their_digest_whatever_their_names(tmp_path):
    (tmp_path / "any name").write_bytes(TEXT.encode())
    (tmp_path / "another").write_text("else")

    found = read_texts(tmp_path, {"source:a": sha256(TEXT.encode()).hexdigest(), "source:b": "0" * 64})

    assert found == {"source:a": TEXT}


def test_line_ends_are_kept_as_they_are(tmp_path):
    (tmp_path / "text").write_bytes(TEXT.encode())

    assert "\r\n" in read_texts(tmp_path, {"a": digest(TEXT)})["a"]


def test_a_folder_without_any_text_of_a_source_is_an_error(tmp_path):
    with pytest.raises(TextsError, match="holds the text of no source"):
        read_texts(tmp_path, {"source:a": "0" * 64})


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (Span(0, 5, digest("Dilas")), "the words between these offsets have another digest"),
        (Span(0, 500, digest("Dilas")), "ends at 500, but the text has 43 code points"),
    ],
)
def test_a_passage_that_says_something_else_is_a_mismatch(stated, message):
    passage = Passage("p", "source:a", stated)

    assert list(mismatches([passage], {"source:a": TEXT})) == [(passage, message)]


def test_a_passage_of_a_source_without_text_is_a_mismatch():
    passage = Passage("p", "source:b", span(TEXT, 0, 5))

    assert list(mismatches([passage], {"source:a": TEXT})) == [
        (passage, "the folder holds no text with this source's digest")
    ]


def test_every_passage_of_the_record_is_verified_against_the_texts(record):
    if not TEXTS.is_dir():
        pytest.skip(f"NOT RUN: no passage was verified, since the texts of the sources are not at {TEXTS}")
    store = EmbeddedStore.holding(record.quads)
    texts = read_texts(TEXTS, {source.iri: source.sha256 for source in sources.sources(store).values()})

    passages = sources.passages(store)

    assert list(mismatches(passages, texts)) == []
    assert len(passages) > 100
