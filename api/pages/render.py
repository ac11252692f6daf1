"""The pages for people, made from the templates beside this module."""

from functools import cache, lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import NamedNode

from kb import namespaces
from kb.namespaces import ID
from kb.reading.facts import Reference

SAMPLE = """\
PREFIX elbe: <{ontology}>

# What is said of a question, by whom, and how: rival answers side by side
SELECT ?question ?gist ?stance ?speaker WHERE {{
  VALUES ?stance {{ elbe:asserts elbe:denies elbe:doubts elbe:considers }}
  ?utterance ?stance ?claim ; elbe:speaker ?speaker .
  ?claim elbe:answers ?question ; elbe:gist ?gist .
}}
ORDER BY ?question ?gist
LIMIT 20
"""


STANCE_WORDS = {
    "asserts": "Asserted",
    "denies": "Denied",
    "doubts": "Doubted",
    "considers": "Called possible, not maintained,",
}
"""How a page says that somebody takes a stance."""


@cache
def _environment(root: str) -> Environment:
    """The templates, whose links begin with a path; all that is put into them is escaped."""
    found = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["compact"] = namespaces.compact
    found.filters["href"] = partial(_href, root)
    found.filters["link"] = lru_cache(maxsize=8192)(partial(_link, root))
    found.globals["stances"] = STANCE_WORDS
    return found


def render(template: str, root: str = "", **facts: Any) -> bytes:
    """A page; `root` is the path that its links begin with."""
    return _environment(root).get_template(template).render(root=root, base=namespaces.BASE, **facts).encode()


def render_problem(facts: dict[str, object]) -> bytes:
    """The page of an error."""
    return render("problem.html", problem=facts)


def sample() -> str:
    """A query to begin with."""
    return SAMPLE.format(ontology=namespaces.ONTOLOGY)


def short(iri: NamedNode) -> str:
    """An IRI as people write it."""
    return namespaces.compact(iri.value)


def _href(root: str, reference: Reference) -> str | None:
    """Where a thing is told of."""
    iri = reference.iri or ""
    if iri.startswith(ID):
        thing, hash_sign, fragment = iri.partition("#")
        return f"{root}/doc/{thing.removeprefix(ID)}{hash_sign}{fragment}"
    return iri if iri.startswith(("http://", "https://")) else None


def _link(root: str, reference: Reference) -> Markup:
    """A thing as it is called, with the way to where it is told of."""
    language = Markup(' lang="{}"').format(reference.language) if reference.language not in ("", "en") else ""
    if href := _href(root, reference):
        return Markup('<a href="{}"{}>{}</a>').format(href, language, reference.text)
    return Markup("<span{}>{}</span>").format(language, reference.text)
