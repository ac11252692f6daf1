"""The languages of a record's texts, as the shapes that lists of languages are asked by know them."""

from collections.abc import Sequence

from kb.model.vocabulary import ENGLISH

FILE = "languages.ttl"
"""The file of shapes that is each record's own."""

_TURTLE = """\
@prefix elbe-shape: <https://w3id.org/elbe/shapes#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

# The languages of the record's texts, as elbe.toml lists them: that of texts that name none, all of them, and those of
# the words of lists, which in the core are English. A release has those of its own record here.

elbe-shape:Language rdf:first "{first}" ; rdf:rest ( ) .
elbe-shape:Languages rdf:first "{first}" ; rdf:rest ( {others}) .
elbe-shape:WordLanguages rdf:first "{first}" ; rdf:rest ( {words}) .
"""


def turtle(languages: Sequence[str]) -> str:
    """The file of shapes that holds the languages of a record."""
    first, *others = languages
    words = dict.fromkeys([*others, ENGLISH])
    words.pop(first, None)
    return _TURTLE.format(first=first, others=_items(others), words=_items(words))


def _items(languages: Sequence[str] | dict[str, None]) -> str:
    return "".join(f'"{language}" ' for language in languages)
