"""The cookbook: its Python is run against a service as it stands; of its R, what it asks is asked."""

import contextlib
import io
import re

from support.places import PROJECT

from kb.sandbox.departures import departures

COOKBOOK = (PROJECT / "docs/cookbook.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
TOOLS, *RECIPES = re.split(r"^## \d+\. ", COOKBOOK, flags=re.MULTILINE)


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_there_are_twelve_questions_in_both_languages():
    assert len(RECIPES) == 12
    assert [text.partition("\n")[0] for text in RECIPES if not (blocks(text, "python") and blocks(text, "r"))] == []


def test_the_python_of_each_question_runs_and_prints_something(record):
    names = {}
    for text in (TOOLS, *RECIPES):
        (program,) = blocks(text, "python")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program.replace(ADDRESS, record.url), names)
        assert text is TOOLS or printed.getvalue().strip(), text.partition("\n")[0]


def test_what_the_r_of_each_question_asks_has_rows(record):
    for text in RECIPES:
        (program,) = blocks(text, "r")
        paths = re.findall(r'answer\("([^"]+)"\)', program)
        queries = re.findall(r"query <- '(.*?)'", program, re.DOTALL)
        answers = [record.get(f"/queries/{path}") for path in paths]
        answers += [record.query(query, accept="text/csv") for query in queries]

        assert answers, text.partition("\n")[0]
        assert all(answer.status == 200 and len(answer.text.splitlines()) > 1 for answer in answers)


def test_the_document_on_sparql_tells_each_departure_as_limits_does():
    told = (PROJECT / "docs/sparql.md").read_text(encoding="utf-8")

    for each in departures():
        for part in (
            each.says,
            each.expression,
            each.here,
            each.right,
            each.remedy,
            each.workaround,
            each.upstream or "",
        ):
            assert part in told, each.name
