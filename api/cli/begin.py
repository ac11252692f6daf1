"""A corpus of one's own: what its files may hold, for editors."""

import json

import click

from kb import resources
from kb.authoring import schema as schemas
from kb.authoring.vocabulary import Vocabulary
from kb.model.vocabulary import core


@click.command()
def schema() -> None:
    """Print the JSON Schema of the authored YAML files, by which editors complete and check them.

    Example: elbe schema > .vscode/elbe.schema.json
    """
    vocabulary = Vocabulary.of(core(), [resources.folder("shapes")])
    click.echo(json.dumps(schemas.schema(vocabulary, "Authored files of Elbe"), indent=1, ensure_ascii=False))
