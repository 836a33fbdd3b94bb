"""When a project was worked on, and the long jobs that were begun in it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import core
from core.datasets.catalogue.database import Database


class JobKind(StrEnum):
    """What a job does."""

    INDEX = "index"
    PREDICT = "predict"
    PREPARE = "prepare"
    AUDIT = "audit"
    TRAIN = "train"


class JobState(StrEnum):
    """How far a job came. One that is running when nobody has the project open was cut off, and can be gone on with."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job: `settings` are what is needed to go on with it."""

    id: int
    kind: JobKind
    title: str
    settings: dict[str, Any]
    state: JobState
    done: int
    total: int
    message: str
    began_s: float
    changed_s: float


class Journal:
    """Sessions and jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin_session(self) -> int:
        """Note that the program works on the project; returns the session.

        On which machine is not noted: a project is handed on, and who has it open the file beside it says.
        """
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO sessions (began_s, program, host) VALUES (?, ?, '') RETURNING id",
                (time.time(), f"Funduscope {core.__version__}"),
            ).fetchone()
        return int(row[0])

    def keep_state(self, session: int, state: dict[str, Any], *, is_over: bool = False) -> None:
        """Remember what was shown (JSON), so that the next session can begin there."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE sessions SET state = ?, ended_s = ? WHERE id = ?",
                (json.dumps(state), time.time() if is_over else None, session),
            )

    def last_state(self) -> dict[str, Any]:
        """What was shown last; empty where nothing was kept."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT state FROM sessions WHERE state <> '{}' ORDER BY id DESC LIMIT 1"
            ).fetchone()
        state: dict[str, Any] = json.loads(row[0]) if row is not None else {}
        return state

    def begin_job(self, kind: JobKind, title: str, settings: dict[str, Any] | None = None) -> int:
        """Note a job that begins now; returns its number."""
        now_s = time.time()
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO jobs (kind, title, settings, state, began_s, changed_s) VALUES (?, ?, ?, ?, ?, ?) "
                "RETURNING id",
                (kind, title, json.dumps(settings or {}), JobState.RUNNING, now_s, now_s),
            ).fetchone()
        return int(row[0])

    def note_job(self, job: int, state: JobState, *, done: int = 0, total: int = 0, message: str = "") -> None:
        """Note how far a job is."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE jobs SET state = ?, done = ?, total = ?, message = ?, changed_s = ? WHERE id = ?",
                (state, done, total, message, time.time(), job),
            )

    def jobs(self, kind: JobKind | None = None) -> tuple[JobRecord, ...]:
        """All jobs, the latest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, kind, title, settings, state, done, total, message, began_s, changed_s FROM jobs "
                "WHERE ? IS NULL OR kind = ? ORDER BY id DESC",
                (kind, kind),
            ).fetchall()
        return tuple(
            JobRecord(row[0], JobKind(row[1]), row[2], json.loads(row[3]), JobState(row[4]), *row[5:]) for row in rows
        )

    def unfinished_jobs(self) -> tuple[JobRecord, ...]:
        """Jobs that were stopped or cut off, the latest first."""
        return tuple(job for job in self.jobs() if job.state in (JobState.RUNNING, JobState.STOPPED))
