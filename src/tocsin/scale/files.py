"""Files wherever they lie: takes paths or addresses, gives what is there, and a file to read on this machine.

Spark lists them (globs and folders too, on any file system that it reads); workers open local and mounted files in
place and copy others to their disk first: through Arrow where it has a reader (S3, GCS, Azure; it finds credentials as
each system's own tools do), else from the bytes that Spark hands over whole, 2 GB at most. Invariant: a copy is gone
when its reader is done.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tocsin.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["at_hand", "file_system", "is_there", "listed", "shown", "with_contents"]

_LOCAL = re.compile(r"file:/*(?=/)")


def listed(spark: SparkSession, inputs: Sequence[str]) -> list[tuple[str, int]]:
    """Address and bytes of every archive or report below the inputs, sorted.

    Raises:
        InputError: an input leads nowhere, or to no file that is read.
    """
    from pyspark.errors import AnalysisException

    from tocsin.ingest import is_archive
    from tocsin.ingest.sniff import SUFFIXES

    try:
        found = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(list(inputs))
    except AnalysisException as error:
        raise InputError(str(error).splitlines()[0], ", ".join(inputs)) from error
    rows = [(row.path, row.length) for row in found.select("path", "length").collect()]
    known = [row for row in rows if is_archive(Path(row[0])) or PurePosixPath(row[0]).suffix.lower() in SUFFIXES]
    if not known:
        raise InputError("no archive and no report is here; see docs/usage.md for what is read", ", ".join(inputs))
    return sorted(known)


def with_contents(spark: SparkSession, addresses: Sequence[str]) -> DataFrame:
    """A row a file: its address, and its bytes where only Spark can read them."""
    direct = [address for address in addresses if _is_direct(address)]
    rest = [address for address in addresses if not _is_direct(address)]
    table = spark.createDataFrame([(address, None) for address in direct], "file string, content binary")
    if not rest:
        return table
    return table.union(spark.read.format("binaryFile").load(rest).selectExpr("path AS file", "content"))


def _is_direct(address: str) -> bool:
    parts = urlsplit(address)
    return _is_local(address) or _arrow_reads(f"{parts.scheme}://{parts.netloc}/")


@lru_cache(maxsize=100)
def _arrow_reads(root: str) -> bool:
    try:
        return bool(file_system(root))
    except (InputError, OSError):  # OSError: HDFS without its own library
        return False


@contextmanager
def at_hand(address: str, content: bytes | None) -> Iterator[Path]:
    """The file itself where it is local or mounted, else a copy of it, from the ``content`` if that was handed over."""
    if _is_local(address):
        yield Path(shown(address))
        return
    with TemporaryDirectory(prefix="tocsin-") as folder:
        copy = Path(folder, PurePosixPath(address).name)
        with copy.open("wb") as out, BytesIO(content) if content is not None else _opened(address) as remote:
            shutil.copyfileobj(remote, out, 1 << 20)
        yield copy


def _opened(address: str) -> Any:
    system, inside = file_system(address)
    return system.open_input_stream(inside)


def shown(address: str) -> str:
    """A local file by its path, as one machine names it; any other by its address."""
    return _LOCAL.sub("", address)


def _is_local(address: str) -> bool:
    return bool(_LOCAL.match(address)) or ":" not in address


def is_there(spark: SparkSession, address: str) -> bool:
    """True for a file that is there, hidden ones (``_SUCCESS``) too, which Spark finds and doesn't read."""
    from pyspark.errors import AnalysisException

    try:
        spark.read.format("binaryFile").load(address)
    except AnalysisException:
        return False
    return True


def file_system(address: str) -> tuple[Any, str]:
    """Arrow's file system for an address, and the path inside it.

    Raises:
        InputError: Arrow knows no such file system.
    """
    import pyarrow as pa
    from pyarrow.fs import FileSystem, LocalFileSystem

    if _is_local(address):
        return LocalFileSystem(), str(Path(shown(address)).absolute())
    try:
        system, inside = FileSystem.from_uri(re.sub(r"^s3[an]:", "s3:", address))
    except pa.ArrowInvalid as error:
        raise InputError(f"no file system that is known: {error}", address) from error
    return system, inside
