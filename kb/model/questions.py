"""Questions from their IRIs: `question/<kind>/<local>/<predicate-in-kebab-case>[/<unit>][/<scope>]`."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from kb.model.context import Expanded
from kb.model.vocabulary import Terms, kebab
from kb.model.wording import filled

_HEADED = {"claim", "event", "group", "photograph", "question", "work"}
"""Kinds of things that have a sentence or heading for a name."""
_QUOTED = {"de": "„{}“", "fr": "« {} »", "pl": "„{}”", "ru": "«{}»", "uk": "«{}»"}
"""How a name is quoted, where not as in English."""

_MARKS = {"ar": "؟", "el": ";", "fa": "؟", "hy": "՞", "ja": "？", "ur": "؟", "zh": "？"}
"""How a question ends, where not as in English."""

Names = Mapping[str, Mapping[str, str]]
"""What things are called, by path and language."""


@dataclass(frozen=True)
class Question:
    """What the IRI of a question fixes; all but the predicate are paths below the base."""

    path: str
    subject: str
    predicate: str
    unit: str | None
    scope: str | None
    place: str | None

    def node(self, terms: Terms) -> Expanded:
        """The question as expanded JSON-LD, without label."""
        node: Expanded = {
            "id": self.path,
            "type": "elbe:Question",
            "onSubject": self.subject,
            "onPredicate": self.predicate,
        }
        if self.unit:
            node["inUnit"] = terms.iri(self.unit)
        if self.place:
            node["place"] = self.place
        return node


def parse(path: str, known: Container[str], terms: Terms) -> Question | None:
    """The question of that path, or None if it holds no known subject and predicate.

    `known` holds the paths of all things; the longest known subject counts.
    """
    words = path.split("/")[1:]
    predicates = terms.positives_by_word
    for cut in range(len(words) - 1, 1, -1):
        subject = "/".join(words[:cut])
        if subject in known and words[cut] in predicates:
            return _with_scope(path, subject, predicates[words[cut]], words[cut + 1 :], known)
    return None


def expected(subject: str, predicate: str, unit: str | None, terms: Terms) -> str:
    """The path of the question that a claim answers, before any scope."""
    return "/".join(
        ["question", subject, kebab(terms.positive(predicate)), *([unit.partition("/")[2]] if unit else [])]
    )


def titles(question: Question, names: Names, terms: Terms) -> dict[str, str]:
    """What a question asks, by its predicate's template, in each language in which all that it fixes has a name.

    In the record's own language there is one in any case. `names` are keyed by path, then by language.
    """
    templates = terms.question_phrases.get(question.predicate, {})
    fixed = [path for path in (question.subject, question.place) if path]
    own = terms.languages[0]
    found = {
        language: _title(question, template, language, names, terms)
        for language, template in templates.items()
        if all(language in names.get(path, {}) for path in fixed)
    }
    return found if own in found else found | {own: _bare_title(question, own, names, terms)}


def _bare_title(question: Question, language: str, names: Names, terms: Terms) -> str:
    """A title without a template: what the question fixes, by its names in a language or in another."""
    asked = [terms.label(question.predicate)]
    if question.unit:
        asked.append(f"({terms.label(terms.iri(question.unit))})")
    if question.place:
        asked.append(f"({_any_name(question.place, language, names)})")
    return f"{_any_name(question.subject, language, names)}: {' '.join(asked)}{_MARKS.get(language, '?')}"


def _any_name(path: str, language: str, names: Names) -> str:
    """What a thing is called in a language, or in another."""
    called = names.get(path, {})
    return called.get(language) or next(iter(called.values()), path).rstrip(".")


def _title(question: Question, template: str, language: str, names: Names, terms: Terms) -> str:
    """A template with what the question fixes in its places, without what is in brackets for what it does not fix."""
    said = {"subject": _called(question.subject, names[question.subject][language], language)}
    if question.unit:
        said["units"] = _several(terms.iri(question.unit), language, terms)
    if question.place:
        said["place"] = names[question.place][language]
    return filled(template, said)


def _called(path: str, name: str, language: str) -> str:
    """A name as it stands in a sentence: in quotation marks where it is a heading, not a proper name."""
    return _QUOTED.get(language, "“{}”").format(name) if path.partition("/")[0] in _HEADED else name


def _several(unit: str, language: str, terms: Terms) -> str:
    """What several of a unit are called, or the unit where no plural is known."""
    for names in (terms.plurals, terms.names):
        if language in names.get(unit, {}):
            return names[unit][language]
    return terms.labels[unit]


def _with_scope(path: str, subject: str, predicate: str, rest: list[str], known: Container[str]) -> Question:
    unit = f"unit/{rest[0]}" if rest and f"unit/{rest[0]}" in known else None
    scope = "/".join(rest[1:] if unit else rest) or None
    place = f"place/{scope}" if f"place/{scope}" in known else None
    return Question(path, subject, predicate, unit, scope, place)
