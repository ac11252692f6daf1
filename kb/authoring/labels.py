"""What utterances and assessments are called, so that each can be told from all others.

An utterance by who speaks to whom, told by whom, in which source and on what; an assessment by its verdict and target.
Where that is the same of several, by what else differs; where nothing does, by a number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from kb.model.stances import STANCES
from kb.model.vocabulary import Terms
from kb.model.wording import filled, words
from kb.namespaces import expand, term

_LABEL = term("skos:prefLabel")
_NAMES = ("skos:prefLabel", "elbe:gist")
_UTTERANCES = ("elbe:Utterance", "elbe:ReportedUtterance")


@dataclass(frozen=True)
class _Called:
    """A thing that is to be called something: its label so far, what may be added, and its place among its like."""

    node: str
    label: str
    more: tuple[str, ...]
    position: tuple[str | int, ...]

    def longer(self, is_added: bool) -> "_Called":
        """The same without the next of what may be added, which is or is not."""
        return replace(self, label=self.label + self.more[0] * is_added, more=self.more[1:])


def labels(quads: Iterable[Quad], language: str, terms: Terms) -> Iterator[Quad]:
    """The label of each utterance and assessment that has none, in a language that has words for it."""
    record = _Record(quads, language, terms)
    said = [record.utterance(node) for kind in _UTTERANCES for node in record.having("rdf:type", expand(kind))]
    record.called |= _told_apart(filter(None, said), record.words["number"])
    judged = [record.assessment(node) for node in record.having("rdf:type", expand("elbe:Assessment"))]
    record.called |= _told_apart(filter(None, judged), record.words["number_of_assessment"])
    for node, label in record.called.items():
        yield Quad(NamedNode(node), _LABEL, Literal(label, language=language))


def _told_apart(called: Iterable[_Called], number: str) -> dict[str, str]:
    """Labels by node, no two the same."""
    found: dict[str, str] = {}
    for label, group in _by_label(called).items():
        if len(group) == 1:
            found[group[0].node] = label
        elif group[0].more:
            differs = len({each.more[0] for each in group}) > 1
            found |= _told_apart([each.longer(differs) for each in group], number)
        else:
            for position, each in enumerate(sorted(group, key=lambda each: each.position), 1):
                found[each.node] = label + number.format(position=position, count=len(group))
    return found


def _by_label(called: Iterable[_Called]) -> dict[str, list[_Called]]:
    found: dict[str, list[_Called]] = defaultdict(list)
    for each in called:
        found[each.label].append(each)
    return found


class _Record:
    """What was authored, by subject and by object, and how its things are called in one language."""

    def __init__(self, quads: Iterable[Quad], language: str, terms: Terms) -> None:
        self.language, self.words, self.terms = language, words(language, "labels"), terms
        self.called: dict[str, str] = {}
        self.objects: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        self.subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self.objects[quad.subject.value, quad.predicate.value].append(quad.object)
                self.subjects[quad.predicate.value, quad.object.value].append(quad.subject.value)

    def values(self, node: str, *path: str) -> list[str]:
        """What a path of properties leads to, in a steady order."""
        nodes = [node]
        for curie in path:
            nodes = [value.value for each in nodes for value in self.objects.get((each, expand(curie)), ())]
        return sorted(set(nodes))

    def having(self, curie: str, node: str) -> list[str]:
        """What has a node as value of a property, in a steady order."""
        return sorted(self.subjects.get((expand(curie), node), ()))

    def name(self, node: str) -> str:
        """What a thing is called, in the language if it can be; the node itself where it has no name."""
        if node in self.called:
            return self.called[node]
        values = [value for curie in _NAMES for value in self.objects.get((node, expand(curie)), ())]
        names = {value.language: value.value for value in reversed(values) if isinstance(value, Literal)}
        found = names.get(self.language) or next(iter(names.values()), self.terms.labels.get(node, node))
        return found.removesuffix(".")

    def named(self, node: str, *path: str) -> str:
        """What all is called that a path leads to."""
        return str(self.words["joined"]).join(map(self.name, self.values(node, *path)))

    def more(self, key: str, text: str) -> str:
        """What may be added to a label; nothing where there is nothing to say."""
        return str(self.words[key]).format(text) if text else ""

    def utterance(self, node: str) -> _Called | None:
        """What an utterance is called, unless it has a label or speaks no more."""
        if not self.values(node, "elbe:speaker") or self.values(node, "skos:prefLabel"):
            return None
        shown, subjects = self.tellers(node)[-1], self.subjects_of(node)
        said = {
            "speakers": self.named(node, "elbe:speaker"),
            "addressees": self.named(node, "elbe:addressee"),
            "reported": self.named(node, "elbe:reports", "elbe:speaker"),
            "endorsed": self.named(node, "elbe:endorses", "elbe:speaker"),
            "tellers": self.told_by(node),
            "source": self.named(shown, "elbe:passage", "oa:hasSource"),
            "subject": subjects[0] if subjects else "",
        }
        more = (
            "".join(self.more("also_on", subject) for subject in subjects[1:]),
            self.more("manner", self.named(node, "elbe:manner")),
            self.more("when", self.named(node, "elbe:saidAt")),
        )
        start, end = (self.offset(shown, side) for side in ("start", "end"))
        return _Called(node, filled(self.words["utterance"], said), more, (said["source"], start, end, node))

    def offset(self, shown: str, side: str) -> int:
        """Where the passage of an utterance begins or ends."""
        return int(next(iter(self.values(shown, "elbe:passage", "oa:hasSelector", f"oa:{side}")), 0))

    def subjects_of(self, node: str) -> list[str]:
        """What the things are called of which an utterance, or the innermost that it tells of, speaks."""
        chain = [node]
        while reported := [each for each in self.values(chain[-1], "elbe:reports") if each not in chain]:
            chain.append(reported[0])
        claims = sorted({claim for stance in STANCES for claim in self.values(chain[-1], f"elbe:{stance}")})
        subjects = (self.name(subject) for claim in claims for subject in self.values(claim, "rdf:subject"))
        return list(dict.fromkeys(subjects))

    def tellers(self, node: str) -> list[str]:
        """An utterance and those that tell of it, in turn, up to the source's own."""
        chain = [node]
        while reporting := [each for each in self.having("elbe:reports", chain[-1]) if each not in chain]:
            chain.append(reporting[0])
        return chain

    def told_by(self, node: str) -> str:
        """Who tells of an utterance, in turn, but for the authors of the source that shows it."""
        chain = self.tellers(node)
        source = set(self.values(chain[-1], "elbe:passage", "oa:hasSource"))
        told = [each for each in chain[1:] if not source & set(self.values(each, "elbe:speaker", "elbe:authorsOf"))]
        return str(self.words["told_in_turn"]).join(self.named(each, "elbe:speaker") for each in told)

    def assessment(self, node: str) -> _Called | None:
        """What an assessment is called, unless it has a label or is none any more."""
        targets, verdict = self.values(node, "oa:hasTarget"), self.named(node, "elbe:verdict")
        if not (targets and verdict) or self.values(node, "skos:prefLabel"):
            return None
        said = {
            "verdict": verdict[0].upper() + verdict[1:],
            "target": self.name(targets[0]),
            "more": str(len(targets) - 1) if targets[1:] else "",
            "name": self.named(node, "elbe:nameForm"),
        }
        more = (
            self.more("candidates", self.named(node, "elbe:candidate")),
            self.more("seen_in", self.named(node, "elbe:passage", "oa:hasSource")),
        )
        return _Called(node, filled(self.words["assessment"], said), more, (node,))
