"""The options that commands share, and the settings as options, each made of its field in `api.settings`."""

from collections.abc import Callable, Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from api.cli.console import complain
from api.settings import Settings, named_settings
from kb import corpus, resources
from kb.corpus import Corpus
from kb.release.release import Release
from kb.sandbox.limits import Limits

Command = TypeVar("Command", bound=Callable[..., Any])
QUERY = "query_"
"""What the names of options for the limits of queries begin with."""

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


def _corpus(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    """A corpus: the one that is named or that one stands in, else, said aloud, the one that Elbe ships."""
    return value or corpus.around(Path.cwd()) or shipped()


def shipped() -> Path:
    """The corpus that Elbe ships, which is said aloud."""
    folder = resources.folder("seeds")
    title = Corpus.read(folder).title
    complain(f"note: there is no {corpus.FILE} here; this is of the corpus that Elbe ships, {title!r} (see --corpus)")
    return folder


def _corpus_of_release(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path | None:
    """A corpus, if one is named or one stands in it."""
    return value or corpus.around(Path.cwd())


_CORPUS: dict[str, Any] = {
    "type": EXISTING,
    "envvar": "ELBE_CORPUS",
    "show_envvar": True,
    "help": "The folder of a corpus, with its elbe.toml; else the one that one stands in, or what Elbe ships.",
}
seeds_option = click.option("--corpus", "seeds", callback=_corpus, **_CORPUS)
corpus_option = click.option("--corpus", callback=_corpus_of_release, **_CORPUS)
out_option = click.option(
    "--out", type=FOLDER, default=Path("build"), show_default=True, help="The folder of releases."
)
release_option = click.option(
    "--release",
    "source",
    type=FOLDER,
    default=Path("build"),
    show_default=True,
    help="A release, or a folder of them, of which the current one.",
)


def opened(source: Path, folder: Path | None) -> Release:
    """The release in a folder; raises ReleaseNotFound, and OtherCorpus if it is not of the corpus that one means."""
    release = Release.open(source)
    if folder:
        release.check_is_of(Corpus.read(folder))
    return release


def settings_options(command: Command) -> Command:
    """The command with an option for each setting, whose environment variable the help names."""
    for name, each in reversed(_named_fields().items()):
        command = _option(name, each)(command)
    return command


def _named_fields() -> dict[str, Field[Any]]:
    """The fields that can be set, by the names of their options."""
    found = named_settings() | {QUERY + each.name: each for each in fields(Limits)}
    return {name.replace("query_query", "query"): each for name, each in found.items() if "meaning" in each.metadata}


def _option(name: str, each: Field[Any]) -> Callable[[Command], Command]:
    """The option of a field."""
    flag = "--" + name.replace("_", "-")
    described: dict[str, Any] = {
        "default": each.default,
        "show_default": each.default is not None,
        "show_envvar": True,
        "help": each.metadata["meaning"],
    }
    if each.type is bool:
        return click.option(f"{flag}/--no-{flag[2:]}", name, **described)
    return click.option(flag, name, type=_type_of(each), callback=CHECKS.get(name), **described)


def _type_of(each: Field[Any]) -> click.ParamType[Any]:
    """What the value of an option may be."""
    least = each.metadata["least"]
    if each.type is int:
        return click.IntRange(min=1 if least is None else int(least))
    if each.type is float:
        return click.FloatRange(min=least or 0, min_open=least is None)
    return click.STRING


def _web_address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """An address of the web, without what would make no sense in front of paths."""
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise click.BadParameter(f"{value!r} is not the address of a service, such as https://elbe.example.org.")
    return value.rstrip("/")


CHECKS = {"public_url": _web_address}


def settings_from(values: Mapping[str, Any]) -> Settings:
    """The settings that the values of the options describe."""
    of_queries = {each.name: values[name] for name, each in _named_fields().items() if each in fields(Limits)}
    return Settings.of(Limits(**of_queries), **{name: values[name] for name in named_settings()})
