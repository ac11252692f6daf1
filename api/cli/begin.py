"""A corpus of one's own: begun, added to, and explained."""

import json
from datetime import date
from pathlib import Path

import click

from kb import resources
from kb.authoring import guide, own_terms, start
from kb.authoring import schema as schemas
from kb.authoring.start import Intake
from kb.authoring.vocabulary import Vocabulary
from kb.corpus import LANGUAGE, Corpus
from kb.model.vocabulary import Terms, core

EDITORS = Path(".vscode/elbe.schema.json")


_corpus_option = click.option(
    "--corpus",
    default=Path(),
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="ELBE_CORPUS",
    show_envvar=True,
    help="The folder of the corpus, if it is not the one where one stands.",
)


def _language(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no language tag in lower case, such as en or sr-latn.")
    return value


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="What the record is called; asked for if not given.", prompt="Title of the record")
@click.option("--base", help="What all its IRIs begin with, such as https://archive.example.org/light/.", prompt=True)
@click.option("--language", default="en", show_default=True, callback=_language, help="That of texts that name none.")
def new(folder: Path, title: str, base: str, language: str) -> None:
    """Write a corpus to FOLDER, which must be empty: settings, one worked document, and what editors check it by.

    Example: elbe new light --title "The light of Gull Skerry" --base https://archive.example.org/light/
    """
    start.begin(folder, title, base, [language], date.today())
    (folder / EDITORS).write_text(_schema(title, core()), encoding="utf-8")
    click.echo(f"{folder}: a corpus with one worked document; `elbe help authoring` explains it")


@click.group()
def add() -> None:
    """Add to the corpus one stands in."""


@add.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", prompt="What the source is called", help="What the source is called.")
@click.option("--language", prompt="Language of the text", callback=_language, help="A tag, such as en or sr-latn.")
@click.option("--rights", prompt="What is known of the rights", help="A sentence, if only that they are unknown.")
@click.option("--transmission", default="transmission/collected", show_default=True, help="How the text came about.")
@click.option("--by", default="person/editor", show_default=True, help="The id of who makes the entry.")
@click.option("--slug", help="What the source is called in ids; made of the name of FILE if not given.")
@_corpus_option
def source(file: Path, slug: str | None, corpus: Path, **said: str) -> None:
    """Take in the text of FILE as a source: writes its entry, with digest and length, and a file for its utterances.

    Example: elbe add source texts/letter.txt --title "A letter" --language en --rights "Unknown."
    """
    if not start.is_corpus(corpus):
        raise click.UsageError(f"{corpus.resolve()} has no elbe.toml: go to the folder of a corpus, or name it")
    intake = Intake(slug or start.slug(file.stem), day=date.today(), **said)
    for path in start.take_in(corpus, file, corpus / "texts", intake):
        click.echo(path)


@click.command()
@_corpus_option
def schema(corpus: Path) -> None:
    """Print the JSON Schema of the authored YAML files, by which editors complete and check them.

    It knows the words of the corpus one stands in, if it is one.

    Example: elbe schema
    """
    click.echo(_schema("Authored files of a corpus of Elbe", _words(corpus)), nl=False)


@click.command()
@click.argument("topic", type=click.Choice(["authoring", *guide.TABLES]))
@_corpus_option
def help(topic: str, corpus: Path) -> None:
    """Print the guide for authors, or one of its tables: keys, shorthands, predicates, lists.

    The tables know the words of the corpus one stands in; the guide has those of the core.

    Example: elbe help authoring
    """
    if topic == "authoring":
        click.echo(guide.text(_vocabulary(core())), nl=False)
    else:
        click.echo(guide.table(_vocabulary(_words(corpus)), topic), nl=False)


def _words(corpus: Path) -> Terms:
    """The words of a corpus, or the core's where there is none."""
    return own_terms.read(corpus, Corpus.read(corpus)) if start.is_corpus(corpus) else core()


def _vocabulary(terms: Terms) -> Vocabulary:
    return Vocabulary.of(terms, [resources.folder("shapes")])


def _schema(title: str, terms: Terms) -> str:
    return json.dumps(schemas.schema(_vocabulary(terms), title), indent=1, ensure_ascii=False) + "\n"
