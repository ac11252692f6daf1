"""Who takes which stance on a claim, told once: chains from the source inward, repetition of one witness folded."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kb.model.stances import STANCES
from kb.model.wording import words
from kb.reading.claims import Shown, Stance, Utterance
from kb.reading.facts import Reference


@dataclass(frozen=True)
class Step:
    """One speaker of a chain, and how it is said that he spoke."""

    utterance: Utterance
    verb: str

    @property
    def speakers(self) -> tuple[Reference, ...]:
        """Who speaks; several speak jointly."""
        return self.utterance.speakers


@dataclass(frozen=True)
class Telling:
    """A stance as it is told: the steps from the source inward, the last of which takes it, and where it is shown."""

    kind: str
    steps: tuple[Step, ...]
    taken: str
    """How it is said that the last takes the stance, such as `denied it`."""
    passages: tuple[Shown, ...]
    works: tuple[Reference, ...]
    inferred: tuple[Reference, ...]

    @property
    def speakers(self) -> tuple[Reference, ...]:
        """Who takes the stance."""
        return self.steps[-1].speakers

    @property
    def remove(self) -> int:
        """At how many removes from the source the stance is taken."""
        return len(self.steps) - 1

    @property
    def warnings(self) -> tuple[str, ...]:
        """The content notes of the utterances, each once."""
        return tuple(dict.fromkeys(text for step in self.steps for text in step.utterance.warnings))


def told(stances: Iterable[Stance], language: str = "en") -> dict[str, list[Telling]]:
    """The tellings of stances by their kinds, in the order of these; the same people in one source are told once."""
    found: dict[tuple[object, ...], Telling] = {}
    for stance in stances:
        telling = _tell(stance, language)
        key = _key(telling)
        known = found.get(key)
        found[key] = _joined(known, telling) if known else telling
    kinds = {kind: [each for each in found.values() if each.kind == kind] for kind in STANCES}
    return {kind: tellings for kind, tellings in kinds.items() if tellings}


def _verb(utterance: Utterance, language: str = "en") -> str:
    """How it is said that somebody spoke, by the manner in which he did."""
    said = words(language, "telling")
    manner = (utterance.manner.iri or "").rpartition("/")[2] if utterance.manner else ""
    return str(said["verbs"].get(manner, said["otherwise"]))


def _tell(stance: Stance, language: str) -> Telling:
    steps = tuple(Step(each, _verb(each, language)) for each in reversed(stance.chain.utterances))
    taken = str(words(language, "telling")["takes"][stance.kind]).format(verb=steps[-1].verb)
    return Telling(stance.kind, steps, taken, stance.chain.passages, stance.chain.works, stance.inferred)


def _key(telling: Telling) -> tuple[object, ...]:
    """What two tellings have in common that are one witness in one source."""
    people = tuple(tuple(sorted(each.iri or each.text for each in step.speakers)) for step in telling.steps)
    sources = tuple(sorted({shown.source.iri or "" for shown in telling.passages}))
    limits = tuple(each.iri for step in telling.steps for each in step.utterance.provisos)
    return telling.kind, people, sources, limits, telling.inferred


def _joined(first: Telling, other: Telling) -> Telling:
    passages = {(each.source.iri, each.span): each for each in (*first.passages, *other.passages)}
    works = dict.fromkeys((*first.works, *other.works))
    in_order = sorted(passages.values(), key=lambda each: (each.source.iri or "", each.span.start))
    return replace(first, passages=tuple(in_order), works=tuple(works))
