"""Times in words, kind by kind."""

import pytest

from kb.model.edtf import bounds
from kb.model.spoken import spoken

TIMES = {
    "dates": [
        ("1944", "1944"),
        ("0987", "987"),
        ("1944-12", "December 1944"),
        ("1944-09-02", "2 September 1944"),
    ],
    "parts of a year": [
        ("1945-21", "spring 1945"),
        ("1945-26", "summer 1945"),
        ("1944-23", "autumn 1944"),
        ("1944-24", "winter of 1944 to 1945"),
        ("1944-30", "summer of 1944 to 1945 in the south"),
        ("1944-32", "winter 1944 in the south"),
        ("1944-33", "first quarter of 1944"),
        ("1944-36", "last quarter of 1944"),
        ("1944-38", "second third of 1944"),
        ("1944-40", "first half of 1944"),
        ("1945-41", "second half of 1945"),
    ],
    "intervals": [
        ("1944/1945", "1944 to 1945"),
        ("1939-09/1941", "September 1939 to 1941"),
        ("1944-06/1944-12", "June to December 1944"),
        ("1944-10/1945-09", "October 1944 to September 1945"),
        ("1945-01-26/1945-01-28", "26 to 28 January 1945"),
        ("1944-10-26/1944-11-08", "26 October to 8 November 1944"),
        ("1944-12-28/1945-01-03", "28 December 1944 to 3 January 1945"),
        ("1944-41/1945-40", "late 1944 to early 1945"),
        ("1944-41/1945", "late 1944 to 1945"),
    ],
    "open and unknown sides": [
        ("/1944-12", "until December 1944"),
        ("../1944-12", "until December 1944"),
        ("../1945-40", "until early 1945"),
        ("1945-09/..", "from September 1945 on"),
        ("1944-41/..", "from late 1944 on"),
        ("1944-12-05/", "from 5 December 1944, until when is not known"),
    ],
    "approximate and uncertain ones": [
        ("1944~", "about 1944"),
        ("1944-12?", "perhaps December 1944"),
        ("1944%", "perhaps about 1944"),
        ("1944~/1945~", "about 1944 to about 1945"),
        ("1955~/1959", "about 1955 to 1959"),
        ("/1949-11~", "until about November 1949"),
        ("1949-09~/..", "from about September 1949 on"),
        ("~1944-12-05", "5 December 1944 (year approximate)"),
        ("1944-~12-?05", "5 December 1944 (month approximate, day uncertain)"),
        ("1944-12~-%05", "5 December 1944 (year approximate, month approximate, day uncertain and approximate)"),
    ],
    "digits that are not known": [
        ("193X", "1930s"),
        ("19XX", "1900 to 1999"),
        ("1944-XX", "some month of 1944"),
        ("1944-12-XX", "some day of December 1944"),
        ("1944-XX-XX", "some day of 1944"),
        ("XXXX-05-09", "9 May of a year not known"),
        ("1944-12-1X", "between 10 December 1944 and 19 December 1944"),
        ("1950S2", "some year from 1900 to 1999, estimated at 1950"),
    ],
    "sets": [
        ("{1965,1985,1990}", "1965, 1985 and 1990"),
        ("[1965, 1985, 1990]", "1965, 1985 or 1990"),
        ("{..1983,1990}", "1983 or earlier and 1990"),
        ("[1960..1965,1990..]", "1960 to 1965 or 1990 or later"),
        ("[1944-12-05..1944-12-08]", "5 to 8 December 1944"),
    ],
    "times of day": [
        ("1944-12-05T10:30:00", "5 December 1944, 10:30"),
        ("1944-12-05T10:30:05Z", "5 December 1944, 10:30:05 (UTC)"),
        ("1944-12-05T10:30:00+02:00", "5 December 1944, 10:30 (UTC+02:00)"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "words"), [pair for pairs in TIMES.values() for pair in pairs], ids=lambda value: value
)
def test_a_time_is_said_in_words(edtf, words):
    bounds(edtf)  # each is one that Elbe takes

    assert spoken(edtf) == words


def test_what_is_no_time_is_said_as_it_is_written():
    assert spoken("in the war") == "in the war"
