"""The `elbe` command: it parses what is asked, calls the library and prints."""

import sys
from importlib import import_module

import click

from api.cli.console import FINDINGS, WRONG_USE, complain
from kb import __version__
from kb.errors import ElbeError, Invalid, SeedErrors

COMMANDS = {
    "build": ("publish", "Build and publish a release."),
    "validate": ("publish", "Check shapes and rules."),
    "export": ("publish", "Copy the dumps of a release."),
    "diff": ("publish", "Tell what two releases differ in."),
    "published": ("publish", "List what is not among the published IRIs yet."),
    "new": ("begin", "Begin a corpus of one's own."),
    "add": ("begin", "Add a source to a corpus."),
    "help": ("begin", "Print the guide for authors."),
    "schema": ("begin", "Print what editors check authored files by."),
    "verify": ("curate", "Check the digests of all passages."),
    "anchor": ("curate", "Find the passage of some words."),
    "show": ("curate", "Read a source's record aloud."),
    "coverage": ("curate", "List what of a source no claim carries."),
    "mentions": ("curate", "Propose and check where a source names entities."),
    "conflicts": ("curate", "List the conflicts that rules found."),
    "query": ("ask", "Answer a SPARQL query."),
    "search": ("ask", "Find things by their names."),
    "reconcile": ("reconcile", "Add to a table the things that it names."),
    "links": ("links", "Check the links to other datasets, and find those that are wanted."),
    "serve": ("serve", "Serve the API and pages."),
}
"""Each command: the module that has it, imported when it is asked for, and what it does."""


class _Commands(click.Group):
    """The commands; what a person can put right ends each with a sentence on standard error, not a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"api.cli.{module}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command that is asked for."""
        try:
            return super().invoke(ctx)
        except (SeedErrors, Invalid) as error:
            complain(str(error))
            complain(f"{len(error.problems)} problem{'s'[: len(error.problems) > 1]}; nothing was written")
            sys.exit(FINDINGS)
        except ElbeError as error:
            complain(f"error: {error}")
            sys.exit(WRONG_USE)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            complain(f"error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
            sys.exit(WRONG_USE)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "ELBE"})
@click.version_option(__version__, prog_name="elbe")
def main() -> None:
    """A knowledge base of contested history: who said what, on whose word, in which passage, against whom."""


if __name__ == "__main__":
    main()
