"""Questions that claims answer and no curator wrote, and what is added to those that one did."""

from kb.authoring.checks import known_paths
from kb.authoring.nodes import Reading
from kb.model import questions
from kb.model.context import Expanded
from kb.model.questions import Question
from kb.model.vocabulary import Terms


def mint(reading: Reading) -> None:
    """Define each question that is answered, and complete each that is curated, from what its IRI fixes."""
    known, names = known_paths(reading), _names(reading)
    written = {str(node["id"]): node for node in reading.nodes + reading.nested}
    curated = {path: node for path, node in written.items() if path.startswith("question/")}
    strays = {r.owner for r in reading.references if r.key == "subject" and r.target not in known}
    answered = {r.target: r.place for r in reversed(reading.references) if r.key in ("answers", "broader")}
    unasked = {r.target for r in reading.references if r.key == "answers" and r.owner in strays}
    for path in sorted(answered.keys() | curated):
        place = reading.defined.setdefault(path, answered[path]) if path in answered else reading.defined[path]
        question = questions.parse(path, known, reading.terms) if path.startswith("question/") else None
        if question is None and path not in unasked:
            reading.problems.append(place.problem(f"question {path!r} names no known subject and predicate"))
        elif question is None:
            continue  # the claim's subject is told to be unknown
        elif path in curated:
            minted = _minted(question, names, reading.terms)
            curated[path] |= {key: value for key, value in minted.items() if key not in curated[path]}
        elif question.scope and not question.place:
            reading.problems.append(place.problem(_uncurated(path)))
        else:
            reading.nodes.append(_minted(question, names, reading.terms))


def _minted(question: Question, names: questions.Names, terms: Terms) -> Expanded:
    return question.node(terms) | {"prefLabel": questions.titles(question, names, terms)}


def _uncurated(path: str) -> str:
    what = f"the scope at the end of {path!r} is no place"
    return f"{what}: define the question, with place or validTime, in authority/questions.yaml"


def _names(reading: Reading) -> dict[str, dict[str, str]]:
    """What things are called, by path and language; claims by their gists."""
    found = {str(node["id"]): node.get("prefLabel") or node.get("gist") for node in reading.nodes + reading.nested}
    return {path: names for path, names in found.items() if isinstance(names, dict)}
