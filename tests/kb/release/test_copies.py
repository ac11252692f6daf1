import pytest
from pyoxigraph import NamedNode, Quad

from kb.errors import Unwritable
from kb.release import copies
from kb.store.embedded import EmbeddedStore

BROKEN = Quad(*(NamedNode(f"https://example.org/{name}") for name in ("thing", "1", "other")))
"""Its predicate can't be an element of RDF/XML."""


def test_what_a_format_can_not_hold_is_told(tmp_path):
    with pytest.raises(Unwritable, match=r"example\.org/1"):
        copies.make(tmp_path, EmbeddedStore.holding([BROKEN]))


def test_a_folder_that_can_not_be_written_is_told_with_its_name(tmp_path):
    (tmp_path / "dumps").touch()

    with pytest.raises(OSError, match="dumps"):
        copies.make(tmp_path, EmbeddedStore.holding([]))
