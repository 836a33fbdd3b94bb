"""What a project remembers of itself, and what stands for a patient in it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from enum import StrEnum
from typing import Any

from core.datasets.catalogue.database import Database

CODE_DIGITS = 12


class Setting(StrEnum):
    """The names of settings; the value of each is JSON."""

    TITLE = "title"
    ARE_PATIENTS_SHOWN = "are_patients_shown"
    SALT = "salt"
    SCHEME = "scheme"
    MODEL = "model"
    SPLIT = "split"
    READER = "reader"
    LESIONS = "lesions"
    VIEW = "view"


class ProjectSettings:
    """Settings by name; what was never set has the default that the caller names."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def value(self, name: Setting, default: Any = None) -> Any:
        """The JSON value of a setting."""
        with self._database.read() as connection:
            row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row is not None else default

    def setValue(self, name: Setting, value: Any) -> None:
        """Remember a JSON value."""
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, json.dumps(value)))


class Patients:
    """What stands for a patient in the catalogue: a keyed hash of the identifier, or itself where the user wants that.

    The key is the project's own, so that the hashes of two projects cannot be compared, and those of short numbers not
    be found by trying without the project's file.
    """

    def __init__(self, settings: ProjectSettings) -> None:
        self._settings = settings

    @property
    def are_shown(self) -> bool:
        """Whether identifiers are kept as they are."""
        return bool(self._settings.value(Setting.ARE_PATIENTS_SHOWN, default=False))

    def setShown(self, are_shown: bool) -> None:  # noqa: FBT001
        """Keep identifiers as they are, or hashed, from now on: what is known by then stays until it is read again."""
        self._settings.setValue(Setting.ARE_PATIENTS_SHOWN, are_shown)

    def coder(self) -> PatientCoder:
        """What names patients now; good for many of them."""
        salt = self._settings.value(Setting.SALT)
        if salt is None:
            salt = secrets.token_hex(16)
            self._settings.setValue(Setting.SALT, salt)
        return PatientCoder(bytes.fromhex(salt), are_shown=self.are_shown)


class PatientCoder:
    """Gives the same name to the same patient."""

    def __init__(self, salt: bytes, *, are_shown: bool) -> None:
        self._salt = salt
        self._are_shown = are_shown

    def __call__(self, identifier: str) -> str:
        """The name in the catalogue; empty for an empty identifier."""
        plain = identifier.strip()
        if self._are_shown or not plain:
            return plain
        digest = hmac.new(self._salt, plain.encode("utf-8", "surrogateescape"), hashlib.sha256)
        return digest.hexdigest()[:CODE_DIGITS]
