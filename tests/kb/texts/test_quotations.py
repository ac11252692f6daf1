from hashlib import sha256

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kb.errors import TextsError
from kb.model.passages import Passage, digest, span
from kb.namespaces import ID, expand, term
from kb.reading.description import Description
from kb.texts.anchors import get_texts
from kb.texts.quotations import NONE, Bounds, Notice, Quotations

TEXT = "".join(chr(0x430 + i % 32) for i in range(1000))
SOURCE, OTHER = f"{ID}source/a", f"{ID}source/b"
NOTICE = Notice(
    tuple(
        Triple(quad.subject, quad.predicate, quad.object)
        for quad in parse(
            f'<{SOURCE}> <{expand("dcterms:rights")}> "All rights."@en ; <{expand("dcterms:language")}> "ru" .',
            RdfFormat.TURTLE,
        )
    )
)


def passage(name, start, end):
    return Passage(f"{ID}utterance/{name}#passage", SOURCE, span(TEXT, start, end))


def described(entity, passages):
    """A description that tells of these passages."""
    type_, kind = term("rdf:type"), term("elbe:Passage")
    return Description(NamedNode(ID + entity), tuple(Triple(NamedNode(p.iri), type_, kind) for p in passages))


def quoted(entity, passages, **bounds):
    """The words quoted in the document of an entity, by passage."""
    quotations = Quotations({SOURCE: TEXT}, passages, {SOURCE: NOTICE}, Bounds(**bounds))
    return {iri: each.words for iri, each in quotations.of(described(entity, passages)).items()}


def test_a_passage_is_quoted_word_for_word_by_its_code_points():
    one = passage("a", 10, 20)

    assert quoted("claim/c", [one]) == {one.iri: TEXT[10:20]}


def test_a_long_passage_is_cut_and_is_left_out_of_the_triples():
    long = passage("a", 0, 500)
    quotations = Quotations({SOURCE: TEXT}, [long], {SOURCE: NOTICE}, Bounds(points=400))
    description = described("claim/c", [long])

    assert quotations.of(description)[long.iri].words == TEXT[:400]
    assert not quotations.of(description)[long.iri].is_whole
    assert quotations.told_with(description) == description


def test_a_document_quotes_no_more_than_its_share_of_a_source_and_its_own_passages_first():
    passages = [passage(f"u{i}", 100 * i, 100 * (i + 1)) for i in range(10)]
    words = quoted("utterance/u7", passages, share=0.25)

    assert {iri.partition("/id/")[2] for iri, each in words.items() if each} == {
        "utterance/u7#passage",
        "utterance/u0#passage",
    }


def test_a_passage_beyond_the_share_is_quoted_where_it_is_the_first():
    one = passage("a", 0, 300)

    assert quoted("claim/c", [one], share=0.1) == {one.iri: TEXT[:300]}


def test_passages_of_one_span_count_once():
    passages = [passage(f"u{i}", 0, 200) for i in range(5)]

    assert all(quoted("claim/c", passages, share=0.25).values())


def test_a_quotation_has_the_digest_of_its_passage_and_the_rights_of_its_source_beside_it():
    one = passage("a", 10, 20)
    quotations = Quotations({SOURCE: TEXT}, [one], {SOURCE: NOTICE}, Bounds())
    told = quotations.told_with(described("claim/c", [one])).triples
    words = [triple.object.value for triple in told if triple.predicate == term("oa:exact")]

    assert [digest(each) for each in words] == [one.span.sha256]
    assert set(NOTICE.statements) <= set(told)


def test_words_that_xml_cannot_hold_are_in_no_triple():
    text = "a form feed \f here"
    one = Passage(f"{ID}utterance/a#passage", SOURCE, span(text, 0, 16))
    quotations = Quotations({SOURCE: text}, [one], {SOURCE: NOTICE}, Bounds())
    description = described("claim/c", [one])

    assert quotations.told_with(description) == description


def test_servers_that_quote_otherwise_have_other_digests():
    some = [
        Quotations(texts, [], {}, bounds).digest
        for texts in ({SOURCE: TEXT}, {SOURCE: TEXT, OTHER: "b"})
        for bounds in (Bounds(), Bounds(share=0.5), Bounds(points=40))
    ]

    assert len({NONE.digest, *some}) == 7


# the folder of texts


def stated(texts):
    """The digests of texts as the record states them."""
    return {source: sha256(text.encode()).hexdigest() for source, text in texts.items()}


def test_texts_of_some_sources_are_enough(tmp_path):
    (tmp_path / "any name").write_bytes(TEXT.encode())

    assert get_texts(tmp_path, stated({SOURCE: TEXT, OTHER: "b"}), [passage("a", 0, 9)]) == {SOURCE: TEXT}


def test_a_changed_text_is_refused_with_its_file_the_source_it_is_like_and_the_remedy(tmp_path):
    (tmp_path / "chronicle.txt").write_bytes(TEXT.encode() + b"\n")
    (tmp_path / "other.txt").write_bytes(b"b")

    with pytest.raises(TextsError) as error:
        get_texts(tmp_path, stated({SOURCE: TEXT, OTHER: "b"}), [passage("a", 0, 9), passage("b", 0, 9)])
    for fact in (
        "chronicle.txt",
        "source/a",
        stated({SOURCE: TEXT})[SOURCE],
        "2 of its 2 passages",
        "put back the file",
    ):
        assert fact in str(error.value)


def test_a_file_that_is_no_text_is_refused_and_hidden_ones_are_passed_over(tmp_path):
    (tmp_path / "text").write_bytes(TEXT.encode())
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    get_texts(tmp_path, stated({SOURCE: TEXT}), [])
    (tmp_path / "notes.md").write_bytes(b"\xff")

    with pytest.raises(TextsError, match=r"notes\.md is the text of no source"):
        get_texts(tmp_path, stated({SOURCE: TEXT}), [])


def test_a_passage_with_another_digest_is_refused(tmp_path):
    (tmp_path / "text").write_bytes(TEXT.encode())
    wrong = Passage(f"{ID}utterance/u#passage", SOURCE, span("x" * 9, 0, 9))

    with pytest.raises(TextsError, match=r"utterance/u#passage: the words .* another digest\n.*elbe verify"):
        get_texts(tmp_path, stated({SOURCE: TEXT}), [wrong])


def test_a_text_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "text").write_bytes(b"caf\xe9")

    with pytest.raises(TextsError, match="source/a is not UTF-8: byte 3"):
        get_texts(tmp_path, {SOURCE: sha256(b"caf\xe9").hexdigest()}, [])
