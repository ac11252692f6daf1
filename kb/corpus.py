"""Whose record this is: `elbe.toml` in the folder of what is authored (https://toml.io/en/v1.0.0)."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kb import characters, resources
from kb.errors import Place, Problem, SeedErrors
from kb.hints import nearest
from kb.namespaces import PREFIXES

FILE = "elbe.toml"
RELEASES = "build"
"""Where releases are made if nothing else is said."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
"""Language tags as authors write them (RFC 5646), in lower case."""
BASE = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?/([A-Za-z0-9._~-]+/)*")
"""The address below which all IRIs of a record lie, written as any software takes it."""
VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9a-z]+(\.[0-9a-z]+)*)?")
"""Versions as in https://semver.org/."""


@dataclass(frozen=True)
class Corpus:
    """The record's title, the base of its IRIs, its version and day, and the languages in which it is written.

    The first language is that of the title and of all texts that name none.
    """

    title: str
    base: str
    version: str
    date: date
    languages: tuple[str, ...]
    terms: Mapping[str, str] = field(default_factory=dict)
    """The prefix of terms that are its own, with their namespace; none where it has no such terms."""
    home: str = ""
    """What the home page says of it: paragraphs of plain text, an empty line between them."""
    licence: str = ""
    """The address of the licence that whoever takes a file whole keeps to."""
    licences: tuple[Mapping[str, str], ...] = ()
    """The licences part by part: `part`, `name`, `iri`, and a `note`; the first is also that of the catalogue."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """What the pages of words say beside the software's own, by their names: paragraphs of plain text."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """Where in its folder lies what it adds, by what that is: `queries`, which is its name where nothing is said."""
    examples: Mapping[str, str] = field(default_factory=dict)
    """What stands as example for a filter of lists where its use is shown."""

    @property
    def language(self) -> str:
        """The language of texts that name none."""
        return self.languages[0]

    @classmethod
    def read(cls, folder: Path) -> "Corpus":
        """The corpus in a folder laid out as `seeds/`; raises SeedErrors that carry all that is wrong in the file."""
        name = (called(folder) / FILE).as_posix()
        try:
            text = decode((folder / FILE).read_bytes(), name)
            settings = tomllib.loads(text)
        except FileNotFoundError:
            wanted = f"write one with {', '.join(key for key in _CHECKS if key not in _OPTIONAL)}"
            raise SeedErrors(
                [Problem(name, 1, f"the file that says whose record this is is missing: {wanted}")]
            ) from None
        except tomllib.TOMLDecodeError as error:
            at = re.search(r" \(at line (\d+), column \d+\)", str(error))
            line = int(at[1]) if at else text.count("\n") + 1
            message = f"this is not TOML: {str(error).partition(' (at ')[0]}"
            raise SeedErrors([Problem(name, line, message)]) from None
        if problems := list(_problems(settings, text, name)):
            raise SeedErrors(problems)
        own = settings.get("terms", {})
        terms = {own["prefix"]: own.get("namespace", f"{settings['base']}terms#")} if own else {}
        parts = tuple(settings.get("licences", ()))
        return cls(**settings | {"languages": tuple(settings["languages"]), "terms": terms, "licences": parts})


def around(folder: Path) -> Path | None:
    """The corpus that a folder is, or lies in, if it does."""
    return next((each for each in (folder, *folder.parents) if (each / FILE).is_file()), None)


def called(folder: Path) -> Path:
    """How messages call a folder of authored files: the one that Elbe ships `seeds`, any other as it was given."""
    return Path("seeds") if folder.resolve() == resources.folder("seeds").resolve() else folder


