"""The example queries as data: SPARQL that can be executed, as SHACL has it, with what it answers.

https://www.w3.org/TR/shacl/#dfn-sparql-select-executable. Tools for collections of examples, such as those of
https://github.com/sib-swiss/sparql-examples, read the same properties.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kb import resources
from kb.namespaces import term

FOLDER = "kb/examples"
FORMS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
"""The class of queries of a form, and the property that has their text."""

FORM = re.compile(rf"^\s*({'|'.join(FORMS)})\b", re.MULTILINE)
NOTE = re.compile(r"^# (title|keywords|parameter): (.+)\n", re.MULTILINE)
VALUES = re.compile(r"VALUES \?(\w+) \{ *([^}]*?) *\}")
"""Where a parameter stands in a query, with what is asked where nothing else is."""


@dataclass(frozen=True)
class Parameter:
    """What can be put into a query: its name, of which type it is, what it means, and what stands there in SPARQL.

    The type is `date`, `item` (of Wikidata), `thing`, or kinds of things with `|` between.
    """

    name: str
    type: str
    meaning: str
    default: str


@dataclass(frozen=True)
class Example:
    """An example query: its name, the question that it answers, a title, keywords, and its text."""

    name: str
    question: str
    title: str
    keywords: tuple[str, ...]
    text: str
    parameters: tuple[Parameter, ...] = ()
    language: str = "en"
    """That of its question and title."""

    @property
    def form(self) -> str:
        """SELECT, ASK or CONSTRUCT."""
        found = FORM.search(self.text)
        assert found, f"{self.name} is of no form that SHACL has a class for"
        return found[1]

    def triples(self, iri: NamedNode, endpoint: str) -> Iterator[Triple]:
        """What is stated of the query as the thing that has the IRI, with the endpoint that answers it."""
        executable, text = FORMS[self.form]
        values: list[tuple[str, NamedNode | Literal]] = [
            ("rdf:type", term("sh:SPARQLExecutable")),
            ("rdf:type", term(executable)),
            ("rdfs:label", Literal(self.title, language=self.language)),
            ("rdfs:comment", Literal(self.question, language=self.language)),
            (text, Literal(self.text)),
            *(("schema:keywords", Literal(keyword)) for keyword in self.keywords),
            ("schema:target", NamedNode(endpoint)),
        ]
        for curie, value in values:
            yield Triple(iri, term(curie), value)


def examples(own: Path | None = None, language: str = "en") -> dict[str, Example]:
    """The example queries by name, in the order of their names: those of all corpora, and a corpus's own in a folder.

    The language is that of its own; a folder that is not there holds none.
    """
    shared = [_example(path, "en") for path in resources.folder(FOLDER).glob("*.rq")]
    added = [_example(path, language) for path in own.glob("*.rq")] if own else []
    return {each.name: each for each in sorted([*shared, *added], key=lambda each: each.name)}


def parameter_problem(told: str, text: str) -> str | None:
    """What is wrong with a note that tells of a parameter of a query, if anything is."""
    parts = told.split(" ", 2)
    if len(parts) < 3:
        return "a parameter is told by its name, type and meaning: # parameter: speaker person Who speaks."
    if parts[0] not in dict(VALUES.findall(text)):
        return f"the parameter {parts[0]!r} stands nowhere: write VALUES ?{parts[0]} {{ … }} where it is put in"
    return None


def _example(path: Path, language: str) -> Example:
    """An example query; its first line is the question, and notes below it are its title and keywords."""
    name, text = path.stem, path.read_text(encoding="utf-8")
    question = text.partition("\n")[0].removeprefix("# ")
    notes = dict(NOTE.findall(text))
    keywords = tuple(word.strip() for word in notes.get("keywords", "").split(",") if word.strip())
    parameters = tuple(_parameter(told, text) for note, told in NOTE.findall(text) if note == "parameter")
    return Example(name, question, notes.get("title", question), keywords, NOTE.sub("", text), parameters, language)


def _parameter(told: str, text: str) -> Parameter:
    """A parameter of a query, as a note tells of it: its name, type and meaning."""
    name, type, meaning = told.split(" ", 2)
    return Parameter(name, type, meaning, dict(VALUES.findall(text))[name])
