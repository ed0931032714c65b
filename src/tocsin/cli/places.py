"""``tocsin gazetteer add``: country files of GeoNames, from disk or fetched, into the user's own index."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tocsin.knowledge.gazetteer.download import GEONAMES, download, is_country
from tocsin.knowledge.gazetteer.geonames import add_geonames

__all__ = ["add_places"]


def add_places(sources: Sequence[str], mirror: str | None) -> int:
    """Add all ``sources``, file names or country codes, or none of them; returns how many places were added.

    Raises:
        InputError: a file is missing or wrong, or a download failed.
    """
    codes = [one for one in sources if is_country(one) and not Path(one).exists()]
    files = [Path(one) for one in sources if one not in codes]
    with tempfile.TemporaryDirectory(prefix="tocsin-geonames-") as folder:
        return add_geonames([*files, *download(codes, Path(folder), mirror or GEONAMES)])
