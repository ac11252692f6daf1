import csv
import io
import re

import pytest

from kb.reading.tables import joined, write_csv


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode(), newline="")))


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("https://example.org","x")', "+1 and more", "@SUM(A1)", "-2+3", "\t=1", "\r=1"]
)
def test_what_a_spreadsheet_would_compute_stands_behind_an_apostrophe(text):
    assert read(write_csv(["name"], [[text]])) == [["name"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["-12.5", "+3", "1219", "A = B", "Ана", "", "../1944", 'seen "here"', "two\nlines"])
def test_all_other_texts_and_numbers_stand_as_they_are(text):
    assert read(write_csv(["name"], [[text, "x"]]))[1] == [text, "x"]


def test_a_bar_within_a_value_can_be_told_from_one_between_two():
    assert joined(["A | B"]) == r"A \| B"
    assert joined(["A", "B"]) == "A | B"
    assert re.split(r"(?<!\\) \| ", joined(["A | B", "C"])) == [r"A \| B", "C"]
