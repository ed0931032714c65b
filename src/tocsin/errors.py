"""Every error that tocsin raises on purpose; each says what, where and what to do.

    TocsinError
    ├── InputError          a file or text that can't be read as a report
    ├── KnowledgeError      a data file of the knowledge base is wrong
    ├── SettingsError       an unknown or ill-typed setting
    ├── StoreError          the database can't be opened, read or written
    ├── PanelError          a table of deaths that can't be forecast from, or a question that can't be scored
    ├── FetchError          an address that isn't fetched: refused, gone, or to be tried later
    ├── ClusterError        a Spark cluster that can't be reached, or on which a stage failed for good
    ├── LlmError            a language model's server that can't be used, or an answer that isn't one
    └── MissingExtraError   an optional dependency isn't installed; names the install command

Invariant: the text of every error is one line.
"""

from __future__ import annotations

__all__ = [
    "ClusterError",
    "FetchError",
    "InputError",
    "KnowledgeError",
    "LlmError",
    "MissingExtraError",
    "PanelError",
    "SettingsError",
    "StoreError",
    "TocsinError",
]


class TocsinError(Exception):
    """Base of all; ``where`` is the file, record or setting that it is about, ``span`` the offsets where known."""

    def __init__(self, what: str, where: str | None = None, span: tuple[int, int] | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.span = span

    def __str__(self) -> str:
        """One line: where, then what."""
        place = f"{self.where}: " if self.where else ""
        offsets = f" (characters {self.span[0]}-{self.span[1]})" if self.span else ""
        return f"{place}{self.what}{offsets}".replace("\n", " ")


class InputError(TocsinError):
    """A file or text that can't be read as a report."""


class KnowledgeError(TocsinError):
    """A data file of the knowledge base is wrong."""


class SettingsError(TocsinError):
    """An unknown or ill-typed setting."""


class StoreError(TocsinError):
    """The database can't be opened, read or written."""


class PanelError(TocsinError):
    """A table of deaths that can't be forecast from, or a question that can't be scored."""


class FetchError(TocsinError):
    """An address that isn't fetched; ``again``: a later try may succeed, ``after_s`` the wait that its server asks."""

    def __init__(self, what: str, where: str, again: bool = False, after_s: float = 0) -> None:
        super().__init__(what, where)
        self.again = again
        self.after_s = after_s


class ClusterError(TocsinError):
    """A Spark cluster that can't be reached, or on which a stage failed for good."""


class LlmError(TocsinError):
    """A language model's server that can't be used, or an answer that isn't one."""


class MissingExtraError(TocsinError):
    """An optional dependency isn't installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part: pip install 'tocsin[{extra}]'")
