"""Questions from their IRIs: `question/<kind>/<local>/<predicate-in-kebab-case>[/<unit>][/<scope>]`."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from kb.model.context import Expanded
from kb.model.ontology import kebab, ontology
from kb.namespaces import ID


@dataclass(frozen=True)
class Question:
    """What the IRI of a question fixes; all but the predicate are paths below the base."""

    path: str
    subject: str
    predicate: str
    unit: str | None
    scope: str | None
    place: str | None

    def node(self) -> Expanded:
        """The question as expanded JSON-LD, without label."""
        node: Expanded = {
            "id": self.path,
            "type": "elbe:Question",
            "onSubject": self.subject,
            "onPredicate": self.predicate,
        }
        if self.unit:
            node["inUnit"] = self.unit
        if self.place:
            node["place"] = self.place
        return node


def parse(path: str, known: Container[str]) -> Question | None:
    """The question of that path, or None if it holds no known subject and predicate.

    `known` holds the paths of all things; the longest known subject counts.
    """
    words = path.split("/")[1:]
    predicates = ontology().positives_by_word
    for cut in range(len(words) - 1, 1, -1):
        subject = "/".join(words[:cut])
        if subject in known and words[cut] in predicates:
            return _with_scope(path, subject, predicates[words[cut]], words[cut + 1 :], known)
    return None


def expected(subject: str, predicate: str, unit: str | None) -> str:
    """The path of the question that a claim answers, before any scope."""
    return "/".join(
        ["question", subject, kebab(ontology().positive(predicate)), *([unit.partition("/")[2]] if unit else [])]
    )


def title(question: Question, labels: Mapping[str, str]) -> str:
    """An English title made from the labels of what a question fixes; `labels` are keyed by IRI."""
    asked = [ontology().labels[question.predicate]]
    if question.unit:
        asked.append(f"({ontology().labels[ID + question.unit]})")
    if question.place:
        asked.append(f"in {labels.get(ID + question.place, question.place)}")
    return f"{labels.get(ID + question.subject, question.subject)}: {' '.join(asked)}"


def _with_scope(path: str, subject: str, predicate: str, rest: list[str], known: Container[str]) -> Question:
    unit = f"unit/{rest[0]}" if rest and f"unit/{rest[0]}" in known else None
    scope = "/".join(rest[1:] if unit else rest) or None
    place = f"place/{scope}" if f"place/{scope}" in known else None
    return Question(path, subject, predicate, unit, scope, place)
