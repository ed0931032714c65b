"""Who may see an output: takes ``--public`` or a sharing mark, gives the circle, and lets dossiers through it.

Invariant: ``TLP:CLEAR`` comes with the rules of release and with nothing else; without rules ``--public`` is refused
before the database is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.cli.streams import say
from tocsin.publish.dossier import Dossier
from tocsin.publish.formats.tables import Left
from tocsin.publish.marks import CLEAR, Mark
from tocsin.settings import ReleaseRules, load_release

__all__ = ["Circle", "circle", "say_left"]


@dataclass(frozen=True, slots=True)
class Circle:
    """A sharing mark, and the rules of release where it is ``TLP:CLEAR``."""

    mark: Mark
    rules: ReleaseRules | None = None

    def passing(self, dossiers: Sequence[Dossier], told: bool = True) -> Sequence[Dossier]:
        """The dossiers that this circle may see, as it may see them; what is withheld is said if ``told``."""
        if self.rules is None:
            return dossiers
        from tocsin.publish.release import release  # loads the gazetteer

        released = release(dossiers, self.rules, datetime.now(UTC).date())
        if told:
            say(f"{len(released.dossiers)} of {len(dossiers)} incidents released")
            say_left("withheld", released.withheld)
        return released.dossiers


def circle(public: bool, mark: Mark) -> Circle:
    """The circle asked for.

    Raises:
        SettingsError: public output is denied.
    """
    return Circle(CLEAR, load_release()) if public else Circle(mark)


def say_left(word: str, left: Iterable[Left]) -> None:
    """One line a reason, with how many and the first of them."""
    rows = list(left)
    first = {one.why: one.incident_id for one in reversed(rows)}
    for why, count in Counter(one.why for one in rows).most_common():
        say(f"  {word}: {count}, because {why} (such as {first[why]})")
