"""The tables of a project, version by version. A version that was shipped is never changed: the next one changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection

APPLICATION_ID = 0x466E6475
"""What the header of the file says it is: "Fndu"."""


@dataclass(frozen=True, slots=True)
class Migration:
    """How a file of the version before becomes one of `version`. `apply` is called inside a transaction."""

    version: int
    apply: Callable[[Connection], None]


_FIRST = """
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

-- Where photographs come from. `beside` is the same place as seen from the project's own folder.
CREATE TABLE roots (
  id INTEGER PRIMARY KEY,
  path ANY NOT NULL UNIQUE,
  beside ANY,
  added_s REAL NOT NULL
) STRICT;

CREATE TABLE photographs (
  id INTEGER PRIMARY KEY,
  content BLOB UNIQUE CHECK (content IS NULL OR length(content) = 32),  -- SHA-256; NULL until it was read
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,                   -- sorts as people count: eye2 before eye10
  search TEXT NOT NULL,                     -- what free text is looked for in, case-folded
  width INTEGER, height INTEGER,
  eye TEXT CHECK (eye IN ('right', 'left')), eye_source TEXT,
  patient TEXT, patient_source TEXT,
  taken TEXT,                               -- ISO 8601
  camera TEXT,
  spacing_mm REAL,
  quality TEXT, quality_source TEXT,
  is_inverted INTEGER NOT NULL DEFAULT 0,   -- as a condensing lens shows it, upside down
  is_flipped INTEGER NOT NULL DEFAULT 0,    -- shown turned by half
  disc_x REAL, disc_y REAL,                 -- the optic disc, in pixels
  pair TEXT,                                -- what both eyes of one sitting share
  partner INTEGER REFERENCES photographs (id) ON DELETE SET NULL,
  is_pair_guessed INTEGER NOT NULL DEFAULT 0,
  perceptual_hash INTEGER,
  is_excluded INTEGER NOT NULL DEFAULT 0, exclusion TEXT NOT NULL DEFAULT '',
  error TEXT,                               -- why it cannot be read
  added_s REAL NOT NULL
) STRICT;
CREATE INDEX photographs_by_name ON photographs (name_key, id);
CREATE INDEX photographs_by_patient ON photographs (patient, id);
CREATE INDEX photographs_by_pair ON photographs (pair) WHERE pair IS NOT NULL;
CREATE INDEX photographs_by_eye ON photographs (eye, id);
CREATE INDEX photographs_by_partner ON photographs (partner) WHERE partner IS NOT NULL;

-- Every place where a photograph lies. `path` is below the root, with slashes; `frame` is 0 where the file is one
-- photograph, else counts from 1.
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  root INTEGER NOT NULL REFERENCES roots (id) ON DELETE CASCADE,
  path ANY NOT NULL,
  frame INTEGER NOT NULL DEFAULT 0,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  stage INTEGER NOT NULL DEFAULT 0,         -- 0 listed, 1 read
  is_missing INTEGER NOT NULL DEFAULT 0,
  UNIQUE (root, path, frame)
) STRICT;
CREATE INDEX files_by_photograph ON files (photograph);
CREATE INDEX files_to_read ON files (stage, id) WHERE stage = 0;
CREATE INDEX files_missing ON files (size, mtime_ns) WHERE is_missing = 1;

