"""The queries that a corpus asks of itself: `queries/*.rq` in its folder, or in the one that `[folders]` names."""

import re
from collections.abc import Container, Iterator
from pathlib import Path

from kb.authoring.files import File, files
from kb.corpus import Corpus, called
from kb.errors import Place, Problem, QueryMalformed, QueryRefused, SeedErrors
from kb.examples import FORM, NOTE, examples, parameter_problem
from kb.sandbox.admission import Bounds, admit

NAME = re.compile("[a-z0-9]+(_[a-z0-9]+)*")


def read(folder: Path, corpus: Corpus) -> dict[str, bytes]:
    """The text of each query, by the name of its file; raises SeedErrors for those that may not be asked."""
    lie_in, shared = corpus.folders.get("queries", "queries"), examples()
    problems, found = list(_outside(folder, lie_in)), {}
    for file in () if problems else files(folder, f"{lie_in}/*.rq"):
        if outside := list(_outside(folder, f"{lie_in}/{file.path.name}")):
            problems += outside
            continue
        problems += _problems(file, shared)
        found[file.path.name] = file.bytes()
    if problems:
        raise SeedErrors(problems)
    return found


def _outside(folder: Path, path: str) -> Iterator[Problem]:
    """That a path leads out of a folder, by itself or by a link."""
    if not (folder / path).resolve().is_relative_to(folder.resolve()):
        yield Problem(
            (called(folder) / path).as_posix(), 1, "this lies outside the folder of the corpus: move it there"
        )


def _problems(file: File, shared: Container[str]) -> Iterator[Problem]:
    """What is wrong with a query."""
    text, here = file.text(), Place(file.name, 1)
    if not NAME.fullmatch(file.path.stem):
        yield here.problem("the name of a query is in lower case, with _ between words, since it stands in an address")
    if file.path.stem in shared:
        yield here.problem(f"{file.path.stem!r} is a query that all corpora have: give yours another name")
    if not re.match(r"# \S", text):
        yield here.problem("the first line is the question that the query answers: begin it with #")
    try:
        admit(text, Bounds())
    except (QueryMalformed, QueryRefused) as error:
        yield Problem(file.name, max(error.line, 1), str(error))
    else:
        if not FORM.search(text):
            yield here.problem("SELECT, ASK or CONSTRUCT begins a line, as the form of a query that is named")
    for note, told in NOTE.findall(text):
        if note == "parameter" and (message := parameter_problem(told, text)):
            yield here.problem(message)
