"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/) whose bytes depend on nothing but the triples.

Ours rather than pyoxigraph's, which writes carriage returns and other control characters raw: they are lost, or no XML.
IRIs stand whole: not every reader gives one back unchanged once the document has a base.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kb.errors import Unwritable
from kb.namespaces import PREFIXES
from kb.rdf import iris
from kb.rdf.compaction import Context
from kb.rdf.graphs import Graph, GroundTriple
from kb.rdf.xml import NOT_XML

RDF, XSD_STRING = PREFIXES["rdf"], PREFIXES["xsd"] + "string"

QUALIFIED = re.compile("(.*?)([A-Za-z_][A-Za-z0-9_.-]*)")
"""The longest end of an IRI that is an XML name, and the namespace before it."""

NOT_PROPERTIES = ["RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li"]
NOT_PROPERTIES += ["aboutEach", "aboutEachPrefix", "bagID"]
RESERVED = {RDF + name for name in NOT_PROPERTIES}
"""Terms that may not name a property: https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace"""

XMLNS = "http://www.w3.org/2000/xmlns/"
NAME = "-.0-9A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0388-\u038a\u03a3-\u03ce\u040e-\u044f\u0451-\u045c"
MORE = "\u00b7\u0132-\u037d\u037f-\u1fff\u200c-\u200d\u203f-\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
MORE += "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
AT_END = re.compile(f"[{NAME}{MORE}]*")
"""Read backwards: the end of an IRI that may be a name, or a part of one, to writers that know all names of XML."""
WITH_START = re.compile(f"(?=.*[^-.0-9])[{NAME}]+", re.DOTALL)
"""A name that readers of all editions of XML know, with what may not begin one before it."""

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;"})


def serialize_rdfxml(graph: Graph, words: Context) -> Iterator[bytes]:
    """The triples as an RDF/XML document, node by node.

    Raises Unwritable for a predicate that does not end in an XML name, and for a control character in a text.
    """
    tags = _Tags(words)
    for predicate in {predicate.value for _, predicate, _ in graph}:
        tags[predicate]
    names = "".join(f'\n  xmlns:{prefix}="{tags.prefixes[prefix]}"' for prefix in sorted(tags.used))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode()
    for subject in sorted(graph.subjects(), key=lambda subject: iris.position(subject.value)):
        yield _node(_escape(subject.value), _properties(graph.about(subject), tags)).encode()
    yield b"</rdf:RDF>\n"


def is_property(predicate: str) -> bool:
    """Whether a predicate can be the name of an element of RDF/XML that every reader knows."""
    end = AT_END.match(predicate[::-1])
    assert end
    is_free = predicate not in RESERVED and not predicate.startswith(XMLNS) and len(end[0]) < len(predicate)
    return is_free and WITH_START.fullmatch(end[0][::-1]) is not None


class _Tags(dict[str, tuple[str, str]]):
    """The element name of each predicate and the declaration it needs, made once, and the prefixes that names use."""

    def __init__(self, words: Context) -> None:
        self.used = {"rdf"}
        self.prefixes = {**PREFIXES, **words.own_prefixes}
        self.namespaces = {namespace: prefix for prefix, namespace in self.prefixes.items()}

    def __missing__(self, predicate: str) -> tuple[str, str]:
        parts = QUALIFIED.fullmatch(predicate)
        if parts is None or predicate in RESERVED:
            raise Unwritable(f"<{predicate}> cannot be a predicate in RDF/XML: use another format")
        namespace, name = parts.groups()
        prefix = self.namespaces.get(namespace)
        if prefix is None:
            self[predicate] = name, f' xmlns="{_escape(namespace)}"'
        else:
            self.used.add(prefix)
            self[predicate] = f"{prefix}:{name}", ""
        return self[predicate]


def _node(subject: str, properties: set[str]) -> str:
    lines = sorted(properties, key=lambda line: (not line.startswith("    <rdf:type "), line))
    return "\n".join([f'  <rdf:Description rdf:about="{subject}">', *lines, "  </rdf:Description>\n"])


def _properties(triples: Iterable[GroundTriple], tags: _Tags) -> set[str]:
    return {_property(*tags[predicate.value], value) for _, predicate, value in triples}


def _property(name: str, declaration: str, value: NamedNode | Literal) -> str:
    if isinstance(value, NamedNode):
        return f'    <{name}{declaration} rdf:resource="{_attribute(value.value)}"/>'
    if value.language:
        declaration += f' xml:lang="{value.language}"'
    elif value.datatype.value != XSD_STRING:
        declaration += f' rdf:datatype="{_attribute(value.datatype.value)}"'
    return f"    <{name}{declaration}>{_escape(value.value)}</{name}>"


def _escape(text: str) -> str:
    if NOT_XML.search(text):
        raise Unwritable(f"{text!r} has a character that XML cannot hold: use another format")
    return text.translate(ESCAPES)


_attribute = lru_cache(1 << 12)(_escape)
"""The same of an IRI, most of which stand in many places."""
