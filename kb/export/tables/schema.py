"""Which tables a release has, and what their columns are, as `tables.toml` says."""

import tomllib
from dataclasses import dataclass
from functools import cache

from kb import resources

ITEM = "Q[1-9][0-9]*"
"""What items of Wikidata are called."""


@dataclass(frozen=True)
class Field:
    """One column of a table as it is written."""

    name: str
    type: str
    about: str
    refers: str | None = None
    is_many: bool = False


@dataclass(frozen=True)
class Column(Field):
    """One variable of a table's query, which makes one field, or three where it names a thing."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that it makes: itself, then what the thing is called, then its item of Wikidata."""
        type = "iri" if self.type in ("thing", "concept") else "text" if self.type == "chain" else self.type
        itself = Field(self.name, type, self.about, self.refers, self.is_many)
        words = self.name.replace("_", " ")
        label = Field(f"{self.name}_label", "text", f"What the {words} is called.")
        item = Field(f"{self.name}_wikidata", "item", f"The item of Wikidata that is the same as the {words}.")
        return {"thing": (itself, label, item), "concept": (itself, label)}.get(self.type, (itself,))


@dataclass(frozen=True)
class Reference:
    """A column whose values are always keys of a table: its name, that of the table, and that of its key."""

    field: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """A table: the columns of its query, those that tell its rows apart, and those whose words can be searched."""

    name: str
    title: str
    key: tuple[str, ...]
    searched: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def fields(self) -> list[Field]:
        """The columns as they are written."""
        return [field for column in self.columns for field in column.fields]

    @property
    def references(self) -> list[Reference]:
        """What refers to the rows of a table."""
        keys = {table.name: table.key[0] for table in tables()}
        return [Reference(field.name, field.refers, keys[field.refers]) for field in self.fields if field.refers]

    @property
    def query(self) -> str:
        """The query whose solutions are its rows."""
        return resources.query("export/tables", self.name)


@cache
def tables() -> tuple[Table, ...]:
    """All tables, each behind those that it refers to, but for itself."""
    described = tomllib.loads(resources.read_text("kb/export/tables/tables.toml"))
    return tuple(
        Table(
            name,
            table["title"],
            tuple(table["key"]),
            tuple(table.get("searched", ())),
            tuple(
                Column(column, told["type"], told["about"], told.get("in"), told.get("many", False))
                for column, told in table["columns"].items()
            ),
        )
        for name, table in described.items()
    )
