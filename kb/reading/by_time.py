"""What is claimed of when: dates that are stated of things, and times of which claims hold, in their order."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from kb.model.spoken import spoken
from kb.reading.facts import Reference
from kb.reading.overview import SUBJECT, Dated, Overview


@dataclass(frozen=True)
class Moment:
    """A time, what is claimed of it, and who takes a stance on that."""

    time: Dated
    words: str
    """The time in words."""
    claim: Reference
    subject: Reference | None
    speakers: tuple[Reference, ...]

    @property
    def order(self) -> tuple[str, str, str]:
        """The place on the line of time."""
        return self.time.begin or self.time.end, self.time.end, self.claim.text


def moments(overview: Overview, claims: Collection[str]) -> list[Moment]:
    """The times that claims state or of which they hold, in order; claims without any are left out."""
    own = [(claim, time) for claim in claims for time in overview.dates.get(claim, ()) if time.claim == claim]
    subjects = {claim: _subject(overview, claim) for claim, _ in own}
    speakers = {claim: dict.fromkeys(taken.speaker for taken in overview.taken_on.get(claim, ())) for claim in subjects}
    known = {
        *subjects,
        *filter(None, subjects.values()),
        *chain.from_iterable(speakers.values()),
    }
    names = overview.names(sorted(known))
    found = [
        Moment(
            time,
            spoken(time.edtf),
            names[claim],
            names.get(subjects[claim] or ""),
            tuple(names[each] for each in speakers[claim]),
        )
        for claim, time in own
    ]
    return sorted(found, key=lambda moment: moment.order)


def _subject(overview: Overview, claim: str) -> str | None:
    """What a claim speaks of."""
    return next((thing for thing, role in overview.spoken_of.get(claim, {}).items() if role == SUBJECT), None)
