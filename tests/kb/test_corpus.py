from datetime import date

import pytest
from support.small_record import CORPUS

from kb import resources
from kb.corpus import Corpus
from kb.errors import SeedErrors


def errors_of(folder, text: str | bytes) -> list[str]:
    (folder / "elbe.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SeedErrors) as caught:
        Corpus.read(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_corpus_says_whose_record_it_is_and_of_which_version_and_day(small_seeds):
    corpus = Corpus.read(small_seeds)

    assert (corpus.title, corpus.version, corpus.date) == ("A small record", "1.2.0", date(2026, 11, 30))
    assert corpus.languages == ("en", "sr-latn")
    assert corpus.language == "en"


def test_the_shipped_corpus_can_be_read():
    assert Corpus.read(resources.folder("seeds")).language == "en"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "A small record"\n', "", "1: there is no 'title': write title = \"…\", in the first of the languages"),
        ('"A small record"', '" "', "1: 'title' can't be used: write title = \"…\", in the first of the languages"),
        ("https://w3id.org/elbe/", "https://example.org/archive", "2: 'base' can't be used: write base = \"https://example.org/archive/\", an address of the web that ends in /, without ? and #"),
        ("https://w3id.org/elbe/", "archive/", "2: 'base' can't be used: write base = \"https://example.org/archive/\", an address of the web that ends in /, without ? and #"),
        ('"1.2.0"', "1.2", "3: 'version' can't be used: write version = \"1.2.0\", that of the record"),
        ('"1.2.0"', '"01.2"', "3: 'version' can't be used: write version = \"1.2.0\", that of the record"),
        ("2026-11-30", '"2026-11-30"', "4: 'date' can't be used: write date = 2026-11-30, the day of this version, without quotes"),
        ("2026-11-30", "2026-11-30T10:00:00Z", "4: 'date' can't be used: write date = 2026-11-30, the day of this version, without quotes"),
        ('["en", "sr-latn"]', '["EN"]', "5: 'languages' can't be used: write languages = [\"en\"], tags in lower case, first that of texts that name none"),
        ('["en", "sr-latn"]', "[]", "5: 'languages' can't be used: write languages = [\"en\"], tags in lower case, first that of texts that name none"),
        ("version =", "versoin =", "3: unknown setting 'versoin' (did you mean version?)"),
        ("version =", "version", "3: this is not TOML: Expected '=' after a key in a key/value pair"),
        ("2026-11-30", "2026-11-31", "4: this is not TOML: Invalid date or datetime"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_told_with_its_line_and_how_it_is_written(tmp_path, old, new, message):
    assert f"elbe.toml:{message}" in errors_of(tmp_path, CORPUS.replace(old, new))


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    assert [problem.partition(": ")[0] for problem in errors_of(tmp_path, "title = 1\n[terms]\n")] == [
        "elbe.toml:1", "elbe.toml:1", "elbe.toml:1", "elbe.toml:1", "elbe.toml:1", "elbe.toml:2"
    ]  # fmt: skip


def test_bytes_that_are_not_utf_8_are_told_with_their_line(tmp_path):
    assert errors_of(tmp_path, b'title = "a"\nbase = "\xe9"\n') == [
        "elbe.toml:2: byte 0xE9 is not UTF-8: save the file in that encoding"
    ]


def test_a_folder_without_settings_is_an_error_that_says_what_to_write(tmp_path):
    with pytest.raises(
        SeedErrors, match=r"elbe\.toml:1: .* missing: write one with title, base, version, date, languages"
    ):
        Corpus.read(tmp_path)
