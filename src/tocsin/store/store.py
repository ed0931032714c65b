"""The store: takes coded reports and judgements, keeps them for ever, gives them back as of any instant.

Invariants: what ``save`` reported as done is there after any crash; nothing is deleted and only ``known_to`` is ever
set afterwards, once; saving the same coding again changes nothing; every coding, judgement and review adds one row to
the hash-chained log, which ``verify_log`` recomputes together with the digests of what it speaks of.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from tocsin.errors import InputError, StoreError
from tocsin.model import CodedReport, EventRecord, Incident, Judgement, Review
from tocsin.store import rows, verify
from tocsin.store.backup import write_backup
from tocsin.store.catalogue import mark
from tocsin.store.chain import Entry, digest_of
from tocsin.store.codec import Codec
from tocsin.store.engine import cause_of, open_engine, reading
from tocsin.store.filters import Filters
from tocsin.store.groups import Groups
from tocsin.store.schema import catalogue_state, incident, judgement, log, report, review, schema_version
from tocsin.store.versions import add_version, close_version, reviews_of, rows_known

__all__ = ["Store"]

EVERYTHING = Filters()
"""Asks for nothing: all that is known now."""


class Store:
    """One database. Open it with ``Store.open``; every method is one transaction.

    Every method raises ``StoreError`` when the database refuses (locked for 30 s, full, corrupt, gone).
    """

    def __init__(self, engine: Engine, codec: Codec, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self.codec = codec
        self._clock = clock
        weakref.finalize(self, engine.dispose)  # a command that ends without closing leaves no connection behind

    @classmethod
    def open(cls, url: str, codec: Codec, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Store:
        """Open a file or URL, making the tables when they are missing and leading a file's older ones on.

        Raises:
            StoreError: the database can't be opened or has another schema version.
        """
        return cls(open_engine(url), codec, clock)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def save(self, coded: CodedReport) -> bool:
        """Keep a coding; False when the newest one known is the same to the byte.

        A newer coding of the same document is added and the old one closed at the same instant.
        """
        return self.save_all((coded,)) == 1

    def save_all(self, many: Iterable[CodedReport]) -> int:
        """Keep many codings in one transaction, all of them or none; gives how many are new or changed."""
        with self.writing() as connection:
            return sum(self._keep(connection, coded) for coded in many)

    def review(self, one: Review) -> bool:
        """Keep a person's review and the report under it; False when the very same one is kept already.

        Raises:
            InputError: no such report is known.
        """
        row = rows.review_row(one)
        with self.writing() as connection:
            if connection.execute(select(review.c.id).where(review.c.id == row["id"])).first():
                return False
            known = list(rows_known(connection, Filters(report=one.report)))
            if not known:
                raise InputError("there is no such report", one.report[:80])
            connection.execute(review.insert(), row)
            self._append(connection, self._instant(None), "review", one.record, row["id"])
            self._keep(connection, self._read(*known[0]))
        return True

    def _keep(self, connection: Connection, coded: CodedReport) -> bool:
        said = reviews_of(connection, coded.report.id)
        row = self.codec.write_report(self.codec.review(coded, said) if said else coded)
        digest = digest_of(row)
        kept = connection.execute(rows.open_version(coded.report.id)).first()
        if kept is not None and kept.digest == digest:
            return False
        now = self._instant(kept.known_from if kept else None)
        if kept is not None:
            close_version(connection, coded.report.id, now)
        add_version(connection, row, digest, now)
        self._append(connection, now, "report", coded.report.id, digest)
        return True

    def judge(self, verdict: Judgement) -> bool:
        """Keep a judgement; False when the very same one is kept already."""
        row = rows.judgement_row(verdict)
        with self.writing() as connection:
            if connection.execute(select(judgement.c.id).where(judgement.c.id == row["id"])).first():
                return False
            connection.execute(judgement.insert(), row)
            self._append(connection, self._instant(None), "judgement", f"{row['left']} {row['right']}", row["id"])
        return True

    def reports(self, filters: Filters = EVERYTHING, among: Collection[str] | None = None) -> Iterator[CodedReport]:
        """Coded reports in the order they became known, each with only the events that pass.

        ``among`` reads those of these ids alone.
        """
        with self.reading() as connection:
            for payload, events in rows_known(connection, filters, among):
                if events or filters.accepts_reports_without_events:
                    yield self._read(payload, events)

    def _read(self, payload: str, events: Sequence[str]) -> CodedReport:
        return self.codec.read_report({**json.loads(payload), "events": [json.loads(one) for one in events]})

    def events(self, filters: Filters = EVERYTHING) -> list[EventRecord]:
        """The event records that pass, by report and their order in it."""
        return [event for coded in self.reports(filters) for event in coded.events]

    def report(self, report_id: str, as_of: str | None = None) -> CodedReport | None:
        """One report with all its events, or None when it isn't known (at that instant)."""
        return next(self.reports(Filters(report=report_id, as_of=as_of)), None)

    def knows(self, report_id: str) -> bool:
        """True when a coding of this report is kept."""
        with self.reading() as connection:
            return connection.execute(rows.open_version(report_id)).first() is not None

    def judgements(self, as_of: str | None = None) -> list[Judgement]:
        """All judgements, oldest first."""
        query = select(judgement).order_by(judgement.c.on, judgement.c.id)
        if as_of:
            query = query.where(judgement.c.on <= as_of)
        with self.reading() as connection:
            return [rows.judgement_of(row) for row in connection.execute(query)]

    def replace_incidents(self, incidents: list[Incident], built_at: str | None = None) -> None:
        """Put freshly built incidents in place of the old ones; derived, so it isn't logged.

        ``built_at`` is the log's head from before their records were read, where others may write meanwhile: what they
        wrote then leaves the incidents stale, not forgotten. What ``grouping`` keeps is forgotten with the old ones.
        """
        with self.writing() as connection:
            head, at = built_at or verify.head_of(connection)[1], self._instant(None)
            kept = Groups(connection, self.codec, at)
            kept.forget_all()
            kept.replace_all(incidents)
            mark(connection, head, at)

    @contextmanager
    def grouping(self) -> Iterator[Groups]:
        """One transaction that brings the incidents up to the log; derived, so it isn't logged."""
        with self.writing() as connection:
            yield Groups(connection, self.codec, self._instant(None))

    def grouped(self) -> tuple[int, str] | None:
        """The row of the log up to which ``grouping`` brought the incidents, and by whose rules; None: none yet."""
        with self.reading() as connection:
            return Groups(connection, self.codec, "").state()

    def incidents(self) -> list[Incident] | None:
        """The kept incidents, or None when something was written since they were built."""
        with self.reading() as connection:
            if connection.execute(select(catalogue_state.c.built_at)).scalar() != verify.head_of(connection)[1]:
                return None
            kept = connection.execute(select(incident.c.payload).order_by(incident.c.id)).scalars().all()
        return [self.codec.read_incident(json.loads(payload)) for payload in kept]

    def began(self) -> str | None:
        """The instant since which it has known anything; None while it is empty."""
        with self.reading() as connection:
            return connection.execute(select(func.min(report.c.known_from))).scalar()

    def log_head(self) -> tuple[int, str]:
        """How many rows the log has, and the last one's hash: what to note elsewhere to see a cut end."""
        with self.reading() as connection:
            return verify.head_of(connection)

    def verify_log(self) -> list[str]:
        """Every fault of the chain or of what it speaks of, one line each; empty when all is whole."""
        with self.reading() as connection:
            return verify.faults(connection)

    def backup(self, out: Path) -> int:
        """Write all that is kept into one file (see ``store.backup``); gives the number of rows."""
        try:
            return write_backup(self._engine, out)
        except SQLAlchemyError as error:
            raise self._failed(error) from error
        except OSError as error:
            raise StoreError(f"can't be written: {error.strerror}", str(out)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes, for the rest of this room."""
        try:
            with self._engine.begin() as connection:
                connection.execute(select(schema_version.c.version).with_for_update())
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that reads, for the rest of this room."""
        try:
            with reading(self._engine) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise self._failed(error) from error

    def _failed(self, error: SQLAlchemyError) -> StoreError:
        return StoreError(f"the database refused: {cause_of(error)}", self._engine.url.render_as_string())

    def _append(self, connection: Connection, at: str, kind: str, subject: str, digest: str) -> None:
        seq, head = verify.head_of(connection)
        entry = Entry(seq + 1, at, kind, subject, digest, head)
        connection.execute(log.insert(), rows.log_row(entry))

    def _instant(self, after: str | None) -> str:
        """Now, or a microsecond after ``after`` when the clock stands behind it."""
        return rows.instant(self._clock(), after)