CREATE TABLE masks (
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  path ANY NOT NULL,
  PRIMARY KEY (photograph, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE class_schemes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  class_names TEXT NOT NULL,                -- JSON
  added_s REAL NOT NULL
) STRICT;

CREATE TABLE label_sources (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  added_s REAL NOT NULL,
  UNIQUE (kind, name)
) STRICT;

-- What sources say. `said_of` is the name under which they say it, where a photograph has several.
CREATE TABLE labels (
  scheme INTEGER NOT NULL REFERENCES class_schemes (id) ON DELETE CASCADE,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  source INTEGER NOT NULL REFERENCES label_sources (id) ON DELETE CASCADE,
  said_of TEXT NOT NULL DEFAULT '',
  value INTEGER NOT NULL,
  added_s REAL NOT NULL,
  PRIMARY KEY (scheme, photograph, source, said_of)
) STRICT, WITHOUT ROWID;
CREATE INDEX labels_by_photograph ON labels (photograph);
CREATE INDEX labels_by_source ON labels (source);

-- What follows from them: no value where they contradict each other and no person has decided.
CREATE TABLE current_labels (
  scheme INTEGER NOT NULL REFERENCES class_schemes (id) ON DELETE CASCADE,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  value INTEGER,
  is_conflict INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (scheme, photograph)
) STRICT, WITHOUT ROWID;
CREATE INDEX current_labels_by_value ON current_labels (scheme, value, photograph);
CREATE INDEX current_labels_by_photograph ON current_labels (photograph);

-- Rows of a table that no photograph was found for.
CREATE TABLE unmatched_rows (
  source INTEGER NOT NULL REFERENCES label_sources (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;

-- Whatever else tables know of photographs: age, camera, a second diagnosis.
CREATE TABLE columns (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE facts (
  "column" INTEGER NOT NULL REFERENCES columns (id) ON DELETE CASCADE,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  value ANY NOT NULL,
  PRIMARY KEY ("column", photograph)
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_photograph ON facts (photograph);

CREATE TABLE splits (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  seed INTEGER NOT NULL,
  is_locked INTEGER NOT NULL DEFAULT 0,
  settings TEXT NOT NULL DEFAULT '{}',      -- JSON: shares, scheme, grouping
  added_s REAL NOT NULL
) STRICT;
CREATE TABLE split_members (
  split INTEGER NOT NULL REFERENCES splits (id) ON DELETE CASCADE,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('training', 'validation', 'test')),
  fold INTEGER,
  PRIMARY KEY (split, photograph)
) STRICT, WITHOUT ROWID;
CREATE INDEX split_members_by_photograph ON split_members (photograph);

CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE,             -- SHA-256 of the model file
  name TEXT NOT NULL,
  class_names TEXT NOT NULL,                -- JSON
  added_s REAL NOT NULL
) STRICT;
CREATE TABLE predictions (
  model INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  predicted INTEGER NOT NULL,
  confidence REAL NOT NULL,                 -- probability of the predicted class
  uncertainty REAL NOT NULL,
  probabilities BLOB NOT NULL,              -- float32, little-endian, one a class
  added_s REAL NOT NULL,
  PRIMARY KEY (model, photograph)
) STRICT, WITHOUT ROWID;
CREATE INDEX predictions_by_confidence ON predictions (model, confidence);
CREATE INDEX predictions_by_uncertainty ON predictions (model, uncertainty);
CREATE INDEX predictions_by_photograph ON predictions (photograph);

-- What a reader says and draws; `shapes` is JSON. Every state before is in the history, so that it can be undone.
CREATE TABLE annotations (
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  reader TEXT NOT NULL,
  scheme INTEGER REFERENCES class_schemes (id) ON DELETE SET NULL,
  grade INTEGER,
  quality TEXT,
  notes TEXT NOT NULL DEFAULT '',
  shapes TEXT NOT NULL DEFAULT '[]',
  changed_s REAL NOT NULL,
  PRIMARY KEY (photograph, reader)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotations_by_reader ON annotations (reader);
CREATE TABLE annotation_history (
  id INTEGER PRIMARY KEY,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  reader TEXT NOT NULL,
  before TEXT,                              -- JSON, NULL: there was none
  after TEXT,
  is_undone INTEGER NOT NULL DEFAULT 0,
  added_s REAL NOT NULL
) STRICT;
CREATE INDEX annotation_history_by_photograph ON annotation_history (photograph, reader, id);

CREATE TABLE feature_names (
  model TEXT NOT NULL,                      -- SHA-256 of the model file
  layer TEXT NOT NULL,
  channel INTEGER NOT NULL,
  reader TEXT NOT NULL,
  name TEXT NOT NULL,
  confidence REAL,
  notes TEXT NOT NULL DEFAULT '',
  changed_s REAL NOT NULL,
  PRIMARY KEY (model, layer, channel, reader)
) STRICT, WITHOUT ROWID;
CREATE TABLE strongest_images (
  model TEXT NOT NULL,
  layer TEXT NOT NULL,
  channel INTEGER NOT NULL,
  aggregation TEXT NOT NULL,
  rank INTEGER NOT NULL,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  activation REAL NOT NULL,
  place TEXT NOT NULL DEFAULT '',           -- JSON: where in the photograph
  PRIMARY KEY (model, layer, channel, aggregation, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX strongest_images_by_photograph ON strongest_images (photograph);

-- What an examination of the photographs found.
CREATE TABLE findings (
  kind TEXT NOT NULL,
  photograph INTEGER NOT NULL REFERENCES photographs (id) ON DELETE CASCADE,
  other INTEGER NOT NULL DEFAULT 0,         -- another photograph that it concerns
  value REAL,
  detail TEXT NOT NULL DEFAULT '',
  added_s REAL NOT NULL,
  PRIMARY KEY (kind, photograph, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_by_photograph ON findings (photograph);

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  began_s REAL NOT NULL,
  ended_s REAL,
  program TEXT NOT NULL,
  host TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT '{}'          -- JSON
) STRICT;
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}',      -- JSON
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'stopped', 'failed')),
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL DEFAULT '',
  began_s REAL NOT NULL,
  changed_s REAL NOT NULL
) STRICT;
"""


def _first(connection: Connection) -> None:
    for statement in _statements(_FIRST):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    """One by one: `executescript` would end the transaction."""
    lines = (line.partition("--")[0].rstrip() for line in script.splitlines())
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]


_SECOND = """
ALTER TABLE photographs ADD COLUMN is_mirrored INTEGER NOT NULL DEFAULT 0;   -- shown as in a mirror
ALTER TABLE annotations ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';       -- JSON: why the quality is what it is
"""


def _second(connection: Connection) -> None:
    for statement in _statements(_SECOND):
        connection.execute(statement)


_THIRD = """
-- Disc and fovea as a person has marked them, in pixels of the photograph as its file has it.
CREATE TABLE landmarks (
  photograph INTEGER PRIMARY KEY REFERENCES photographs (id) ON DELETE CASCADE,
  disc_x REAL NOT NULL, disc_y REAL NOT NULL,
  disc_diameter_px REAL NOT NULL CHECK (disc_diameter_px > 0),
  fovea_x REAL NOT NULL, fovea_y REAL NOT NULL,
  changed_s REAL NOT NULL
) STRICT;
"""


def _third(connection: Connection) -> None:
    for statement in _statements(_THIRD):
        connection.execute(statement)


_FOURTH = """
-- Passes over photographs for what excites each channel of a network most. `photographs` tells one set from another,
-- `state` is a NumPy archive without objects: what was found so far.
CREATE TABLE feature_passes (
  id INTEGER PRIMARY KEY,
  model TEXT NOT NULL,                      -- SHA-256 of the model file, and the seed of random weights
  model_file TEXT NOT NULL,                 -- its name then
  photographs TEXT NOT NULL,
  done INTEGER NOT NULL, total INTEGER NOT NULL,
  state BLOB NOT NULL,
  changed_s REAL NOT NULL,
  UNIQUE (model, photographs)
) STRICT;
"""


def _fourth(connection: Connection) -> None:
    for statement in _statements(_FOURTH):
        connection.execute(statement)


_FIFTH = """
-- What else an import told of, beside the rows that no photograph was found for: photographs without a label, notes.
CREATE TABLE import_remarks (
  source INTEGER NOT NULL REFERENCES label_sources (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'note')),
  number INTEGER NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (source, kind, number)
) STRICT, WITHOUT ROWID;
"""


def _fifth(connection: Connection) -> None:
    for statement in _statements(_FIFTH):
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, _first),
    Migration(2, _second),
    Migration(3, _third),
    Migration(4, _fourth),
    Migration(5, _fifth),
)
"""In ascending order, from an empty file to what this program writes."""

VERSION = MIGRATIONS[-1].version
