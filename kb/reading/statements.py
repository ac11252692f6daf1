"""Statements: one stance on one claim in one passage of a source."""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.namespaces import expand
from kb.reading.claims import Claim, Shown, Stance

UNREADABLE = expand("elbe:unreadableValue")
ARROW = " ← "


@dataclass(frozen=True)
class Statement:
    """A stance on a claim, and a passage that shows it."""

    claim: Claim
    stance: Stance
    passage: Shown

    @property
    def speakers(self) -> list[str]:
        """The names of who speaks, from the source's own to those who take the stance; joint speakers share a place."""
        outermost_first = reversed(self.stance.chain.utterances)
        return [" and ".join(sorted({speaker.text for speaker in each.speakers})) for each in outermost_first]

    @property
    def chain(self) -> str:
        """The names of who speaks, in one line."""
        return ARROW.join(self.speakers)

    @property
    def value(self) -> str:
        """The best figure of the claim, or the name or text of its object; empty for a claim about a claim."""
        if self.claim.figure:
            return self.claim.figure.value
        object, iri = self.claim.object, self.claim.object.iri or "" if self.claim.object else ""
        if not object or ("/id/claim/" in iri and "#" not in iri):
            return ""
        return "unreadable" if iri == UNREADABLE else object.text


def statements(claims: Iterable[Claim]) -> list[Statement]:
    """All statements of claims, source by source in the order of their passages."""
    found = (
        Statement(claim, stance, passage)
        for claim in claims
        for stance in claim.stances
        for passage in stance.chain.passages
    )
    return sorted(found, key=_document_order)


def _document_order(statement: Statement) -> tuple[str | int, ...]:
    source, span = statement.passage.source.iri or "", statement.passage.span
    utterance = statement.stance.chain.utterances[0].utterance.iri or ""
    return (source, span.start, span.end, utterance, statement.claim.claim.iri or "", statement.stance.kind)
