"""A corpus from elsewhere is not trusted: its queries are looked at before they are taken in."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.places import PROJECT

from kb.authoring import own_queries
from kb.corpus import Corpus
from kb.errors import SeedErrors

BELL = PROJECT / "tests/corpora/bell"
ALL = "# What is there?\nSELECT ?s WHERE { ?s ?p ?o }\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "corpus/queries").mkdir(parents=True)
    shutil.copy(BELL / "elbe.toml", tmp_path / "corpus")
    return tmp_path / "corpus"


def read(folder: Path, lie_in: str = "queries") -> dict[str, bytes]:
    return own_queries.read(folder, replace(Corpus.read(BELL), folders={"queries": lie_in}))


def test_queries_are_read_from_the_folder_that_the_corpus_names():
    assert list(own_queries.read(BELL, Corpus.read(BELL))) == ["quanto_pesa.rq"]


def test_a_corpus_without_queries_has_none(folder):
    assert read(folder, "nowhere") == {}


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a", "# Who?\nSELECT * WHERE {\n SERVICE <http://localhost/> { ?s ?p ?o } }", 3, "SERVICE is refused"),
        ("a", "# Who?\nDROP ALL", 2, "read-only"),
        ("a", "# Who?\nSELECT * WHERE {" + "{" * 200 + "}" * 201, 2, "deep"),
        ("a", "# Who?\nWho is there", 2, "Expected SELECT"),
        ("a", "# Who?\nDESCRIBE <person/a>", 1, "SELECT, ASK or CONSTRUCT begins a line"),
        ("a", ALL.partition("\n")[2], 1, "the first line is the question"),
        ("A b", ALL, 1, "in lower case"),
        ("counts_by_source", ALL, 1, "that all corpora have"),
        ("a", ALL.replace("\n", "\n# parameter: who person Who.\n", 1), 1, "VALUES ?who { … }"),
        ("a", ALL.replace("\n", "\n# parameter: who\n", 1), 1, "name, type and meaning"),
    ],
)
def test_a_query_that_may_not_be_asked_is_refused_with_its_file_and_line(folder, name, text, line, said):
    (folder / f"queries/{name}.rq").write_text(text, encoding="utf-8")
    with pytest.raises(SeedErrors) as refused:
        read(folder)

    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == ((folder / f"queries/{name}.rq").as_posix(), line)
    assert said in problem.message


@pytest.mark.parametrize("link", ["queries/secret.rq", "elsewhere"])
def test_a_link_out_of_the_folder_is_refused(folder, link, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.rq").write_text(ALL, encoding="utf-8")
    (folder / link).symlink_to(tmp_path / "outside" / ("secret.rq" if link.endswith(".rq") else ""))
    with pytest.raises(SeedErrors, match="outside the folder of the corpus"):
        read(folder, link.partition("/")[0])


@pytest.mark.parametrize("path", ["..", "../other", "/etc", "a/../../b", ".git", ""])
def test_a_path_that_leads_out_of_the_folder_is_no_setting(folder, path):
    (folder / "elbe.toml").write_text(
        (BELL / "elbe.toml").read_text(encoding="utf-8").replace('"domande"', f'"{path}"'), encoding="utf-8"
    )
    with pytest.raises(SeedErrors, match=r"elbe.toml:19: 'folders' can't be used: write \[folders\] with queries"):
        Corpus.read(folder)
