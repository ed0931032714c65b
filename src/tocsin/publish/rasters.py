"""Pictures and fonts for printed briefs: takes a picture's SVG, gives a PNG (resvg); gives Noto Sans as files.

Both come from packages, so that a page looks the same on every machine and nothing is fetched. Invariant: no font of
the system is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tocsin.errors import MissingExtraError
from tocsin.publish.picture_parts import Picture

__all__ = ["FACES", "fonts", "png"]

FACES = {"": "notos", "B": "notosbo", "I": "notosit", "BI": "notosbi"}
"""Noto Sans (SIL Open Font License 1.1) by style, under the names of the package ``pymupdf-fonts``."""
_ZOOM = 2.0
"""Pixels of a PNG for one of the SVG: sharp at 15 cm on paper (1280 pixels, some 210 a inch)."""


@contextmanager
def fonts() -> Iterator[dict[str, Path]]:
    """A file for each face, as long as the block runs.

    Raises:
        MissingExtraError: the extra ``briefs`` isn't installed.
    """
    try:
        from pymupdf_fonts import fontbuffers
    except ImportError as error:
        raise MissingExtraError("a printed brief", "briefs") from error
    with TemporaryDirectory() as folder:
        files = {style: Path(folder) / f"{name}.ttf" for style, name in FACES.items()}
        for style, path in files.items():
            path.write_bytes(fontbuffers[FACES[style]]())
        yield files


@lru_cache(maxsize=32)
def png(picture: Picture) -> bytes:
    """The picture at twice its size on white.

    Raises:
        MissingExtraError: the extra ``briefs`` isn't installed.
    """
    with fonts() as files:
        import resvg_py

        drawn = resvg_py.svg_to_bytes(
            svg_string=picture.svg,
            background="#ffffff",
            zoom=_ZOOM,
            skip_system_fonts=True,
            font_files=[str(files[""])],
            sans_serif_family="Noto Sans",
        )
    return bytes(drawn)
