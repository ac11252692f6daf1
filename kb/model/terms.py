"""Whether terms are what they say: each IRI an IRI, each literal of its datatype, each tag one of a language.

https://www.w3.org/TR/rdf11-concepts/#section-Datatypes, of whose datatypes those are known that may be published here.
"""

import re
from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kb.errors import Unwritable
from kb.model import edtf, times
from kb.namespaces import PREFIXES, expand

Term = NamedNode | Literal

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_NATURAL = re.compile(r"\+?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


def _is_edtf(text: str) -> bool:
    try:
        edtf.bounds(text)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    found = _MOMENT.fullmatch(text)
    return bool(found) and times.is_day(found["day"] if found else "")


def _is_iri(text: str) -> bool:
    """Whether a text is an IRI (https://www.rfc-editor.org/rfc/rfc3987)."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_TEXTS: dict[str, Callable[[str], bool]] = {
    "xsd:string": lambda text: True,
    "xsd:boolean": lambda text: text in ("true", "false", "1", "0"),
    "xsd:integer": _matches(_WHOLE),
    "xsd:nonNegativeInteger": _matches(_NATURAL),
    "xsd:decimal": _matches(_DECIMAL),
    "xsd:double": _matches(_DOUBLE),
    "xsd:date": times.is_day,
    "xsd:dateTime": _is_moment,
    "xsd:gYear": _matches(re.compile("[0-9]{4}")),
    "xsd:gYearMonth": _matches(re.compile("[0-9]{4}-(0[1-9]|1[0-2])")),
    "xsd:anyURI": _is_iri,
    "loc:EDTF": _is_edtf,
}
"""The datatypes that are published, and which texts each has."""
_BY_IRI = {expand(name): (name, is_text) for name, is_text in _TEXTS.items()}


def wrong(term: object) -> str | None:
    """What is wrong with a term of a statement; None if it is what it says."""
    if isinstance(term, NamedNode):
        return None if _is_iri(term.value) else f"{term.value!r} is no IRI"
    if not isinstance(term, Literal):
        return "there is a node without a name: give it an IRI"
    if term.language:
        return None if _TAG.fullmatch(term.language) else f"{term.language!r} is no language tag"
    return _wrong_text(term.value, term.datatype.value)


def _wrong_text(text: str, datatype: str) -> str | None:
    name, is_text = _BY_IRI.get(datatype, (datatype, None))
    if is_text is None:
        is_foreign = not datatype.startswith(PREFIXES["xsd"])
        return None if is_foreign else f"<{datatype}> is no datatype that is published here: {', '.join(_TEXTS)} are"
    return None if is_text(text) else f"{text!r} is no {name}"


def check(statements: Iterable[Quad | Triple]) -> None:
    """Raises Unwritable for a statement with a term that is not what it says."""
    known: set[object] = set()
    for statement in statements:
        for term in (statement.subject, statement.predicate, statement.object):
            if term in known:
                continue
            known.add(term)
            if why := wrong(term):
                raise Unwritable(f"{statement} can't be published: {why}")
