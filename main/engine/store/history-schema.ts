// The tables of one organization's history file. Migrations of later epochs start here.

/** Raised when the tables of a history file change in a way that an older program must not touch. */
export const historyEpoch = 1

/**
 * `cur` holds the newest version of each object, `hist` the closed ones, both with the runs between which they held.
 * Few tables and indexes: each takes a page, and there are hundreds of these files.
 * A version is published when its `from_run` is at most its kind's `run`; a run that dies leaves nothing published.
 */
export const historySchema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE dictionary (version INTEGER PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE kind (kind INTEGER PRIMARY KEY, name TEXT NOT NULL, run INTEGER NOT NULL, total INTEGER NOT NULL, root BLOB NOT NULL, dictionary INTEGER NOT NULL DEFAULT 0);
CREATE TABLE run (run INTEGER PRIMARY KEY, id TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, outcome TEXT, error TEXT);
CREATE TABLE kind_run (
  run INTEGER NOT NULL, kind INTEGER NOT NULL, outcome TEXT NOT NULL, at TEXT NOT NULL, proof TEXT, error TEXT,
  added INTEGER NOT NULL, changed INTEGER NOT NULL, removed INTEGER NOT NULL, total INTEGER NOT NULL, quarantined INTEGER NOT NULL,
  PRIMARY KEY (kind, run)
) WITHOUT ROWID;
CREATE TABLE cur (
  row INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id NOT NULL, from_run INTEGER NOT NULL,
  hash BLOB NOT NULL, payload BLOB NOT NULL, edge_from, edge_to
);
CREATE UNIQUE INDEX cur_id ON cur (kind, id);
CREATE INDEX cur_from ON cur (kind, from_run);
CREATE TABLE hist (
  row INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id NOT NULL, from_run INTEGER NOT NULL, to_run INTEGER NOT NULL,
  hash BLOB NOT NULL, payload BLOB NOT NULL, edge_from, edge_to
);
CREATE INDEX hist_to ON hist (kind, to_run, from_run);
CREATE INDEX hist_id ON hist (kind, id, from_run);
CREATE TABLE stage (kind INTEGER NOT NULL, id NOT NULL, hash BLOB NOT NULL, payload BLOB NOT NULL, edge_from, edge_to, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE quarantine (run INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT, reason TEXT NOT NULL, raw TEXT NOT NULL);
`
