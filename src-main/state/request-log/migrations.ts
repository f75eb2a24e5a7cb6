/**
 * The log on disk, made so that a scan of a million rows reads little: `exchanges` holds only numbers, `names` what they
 * stand for, `details` and `bodies` the rest, `texts` what many details say. A key is `startedAt × 1024` and a place within that millisecond,
 * so that its order is that of time everywhere, in the text index, too. That index keeps no text of its own.
 */
export const LOG_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE names (
    key INTEGER PRIMARY KEY,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    -- What searches compare with.
    folded TEXT NOT NULL,
    UNIQUE (field, value)
  ) STRICT;
  CREATE TABLE exchanges (
    key INTEGER PRIMARY KEY,
    outcome INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    kept INTEGER NOT NULL DEFAULT 0,
    replay INTEGER NOT NULL,
    client_dialect INTEGER,
    upstream_dialect INTEGER,
    action INTEGER,
    path INTEGER,
    client INTEGER,
    tool INTEGER,
    requested INTEGER,
    model INTEGER,
    provider INTEGER,
    alias INTEGER,
    key_name INTEGER,
    session INTEGER,
    thread INTEGER,
    error INTEGER,
    stop INTEGER,
    losses INTEGER,
    features INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    lossy INTEGER NOT NULL,
    status REAL,
    ttft REAL,
    took REAL,
    tokens REAL,
    cost REAL,
    input REAL,
    cache_read REAL,
    cache_write REAL,
    output REAL,
    reasoning REAL
  ) STRICT;
  CREATE INDEX running ON exchanges (key) WHERE outcome = 0;
  CREATE INDEX kept ON exchanges (key) WHERE kept = 1;
  CREATE TABLE details (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- Made by packDetails: to compress it would cost more than all the rest of a write.
    content TEXT NOT NULL
  ) STRICT;
  -- What the details of a day have in common.
  CREATE TABLE texts (
    day INTEGER NOT NULL,
    number INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (day, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bodies (
    key INTEGER PRIMARY KEY,
    content BLOB NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE words USING fts5 (
    known, fault, said, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  `,
]

/** A file that can shrink must be made so, before its first table; what is deleted is overwritten where that costs nothing. */
export const LOG_PRAGMAS =
  'PRAGMA auto_vacuum = INCREMENTAL; PRAGMA secure_delete = FAST; PRAGMA journal_size_limit = 33554432'
