"""What breaks a shape or fails a check, and the report made of it (https://www.w3.org/TR/shacl/#validation-report)."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Self

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kb.errors import Place, Problem
from kb.model import context
from kb.model.vocabulary import Terms
from kb.namespaces import BASE, term
from kb.rdf.graphs import HeldGraph
from kb.rdf.turtle import serialize_turtle
from kb.validation.results import Node

SHAPES = BASE + "shapes#"
NAMELESS = "[]"
"""What stands for blank nodes, whose names differ from run to run, and for what is about no thing."""
AUTHORED = "authored"
"""The rule that authored files can be loaded."""
MOST_SHOWN = 120
"""How many characters of a value a message shows."""


@dataclass(frozen=True)
class Finding:
    """One thing that breaks a shape or fails a check.

    `focus` and `path` are IRIs, `rule` is the name of a shape or of a check's file without ending, `value` is a term as
    in N-Triples, and `component` is the name of SHACL's constraint component, None for a check.
    """

    focus: str
    rule: str
    message: str
    path: str | None = None
    value: str | None = None
    component: str | None = None

    @classmethod
    def of(
        cls, focus: Node, rule: str, message: str, path: Node | None, value: Node | None, component: str | None = None
    ) -> Self:
        """The finding on these terms."""
        return cls(
            focus=_name(focus),
            rule=rule,
            message=message,
            path=None if path is None else _name(path),
            value=None if value is None else _written(value),
            component=component,
        )

    @classmethod
    def of_files(cls, message: str) -> Self:
        """What is wrong with authored files themselves, before any shape or check is asked."""
        return cls(NAMELESS, AUTHORED, message)

    def facts(self) -> dict[str, str | None]:
        """The finding as JSON has it, in which what is about no thing has no focus."""
        return asdict(self) | ({"focus": None} if self.focus == NAMELESS else {})

    @property
    def where(self) -> tuple[str, str | None, str | None]:
        """What to look for in the authored files: the focus, its property, and the value as text."""
        is_named = self.value is not None and self.value != NAMELESS
        return self.focus, self.path, _read(self.value).value if is_named and self.value else None

    def problem(self, place: Place, terms: Terms) -> Problem:
        """The finding as a problem of the authored file where it stands; names the value or other thing it is about."""
        if self.rule == AUTHORED:
            return place.problem(self.message)
        _, _, value = self.where
        other = f": {_shortened(terms.compact(value))}" if value is not None else ""
        return place.problem(f"{self.message} ({terms.compact(self.focus)}, {self.rule}{other})")


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, sorted."""
    return sorted(set(findings), key=_order)


def report(findings: Iterable[Finding], terms: Terms) -> bytes:
    """The findings as a validation report in Turtle."""
    results, whole = ordered(findings), NamedNode(terms.base + "report")
    statements = [
        Triple(whole, term("rdf:type"), _sh("ValidationReport")),
        Triple(whole, _sh("conforms"), Literal(not results)),
    ]
    for number, finding in enumerate(results, 1):
        result = NamedNode(f"{whole.value}#result-{number}")
        statements.append(Triple(whole, _sh("result"), result))
        statements += [Triple(result, predicate, term) for predicate, term in _result(finding)]
    return b"".join(serialize_turtle(HeldGraph(statements), context.words(terms)))


def _name(term: Node) -> str:
    return term.value if isinstance(term, NamedNode) else _written(term)


def _written(term: Node) -> str:
    """A term as in N-Triples; blank nodes all alike."""
    return NAMELESS if isinstance(term, BlankNode) else str(term)


def _result(finding: Finding) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield term("rdf:type"), _sh("ValidationResult")
    yield _sh("resultSeverity"), _sh("Violation")
    yield _sh("resultMessage"), Literal(finding.message, language="en")
    yield _sh("sourceShape"), NamedNode(SHAPES + finding.rule)
    yield _sh("sourceConstraintComponent"), _sh(finding.component or "SPARQLConstraintComponent")
    if finding.focus != NAMELESS:
        yield _sh("focusNode"), NamedNode(finding.focus)
    if finding.path:
        yield _sh("resultPath"), NamedNode(finding.path)
    if finding.value and finding.value != NAMELESS:
        yield _sh("value"), _read(finding.value)


def _read(written: str) -> NamedNode | Literal:
    [quad] = pyoxigraph.parse(f"<{SHAPES}> <{term('rdf:type').value}> {written} .", RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def _sh(local: str) -> NamedNode:
    return term(f"sh:{local}")


def _order(finding: Finding) -> tuple[str, ...]:
    return (
        finding.focus,
        finding.rule,
        finding.component or "",
        finding.path or "",
        finding.value or "",
        finding.message,
    )
