"""The pages for people, made from the templates beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.pages import menu, style
from kb import namespaces
from kb.model.spoken import spoken
from kb.model.vocabulary import Terms, core
from kb.model.wording import words
from kb.reading.facts import Reference
from kb.reading.figures import in_words
from kb.reading.reviews import Reviews
from kb.reading.telling import told

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
    "considers": "Called possible",
}
"""How a page says that somebody takes a stance."""


QUESTION = "question/"


@dataclass(frozen=True)
class Site:
    """What the pages of a service share: the path that their links begin with, and the words of the record."""

    root: str = ""
    terms: Terms = field(default_factory=core)
    licences: tuple[Mapping[str, str], ...] = field(default=(), hash=False)
    title: str = "Elbe"
    version: str = ""
    date: str = ""
    release: str = ""
    """The id of the release whose record it is; empty where pages belong to none."""
    reviews: Reviews = field(default_factory=Reviews)

    @property
    def brand(self) -> str:
        """The name of the site in short: what stands before the colon of its title."""
        return self.title.partition(":")[0]

    def href(self, reference: Reference) -> str | None:
        """Where a thing is told of."""
        iri = reference.iri or ""
        if self.terms.has(iri):
            path = self.terms.path(iri)
            return (
                f"{self.root}/questions/{path.removeprefix(QUESTION)}"
                if path.startswith(QUESTION)
                else f"{self.root}/doc/{path}"
            )
        if iri.startswith(namespaces.ONTOLOGY):
            return f"{self.root}/ontology#{iri.removeprefix(namespaces.ONTOLOGY)}"
        return iri if iri.startswith(("http://", "https://")) else None

    @property
    def reviewed(self) -> str:
        """Who has reviewed the record, in a sentence."""
        reviews = self.reviews
        if not reviews.reviewed:
            return "No historian has reviewed it yet."
        return f"A historian has reviewed {reviews.reviewed} of its {reviews.files} files."


PLAIN = Site()
"""What pages have that belong to no record."""


@lru_cache(maxsize=8)
def _environment(site: Site) -> Environment:
    """The templates, whose links begin with a path; all that is put into them is escaped."""
    found = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["compact"] = site.terms.compact
    found.filters["href"] = site.href
    found.filters["link"] = lru_cache(maxsize=8192)(partial(_link, site))
    found.filters["told"] = lambda claim: told(claim.stances)
    found.filters["words"] = partial(in_words, terms=site.terms)
    found.filters["day"] = spoken
    found.filters["language"] = lambda tag: words("en", "languages").get(tag, tag)
    found.globals |= {
        "stances": STANCE_WORDS,
        "site": site,
        "places": menu.PLACES,
        "data": menu.DATA,
        "place_of": menu.place_of,
        "style": style.version("elbe.css"),
    }
    return found


def render(template: str, site: Site, **facts: Any) -> bytes:
    """A page of a site."""
    page = _environment(site).get_template(template)
    return page.render(
        root=site.root, base=site.terms.base, ontology=namespaces.ONTOLOGY, licences=site.licences, **facts
    ).encode()


def render_problem(facts: dict[str, object], site: Site = PLAIN) -> bytes:
    """The page of an error."""
    return render("problem.html", site, problem=facts)


def sample() -> str:
    """A query to begin with."""
    return SAMPLE.format(ontology=namespaces.ONTOLOGY)


def _link(site: Site, reference: Reference) -> Markup:
    """A thing as it is called, with the way to where it is told of."""
    language = Markup(' lang="{}"').format(reference.language) if reference.language not in ("", "en") else ""
    if href := site.href(reference):
        return Markup('<a href="{}"{}>{}</a>').format(href, language, reference.text)
    return Markup("<span{}>{}</span>").format(language, reference.text)
