"""The service, started."""

import sys
from pathlib import Path
from typing import Any

import click

from api.cli.console import complain, steps
from api.cli.options import corpus_option, opened, release_option, settings_from, settings_options, shipped


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@release_option
@corpus_option
@settings_options
def serve(host: str, port: int, source: Path, corpus: Path | None, **values: Any) -> None:
    """Serve the API and pages on a release; builds one first if there is none.

    A new release that becomes the current one of its folder is taken up by itself, or at once on SIGHUP. Each option
    can be set by the environment variable that stands with it.

    Example: elbe serve --port 8000 --workers 2
    """
    from api.app import quoted
    from api.server import workers
    from kb.errors import ReleaseNotFound
    from kb.store.embedded import EmbeddedStore

    settings = settings_from(values)
    try:
        release = opened(source, corpus)
    except ReleaseNotFound:
        from kb.release import build

        with steps() as step:
            release = build.build(source, corpus or shipped(), step)
    for missing in quoted(EmbeddedStore.open(release.store, release.terms), settings.quoting).missing:
        source_path = release.terms.path(missing)
        complain(f"note: {settings.quoting.texts} holds no text of {source_path}; its passages are not quoted")
    complain(f"release {release.id} at http://{host}:{port}/")
    sys.exit(workers.run(source, settings, host, port))
