"""Questions that claims answer and no curator wrote, and what is added to those that one did."""

from collections.abc import Mapping

from kb.authoring.checks import known_paths
from kb.authoring.nodes import Reading
from kb.model import questions
from kb.model.context import Expanded
from kb.model.ontology import ontology
from kb.model.questions import Question
from kb.namespaces import ID


def mint(reading: Reading) -> None:
    """Define each question that is answered, and complete each that is curated, from what its IRI fixes."""
    known, labels = known_paths(reading), _labels(reading)
    written = {str(node["id"]): node for node in reading.nodes + reading.nested}
    curated = {path: node for path, node in written.items() if path.startswith("question/")}
    strays = {r.owner for r in reading.references if r.key == "subject" and r.target not in known}
    answered = {r.target: r.place for r in reversed(reading.references) if r.key in ("answers", "broader")}
    unasked = {r.target for r in reading.references if r.key == "answers" and r.owner in strays}
    for path in sorted(answered.keys() | curated):
        place = reading.defined.setdefault(path, answered[path]) if path in answered else reading.defined[path]
        question = questions.parse(path, known) if path.startswith("question/") else None
        if question is None and path not in unasked:
            reading.problems.append(place.problem(f"question {path!r} names no known subject and predicate"))
        elif question is None:
            continue  # the claim's subject is told to be unknown
        elif path in curated:
            curated[path] |= {key: value for key, value in question.node().items() if key not in curated[path]}
        elif question.scope and not question.place:
            reading.problems.append(place.problem(_uncurated(path)))
        else:
            reading.nodes.append(_minted(question, labels))


def _minted(question: Question, labels: Mapping[str, str]) -> Expanded:
    return question.node() | {"prefLabel": {"en": questions.title(question, labels)}}


def _uncurated(path: str) -> str:
    what = f"the scope at the end of {path!r} is no place"
    return f"{what}: define the question, with place or validTime, in authority/questions.yaml"


def _labels(reading: Reading) -> dict[str, str]:
    """What things are called in English, by IRI."""
    labels = dict(ontology().labels)
    for node in reading.nodes + reading.nested:
        names = node.get("prefLabel")
        label = names.get("en") if isinstance(names, dict) else node.get("gist")
        if isinstance(label, str):
            labels[ID + str(node["id"])] = label
    return labels
