"""What can go wrong in the knowledge base, as one family.

    ElbeError
    ├── SeedErrors           findings in authored files, each with its place and remedy
    ├── Invalid              a record that breaks shapes or fails checks
    ├── CorpusExists         what would be begun is there already
    ├── MalformedShapes      shapes or a check that can't be used
    ├── BlankNodeFound       data that rule 6 forbids
    ├── Unwritable           data that a format has no way to write
    ├── UnknownFormat        a format that is not among ours
    ├── ReleaseNotFound      no release in the folder
    ├── ReleaseDamaged       a release whose files are not those of its manifest
    ├── CachesOutdated       a release whose store and index another version of Elbe has made
    ├── EntityNotFound       an IRI that the record does not know
    ├── EntityDeprecated     an IRI that the record no longer uses; names its successors
    ├── FilterInvalid        a value by which a list can't be narrowed
    ├── SearchRefused        a search that has no words, or too many
    ├── TableRefused         a table of others that can't be reconciled as asked
    ├── TextsError           the folder of texts does not hold what is asked of it
    └── QueryError           a query is not one that can be answered
        ├── QueryMalformed       it is not SPARQL; says where
        ├── QueryRefused         it asks for what no query may do here
        ├── QueryStopped         it reached a limit
        ├── QueryCrashed         the process that answered it died
        ├── SandboxBusy          too many queries are waiting already
        └── FormNotOffered       none of the formats allowed can carry its kind of result

Messages say what happened, where, and what to do about it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


class ElbeError(Exception):
    """Something that a person can put right."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place of an authored file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Place:
    """Where something stands in the authored files."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def problem(self, message: str) -> Problem:
        """What is wrong here."""
        return Problem(self.file, self.line, message)


class SeedErrors(ElbeError):
    """Authored files that cannot be loaded; carries every problem found, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class Invalid(ElbeError):
    """A record that breaks shapes or fails checks; carries the findings, as problems where their places are known."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class CorpusExists(ElbeError):
    """A corpus, source or text would be written where something lies already; nothing of it is touched."""


class MalformedShapes(ElbeError):
    """A file of shapes or a check cannot be used; says which, and where or why."""


class BlankNodeFound(ElbeError):
    """Data holds a blank node, which no dump of the record may."""


class Unwritable(ElbeError):
    """Data holds something that a format has no way to write."""


class UnknownFormat(ElbeError):
    """A name, media type or extension stands for no format that can hold what is to be written."""


class ReleaseNotFound(ElbeError):
    """A folder holds no release."""


class OtherCorpus(ElbeError):
    """A folder of releases holds those of another corpus."""


class ReleaseDamaged(ElbeError):
    """A release's files are not what its manifest says."""


class CachesOutdated(ElbeError):
    """A release's store and index of names are not those that this version of Elbe makes of it."""


class EntityNotFound(ElbeError):
    """An IRI is not one of the record's."""


class EntityDeprecated(ElbeError):
    """An IRI is one that the record no longer uses; `successors` are those that stand for it now."""

    def __init__(self, message: str, successors: Sequence[str] = ()) -> None:
        self.successors = tuple(successors)
        super().__init__(message)


class FilterInvalid(ElbeError):
    """A list can't be narrowed so: says which filter is wrong, and what it takes.

    The choices are the things that a name may mean, as they are called, by their paths.
    """

    def __init__(self, message: str, choices: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(message)
        self.choices = choices


class SearchRefused(ElbeError):
    """A search has nothing to search for, more than is searched for, or a kind of things that there are none of."""


class TableRefused(ElbeError):
    """A table has no columns, or not those that are named."""


class TextsError(ElbeError):
    """A folder of texts lacks a source's text, or holds one whose digest differs."""


class QueryError(ElbeError):
    """A query is not one that can be answered."""


class QueryMalformed(QueryError):
    """A query is not SPARQL; `line` and `column` count from 1, and are 0 where the place is not known."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class QueryRefused(QueryError):
    """A query asks for what no query may do here, or is larger than admitted; has a place like `QueryMalformed`."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class QueryStopped(QueryError):
    """A query reached its limit of time, rows, bytes or memory."""


class QueryCrashed(QueryError):
    """The process that answered a query died; the query may be at fault."""


class SandboxBusy(QueryError):
    """As many queries are waiting as may."""


class FormNotOffered(QueryError):
    """None of the formats that the asker allows can carry this kind of result."""
