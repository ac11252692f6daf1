import re

import pytest
from support.places import PROJECT
from support.words import CORE

from kb.namespaces import PREFIXES

CHANGELOG = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sparql\n(.*?)^```$", CHANGELOG, re.MULTILINE | re.DOTALL)
OLD = re.findall(r"^# before\n(.*?)^```$", CHANGELOG, re.MULTILINE | re.DOTALL)
HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in (PREFIXES | CORE.prefixes_of_things()).items())


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_changelog_is_answered_by_the_record(query, record):
    assert record.rows(HEAD + query)


@pytest.mark.parametrize("query", OLD[:2])
def test_the_query_that_it_takes_the_place_of_finds_nothing_any_more(query, record):
    assert record.rows(HEAD + query) == []
