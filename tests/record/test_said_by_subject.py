"""No claim says only what its subject's name says already, by its name of today or by the one before it was made neutral."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.authoring.loader import load
from kb.model.stances import STANCES
from kb.namespaces import ID, compact, expand

HERE = Path(__file__).parent
SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "s", "the", "to", "up", "with"}


def table(name: str) -> dict[str, str]:
    """The second column of a table by its first."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return {row[0]: row[1] for row in list(csv.reader(lines, delimiter="\t"))[1:]}


def content(text: str) -> set[str]:
    """The words of a text that say something, without a year at its end, each without the ending of a plural."""
    words = re.findall(r"\w+", re.sub(r", [\d-]+$", "", text).lower())
    return {re.sub(r"(ies|es|s)$", "", word) for word in words if word not in SMALL}


class Said:
    """What is said of a record's things, and what these are called."""

    def __init__(self, quads) -> None:
        self.values = defaultdict(list)
        self.named = {}
        for quad in quads:
            self.values[quad.subject.value, compact(quad.predicate.value)].append(quad.object.value)
            if quad.predicate.value in (expand("skos:prefLabel"), expand("rdf:value")) and quad.object.language == "en":
                self.named[quad.subject.value] = quad.object.value

    def repeated(self, formerly: dict[str, str]) -> Iterator[str]:
        """Claims whose object their subject's name holds, while the same utterance says more of the subject."""
        for utterance, property in list(self.values):
            if property == "elbe:speaker":
                told = [each for stance in STANCES for each in self.values.get((utterance, f"elbe:{stance}"), ())]
                yield from self.thin(told, formerly)

    def thin(self, claims: list[str], formerly: dict[str, str]) -> Iterator[str]:
        by_subject = defaultdict(list)
        for claim in claims:
            by_subject[self.values[claim, "rdf:subject"][0]].append(claim)
        for subject, told in by_subject.items():
            names = [self.named.get(subject, ""), formerly.get(compact(subject), "")]
            for claim in told if len(told) > 1 else ():
                object = self.values[claim, "rdf:object"][0]
                words = content(self.named.get(object, "")) if not self.values.get((object, "elbe:edtf")) else set()
                if words and any(words <= content(name) for name in names):
                    yield compact(claim)


@pytest.mark.whole
def test_a_claim_that_its_subject_already_says_is_explained(record):
    found = set(Said(record.default_graph()).repeated(table("old_labels.tsv")))

    assert found == set(table("allowed_said_by_subject.tsv"))


def test_each_reason_is_given(record):
    assert all(reason.endswith(".") for reason in table("allowed_said_by_subject.tsv").values())
    assert all(ID + thing in record.places for thing in table("old_labels.tsv"))


MORE = """\
    - id: claim/troops-crossed
      subject: event/crossing
      predicate: elbe:describedAs
      object: {text: the troops}
      gist: Troops crossed the river in 1945.
"""


def test_what_the_name_says_is_found_where_more_is_said_of_the_same(mended):
    folder = mended(
        "utterances.yaml",
        "      gist: About 1,200 people crossed.\n",
        "      gist: About 1,200 people crossed.\n" + MORE,
    )

    assert list(Said(load(folder).default_graph()).repeated({})) == ["claim/troops-crossed"]


def test_a_name_that_was_made_neutral_cures_nothing(mended):
    more = MORE.replace("the troops", "the cavalry")
    folder = mended(
        "utterances.yaml",
        "      gist: About 1,200 people crossed.\n",
        "      gist: About 1,200 people crossed.\n" + more,
    )

    assert list(Said(load(folder).default_graph()).repeated({"event/crossing": "Cavalry crosses"})) == [
        "claim/troops-crossed"
    ]
    assert list(Said(load(folder).default_graph()).repeated({})) == []
