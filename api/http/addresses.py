"""Under which address the service is reached, and when what it serves was made."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from api.settings import Settings
from kb.release.release import Release

HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?", re.ASCII)


def public_url(scope: Scope, settings: Settings) -> str:
    """The address of the service, without a slash at its end: the one set, or the one by which this request came."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = Headers(scope=scope).get("host", "")
    if not HOST.fullmatch(host):
        server = scope.get("server") or ("localhost", 80)
        host = f"{server[0]}:{server[1]}"
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}"


def prefix(settings: Settings) -> str:
    """The path that all links of the service begin with; empty where it has a host of its own."""
    return urlsplit(settings.public_url or "").path.rstrip("/")


def modified(release: Release) -> datetime:
    """When the release was made, to the second."""
    return datetime.fromtimestamp(int((release.folder / "manifest.json").stat().st_mtime), UTC)
