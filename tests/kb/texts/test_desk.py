from hashlib import sha256

import pytest
from support.small_record import STATED, TEXT

from kb.authoring import loader
from kb.errors import EntityNotFound, Place
from kb.model.passages import digest
from kb.store.embedded import EmbeddedStore
from kb.texts import desk
from kb.texts.desk import Desk, Gap


@pytest.fixture
def at_desk(mended) -> Desk:
    """The small record, with the digest of the text above, but not those of its passages."""
    record = loader.load(mended("source.yaml", STATED, sha256(TEXT.encode()).hexdigest()))
    return Desk(record, EmbeddedStore.holding(record.default_graph()))


def test_verification_tells_of_each_wrong_passage_where_it_stands(at_desk, texts, tmp_path):
    found = at_desk.verify(texts)

    assert (found.passages, found.texts, found.verified) == (2, 1, 0)
    assert {problem.file for problem in found.problems} == {str(tmp_path / "seeds/sources/chronicle/utterances.yaml")}
    assert "utterance/chronicle/strength#passage the words between these offsets have another digest" in str(
        found.problems[0]
    )


def test_words_are_anchored_in_the_text_of_a_source(at_desk, texts):
    [span] = at_desk.anchor("chronicle", "Anna … it.", texts)

    assert (TEXT[span.start : span.end], span.sha256) == ("Anna doubts it.", digest("Anna doubts it."))


def test_gaps_have_words_where_the_text_is_at_hand(at_desk, texts):
    assert at_desk.gaps("chronicle")[:1] == [Gap(0, 10)]
    assert at_desk.gaps("chronicle", texts)[:1] == [Gap(0, 10, TEXT[:10])]


def test_names_that_the_index_lacks_are_found_and_told_as_yaml(at_desk, texts):
    found = at_desk.mentions("chronicle", texts)

    assert not found.are_complete
    assert list(found.lines())[:3] == [
        "- id: mention/chronicle/person/anna",
        "  names:",
        '    - {words: "Anna", at: [45]}',
    ]


def test_a_source_that_there_is_not_is_named_with_those_that_there_are(at_desk, texts):
    with pytest.raises(EntityNotFound, match="no source is called 'chronicles': there are chronicle"):
        at_desk.anchor("chronicles", "Anna", texts)


@pytest.mark.process
def test_findings_come_with_the_place_of_their_focus(mended):
    seeds = mended("all.yaml", "{en: Boris, ru: Борис}", "{ru: Борис}")
    found = desk.check(seeds)

    assert {place for place, _ in found.findings} == {Place(f"{seeds}/authority/all.yaml", 14)}
    assert found.triples > 100


@pytest.mark.process
def test_a_record_that_conforms_has_no_findings(small_seeds):
    assert desk.check(small_seeds).findings == ()
