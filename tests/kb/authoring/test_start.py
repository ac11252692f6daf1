import json
from datetime import date
from hashlib import sha256

import pytest
from support import editor

from kb.authoring import start
from kb.authoring.start import Intake
from kb.corpus import Corpus
from kb.errors import CorpusExists, TextsError

DAY = date(2026, 11, 30)
BASE = "https://archive.example.org/light/"
TAKEN = Intake("a-letter", 'The "letter"', "sr-latn", "Unknown.", "transmission/collected", "person/editor", DAY)


def begun(folder, title="The light"):
    start.begin(folder, title, BASE, ["de"], DAY)
    return folder


def test_a_corpus_says_whose_record_it_is(tmp_path):
    corpus = Corpus.read(begun(tmp_path / "light", 'The "light"\\'))

    assert (corpus.title, corpus.base, corpus.languages, corpus.date) == ('The "light"\\', BASE, ("de",), DAY)


def test_a_corpus_has_settings_for_editors_and_nothing_to_publish_by_mistake(tmp_path):
    folder = begun(tmp_path / "light")

    settings = json.loads((folder / ".vscode/settings.json").read_text())
    assert settings["yaml.schemas"].keys() == {".vscode/elbe.schema.json"}
    assert (folder / ".gitignore").read_text().split() == ["build/"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CorpusExists, match="is not empty: name a folder that is"):
        begun(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_used(tmp_path):
    assert (begun(tmp_path) / "elbe.toml").is_file()


def test_a_source_is_taken_in_with_digest_and_length(tmp_path):
    text = tmp_path / "Letter.txt"
    text.write_bytes("Ð\r\nž".encode())
    start.take_in(tmp_path, text, tmp_path / "texts", TAKEN)

    record, source, authors = editor.read((tmp_path / "sources/a-letter/source.yaml").read_bytes())
    assert (source["sha256"], source["codePoints"]) == (sha256("Ð\r\nž".encode()).hexdigest(), 4)
    assert (source["prefLabel"], source["language"], source["rights"]) == ('The "letter"', "sr-latn", "Unknown.")
    assert (record["file"], authors["authorsOf"]) == ("sources/a-letter/source.yaml", source["id"])
    assert (tmp_path / "texts/Letter.txt").read_bytes() == text.read_bytes()


def test_a_source_that_is_there_is_not_written_over(tmp_path):
    text = tmp_path / "letter.txt"
    text.write_text("One.")
    start.take_in(tmp_path, text, tmp_path / "texts", TAKEN)

    with pytest.raises(CorpusExists, match="a-letter is there already: name the source otherwise, with --slug"):
        start.take_in(tmp_path, text, tmp_path / "texts", TAKEN)


def test_another_text_of_the_same_name_is_not_written_over(tmp_path):
    for place, words in ((tmp_path, "One."), (tmp_path / "texts", "Two.")):
        place.mkdir(exist_ok=True)
        (place / "letter.txt").write_text(words)

    with pytest.raises(CorpusExists, match=r"letter\.txt is another text: give letter\.txt another name"):
        start.take_in(tmp_path, tmp_path / "letter.txt", tmp_path / "texts", TAKEN)
    assert not (tmp_path / "sources").exists()


@pytest.mark.parametrize(("data", "message"), [(b"\xff", "is not UTF-8 at byte 0"), (b"", "is empty")])
def test_a_text_that_can_not_be_anchored_to_is_refused(data, message, tmp_path):
    (tmp_path / "letter.txt").write_bytes(data)

    with pytest.raises(TextsError, match=message):
        start.take_in(tmp_path, tmp_path / "letter.txt", tmp_path / "texts", TAKEN)
    assert not (tmp_path / "sources").exists()


@pytest.mark.parametrize(("name", "slug"), [("Brief an Herrn K. (2)", "brief-an-herrn-k-2"), ("Письмо", "source")])
def test_a_name_of_a_file_suggests_one_of_a_source(name, slug):
    assert start.slug(name) == slug
