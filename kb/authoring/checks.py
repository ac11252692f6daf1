"""What is wrong between the things of a record and can be told with the name that was meant."""

from collections import Counter
from collections.abc import Iterator

from kb.authoring.nodes import Reading
from kb.errors import Place, Problem
from kb.hints import nearest
from kb.model import questions
from kb.model.context import Expanded
from kb.model.ontology import concepts
from kb.namespaces import ID, KINDS

STANCES = ("asserts", "denies", "doubts", "considers")


def known_paths(reading: Reading) -> set[str]:
    """The paths of all that is defined so far, and of the concepts of closed lists."""
    return set(reading.defined) | {iri.removeprefix(ID) for iri in concepts()} | {"elbe:unreadableValue"}


def dangling(reading: Reading) -> Iterator[Problem]:
    """What refers to a thing that is nowhere defined."""
    known = known_paths(reading)
    for reference in reading.references:
        if _is_ours(reference.target) and reference.target not in known:
            kind, _, local = reference.target.partition("/")
            alike = [id.removeprefix(f"{kind}/") for id in known if id.startswith(f"{kind}/")]
            hint = nearest(local, alike, f"{kind}/")
            yield reference.place.problem(f"unknown {kind} {reference.target!r}{hint}")


def _is_ours(target: str) -> bool:
    return target.startswith("elbe:") or ":" not in target


def broken_chains(reading: Reading) -> Iterator[Problem]:
    """What is wrong with chains of reports: branches, loops, works as speakers."""
    reports = [r for r in reading.references if r.key == "reports"]
    inner_of = {r.owner: r.target for r in reports}
    for target, count in Counter(r.target for r in reports).items():
        if count > 1:
            for reference in (r for r in reports if r.target == target):
                yield reference.place.problem(
                    f"{target!r} is reported by {count} utterances: give each report one of its own"
                )
    for reference in reports:
        if _returns(reference.owner, inner_of):
            yield reference.place.problem(f"the chain of {reference.owner!r} loops: an utterance can't report itself")
    for reference in reading.references:
        if reference.key == "speaker" and reference.target.partition("/")[0] in ("work", "source"):
            yield reference.place.problem(
                f"a work as speaker: {reference.target!r} is spoken by its authors, agent/…-authors"
            )


def _returns(start: str, inner_of: dict[str, str]) -> bool:
    seen: set[str] = set()
    at = inner_of.get(start)
    while at and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = inner_of.get(at)
    return False


def incomplete_claims(reading: Reading) -> Iterator[Problem]:
    """Claims on which nobody takes a stance, that lack a part, or that answer another question than theirs."""
    spoken = {r.target for r in reading.references if r.key in STANCES}
    for node in reading.nodes + reading.nested:
        id = str(node["id"])
        if node["type"] != KINDS["claim"]:
            continue
        place = reading.defined[id]
        if id not in spoken:
            yield place.problem(
                f"no utterance takes a stance on {id!r}: put it under asserts, denies, doubts or considers"
            )
        for key in ("subject", "predicate", "object", "answers"):
            if node.get(key) is None:
                yield place.problem(f"the claim {id!r} has no {key!r}")
        if all(isinstance(node.get(key), str) for key in ("subject", "predicate", "answers")):
            yield from _misasked(node, place)


def _misasked(claim: Expanded, place: Place) -> Iterator[Problem]:
    """A claim's question has to be the one of its subject, predicate and unit."""
    object_, subject = claim.get("object"), str(claim["subject"]).removeprefix(ID)
    unit = str(object_.get("unit", "")).removeprefix(ID) if isinstance(object_, dict) else ""
    expected = questions.expected(subject, str(claim["predicate"]), unit or None)
    answered = str(claim["answers"]).removeprefix(ID)
    if answered != expected and not answered.startswith(expected + "/"):
        yield place.problem(
            f"the claim answers {answered!r}: its subject, predicate and unit make the question {expected!r}"
        )
