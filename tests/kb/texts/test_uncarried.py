"""What a sentence says that nothing told there carries is listed, whatever form it is carried in."""

import pytest
from support.small_record import FILES, MENTIONS_HEAD, write_seeds

from kb.authoring.loader import load
from kb.reading.sources import get_source
from kb.store.embedded import EmbeddedStore
from kb.texts.uncarried import uncarried

SENTENCE = "1-0  "
MENTIONS = (
    MENTIONS_HEAD
    + """\
- id: mention/chronicle/person/boris
  names:
    - {words: Boris, at: 0}
"""
)


def left(tmp_path, sentence, was="", now="", mentions=""):
    """The words that are left of a sentence, on which the small record's first utterance rests, by kind."""
    files = FILES | ({"sources/chronicle/mentions.yaml": mentions} if mentions else {})
    utterances = files["sources/chronicle/utterances.yaml"]
    assert was in utterances
    utterances = utterances.replace(was, now) if was else utterances
    utterances = utterances.replace("start: 10, end: 20", f"start: 0, end: {len(sentence)}")
    utterances = utterances.replace("start: 30, end: 60", f"start: {len(sentence) + 1}, end: {len(sentence) + 9}")
    folder = write_seeds(tmp_path / "seeds", files | {"sources/chronicle/utterances.yaml": utterances})
    store = EmbeddedStore.holding(load(folder).default_graph())
    found = uncarried(store, get_source(store, "chronicle"), sentence + "\n" + "x" * 20)
    return [(each.kind, sentence[each.start : each.end]) for each in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "About 1,200 people crossed.",
        "About 1 200 people crossed.".replace("1 200", "1\u00a0200"),
        "Some 1.2 thousand people crossed in 1945.",
        "People crossed in April 1945.",
        "They crossed [7] by night.",
    ],
)
def test_a_figure_or_year_that_is_told_is_carried_however_it_is_written(tmp_path, sentence):
    assert left(tmp_path, sentence) == []


def test_a_numeral_that_nothing_tells_is_listed_in_digits_and_in_words(tmp_path):
    assert left(tmp_path, "In 1946 about 1,200 people crossed in seven boats.") == [
        ("numeral", "1946"),
        ("numeral", "seven"),
    ]


def test_the_end_of_an_interval_without_its_century_is_read_with_it(tmp_path):
    assert left(tmp_path, "They crossed in 1945–46.") == [("numeral", "46")]
    assert left(tmp_path, "They crossed in 1945–45.") == []


def test_a_word_that_limits_is_carried_by_a_hedge_a_precision_or_the_gist(tmp_path):
    assert left(tmp_path, "They usually crossed.") == [("hedge", "usually")]
    hedged = ("      validTime: 1945-04\n", "      validTime: 1945-04\n      hedge: hedge/usually\n")
    assert left(tmp_path, "They usually crossed.", *hedged) == []
    assert left(tmp_path, "They usually crossed.", "About 1,200 people", "As a rule 1,200 people") == []


def test_a_name_is_carried_by_whom_a_claim_or_utterance_names_or_by_the_gist(tmp_path):
    sentence = "Boris crossed."
    assert left(tmp_path, sentence, mentions=MENTIONS) == [("name", "Boris")]
    assert left(tmp_path, sentence, "About 1,200 people", "Boris and about 1,200 people", mentions=MENTIONS) == []
    speaker = (
        "  speaker: agent/chronicle-authors\n  manner: manner/encyclopedic\n  passage: {start: 10",
        "  speaker: person/boris\n  manner: manner/encyclopedic\n  passage: {start: 10",
    )
    assert left(tmp_path, sentence, *speaker, mentions=MENTIONS) == []


def test_what_lies_in_no_passage_is_not_looked_at(tmp_path):
    assert left(tmp_path, "They crossed. In 1946 they left."[:13]) == []
