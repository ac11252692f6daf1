"""Where the project lies, and beside it what it is tested with and never contains."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
PROJECT = TESTS.parent
SHARED = PROJECT.parent / "shared"
TEXTS = SHARED / "seeds"
CONFORMANCE = SHARED / "conformance"
