// The projection's tables that are not rows: what cannot be worked out from history again is marked so.

export const projectionEpoch = 1

/** `organization`, `connection` and `value` are the only copies of what they hold, except for the notes that history files keep of them. */
export const projectionSchema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE organization (
  rank INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL, synced_at TEXT, problem TEXT,
  generation INTEGER NOT NULL DEFAULT 0, root TEXT NOT NULL DEFAULT ''
);
CREATE TABLE connection (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE summary (organization INTEGER NOT NULL, kind TEXT NOT NULL, total INTEGER NOT NULL, measures TEXT NOT NULL, PRIMARY KEY (organization, kind)) WITHOUT ROWID;
`

/** Summaries day by day: kept when row tables are made anew, because the days before today cannot be counted again. */
export const trendSchema = `CREATE TABLE IF NOT EXISTS trend (organization INTEGER NOT NULL, kind TEXT NOT NULL, days TEXT NOT NULL, PRIMARY KEY (organization, kind)) WITHOUT ROWID`
