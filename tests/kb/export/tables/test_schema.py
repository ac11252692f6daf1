import re

import pytest

from kb import resources
from kb.export.tables.schema import tables

TABLES = pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)


@TABLES
def test_the_variables_of_a_query_are_the_columns_of_its_table(table):
    selected = re.search(r"^SELECT (.*?) WHERE", table.query, re.MULTILINE | re.DOTALL)[1]
    variables = re.findall(r"\?(\w+)", re.sub(r"\(.*?AS (\?\w+)\)", r"\1", selected))

    assert sorted(variables) == sorted(column.name for column in table.columns if column.type != "chain")


@TABLES
def test_a_table_stands_behind_those_that_it_refers_to(table):
    names = [other.name for other in tables()]

    assert {names.index(field.refers) for field in table.fields if field.refers} <= {
        *range(names.index(table.name) + 1)
    }


@TABLES
def test_the_key_and_the_searched_columns_are_columns(table):
    assert {*table.key, *table.searched} <= {field.name for field in table.fields}


def test_every_query_of_the_room_fills_a_table_or_says_what_things_are_called():
    queries = {path.stem for path in resources.folder("kb/export/tables").glob("*.rq")}

    assert queries == {table.name for table in tables()} | {"things"}
