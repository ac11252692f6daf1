"""The tables as files: CSV (https://www.rfc-editor.org/rfc/rfc4180), what describes it, and one SQLite file."""

import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

from kb import files
from kb.corpus import Corpus
from kb.export.tables import csvw, database, datapackage
from kb.export.tables.schema import tables
from kb.rdf.jsonld import serialize
from kb.reading.tables import csv_pieces
from kb.store.protocol import Store

SQLITE = "elbe.sqlite"


def write(folder: Path, store: Store, corpus: Corpus, release: str) -> None:
    """Writes the tables of what a store holds to a folder, with what they are told to be of."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=folder) as draft,
        database.filled(Path(draft) / SQLITE, store) as filled,
    ):
        for table in tables():
            header = tuple(field.name for field in table.fields)
            files.put(folder / f"{table.name}.csv", csv_pieces(chain([header], database.rows(filled, table))))
        database.write(folder / SQLITE, filled)
    files.put(folder / csvw.NAME, serialize(csvw.metadata(_in_dublin_core(corpus, release))))
    files.put(folder / datapackage.NAME, serialize(datapackage.package(_in_a_package(corpus, release))))


def _in_dublin_core(corpus: Corpus, release: str) -> dict[str, Any]:
    """What the tables are of, in the words that CSV on the Web takes from Dublin Core."""
    return {
        "dc:title": corpus.title,
        "dc:identifier": release,
        "dc:hasVersion": corpus.version,
        "dc:issued": {"@value": corpus.date.isoformat(), "@type": "xsd:date"},
    }


def _in_a_package(corpus: Corpus, release: str) -> dict[str, Any]:
    """What the tables are of, in the words of a data package."""
    return {
        "name": "tables",
        "id": release,
        "title": corpus.title,
        "version": corpus.version,
        "created": f"{corpus.date.isoformat()}T00:00:00Z",
    }
