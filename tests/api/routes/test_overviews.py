"""`/map` and `/timeline`: all that is claimed at one sight, and the same as tables."""

import csv
import io
import re

import pytest


def rows(answer):
    assert answer.status == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def page(record, path):
    answer = record.get(path, Accept="text/html")
    assert answer.status == 200, answer.text
    return answer.text


def test_the_map_and_its_table_have_the_same_places(record):
    text = page(record, "/map")
    on_map = set(re.findall(r"<title>([^<:]+): \d+</title><circle", text))
    beyond = text.partition("<figcaption>")[2].partition("</figcaption>")[0]

    located = {row["name"] for row in rows(record.get("/map", Accept="text/csv")) if row["latitude"]}
    assert len(on_map) > 20
    assert on_map < located
    assert all(name in beyond for name in located - on_map)


def test_no_circle_lies_beyond_the_edges_of_the_map(record):
    text = page(record, "/map")
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text).groups())
    circles = [tuple(map(float, each)) for each in re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)"', text)]

    assert circles
    assert all(0 <= x <= width and 0 <= y <= height for x, y in circles)
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", re.search(r'<path d="([^"]+)"', text)[1])]
    assert min(numbers) >= -1
    assert max(numbers) <= max(width, height) + 1


def test_the_timeline_stands_in_the_order_of_time_with_who_says_it(record):
    found = rows(record.get("/timeline", Accept="text/csv"))
    begins = [row["begin"] or row["end"] for row in found]

    assert begins == sorted(begins)
    assert all(row["speakers"] for row in found)


def test_claims_without_a_time_stand_apart(record):
    text = page(record, "/timeline")
    total = record.get("/claims", Accept="application/ld+json").json["totalItems"]

    dated = {row["claim"] for row in rows(record.get("/timeline", Accept="text/csv"))}
    assert f"{total - len(dated):,} without a time</h2>" in text


@pytest.mark.parametrize("path", ["/map", "/timeline"])
def test_each_takes_the_filters_of_the_claims_and_keeps_them(record, path):
    every, some = (rows(record.get(f"{path}{query}", Accept="text/csv")) for query in ("", "?place=Serbia"))

    assert 0 < len(some) < len(every)
    assert 'value="place/serbia"' in page(record, f"{path}?place=Serbia")


@pytest.mark.parametrize("path", ["/map", "/timeline"])
def test_what_is_wrong_stands_in_the_form_and_in_a_problem_for_programs(record, path):
    shown, problem = (record.get(f"{path}?from=1944-13", Accept=each) for each in ("text/html", "text/csv"))

    assert (shown.status, problem.status) == (400, 400)
    assert "is no day, month or year that exists" in shown.text
    assert problem.media_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/map", "/timeline"])
def test_nothing_that_is_left_is_a_page_without_a_figure(record, path):
    assert "<svg" not in page(record, f"{path}?speaker=person/milovan-djilas&from=1700&to=1701")


def test_a_page_holds_less_than_a_hundred_kilobytes(record):
    assert max(len(page(record, path).encode()) for path in ("/map", "/timeline")) < 100_000
