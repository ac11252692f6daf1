"""Tables in a SQLite file of their own, filled from a store: a table at a time, its rows in the order of its key.

What things are called is joined within the file, so that no more is held in memory than the rows of one table.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kb import resources
from kb.export.tables.schema import Column, Field, Table, tables
from kb.namespaces import expand
from kb.reading.tables import joined
from kb.store.protocol import Store

ITEM = expand("wd:Q").removesuffix("Q")
AFFINITIES = {"boolean": "INTEGER", "integer": "INTEGER", "decimal": "NUMERIC"}


@contextmanager
def filled(path: Path, store: Store) -> Iterator[sqlite3.Connection]:
    """A new file with every table, all values as text; things are called in the record's languages, if they can be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        database.execute("CREATE TEMP TABLE things (thing TEXT PRIMARY KEY, label TEXT, item TEXT) WITHOUT ROWID")
        database.executemany("INSERT INTO things VALUES (?, ?, ?)", _things(store))
        for table in tables():
            _fill(database, table, store)
        database.execute("COMMIT")
        yield database


def rows(database: sqlite3.Connection, table: Table) -> Iterator[tuple[str, ...]]:
    """The rows of a table in the order of its key; empty text where there is no value."""
    columns = ", ".join(f"COALESCE({_quoted(field.name)}, '')" for field in table.fields)
    key = ", ".join(map(_quoted, table.key))
    yield from database.execute(f"SELECT {columns} FROM {_quoted(table.name)} ORDER BY {key}")


def write(path: Path, source: sqlite3.Connection) -> None:
    """Writes the tables to a file for people: with types, keys, and an index of words where they can be searched.

    The same rows give the same bytes by the same version of SQLite (https://www.sqlite.org/fileformat2.html).
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        for table in tables():
            database.execute(_definition(table))
            marks = ", ".join(_typed(field) for field in table.fields)
            database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows(source, table))
            if table.searched:
                _index_words(database, table)
        database.execute("COMMIT")


def _things(store: Store) -> Iterator[tuple[str, str, str | None]]:
    """What each thing is called, in the first of the record's languages that it can be, and its item of Wikidata."""
    called: dict[str, tuple[tuple[int, str, str], str | None]] = {}
    for thing, label, item in store.select(resources.query("export/tables", "things")):
        language = label.language or ""
        rank = (store.terms.rank(language), language, label.value)
        best = called.get(thing.value)
        if best is None or rank < best[0]:
            called[thing.value] = rank, item.value.removeprefix(ITEM) if item else None
    for thing, ((_, _, label), item) in called.items():
        yield thing, label, item


def _fill(database: sqlite3.Connection, table: Table, store: Store) -> None:
    """Makes a table and its rows."""
    name, fields = _quoted(table.name), ", ".join(_quoted(field.name) for field in table.fields)
    database.execute(f"CREATE TABLE {name} ({fields})")
    asked = [column for column in table.columns if column.type != "chain"]
    columns = ", ".join(_quoted(column.name) for column in asked)
    marks = ", ".join("?" * len(asked))
    database.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", _merged(table, asked, store))
    for column in table.columns:
        if column.type in ("thing", "concept"):
            _call(database, table, column)
        elif column.type == "chain":
            for statement in resources.read_text("kb/export/tables/chains.sql").split(";"):
                database.execute(statement)


def _merged(table: Table, columns: Sequence[Column], store: Store) -> list[tuple[str, ...]]:
    """The rows of a table's query; those that differ only where a column may hold several values are one."""
    merged: dict[tuple[str, ...], dict[int, set[str]]] = {}
    many = [place for place, column in enumerate(columns) if column.is_many]
    for solution in store.select(table.query):
        values = [_text(solution[column.name]) for column in columns]
        several = {place: values[place] for place in many}
        for place in many:
            values[place] = ""
        known = merged.setdefault(tuple(values), {place: set() for place in many})
        for place, value in several.items():
            known[place] |= {value} - {""}
    return [
        tuple(joined(sorted(several[place])) if place in several else value for place, value in enumerate(row))
        for row, several in merged.items()
    ]


def _call(database: sqlite3.Connection, table: Table, column: Column) -> None:
    """Says beside the IRIs of a column what each is called, and its item of Wikidata where the column names things."""
    asked = {"label": "label", "wikidata": "item"} if column.type == "thing" else {"label": "label"}
    name, iri = _quoted(table.name), _quoted(column.name)
    sets = ", ".join(f"{_quoted(f'{column.name}_{suffix}')} = things.{value}" for suffix, value in asked.items())
    database.execute(f"UPDATE {name} SET {sets} FROM things WHERE things.thing = {name}.{iri}")


def _text(value: NamedNode | Literal | None) -> str:
    return value.value if value is not None else ""


def _definition(table: Table) -> str:
    """The table with the types of its columns, its key, and what it refers to."""
    columns = [f"{_quoted(field.name)} {AFFINITIES.get(field.type, 'TEXT')}" for field in table.fields]
    referring = [
        f"FOREIGN KEY ({_quoted(to.field)}) REFERENCES {_quoted(to.table)} ({_quoted(to.key)})"
        for to in table.references
    ]
    key = f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})"
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join([*columns, key, *referring])})"


def _typed(field: Field) -> str:
    """How the text of a value becomes one of SQLite: numbers by the type of the column, truth as 0 or 1."""
    return "? = 'true'" if field.type == "boolean" else "NULLIF(?, '')"


def _index_words(database: sqlite3.Connection, table: Table) -> None:
    """Makes an index of the words of those columns that can be searched (https://www.sqlite.org/fts5.html)."""
    index, columns = _quoted(f"{table.name}_words"), ", ".join(map(_quoted, table.searched))
    database.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content = {_quoted(table.name)})")
    database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _quoted(name: str) -> str:
    return f'"{name}"'