def decode(data: bytes, name: str) -> str:
    """The text of a file; raises SeedErrors, in which it is called `name`, for bytes that are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8: save the file in that encoding"
        raise SeedErrors([Problem(name, line, message)]) from None


def _problems(settings: dict[str, object], text: str, name: str) -> Iterator[Problem]:
    for key in settings.keys() - _CHECKS:
        yield _line(key, text, name).problem(f"unknown setting {key!r}{nearest(key, _CHECKS)}")
    for key, (check, wanted) in _CHECKS.items():
        if key not in settings and key in _OPTIONAL:
            continue
        if key not in settings:
            yield Problem(name, 1, f"there is no {key!r}: write {wanted}")
        elif not check(settings[key]):
            yield _line(key, text, name).problem(f"{key!r} can't be used: write {wanted}")


def _line(key: str, text: str, name: str) -> Place:
    """Where a setting stands."""
    found = re.search(rf"^[ \t\[]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return Place(name, text.count("\n", 0, found.start()) + 1 if found else 1)


def _is_title(value: object) -> bool:
    return isinstance(value, str) and value != "" and not (characters.forbidden(value) or characters.untidy(value))


def _are_languages(value: object) -> bool:
    tags = value if isinstance(value, list) else []
    return bool(tags) and all(isinstance(tag, str) and LANGUAGE.fullmatch(tag) for tag in tags)


def _are_texts(value: object) -> bool:
    return isinstance(value, dict) and all(_is_title(text) for text in value.values())


def _are_terms(value: object) -> bool:
    own = value if isinstance(value, dict) else {}
    prefix, namespace = own.get("prefix"), own.get("namespace", "https://example.org/terms#")
    return (
        own.keys() <= {"prefix", "namespace"}
        and isinstance(prefix, str)
        and bool(re.fullmatch("[a-z][a-z0-9-]*", prefix))
        and prefix not in PREFIXES
        and isinstance(namespace, str)
        and bool(re.fullmatch(r"https?://[A-Za-z0-9._~/:-]+[#/]", namespace))
    )


def _is_home(value: object) -> bool:
    return isinstance(value, str) and not characters.forbidden(value)


def _are_pages(value: object) -> bool:
    return isinstance(value, dict) and value.keys() <= PAGES and all(_is_home(text) for text in value.values())


def _is_address(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value))


def _are_licences(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict)
        and {"part", "name", "iri"} <= each.keys() <= {"part", "name", "iri", "note"}
        and _are_texts(each)
        and _is_address(each["iri"])
        for each in value
    )


def _are_folders(value: object) -> bool:
    return isinstance(value, dict) and value.keys() <= FOLDERS and all(_is_folder(path) for path in value.values())


def _is_folder(path: object) -> bool:
    return isinstance(path, str) and bool(re.fullmatch(r"[\w-][\w.-]*(/[\w-][\w.-]*)*", path, re.ASCII))


FOLDERS = frozenset({"queries"})
"""What a corpus may keep in folders that it names."""
PAGES = frozenset({"reading", "scope", "errors"})
"""The pages of words to which a corpus adds its own: how to read it, what it does not cover, how to report an error."""
_OPTIONAL = frozenset({"examples", "folders", "home", "licence", "licences", "pages", "terms"})
_CHECKS: dict[str, tuple[Callable[[object], bool], str]] = {
    "title": (_is_title, 'title = "…", in the first of the languages'),
    "base": (
        lambda value: isinstance(value, str) and bool(BASE.fullmatch(value)),
        'base = "https://example.org/archive/", an address of the web that ends in /, without ? and #',
    ),
    "version": (
        lambda value: isinstance(value, str) and bool(VERSION.fullmatch(value)),
        'version = "1.2.0", that of the record',
    ),
    "date": (lambda value: type(value) is date, "date = 2026-11-30, the day of this version, without quotes"),
    "examples": (_are_texts, '[examples], with a value for each filter of lists, such as place = "place/…"'),
    "folders": (_are_folders, '[folders] with queries = "…", a path below the folder of the corpus'),
    "terms": (_are_terms, '[terms] with prefix = "own", and namespace = "https://…#" if it is not <base>terms#'),
    "home": (_is_home, 'home = """…""", paragraphs of plain text, an empty line between them'),
    "pages": (_are_pages, '[pages] with reading, scope or errors = """…""", paragraphs of plain text'),
    "licence": (_is_address, 'licence = "https://…", which whoever takes a file whole keeps to'),
    "licences": (_are_licences, "[[licences]], each with part, name, iri and, if need be, note"),
    "languages": (_are_languages, 'languages = ["en"], tags in lower case, first that of texts that name none'),
}
"""What each setting has to be, and how it is written."""
