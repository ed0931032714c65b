"""GeoNames files added for a while: takes paths, gives a context in which the gazetteer holds their places too.

The user's own index is left alone: another one is made in a temporary folder. Invariant: on leaving, the gazetteer is
what it was before.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tocsin.knowledge.gazetteer import gazetteer
from tocsin.knowledge.gazetteer.geonames import add_geonames

__all__ = ["places_added"]


@contextmanager
def places_added(files: Sequence[Path]) -> Iterator[None]:
    """Within it ``gazetteer()`` answers with the places of ``files`` as well."""
    before = os.environ.get("XDG_DATA_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        try:
            if files:
                add_geonames(files)
            gazetteer.cache_clear()
            yield
        finally:
            if before is None:
                del os.environ["XDG_DATA_HOME"]
            else:
                os.environ["XDG_DATA_HOME"] = before
            gazetteer.cache_clear()
