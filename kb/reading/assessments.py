"""What the editors say of things: their assessments, which are apart from what sources say."""

from dataclasses import dataclass

from kb.reading.facts import Facts, Reference


@dataclass(frozen=True)
class Assessment:
    """An editor's judgement on a claim, utterance, question, name or link, with what it rests on."""

    assessment: Reference
    targets: tuple[Reference, ...]
    verdict: Reference | None
    reason: str
    confidence: str
    form: str
    """The name that it is about, as a source writes it."""
    candidates: tuple[Reference, ...]
    rests_on: tuple[Reference, ...]
    assessors: tuple[Reference, ...]
    date: str


def assessments(facts: Facts, thing: str) -> list[Assessment]:
    """The assessments of a thing, then those that take it for what a name means."""
    about = facts.having("oa:hasTarget", thing) + facts.having("elbe:candidate", thing)
    return [read_assessment(facts, assessment) for assessment in about]


def read_assessment(facts: Facts, assessment: str) -> Assessment:
    """An assessment with its target, its verdict and its reason."""
    targets, candidates, rests_on, assessors = (
        tuple(facts.value(value) for value in facts.values(assessment, curie))
        for curie in ("oa:hasTarget", "elbe:candidate", "elbe:restsOn", "dcterms:creator")
    )
    return Assessment(
        assessment=facts.reference(assessment),
        targets=targets,
        verdict=facts.named(assessment, "elbe:verdict"),
        reason=facts.first(assessment, "elbe:reason"),
        confidence=facts.first(assessment, "elbe:confidence"),
        form=facts.first(assessment, "elbe:nameForm"),
        candidates=candidates,
        rests_on=rests_on,
        assessors=assessors,
        date=facts.first(assessment, "dcterms:created"),
    )
